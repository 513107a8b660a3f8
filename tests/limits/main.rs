//! The most that is read and worked out: each limit is kept to the number, and says what it is.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use demeanor::diagnostic::{Code, Limit, Limits, Severity};
use demeanor::{Document, Guideline, Rejected};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;

/// A rule set with a flag and an action, and whatever else is stated.
fn rule_set(more: Value) -> Document {
    let mut document = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "facts": [{ "id": "client.calm", "kind": "flag", "ask": "Is the client calm?" }],
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
    });
    let Value::Object(more) = more else { panic!("fields are stated in an object") };
    document.as_object_mut().expect("an object").extend(more);
    Document::new("lakeside.json", document.to_string())
}

fn many(count: usize, one: impl Fn(usize) -> Value) -> Value {
    (0..count).map(one).collect()
}

fn rule(id: &str) -> Value {
    json!({ "id": id, "title": "Title", "when": { "client.calm": true }, "permits": "allow", "because": "Reason.",
            "authority": "guidance", "strength": "weak", "certainty": "low" })
}

/// Rules that make whatever is to be worked out anything but trivial, and a safeguard.
fn to_be_proved() -> Document {
    let facts = many(12, |n| json!({ "id": format!("client.f{n}"), "kind": "flag", "ask": "Is it?" }));
    let rules = many(12, |n| {
        let mut rule = rule(&format!("r{n}"));
        rule["when"] = json!({ format!("client.f{n}"): true, format!("client.f{}", (n + 5) % 12): false });
        rule
    });
    let safeguards = json!([{ "id": "floor", "when": {}, "expect": { "at_least": "allow" }, "because": "Reason." },
               { "id": "advice", "when": {}, "expect": { "never_advises": [{ "modality": "must" }] }, "because": "Reason." }]);
    rule_set(json!({ "facts": facts, "rules": rules, "safeguards": safeguards }))
}

