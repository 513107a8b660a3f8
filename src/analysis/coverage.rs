//! What the cases of a rule set exercise, and what they leave out.

use crate::answer::term_truths;
use crate::guideline::Guideline;
use crate::model::{
    FactId, Known, LayerId, Model, RuleId, Safeguard, TermId, Test, Text, Truth, Written, test_in_words,
};
use crate::situation::{Situation, verdict_of};
use crate::words::{UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What the cases of the uppermost layer exercise of its rules, its safeguards, and the tests in its rules and terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// How many cases there are.
    pub cases: usize,
    /// How many rules there are.
    pub rules: usize,
    /// Rules whose condition is true in no case, in their order.
    pub rules_left_out: Vec<Arc<str>>,
    /// How many safeguards there are.
    pub safeguards: usize,
    /// Safeguards that speak of no case, as declared.
    pub safeguards_left_out: Vec<Arc<str>>,
    /// How many tests there are; what several rules ask of a fact is one.
    pub tests: usize,
    /// Tests that are not both true in some case and false in another, by fact or term.
    pub tests_one_sided: Vec<OneSided>,
}

/// A test of a fact, or a term, that cases do not show both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OneSided {
    /// The id of the fact or the term.
    pub of: Arc<str>,
    /// The test in words; empty of a term.
    pub test: Arc<str>,
    /// What cases do show of it.
    pub seen: Seen,
    /// The rules that make it.
    pub rules: Vec<Arc<str>>,
    /// The terms that make it.
    pub terms: Vec<Arc<str>>,
}

words! {
    /// How cases show a test that they do not show both ways.
    pub enum Seen {
        /// Neither true nor false: its fact is given in no case.
        Never = "never",
        /// Only true.
        OnlyTrue = "only_true",
        /// Only false.
        OnlyFalse = "only_false",
    }
}

impl fmt::Display for OneSided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what =
            if self.test.is_empty() { self.of.to_string() } else { format!("{}: {}", self.of, self.test) };
        let missing = match self.seen {
            Seen::Never => "neither true nor false",
            Seen::OnlyTrue => "never false",
            Seen::OnlyFalse => "never true",
        };
        let by: Vec<&str> = self.rules.iter().chain(&self.terms).map(|name| &**name).collect();
        write!(f, "{what} is {missing} in any case ({})", by.join(", "))
    }
}

impl Guideline {
    /// What the cases of the uppermost layer exercise. (Those of lower layers exercise theirs.)
    ///
    /// ```
    /// let coverage = demeanor::Guideline::standard().coverage();
    /// assert!(coverage.cases > 200 && coverage.rules_left_out.len() < coverage.rules / 10);
    /// ```
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let mut survey = Survey::of(self);
        let top = self.model().top();
        let cases = self.model().cases.iter().filter(|case| case.layer == top);
        let mut count = 0;
        for case in cases {
            if case.presuming {
                survey.see(self, Situation::from_known(self, case.known.clone()).presuming().known());
            } else {
                survey.see(self, &case.known);
            }
            count += 1;
        }
        survey.coverage(count)
    }
}

/// What is seen of the uppermost layer so far.
struct Survey<'a> {
    model: &'a Model,
    top: LayerId,
    /// Its rules, each with whether a case makes its condition true.
    rules: Vec<(RuleId, bool)>,
    /// Its safeguards, each with whether it speaks of a case.
    safeguards: Vec<(&'a Safeguard, bool)>,
    asked: BTreeMap<Asked, Sides<'a>>,
}

/// A test of a fact by what passes, or a term.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Fact(FactId, Text),
    Term(TermId),
}

/// How a test was seen, and who makes it.
struct Sides<'a> {
    test: Option<&'a Test>,
    seen_true: bool,
    seen_false: bool,
    rules: Vec<Text>,
    terms: Vec<Text>,
}

