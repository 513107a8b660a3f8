//! What two guidelines call by name: what is gone, what is new, and what is said in other words.

use super::comparison::{Difference, NamedKind};
use super::joint::same_facts;
use crate::model::{
    ActionId, Advised, Fact, FactId, Model, Replaced, Rule, Safeguard, Table, TermId, Text, Vote,
    condition_text,
};
use crate::words::{Level, Modality, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// Everything of one name that differs, by how much it is.
pub(super) fn differences(old: &Model, new: &Model) -> Vec<Difference> {
    let mut found = Vec::new();
    facts(old, new, &mut found);
    let named = |names: &Table<TermId, Text>| names.iter().map(|name| (name.clone(), ())).collect();
    compare(NamedKind::Term, &named(&old.terms), &named(&new.terms), &mut found, |(), ()| Vec::new());
    compare(NamedKind::Action, &actions(old), &actions(new), &mut found, action);
    compare(NamedKind::Rule, &rules(old), &rules(new), &mut found, |&(old, old_rule), &(new, new_rule)| {
        rule(old, new, old_rule, new_rule)
    });
    compare(NamedKind::Safeguard, &safeguards(old), &safeguards(new), &mut found, |one, other| {
        safeguard(old, new, one, other)
    });
    compare(NamedKind::Source, &sources(old), &sources(new), &mut found, |old, new| words(old == new));
    fallbacks(old, new, &mut found);
    for difference in &mut found {
        replaced(difference, new);
        said_by_action(difference, old, new);
    }
    found.sort_by(|one, other| other.level.cmp(&one.level).then_with(|| one.cmp(other)));
    found
}

fn difference(level: Level, kind: NamedKind, id: &str, what: &str) -> Difference {
    Difference { level, kind, id: id.into(), what: what.into(), before: None, after: None }
}

/// What differs of one thing: how much, and what.
type Found = Vec<(Level, &'static str)>;

/// Compares what is called the same; what only one has is gone or new.
fn compare<T>(
    kind: NamedKind,
    old: &BTreeMap<Text, T>,
    new: &BTreeMap<Text, T>,
    found: &mut Vec<Difference>,
    differs: impl Fn(&T, &T) -> Found,
) {
    let mut add = |id: &Text, level: Level, what: &str| {
        found.push(difference(level, kind, id, what));
    };
    for (id, one) in old {
        match new.get(id) {
            None => add(id, Level::Major, "is gone"),
            Some(other) => differs(one, other).into_iter().for_each(|(level, what)| add(id, level, what)),
        }
    }
    new.keys().filter(|id| !old.contains_key(*id)).for_each(|id| add(id, Level::Minor, "is new"));
}

fn words(same: bool) -> Found {
    if same { Vec::new() } else { vec![(Level::Patch, "is said in other words")] }
}

fn facts(old: &Model, new: &Model, found: &mut Vec<Difference>) {
    let same = same_facts(&old.vocabulary, &new.vocabulary);
    let by_id = |model: &Model, name: &dyn Fn(FactId) -> Text| -> BTreeMap<Text, Fact> {
        model.vocabulary.facts().numbered().map(|(number, fact)| (name(number), fact.clone())).collect()
    };
    // A fact that goes on under another name is compared under the new one.
    let new_id = |number: FactId| new.vocabulary.fact(number).id.clone();
    let old_id = |number: FactId| {
        let id = &old.vocabulary.fact(number).id;
        match same.iter().find(|&(_, &old)| old == number) {
            Some((&goes_on, _)) => new_id(goes_on),
            // Of another kind now: another fact, whatever it is called.
            None if new.vocabulary.named(id).is_some() => format!("{id} (before)").into(),
            None => id.clone(),
        }
    };
    let (old_facts, new_facts) = (by_id(old, &old_id), by_id(new, &new_id));
    compare(NamedKind::Fact, &old_facts, &new_facts, found, fact);
    for (id, new_fact) in &new_facts {
        if let Some(old_fact) = old_facts.get(id) {
            compare(
                NamedKind::Option,
                &options(id, old_fact, new_fact),
                &options(id, new_fact, new_fact),
                found,
                |old, new| words(old == new),
            );
        }
    }
}

/// The labels and notes of options, by fact and the name that they have now.
fn options(id: &Text, fact: &Fact, now: &Fact) -> BTreeMap<Text, (Text, Option<Text>)> {
    let name = |option: &Text| {
        let named = now.option(option).and_then(|named| now.options.get(named.number));
        named.map_or_else(|| option.clone(), |option| option.id.clone())
    };
    let options = fact.options.iter();
    options
        .map(|option| {
            (format!("{id}: {}", name(&option.id)).into(), (option.label.clone(), option.note.clone()))
        })
        .collect()
}

fn fact(old: &Fact, new: &Fact) -> Found {
    let mut found = words(
        (&old.ask, &old.label, &old.why, &old.note, old.askable, old.changeable)
            == (&new.ask, &new.label, &new.why, &new.note, new.askable, new.changeable),
    );
    match (old.safety, new.safety) {
        (true, false) => found.push((Level::Major, "is no longer a safety fact")),
        (false, true) => found.push((Level::Minor, "is a safety fact now")),
        _ => {}
    }
    match (old.stricter, new.stricter) {
        (Some(one), other) if Some(one) != other => {
            found.push((Level::Major, "no longer promises to get stricter in the same direction"));
        }
        (None, Some(_)) => found.push((Level::Minor, "promises a direction in which it gets stricter")),
        _ => {}
    }
    if let (Some(old), Some(new)) = (&old.range, &new.range) {
        let most = |max: Option<u32>| max.unwrap_or(u32::MAX);
        if new.min > old.min || most(new.max) < most(old.max) {
            found.push((Level::Major, "no longer has every count that it had"));
        } else if (new.min, most(new.max)) != (old.min, most(old.max)) {
            found.push((Level::Minor, "has more counts"));
        }
    }
    found
}

/// What an action says, when it is done, and what it says below the uppermost layer that words it anew.
struct Said<'a> {
    text: &'a Text,
    moment: Moment,
    below: Option<&'a Text>,
}

fn actions(model: &Model) -> BTreeMap<Text, Said<'_>> {
    let anew = model.layers.iter().flat_map(|layer| &layer.states.reworded_actions);
    // Of several layers the uppermost stands last.
    let below: BTreeMap<&Text, &Text> = anew.map(|reworded| (&reworded.action, &reworded.before)).collect();
    let actions = model.actions.iter();
    actions
        .map(|action| {
            let below = below.get(&action.id).copied();
            (action.id.clone(), Said { text: &action.text, moment: action.moment, below })
        })
        .collect()
}

