//! `replay`: stored guidance, given again by the same rules and by others.

use crate::harness::{RIVERSIDE, Run, SHARED_TEARS, Scratch, answer, assert_all, at, json, run, run_with};
use serde_json::{Value, json};
use std::fs;

const USUAL: &str = "examples/demeanor/tests/cli/usual.json";

/// What is known where the records of these tests were stored.
const PICNIC: &[&str] = &["--set", "sky.look=clear", "--rules", USUAL, "--only"];

/// A record as a command prints it with these arguments.
fn stored(more: &[&str]) -> String {
    answer(&[&["advise"], PICNIC, more].concat())
}

/// The rules of the picnic, changed.
fn rules(change: fn(&mut Value)) -> String {
    let mut rules = json(&fs::read_to_string(at(USUAL)).expect("it is there"));
    change(&mut rules);
    rules.to_string()
}

/// A record given again by some rules.
fn replayed(record: &str, rules: &str, more: &[&str]) -> Run {
    let scratch = Scratch::new();
    let (file, rules) = (scratch.file("stored.json", record), scratch.file("rules.json", rules));
    run(&[&["replay", &file, "--rules", &rules, "--only"], more].concat())
}

/// Text without the ends of its lines.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn next_version(rules: &mut Value) {
    rules["version"] = json!("1.1.0");
}

fn renamed(rules: &mut Value) {
    let fact = &mut rules["facts"][0];
    (fact["id"], fact["formerly"]) = (json!("sky.view"), json!(["sky.look"]));
    rules["rules"][0]["when"] = json!({ "sky.view": "clear", "grass.wet": false });
}

fn gone(rules: &mut Value) {
    rules["facts"].as_array_mut().expect("a list").remove(0);
    rules["rules"][0]["when"] = json!({ "grass.wet": false });
}

fn option_gone(rules: &mut Value) {
    rules["facts"][0]["options"][0]["id"] = json!("blue");
    rules["rules"][0]["when"] = json!({ "sky.look": "blue", "grass.wet": false });
}

/// How the rules have changed since, how the command exits, and what is said of the record.
type Row = (fn(&mut Value), i32, &'static [&'static str]);

const CHANGED: &[Row] = &[
    (|_| (), 0, &["The answer is the one that was stored, word for word; nothing has changed since."]),
    (
        next_version,
        0,
        &[
            "word for word, though something has changed since.",
            "usual.rules was version 1.0.0, and is 1.1.0",
        ],
    ),
    (
        |rules| rules["rules"][0]["permits"] = json!("allow"),
        1,
        &[
            "The answer is another one: it was \"let it show\", and is \"fine as it is\".",
            "\nWhat differs\n- the stance was welcome, and is allow\n",
            "\nWhy\n- the layer usual.rules 1.0.0 has other content",
        ],
    ),
    (
        |rules| rules["rules"][0]["id"] = json!("stay"),
        1,
        &[
            "(\"let it show\"); the reasons are not.",
            "- `sit-down` was a reason, and is none\n- `stay` is a reason, and was none  [Sit down]",
        ],
    ),
    (
        |rules| {
            rules["actions"] =
                json!([{ "id": "sit", "moment": "in_the_moment", "text": "Sit down at once." }]);
            rules["rules"][0]["should"] = json!(["sit"]);
        },
        1,
        &[
            "(\"let it show\"); what is advised is not.",
            "- `sit` was not advised, and is should  [Sit down at once.]",
        ],
    ),
    (
        |rules| rules["rules"][0]["because"] = json!("It is nice there."),
        1,
        &["some words, questions, or what was presumed are not", "has other content"],
    ),
    (renamed, 1, &["`sky.look` is called `sky.view`", "advice and reasons are"]),
    (
        |rules| rules["id"] = json!("other.rules"),
        0,
        &[
            "usual.rules 1.0.0 is gone from the rules in use",
            "name its file with `--rules`",
            "other.rules 1.0.0 is new",
        ],
    ),
    (
        gone,
        1,
        &[
            "error[unknown-fact]",
            "it cannot be given again by these rules",
            "`sky.look`",
            "by its `formerly`",
        ],
    ),
    (
        option_gone,
        1,
        &[
            "error[unknown-value]",
            "it cannot be given again by these rules",
            "`sky.look` has no option `clear`",
        ],
    ),
];