/// Documents with so many of what a limit is of.
fn documents_with(limit: Limit, count: usize) -> Vec<Document> {
    let more = match limit {
        Limit::Bytes => {
            let title = "a".repeat(count - rule_set(json!({ "title": "" })).text().len());
            json!({ "title": title })
        }
        Limit::Values => {
            // The rule set as it is has thirteen values, and the list is one; each source has five, and more fields.
            let left = count - 14;
            let sources = many(
                left / 5,
                |n| json!({ "id": format!("S{n}"), "citation": "Text.", "kind": "law", "doi": "1" }),
            );
            let more = ["url", "sample", "found", "limits"];
            let mut document = json!({ "sources": sources });
            for field in more.iter().take(left % 5) {
                document["sources"][0][*field] = json!("text");
            }
            document
        }
        Limit::Nesting => {
            // The document, its list of terms, the term and its `when`; below these the list of each `none` and a condition.
            let when = (0..(count - 5) / 2)
                .fold(json!({ "client.calm": true }), |inner, _| json!({ "none": [inner] }));
            let when =
                if count.is_multiple_of(2) { json!({ "client.calm": [true], "none": [when] }) } else { when };
            json!({ "terms": [{ "id": "deep", "when": when }] })
        }
        Limit::Documents => {
            let part = |number| {
                let part =
                    json!({ "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Part" });
                Document::new(format!("part-{number}.json"), part.to_string())
            };
            let names: Vec<String> = (1..count).map(|number| format!("part-{number}.json")).collect();
            return (1..count).map(part).chain([rule_set(json!({ "parts": names }))]).collect();
        }
        Limit::Layers => {
            let layer = |number: usize| {
                let below = if number == 1 { "lakeside.rules".into() } else { format!("l{}", number - 1) };
                let layer = json!({ "format": 1, "id": format!("l{number}"), "version": "1.0.0", "title": "Layer",
                                    "extends": { "id": below, "version": "1" } });
                Document::new(format!("l{number}.json"), layer.to_string())
            };
            return (1..count).map(layer).chain([rule_set(json!({}))]).collect();
        }
        Limit::Facts => {
            json!({ "facts": many(count, |n| json!({ "id": format!("f.n{n}"), "kind": "flag", "ask": "Is it?" })) })
        }
        Limit::Options => {
            let options = many(count, |n| json!({ "id": format!("o{n}"), "label": format!("Option {n}") }));
            json!({ "facts": [{ "id": "f.n", "kind": "choice", "ask": "Which?", "options": options }] })
        }
        Limit::Terms => {
            json!({ "terms": many(count, |n| json!({ "id": format!("t{n}"), "when": { "client.calm": true } })) })
        }
        Limit::TermDepth => {
            let when = |n: usize| if n == count { json!({}) } else { json!({ "is": format!("t{}", n + 1) }) };
            json!({ "terms": many(count + 1, |n| json!({ "id": format!("t{n}"), "when": when(n) })) })
        }
        Limit::Actions => {
            let action =
                |n| json!({ "id": format!("a{n}"), "moment": "after_session", "text": format!("Rest {n}.") });
            json!({ "actions": many(count, action) })
        }
        Limit::Rules => json!({ "rules": many(count, |n| rule(&format!("r{n}"))) }),
        Limit::Tests => {
            let any = many(count, |_| json!({ "client.calm": true }));
            json!({ "terms": [{ "id": "t", "when": { "any": any } }] })
        }
        Limit::CutOffs => {
            let visits = json!([{ "id": "client.visits", "kind": "count", "ask": "How many?" }]);
            let term =
                |n| json!({ "id": format!("t{n}"), "when": { "client.visits": { "at_least": n + 1 } } });
            json!({ "facts": visits, "terms": many(count, term) })
        }
        Limit::Impossible => {
            // Never true, so that a situation is left.
            let when = json!({ "client.calm": true, "none": [{ "client.calm": true }] });
            json!({ "impossible": many(count, |_| json!({ "when": when, "because": "Reason." })) })
        }
        Limit::Safeguards => {
            let one = |n| json!({ "id": format!("s{n}"), "when": {}, "expect": { "at_most": "moderate" }, "because": "Reason." });
            json!({ "safeguards": many(count, one) })
        }
        Limit::Cases => {
            let one = |n| json!({ "id": format!("c{n}"), "title": "Case", "situation": {}, "expect": { "stance": ["moderate"] } });
            json!({ "cases": many(count, one) })
        }
        Limit::Sources => {
            json!({ "sources": many(count, |n| json!({ "id": format!("S{n}"), "citation": "Text.", "kind": "theory" })) })
        }
        Limit::List => {
            let visits = json!([{ "id": "client.visits", "kind": "count", "ask": "How many?" }]);
            let list: Vec<usize> = (0..count).collect();
            json!({ "facts": visits, "terms": [{ "id": "t", "when": { "client.visits": list } }] })
        }
        Limit::Diagnostics => json!({ "safety": vec![1; count] }),
        other => panic!("{other} is none of size"),
    };
    vec![rule_set(more)]
}

fn build(limits: &Limits, documents: Vec<Document>) -> Result<Guideline, Rejected> {
    Guideline::build_within(limits, documents)
}

/// The limits of size: each a number to try it with.
const SIZES: &[(Limit, usize, Code)] = &[
    (Limit::Bytes, 400, Code::TooLarge),
    (Limit::Values, 41, Code::TooMany),
    (Limit::Nesting, 9, Code::TooDeep),
    (Limit::Documents, 3, Code::TooMany),
    (Limit::Layers, 3, Code::TooMany),
    (Limit::Facts, 3, Code::TooMany),
    (Limit::Options, 3, Code::TooMany),
    (Limit::Terms, 3, Code::TooMany),
    (Limit::TermDepth, 3, Code::TooDeep),
    (Limit::Actions, 3, Code::TooMany),
    (Limit::Rules, 3, Code::TooMany),
    (Limit::Tests, 3, Code::TooMany),
    (Limit::CutOffs, 3, Code::TooMany),
    (Limit::Impossible, 3, Code::TooMany),
    (Limit::Safeguards, 3, Code::TooMany),
    (Limit::Cases, 3, Code::TooMany),
    (Limit::Sources, 3, Code::TooMany),
    (Limit::List, 3, Code::TooMany),
    (Limit::Diagnostics, 3, Code::MoreFaults),
];