/// What words mean cannot be proved, so those of a layer above that of the action are never a mere patch.
fn action(old: &Said<'_>, new: &Said<'_>) -> Found {
    let is_anew = old.below.is_some() || new.below.is_some();
    match (old.text == new.text, old.below == new.below) {
        (false, _) if is_anew => vec![(Level::Major, ANEW)],
        (true, false) if old.below.is_some() && new.below.is_some() => vec![(Level::Minor, OTHER_BELOW)],
        (same, _) => words(same && old.moment == new.moment),
    }
}

/// Words of a layer above that of the action.
const ANEW: &str = "is worded otherwise than in the layer that has it";

/// What a layer words anew is said otherwise below.
const OTHER_BELOW: &str = "is worded anew, and what it says below is other now";

/// Puts what an action said and what it says side by side.
fn said_by_action(difference: &mut Difference, old: &Model, new: &Model) {
    if difference.kind != NamedKind::Action {
        return;
    }
    let (old, new) = (actions(old), actions(new));
    if let (Some(old), Some(new)) = (old.get(&*difference.id), new.get(&*difference.id)) {
        let sides = if difference.what == OTHER_BELOW {
            old.below.zip(new.below)
        } else {
            Some((old.text, new.text)).filter(|(old, new)| old != new)
        };
        (difference.before, difference.after) =
            sides.map(|(old, new)| (old.to_string(), new.to_string())).unzip();
    }
}

fn rules(model: &Model) -> BTreeMap<Text, (&Model, &Rule)> {
    model.rules.iter().map(|rule| (rule.id.clone(), (model, rule))).collect()
}

fn rule(old_model: &Model, new_model: &Model, old: &Rule, new: &Rule) -> Found {
    let sources = |model: &Model, rule: &Rule| -> Vec<Text> {
        rule.sources.iter().map(|&source| model.sources.at(source).id.clone()).collect()
    };
    let mut found =
        words((&old.title, &old.because, &old.against) == (&new.title, &new.because, &new.against));
    if (sources(old_model, old), old.strength, old.certainty)
        != (sources(new_model, new), new.strength, new.certainty)
    {
        found.push((Level::Patch, "rests on other sources, or on the same in another grade"));
    }
    if new.authority > old.authority {
        found.push((Level::Major, "has less authority"));
    } else if new.authority < old.authority {
        found.push((Level::Minor, "has more authority"));
    }
    found
}

