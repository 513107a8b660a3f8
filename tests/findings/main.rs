//! What is amiss with a guideline as a whole is found, each kind of it, and nothing is found where nothing is amiss.
//!
//! Each file in `tests/findings` holds a rule set that something is amiss with (`faulty`), everything that is to be found
//! of it, and mostly the nearest one that is sound (`sound`), of which nothing is to be found; `upper` in it is a layer over it. What all rule sets have to
//! state and what does not matter here (titles, reasons, questions) is filled in. `UPDATE_FINDINGS=1 cargo test --test
//! findings` writes down what is found now; read what it writes: is it true, and does it read well aloud?

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use demeanor::analysis::{Finding, FindingCode, Gaps};
use demeanor::diagnostic::{Limit, Limits};
use demeanor::{Document, FactValue, Guideline};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

struct Entry {
    path: PathBuf,
    name: String,
    content: Value,
}

fn entries() -> Vec<Entry> {
    let files = fs::read_dir("tests/findings").expect("the directory is there");
    let paths = files.map(|file| file.expect("it can be read").path());
    let mut entries: Vec<Entry> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("it is text");
            let name = path.file_stem().and_then(|stem| stem.to_str()).expect("it has a name").to_owned();
            let content = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            Entry { path, name, content }
        })
        .collect();
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries
}

/// The rule set, with all that it has to state.
fn filled(rule_set: &Value) -> Document {
    let mut whole = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." }
    });
    fill(&mut whole, rule_set);
    let defaults = [
        ("facts", json!({ "ask": "Is it so?" })),
        ("actions", json!({ "moment": "in_the_moment" })),
        (
            "rules",
            json!({ "title": "A rule", "because": "It is so.", "authority": "guidance", "strength": "weak", "certainty": "low" }),
        ),
        ("cases", json!({ "title": "A case" })),
        ("impossible", json!({ "because": "It cannot be." })),
    ];
    for (list, default) in defaults {
        for entry in whole.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            let stated = std::mem::replace(entry, default.clone());
            if list == "actions" {
                // No two may say the same.
                let text = format!("Do {}.", stated.get("id").expect("it has an id"));
                fill(entry, &json!({ "text": text }));
            }
            fill(entry, &stated);
        }
    }
    let name =
        whole.get("id").and_then(Value::as_str).and_then(|id| id.split('.').next()).expect("it has a name");
    Document::new(format!("{name}.json"), whole.to_string())
}

fn fill(default: &mut Value, stated: &Value) {
    let stated = stated.as_object().expect("it is an object").clone();
    default.as_object_mut().expect("it is an object").extend(stated);
}

fn guideline(rule_set: &Value, name: &str) -> Guideline {
    // A layer over it can stand in it.
    let mut lower = rule_set.clone();
    let upper = lower.as_object_mut().expect("it is an object").remove("upper").map(|upper| {
        let mut layer = json!({
            "id": "riverside.rules", "title": "Riverside", "extends": { "id": "lakeside.rules", "version": "1" }
        });
        fill(&mut layer, &upper);
        filled(&layer)
    });
    let documents = [filled(&lower)].into_iter().chain(upper);
    Guideline::build(documents).unwrap_or_else(|rejected| panic!("{name}: {rejected}"))
}

fn as_json(finding: &Finding) -> Value {
    let mut value = json!({ "code": finding.code, "message": finding.message, "rules": finding.rules });
    let object = value.as_object_mut().expect("it is an object");
    if !finding.about.is_empty() {
        object.insert("about".into(), json!(finding.about));
    }
    object.extend(finding.acknowledged.as_ref().map(|reason| ("acknowledged".into(), json!(reason))));
    object.extend(finding.share.map(|share| ("share".into(), json!(share.to_string()))));
    object.extend(finding.witness.as_ref().map(|witness| ("witness".into(), json!(witness.facts()))));
    value
}

fn gaps_as_json(gaps: &Gaps) -> Value {
    let region = |gap: &demeanor::analysis::SituationRegion| json!({ "where": gap.to_string(), "share": gap.share.to_string(), "example": gap.example });
    json!({
        "share": gaps.share.map(|share| share.to_string()), "more": gaps.more,
        "regions": gaps.regions.iter().map(region).collect::<Vec<_>>()
    })
}

#[test]
fn every_seeded_fault_is_found() {
    let update = std::env::var_os("UPDATE_FINDINGS").is_some();
    let mut failures = Vec::new();
    for entry in entries() {
        let faulty = guideline(&entry.content["faulty"], &entry.name);
        let mut given = entry.content.clone();
        given["found"] = faulty.findings().iter().map(as_json).collect();
        if given.get("notes").is_some() {
            given["notes"] = faulty.notes().iter().map(as_json).collect();
        }
        if given.get("gaps").is_some() {
            given["gaps"] = gaps_as_json(&faulty.gaps().expect("it is small"));
        }
        if given == entry.content {
            continue;
        }
        if update {
            let text = serde_json::to_string_pretty(&given).expect("it is JSON");
            fs::write(&entry.path, text + "\n").expect("it can be written");
        } else {
            failures.push(format!(
                "{}:\n{}",
                entry.name,
                serde_json::to_string_pretty(&given["found"]).expect("it is JSON")
            ));
        }
    }
    assert!(failures.is_empty(), "found now:\n{}", failures.join("\n"));
}

