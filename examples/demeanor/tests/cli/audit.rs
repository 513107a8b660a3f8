//! `audit`: many recorded situations.

use crate::harness::{RIVERSIDE, Run, at, run, run_with};
use serde_json::{Value, json};
use std::fs;

/// The situations of the examples, a line each.
fn recorded() -> Vec<Value> {
    let files = fs::read_dir(at("examples/situations")).expect("they are there");
    let mut paths: Vec<_> = files.map(|file| file.expect("it is a file").path()).collect();
    paths.sort();
    let read =
        |path| serde_json::from_str(&fs::read_to_string(path).expect("it is text")).expect("it is JSON");
    paths.into_iter().map(read).collect()
}

fn lines(records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
    lines.join("\n") + "\n"
}

fn json_lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// What `advise` says of one.
fn advised(record: &Value, rules: &[&str]) -> Value {
    let args: Vec<&str> = ["advise", "-", "--format", "json"].iter().chain(rules).copied().collect();
    let run = run_with(&args, &record.to_string());
    serde_json::from_str(&run.out).expect("it is JSON")
}

#[test]
fn stances_are_those_of_advise() {
    let records = recorded();
    let audited = json_lines(&run_with(&["audit", "-", "--each", "jsonl"], &lines(&records)));
    assert_eq!(audited.len(), records.len());
    for (number, (record, audited)) in records.iter().zip(&audited).enumerate() {
        let guidance = advised(record, &[]);
        assert_eq!(
            (&audited["line"], &audited["stance"]),
            (&json!(number + 1), &guidance["stance"]),
            "{record}"
        );
        let decide = |reason: &&Value| {
            let vote = if reason["permits"].is_null() { &reason["at_least"] } else { &reason["permits"] };
            reason["kind"] == "rule" && *vote == guidance["stance"]
        };
        let reasons = guidance["reasons"].as_array().expect("a list").iter().filter(decide);
        let mut deciding: Vec<&str> = reasons.filter_map(|reason| reason["rule"].as_str()).collect();
        deciding.sort_unstable();
        assert_eq!(audited["deciding"], json!(deciding), "{record}");
    }
}

#[test]
fn the_summary_counts() {
    let records =
        [json!({ "therapist.fitness": "impaired" }), json!({}), json!({ "therapist.fitness": "impaired" })];
    let run = run_with(&["audit", "-", "--format", "json", "--cores", "2"], &lines(&records));
    let summary: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(
        (run.status, &summary["records"], &summary["bad_lines"]),
        (0, &json!(3), &json!(0)),
        "{}",
        run.err
    );
    let pauses = advised(&records[0], &[])["stance"] == "pause";
    let counted = summary["stances"].as_array().expect("a list");
    assert_eq!(counted.iter().filter_map(|each| each["records"].as_u64()).sum::<u64>(), 3);
    assert!(pauses && counted[0] == json!({ "name": "pause", "records": 2 }), "{summary}");
    let unknown = summary["commonest_unknown"][0].clone();
    assert_eq!(unknown["records"], 3, "{summary}");
    let unused = summary["never_used"].as_array().expect("a list");
    let decisive = summary["most_decisive"].as_array().expect("a list");
    assert!(decisive.iter().all(|rule| !unused.contains(&rule["name"])), "{summary}");
}

#[test]
fn bad_lines_are_named_and_skipped_or_end_it() {
    let input = "{}\nnot JSON\n\n{ \"client.age_band\": \"adutl\" }\n{ \"client.age_band\": \"adult\" }\n";
    let skipped = run_with(&["audit", "-", "--each", "jsonl"], input);
    let answered: Vec<Value> = json_lines(&skipped).iter().map(|line| line["line"].clone()).collect();
    assert_eq!((skipped.status, answered), (0, vec![json!(1), json!(5)]), "{}", skipped.err);
    for said in ["line 2: ", "line 4: `client.age_band` has no option `adutl`", "2 bad lines"] {
        assert!(skipped.err.contains(said), "{said}: {}", skipped.err);
    }
    let stopped = run_with(&["audit", "-", "--bad-lines", "stop"], input);
    assert!(
        stopped.status == 1 && stopped.err.contains("line 2: ") && !stopped.err.contains("line 4"),
        "{}",
        stopped.err
    );
}

#[test]
fn facts_that_cannot_be_together_are_a_bad_line() {
    let clash = json!({ "expression.form": ["touch"], "setting.channel": "phone" });
    let run = run_with(&["audit", "-"], &lines(&[clash]));
    assert!(run.err.contains("line 1: these facts cannot be together"), "{}", run.err);
}

#[test]
fn a_table_is_read_as_lines_are() {
    let path = std::env::temp_dir().join(format!("demeanor-audit-{}.csv", std::process::id()));
    let table = "expression.emotion,expression.form,client.feeling\nsadness,tears;voice,\n\"anger\",-,sad\n";
    fs::write(&path, table).expect("it can be written");
    let from_table = run(&["audit", path.to_str().expect("it is text"), "--each", "csv"]);
    fs::remove_file(&path).expect("it was written");
    let records = [
        json!({ "expression.emotion": "sadness", "expression.form": ["tears", "voice"] }),
        json!({ "expression.emotion": "anger", "expression.form": [], "client.feeling": "sad" }),
    ];
    let from_lines = run_with(&["audit", "-", "--each", "csv"], &lines(&records));
    // The table has a header, so that its records begin a line later.
    let answers = |run: &Run| -> Vec<String> {
        run.out.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.1.to_owned())).collect()
    };
    assert_eq!(answers(&from_table).len(), 2, "{}", from_table.err);
    assert_eq!(answers(&from_table), answers(&from_lines));
}

#[test]
fn another_rule_set_is_compared_with() {
    let records = recorded();
    let both =
        json_lines(&run_with(&["audit", "-", "--each", "jsonl", "--against", RIVERSIDE], &lines(&records)));
    let differing = both.iter().filter(|line| line["stance"] != line["against"]).count();
    for (record, line) in records.iter().zip(&both) {
        assert_eq!(line["against"], advised(record, &["--rules", RIVERSIDE])["stance"], "{record}");
    }
    let run = run_with(&["audit", "-", "--format", "json", "--against", RIVERSIDE], &lines(&records));
    let summary: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(summary["against"]["differing"], differing, "{summary}");
    let first = both.iter().find(|line| line["stance"] != line["against"]).map(|line| line["line"].clone());
    assert_eq!(summary["against"]["first_lines"].get(0).cloned(), first, "{summary}");
}
