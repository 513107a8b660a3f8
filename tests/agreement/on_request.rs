//! What is given on request: what decided it, what would change it, questions of advice.

use crate::library::build_unproved;
use crate::oracle::generate::{changeable_cases, for_all};
use crate::oracle::json::{differences, list, text};
use crate::oracle::would_change::Leading;
use crate::oracle::{self, Documents, OnRequest};
use demeanor::Guideline;
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::slice;

/// A rule set with more complete situations than this is passed over.
const COMPLETE: usize = 2_000;

/// So is a situation with more ways than this to give the facts that can be changed.
const WAYS: usize = 300;

/// How often what happened.
type Tally = BTreeMap<&'static str, usize>;

#[test]
fn answers_on_request_agree() {
    let tally = RefCell::new(Tally::new());
    for_all(crate::pairs().div_ceil(10), &changeable_cases(), |case| {
        if oracle::combinations(&case.documents, &json!({})) > COMPLETE {
            return Ok(());
        }
        let guideline = build_unproved(&case.documents);
        let expected = oracle::on_request(&case.documents, &case.situations, WAYS);
        for (situation, expected) in case.situations.iter().zip(expected) {
            let Some(expected) = expected else { continue };
            let answers = Answers::of(&guideline, situation)?;
            compare(&case.documents, situation, &answers, &expected)?;
            count(&mut tally.borrow_mut(), &expected, &answers.would_change);
        }
        Ok(())
    });
    let tally = tally.into_inner();
    println!("{tally:#?}");
    let asked = tally["asked"];
    let rare = SHARES.iter().filter(|(name, wanted)| tally.get(name).unwrap_or(&0) * 1000 < asked * wanted);
    let rare: Vec<_> = rare.collect();
    assert!(rare.is_empty(), "too rare, of a thousand: {rare:?}");
}

/// Each two of five facts come to a pause, and four have to change before nothing speaks for one.
#[test]
fn what_is_too_much_to_list_is_said_to_be_more() {
    let names = ["a.one", "a.two", "a.three", "a.four", "a.five"];
    let fact = |id| json!({ "id": id, "kind": "flag", "ask": "Is it so?", "changeable": true });
    let pairs = names.iter().enumerate().flat_map(|(number, one)| {
        names[number + 1..].iter().map(move |other| json!({ *one: true, *other: true }))
    });
    let rule = json!({
        "id": "two", "title": "Two", "when": { "any": pairs.collect::<Vec<_>>() }, "at_least": "pause",
        "because": "Two are too many.", "authority": "guidance", "strength": "weak", "certainty": "low",
    });
    let otherwise = json!({ "stance": "allow", "because": "Nothing speaks against it." });
    let document = json!({
        "format": 1, "id": "a.b", "version": "1.0.0", "title": "Two", "otherwise": otherwise,
        "facts": names.map(fact), "rules": [rule],
    });
    let documents = [("two.json".to_owned(), document)];
    let all: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), true.into())).collect();
    let situation = Value::Object(all);
    let answers = Answers::of(&build_unproved(&documents), &situation).expect("it is not refused");
    let expected = oracle::on_request(&documents, slice::from_ref(&situation), WAYS).pop();
    let expected = expected.flatten().expect("it is not refused");
    assert_eq!(expected.decided_by["more"], true);
    assert!(expected.would_change.iter().any(|(_, leading)| leading.more && leading.changes.is_empty()));
    compare(&documents, &situation, &answers, &expected).expect("they agree");
}

