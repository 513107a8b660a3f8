//! `cases`: the cases of a rule set as a table, and a table read into a rule set.

use crate::harness::{RIVERSIDE, Scratch, TINY, answer, assert_all, at, json, run};
use serde_json::Value;
use std::fs;

/// Rule sets with cases of every kind.
const RULE_SETS: &[(&str, bool)] = &[
    (RIVERSIDE, false),
    (TINY, true),
    ("examples/demeanor/tests/cli/unmet.json", true),
    ("examples/demeanor/tests/cli/markup.json", true),
];

fn only(is_alone: bool) -> &'static [&'static str] {
    if is_alone { &["--only"] } else { &[] }
}

fn text(path: &str) -> String {
    fs::read_to_string(at(path)).expect("it is there")
}

/// Out and in again nothing is lost: the rest of the rule set is as it was, and so is what its cases come to.
#[test]
fn a_table_holds_all_of_the_cases() {
    for (path, is_alone) in RULE_SETS {
        let scratch = Scratch::new();
        let (table, again) = (scratch.path("cases.csv"), scratch.path("again.json"));
        answer(&[&["cases", path, "--output", &table], only(*is_alone)].concat());
        answer(&[&["cases", path, "--from", &table, "--output", &again], only(*is_alone)].concat());
        let (mut before, mut after) = (json(&text(path)), json(&text(&again)));
        assert_eq!(
            before["cases"].as_array().map(Vec::len),
            after["cases"].as_array().map(Vec::len),
            "{path}"
        );
        let came_to = |path: &str| {
            let checked = json(&run(&[&["check", path, "--format", "json"], only(*is_alone)].concat()).out);
            let cases = checked["cases"].as_array().cloned().unwrap_or_default().into_iter();
            let kept = |case: &Value| {
                ["case", "title", "because", "situation", "compared", "unmet"].map(|key| case[key].clone())
            };
            cases.map(|case| kept(&case)).collect::<Vec<_>>()
        };
        assert_eq!(came_to(path), came_to(&again), "{path}");
        for whole in [&mut before, &mut after] {
            whole.as_object_mut().expect("an object").remove("cases");
        }
        assert_eq!(before, after, "{path}");
        let (first, second) = (text(&table), answer(&[&["cases", &*again], only(*is_alone)].concat()));
        assert_eq!(first.trim_start_matches('\u{feff}'), second, "{path}");
    }
}

/// With a byte-order mark, semicolons, capitals, empty rows, and what would be a formula.
#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    let scratch = Scratch::new();
    let given = "\u{feff}id;title;#note;lamp.lit;stance;at_most\r\nlit-2;\"Lit; and warm\";mine;TRUE; welcome ;\r\n;;;;;\r\ndark-2;'=Dark;;false;\"moderate; refrain\";pause\r\n";
    let table = scratch.file("cases.csv", given);
    let rule_set = json(&answer(&["cases", TINY, "--only", "--from", &table]));
    assert_eq!(
        rule_set["cases"],
        serde_json::json!([
            { "id": "lit-2", "title": "Lit; and warm", "situation": { "lamp.lit": true }, "expect": { "stance": ["welcome"] } },
            { "id": "dark-2", "title": "=Dark", "situation": { "lamp.lit": false },
              "expect": { "stance": ["moderate", "refrain"], "at_most": "pause" } },
        ])
    );
}

/// What is wrong with a table, with its line, its column and what stands there.
const REFUSED: &[(&str, &[&str])] = &[
    (
        "id,title,lamp.lid,stance\nx,X,true,welcome\n",
        &["cases.csv:1", "`lamp.lid` is no fact", "did you mean `lamp.lit`? Or begin its name with `#`"],
    ),
    (
        "id,lamp.lit,lamp.lit,stance\nx,true,true,welcome\n",
        &["two columns are called `lamp.lit`", "no column is called `title`"],
    ),
    ("", &["cases.csv:1", "no column is called `id`"]),
    (
        "id,title,lamp.lit,stance\nx,X,perhaps,welcome\n",
        &["cases.csv:2", "column `lamp.lit`, `perhaps`: `lamp.lit` is a flag"],
    ),
    (
        "id,title,lamp.lit,stance\nx,X,true,welcome\ny,Y,true,welcom\n",
        &["cases.csv:3", "column `stance`, `welcom`:", "did you mean `welcome`?"],
    ),
    ("id,title,lamp.lit,stance\nx,X,true,welcome\nx,Y,true,welcome\n", &["cases.csv:3", "column `id`, `x`:"]),
    ("id,title,lamp.lit,stance\nx,X,true,\n", &["cases.csv:2", "nothing is expected here"]),
    ("id,title,lamp.lit,stance\nx,X,true,welcome,more\n", &["cases.csv:2", "`more` stands under no column"]),
    (
        "id,title,stands,stance\nx,,light-show,welcome\ny,Y,light-show,welcome\n",
        &["cases.csv:2", "`title` is missing here"],
    ),
    (
        "id,title,stands,stance\nx,X,light-show,welcome\n",
        &["cases.csv:2", "column `stands`, `light-show`:", "did you mean `light-shows`?"],
    ),
];

#[test]
fn what_is_wrong_with_a_table_is_told_by_line_and_column() {
    for (given, parts) in REFUSED {
        let scratch = Scratch::new();
        let table = scratch.file("cases.csv", given);
        let refused = run(&["cases", TINY, "--only", "--from", &table]);
        assert_eq!((refused.status, refused.out.as_str()), (1, ""), "{given}");
        assert_all(&refused.err, parts, given);
    }
}

#[test]
fn nothing_is_overwritten() {
    let scratch = Scratch::new();
    let mine = scratch.file("mine.csv", "mine\n");
    for args in [&["cases", TINY, "--only", "--output", &mine][..], &["cases", RIVERSIDE, "--output", &mine]]
    {
        let refused = run(args);
        assert!(refused.status == 1 && refused.err.contains("is there already"), "{}", refused.err);
    }
    assert_eq!(text(&mine), "mine\n");
    let refused = run(&["cases", &mine]);
    assert!(refused.status == 1 && refused.err.contains("error["), "{}", refused.err);
}
