//! `advise`: guidance for situations, however they are given.

use crate::harness::{
    RIVERSIDE, SHARED_TEARS, TINY, TINY_SITUATION, answer, assert_all, at, json, run, run_with,
};
use demeanor::guidance::Record;
use std::collections::BTreeSet;
use std::fs;

/// The stance of each situation that ships. A change here is a change of what people are told.
const SITUATIONS: &[(&str, &str)] = &[
    ("attraction", "refrain"),
    ("by-video", "allow"),
    ("child-client", "moderate"),
    ("clients-progress", "allow"),
    ("control-lost", "pause"),
    ("crisis-line-call", "refrain"),
    ("irritation", "refrain"),
    ("last-session", "welcome"),
    ("laughing-together", "welcome"),
    ("little-known", "moderate"),
    ("own-bereavement", "refrain"),
    ("racism-described", "allow"),
    ("shared-tears", "welcome"),
    ("tears-seen-client-worried", "moderate"),
];

#[test]
fn every_situation_that_ships_gets_guidance() {
    for (name, stance) in SITUATIONS {
        let file = format!("examples/situations/{name}.json");
        let json = answer(&["advise", &file, "--format", "json"]);
        let guidance: Record = serde_json::from_str(&json).expect("it is guidance");
        assert_eq!(guidance.stance.id(), *stance, "{name}");
        assert!(guidance.conflicts.is_empty(), "{name}");
        assert!(guidance.guideline.in_scope == Some(true), "{name}");
        let text = answer(&["advise", &file]);
        let headline = &*guidance.headline;
        let with_provisos = format!("{}, taking it that", headline.trim_end_matches('.'));
        let first = text.lines().next();
        assert!(first == Some(headline) || first == Some(&with_provisos), "{name}: {first:?}");
        assert_all(&text, &["Why ", "This supports your judgement and does not replace it."], name);
    }
}

#[test]
fn no_situation_that_ships_goes_untested() {
    let files = fs::read_dir(at("examples/situations")).expect("it is there");
    let names =
        files.map(|file| file.expect("it can be read").file_name().into_string().expect("it is UTF-8"));
    let tested = SITUATIONS.iter().map(|(name, _)| format!("{name}.json"));
    assert_eq!(names.collect::<BTreeSet<_>>(), tested.collect());
}

#[test]
fn without_a_situation_an_example_is_advised_on_and_said_to_be_one() {
    let example = run(&["advise"]);
    assert_eq!(example.status, 0);
    assert!(example.err.contains("this is an example") && example.err.contains(SHARED_TEARS));
    assert_eq!(example.out, answer(&["advise", SHARED_TEARS]));
}

#[test]
fn a_situation_is_read_from_standard_input() {
    let text = fs::read_to_string(at(SHARED_TEARS)).expect("it is there");
    let piped = run_with(&["advise", "-"], &text);
    assert_eq!((piped.status, piped.err.as_str()), (0, ""));
    assert_eq!(piped.out, answer(&["advise", SHARED_TEARS]));
}