#[test]
fn nothing_is_found_of_what_is_sound() {
    for entry in entries() {
        let Some(sound) = entry.content.get("sound") else { continue };
        let found = guideline(sound, &entry.name).findings();
        assert!(found.is_empty(), "{}: {found:?}", entry.name);
    }
}

/// There are over a billion ways through the options that can be, and each option is gone through once.
#[test]
fn a_fact_of_many_options_is_decided() {
    let option = |number: usize| format!("sign_{number}");
    let options: Vec<Value> =
        (0..60).map(|number| json!({ "id": option(number), "label": option(number) })).collect();
    let pairs: Vec<Value> = (1..60)
        .map(|number| json!({ "client.signs": { "includes_all": [option(number - 1), option(number)] } }))
        .collect();
    let rule_set = json!({
        "facts": [{ "id": "client.calm", "kind": "flag" }, { "id": "client.signs", "kind": "several", "options": options }],
        "rules": [{ "id": "calm", "permits": "allow", "when": { "client.calm": true } }],
        "impossible": [{ "when": { "any": pairs } }]
    });
    let found = guideline(&rule_set, "many options").findings();
    assert!(
        matches!(found.as_slice(), [finding] if finding.code == FindingCode::FactWithoutEffect),
        "{found:?}"
    );
}

/// Hundreds of values of three counts, told apart by overlapping boxes, have as many times that steps between them.
#[test]
fn counts_of_hundreds_of_values_are_decided() {
    let facts = ["client.sessions", "client.weeks", "client.years"];
    let counts: Vec<Value> =
        facts.iter().map(|fact| json!({ "id": fact, "kind": "count", "stricter": "higher" })).collect();
    let between = |number: usize, by: usize| {
        let least = number * by % 400;
        json!({ "at_least": least, "at_most": least + 100 + number * by % 300 })
    };
    let stances = ["allow", "moderate", "refrain", "pause"];
    let rules: Vec<Value> = (0..120)
        .map(|number| {
            let when = json!({
                facts[0]: between(number, 37), facts[1]: between(number, 91), facts[2]: between(number, 53)
            });
            json!({ "id": format!("box-{number}"), "when": when, "at_least": stances[number % 4] })
        })
        .collect();
    let found = guideline(&json!({ "facts": counts, "rules": rules }), "many values").findings();
    let of = |code: FindingCode| found.iter().filter(|finding| finding.code == code).count();
    assert_eq!((of(FindingCode::Undecided), of(FindingCode::BrokenPromise)), (0, 3), "{found:?}");
}

/// A question over partial situations that takes too many steps leaves no question after it undecided, and none where
/// complete situations are enough.
#[test]
fn a_conflict_with_the_shipped_guideline_is_found() {
    let layer = filled(&json!({
        "id": "riverside.rules", "title": "Riverside", "extends": { "id": "demeanor.standard", "version": "2" },
        "rules": [{ "id": "no-asking", "when": { "expression.form": { "includes": "touch" } }, "must_not": ["ask_before_touch"] }]
    }));
    let found = Guideline::build(Document::standard().chain([layer])).expect("it builds").findings();
    let undecided: Vec<_> = found.iter().filter(|finding| finding.code == FindingCode::Undecided).collect();
    assert!(undecided.is_empty(), "{undecided:?}");
    let conflicts: Vec<_> = found.iter().filter(|finding| finding.code == FindingCode::Conflict).collect();
    assert!(
        matches!(conflicts.as_slice(), [conflict] if conflict.about.concat() == "ask_before_touch"),
        "{conflicts:?}"
    );
}

#[test]
fn every_code_is_in_the_corpus() {
    let mut seen = BTreeSet::from([FindingCode::Undecided.id().to_owned()]);
    for entry in entries() {
        let mut found = entry.content["found"].as_array().cloned().unwrap_or_default();
        found.extend(entry.content["notes"].as_array().cloned().unwrap_or_default());
        seen.extend(found.iter().filter_map(|found| found["code"].as_str().map(str::to_owned)));
        let named = entry.name.starts_with("gap")
            || found.iter().any(|found| entry.name.starts_with(found["code"].as_str().unwrap_or("?")));
        assert!(named, "{} shows nothing of its name", entry.name);
    }
    for code in FindingCode::ALL.iter().map(|code| code.id()) {
        assert!(seen.contains(code), "no file in tests/findings has {code}");
    }
}

/// The shipped guideline, and the example clinics over it.
fn guidelines_in_use() -> Vec<(String, Guideline)> {
    let mut guidelines = vec![("the shipped guideline".to_owned(), Guideline::standard().clone())];
    for file in fs::read_dir("examples/clinics").expect("the directory is there") {
        let path = file.expect("it can be read").path();
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).expect("it is text");
        let documents = Document::standard().chain([Document::new(&*name, text)]);
        guidelines.push((
            name.clone(),
            Guideline::build(documents).unwrap_or_else(|rejected| panic!("{name}: {rejected}")),
        ));
    }
    guidelines
}

