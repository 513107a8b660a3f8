//! A rule as plain data, for people who want to read one.

use crate::answer::Citation;
use crate::guideline::Guideline;
use crate::model::{ConditionLine, Model, Rule, RuleId, Vote, condition_text};
use crate::words::{Authority, Certainty, Modality, Moment, Stance, Strength};
use serde::Serialize;
use std::fmt;
use std::sync::Arc;

/// Everything that a guideline says of one of its rules, with its conditions in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleCard {
    /// The rule's id.
    pub rule: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// The id of its layer.
    pub layer: Arc<str>,
    /// The id of the rule of a layer below whose place it takes.
    pub replaces: Option<Arc<str>>,
    /// Where it applies: a line for each part of its condition.
    pub when: Vec<ConditionLine>,
    /// The stance it permits.
    pub permits: Option<Stance>,
    /// The stance it demands at least.
    pub at_least: Option<Stance>,
    /// What it advises.
    pub advises: Vec<CardAdvice>,
    /// Why.
    pub because: Arc<str>,
    /// The strongest consideration on the other side.
    pub against: Option<Arc<str>>,
    /// On whose word it rests.
    pub authority: Authority,
    /// How strongly it recommends.
    pub strength: Strength,
    /// How certain the evidence is.
    pub certainty: Certainty,
    /// What it rests on.
    pub sources: Vec<Citation>,
    /// The rules that it sets aside.
    pub overrides: Vec<Arc<str>>,
    /// The rules that set it aside.
    pub overridden_by: Vec<Arc<str>>,
}

/// One piece of a rule's advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CardAdvice {
    /// The action's id.
    pub action: Arc<str>,
    /// When it is done.
    pub moment: Moment,
    /// How strongly it is advised.
    pub modality: Modality,
    /// The whole sentence.
    pub text: Arc<str>,
}

impl Guideline {
    /// All rules: strictest first, then by authority and id.
    pub fn rules(&self) -> impl Iterator<Item = RuleCard> {
        self.model().rules.iter().map(|rule| card(self.model(), rule))
    }

    /// The rule with an id.
    ///
    /// ```
    /// use demeanor::Guideline;
    /// let guideline = Guideline::standard();
    /// let first = guideline.rules().next().expect("there are rules");
    /// assert_eq!(guideline.rule(&first.rule), Some(first));
    /// ```
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<RuleCard> {
        let (_, rule) = self.model().rule_named(id)?;
        Some(card(self.model(), rule))
    }
}

pub(super) fn card(model: &Model, rule: &Rule) -> RuleCard {
    let names = |rules: &[RuleId]| rules.iter().map(|&rule| model.rules.at(rule).id.clone()).collect();
    RuleCard {
        rule: rule.id.clone(),
        title: rule.title.clone(),
        layer: model.layers.at(rule.layer).card.id.clone(),
        replaces: rule.replaces.clone(),
        when: condition_text::lines(&rule.when, model),
        permits: rule.vote.and_then(Vote::permits),
        at_least: rule.vote.and_then(Vote::at_least),
        advises: advises(model, rule),
        because: rule.because.clone(),
        against: rule.against.clone(),
        authority: rule.authority,
        strength: rule.strength,
        certainty: rule.certainty,
        sources: rule.sources.iter().map(|&source| Citation::of(model.sources.at(source))).collect(),
        overrides: names(&rule.overrides),
        overridden_by: names(&rule.overridden_by),
    }
}

fn advises(model: &Model, rule: &Rule) -> Vec<CardAdvice> {
    let found = rule.offers.iter().map(|&(action, modality)| (model.actions.at(action), modality));
    let mut advises: Vec<CardAdvice> = found
        .map(|(action, modality)| CardAdvice {
            action: action.id.clone(),
            moment: action.moment,
            modality,
            text: model.wording.sentence(modality, &action.text),
        })
        .collect();
    advises.sort_by(|one, other| {
        (one.moment, one.modality, &one.action).cmp(&(other.moment, other.modality, &other.action))
    });
    advises
}

impl fmt::Display for RuleCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}  [{}]", self.title, self.rule)?;
        writeln!(f, "It {}.\n\nApplies where", self.say())?;
        self.when.iter().try_for_each(|line| writeln!(f, "  {line}"))?;
        writeln!(f, "\nBecause\n  {}", self.because)?;
        if let Some(against) = &self.against {
            writeln!(f, "\nBut\n  {against}")?;
        }
        if !self.advises.is_empty() {
            writeln!(f, "\nAdvises")?;
        }
        for advice in &self.advises {
            writeln!(
                f,
                "  {:20} {:12} {}  [{}]",
                advice.moment, advice.modality, advice.text, advice.action
            )?;
        }
        self.write_overrides(f)?;
        writeln!(
            f,
            "\nRests on\n  {}; strength {}; certainty {}",
            self.authority, self.strength, self.certainty
        )?;
        self.sources.iter().try_for_each(|source| writeln!(f, "  {}  {}", source.id, source.citation))?;
        writeln!(f, "  (a rule of {})", self.layer)
    }
}

impl RuleCard {
    /// What it says of the stance, to follow its title in a sentence.
    ///
    /// ```
    /// use demeanor::Guideline;
    /// let rule = Guideline::standard().rule("danger-now").expect("there is one");
    /// assert_eq!(rule.say(), "demands at least pause");
    /// ```
    #[must_use]
    pub fn say(&self) -> String {
        match (self.permits, self.at_least) {
            (Some(stance), _) => format!("permits {stance}"),
            (None, Some(stance)) => format!("demands at least {stance}"),
            (None, None) if self.advises.is_empty() => "only sets other rules aside".into(),
            (None, None) => {
                "adds duties, whatever the stance (for the moment of a pause only what must be done)".into()
            }
        }
    }

    fn write_overrides(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(replaced) = &self.replaces {
            writeln!(f, "\nTakes the place of\n  {replaced}")?;
        }
        if !self.overrides.is_empty() {
            writeln!(f, "\nSets aside\n  {}", self.overrides.join(", "))?;
        }
        if !self.overridden_by.is_empty() {
            writeln!(f, "\nIs set aside by\n  {}", self.overridden_by.join(", "))?;
        }
        Ok(())
    }
}
