//! What the rules by themselves come to in a situation.

use crate::guideline::Guideline;
use crate::model::{Number, Truth};
use crate::rows::{Codes, Judged};
use crate::words::Stance;
use std::fmt;

/// What the rules by themselves come to in a situation: the verdict, and which of them stand.
///
/// The stance of guidance is this brought within what is still possible ([`Situation::stance`](crate::Situation::stance)). Where every fact is known
/// they are the same.
///
/// ```
/// let situation = demeanor::Guideline::standard().empty_situation().with("expression.emotion", "sadness")?;
/// let ruling = situation.ruling();
/// assert_eq!(ruling.standing().count(), situation.guideline().rules().filter(|card| ruling.stands(&card.rule)).count());
/// # Ok::<(), demeanor::Rejected>(())
/// ```
#[derive(Clone)]
pub struct Ruling {
    pub(super) guideline: Guideline,
    judged: Judged,
    /// The verdict before doubt.
    pub(super) weighed: Stance,
    doubt: Option<Stance>,
}

impl Ruling {
    /// Of a situation in which no rule has been judged yet.
    pub(super) fn of_nothing(guideline: Guideline) -> Ruling {
        let weighed = guideline.model().otherwise.stance;
        Ruling { guideline, judged: Judged::default(), weighed, doubt: None }
    }

    /// The verdict: the stricter of the laxest permission that counts, else what holds otherwise, and the strictest limit
    /// that counts; while a safety fact is unknown at least what the guideline demands then.
    #[must_use]
    pub fn stance(&self) -> Stance {
        self.weighed.raised_by(self.doubt)
    }

    /// Does a rule stand for certain?
    #[must_use]
    pub fn stands(&self, rule: &str) -> bool {
        let compiled = self.guideline.compiled();
        let rule = compiled.model.rule_named(rule);
        let place = rule.and_then(|(number, _)| compiled.judge.rows.layout.places.get(number.place()));
        place.is_some_and(|&place| self.judged.standings.at(place) == Truth::True)
    }

    /// The numbers of the rules that count and have a stance for their vote: of guidance of that stance, what decided it.
    pub fn deciding(&self, stance: Stance) -> impl Iterator<Item = usize> {
        self.guideline.compiled().judge.deciding(&self.judged, stance).into_iter().map(Number::place)
    }

    /// The numbers of the rules that stand for certain, as [`Guideline::rules`] counts them. Their order is that in which
    /// the guideline was compiled, always the same; sort them to list them.
    pub fn standing(&self) -> impl Iterator<Item = usize> + use<> {
        let mut rules = Vec::new();
        self.list_standing(&mut rules);
        rules.into_iter()
    }

    /// The same as a list, in place of what it held: a list that is used again takes no memory anew.
    ///
    /// ```
    /// let ruling = demeanor::Guideline::standard().empty_situation().ruling();
    /// let mut rules = vec![7];
    /// ruling.list_standing(&mut rules);
    /// assert!(rules.into_iter().eq(ruling.standing()));
    /// ```
    pub fn list_standing(&self, rules: &mut Vec<usize>) {
        rules.clear();
        let standing = self.judged.standings.words.iter().map(|word| word.certain);
        self.guideline.compiled().judge.rows.layout.list(standing, rules);
    }

    /// Finds what the rules come to in a situation.
    pub(super) fn find(&mut self, codes: &mut Codes) {
        let judge = &self.guideline.compiled().judge;
        judge.judge(codes, &mut self.judged);
        self.weighed = judge.verdict(&self.judged);
        self.doubt = judge.doubt(codes);
    }
}

impl fmt::Debug for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ruling").field("stance", &self.stance()).finish_non_exhaustive()
    }
}