/// Counts next to one another are one change, and so are options of which any would do.
#[test]
fn what_leads_to_the_same_is_one_change() {
    let rule = |id: &str, when: Value, at_least: &str| {
        json!({
            "id": id, "title": "A rule", "when": when, "at_least": at_least, "because": "It is so.",
            "authority": "guidance", "strength": "weak", "certainty": "low",
        })
    };
    let document = json!({
        "format": 1, "id": "a.b", "version": "1.0.0", "title": "Visits and signs",
        "otherwise": { "stance": "allow", "because": "Nothing speaks against it." },
        "facts": [
            { "id": "a.visits", "kind": "count", "label": "Visits", "ask": "How many?", "changeable": true },
            { "id": "a.signs", "kind": "several", "label": "Signs", "ask": "Which?", "changeable": true,
              "options": [{ "id": "tears", "label": "tears" }, { "id": "pallor", "label": "pallor" },
                          { "id": "tremor", "label": "tremor" }] },
            { "id": "a.calm", "kind": "flag", "label": "Calm", "ask": "Calm?" },
        ],
        "rules": [
            rule("some", json!({ "a.visits": { "at_least": 3 } }), "moderate"),
            rule("many", json!({ "a.visits": { "at_least": 10 }, "a.calm": false }), "refrain"),
            rule("signs", json!({ "a.signs": { "includes": ["tears", "pallor", "tremor"] } }), "pause"),
        ],
    });
    let documents = [("visits.json".to_owned(), document)];
    let situation = json!({ "a.visits": 1, "a.signs": [], "a.calm": true });
    let answers = Answers::of(&build_unproved(&documents), &situation).expect("it is not refused");
    let said: Vec<(&str, Vec<&str>)> = entries(&answers.would_change)
        .iter()
        .map(|entry| {
            let facts = list(entry, "changes").iter().flat_map(|change| list(change, "facts"));
            (text(entry, "stance"), facts.map(|fact| text(fact, "words")).collect())
        })
        .collect();
    let expected: [(&str, &[&str]); 4] = [
        ("welcome", &[]),
        ("moderate", &["3 or more"]),
        ("refrain", &[]),
        ("pause", &["tears, pallor or tremor"]),
    ];
    assert_eq!(said, expected.map(|(stance, words)| (stance, words.to_vec())));
}

/// What the library answers on request.
struct Answers {
    decided_by: Value,
    would_change: Value,
    advice_questions: Value,
}

impl Answers {
    fn of(guideline: &Guideline, situation: &Value) -> Result<Self, TestCaseError> {
        let asked = guideline.situation(situation);
        let asked = asked.map_err(|refused| TestCaseError::fail(refused.to_string()))?;
        let answers = Self {
            decided_by: as_json(&asked.decided_by()),
            would_change: as_json(&asked.what_would_change()),
            advice_questions: as_json(&asked.advice_questions()),
        };
        let in_guidance = &as_json(&asked.guidance_and_why())["decided_by"];
        prop_assert_eq!(in_guidance, &answers.decided_by["sets"]);
        Ok(answers)
    }
}

fn as_json(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).expect("an answer is JSON")
}

fn compare(
    documents: &Documents,
    given: &Value,
    answers: &Answers,
    expected: &OnRequest,
) -> Result<(), TestCaseError> {
    let pairs = [
        ("decided by", &expected.decided_by, &answers.decided_by),
        ("questions of advice", &expected.advice_questions, &answers.advice_questions),
    ];
    for (what, expected, answer) in pairs {
        let differences = differences(expected, answer);
        prop_assert!(expected == answer, "{what}: {given}\nplace: oracle | library\n{differences}");
    }
    let would_change = entries(&answers.would_change);
    let stances: Vec<&str> = would_change.iter().map(|entry| text(entry, "stance")).collect();
    let expected_stances: Vec<&str> = expected.would_change.iter().map(|(stance, _)| *stance).collect();
    prop_assert_eq!(stances, expected_stances, "would change: {}", given);
    for (entry, (stance, leading)) in would_change.iter().zip(&expected.would_change) {
        compare_changes(documents, given, entry, leading).map_err(|failure| {
            TestCaseError::fail(format!("to {stance}, with {given}: {failure}\n{entry:#}"))
        })?;
    }
    Ok(())
}

fn entries(answer: &Value) -> &[Value] {
    answer.as_array().map_or(&[], Vec::as_slice)
}

/// Whether the entries for one stance mean exactly the changes that lead to it.
fn compare_changes(
    documents: &Documents,
    given: &Value,
    entry: &Value,
    leading: &Leading,
) -> Result<(), TestCaseError> {
    let changes = list(entry, "changes");
    check_form(documents, given, changes)?;
    let mut meant: BTreeSet<String> = BTreeSet::new();
    for change in changes.iter().flat_map(|change| oracle::concrete(documents, list(change, "facts"))) {
        let change = Value::Object(change).to_string();
        prop_assert!(meant.insert(change.clone()), "meant twice: {change}");
    }
    let expected = leading.changes.iter().map(|change| Value::Object(change.clone()).to_string());
    let expected: BTreeSet<String> = expected.collect();
    prop_assert_eq!(&expected, &meant, "changes: oracle | library");
    prop_assert_eq!(&entry["more"], leading.more, "more");
    prop_assert_eq!(mergeable(changes), None, "could be merged");
    Ok(())
}

