//! What two guidelines call by name: what is gone, what is new, and what is said in other words.

use super::beside::{Beside, Only, option_id};
use super::comparison::{Difference, NamedKind};
use super::joint::same_facts;
use crate::model::{Advised, Fact, FactId, FactOption, Model, Rule, Safeguard, Table, TermId, Text};
use crate::words::{Level, Modality, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// Everything of one name that differs, by how much it is.
pub(super) fn differences(old: &Model, new: &Model) -> Vec<Difference> {
    let mut found = Vec::new();
    facts(old, new, &mut found);
    let named = |names: &Table<TermId, Text>| names.iter().map(|name| (name.clone(), ())).collect();
    compare(NamedKind::Term, &named(&old.terms), &named(&new.terms), &mut found, |(), ()| Vec::new());
    let beside = Beside::of(old, new);
    compare(NamedKind::Action, &beside.old, &beside.new, &mut found, |old, new| match old.anew(new) {
        Some(anew) => vec![anew],
        None => words((old.text, old.moment) == (new.text, new.moment)),
    });
    compare(NamedKind::Rule, &rules(old), &rules(new), &mut found, |&(old, old_rule), &(new, new_rule)| {
        rule(old, new, old_rule, new_rule)
    });
    compare(NamedKind::Safeguard, &safeguards(old), &safeguards(new), &mut found, |one, other| {
        safeguard(old, new, one, other)
    });
    compare(NamedKind::Source, &sources(old), &sources(new), &mut found, |old, new| words(old == new));
    fallbacks(old, new, &mut found);
    for (only, difference) in &mut found {
        beside.tell(*only, difference);
    }
    let mut found: Vec<Difference> = found.into_iter().map(|(_, difference)| difference).collect();
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
    found: &mut Vec<(Option<Only>, Difference)>,
    differs: impl Fn(&T, &T) -> Found,
) {
    let mut add = |only: Option<Only>, id: &Text, level: Level, what: &str| {
        found.push((only, difference(level, kind, id, what)));
    };
    for (id, one) in old {
        match new.get(id) {
            None => add(Some(Only::Old), id, Level::Major, "is gone"),
            Some(other) => {
                for (level, what) in differs(one, other) {
                    add(None, id, level, what);
                }
            }
        }
    }
    let only_new = new.keys().filter(|id| !old.contains_key(*id));
    only_new.for_each(|id| add(Some(Only::New), id, Level::Minor, "is new"));
}

fn words(same: bool) -> Found {
    if same { Vec::new() } else { vec![(Level::Patch, "is said in other words")] }
}

fn facts(old: &Model, new: &Model, found: &mut Vec<(Option<Only>, Difference)>) {
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
                option,
            );
        }
    }
}

/// An option of a fact.
struct Said<'a> {
    option: &'a FactOption,
    /// What it is like, by the name that has now.
    like: Option<Text>,
}

/// The options of a fact, by fact and the name that they have now.
fn options<'a>(id: &Text, fact: &'a Fact, now: &Fact) -> BTreeMap<Text, Said<'a>> {
    let name = |option: &Text| {
        let named = now.option(option).and_then(|named| now.options.get(named.number));
        named.map_or_else(|| option.clone(), |option| option.id.clone())
    };
    let said = |option: &'a FactOption| Said { option, like: option.like.as_ref().map(name) };
    let options = fact.options.iter();
    options.map(|option| (option_id(id, &name(&option.id)), said(option))).collect()
}

fn option(old: &Said<'_>, new: &Said<'_>) -> Found {
    let mut found = words((&old.option.label, &old.option.note) == (&new.option.label, &new.option.note));
    if old.like != new.like {
        found.push((Level::Minor, "is read by the layers below as another option"));
    }
    found
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

fn fallbacks(old: &Model, new: &Model, found: &mut Vec<(Option<Only>, Difference)>) {
    let while_unknown = |model: &Model| model.while_unknown.as_ref().map(|stated| stated.because.clone());
    let same = [
        ("otherwise", old.otherwise.because == new.otherwise.because),
        ("while_unknown", while_unknown(old) == while_unknown(new)),
        ("wording", old.wording == new.wording && old.sentence_cards() == new.sentence_cards()),
    ];
    for (id, _) in same.into_iter().filter(|(_, same)| !same) {
        found.push((None, difference(Level::Patch, NamedKind::Fallback, id, "is said in other words")));
    }
}
