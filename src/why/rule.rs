//! Why a rule applies in a situation, or does not, and what it would take.

use crate::answer::{Judgement, Standings};
use crate::document::Limit;
use crate::exact::would_apply;
use crate::judging::judged;
use crate::model::condition_text::{line, parts};
use crate::model::{
    Condition, Fact, FactId, FactValue, Rule, RuleId, Truth, ValueCode, World, Written, fact_value, in_words,
};
use crate::situation::Situation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Why a rule applies in a situation, or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WhyRule {
    /// The rule's id.
    pub rule: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// Does it apply?
    pub outcome: Outcome,
    /// Its condition, part by part: deeper parts below what joins them, and the condition of a term below the term.
    pub when: Vec<WhyPart>,
    /// The rules that stand and set it aside, by id.
    pub set_aside_by: Vec<Arc<str>>,
    /// The rules of which it is not known whether they set it aside, by id.
    pub may_be_set_aside_by: Vec<Arc<str>>,
    /// As few other answers as it would take for it to apply, each option of a `several` counted by itself; none where it
    /// applies. `None` where no other answers would do, or too much would have to be worked out to tell.
    pub would_apply_with: Option<Vec<OtherAnswer>>,
}

/// Does a rule apply?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// It counts. (A limit does also where it is in doubt whether another rule sets it aside.)
    Applies,
    /// Its condition holds, and another rule sets it aside.
    SetAside,
    /// It depends on what is not known.
    Open,
    /// Its condition fails.
    NotMet,
}

/// Does a part of a condition hold?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Holding {
    /// It holds.
    Holds,
    /// It fails.
    Fails,
    /// It depends on what is not known.
    Open,
}

/// A part of a condition in a situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WhyPart {
    /// How deep it stands.
    pub depth: usize,
    /// Does it hold?
    pub holding: Holding,
    /// What it says.
    pub text: Arc<str>,
    /// The fact that it tests.
    pub fact: Option<Arc<str>>,
    /// The fact's value, where it is known, given or presumed.
    pub value: Option<FactValue>,
    /// The value in words.
    pub words: Option<Arc<str>>,
    /// Was the value presumed?
    pub presumed: bool,
    /// The term that it takes.
    pub term: Option<Arc<str>>,
}

/// Another answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OtherAnswer {
    /// The fact's id.
    pub fact: Arc<str>,
    /// Its short name.
    pub label: Arc<str>,
    /// Its value now, where it is known, given or presumed.
    pub now: Option<FactValue>,
    /// The value that it would have to have.
    pub to: FactValue,
    /// The same in words.
    pub words: Arc<str>,
}

impl Situation {
    /// Why a rule applies here, or does not: which parts of its condition hold, fail or are open, which rules set it aside,
    /// and with which other answers it would apply. `None` where there is no such rule.
    ///
    /// It judges every rule in as many situations as the rule's facts can make, within a budget: milliseconds.
    ///
    /// ```
    /// use demeanor::why::Outcome;
    ///
    /// let guideline = demeanor::Guideline::standard();
    /// let rule = guideline.rule_ids().next().expect("there are rules").to_owned();
    /// let why = guideline.empty_situation().why_rule(&rule).expect("it is a rule");
    /// assert_ne!(why.outcome, Outcome::SetAside);
    /// let answers = why.would_apply_with.expect("it can apply");
    /// let facts: std::collections::BTreeMap<_, _> = answers.iter().map(|other| (&other.fact, &other.to)).collect();
    /// let there = guideline.situation(&facts)?.why_rule(&rule).expect("it is a rule");
    /// assert_eq!(there.outcome, Outcome::Applies);
    /// # Ok::<(), demeanor::Rejected>(())
    /// ```
    #[must_use]
    pub fn why_rule(&self, rule: &str) -> Option<WhyRule> {
        let model = self.guideline().model();
        let (number, found) = model.rule_named(rule)?;
        let judgement = Judgement::of(self.guideline().compiled(), self.known());
        let standings = judgement.standings(self.guideline().compiled(), self.known());
        let by = |standing: Truth| {
            let overriders = found.overridden_by.iter();
            let mut ids: Vec<Arc<str>> = overriders
                .filter(|&&by| standings.standing(by) == standing)
                .map(|&by| model.rules.at(by).id.clone())
                .collect();
            ids.sort();
            ids
        };
        let outcome = outcome(standings, number, found);
        Some(WhyRule {
            rule: found.id.clone(),
            title: found.title.clone(),
            outcome,
            when: self.parts_of(&found.when, standings.world()),
            set_aside_by: by(Truth::True),
            may_be_set_aside_by: by(Truth::Unknown),
            would_apply_with: if outcome == Outcome::Applies {
                Some(Vec::new())
            } else {
                self.other_answers(number)
            },
        })
    }