/// The limits of work.
const WORK: &[Limit] = &[
    Limit::StepsOfConditions,
    Limit::StepsTogether,
    Limit::StepsAlone,
    Limit::StepsOfProofs,
    Limit::StepsOfSafeguards,
    Limit::StepsOfLayers,
    Limit::StepsOfComparisons,
    Limit::StepsOfFindings,
    Limit::StepsOfRanges,
    Limit::StepsOfQuestions,
    Limit::StepsOfDecidedBy,
    Limit::StepsOfChanges,
    Limit::StepsOfApplying,
    Limit::NodesKept,
    Limit::RulesOfWitnesses,
    Limit::EntriesTried,
];

#[test]
fn every_limit_is_tried() {
    let tried: Vec<Limit> = SIZES.iter().map(|(limit, ..)| *limit).chain(WORK.iter().copied()).collect();
    assert_eq!(tried, Limit::ALL);
}

#[test]
fn as_much_as_is_allowed_is_read_and_no_more() {
    for &(limit, most, code) in SIZES {
        let limits = Limits::default().with(limit, most);
        let codes = |count| {
            let refused = build(&limits, documents_with(limit, count)).err();
            let all = refused.iter().flat_map(Rejected::diagnostics);
            all.map(|diagnostic| diagnostic.code).collect::<Vec<_>>()
        };
        assert!(!codes(most).contains(&code), "{limit}: {:?}", codes(most));
        assert!(codes(most + 1).contains(&code), "{limit}: {:?}", codes(most + 1));
        if limit != Limit::Diagnostics {
            assert_eq!(codes(most), [], "{limit}");
            assert_eq!(codes(most + 1), [code], "{limit}");
            assert!(build(&Limits::default(), documents_with(limit, most + 1)).is_ok(), "{limit} by default");
        }
    }
}

#[test]
fn too_few_steps_refuse_what_has_to_be_proved() {
    let usual = build(&Limits::default(), vec![to_be_proved()]).expect("it builds");
    assert!(usual.empty_situation().guidance().possible().is_some());
    for limit in [Limit::StepsTogether, Limit::StepsOfProofs, Limit::StepsOfSafeguards] {
        let refused =
            build(&Limits::default().with(limit, 10), vec![to_be_proved()]).expect_err("it is undecided");
        let all_undecided = refused.diagnostics().iter().all(|one| one.code == Code::SafeguardUndecided);
        assert!(all_undecided, "{limit}: {refused}");
    }
}

/// Conditions that test facts more than once have to be looked into; others take as good as nothing.
#[test]
fn a_tangled_condition_takes_steps() {
    let flag = |n| json!({ "id": format!("f.n{n}"), "kind": "flag", "ask": "Is it?" });
    let facts = many(40, flag);
    // Each fact is tested with its neighbour, one way and the other.
    let pair = |n| json!({ format!("f.n{n}"): n % 2 == 0, format!("f.n{}", (n + 1) % 40): true });
    let tangled = json!({ "facts": facts, "terms": [{ "id": "t", "when": { "any": many(40, pair) } }] });
    let single = |n| json!({ format!("f.n{n}"): true });
    let plain = json!({ "facts": facts, "terms": [{ "id": "t", "when": { "any": many(40, single) } }] });
    let codes = |document: &Value, steps| {
        let limits = Limits::default().with(Limit::StepsOfConditions, steps);
        let refused = build(&limits, vec![rule_set(document.clone())]).err();
        let all = refused.iter().flat_map(Rejected::diagnostics);
        all.map(|diagnostic| diagnostic.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&plain, 300), []);
    assert_eq!(codes(&tangled, 300), [Code::TooMany]);
    assert_eq!(codes(&plain, 0), [Code::TooMany], "never passed over");
    // So many ways to be true are refused by default too.
    assert_eq!(codes(&tangled, Limit::StepsOfConditions.default_value()), [Code::TooMany]);
}

