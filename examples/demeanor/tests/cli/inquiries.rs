//! `advise --why`, `--what-if` and `--full`: what decided it, what would change it, what bears on the advice alone; and
//! `compare`.

use crate::harness::{RIVERSIDE, Scratch, TINY, answer, assert_all, at, json, run};
use std::fs;

const CONTROL_LOST: &str = "examples/situations/control-lost.json";

/// Arguments, and parts of what is printed.
const ADVISED: &[(&[&str], &[&str])] = &[
    (
        &["advise", CONTROL_LOST, "--why"],
        &[
            "Decided by\n- The showing: happening now; Feeling: helplessness or despair; Strength of the feeling:\n",
            "made no difference to the stance.)\n",
        ],
    ),
    (
        &["advise", CONTROL_LOST, "--what-if"],
        &["What would change it\nhold back       if Strength of the feeling: ", "; Control: "],
    ),
    (
        &["advise", CONTROL_LOST, "--full", "--presume", "none"],
        &["Would change the advice only\n- ", " actions)  ["],
    ),
    (
        &["advise", "--rules", TINY, "--only", "--set", "lamp.lit=yes", "--why"],
        &["What keeps it from being laxer\nNothing that is known"],
    ),
];

#[test]
fn what_is_asked_for_is_added() {
    for (args, parts) in ADVISED {
        assert_all(&answer(args), parts, args);
    }
}

#[test]
fn as_json_it_stands_beside_the_guidance() {
    let given = json(&answer(&["advise", CONTROL_LOST, "--what-if", "--format", "json"]));
    assert_eq!(given["guidance"]["stance"], "pause");
    assert_eq!(given["what_would_change"].as_array().map(Vec::len), Some(4));
    let given = json(&answer(&["advise", CONTROL_LOST, "--why", "--format", "json"]));
    assert_eq!(given["decided_by"].as_array().map(Vec::len), Some(2));
    let given = json(&answer(&["advise", CONTROL_LOST, "--format", "json"]));
    assert!(given["decided_by"].is_null());
}

#[test]
fn a_rule_set_is_compared_with_another() {
    let told = answer(&["compare", "standard", RIVERSIDE]);
    let parts = [
        "Something is loosened or removed: major.\n",
        "New       riverside.expression ",
        " over demeanor.standard ",
        "\nLooser\n",
        "\nStricter\n",
        "of situations\n",
        "      for example: \"",
        "major   rule `reserved-frame`: is gone\n",
        "minor   rule `seen-by-the-training-group`: is new\n",
    ];
    assert_all(&told, &parts, &"compare");
    // What decides comes first, and what it comes to is short enough to be read.
    let places = ["\nBy name\n", "\nLooser\n", "\nStricter\n", "\nOther advice"].map(|part| told.find(part));
    assert!(places.is_sorted() && told.lines().count() <= 90, "{places:?} of {} lines", told.lines().count());
    let papers = answer(&["compare", "standard", RIVERSIDE, "--format", "markdown"]);
    assert_all(
        &papers,
        &["# What changes\n", "## Stances\n", "| major | rule `reserved-frame`: is gone |\n"],
        &"papers",
    );
    let data = json(&answer(&["compare", "standard", RIVERSIDE, "--format", "json"]));
    assert_eq!((&data["level"], &data["claim_holds"]), (&"major".into(), &serde_json::Value::Null));
}