/// Stored in short and whole, alone and beside something else, it is told alike.
#[test]
fn what_differs_and_why_is_told() {
    let short = stored(&["--format", "record"]);
    let whole = stored(&["--format", "json"]);
    let beside = stored(&["--format", "json", "--what-if"]);
    assert!(short.lines().count() == 1 && whole.lines().count() > 1);
    for (change, status, said) in CHANGED {
        for record in [&short, &whole, &beside] {
            let run = replayed(record, &rules(*change), &[]);
            let told = format!("{}{}", run.out, run.err);
            assert_eq!(run.status, *status, "{said:?}: {told}");
            for part in *said {
                assert!(flat(&told).contains(&flat(part)), "there is no `{part}` in\n{told}");
            }
        }
    }
}

#[test]
fn nothing_is_said_of_values_but_on_request() {
    let (same, other) = (rules(|_| ()), rules(|rules| rules["rules"][0]["permits"] = json!("allow")));
    let record = stored(&["--format", "record"]);
    for rules in [&same, &other] {
        for format in ["text", "json"] {
            let told = replayed(&record, rules, &["--format", format]).out;
            assert!(!told.contains("clear") && !told.contains("Clear"), "{told}");
            let told = replayed(&record, rules, &["--format", format, "--guidance"]).out;
            assert!(told.contains("It is nice here."), "{told}");
        }
    }
}

/// Stored otherwise than by `advise` as it is: what was asked then is asked again.
#[test]
fn it_is_asked_as_it_was() {
    let same = rules(|_| ());
    for more in [
        &["--presume", "none"][..],
        &["--set", "grass.wet=unknown"],
        &["--why"],
        &["--full", "--as-of", "2026-06-01"],
    ] {
        for format in ["record", "json"] {
            let run = replayed(&stored(&[more, &["--format", format]].concat()), &same, &[]);
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{more:?}: {}", run.out);
        }
    }
}

/// On the day of the record as much of the rules is in force as on that day, and not more.
#[test]
fn what_a_layer_relaxes_is_in_force_when_it_was() {
    let stored = |day: &str| {
        let asked = ["advise", SHARED_TEARS, "--set", "therapist.episodes=4", "--rules", RIVERSIDE];
        answer(&[&asked[..], &["--format", "record", "--as-of", day]].concat())
    };
    let days = ["2025-06-01", "2026-06-01"].map(stored);
    assert_ne!(json(&days[0])["stance"], json(&days[1])["stance"], "the clinic's rules came into effect");
    let run = run_with(&["replay", "-", "--rules", RIVERSIDE], &days.concat());
    assert_all(&run.out, &["Of 2 records every one has the answer that was stored"], &run.err);
    assert_eq!(run.status, 0);
}