/// Terms of terms that would double with each step when they are written out.
#[test]
fn terms_that_grow_when_they_are_written_out_are_refused_soon() {
    let sign = |n: usize| format!("sign_{n}");
    let options = many(40, |n| json!({ "id": sign(n), "label": format!("Sign {n}") }));
    let has = |one, other| json!({ "client.signs": { "includes_all": [sign(one), sign(other)] } });
    let term = |n: usize| {
        let when = if n == 0 {
            has(0, 1)
        } else {
            let below = json!({ "is": format!("t{}", n - 1) });
            json!({ "any": [{ "all": [below, has(n, n + 1)] }, { "all": [below, has(n + 1, n + 2)] }] })
        };
        json!({ "id": format!("t{n}"), "when": when })
    };
    let document = json!({
        "facts": [{ "id": "client.signs", "kind": "several", "ask": "Which?", "options": options }],
        "terms": many(32, term),
    });
    let refused = build(&Limits::default(), vec![rule_set(document)]).expect_err("they are too long");
    assert!(refused.diagnostics().iter().all(|diagnostic| diagnostic.code == Code::TooMany), "{refused}");
}

/// A layer over what is to be proved, with one rule.
fn over_what_is_proved(rule: &Value) -> Vec<Document> {
    let layer = json!({
        "format": 1, "id": "lakeside.ward", "version": "1.0.0", "title": "Ward",
        "extends": { "id": "lakeside.rules", "version": "1" }, "rules": [rule],
    });
    vec![to_be_proved(), Document::new("ward.json", layer.to_string())]
}

#[test]
fn a_layer_is_compared_within_its_own_steps() {
    let tighter = with_vote("at_least", "refrain");
    let codes = |rule: &Value, steps| {
        let limits = Limits::default().with(Limit::StepsOfLayers, steps);
        let refused = build(&limits, over_what_is_proved(rule)).err();
        let all = refused.iter().flat_map(Rejected::diagnostics);
        all.map(|diagnostic| diagnostic.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&tighter, 10), [Code::LayerUndecided]);
    assert_eq!(codes(&tighter, FEW_STEPS), [], "rule by rule it takes few");
    // Whether a permission loosens anything has to be asked of all rules together.
    let looser = with_vote("permits", "allow");
    assert_eq!(codes(&looser, FEW_STEPS), [Code::LayerUndecided]);
    assert_eq!(codes(&looser, usize::MAX), [Code::LooserThanBelow]);
}

/// What is too much to prove is told all the same where a case of the layers below shows it.
#[test]
fn a_layer_that_is_too_much_to_prove_is_tried_in_the_cases_below() {
    let looser = with_vote("permits", "allow");
    assert_eq!(tried_in_a_case(true, &looser, &json!([])), [Code::LooserThanBelow]);
    assert_eq!(
        tried_in_a_case(false, &looser, &json!([])),
        [Code::LayerUndecided],
        "that case shows nothing"
    );
    let mut against_the_law = with_vote("permits", "allow");
    against_the_law["authority"] = "law".into();
    against_the_law["sources"] = json!(["ACT"]);
    against_the_law["overrides"] = json!(["of-law"]);
    let listed = json!([{ "rule": "of-the-ward", "because": "Reason." }]);
    assert_eq!(tried_in_a_case(true, &against_the_law, &listed), [Code::DemandLost], "whatever is listed");
}