/// Of a rule that is gone because another takes its place, and of that other, says so, and what each says.
fn replaced(difference: &mut Difference, new: &Model) {
    let id = difference.id.as_str();
    let is_gone = !new.rules.iter().any(|rule| &*rule.id == id);
    let mut replaced = new.layers.iter().flat_map(|layer| &layer.replaces);
    let is_meant = |replaced: &&Replaced| {
        let meant = if is_gone { &replaced.before } else { &replaced.after };
        &*meant.id == id
    };
    if difference.kind != NamedKind::Rule || !["is gone", "is new"].contains(&&*difference.what) {
        return;
    }
    let Some(Replaced { before, after }) = replaced.find(is_meant) else { return };
    if is_gone {
        difference.what = format!("is gone: `{}` takes its place", after.id);
        difference.before = Some(in_brief(before, new));
        difference.after = Some(in_brief(after, new));
    } else {
        difference.what = format!("is new, in place of `{}`", before.id);
    }
}

/// What a rule says, where, and why.
fn in_brief(rule: &Rule, model: &Model) -> String {
    let stance = match rule.vote {
        Some(Vote::Permits(stance)) => Some(format!("permits {stance}")),
        Some(Vote::AtLeast(stance)) => Some(format!("demands at least {stance}")),
        None => None,
    };
    let advice = |&(action, modality): &(ActionId, Modality)| {
        format!("{modality}: {}", model.actions.at(action).text.trim_end_matches('.'))
    };
    let says: Vec<String> = stance.into_iter().chain(rule.offers.iter().map(advice)).collect();
    let says = if says.is_empty() { "only sets other rules aside".into() } else { says.join("; ") };
    let lines: Vec<String> =
        condition_text::lines(&rule.when, model).iter().map(|line| line.text.to_string()).collect();
    format!("{}: {says}, where {}. {}", rule.title, lines.join("; "), rule.because)
}

fn safeguards(model: &Model) -> BTreeMap<Text, &Safeguard> {
    model.safeguards.iter().map(|safeguard| (safeguard.id.clone(), safeguard)).collect()
}

/// A safeguard is a promise: one that says something else is another promise.
fn safeguard(old_model: &Model, new_model: &Model, old: &Safeguard, new: &Safeguard) -> Found {
    let mut found = words(old.because == new.because);
    let promise = |model: &Model, safeguard: &Safeguard| {
        let expect = &safeguard.expect;
        let advised = [&expect.advises, &expect.advises_one_of, &expect.never_advises];
        (safeguard.stances.clone(), expect.stances.clone(), advised.map(|list| names_of(model, list)))
    };
    if promise(old_model, old) != promise(new_model, new) {
        found.push((Level::Major, "promises something else"));
    }
    found
}

/// Actions by their ids, patterns by their parts.
fn names_of(model: &Model, list: &[Advised]) -> BTreeSet<(Option<Text>, Option<Moment>, Option<Modality>)> {
    let name = |advised: &Advised| match advised {
        Advised::Action(action) => (Some(model.actions.at(*action).id.clone()), None, None),
        Advised::Pattern(moment, modality) => (None, *moment, *modality),
    };
    list.iter().map(name).collect()
}

fn sources(model: &Model) -> BTreeMap<Text, (Text, Option<Text>, Option<Text>)> {
    let sources = model.sources.iter();
    sources
        .map(|source| (source.id.clone(), (source.citation.clone(), source.doi.clone(), source.url.clone())))
        .collect()
}

fn fallbacks(old: &Model, new: &Model, found: &mut Vec<Difference>) {
    let while_unknown = |model: &Model| model.while_unknown.as_ref().map(|stated| stated.because.clone());
    let same = [
        ("otherwise", old.otherwise.because == new.otherwise.because),
        ("while_unknown", while_unknown(old) == while_unknown(new)),
        ("wording", old.wording == new.wording && old.sentence_cards() == new.sentence_cards()),
    ];
    for (id, _) in same.into_iter().filter(|(_, same)| !same) {
        found.push(difference(Level::Patch, NamedKind::Fallback, id, "is said in other words"));
    }
}