#[test]
fn what_was_stored_without_values_is_named() {
    let record = json(&stored(&["--format", "json"]));
    let read: demeanor::guidance::Record<'_> = serde_json::from_value(record).expect("it is a record");
    let bare = serde_json::to_string(&read.without_values()).expect("it serialises");
    let run = replayed(&bare, &rules(|_| ()), &[]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert_all(
        &flat(&run.err),
        &["this record was stored without values", "it cannot be given again"],
        &run.err,
    );
}

#[test]
fn what_is_altered_is_told() {
    let mut record = json(&stored(&["--format", "record"]));
    record["stance"] = json!("pause");
    let run = replayed(&record.to_string(), &rules(|_| ()), &[]);
    assert_eq!(run.status, 1);
    assert_all(&run.out, &["it was \"pause\"", "so what was stored has been altered"], &run.err);
}

/// What is no stored guidance, and what is said of it.
const BROKEN: &[(&str, &[&str])] = &[
    ("", &["error[empty]", "there is nothing in it", "--format record"]),
    ("\n\n", &["error[empty]"]),
    ("{\n  \"facts\": {\n  \"sky.look\": \"clear\",\n}", &["error[bad-json]", ":4:1", "stored.json"]),
    ("{\n \"facts\": {}\n", &["error[bad-json]"]),
    ("{\n  \"sky\": { \"look\": \"clear\" }\n}", &["error[wrong-type]", "this is no stored guidance"]),
    ("not JSON", &["error[bad-json]", "stored.json:1:2"]),
    ("[\n  1\n]", &["error[wrong-type]", "this is no stored guidance"]),
    ("{\n  \"facts\": {}\n}", &["error[wrong-type]", "missing field", "as this version stores it"]),
];

#[test]
fn a_broken_file_is_refused() {
    for (text, said) in BROKEN {
        let run = replayed(text, &rules(|_| ()), &[]);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{text}");
        assert_all(&run.err, said, text);
        let as_json = json(&replayed(text, &rules(|_| ()), &["--format", "json"]).out);
        let faults = as_json.get("faults").unwrap_or(&as_json);
        assert!(faults[0]["code"].is_string(), "{as_json}");
    }
    assert_eq!(run(&["replay", "no/such.jsonl"]).status, 1);
    assert_eq!(run(&["replay"]).status, 2, "a file has to be named");
    let run = run(&["advise", "--what-if", "--format", "record"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_all(&run.err, &["`--what-if` is no part of a record"], &"a record");
}

/// Records of several kinds and lines that are none, each judged by itself.
fn many() -> String {
    let short = stored(&["--format", "record"]);
    let whole = json(&stored(&["--format", "json", "--set", "wasps.many=few"])).to_string();
    let cut = short.get(..short.len() / 2).expect("it is ASCII");
    format!("\u{feff}{short}\n{cut}\n{whole}\n{{ \"sky.look\": \"clear\" }}\n{short}")
}

#[test]
fn many_lines_are_told_together_and_a_bad_one_ends_nothing() {
    let allow = rules(|rules| rules["rules"][0]["permits"] = json!("allow"));
    let run = replayed(&many(), &allow, &[]);
    assert_eq!(run.status, 1);
    assert_all(
        &flat(&run.out),
        &[
            "Of 5 records 1 has the same answer in other words; 2 have another answer; 2 have none, as what is stored",
            "- the layer usual.rules 1.0.0 has other content (3 records)",
            "what was presumed differ - line 4 Line 1: The answer is another one: it was \"let it show\"",
            "Line 6: ",
        ],
        &run.err,
    );
    assert_all(&run.err, &["line 3: ", "line 5: this is no stored guidance"], &"bad lines");

    let run = replayed(&many(), &allow, &["--format", "json"]);
    let lines: Vec<Value> = run.out.lines().map(json).collect();
    let told: Vec<_> = lines.iter().map(|line| (&line["line"], &line["same"])).collect();
    let expected = [(1, Some(false)), (3, None), (4, Some(false)), (5, None), (6, Some(false))];
    assert_eq!(
        told,
        expected
            .map(|(line, same)| (json!(line), json!(same)))
            .iter()
            .map(|(a, b)| (a, b))
            .collect::<Vec<_>>()
    );
    assert_eq!(lines[0]["differs"][0], json!({ "stance": { "was": "welcome", "is": "allow" } }));
    assert_eq!(lines[1]["faults"][0]["code"], "bad-json");

    let words = rules(|rules| rules["rules"][0]["because"] = json!("It is nice there."));
    let run = replayed(&many(), &words, &[]);
    let first = "Of 5 records 3 have the same answer in other words; 2 have none, as what is stored cannot be given again.";
    let told = flat(&run.out);
    assert!(told.starts_with(first) && told.ends_with("what was presumed differ - line 1, 4, 6"), "{told}");

    let run = replayed(&stored(&["--format", "record"]).repeat(30), &rules(|_| ()), &[]);
    let all = "Of 30 records every one has the answer that was stored, word for word.\n";
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, all, ""));
    let run = replayed(&stored(&["--format", "record"]).repeat(30), &allow, &[]);
    assert_all(&run.out, &["Line 20: ", "And 10 more have another answer"], &run.status);
    assert_eq!(run.status, 1, "an answer that differs is told by the exit status");
    assert!(!run.out.contains("Line 21: "), "{}", run.out);
}