#[test]
fn nothing_is_found_of_guidelines_in_use() {
    for (name, guideline) in guidelines_in_use() {
        let found = guideline.findings();
        assert!(
            found.is_empty(),
            "{name}:\n{}",
            found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        );
    }
}

/// A gap is shown by a situation in which `otherwise` alone decides, whatever else is not known.
#[test]
fn gaps_are_borne_out_by_their_examples() {
    for (name, guideline) in guidelines_in_use() {
        let gaps = guideline.gaps().expect("it can be worked out");
        assert_eq!(gaps.share.is_none(), gaps.regions.is_empty(), "{name}");
        for gap in &gaps.regions {
            let guidance = guideline.situation(&gap.example).expect("it can be").guidance();
            assert!(
                guidance.reasons().all(|reason| reason.rule.is_none() || reason.vote().is_none()),
                "{name}: {gap}"
            );
            assert!(guidance.settled(), "{name}: {gap}");
        }
    }
}

/// A case that cannot happen is run all the same, as facts: no host is handed a situation that cannot be.
#[test]
fn a_case_that_cannot_happen_is_no_situation() {
    let entries = entries();
    let entry = entries.iter().find(|entry| entry.name == "impossible-case").expect("it is there");
    let faulty = guideline(&entry.content["faulty"], &entry.name);
    let run = faulty.run_cases().next().expect("it has cases");
    assert_eq!(serde_json::to_value(&run).expect("it serialises")["facts"]["setting.phone"], json!(true));
    assert_eq!(run.facts.get("expression.touch").and_then(FactValue::as_flag), Some(true));
    assert!(faulty.situation(&run.facts).is_err());
}

/// What is found can be handed on as data, its example as facts.
#[test]
fn findings_and_gaps_serialise() {
    for entry in entries() {
        let faulty = guideline(&entry.content["faulty"], &entry.name);
        for finding in faulty.findings() {
            let json = serde_json::to_value(&finding).expect("it serialises");
            assert_eq!(json["code"], json!(finding.code.id()));
            let witness = finding.witness.map(|witness| witness.facts());
            assert_eq!(json["witness"], serde_json::to_value(witness).expect("facts serialise"));
        }
        if let Some(gaps) = faulty.gaps() {
            assert_eq!(serde_json::to_value(&gaps).expect("it serialises")["more"], json!(gaps.more));
        }
    }
}

/// Past the budget a question is undecided, and nothing else is said of it.
#[test]
fn what_cannot_be_decided_is_said() {
    let faulty = &entries()
        .into_iter()
        .find(|entry| entry.name == "never-applies")
        .expect("it is there")
        .content["faulty"];
    let found = |limit, steps| {
        let limits = Limits::default().with(limit, steps);
        Guideline::build_within(&limits, [filled(faulty)]).expect("it has no safeguards").findings()
    };
    let is_undecided = |finding: &Finding| finding.code == FindingCode::Undecided;
    let nothing = found(Limit::StepsOfProofs, 0);
    assert!(matches!(nothing.as_slice(), [finding] if is_undecided(finding)), "{nothing:?}");
    let nothing = found(Limit::StepsOfFindings, 0);
    assert!(!nothing.is_empty() && nothing.iter().all(is_undecided), "{nothing:?}");
    for limit in [Limit::StepsOfProofs, Limit::StepsOfFindings] {
        let decided =
            |steps: usize| found(limit, steps).iter().filter(|finding| !is_undecided(finding)).count();
        assert_eq!(decided(100_000), 1);
        assert!((0..200).map(decided).is_sorted(), "a larger budget never decides less");
    }
}

/// A finding is of each layer whose rules or facts take part in it, so that whoever wrote the upper one is told.
#[test]
fn a_promise_that_an_upper_layer_breaks_is_of_that_layer_too() {
    let below = json!({
        "facts": [{ "id": "client.risk", "kind": "flag", "stricter": "higher" }],
        "rules": [{ "id": "at-risk", "when": { "client.risk": true }, "at_least": "refrain" }]
    });
    let above = json!({
        "id": "lakeside.ward", "extends": { "id": "lakeside.rules", "version": "1" },
        "rules": [{ "id": "of-the-ward", "when": { "client.risk": true }, "permits": "welcome", "overrides": ["at-risk"] }],
        "may_relax": [{ "rule": "of-the-ward", "because": "It is so." }]
    });
    let mut above: Value = serde_json::from_str(filled(&above).text()).expect("it is JSON");
    above.as_object_mut().expect("an object").remove("otherwise");
    let documents = [filled(&below), Document::new("ward.json", above.to_string())];
    let found = Guideline::build(documents).expect("it builds").findings();
    let broken =
        found.iter().find(|finding| finding.code == FindingCode::BrokenPromise).expect("it is found");
    let layers: Vec<&str> = broken.layers.iter().map(|layer| &**layer).collect();
    assert_eq!(layers, ["lakeside.rules", "lakeside.ward"]);
}
