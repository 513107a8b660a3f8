//! `new`: a rule set to begin with.

use crate::harness::{Scratch, answer, assert_all, json, run};
use std::fs;

#[test]
fn a_starter_passes_every_check() {
    let scratch = Scratch::new();
    let path = scratch.path("clinic.json");
    assert_all(&answer(&["new", &path]), &["clinic.json is there", "demeanor check "], &path);
    let checked = answer(&["check", &path, "--deny", "warnings"]);
    assert_all(&checked, &["[yourclinic.expression, draft]", "3 run, all met", "\nAll is well: "], &path);
    assert_eq!(answer(&["fmt", &path, "--check"]), "");
    assert_eq!(
        answer(&["new"]),
        fs::read_to_string(&path).expect("it is there"),
        "without a file it is shown"
    );
}

#[test]
fn it_takes_the_name_that_is_given() {
    let text = answer(&["new", "--id", "hill_house.own", "--title", "Hill House: \"our\" way"]);
    let (starter, named) = (json(&answer(&["new"])), json(&text));
    assert_eq!(
        (&named["id"], &named["title"]),
        (&"hill_house.own".into(), &"Hill House: \"our\" way".into())
    );
    assert_eq!(named["extends"], serde_json::json!({ "id": "demeanor.standard", "version": "2" }));
    for key in ["facts", "terms", "actions", "rules", "safeguards", "cases"] {
        assert!(starter[key].as_array().is_some_and(|list| !list.is_empty()), "it shows {key}");
        assert_eq!(named[key], starter[key]);
    }
}

#[test]
fn nothing_is_overwritten() {
    let scratch = Scratch::new();
    let path = scratch.file("mine.json", "mine");
    let refused = run(&["new", &path]);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert_all(&refused.err, &["error[unwritable]", "there already", "help: name another"], &path);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "mine");
}

#[test]
fn a_name_that_cannot_be_is_refused_and_nothing_written() {
    let scratch = Scratch::new();
    for (args, said) in [
        (["--id", "Hill House"], "error[bad-name]"),
        (["--id", "demeanor.standard"], "error["),
        (["--title", " "], "this text is empty"),
    ] {
        let path = scratch.path("new.json");
        let refused = run(&["new", &path, args[0], args[1]]);
        assert_eq!((refused.status, refused.out.as_str()), (1, ""), "{args:?}");
        assert_all(&refused.err, &[said], &args);
    }
    assert!(scratch.names().is_empty());
}
