//! `audit`: many recorded situations.

use crate::harness::{RIVERSIDE, Run, at, run, run_with};
use serde_json::{Value, json};
use std::fs;

/// The situations of the examples, a line each.
pub(crate) fn recorded() -> Vec<Value> {
    let files = fs::read_dir(at("examples/situations")).expect("they are there");
    let mut paths: Vec<_> = files.map(|file| file.expect("it is a file").path()).collect();
    paths.sort();
    let read =
        |path| serde_json::from_str(&fs::read_to_string(path).expect("it is text")).expect("it is JSON");
    paths.into_iter().map(read).collect()
}

pub(crate) fn lines(records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
    lines.join("\n") + "\n"
}

pub(crate) fn json_lines(run: &Run) -> Vec<Value> {
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

/// What is said of a table that holds these lines.
fn table(name: &str, lines: &[&str]) -> Run {
    let path = std::env::temp_dir().join(format!("demeanor-table-{}-{name}", std::process::id()));
    fs::write(&path, lines.join("\n")).expect("it can be written");
    let run = run(&["audit", path.to_str().expect("it is text"), "--each", "csv"]);
    fs::remove_file(&path).expect("it was written");
    run
}

/// The answers to the records of a table, without their lines.
fn answers(run: &Run) -> Vec<&str> {
    run.out.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.1)).collect()
}

#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    let plain = ["expression.emotion,client.feeling,therapist.shaken", "sadness,sad,true", "anger,,false"];
    let known = |run: &Run| (run.status, answers(run).len(), run.err.contains("bad lines"));
    let first = table("plain.csv", &plain);
    assert_eq!(known(&first), (0, 2, false), "{}", first.err);
    let variants: [(&str, Vec<String>); 5] = [
        ("semicolons.csv", plain.map(|line| line.replace(',', ";")).to_vec()),
        ("tabs.tsv", plain.map(|line| line.replace(',', "\t")).to_vec()),
        ("spaces.csv", plain.map(|line| line.replace(',', ", ")).to_vec()),
        ("capitals.csv", plain.map(|line| line.replace("true", "TRUE").replace("false", "False")).to_vec()),
        ("mark.csv", vec![format!("\u{feff}{}\r", plain[0]), format!("{}\r", plain[1]), plain[2].into()]),
    ];
    for (name, lines) in variants {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let run = table(name, &lines);
        assert_eq!(answers(&run), answers(&first), "{name}: {}", run.err);
    }
}

#[test]
fn a_header_is_looked_at_once() {
    let refused = |lines: &[&str], said: &[&str]| {
        let run = table("header.csv", lines);
        assert_eq!((run.status, run.out.lines().count()), (1, 0), "{}", run.err);
        for said in said {
            assert!(run.err.contains(said), "{said}: {}", run.err);
        }
    };
    refused(
        &["client.age_bnad,note", "adult,x"],
        &["did you mean `client.age_band`?", "`note`", "begin its name with `#`", ":1"],
    );
    refused(
        &["expression.emotion,expression.emotion", "anger,sadness"],
        &["two columns are called `expression.emotion`"],
    );
    refused(&["", "anger"], &["no column names a fact"]);
    refused(&["expression.emotion\ranger\rsadness\r"], &["carriage returns alone", ":1"]);
    refused(&["\"expression.emotion", "\",#note", "anger,"], &["a quote is not closed", ":1"]);
    let passed_over = table("passed.csv", &["#id,expression.emotion", "17,anger"]);
    assert_eq!((passed_over.status, answers(&passed_over).len()), (0, 1), "{}", passed_over.err);
}

/// Whatever ends lines and stands between rows, a row is told by the line that it begins on.
#[test]
fn rows_are_told_by_the_lines_that_they_begin_on() {
    const BAD: &str = "adutl";
    let tables: [(&[&str], &[u64]); 6] = [
        (&["client.age_band", "adult", BAD, BAD], &[3, 4]),
        (&["client.age_band\r", "adult\r", "adutl\r", "adutl\r"], &[3, 4]),
        (&["client.age_band", "", "", BAD, "", BAD], &[4, 6]),
        (&["client.age_band\r", "\r", "adult\r", "\r", "adutl\r"], &[5]),
        (&["client.age_band,#note", "adult,\"two", "", "lines\"", "adutl,"], &[5]),
        (&["client.age_band,#note", "", "adult,a \"word\" in it", "adult,", "adutl,\"\""], &[3, 5]),
    ];
    for (lines, bad) in tables {
        let run = table("lines.csv", lines);
        let said = run.err.lines().filter_map(|line| line.strip_prefix("line ")?.split_once(':'));
        let said: Vec<u64> = said.filter_map(|(line, _)| line.parse().ok()).collect();
        assert_eq!(said, bad, "{lines:?}: {}", run.err);
    }
}

