//! The examples, run as they are built, on real files: what they print and how they exit.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use demeanor::Guidance;
use serde_json::Value;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const SHARED_TEARS: &str = "examples/situations/shared-tears.json";
const RIVERSIDE: &str = "examples/clinics/riverside.json";
const TINY: &str = "tests/cli/tiny.json";
const TINY_SITUATION: &str = "tests/cli/lit.json";

/// What a run of the tool came to.
struct Run {
    status: i32,
    out: String,
    err: String,
}

/// An example, which cargo builds beside this test.
fn example(name: &str) -> Command {
    let here = env::current_exe().expect("the test knows where it is");
    let target = here.parent().and_then(|deps| deps.parent()).expect("a test is built into `deps`");
    let path = target.join("examples").join(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built: run `cargo build --examples` first", path.display());
    let mut command = Command::new(path);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn tool() -> Command {
    example("demeanor")
}

fn spawn(command: &mut Command) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
}

fn finish(mut child: Child, input: &str) -> Run {
    let mut stdin = child.stdin.take().expect("it is piped");
    // A tool that does not read its input may be gone before it is written.
    stdin.write_all(input.as_bytes()).ok();
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    Run {
        status: output.status.code().expect("it exits"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn run_with(args: &[&str], input: &str) -> Run {
    finish(spawn(tool().args(args)), input)
}

fn run(args: &[&str]) -> Run {
    run_with(args, "")
}

/// Runs what has to go well without a word on standard error, and gives what it printed.
fn answer(args: &[&str]) -> String {
    let run = run(args);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{args:?}");
    run.out
}

fn assert_all(text: &str, parts: &[&str], of: &dyn std::fmt::Debug) {
    for part in parts {
        assert!(text.contains(part), "{of:?}: there is no `{part}` in\n{text}");
    }
}

/// The stance of each situation that ships. A change here is a change of what people are told.
const SITUATIONS: &[(&str, &str)] = &[
    ("attraction", "refrain"),
    ("by-video", "allow"),
    ("child-client", "refrain"),
    ("clients-progress", "allow"),
    ("control-lost", "pause"),
    ("crisis-line-call", "refrain"),
    ("irritation", "refrain"),
    ("last-session", "welcome"),
    ("laughing-together", "welcome"),
    ("little-known", "moderate"),
    ("own-bereavement", "refrain"),
    ("racism-described", "allow"),
    ("shared-tears", "allow"),
    ("tears-seen-client-worried", "moderate"),
];

#[test]
fn every_situation_that_ships_gets_guidance() {
    for (name, stance) in SITUATIONS {
        let file = format!("examples/situations/{name}.json");
        let json = answer(&["advise", &file, "--format", "json"]);
        let guidance: Guidance = serde_json::from_str(&json).expect("it is guidance");
        assert_eq!(guidance.stance().id(), *stance, "{name}");
        assert!(guidance.conflicts().is_empty(), "{name}");
        assert!(guidance.guideline().in_scope == Some(true), "{name}");
        let text = answer(&["advise", &file]);
        assert_eq!(text.lines().next(), Some(guidance.headline()), "{name}");
        assert_all(&text, &["Why ", "This supports your judgement and does not replace it."], name);
    }
}

#[test]
fn no_situation_that_ships_goes_untested() {
    let files =
        fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/situations")).expect("it is there");
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
    let text = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(SHARED_TEARS))
        .expect("it is there");
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
        let json = answer(&[&["advise", "--format", "json"], args.as_slice()].concat());
        let guidance: Value = serde_json::from_str(&json).expect("it is JSON");
        let expected: Value = serde_json::from_str(facts).expect("the table is right");
        assert_eq!(guidance["situation"]["facts"], expected, "{settings:?}");
    }
}

#[test]
fn what_is_set_lies_over_the_file() {
    let facts = |args: &[&str]| {
        let json = answer(
            &[&["advise", TINY_SITUATION, "--rules", TINY, "--only", "--format", "json"], args].concat(),
        );
        serde_json::from_str::<Value>(&json).expect("it is JSON")["situation"]["facts"].to_string()
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
        (&["--set", "lamp.on=unknown", "tests/cli/lit.json"], "--> --set"),
        (&["tests/cli/lit-formerly.json"], "--> tests/cli/lit-formerly.json:1:13"),
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

#[test]
fn the_day_decides_what_is_overdue() {
    for (day, remark) in [
        ("2025-06-01", "Mind: these rules are not in effect on this day."),
        ("2026-06-01", ""),
        ("2027-06-01", "Mind: the review of these rules is overdue."),
    ] {
        let text = answer(&["advise", SHARED_TEARS, "--rules", RIVERSIDE, "--as-of", day]);
        assert_eq!(text.contains("Mind:"), !remark.is_empty(), "{day}");
        assert!(text.contains(remark), "{day}");
    }
}

#[test]
fn a_clinic_s_rules_change_the_guidance() {
    let growing = ["advise", SHARED_TEARS, "--set", "expression.intensity=moderate", "--format", "json"];
    let stance = |args: &[&str]| {
        let json = answer(&[&growing, args].concat());
        serde_json::from_str::<Guidance>(&json).expect("it is guidance").stance().id()
    };
    assert_eq!(stance(&[]), "moderate");
    assert_eq!(stance(&["--rules", RIVERSIDE]), "allow");
    assert_eq!(stance(&["--rules", RIVERSIDE, "--set", "therapist.sessions_today=5"]), "moderate");
    let told = answer(&["advise", SHARED_TEARS, "--rules", RIVERSIDE, "--set", "setting.observed=yes"]);
    assert_all(&told, &["Remind the client who was watching", "(Riverside Clinic"], &RIVERSIDE);
}

/// Commands with parts of what they print.
const LISTS: &[(&[&str], &[&str])] = &[
    (&["facts"], &["facts.", "\nclient\n", "client.age_band", "How old is the client?", "[safety]"]),
    (&["facts", "client"], &["client.age_band  [scale, safety]", "client.wish", "Asks      "]),
    (
        &["facts", "client.age_band"],
        &[
            "client.age_band  [scale, safety]\n",
            "Why       ",
            "From      child  ",
            "            adult  18 or over",
        ],
    ),
    (&["facts", "expression.form"], &["Any of    ", "moist_eyes", "changed now"]),
    (&["facts", "expression.emotion"], &["One of    sadness"]),
    (&["facts", "relationship.sessions"], &["Values    0 or more sessions"]),
    (&["facts", "therapist.trainee"], &["Values    true, false"]),
    (&["facts", "setting.observed", "--rules", RIVERSIDE], &["Is a training group watching"]),
    (&["facts", "lamp.on", "--rules", TINY, "--only"], &["lamp.lit  [flag]", "Formerly  lamp.on"]),
    (&["rules"], &["demands pause ", "client-asks-not", "permits welcome ", "advises "]),
    (&["rules", "GRIEVING"], &["beside-a-grieving-client"]),
    (&["rules", "beside a grieving"], &["beside-a-grieving-client"]),
    (&["rules", "demands pause"], &["not-fit-to-work"]),
    (&["rules", "--rules", RIVERSIDE], &["tears-with-the-bereaved", "client-asks-not"]),
    (&["rules", "--rules", TINY, "--only"], &["permits welcome   light-shows  Light"]),
    (&["explain", "client-asks-not"], &["[client-asks-not]", "Applies where", "Because", "Rests on"]),
    (
        &["explain", "tears-with-the-bereaved", "--rules", RIVERSIDE],
        &["Sets aside\n  feeling-grows", "(a rule of riverside.expression)"],
    ),
    (&["explain", "feeling-grows", "--rules", RIVERSIDE], &["Is set aside by", "tears-with-the-bereaved"]),
    (&["cases"], &[" cases met.\n"]),
    (&["cases", "--rules", RIVERSIDE], &["2 of 2 cases met.\n"]),
];

#[test]
fn commands_list_and_explain() {
    for (args, parts) in LISTS {
        assert_all(&answer(args), parts, args);
    }
}

#[test]
fn guidance_that_breaks_a_safeguard_says_so() {
    let broken = run(&["advise", "--set", "lamp.lit=true", "--rules", "tests/cli/unkept.json", "--only"]);
    assert_eq!((broken.status, broken.out.lines().next()), (0, Some("Let it show; it serves the client.")));
    assert_all(&broken.err, &["Mind:", "safeguard", "light-is-guarded", "It may dazzle."], &"unkept.json");
}

#[test]
fn a_rule_that_is_withdrawn_is_gone() {
    assert!(answer(&["rules"]).contains(" reserved-frame "));
    assert!(!answer(&["rules", "--rules", RIVERSIDE]).contains(" reserved-frame "));
}

#[test]
fn what_nothing_mentions_is_said_beside_the_answer() {
    let none = run(&["rules", "zeppelin"]);
    assert_eq!(
        (none.status, none.out.as_str(), none.err.as_str()),
        (0, "", "No rule mentions `zeppelin`.\n")
    );
}

#[test]
fn json_is_the_whole_answer() {
    for (args, name) in [
        (&["facts", "client.age_band"][..], "id"),
        (&["rules", "grieving"], "rule"),
        (&["cases", "--rules", RIVERSIDE], "case"),
    ] {
        let list: Value =
            serde_json::from_str(&answer(&[args, &["--format", "json"]].concat())).expect("it is JSON");
        assert!(list[0][name].is_string(), "{args:?}: {list}");
    }
    let card: Value = serde_json::from_str(&answer(&["explain", "client-asks-not", "--format", "json"]))
        .expect("it is JSON");
    assert_eq!(card["rule"], "client-asks-not");
}

#[test]
fn a_case_that_is_not_met_is_told_and_fails() {
    let text = run(&["cases", "--rules", TINY, "--only"]);
    assert_eq!(text.status, 1);
    assert_all(
        &text.out,
        &[
            "A lit lamp  [lit]",
            "Not met   the stance is welcome, not pause",
            "on purpose",
            "0 of 1 cases met.",
        ],
        &TINY,
    );
    let json = run(&["cases", "--rules", TINY, "--only", "--format", "json"]);
    assert_eq!(json.status, 1);
    assert_eq!(serde_json::from_str::<Value>(&json.out).expect("it is JSON")[0]["passed"], false);
}

/// Situations that are refused, on standard input, with what is said of each.
const REFUSED_SITUATIONS: &[(&str, &[&str])] = &[
    // Not JSON, and not a situation.
    ("", &["error[bad-json]", "--> stdin:1:1"]),
    (r#"{ "client": "#, &["error[bad-json]", "--> stdin:1:"]),
    (r#"{ "client": {} } x"#, &["error[bad-json]", "^"]),
    (r"{ 'client': {} }", &["error[bad-json]"]),
    (r"[1]", &["error[wrong-type]", "a situation, which is an object of facts"]),
    (r#"{ "client": 3 }"#, &["error["]),
    (r#"{ "client": {}, "client": {} }"#, &["error[duplicate-key]"]),
    // Facts and options that are not there.
    (
        "{\n  \"client\": { \"age_bend\": \"adult\" }\n}",
        &["error[unknown-fact]", "--> stdin:2:15", "^^^^^^^^^^", "did you mean `client.age_band`?"],
    ),
    (r#"{ "clint": { "age_band": "adult" } }"#, &["error[unknown-fact]", "`clint.age_band`"]),
    (
        r#"{ "client.age_band": "adutl" }"#,
        &["error[unknown-value]", "^^^^^^^", "help: did you mean `adult`?"],
    ),
    (r#"{ "client.age_band": "zebra" }"#, &["error[unknown-value]", "one of `child`, `teen`, `adult`"]),
    (r#"{ "expression.form": ["tears", "tiers"] }"#, &["error[unknown-value]", "`tiers`", "--> stdin:1:32"]),
    (r#"{ "expression.form": ["tears", "tears"] }"#, &["error[duplicate-value]"]),
    // Values of another kind, or out of range.
    (r#"{ "expression.form": "tears" }"#, &["error[wrong-type]", "`expression.form`"]),
    (r#"{ "therapist.trainee": "yes" }"#, &["error[wrong-type]", "true or false"]),
    (r#"{ "client.age_band": 40 }"#, &["error[wrong-type]", "`client.age_band`"]),
    (r#"{ "therapist.sessions_today": 99 }"#, &["error[out-of-range]", "from 0 to 14"]),
    (r#"{ "therapist.sessions_today": -1 }"#, &["error[out-of-range]"]),
    (r#"{ "therapist.sessions_today": 1.5 }"#, &["error["]),
    (r#"{ "therapist.sessions_today": 99999999999999999999 }"#, &["error["]),
    // What cannot be together.
    (r#"{ "client": { "age_band": "teen" }, "client.age_band": "adult" }"#, &["error[fact-twice]"]),
    (
        r#"{ "expression.form": ["touch"], "setting.channel": "phone" }"#,
        &["error[impossible]", "expression.form", "by phone", "Nobody can be touched from afar."],
    ),
];

/// Commands that are refused, with what is said of each.
const REFUSED_COMMANDS: &[(&[&str], &[&str])] = &[
    // Settings.
    (
        &["advise", "--set", "client.age_band=adutl"],
        &["error[unknown-value]", "--> --set client.age_band=adutl", "did you mean `adult`?"],
    ),
    (&["advise", "--set", "client.age_bend=x"], &["error[unknown-fact]", "--> --set client.age_bend=x"]),
    (&["advise", "--set", "therapist.trainee=maybe"], &["error[wrong-type]", "--> --set therapist.trainee"]),
    (&["advise", "--set", "therapist.sessions_today=many"], &["error["]),
    (&["advise", "--set", "therapist.sessions_today=99"], &["error[out-of-range]"]),
    (&["advise", "--set", "expression.form=tears,tiers"], &["error[unknown-value]", "`tiers`"]),
    (&["advise", "--set", "client.age_band="], &["error[unknown-value]"]),
    (&["advise", "--set", "no.such=unknown"], &["error[unknown-fact]", "`no.such`"]),
    (
        &["advise", "--set", "client.age_band=teen", "--set", "client.age_band=adult"],
        &["error[duplicate-key]"],
    ),
    (
        &["advise", "--set", "expression.form=touch", "--set", "setting.channel=phone"],
        &["error[impossible]", "Nobody can be touched from afar."],
    ),
    (
        &["advise", TINY_SITUATION, "--rules", TINY, "--only", "--set", "lamp.lit=false"],
        &["error[impossible]", "A lamp that is out burns no hours."],
    ),
    // Files.
    (&["advise", "no/such.json"], &["error[unreadable]", "there is no such file", "--> no/such.json"]),
    (&["advise", "examples"], &["error[unreadable]", "this is a folder"]),
    (&["rules", "--rules", "no/such.json", "--rules", "nor/this.json"], &["no/such.json", "nor/this.json"]),
    // Everything at once.
    (
        &["advise", "tests/cli/misspelt.json", "--set", "therapist.trainee=maybe"],
        &["`adutl`", "`no.such`", "`therapist.trainee`"],
    ),
    (
        &["advise", SHARED_TEARS, "--rules", "tests/cli/faulty.json"],
        &[
            "error[unknown-field]",
            "--> tests/cli/faulty.json:4:3",
            "help: did you mean `rules`?",
            "error[unknown-fact]",
            "help: did you mean `client.age_band`?",
            "error[unknown-term]",
            "error[unknown-action]",
            "error[unknown-rule]",
            "error[unknown-source]",
        ],
    ),
    // Rules that may not be laid over others.
    (
        &["cases", "--rules", "tests/cli/loosening.json"],
        &["error[higher-authority]", "`not-fit-to-work`", "error[loosened]"],
    ),
    (&["facts", "--rules", TINY], &["error[broken-layers]"]),
    (&["explain", "tears-with-the-bereaved", "--rules", RIVERSIDE, "--only"], &["error[broken-layers]"]),
    (&["rules", "--rules", SHARED_TEARS], &["error[unknown-field]", SHARED_TEARS]),
    // Names.
    (&["explain", "client-ask-not"], &["error[unknown-rule]", "help: did you mean `client-asks-not`?"]),
    (&["explain", "zeppelin"], &["error[unknown-rule]", "`demeanor rules` lists them all"]),
    (&["facts", "clint"], &["error[unknown-fact]", "help: did you mean `client`?"]),
    (&["facts", "client.age_bend"], &["error[unknown-fact]", "help: did you mean `client.age_band`?"]),
    (&["facts", "zeppelin"], &["error[unknown-fact]", "`demeanor facts` lists them all"]),
];

/// Everything that is refused: arguments, standard input, and parts of what is said.
fn refused() -> impl Iterator<Item = (&'static [&'static str], &'static str, &'static [&'static str])> {
    let situations = REFUSED_SITUATIONS.iter().map(|(input, parts)| (&["advise", "-"][..], *input, *parts));
    situations.chain(REFUSED_COMMANDS.iter().map(|(args, parts)| (*args, "", *parts)))
}

#[test]
fn faulty_input_is_refused_with_every_fault() {
    for (args, input, parts) in refused() {
        let run = run_with(args, input);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{args:?} {input}");
        assert_all(&run.err, parts, &(args, input));
    }
}

#[test]
fn faults_can_be_read_by_programs() {
    for (args, input, _) in refused() {
        let run = run_with(&[args, &["--format", "json"]].concat(), input);
        assert_eq!((run.status, run.err.as_str()), (1, ""), "{args:?} {input}");
        let faults: Vec<Value> = serde_json::from_str(&run.out).expect("it is a list in JSON");
        assert!(faults.iter().any(|fault| fault["severity"] == "error"), "{args:?} {input}");
        for fault in faults {
            assert!(fault["code"].is_string() && fault["message"].is_string(), "{fault}");
            assert!(fault.get("help").is_some(), "{fault}");
            let document = fault["place"]["document"].as_str().expect("it has a name");
            // Only what is in a text has a line and a column.
            let in_a_text = fault["place"]["position"].is_object();
            assert!(in_a_text || document != "stdin", "{fault}");
            assert!(!in_a_text || !document.starts_with("--set"), "{fault}");
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("latin-1.json");
    fs::write(&path, b"{ \"client\": \"\xe9\" }").expect("it can be written");
    let run = run(&["advise", path.to_str().expect("it is UTF-8")]);
    assert_eq!(run.status, 1);
    assert_all(&run.err, &["error[unreadable]", "this is not text in UTF-8", "latin-1.json"], &path);
}

/// What the command line itself gets wrong, with a part of what is said.
const MISUSED: &[(&[&str], &str)] = &[
    (&[], "Usage: demeanor <COMMAND>"),
    (&["advice"], "advise"),
    (&["advise", "one.json", "two.json"], "unexpected argument"),
    (&["advise", "--set", "client.age_band"], "client.age_band=adult"),
    (&["advise", "--set"], "a value is required"),
    (&["advise", "--format", "yaml"], "possible values: text, json"),
    (&["advise", "--as-of", "2026-02-30"], "`2026-02-30` is not a day written like 2026-01-31"),
    (&["advise", "--only"], "--rules <FILE>"),
    (&["advise", "--rules", TINY, "--only"], "there is no example"),
    (&["advise", "--whi"], "--why"),
    (&["explain"], "<RULE>"),
    (&["facts", "client", "trigger"], "unexpected argument"),
];

#[test]
fn misuse_exits_with_2() {
    for (args, part) in MISUSED {
        let run = run(args);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(part), "{args:?}: {}", run.err);
    }
}

#[test]
fn every_command_has_help_with_examples() {
    for args in [
        &["--help"][..],
        &["advise", "--help"],
        &["facts", "--help"],
        &["rules", "--help"],
        &["explain", "--help"],
        &["cases", "--help"],
    ] {
        assert_all(&answer(args), &["Usage: demeanor", "Examples:\n  demeanor "], &args);
    }
    assert_eq!(answer(&["--version"]), concat!("demeanor ", env!("CARGO_PKG_VERSION"), "\n"));
}

/// Commands of every kind, some of which are refused.
const EVERY_KIND: &[&[&str]] = &[
    &["advise", SHARED_TEARS, "--full"],
    &["advise", SHARED_TEARS, "--format", "json"],
    &["advise", "--set", "client.age_band=adutl"],
    &["facts"],
    &["facts", "client"],
    &["rules"],
    &["explain", "client-asks-not"],
    &["cases", "--rules", TINY, "--only"],
    &["--help"],
];

#[test]
fn the_same_command_gives_the_same_bytes() {
    for args in EVERY_KIND {
        let (one, other) = (run(args), run(args));
        assert_eq!((one.out, one.err, one.status), (other.out, other.err, other.status), "{args:?}");
    }
}

#[test]
fn colour_stays_off_pipes() {
    let coloured = |args: &[&str], variables: &[&str]| {
        let run = finish(spawn(tool().args(args).envs(variables.iter().map(|name| (name, "1")))), "");
        run.out.contains('\u{1b}') || run.err.contains('\u{1b}')
    };
    for args in EVERY_KIND {
        assert!(!coloured(args, &[]), "{args:?}");
        assert!(!coloured(args, &["NO_COLOR", "CLICOLOR_FORCE"]), "{args:?}");
    }
    // Where colour is asked for, there is some, so the above proves something; JSON never has any.
    assert!(coloured(&["advise", SHARED_TEARS], &["CLICOLOR_FORCE"]));
    assert!(coloured(&["advise", "--set", "client.age_band=adutl"], &["CLICOLOR_FORCE"]));
    assert!(!coloured(&["advise", SHARED_TEARS, "--format", "json"], &["CLICOLOR_FORCE"]));
}

#[test]
fn a_rule_set_cannot_steer_the_terminal() {
    let rules = answer(&["rules", "--rules", TINY, "--only"]);
    assert!(rules.contains("Light\u{fffd}[31m shows"), "{rules}");
}

#[test]
fn lines_are_wrapped_to_the_width() {
    for (columns, width) in [("", 100), ("60", 60), ("300", 100)] {
        for args in [&["advise", SHARED_TEARS, "--full"][..], &["facts"], &["explain", "client-asks-not"]] {
            let run = finish(spawn(tool().args(args).env("COLUMNS", columns)), "");
            let widest = run.out.lines().map(|line| line.chars().count()).max();
            assert!(widest.is_some_and(|widest| widest <= width), "{args:?} in {columns}: {widest:?}");
        }
    }
}

#[test]
fn wrapped_lines_go_on_under_their_column() {
    let run = finish(spawn(tool().args(["facts", "client.age_band"]).env("COLUMNS", "40")), "");
    let why = run.out.lines().skip_while(|line| !line.starts_with("  Why ")).nth(1);
    assert!(
        why.is_some_and(|line| line.starts_with("            ") && !line.starts_with("             ")),
        "{}",
        run.out
    );
}

#[test]
fn a_closed_pipe_is_no_failure() {
    for args in [&["advise", "-", "--full"][..], &["advise", "-", "--format", "json"]] {
        let mut child = spawn(tool().args(args));
        // The tool waits for its input, so the reader is gone before anything is written.
        drop(child.stdout.take());
        let run = finish(child, "{}");
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn the_embedding_examples_run() {
    for (name, parts) in [
        ("own_struct", &["Keep it brief and contained", "? Are you fit to work today?"][..]),
        (
            "clinic_overlay",
            &[
                "As it ships: Keep it brief and contained",
                "At Riverside: This is fine as it is.",
                "(feeling-grows), by tears-with-the-bereaved",
                "as expected",
            ],
        ),
    ] {
        let run = finish(spawn(&mut example(name)), "");
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}");
        assert_all(&run.out, parts, &name);
        assert!(!run.out.contains("not as expected"), "{}", run.out);
    }
}