/// What a layer with one rule is refused for, with few steps, over rules with a case in which it applies, or does not quite.
fn tried_in_a_case(applies: bool, rule: &Value, listed: &Value) -> Vec<Code> {
    // No rule below permits anything where all is so.
    let mut client: Map<String, Value> = (0..12).map(|n| (format!("f{n}"), true.into())).collect();
    client["f1"] = applies.into();
    let mut of_law = with_vote("at_least", "moderate");
    (of_law["id"], of_law["authority"], of_law["sources"]) = ("of-law".into(), "law".into(), json!(["ACT"]));
    let more = json!({
        "cases": [{ "id": "a", "title": "A case", "situation": { "client": client }, "expect": { "stance": ["moderate"] } }],
        "sources": [{ "id": "ACT", "citation": "An act.", "kind": "law" }],
    });
    let mut documents = over_what_is_proved(rule);
    let mut below: Value = serde_json::from_str(documents[0].text()).expect("it is JSON");
    if rule.get("overrides").is_some() {
        below["rules"].as_array_mut().expect("a list").push(of_law);
    }
    below.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    let mut layer: Value = serde_json::from_str(documents[1].text()).expect("it is JSON");
    layer["may_relax"] = listed.clone();
    documents = vec![
        Document::new(documents[0].name(), below.to_string()),
        Document::new(documents[1].name(), layer.to_string()),
    ];
    let limits = Limits::default().with(Limit::StepsOfLayers, FEW_STEPS);
    let refused = build(&limits, documents).expect_err("it is refused");
    let errors = refused.diagnostics().iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| diagnostic.code).collect()
}

fn with_vote(field: &str, stance: &str) -> Value {
    let mut rule = rule("of-the-ward");
    rule.as_object_mut().expect("an object").remove("permits");
    rule["when"] = json!({ "client.f0": true, "client.f1": true });
    rule[field] = json!(stance);
    rule
}

/// Enough for the conditions of rules, too few for all of them together.
const FEW_STEPS: usize = 500;

/// What one entry of `may_relax` takes too many steps for is not told; of the next it is told as if there were steps enough.
#[test]
fn what_is_relaxed_is_told_entry_by_entry() {
    let count = 14;
    let flag = |n| json!({ "id": format!("client.f{n}"), "kind": "flag", "ask": "Is it?" });
    let rules = many(count, |n| {
        let mut rule = rule(&format!("r{n}"));
        rule.as_object_mut().expect("an object").remove("permits");
        rule["when"] = json!({ format!("client.f{n}"): true, format!("client.f{}", (n + 5) % count): true });
        rule["at_least"] = json!("refrain");
        rule
    });
    let withdrawn = many(6, |n| json!({ "rule": format!("r{n}"), "because": "Reason." }));
    let layer = json!({
        "format": 1, "id": "lakeside.ward", "version": "1.0.0", "title": "Ward",
        "extends": { "id": "lakeside.rules", "version": "1" }, "withdraw": withdrawn, "may_relax": withdrawn,
    });
    let documents = vec![
        rule_set(json!({ "facts": many(count, flag), "rules": rules })),
        Document::new("ward.json", layer.to_string()),
    ];
    let told = |steps| -> Vec<Value> {
        let guideline = build(&Limits::default().with(Limit::StepsOfLayers, steps), documents.clone());
        let relaxations = guideline.ok().map(|guideline| json!(guideline.relaxations()));
        relaxations.iter().filter_map(Value::as_array).flatten().map(|one| one["loosens"].clone()).collect()
    };
    let usual = told(Limit::StepsOfLayers.default_value());
    let is_undecided_at_first = |told: &Vec<Value>| {
        told.first().is_some_and(Value::is_null) && told.iter().any(|loosens| !loosens.is_null())
    };
    let few = (4..40).map(|n| told(50 * n)).find(is_undecided_at_first).expect("some steps are few enough");
    for (few, usual) in few.iter().zip(&usual).filter(|(few, _)| !few.is_null()) {
        assert_eq!(few, usual);
    }
}

#[test]
fn too_few_steps_leave_possible_stances_unknown() {
    let mut document: Value = serde_json::from_str(to_be_proved().text()).expect("it is JSON");
    document.as_object_mut().expect("an object").remove("safeguards");
    let few = Limits::default().with(Limit::StepsTogether, 10);
    let document = Document::new("lakeside.json", document.to_string());
    let alone = build(&few, vec![document.clone()]).expect("nothing has to be proved");
    assert!(alone.empty_situation().guidance().possible().is_some(), "each situation is worked out alone");
    let not_even_alone = build(&few.with(Limit::StepsAlone, 10), vec![document]).expect("it builds");
    assert_eq!(not_even_alone.empty_situation().guidance().possible(), None);
}

