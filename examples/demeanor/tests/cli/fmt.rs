//! `fmt`: rule sets in their canonical layout.

use crate::harness::{RIVERSIDE, Scratch, answer, assert_all, at, run, run_with};
use std::fs;

const HASTY: &str = r#"{"version":"1.0.0","title":"Ours","id":"a.b","format":1}"#;
const FORMATTED: &str =
    "{\n  \"format\": 1, \"id\": \"a.b\", \"version\": \"1.0.0\", \"title\": \"Ours\"\n}\n";
const FAULTY: &str = r#"{"version":"1.0.0","titel":"Ours","id":"a.b","format":1}"#;

#[test]
fn files_are_formatted_in_place() {
    let scratch = Scratch::new();
    let (hasty, done) = (scratch.file("hasty.json", HASTY), scratch.file("done.json", FORMATTED));
    let told = run(&["fmt", &hasty, &done, "--check"]);
    assert_eq!((told.status, told.err.as_str()), (1, ""));
    assert_eq!(told.out, format!("{hasty} is not formatted.\n`demeanor fmt FILE` formats a file.\n"));
    assert_eq!(fs::read_to_string(&hasty).expect("it is there"), HASTY, "`--check` changes nothing");

    assert_eq!(answer(&["fmt", &hasty, &done]), format!("{hasty} is formatted now.\n"));
    assert_eq!(fs::read_to_string(&hasty).expect("it is there"), FORMATTED);
    assert_eq!(answer(&["fmt", &hasty, &done]), "");
    assert_eq!(answer(&["fmt", &hasty, "--check"]), "");
    assert_eq!(scratch.names(), ["done.json", "hasty.json"], "nothing else is left behind");
}

#[test]
fn a_faulty_file_is_told_and_left_as_it_is() {
    let scratch = Scratch::new();
    let (faulty, hasty) = (scratch.file("faulty.json", FAULTY), scratch.file("hasty.json", HASTY));
    let refused = run(&["fmt", &faulty, "no/such.json", &hasty]);
    assert_eq!((refused.status, refused.out), (1, format!("{hasty} is formatted now.\n")));
    assert_all(
        &refused.err,
        &["error[unknown-field]", "did you mean `title`?", "error[unreadable]", "no/such.json"],
        &faulty,
    );
    assert_eq!(fs::read_to_string(&faulty).expect("it is there"), FAULTY);
    assert_eq!(fs::read_to_string(&hasty).expect("it is there"), FORMATTED);
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    for args in [&["fmt"][..], &["fmt", "-"]] {
        let formatted = run_with(args, HASTY);
        assert_eq!((formatted.status, formatted.out.as_str(), formatted.err.as_str()), (0, FORMATTED, ""));
    }
    assert_eq!(run_with(&["fmt", "--check"], HASTY).status, 1);
    assert_eq!(run_with(&["fmt", "--check"], FORMATTED).status, 0);
    let refused = run_with(&["fmt"], FAULTY);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
}

#[test]
fn the_rules_that_ship_pass() {
    let rules = fs::read_dir(at("rules")).expect("the folder is there");
    let paths = rules.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    let paths: Vec<String> = paths.map(|path| path.display().to_string()).collect();
    let mut args = vec!["fmt", "--check", RIVERSIDE];
    args.extend(paths.iter().map(String::as_str));
    assert!(args.len() > 20);
    assert_eq!(answer(&args), "");
}

/// What may not be written to stays as it is, and so does a file with several names: one of them would be left behind.
#[cfg(unix)]
#[test]
fn files_that_are_protected_stay_as_they_are() {
    let scratch = Scratch::new();
    let locked = scratch.file("locked.json", HASTY);
    let mut permissions = fs::metadata(&locked).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).expect("it is ours");
    let linked = scratch.file("linked.json", HASTY);
    fs::hard_link(&linked, scratch.path("other.json")).expect("it can be linked");
    for (path, why) in [(&locked, "read-only"), (&linked, "several names")] {
        let refused = run(&["fmt", path]);
        assert!(refused.status == 1 && refused.err.contains(why), "{}", refused.err);
        assert_eq!(fs::read_to_string(path).expect("it is there"), HASTY);
    }
}

/// Which schema a document follows is for editors: it is kept, first, and counts for nothing else.
#[test]
fn the_schema_that_a_document_names_is_kept() {
    let named = HASTY.replacen('{', r#"{"$schema":"rule-set.json","#, 1);
    let formatted = run_with(&["fmt"], &named);
    assert_eq!(
        formatted.out,
        FORMATTED.replacen("{\n  ", "{\n  \"$schema\": \"rule-set.json\", ", 1),
        "{}",
        formatted.err
    );
}