    fn parts_of(&self, condition: &Condition, world: World<'_>) -> Vec<WhyPart> {
        let model = self.guideline().model();
        let facts = model.vocabulary.facts();
        let mut steps = model.limits.of(Limit::StepsOfConditions);
        let part = |(depth, part): (usize, &Written)| {
            // A part by itself may be more tangled than the whole: then it is not said what becomes of it.
            let judged = judged(part, world.terms, facts, &mut steps);
            let truth = judged.map_or(Truth::Unknown, |judged| judged.truth(world.known, world.truths));
            let said = line(part, depth, model);
            let tested = match part {
                Written::Fact(fact, _) => Some(*fact),
                _ => None,
            };
            let value = tested
                .and_then(|fact: FactId| Some((model.vocabulary.fact(fact), (*self.known().at(fact))?)));
            WhyPart {
                depth,
                holding: Holding::of(truth),
                text: said.text,
                fact: said.fact,
                value: value.map(|(fact, code)| fact_value(fact, code)),
                words: value.map(|(fact, code)| in_words(fact, code, &model.wording)),
                presumed: value.is_some() && tested.is_some_and(|fact| self.given().at(fact).is_none()),
                term: said.term,
            }
        };
        parts(&condition.written, Some(world.terms)).into_iter().map(part).collect()
    }

    /// As few other answers as it takes for a rule to apply, where they lead to a situation that can be and in which it does.
    fn other_answers(&self, rule: RuleId) -> Option<Vec<OtherAnswer>> {
        let model = self.guideline().model();
        let answers = would_apply(model, self.known(), rule).ok()??;
        let facts = model.vocabulary.facts().iter().zip(self.known().iter().zip(&answers));
        let changed = facts.filter_map(|(fact, (now, to))| Some((fact, now, (*to)?)).filter(|_| now != to));
        let other = |(fact, now, to): (&Fact, &Option<ValueCode>, ValueCode)| OtherAnswer {
            fact: fact.id.clone(),
            label: fact.label.clone(),
            now: now.map(|now| fact_value(fact, now)),
            to: fact_value(fact, to),
            words: in_words(fact, to, &model.wording),
        };
        let answers: Vec<OtherAnswer> = changed.map(other).collect();
        let given: BTreeMap<&str, &FactValue> =
            answers.iter().map(|answer| (&*answer.fact, &answer.to)).collect();
        let there = self.with_all(&given).ok()?;
        let judgement = Judgement::of(there.guideline().compiled(), there.known());
        let standings = judgement.standings(there.guideline().compiled(), there.known());
        standings.counts(rule, model.rules.at(rule)).then_some(answers)
    }
}

impl Holding {
    fn of(truth: Truth) -> Holding {
        match truth {
            Truth::True => Holding::Holds,
            Truth::False => Holding::Fails,
            Truth::Unknown => Holding::Open,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Holding::Holds => "holds",
            Holding::Fails => "fails",
            Holding::Open => "open",
        }
    }
}

/// Does a rule apply?
fn outcome(standings: Standings<'_>, number: RuleId, rule: &Rule) -> Outcome {
    match (standings.truth(number), standings.counts(number, rule)) {
        (Truth::False, _) => Outcome::NotMet,
        (_, true) => Outcome::Applies,
        (Truth::True, false) if standings.is_set_aside(number) => Outcome::SetAside,
        _ => Outcome::Open,
    }
}

/// For a person: whether it applies, its condition part by part, and what it would take.
impl fmt::Display for WhyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  [{}]", self.title, self.rule)?;
        let said = match self.outcome {
            Outcome::Applies => "It applies here.",
            Outcome::SetAside => {
                "It does not apply here: its condition holds, and another rule sets it aside."
            }
            Outcome::Open => "It is open here: it hangs on what is not known.",
            Outcome::NotMet => "It does not apply here: its condition fails.",
        };
        writeln!(f, "{said}\n\nCondition")?;
        for part in &self.when {
            writeln!(f, "{part}")?;
        }
        for (heading, rules) in
            [("Set aside by", &self.set_aside_by), ("May be set aside by", &self.may_be_set_aside_by)]
        {
            if !rules.is_empty() {
                writeln!(f, "\n{heading}")?;
                rules.iter().try_for_each(|rule| writeln!(f, "  {rule}"))?;
            }
        }
        match &self.would_apply_with {
            None => writeln!(f, "\nNo other answers were found with which it would apply."),
            Some(answers) if answers.is_empty() => Ok(()),
            Some(answers) => {
                writeln!(f, "\nIt would apply with")?;
                answers.iter().try_for_each(|answer| writeln!(f, "  {answer}"))
            }
        }
    }
}

impl fmt::Display for WhyPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {:5}  {}{}", self.holding.word(), "  ".repeat(self.depth), self.text)?;
        match (&self.fact, &self.words) {
            (None, _) => Ok(()),
            (Some(_), None) => write!(f, "  [not known]"),
            (Some(_), Some(_)) if self.holding == Holding::Holds && !self.presumed => Ok(()),
            (Some(_), Some(words)) => {
                write!(f, "  [{}{words}]", if self.presumed { "presumed: " } else { "here: " })
            }
        }
    }
}

impl fmt::Display for OtherAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.words)
    }
}
