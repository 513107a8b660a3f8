//! Finer options that upper layers add to facts, written into the documents: the facts have all their options, and each
//! test says from which layer it is seen.

use super::Documents;
use super::json::{id, list, one_or_more, text};
use super::rule_set::RuleSet;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// In a test: what a layer asks, and the layer.
const ASKED: &str = "asked";
const FROM: &str = "from_layer";
/// In an option: the layer that adds it.
const SINCE: &str = "since_layer";

/// The documents with what layers refine written out; as they are, where none refines anything.
pub fn written_out(documents: &Documents) -> Cow<'_, Documents> {
    if documents.iter().all(|(_, part)| part.get("refine").is_none()) {
        return Cow::Borrowed(documents);
    }
    let set = RuleSet::new(documents);
    let entries: Vec<(usize, &Value)> = set.stated("refine").collect();
    let refined: BTreeSet<&str> = entries.iter().map(|(_, entry)| text(entry, "fact")).collect();
    let layer_of =
        |part: &Value| set.parts().find(|(_, other)| id(other) == id(part)).expect("it is a layer").0;
    let mut written = documents.to_vec();
    for (_, part) in &mut written {
        let layer = layer_of(part);
        for fact in part.get_mut("facts").and_then(Value::as_array_mut).into_iter().flatten() {
            let own = id(fact).to_owned();
            for (since, entry) in entries.iter().filter(|(_, entry)| entry["fact"] == own.as_str()) {
                add_options(fact, entry, *since);
            }
        }
        let fields = part.as_object_mut().expect("a document is an object");
        fields.remove("refine");
        for (_, stated) in fields.iter_mut().filter(|(field, _)| *field != "cases") {
            mark(stated, &refined, layer);
        }
    }
    Cow::Owned(written)
}

/// Adds the options of an entry of `refine` to a fact.
pub fn add_options(fact: &mut Value, entry: &Value, since: usize) {
    let below = list(fact, "options").to_vec();
    let mut options = Vec::new();
    for option in &below {
        let is_here =
            |added: &&Value, lower: bool| added["like"] == option["id"] && (added["lower"] == true) == lower;
        let [lower, higher] = [true, false].map(|lower| {
            let added = list(entry, "options").iter().filter(move |added| is_here(added, lower));
            let since = |added: &Value| {
                let mut added = added.clone();
                added[SINCE] = since.into();
                added
            };
            added.map(since).collect::<Vec<Value>>()
        });
        options.extend([lower, vec![option.clone()], higher].concat());
    }
    assert_eq!(options.len(), below.len() + list(entry, "options").len(), "each is like an option below");
    fact["options"] = options.into();
}

/// Marks every test of some facts with the layer that states it.
fn mark(stated: &mut Value, refined: &BTreeSet<&str>, layer: usize) {
    match stated {
        Value::Array(parts) => parts.iter_mut().for_each(|part| mark(part, refined, layer)),
        Value::Object(entries) => {
            for (key, value) in entries {
                if refined.contains(&**key) {
                    *value = json!({ ASKED: value.take(), FROM: layer });
                } else {
                    mark(value, refined, layer);
                }
            }
        }
        _ => {}
    }
}

/// A value as the layer of a test reads it, and what is asked of it; nothing where the test is not marked. (The options that the
/// layer sees stand in the same order as among all.)
pub fn as_read<'t>(fact: &Value, value: &Value, test: &'t Value) -> Option<(Value, &'t Value)> {
    let (asked, from) = (test.get(ASKED)?, number(test, FROM)?);
    let options = list(fact, "options");
    let read = |name: &Value| {
        let of = |name: &Value| options.iter().find(|option| option["id"] == *name).expect("it is an option");
        let mut option = of(name);
        while number(option, SINCE).is_some_and(|since| since > from) {
            option = of(&option["like"]);
        }
        option["id"].clone()
    };
    let read = match value {
        Value::Array(names) => names.iter().map(read).collect(),
        name => read(name),
    };
    Some((read, asked))
}

/// What is known, with every finer option read as the lowest layer that sees the fact reads it.
pub fn read_below(documents: &Documents, known: &Map<String, Value>) -> Map<String, Value> {
    let documents = written_out(documents);
    let set = RuleSet::new(&documents);
    let read = |(fact, value): (&String, &Value)| {
        let lowest = json!({ ASKED: {}, FROM: 0 });
        let read = as_read(set.fact(fact), value, &lowest).expect("the test is marked").0;
        (fact.clone(), read)
    };
    let has_options = |fact: &str| !list(set.fact(fact), "options").is_empty();
    let (refined, plain): (Vec<_>, Vec<_>) = known.iter().partition(|(fact, _)| has_options(fact));
    let plain = plain.into_iter().map(|(fact, value)| (fact.clone(), value.clone()));
    refined.into_iter().map(read).chain(plain).collect()
}

/// What a test asks, marked or not.
pub fn asked(test: &Value) -> &Value {
    test.get(ASKED).unwrap_or(test)
}

/// The options that a test of a `several` names, with all that are read as one of them.
pub fn named<'a>(fact: &'a Value, test: &'a Value) -> BTreeSet<&'a str> {
    let operands = asked(test).as_object().into_iter().flat_map(Map::values);
    let mut named: BTreeSet<&str> = operands.flat_map(one_or_more).filter_map(Value::as_str).collect();
    if test.get(FROM).is_some() {
        // Each is like one of an earlier layer, which may be like another in turn.
        for _ in list(fact, "options") {
            let like = |option: &&Value| option["like"].as_str().is_some_and(|like| named.contains(like));
            let more: Vec<&str> = list(fact, "options").iter().filter(like).map(id).collect();
            named.extend(more);
        }
    }
    named
}

fn number(entry: &Value, field: &str) -> Option<u64> {
    entry.get(field)?.as_u64()
}