/// A guideline without safeguards, with limits of its own for what is asked of it later.
fn asked_within(limit: Limit, value: usize) -> Guideline {
    let mut document: Value = serde_json::from_str(to_be_proved().text()).expect("it is JSON");
    document.as_object_mut().expect("an object").remove("safeguards");
    for fact in document["facts"].as_array_mut().expect("a list") {
        fact["changeable"] = json!(true);
    }
    document["actions"] = json!([{ "id": "rest", "moment": "after_session", "text": "Rest." }]);
    document["rules"][0]["may"] = json!(["rest"]);
    let document = Document::new("lakeside.json", document.to_string());
    build(&Limits::default().with(limit, value), vec![document]).expect("nothing has to be proved")
}

#[test]
fn what_takes_too_many_steps_is_not_told() {
    let situation = |limit, steps| {
        let empty = asked_within(limit, steps).empty_situation();
        empty.with_all(&json!({ "client.f0": true, "client.f5": false })).expect("it can be")
    };
    let decided = |steps| situation(Limit::StepsOfDecidedBy, steps).decided_by();
    assert_eq!((decided(0), decided(10_000).is_some()), (None, true));
    let would_change = |steps| situation(Limit::StepsOfChanges, steps).what_would_change();
    assert_eq!((would_change(0), would_change(10_000).is_some()), (None, true));
    let bearing = |steps| asked_within(Limit::StepsOfQuestions, steps).empty_situation().advice_questions();
    assert_eq!((bearing(0), bearing(10_000).is_some()), (None, true));
    let apply = |steps| {
        let why = situation(Limit::StepsOfApplying, steps).why_rule("r3").expect("it is a rule");
        why.would_apply_with.map(|answers| answers.len())
    };
    assert_eq!((apply(0), apply(10_000)), (None, Some(2)));
}

/// Of hundreds of facts that can be changed there are millions of sets of three: no more of them are made than there are steps
/// for.
#[test]
fn what_many_facts_would_change_is_looked_for_within_its_steps() {
    let would_change = |count: usize| {
        let fact =
            |n| json!({ "id": format!("f.n{n}"), "kind": "flag", "ask": "Is it?", "changeable": true });
        let mut every = rule("every");
        every["when"] =
            (0..count).map(|n| (format!("f.n{n}"), json!(true))).collect::<Map<String, Value>>().into();
        let document = rule_set(json!({ "facts": many(count, fact), "rules": [every] }));
        let guideline = build(&Limits::default(), vec![document]).expect("it builds");
        let known: BTreeMap<String, bool> = (0..count).map(|n| (format!("f.n{n}"), n > 2)).collect();
        guideline.situation(&known).expect("it can be").what_would_change()
    };
    let few = would_change(10).expect("there are few sets");
    let changed = few.iter().flat_map(|leads| &leads.changes).map(|change| change.facts.len());
    assert_eq!(changed.collect::<Vec<_>>(), [3], "the flags that are not set");
    assert_eq!(would_change(400), None);
}

/// Where there are too few steps for a short cut the long way is gone, and the answer is the same.
#[test]
fn what_takes_too_many_steps_is_told_in_another_way() {
    for (limit, few) in [(Limit::StepsOfRanges, 10), (Limit::NodesKept, 0)] {
        let (usual, short) = (asked_within(limit, limit.default_value()), asked_within(limit, few));
        for facts in
            [json!({}), json!({ "client.f0": true }), json!({ "client.f3": false, "client.f10": true })]
        {
            let stance = |guideline: &Guideline| guideline.situation(&facts).expect("it can be").stance();
            assert_eq!(stance(&short), stance(&usual), "{limit}: {facts}");
        }
        let said = |guideline: &Guideline| -> Vec<String> {
            guideline.findings().iter().map(ToString::to_string).collect()
        };
        assert_eq!(said(&short), said(&usual), "{limit}");
    }
}