/// What `--set` gives, with the facts that must then be known: their JSON.
const SETTINGS: &[(&[&str], &str)] = &[
    (&["client.age_band=adult"], r#"{"client.age_band":"adult"}"#),
    (&["therapist.trainee=true"], r#"{"therapist.trainee":true}"#),
    (&["therapist.trainee=no"], r#"{"therapist.trainee":false}"#),
    (&["therapist.sessions_today=4"], r#"{"therapist.sessions_today":4}"#),
    (&["expression.form=tears,voice"], r#"{"expression.form":["voice","tears"]}"#),
    (&["expression.form= tears , voice "], r#"{"expression.form":["voice","tears"]}"#),
    (&["client.presentation="], r#"{"client.presentation":[]}"#),
    (&["client.age_band=unknown"], "{}"),
    (
        &["client.age_band=teen", "client.suicide_risk=low"],
        r#"{"client.age_band":"teen","client.suicide_risk":"low"}"#,
    ),
];

#[test]
fn facts_can_be_set_by_their_kind() {
    for (settings, facts) in SETTINGS {
        let args: Vec<&str> = settings.iter().flat_map(|setting| ["--set", setting]).collect();
        let guidance = answer(&[&["advise", "--format", "json"], args.as_slice()].concat());
        assert_eq!(json(&guidance)["situation"]["facts"], json(facts), "{settings:?}");
    }
}

#[test]
fn what_is_set_lies_over_the_file() {
    let facts = |args: &[&str]| {
        let over = ["advise", TINY_SITUATION, "--rules", TINY, "--only", "--format", "json"];
        json(&answer(&[&over, args].concat()))["situation"]["facts"].to_string()
    };
    assert_eq!(facts(&[]), r#"{"lamp.hours":3,"lamp.lit":true}"#);
    assert_eq!(facts(&["--set", "lamp.hours=5"]), r#"{"lamp.hours":5,"lamp.lit":true}"#);
    assert_eq!(facts(&["--set", "lamp.hours=unknown"]), r#"{"lamp.lit":true}"#);
    // Each alone would clash with what the file says of the other.
    assert_eq!(
        facts(&["--set", "lamp.lit=false", "--set", "lamp.hours=0"]),
        r#"{"lamp.hours":0,"lamp.lit":false}"#
    );
}

#[test]
fn older_names_are_read_with_a_remark() {
    for (args, place) in [
        (["--set", "lamp.on=true"].as_slice(), "--> --set"),
        (&["--set", "lamp.on=unknown", "examples/demeanor/tests/cli/lit.json"], "--> --set"),
        (
            &["examples/demeanor/tests/cli/lit-formerly.json"],
            "--> examples/demeanor/tests/cli/lit-formerly.json:1:13",
        ),
    ] {
        let run = run(&[&["advise", "--rules", TINY, "--only"], args].concat());
        assert_eq!(run.status, 0, "{args:?}: {}", run.err);
        assert_all(&run.err, &["warning[former-name]", "lamp.lit", place], &args);
    }
}

#[test]
fn more_detail_says_more() {
    let levels = [
        &["advise", SHARED_TEARS][..],
        &["advise", SHARED_TEARS, "--why"],
        &["advise", SHARED_TEARS, "--full"],
    ];
    let [short, why, full] = levels.map(answer);
    assert!(short.len() < why.len() && why.len() < full.len());
    assert!(!short.contains("Every reason") && why.contains("Every reason"));
    assert!(
        !why.contains("Sources") && full.contains("Sources") && full.contains("[beside-a-grieving-client]")
    );
}

/// What is given, with what `--why` says is still possible.
const STILL_POSSIBLE: &[(&[&str], &[&str])] = &[
    (&["lamp.lit=true"], &["\nStill possible\nwelcome   Let it show;", "\nrefrain   Hold it back"]),
    (&["lamp.lit=true", "lamp.hours=3"], &["\nStill possible\nNothing else: "]),
];

#[test]
fn why_tells_what_is_still_possible() {
    for (settings, parts) in STILL_POSSIBLE {
        let settings: Vec<&str> = settings.iter().flat_map(|setting| ["--set", setting]).collect();
        let args = [&["advise", "--rules", TINY, "--only"], settings.as_slice()].concat();
        assert!(!answer(&args).contains("Still possible"), "{settings:?}");
        for detail in ["--why", "--full"] {
            let told = answer(&[&args[..], &[detail]].concat());
            assert_all(&told, parts, &(detail, &settings));
            assert!(!told.contains("moderate  "), "{told}");
        }
    }
}

#[test]
fn the_day_decides_what_is_overdue() {
    for (day, remark) in [
        ("2025-06-01", "Mind      These rules come into effect on 2026-01-01. (Riverside Clinic"),
        ("2026-06-01", ""),
        ("2027-06-01", "Mind      The review of these rules was due on 2027-01-01. (Riverside Clinic"),
    ] {
        let text = answer(&["advise", SHARED_TEARS, "--rules", RIVERSIDE, "--as-of", day]);
        assert_eq!(text.contains("\nMind  "), !remark.is_empty(), "{day}");
        assert!(text.contains(remark), "{day}");
    }
}

#[test]
fn a_clinic_s_rules_change_the_guidance() {
    let again = ["advise", SHARED_TEARS, "--set", "therapist.episodes=4", "--format", "json"];
    let stance = |args: &[&str]| {
        let json = answer(&[&again, args].concat());
        serde_json::from_str::<Record>(&json).expect("it is guidance").stance.id()
    };
    assert_eq!(stance(&[]), "moderate");
    assert_eq!(stance(&["--rules", RIVERSIDE]), "welcome");
    assert_eq!(stance(&["--rules", RIVERSIDE, "--set", "therapist.sessions_today=5"]), "moderate");
    let told = answer(&["advise", SHARED_TEARS, "--rules", RIVERSIDE, "--set", "setting.observed=yes"]);
    assert_all(&told, &["Remind the client who was watching", "(Riverside Clinic"], &RIVERSIDE);
}