#[test]
fn what_is_wrong_in_a_table_is_told_by_line_and_column() {
    let run = table(
        "bad.csv",
        &["expression.emotion,client.age_band", "anger,adutl", "anger", "\"an\"ger,adult", "anger,adult"],
    );
    let told = [
        "line 2: column `client.age_band`: `adutl`: `client.age_band` has no option `adutl`; did you mean `adult`?",
        "line 3: there are 1 cells, and 2 columns",
        "line 4: a quote stands in the middle of a cell",
        "3 bad lines",
    ];
    let err = run.err.replace('\n', " ");
    for said in told {
        assert!(err.contains(said), "{said}: {err}");
    }
    assert_eq!((run.status, answers(&run).len()), (0, 1), "{}", run.err);
    let nothing = table("nothing.csv", &["expression.emotion", "angry"]);
    assert_eq!(nothing.status, 1, "{}", nothing.err);
    assert!(!nothing.err.contains("never used"), "{}", nothing.err);
    assert_eq!(run_with(&["audit", "-"], "no\n").status, 1);
}

/// However long a line is, no more of it is held than a record may have.
#[test]
fn endless_lines_are_passed_over() {
    let long = format!("{{ \"client.age_band\": \"{}\" }}\n{{}}\n", "a".repeat(3 << 20));
    let run = run_with(&["audit", "-", "--each", "csv"], &long);
    assert!(run.err.contains("line 1: this line is longer than 1048576 bytes"), "{}", run.err);
    assert_eq!((run.status, answers(&run).len()), (0, 1), "{}", run.err);
    let open = format!("\"{}", "a\n".repeat(1 << 20));
    let run = table("open.csv", &["expression.emotion", "anger", &open]);
    assert!(run.err.contains("perhaps a quote is not closed"), "{}", run.err);
    assert_eq!((run.status, answers(&run).len()), (0, 1), "{}", run.err);
}

const USUAL: &str = "examples/demeanor/tests/cli/usual.json";

/// Records, and how each is judged with what is usual taken to be so, and with nothing presumed.
const PRESUMED: &[(&str, &str, &str)] = &[
    (r#"{ "sky.look": "clear" }"#, "welcome", "moderate"),
    (r#"{ "sky.look": "clear", "wasps.many": "few" }"#, "refrain", "refrain"),
    (r#"{ "sky.look": "clear", "wasps.many": "none", "grass.wet": false }"#, "welcome", "welcome"),
];

#[test]
fn what_is_usual_is_taken_to_be_so_unless_nothing_is_to_be_presumed() {
    let records: Vec<&str> = PRESUMED.iter().map(|(record, ..)| *record).collect();
    let records = records.join("\n");
    let rules = ["audit", "-", "--rules", USUAL, "--only"];
    let judged = |more: &[&str]| {
        let run = run_with(&[&rules[..], &["--each", "jsonl"], more].concat(), &records);
        json_lines(&run)
            .iter()
            .map(|line| line["stance"].as_str().expect("a stance").to_owned())
            .collect::<Vec<_>>()
    };
    let expected = |of: fn(&(&str, &'static str, &'static str)) -> &'static str| {
        PRESUMED.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(judged(&[]), expected(|(_, usual, _)| usual));
    assert_eq!(judged(&["--presume", "none"]), expected(|(.., strict)| strict));
    let told = run_with(&rules, &records).out;
    assert!(told.contains("What is usual was taken to be so"), "{told}");
    let told = run_with(&[&rules[..], &["--presume", "none"]].concat(), &records).out;
    assert!(told.contains("Nothing was presumed"), "{told}");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_it_is_said_how_to_have_it() {
    for args in [&["audit", "records.parquet"][..], &["audit", "-", "--each", "parquet"]] {
        let run = run_with(args, "{}\n");
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{}", run.err);
        let told = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("error[not-built]: this program was built without Parquet"), "{told}");
        assert!(told.contains("cargo install --path examples/demeanor --features parquet"), "{told}");
    }
}
