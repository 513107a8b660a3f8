//! What each layer above the lowest does to those below it: what gets looser, who speaks for law and ethics, what takes the
//! place of what, and what is worded otherwise.

use super::examine::Rules;
use crate::values;
use demeanor::analysis::{Loosening, Loosens, Relaxation};
use demeanor::guidance::Authority;
use demeanor::handbook::{
    Covering, LayerCard, Refined, Replacement, Reworded, RewordedAction, RuleCard, WithdrawnAction,
};
use demeanor::{FactValue, Situation};
use serde::Serialize;
use std::collections::BTreeMap;

/// What one layer does.
#[derive(Serialize)]
pub(super) struct Layer<'a> {
    #[serde(rename = "layer")]
    id: String,
    title: String,
    relaxes: Vec<Relaxes<'a>>,
    claims: Vec<Claim>,
    refines: Vec<Refined>,
    withdraws_actions: Vec<WithdrawnAction>,
    replaces: Vec<Replacement>,
    rewords: Vec<Reworded>,
    reworded_actions: Vec<RewordedAction>,
    covers: Vec<Covering>,
}

/// An entry that it lists, and what comes of it.
#[derive(Serialize)]
struct Relaxes<'a> {
    /// The entry in words.
    words: String,
    #[serde(flatten)]
    relaxation: &'a Relaxation,
    /// What gets looser in words, as listed.
    shown: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    words: String,
    /// Those of law or ethics that have no say there any more.
    sets_aside: Option<String>,
    example: Option<String>,
}

/// A rule of the layer that speaks for law or ethics.
#[derive(Serialize)]
struct Claim {
    rule: String,
    title: String,
    authority: Authority,
    sources: Vec<String>,
    overrides: Vec<String>,
}

/// What the layers above the lowest do, lowest first.
pub(super) fn layers(rules: &Rules) -> Vec<Layer<'_>> {
    let cards: Vec<LayerCard> = rules.guideline.layer_cards().collect();
    let titles = rules.guideline.layers().map(|layer| layer.title.to_string());
    cards.into_iter().zip(titles).skip(1).map(|(card, title)| layer(card, title, rules)).collect()
}

fn layer(card: LayerCard, title: String, rules: &Rules) -> Layer<'_> {
    let listed = rules.relaxes.iter().filter(|relaxation| relaxation.layer == card.layer);
    let speaking = |rule: &RuleCard| rule.layer == card.layer && rule.authority <= Authority::EthicsCode;
    Layer {
        relaxes: listed.map(|relaxation| relaxes(relaxation, &card)).collect(),
        claims: rules.guideline.rules().filter(speaking).map(|rule| claim(&rule)).collect(),
        id: card.layer.to_string(),
        title,
        refines: card.refines,
        withdraws_actions: card.withdraws_actions,
        replaces: card.replaces,
        rewords: card.rewords,
        reworded_actions: card.reworded_actions,
        covers: card.covers,
    }
}

fn relaxes<'a>(relaxation: &'a Relaxation, card: &LayerCard) -> Relaxes<'a> {
    let shown = relaxation.loosens.iter().flatten().map(shown).collect();
    Relaxes { words: entry(relaxation, card), relaxation, shown }
}

fn entry(relaxation: &Relaxation, card: &LayerCard) -> String {
    let withdrawn = |rule: &str| card.withdraws.iter().any(|withdrawn| &*withdrawn.rule == rule);
    match relaxation {
        Relaxation { rule: Some(rule), .. } if withdrawn(rule) => format!("the withdrawal of `{rule}`"),
        Relaxation { rule: Some(rule), .. } => format!("the rule `{rule}`"),
        Relaxation { action: Some(action), .. } => format!("the withdrawal of the action `{action}`"),
        Relaxation { term: Some(term), .. } => format!("the restated term `{term}`"),
        Relaxation { presume: Some(fact), .. } => format!("what is presumed of `{fact}`"),
        _ => "its `otherwise`".into(),
    }
}

fn shown(loosening: &Loosening) -> Shown {
    let by = if loosening.rules.is_empty() {
        String::new()
    } else {
        format!(
            " (by {})",
            loosening.rules.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>().join(", ")
        )
    };
    let words = match &loosening.what {
        Loosens::Stance { below, here } => format!("`{here}`, not `{below}`{by}"),
        Loosens::Advice { action, below, here } => {
            let here = here.map_or_else(|| "no longer advised".into(), |here| format!("`{here}`"));
            format!("`{action}` is {here}, not `{below}`{by}")
        }
        _ => "something gets looser".into(),
    };
    let high = loosening.authority.filter(|authority| *authority <= Authority::EthicsCode);
    Shown {
        words,
        sets_aside: high.map(|authority| format!("what {} demands", of(authority))),
        example: loosening.example.as_ref().map(example),
    }
}

fn of(authority: Authority) -> &'static str {
    if authority == Authority::Law { "the law" } else { "a code of ethics" }
}

/// A situation by what in it is not as usual.
fn example(situation: &Situation) -> String {
    let facts = situation.facts();
    let usual = |id: &str| situation.guideline().fact(id).and_then(|fact| fact.presume.clone());
    let unusual: BTreeMap<String, FactValue> = facts
        .iter()
        .filter(|(id, value)| usual(id).as_ref() != Some(*value))
        .map(|(id, value)| (id.clone(), value.clone()))
        .collect();
    let words = values::in_labels(situation.guideline(), &unusual, &situation.guidance());
    if unusual.len() < facts.len() { format!("{words}; the rest as usual") } else { words }
}