/// Entries stand in their order, and so do the facts of each, with their values now.
fn check_form(documents: &Documents, given: &Value, changes: &[Value]) -> Result<(), TestCaseError> {
    let known = oracle::known(documents, given);
    let place = |fact: &Value| oracle::place_of(documents, text(fact, "fact"));
    let places = |change: &Value| list(change, "facts").iter().map(place).collect::<Vec<_>>();
    for change in changes {
        prop_assert!(places(change).is_sorted() && !places(change).is_empty(), "facts in order");
        for fact in list(change, "facts") {
            prop_assert_eq!(&fact["now"], &known[text(fact, "fact")]);
            prop_assert!(!text(fact, "words").is_empty() && !text(fact, "label").is_empty());
        }
    }
    prop_assert!(
        changes.is_sorted_by_key(|change| (places(change).len(), places(change))),
        "entries in order"
    );
    Ok(())
}

/// Two entries that differ in the listed values of one fact alone.
fn mergeable(changes: &[Value]) -> Option<(Value, Value)> {
    let tests = |change: &Value| -> Map<String, Value> {
        let facts = list(change, "facts").iter();
        facts.map(|fact| (text(fact, "fact").to_owned(), fact["to"].clone())).collect()
    };
    let are_mergeable = |one: &Map<String, Value>, other: &Map<String, Value>| {
        let differing: Vec<_> = one.iter().filter(|(fact, to)| other.get(*fact) != Some(to)).collect();
        one.keys().eq(other.keys()) && differing.len() == 1 && differing[0].1.is_array()
    };
    changes.iter().enumerate().find_map(|(number, change)| {
        let later = changes[number + 1..].iter();
        let mut found = later.filter(|later| are_mergeable(&tests(change), &tests(later)));
        found.next().map(|later| (change.clone(), later.clone()))
    })
}

/// Things that are to happen in at least so many of a thousand situations: about half as often as they do.
const SHARES: [(&str, usize); 13] = [
    ("decided by nothing", 150),
    ("decided by two facts or more", 120),
    ("decided by several sets", 50),
    ("something irrelevant", 400),
    ("questions of advice", 60),
    ("several questions of advice", 10),
    ("a change of one fact", 200),
    ("a change of two facts", 60),
    ("a change of three facts", 5),
    ("several values of one fact", 40),
    ("a run of counts", 40),
    ("options", 50),
    ("no change at all", 200),
];

fn count(tally: &mut Tally, expected: &OnRequest, would_change: &Value) {
    let mut happens = |name, times| *tally.entry(name).or_default() += usize::from(times);
    let sets = list(&expected.decided_by, "sets");
    let set_of = |facts: fn(usize) -> bool| sets.iter().any(|set| facts(entries(set).len()));
    happens("asked", true);
    happens("decided by two facts or more", set_of(|facts| facts > 1));
    happens("decided by several sets", sets.len() > 1);
    happens("decided by nothing", set_of(|facts| facts == 0));
    happens("something irrelevant", !list(&expected.decided_by, "irrelevant").is_empty());
    let questions = entries(&expected.advice_questions);
    happens("questions of advice", !questions.is_empty());
    happens("several questions of advice", questions.len() > 1);
    let leading = || expected.would_change.iter().map(|(_, leading)| leading);
    let change_of =
        |facts: usize| leading().flat_map(|each| &each.changes).any(|change| change.len() == facts);
    happens("a change of one fact", change_of(1));
    happens("a change of two facts", change_of(2));
    happens("a change of three facts", change_of(3));
    happens("no change at all", leading().all(|each| each.changes.is_empty() && !each.more));
    let facts: Vec<&Value> = entries(would_change)
        .iter()
        .flat_map(|entry| list(entry, "changes"))
        .flat_map(|change| list(change, "facts"))
        .collect();
    let to = |is_so: fn(&Value) -> bool| facts.iter().any(|fact| is_so(&fact["to"]));
    happens("several values of one fact", to(|to| entries(to).len() > 1));
    happens("a run of counts", to(|to| to.get("at_least").is_some()));
    happens("options", to(|to| to.is_object() && to.get("at_least").is_none()));
}
