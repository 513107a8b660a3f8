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
    let rule_set = json(&run(&["cases", TINY, "--only", "--from", &table]).out);
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
        "id,title,lamp.lit,stance\r\n\r\nx,X,true,welcome\r\n\r\ny,Y,perhaps,welcome\r\n",
        &["cases.csv:5", "column `lamp.lit`, `perhaps`: `lamp.lit` is a flag"],
    ),
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
    // What a spreadsheet puts above and beside the names, and what people call them.
    (
        "Our cases,,,\n\nid,title,lamp.lit,stance\nx,X,true,welcome\n",
        &["cases.csv:1", "the names of the columns stand only in line 3", "take out what stands above them"],
    ),
    ("id,title,lamp.lit,stance,\nx,X,true,welcome,more\n", &["cases.csv:2", "`more` stands under no column"]),
    (
        "sep=;\nid;title;lamp.lit;stance\nx;X;perhaps;welcome\n",
        &["cases.csv:3", "column `lamp.lit`, `perhaps`"],
    ),
    ("id,title,lamp.lit,stance\n", &["cases.csv:1", "this table has no cases"]),
    ("{ \"format\": 1 }\n", &["this is a rule set or a situation, not a table", "`--from` takes a table"]),
    // Values as spreadsheets and people write them.
    (
        "id,title,lamp.lit,stance\nx,X,WAHR,welcome\n",
        &["column `lamp.lit`, `WAHR`: `lamp.lit` is a flag", "help: write `true`\n"],
    ),
    (
        "id,title,lamp.hours,stance\nx,X,\"12,0\",welcome\n",
        &["column `lamp.hours`, `12,0`: `lamp.hours` is a count", "help: write `12`\n"],
    ),
    (
        "id,title,lamp.hours,stance\nx,X,#NAME?,welcome\n",
        &["column `lamp.hours`, `#NAME?`:", "a spreadsheet writes this for a formula"],
    ),
    ("id,title,lamp.hours,stance\nx,X,unknown,welcome\n", &["help: leave out what is not known\n"]),
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

/// Facts by their labels, and several options parted as people part them.
#[test]
fn words_of_people_in_a_table_are_told_as_ids() {
    for (given, parts) in [
        (
            "id,title,Feeling,stance\nx,X,sadness,welcome\n",
            &["cases.csv:1", "`Feeling` is the label of `expression.emotion`", "write `expression.emotion`"]
                [..],
        ),
        (
            "id,title,expression.form,stance\nx,X,\"tears, voice\",welcome\n",
            &[
                "cases.csv:2",
                "column `expression.form`, `tears, voice`:",
                "part them by semicolons: `tears; voice`",
            ],
        ),
        (
            "id,title,expression.emotion,stance\nx,X,sadness and anger,welcome\n",
            &["column `expression.emotion`", "it has one value: make a case of each"],
        ),
    ] {
        let scratch = Scratch::new();
        let refused = run(&["cases", RIVERSIDE, "--from", &scratch.file("cases.csv", given)]);
        assert_eq!((refused.status, refused.out.as_str()), (1, ""), "{given}");
        assert_all(&refused.err.replace("\n      ", " "), parts, &given);
        assert!(!refused.err.contains('#'), "{}", refused.err);
    }
}

/// Columns that a spreadsheet left empty, and its line about what parts the cells, are no cases and no faults.
#[test]
fn what_spreadsheets_add_is_passed_over() {
    let scratch = Scratch::new();
    let table =
        scratch.file("cases.csv", "\u{feff}sep=;\r\nid;title;lamp.lit;stance;;\r\nx;X;true;welcome;;\r\n");
    let rule_set = json(&run(&["cases", TINY, "--only", "--from", &table]).out);
    let case = serde_json::json!({ "id": "x", "title": "X", "situation": { "lamp.lit": true }, "expect": { "stance": ["welcome"] } });
    assert_eq!(rule_set["cases"], serde_json::json!([case]));
}

/// Cases that a table has no more are not lost without a word.
#[test]
fn cases_that_are_not_in_the_table_are_told() {
    let scratch = Scratch::new();
    let table = scratch.path("cases.csv");
    answer(&["cases", RIVERSIDE, "--output", &table]);
    let all = text(&table);
    let mut lines = all.split_inclusive('\n');
    let fewer: String = lines.by_ref().take(2).collect();
    let id = lines.next().and_then(|line| line.split(',').next()).expect("there is another case");
    let table = scratch.file("fewer.csv", &fewer);
    let again = scratch.path("again.json");
    let told = answer(&["cases", RIVERSIDE, "--from", &table, "--output", &again]).replace('\n', " ");
    assert_all(&told, &["is written. Of ", "not in the table: ", &format!("`{id}`")], &fewer);
    let shown = run(&["cases", RIVERSIDE, "--from", &table]);
    assert_eq!((shown.status, shown.out), (0, text(&again)));
    assert_all(&shown.err, &["not in the table: "], &fewer);
}

/// No file is given a name by which another program would take it for what it is not.
#[test]
fn endings_of_other_programs_are_refused() {
    let scratch = Scratch::new();
    let table = scratch.path("cases.csv");
    answer(&["cases", TINY, "--only", "--output", &table]);
    for (args, name, help) in [
        (&["cases", TINY, "--only"][..], "cases.xlsx", "name it `.csv`"),
        (&["cases", TINY, "--only"], "cases.json", "name it `.csv`"),
        (&["cases", TINY, "--only", "--from", &table], "new.csv", "name it `.json`"),
        (&["render", TINY, "--only"], "handbook.docx", "name it `.html`"),
        (&["render", TINY, "--only"], "handbook.PDF", "name it `.html`"),
    ] {
        let path = scratch.path(name);
        let refused = run(&[args, &["--output", &path]].concat());
        assert_eq!((refused.status, refused.out.as_str()), (1, ""), "{name}");
        assert_all(&refused.err, &["error[unwritable]", "by its ending this would be", help], &name);
    }
    assert_eq!(scratch.names(), ["cases.csv"]);
}