/// Three small edits are told as such, before what they come to.
#[test]
fn edits_are_told_as_they_are_written() {
    let scratch = Scratch::new();
    let before = fs::read_to_string(at(RIVERSIDE)).expect("it is there");
    let after = before
        .replace("\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"")
        .replace("\"at_least\": 5 ", "\"at_least\": 4 ")
        .replace(
            "\"relationship.sessions\": { \"at_least\": 6 }",
            "\"relationship.sessions\": { \"at_least\": 4 }",
        )
        .replace("\"should\": [\"tell_them_who_saw\"]", "\"must\": [\"tell_them_who_saw\"]");
    let next = scratch.file("next.json", &after);
    let told = run(&["compare", RIVERSIDE, &next]);
    let parts = [
        "\nWritten otherwise\nrule `seen-by-the-training-group`\n",
        "rule `tears-with-the-bereaved`\n    was:  when: Sessions together: 6 or more\n    is:   when: Sessions together: 4 or more\n",
        "term `heavy_day`\n    was:  when: Sessions before this one: 5 or more\n    is:   when: Sessions before this one: 4 or more\n",
    ];
    assert_all(&told.out, &parts, &told.err);
    let written = told.out.split("\nWritten otherwise\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    assert_eq!(written.map(|written| written.matches('`').count()), Some(6), "{}", told.out);
    let papers = run(&["compare", RIVERSIDE, &next, "--format", "markdown"]).out;
    assert_all(
        &papers,
        &["## Written otherwise\n\n- rule `seen-by-the-training-group`; was: \"advises: "],
        &"papers",
    );
}

#[test]
fn a_claim_is_judged() {
    let folder = Scratch::new();
    let text = fs::read_to_string(at(TINY)).expect("it is there");
    let next = folder.folder().join("next.json");
    let next = next.to_str().expect("it is text");
    let compared = |changed: &str, claim: &[&str]| {
        fs::write(next, changed).expect("it can be written");
        run(&[&["compare", TINY, next, "--only"], claim].concat())
    };
    let reworded = text.replace("of its own", "of their own");
    assert_ne!(reworded, text);
    for (changed, claim, status, says) in [
        (&text, &[][..], 0, "Nothing changes. That is no more than is claimed (no change).\n"),
        (&reworded, &[], 0, "Nothing changes."),
        (
            &text.replace("\"because\": \"", "\"because\": \"Indeed: "),
            &[],
            1,
            "Only words change: patch. That is more than is claimed (no change).\n",
        ),
        (
            &text.replace("\"because\": \"", "\"because\": \"Indeed: "),
            &["--claim", "patch"],
            0,
            "That is no more than is claimed (patch).\n",
        ),
    ] {
        let run = compared(changed, claim);
        assert_eq!(run.status, status, "{}{}", run.out, run.err);
        assert_all(&run.out, &[says], &claim);
    }
    assert_eq!(run(&["compare", "standard"]).status, 2);
    assert_eq!(run(&["compare", "standard", "nowhere.json"]).status, 1);
}

/// Wherever an answer is given, it says which of the two it is.
#[test]
fn an_answer_says_whether_anything_was_presumed() {
    const STRICT: &str = "Nothing was presumed: what was not said is not known.";
    const USUAL: &str = "Where nothing was said, what is usual was taken to be so.";
    let explain = ["explain", "not-fit-to-work", CONTROL_LOST];
    assert_all(&answer(&explain), &[USUAL], &"explain");
    let strictly = |more: &[&'static str]| [&explain[..], &["--presume", "none"], more].concat();
    assert_all(&answer(&strictly(&[])), &[STRICT], &"explain, strictly");
    assert_eq!(json(&answer(&strictly(&["--format", "json"])))["presuming"], false);
    let presumed = json(&answer(&[&explain[..], &["--format", "json"]].concat()));
    assert_eq!((&presumed["presuming"], &presumed["rule"]), (&true.into(), &"not-fit-to-work".into()));
    let compare = ["compare", "standard", RIVERSIDE];
    assert_all(&answer(&compare), &["Strict answers are compared: nothing is presumed"], &"compare");
    assert_all(&answer(&[&compare[..], &["--format", "markdown"]].concat()), &["Strict answers"], &"papers");
    let check = ["check", "examples/demeanor/tests/cli/unmet.json", "--only"];
    assert_all(
        &run(&check).out,
        &["judged strictly: what a case", "    Judged        Nothing was"],
        &"check",
    );
    let checked = json(&run(&[&check[..], &["--format", "json"]].concat()).out);
    assert_eq!(checked["cases"][0]["presuming"], false);
    assert_all(&answer(&["render"]), &["**Not where", "**Judged:** "], &"render");
}
