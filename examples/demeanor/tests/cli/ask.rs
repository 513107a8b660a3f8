//! `ask` through a pipe: an interview in lines.

use crate::harness::{SHARED_TEARS, answer, assert_all, json, run_with};

const OWN: [&str; 4] = ["ask", "--rules", "examples/demeanor/tests/cli/interview.json", "--only"];

/// Interviews: what is answered, the facts that are then known, and what is asked and said along the way, in order.
const INTERVIEWS: &[(&str, &str, &[&str])] = &[
    // Nothing is answered.
    (
        "",
        "{}",
        &[
            "Still possible: let it show or keep it brief or hold back or pause\n",
            "How many are walking?  [people.number: a number of people]\n",
            "  0 ",
            "[let it show or keep it brief]\n",
            "  5 to 20 ",
            "[hold back or pause]\n",
        ],
    ),
    // What is asked is answered by its value, whatever its kind; then it is settled.
    (
        "3\nlamp\nyes\nclear\n",
        r#"{"door.open":true,"people.carry":["lamp"],"people.number":3,"sky.look":"clear"}"#,
        &[
            "  = 3\n",
            "What do they carry?  [people.carry: any of these, parted by commas, or none]\n",
            "  rope  a rope  [pause]\n",
            "  = lamp\n",
            "Is the door open? (better asked later)  [door.open: yes or no]\n",
            "How does the sky look? (for you alone: never ask it in front of the client)  [sky.look:",
            "  clear  clear all over  [let it show]\n",
            "Settled: let it show.\n",
        ],
    ),
    ("3\nnone\n", r#"{"people.carry":[],"people.number":3}"#, &["  = none\n", "Is the door open?"]),
    ("3\nrope,lamp\n", r#"{"people.carry":["lamp","rope"],"people.number":3}"#, &["Settled: pause.\n"]),
    // What is not known is not asked again.
    (
        "\n  \nunknown\n\n",
        "{}",
        &["= not known\n", "people.carry", "= not known\n", "= unknown\n", "Nothing is left to ask.\n"],
    ),
    // Facts can be named, asked for or not, and taken back.
    ("sky.look=grey\n", r#"{"sky.look":"grey"}"#, &["Still possible: keep it brief or hold back or pause\n"]),
    (
        "people.number=7\npeople.number=2\n",
        r#"{"people.number":2}"#,
        &["hold back or pause\n", "let it show"],
    ),
    ("7\npeople.number=unknown\n", "{}", &["What do they carry?"]),
    ("people.number=unknown\npeople.number=2\n\n", r#"{"people.number":2}"#, &["Is the door open?"]),
    // Nothing that a script says is lost where it is settled early.
    (
        "people.carry=rope\ndoor.open=no\n\n",
        r#"{"door.open":false,"people.carry":["rope"]}"#,
        &["Settled: pause.\n", "  = door.open=no\n", "Settled: pause.\n"],
    ),
    ("door.ajar=yes\n", r#"{"door.open":true}"#, &["warning[former-name]", "--> stdin:1\n"]),
];

/// What an interview says, part after part, and the facts that it comes to. Gives what is said where only guidance is asked
/// for.
fn assert_goes(rules: &[&str], (input, facts, parts): (&str, &str, &[&str])) -> String {
    let run = run_with(rules, input);
    assert_eq!(run.status, 0, "{input:?}: {}", run.err);
    let mut rest = run.err.as_str();
    for part in parts {
        let (_, after) = rest.split_once(part).unwrap_or_else(|| panic!("{input:?}: no `{part}` in\n{rest}"));
        rest = after;
    }
    let guidance = run_with(&[rules, &["--format", "json"]].concat(), input);
    assert_eq!(json(&guidance.out)["situation"]["facts"], json(facts), "{input:?}");
    guidance.err
}

#[test]
fn answers_are_read_line_by_line() {
    for &interview in INTERVIEWS {
        let said = assert_goes(&OWN, interview);
        assert!(said.is_empty() || said.starts_with("warning[former-name]"), "{interview:?}: {said}");
    }
}

/// Answers that are refused, with what is said of each.
const REFUSED: &[(&str, &[&str])] = &[
    ("many\n", &["error[wrong-type]", "`people.number`", "--> stdin:1\n"]),
    ("99\n", &["error[out-of-range]", "--> stdin:1\n"]),
    ("3\nladder\n", &["error[unknown-value]", "`ladder`", "--> stdin:2\n"]),
    ("3\n\nno.such=1\n", &["error[unknown-fact]", "`no.such`", "--> stdin:3\n"]),
    ("0\npeople.carry=lamp\n", &["error[impossible]", "Nobody carries nothing.", "--> stdin:2\n"]),
    ("people.carry=rope\nyes\n", &["error[no-question]", "`yes` answers nothing", "--> stdin:2\n"]),
    ("{ \"door\": { \"open\": true } }\n", &["error[no-answer]", "demeanor advise -", "--> stdin:1\n"]),
];

#[test]
fn a_slip_is_told_and_nothing_that_was_said_is_lost() {
    for (input, parts) in REFUSED {
        let text = run_with(&OWN, input);
        assert_eq!(text.status, 1, "{input:?}");
        assert!(!text.out.is_empty(), "{input:?}: the guidance for what was taken");
        assert_all(&text.err, parts, input);
        let quiet = run_with(&[&OWN[..], &["--format", "json"]].concat(), input);
        assert_eq!(quiet.status, 1, "{input:?}");
        assert!(json(&quiet.out)["stance"].is_string(), "{input:?}");
        assert!(quiet.err.contains(parts[0]), "{input:?}: {}", quiet.err);
    }
    let again = run_with(&[&OWN[..], &["--format", "json"]].concat(), "many\n3\n");
    let meant = run_with(&[&OWN[..], &["--format", "json"]].concat(), "3\n");
    assert_eq!((again.status, meant.status, again.out), (1, 0, meant.out), "asked again");
}

#[test]
fn what_a_file_tells_is_not_asked() {
    let asked = run_with(&["ask", SHARED_TEARS], "");
    assert_eq!((asked.status, asked.out), (0, answer(&["advise", SHARED_TEARS])));
    assert!(!asked.err.contains("[expression.emotion"), "{}", asked.err);
    assert!(asked.err.contains("Settled: "), "{}", asked.err);
}

#[test]
fn an_interview_ends_in_the_same_guidance_as_its_facts() {
    let facts = ["--set", "expression.emotion=anger", "--set", "expression.intensity=strong"];
    for detail in [&[][..], &["--why"], &["--full"], &["--as-of", "2026-06-01"], &["--format", "json"]] {
        let asked = run_with(
            &[&["ask", "-"], detail].concat(),
            "expression.emotion=anger\nexpression.intensity=strong\n",
        );
        let advised = answer(&[&["advise"], &facts[..], detail].concat());
        assert_eq!((asked.status, asked.out), (0, advised), "{detail:?}");
    }
}

const USUAL: [&str; 4] = ["ask", "--rules", "examples/demeanor/tests/cli/usual.json", "--only"];

/// Interviews with what is usual taken to be so: what is answered, the facts that are then given, and what is said in order.
const PRESUMING: &[(&str, &str, &[&str])] = &[
    (
        "clear\n",
        r#"{"sky.look":"clear"}"#,
        &[
            "What it is about: one more question at most\n",
            "How does the sky look?",
            "Settled: let it show.\n",
            "Taken for granted, as nobody said otherwise\n",
            "   1  Wasps: none  [else hold back or pause]\n",
            "   2  Wet grass: no  [else keep it brief]\n",
            "  and 1 thing that would change nothing\n",
            "If any of it is otherwise, give its number",
        ],
    ),
    // A number asks for what is otherwise; then the rest is shown again.
    (
        "clear\n1\nfew\n\n",
        r#"{"sky.look":"clear","wasps.many":"few"}"#,
        &["  = 1\n", "How many wasps are about?", "  swarm", "  = few\n", "Settled: hold back.\n"],
    ),
    // Whoever asked for it and does not know leaves it as it was.
    (
        "clear\n2\n\n",
        r#"{"sky.look":"clear"}"#,
        &["Is the grass wet?", "Settled: let it show.\n", "   2  Wet grass"],
    ),
    // Nobody knows how many wasps there are, which is a question of safety.
    (
        "clear\nwasps.many=unknown\n",
        r#"{"sky.look":"clear"}"#,
        &["Still possible: let it show or hold back or pause"],
    ),
];

#[test]
fn what_was_taken_for_granted_is_shown_and_corrected_by_its_number() {
    for &interview in PRESUMING {
        assert_goes(&USUAL, interview);
    }
    let strict = run_with(&[&USUAL[..], &["--presume", "none"]].concat(), "clear\n");
    assert!(!strict.err.contains("Taken for granted"), "{}", strict.err);
    let no_such = run_with(&USUAL, "clear\n7\n");
    assert_eq!(no_such.status, 1);
    assert!(no_such.err.contains("error[no-question]"), "{}", no_such.err);
}
