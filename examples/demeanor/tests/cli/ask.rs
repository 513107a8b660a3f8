//! `ask` through a pipe: an interview in lines.

use crate::harness::{SHARED_TEARS, Scratch, answer, assert_all, at, json, run_with};

const OWN: [&str; 4] = ["ask", "--rules", "examples/demeanor/tests/cli/interview.json", "--only"];
const SHOWING: [&str; 5] =
    ["ask", "--rules", "examples/demeanor/tests/cli/interview.json", "--only", "--show-stances"];

/// Interviews: what is answered, the facts that are then known, and what is asked and said along the way, in order.
const INTERVIEWS: &[(&str, &str, &[&str])] = &[
    // Nothing is answered.
    (
        "",
        "{}",
        &[
            "What you do not say is taken to be as usual; what that was is shown at the end.\n",
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
            "  = Walking: 3 people\n",
            "What do they carry?  [people.carry: any of these, parted by commas, or none]\n",
            "  rope  a rope  [pause]\n",
            "  = Carried: a lamp\n",
            "Only if you know it already: 2 more questions at most\n",
            "Is the door open?  [door.open: yes or no]\n",
            "For you alone, never to be asked in front of the client: one more question at most\n",
            "How does the sky look?  [sky.look:",
            "  clear  clear all over  [let it show]\n",
            "The stance is settled: let it show.\n",
        ],
    ),
    ("3\nnone\n", r#"{"people.carry":[],"people.number":3}"#, &["  = Carried: none\n", "Is the door open?"]),
    (
        "3\nrope,lamp\n",
        r#"{"people.carry":["lamp","rope"],"people.number":3}"#,
        &["= Carried: a lamp; a rope\n", "The stance is settled: pause.\n"],
    ),
    // What is not known is not asked again.
    (
        "\n  \nunknown\nI don\u{2019}t know\n",
        "{}",
        &[
            "= Walking: not known\n",
            "people.carry",
            "= Carried: not known\n",
            "= Door open: not known\n",
            "= Sky: not known\n",
            "Nothing is left to ask, and what is not known leaves it open: let it show or keep it brief",
        ],
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
        &["The stance is settled: pause.\n", "  = Door open: no\n", "The stance is settled: pause.\n"],
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
        let said = assert_goes(&SHOWING, interview);
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
    assert!(asked.err.contains("The stance is settled: "), "{}", asked.err);
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
            "The stance is settled: let it show.\n",
            "Taken for granted, as nobody said otherwise\n",
            "   1  Wasps: none  [a few: hold back; a swarm: pause]\n",
            "   2  Wet grass: no  [else: keep it brief]\n",
            "and one more, which alone does not change the stance or what has to be done (`all` lists them)\n",
            "Give the number or name of what is otherwise",
        ],
    ),
    // A number asks for what is otherwise; then the rest is shown again.
    (
        "clear\n1\nfew\n\n",
        r#"{"sky.look":"clear","wasps.many":"few"}"#,
        &[
            "Taken for granted, and otherwise\n",
            "How many wasps are about?",
            "  swarm",
            "  = Wasps: a few\n",
            "The stance is settled: hold back.\n",
        ],
    ),
    // Whoever asked for it and does not know leaves it as it was.
    (
        "clear\n2\n\n",
        r#"{"sky.look":"clear"}"#,
        &[
            "Is the grass wet?",
            "= Wet grass: as it was taken\n",
            "settled: let it show.\n",
            "   2  Wet grass: no",
        ],
    ),
    // Numbers stay when one is gone; and what was said can be said again by its number.
    (
        "clear\n1\nnone\n2\nyes\n1\nfew\n",
        r#"{"grass.wet":true,"sky.look":"clear","wasps.many":"few"}"#,
        &[
            "   1  Wasps: none",
            "= Wasps: none\n",
            "   2  Wet grass: no",
            "= Wet grass: yes\n",
            "= Wasps: a few\n",
        ],
    ),
    // Nobody knows how many wasps there are, which is a question of safety.
    (
        "clear\nwasps.many=unknown\n",
        r#"{"sky.look":"clear"}"#,
        &["what is not known leaves it open: let it show or hold back or pause."],
    ),
    // So does whoever does not know it when asked: it bears on safety. Of what does not, the usual is taken, and that is said.
    (
        "clear\n1\n?\n",
        r#"{"sky.look":"clear"}"#,
        &[
            "  ?      not known: left open, as it bears on safety\n",
            "  = Wasps: not known; left open, as it bears on safety\n",
            "what is not known leaves it open: let it show or hold back or pause.",
        ],
    ),
    (
        "clear\n2\n?\n",
        r#"{"sky.look":"clear"}"#,
        &[
            "  ?    not known: taken to be as usual (no); ?! leaves it open\n",
            "  = Wet grass: not known; taken to be as usual (no)\n",
            "settled: let it show.\n",
        ],
    ),
    (
        "clear\n2\nI don't know!\n",
        r#"{"sky.look":"clear"}"#,
        &["  = Wet grass: not known; left open\n", "leaves it open: let it show or keep it brief."],
    ),
    // A name does what a number does: an id, a label, how it begins, a word within it.
    (
        "clear\nwasps.many\nfew\n\n",
        r#"{"sky.look":"clear","wasps.many":"few"}"#,
        &["otherwise\n", "How many"],
    ),
    ("clear\nwas\nfew\n\n", r#"{"sky.look":"clear","wasps.many":"few"}"#, &["  = Wasps: a few\n"]),
    ("clear\nGRASS\nyes\n\n", r#"{"grass.wet":true,"sky.look":"clear"}"#, &["  = Wet grass: yes\n"]),
    // All of it is listed on request, and what is not shown is corrected like the rest.
    (
        "clear\nall\n3\nno\nchocolate\nyes\n\n",
        r#"{"cake.sort":true,"sky.look":"clear"}"#,
        &[
            "lists them)\n",
            "Taken for granted, as nobody said otherwise\n   1  Wasps",
            "None of these alone changes the stance or what has to be done\n   3  Chocolate: yes\n",
            "  = Chocolate: no\n",
            "  = Chocolate: yes\n",
        ],
    ),
];

#[test]
fn what_was_taken_for_granted_is_shown_and_corrected_by_its_number() {
    for &interview in PRESUMING {
        assert_goes(&USUAL, interview);
    }
    let strict = run_with(&[&USUAL[..], &["--presume", "none"]].concat(), "clear\n");
    assert!(!strict.err.contains("Taken for granted"), "{}", strict.err);
    let nothing = run_with(&[&USUAL[..], &["--presume", "none"]].concat(), "clear\n?\n?\n?\nall\n");
    assert!(nothing.err.contains("`all` answers nothing"), "{}", nothing.err);
    let no_such = run_with(&USUAL, "clear\n7\n");
    assert_eq!(no_such.status, 1);
    assert_all(&no_such.err, &["error[no-question]", "give the number or name of what was taken"], &"7");
    let unclear = run_with(&USUAL, "clear\nw\n");
    assert_eq!(unclear.status, 1);
    assert_all(&unclear.err, &["error[ambiguous-answer]", "write more of it: Wasps; Wet grass"], &"w");
}

/// Whatever is said to be not known is struck out where it bears on safety, or where it is to be left open.
#[test]
fn what_is_not_known_is_struck_out_or_taken_to_be_as_usual() {
    let usual = std::fs::read_to_string(at("examples/demeanor/tests/cli/usual.json")).expect("it is there");
    let opening = usual.replace(r#""presume": "none","#, r#""presume": "none", "askable": "first","#);
    let opening = opening.replace(r#""presume": false"#, r#""presume": false, "askable": "first""#);
    let scratch = Scratch::new();
    let rules = scratch.file("opening.json", &opening);
    let asked = ["ask", "--rules", &rules, "--only", "--format", "json"];
    for (input, struck) in [
        ("clear\nno\nnone\n", "[]"),
        ("clear\n?\n\n", r#"["wasps.many"]"#),
        ("clear\nunknown!\nnone\n", r#"["grass.wet"]"#),
        ("clear\n?!\n?\n", r#"["grass.wet","wasps.many"]"#),
    ] {
        let run = run_with(&asked, input);
        assert_eq!((run.status, json(&run.out)["struck"].clone()), (0, json(struck)), "{input:?}");
    }
}

/// What has to be done hangs on what was presumed: on each of these, what about life and limb first.
const HANGING: &[&str] = &[
    "hangs on these\n   1  Loose dog: no  [yes: Stand still]\n",
    "   2  Gate open: yes  [no: no more \u{201c}Shut the gate\u{201d}]\n",
    "   3  Walking: 2 people  [9 to 20: Count them at every crossing, aloud, so that whoever fell\u{2026}]\n",
    "   4  Carried: a rope  [a lamp: Share the lamp]\n",
];

#[test]
fn what_would_have_to_be_done_is_told_of_what_was_taken_for_granted() {
    let rules = ["ask", "--rules", "examples/demeanor/tests/cli/hanging.json", "--only"];
    assert_goes(&rules, ("clear\n", r#"{"sky.look":"clear"}"#, HANGING));
}

/// Situations that leave much to be presumed: what the closing screen shows of it fits a small terminal, and nothing is lost.
#[test]
fn few_lines_are_shown_of_what_was_taken_for_granted_and_all_on_request() {
    for file in ["shared-tears", "control-lost", "by-video", "last-session"] {
        let file = format!("examples/situations/{file}.json");
        let numbers = |input: &str| -> Vec<usize> {
            let said = run_with(&["ask", &file], input).err;
            let (_, last) = said.rsplit_once("Taken for granted").unwrap_or_else(|| panic!("{file}: {said}"));
            // What a line goes on with stands further right.
            last.lines().filter_map(|line| line.get(..4)?.trim_start().parse().ok()).collect()
        };
        let presumed = json(&answer(&["advise", &file, "--format", "json"]))["presumed"].clone();
        let presumed = presumed.as_array().map_or(0, Vec::len);
        assert_eq!(numbers(""), (1..=8).collect::<Vec<_>>(), "{file}");
        let mut all = numbers("all\n");
        all.sort_unstable();
        assert_eq!(all, (1..=presumed).collect::<Vec<_>>(), "{file}");
    }
}

/// Values as they are typed, of facts of the shipped guideline, and what they are read as.
const WORDS: &[(&str, &str)] = &[
    ("expression.emotion=Sadness or Grief", r#"{"expression.emotion":"sadness"}"#),
    ("expression.emotion=sad", r#"{"expression.emotion":"sadness"}"#),
    ("expression.emotion= PRIDE IN", r#"{"expression.emotion":"pride"}"#),
    // A name counts before the words of another answer begin with it, and words within only where nothing begins so.
    ("expression.emotion=love", r#"{"expression.emotion":"love"}"#),
    ("expression.emotion=romantic", r#"{"expression.emotion":"attraction"}"#),
    // Words can have commas of their own.
    (
        "expression.form=moist eyes, Tears, few or more, yawn",
        r#"{"expression.form":["moist_eyes","tears","yawning"]}"#,
    ),
    ("expression.form=tears, few or more; in the face", r#"{"expression.form":["face","tears"]}"#),
    ("expression.form=None", r#"{"expression.form":[]}"#),
    ("timing.minutes_left=20 minutes", r#"{"timing.minutes_left":20}"#),
    ("timing.with_client=Y", r#"{"timing.with_client":true}"#),
    ("timing.with_client=No", r#"{"timing.with_client":false}"#),
    ("expression.emotion=?", "{}"),
    ("expression.emotion=Don't know", "{}"),
];

#[test]
fn answers_can_be_given_in_words() {
    for (line, facts) in WORDS {
        let run = run_with(&["ask", "-", "--format", "json"], &format!("{line}\n"));
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{line}");
        assert_eq!(json(&run.out)["situation"]["facts"], json(facts), "{line}");
    }
    let unclear = run_with(&["ask", "-"], "expression.emotion=a\n");
    assert_eq!(unclear.status, 1);
    let parts = ["error[ambiguous-answer]", "write more of it: affection or fondness; amusement; anger;"];
    assert_all(&unclear.err, &parts, &"a");
}

/// Scripts with slips, and what is told of them before the answer; the JSON is that of the script without them.
const SLIPS: &[(&str, &str, &[&str])] = &[
    ("many\n3\nlamp\n", "3\nlamp\n", &["- line 1, `many`, to: How many are walking?\n"]),
    (
        "3\nladder\nsky.look=pink\n",
        "3\n",
        &["- line 2, `ladder`, to: What do they carry?\n", "- line 3, `sky.look=pink`"],
    ),
    (
        "people.carry=rope\n\ndoor.open=no\n",
        "people.carry=rope\n",
        &["error[after-the-end]", "--> stdin:3\n", "- line 3, `door.open=no`\n"],
    ),
];

#[test]
fn what_was_refused_is_told_again_before_the_answer() {
    for (script, meant, parts) in SLIPS {
        let slipped = run_with(&OWN, script);
        assert_eq!(slipped.status, 1, "{script:?}");
        let told = slipped
            .err
            .split_once("Refused, and not in the answer below")
            .map(|(before, told)| (before.len(), told));
        let (_, last) = told.unwrap_or_else(|| panic!("{script:?}: {}", slipped.err));
        assert_all(&slipped.err, parts, script);
        assert!(last.contains(parts.last().expect("some")), "{script:?}: {last}");
        assert_eq!(slipped.out, run_with(&OWN, meant).out, "{script:?}");
    }
}

#[test]
fn an_empty_line_ends_what_was_taken_for_granted() {
    let run = run_with(&USUAL, "clear\n\n\n\n\n");
    assert_eq!((run.status, run.err.matches("Taken for granted").count()), (0, 1), "{}", run.err);
}

#[test]
fn no_answer_shows_what_comes_of_it_unless_that_is_wanted() {
    for (rules, showing) in [(&OWN[..], false), (&SHOWING, true)] {
        let asked = run_with(rules, "3\n").err;
        assert_eq!(asked.contains("  rope  a rope  [pause]\n"), showing, "{asked}");
        assert_eq!(asked.contains("  rope  a rope\n"), !showing, "{asked}");
        assert_eq!(asked.contains("  5 to 20 "), showing, "{asked}");
    }
}

/// A sky that is taken to be clear answers for nobody who was not asked: until then nothing is said to be settled.
#[test]
fn what_is_settled_by_what_is_usual_is_not_said_to_be_settled_before_it_was_asked() {
    let usual = std::fs::read_to_string(at("examples/demeanor/tests/cli/usual.json")).expect("it is there");
    let opening = usual.replace(r#""askable": "first","#, r#""askable": "first", "presume": "clear","#);
    let scratch = Scratch::new();
    let rules = scratch.file("opening.json", &opening);
    let asked = run_with(&["ask", "--rules", &rules, "--only"], "clear\n").err;
    let (before, after) = asked.split_once("= Sky: clear\n").expect("it is asked");
    let so_far =
        "So far: let it show, if nothing is out of the usual; the questions that are left can change it.";
    assert!(before.contains(so_far) && !before.contains("settled"), "{before}");
    assert!(after.contains("The stance is settled: let it show.\n"), "{after}");
}

#[test]
fn all_that_can_still_be_is_offered() {
    let asked = run_with(&["ask", "-"], "").err;
    assert_all(
        &asked,
        &["  anticipated  still to come\n", "  happening ", "  happened "],
        &"the first question",
    );
}