fn claim(rule: &RuleCard) -> Claim {
    Claim {
        rule: rule.rule.to_string(),
        title: rule.title.to_string(),
        authority: rule.authority,
        sources: rule.sources.iter().map(|source| source.citation.to_string()).collect(),
        overrides: rule.overrides.iter().map(ToString::to_string).collect(),
    }
}

impl Layer<'_> {
    /// For people: a section for each thing that it does.
    pub(super) fn sections(&self) -> Vec<(String, Vec<String>)> {
        vec![
            (
                format!("What {} makes looser, by what it lists", self.title),
                self.relaxes.iter().map(Relaxes::text).collect(),
            ),
            (
                format!("Where {} speaks for law or ethics", self.title),
                self.claims.iter().map(Claim::text).collect(),
            ),
            (
                format!("Finer options that {} adds to facts below", self.title),
                self.refines.iter().map(refined).collect(),
            ),
            (
                format!("Actions below that {} withdraws", self.title),
                self.withdraws_actions.iter().map(withdrawn).collect(),
            ),
            (
                format!("Advice below that {} only names beside its own, where both are advised", self.title),
                self.covers.iter().map(covering).collect(),
            ),
            (
                format!("What {} puts in place of rules below", self.title),
                self.replaces.iter().map(replaced).collect(),
            ),
            (
                format!("How {} words things otherwise", self.title),
                self.rewords
                    .iter()
                    .map(reworded)
                    .chain(self.reworded_actions.iter().map(said_anew))
                    .collect(),
            ),
        ]
    }
}

impl Relaxes<'_> {
    fn text(&self) -> String {
        let mut lines = vec![format!("- {}: {}", self.words, self.relaxation.because)];
        match &self.relaxation.loosens {
            Some(loosens) if loosens.is_empty() && self.relaxation.presume.is_some() => {
                lines.push(row("Loosens", "nothing where all else is known"));
            }
            None => lines.push(row("Undecided", "within the budget")),
            Some(loosens) if loosens.is_empty() => lines.push(row("Loosens", "nothing")),
            Some(_) => {}
        }
        for shown in &self.shown {
            lines.push(row("Gives", &shown.words));
            lines.extend(shown.sets_aside.iter().map(|demand| row("Sets aside", demand)));
            lines.extend(shown.example.iter().map(|example| row("For example", example)));
        }
        lines.join("\n")
    }
}

impl Claim {
    fn text(&self) -> String {
        let mut lines = vec![format!("- {}  [{}]", self.title, self.rule)];
        lines.push(row("Speaks for", of(self.authority)));
        lines.extend(self.sources.iter().map(|source| row("Source", source)));
        if !self.overrides.is_empty() {
            lines.push(row("Sets aside", &self.overrides.join(", ")));
        }
        lines.join("\n")
    }
}

fn refined(fact: &Refined) -> String {
    let mut lines = vec![format!("- {}  [{}]: {}", fact.label, fact.fact, fact.because)];
    let mut label = "Also has";
    for option in &fact.options {
        lines.push(row(label, &format!("{option}  [{}]", option.id)));
        label = "";
    }
    lines.join("\n")
}

fn withdrawn(action: &WithdrawnAction) -> String {
    let mut lines = vec![format!("- the action `{}`: {}", action.action, action.because)];
    lines.push(row("Below", &action.text));
    if !action.rules.is_empty() {
        lines.push(row("Goes with it", &action.rules.join(", ")));
    }
    lines.join("\n")
}

fn covering(covering: &Covering) -> String {
    let mut lines = vec![format!("- the action `{}`: {}", covering.action, covering.text)];
    lines.extend(
        covering
            .covers
            .iter()
            .map(|covered| row("Covers", &format!("{}  [{}]", covered.text, covered.action))),
    );
    lines.join("\n")
}

fn replaced(Replacement { before, after, .. }: &Replacement) -> String {
    let head = format!("- {}  [{}]", after.title, after.rule);
    let mut lines = vec![head, row("In place of", &format!("{}  [{}]", before.title, before.rule))];
    for (label, rule) in [("Below", before), ("Here", after)] {
        lines.push(row(label, &format!("{}, where", rule.say())));
        lines.extend(rule.when.iter().map(|line| row("", &format!("  {line}"))));
        lines.extend(
            rule.advises.iter().map(|advice| row("", &format!("{}: {}", advice.modality, advice.text))),
        );
        lines.push(row("", &format!("because: {}", rule.because)));
    }
    if !after.overridden_by.is_empty() {
        lines.push(row("Set aside by", &after.overridden_by.join(", ")));
    }
    lines.join("\n")
}

fn reworded(word: &Reworded) -> String {
    [format!("- {}", word.word), row("Below", &word.before), row("Here", &word.after)].join("\n")
}

fn said_anew(action: &RewordedAction) -> String {
    let head = format!("- the action `{}`: {}", action.action, action.because);
    [head, row("Below", &action.before), row("Here", &action.after)].join("\n")
}

fn row(label: &str, text: &str) -> String {
    format!("    {label:14}{text}")
}