impl<'a> Survey<'a> {
    fn of(guideline: &'a Guideline) -> Survey<'a> {
        let model = guideline.model();
        let top = model.top();
        let own = model.rules.numbered().filter(|(_, rule)| rule.layer == top);
        let safeguards = model.safeguards.iter().filter(|safeguard| safeguard.layer == top);
        let mut survey = Survey {
            model,
            top,
            rules: own.map(|(index, _)| (index, false)).collect(),
            safeguards: safeguards.map(|safeguard| (safeguard, false)).collect(),
            asked: BTreeMap::new(),
        };
        for rule in model.rules.iter().filter(|rule| rule.layer == top) {
            survey.note(&rule.when.written, &mut |sides| push_once(&mut sides.rules, &rule.id));
        }
        for (term, condition) in model.terms_above().numbered() {
            if model.states_term(top, term) {
                let name = model.terms.at(term);
                survey.note(&condition.written, &mut |sides| push_once(&mut sides.terms, name));
            }
        }
        survey
    }

    /// Notes every test in a condition.
    fn note(&mut self, written: &'a Written, who: &mut impl FnMut(&mut Sides<'a>)) {
        match written {
            Written::All(parts) | Written::Any(parts) | Written::None(parts) => {
                for part in parts {
                    self.note(part, who);
                }
            }
            Written::Term(term) => who(self.sides(Asked::Term(*term), None)),
            Written::Fact(index, test) => {
                let words = test_in_words(self.model.vocabulary.fact(*index), test, &self.model.wording);
                who(self.sides(Asked::Fact(*index, words.into()), Some(test)));
            }
        }
    }

    fn sides(&mut self, asked: Asked, test: Option<&'a Test>) -> &mut Sides<'a> {
        self.asked.entry(asked).or_insert(Sides {
            test,
            seen_true: false,
            seen_false: false,
            rules: Vec::new(),
            terms: Vec::new(),
        })
    }

    /// Takes a case into account.
    fn see(&mut self, guideline: &Guideline, known: &Known) {
        let truths = term_truths(self.model.layers.at(self.top), known);
        for (index, exercised) in &mut self.rules {
            *exercised |= self.model.rules.at(*index).when.truth(known, &truths) == Truth::True;
        }
        let stance = verdict_of(guideline, known).stance;
        for (safeguard, exercised) in &mut self.safeguards {
            *exercised |= safeguard.speaks_of(stance) && safeguard.when.truth(known, &truths) == Truth::True;
        }
        for (asked, sides) in &mut self.asked {
            let truth = match asked {
                Asked::Term(term) => *truths.at(*term),
                Asked::Fact(fact, _) => {
                    let code = *known.at(*fact);
                    code.zip(sides.test).map_or(Truth::Unknown, |(code, test)| test.passes(code).into())
                }
            };
            sides.seen_true |= truth == Truth::True;
            sides.seen_false |= truth == Truth::False;
        }
    }

    fn coverage(&self, cases: usize) -> Coverage {
        let rules = self.rules.iter().filter(|(_, exercised)| !exercised);
        let rule = |&(index, _): &(RuleId, bool)| self.model.rules.at(index).id.clone();
        let safeguards = self.safeguards.iter().filter(|(_, exercised)| !exercised);
        Coverage {
            cases,
            rules: self.rules.len(),
            rules_left_out: rules.map(rule).collect(),
            safeguards: self.safeguards.len(),
            safeguards_left_out: safeguards.map(|(safeguard, _)| safeguard.id.clone()).collect(),
            tests: self.asked.len(),
            tests_one_sided: self
                .asked
                .iter()
                .filter_map(|(asked, sides)| self.one_sided(asked, sides))
                .collect(),
        }
    }

    fn one_sided(&self, asked: &Asked, sides: &Sides<'_>) -> Option<OneSided> {
        let seen = match (sides.seen_true, sides.seen_false) {
            (true, true) => return None,
            (true, false) => Seen::OnlyTrue,
            (false, true) => Seen::OnlyFalse,
            (false, false) => Seen::Never,
        };
        let (of, test) = match asked {
            Asked::Fact(fact, words) => (self.model.vocabulary.fact(*fact).id.clone(), words.clone()),
            Asked::Term(term) => (self.model.terms.at(*term).clone(), Text::default()),
        };
        Some(OneSided { of, test, seen, rules: sides.rules.clone(), terms: sides.terms.clone() })
    }
}

impl Model {
    /// Does a layer state a term, or restate it?
    fn states_term(&self, layer: LayerId, term: TermId) -> bool {
        let mut below = self.layers.numbered().take_while(|(number, _)| *number < layer);
        let is_new = below.all(|(_, below)| term >= below.terms.next());
        is_new || self.layers.at(layer).restated.iter().any(|(restated, _)| *restated == term)
    }
}

fn push_once(names: &mut Vec<Text>, name: &Text) {
    if !names.contains(name) {
        names.push(name.clone());
    }
}