#[test]
fn a_comparison_takes_steps_of_its_own() {
    let before = build(&Limits::default(), vec![to_be_proved()]).expect("it builds");
    let undecided = |steps| {
        let limits = Limits::default().with(Limit::StepsOfComparisons, steps);
        let after = build(&limits, vec![to_be_proved()]).expect("it builds");
        !before.compare(&after).undecided.is_empty()
    };
    assert_eq!((undecided(10), undecided(1_000_000)), (true, false));
}

/// A finding without a situation that shows it is a finding all the same.
#[test]
fn few_rules_are_asked_for_witnesses() {
    let twice = rule_set(json!({ "rules": [rule("once"), rule("again")] }));
    let witnesses = |rules| {
        let limits = Limits::default().with(Limit::RulesOfWitnesses, rules);
        let findings = build(&limits, vec![twice.clone()]).expect("it builds").findings();
        (findings.len(), findings.iter().filter(|finding| finding.witness.is_some()).count())
    };
    let (usual, few) = (witnesses(2_000_000), witnesses(0));
    assert!(usual.0 > 0 && usual.1 > 0, "{usual:?}");
    assert_eq!(few, (usual.0, 0));
}

/// What breaks the layers below is named as long as there are few enough entries to try.
#[test]
fn few_entries_are_tried_for_the_one_to_blame() {
    let below = rule_set(json!({ "rules": [rule("calm")] }));
    let upper = json!({ "format": 1, "id": "lakeside.clinic", "version": "1.0.0", "title": "Clinic",
        "extends": { "id": "lakeside.rules", "version": "1" },
        "rules": [{ "id": "looser", "title": "Looser", "when": { "client.calm": false }, "permits": "welcome",
            "because": "Reason.", "authority": "clinic_policy", "strength": "weak", "certainty": "low" }] });
    let upper = Document::new("clinic.json", upper.to_string());
    let help = |limits: &Limits| {
        let refused = build(limits, vec![below.clone(), upper.clone()]).expect_err("it is looser");
        assert_eq!(refused.diagnostics()[0].code, Code::LooserThanBelow);
        refused.diagnostics()[0].help.clone().unwrap_or_default()
    };
    assert!(help(&Limits::default()).contains("the rule `looser`"));
    assert!(!help(&Limits::default().with(Limit::EntriesTried, 0)).contains("the rule `looser`"));
}

#[test]
fn situations_are_read_within_the_limits_of_their_guideline() {
    let limits = Limits::default().with(Limit::Bytes, rule_set(json!({})).text().len());
    let guideline = build(&limits, vec![rule_set(json!({}))]).expect("it fits");
    let long = format!("{{ \"client.calm\": true {} }}", " ".repeat(limits.of(Limit::Bytes)));
    let refused = guideline.situation_from_json(&long).expect_err("it is too long");
    assert_eq!(refused.diagnostics().first().map(|first| first.code), Some(Code::TooLarge));
}

#[test]
fn no_limit_is_raised_beyond_what_can_be_borne() {
    for &limit in Limit::ALL {
        let raised = Limits::default().with(limit, usize::MAX);
        assert_eq!(raised.of(limit), limit.most(), "{limit}");
        assert!(limit.default_value() <= limit.most(), "{limit}");
        for &other in Limit::ALL.iter().filter(|&&other| other != limit) {
            assert_eq!(raised.of(other), other.default_value(), "{limit} leaves {other} alone");
        }
    }
}

/// docs/format.md lists every limit with its default.
#[test]
fn every_limit_is_documented() {
    let page =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/format.md")).expect("it is text");
    for &limit in Limit::ALL {
        let row = format!("| `{limit}` | {} |", grouped(limit.default_value()));
        assert!(page.contains(&row), "docs/format.md does not say {row}");
    }
    let rows = page.lines().skip_while(|line| *line != "## Limits").filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), Limit::ALL.len());
}

/// A number with a comma at every thousand.
fn grouped(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", grouped(number / 1_000), number % 1_000)
    }
}
