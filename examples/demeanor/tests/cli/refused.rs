//! What is refused, and what is said of it.

use crate::harness::{
    RIVERSIDE, SHARED_TEARS, Scratch, TINY, TINY_SITUATION, answer, assert_all, json, run, run_with,
};
use std::fs;
use std::path::PathBuf;

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
    (
        r#"{ "clint": { "age_band": "adult" } }"#,
        &["error[unknown-fact]", "`clint`", "did you mean `client`?"],
    ),
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
    (&["advise", "--set", "client.age_band="], &["error[empty]", "--> --set client.age_band="]),
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
    (&["advise", "--rules", "no/such.json", "--rules", "nor/this.json"], &["no/such.json", "nor/this.json"]),
    (
        &["rules", TINY],
        &["error[unwanted-file]", "this is a file, and no text to look for", "demeanor rules --rules"],
    ),
    (&["terms", "clinic.json"], &["error[unwanted-file]", "`demeanor terms --rules clinic.json`"]),
    (&["audit", RIVERSIDE], &["error[wrong-type]", "this is a rule set, and holds no records", "--rules"]),
    (&["advise", RIVERSIDE], &["error[wrong-type]", "this is a rule set, not a situation"]),
    (&["advise", SHARED_TEARS, "--rules", SHARED_TEARS], &["this is a situation, not a rule set"]),
    // Everything at once.
    (
        &["advise", "examples/demeanor/tests/cli/misspelt.json", "--set", "therapist.trainee=maybe"],
        &["`adutl`", "`no.such`", "`therapist.trainee`"],
    ),
    (
        &["advise", SHARED_TEARS, "--rules", "examples/demeanor/tests/cli/faulty.json"],
        &[
            "error[unknown-field]",
            "--> examples/demeanor/tests/cli/faulty.json:4:3",
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
        &["advise", "--rules", "examples/demeanor/tests/cli/loosening.json"],
        &["error[higher-authority]", "`not-fit-to-work`", "error[loosened]"],
    ),
    // Rules that break a safeguard of those below: the situation that shows it, the rules responsible, and where.
    (
        &["advise", SHARED_TEARS, "--rules", "examples/demeanor/tests/cli/unkept.json"],
        &[
            "error[safeguard-broken]",
            "`young-child-distress-contained`",
            "the stance is",
            "allow, not",
            "client.age_band",
            "12 or under",
            "it would hold here without",
            "`children-see-us`",
            "it protects",
            "--> examples/demeanor/tests/cli/unkept.json:",
        ],
    ),
    (&["ask", "--rules", "examples/demeanor/tests/cli/unkept.json"], &["error[safeguard-broken]"]),
    (&["ask", "no/such.json"], &["error[unreadable]", "--> no/such.json"]),
    (
        &["ask", "examples/demeanor/tests/cli/misspelt.json"],
        &["error[unknown-value]", "--> examples/demeanor/tests/cli/misspelt.json:1:"],
    ),
    (
        &["explain", "tears-with-the-bereaved", SHARED_TEARS, "--rules", RIVERSIDE, "--only"],
        &["error[broken-layers]"],
    ),
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
        let faults = json(&run.out);
        let faults = faults.as_array().expect("it is a list");
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

#[test]
fn text_that_is_too_large_is_refused_unread() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("too-large.json");
    let file = fs::File::create(&path).expect("it can be written");
    file.set_len(1 << 40).expect("an empty terabyte takes no room");
    let run = run(&["check", "--only", path.to_str().expect("it is UTF-8")]);
    fs::remove_file(&path).expect("it can be removed");
    assert_eq!(run.status, 1);
    assert_all(&run.out, &["error[too-large]", "more than 16777216 bytes", "too-large.json"], &path);
}

/// What the command line itself gets wrong, with a part of what is said.
const MISUSED: &[(&[&str], &str)] = &[
    (&[], "Usage: demeanor <COMMAND>"),
    (&["advice"], "advise"),
    (&["advise", "one.json", "two.json"], "unexpected argument"),
    (&["advise", "--set", "client.age_band"], "client.age_band=adult"),
    (&["advise", "--set"], "a value is required"),
    (&["advise", "--format", "yaml"], "possible values: text, json"),
    (&["advise", "--as-of", "2026-02-30"], "there is no such day as `2026-02-30`"),
    (&["advise", "--only"], "--rules <FILE>"),
    (&["advise", "--rules", TINY, "--only"], "there is no example"),
    (&["advise", "--whi"], "--why"),
    (&["explain"], "<NAME>"),
    (&["facts", "client", "trigger"], "unexpected argument"),
    (&["check", "--only"], "<FILE>"),
    (&["check", "--deny"], "a value is required"),
    (&["check", "--deny", "errors"], "possible values: warnings"),
    (&["check", "--rules", TINY], "unexpected argument"),
    (&["ask", "--only"], "--rules <FILE>"),
    (&["ask", "one.json", "two.json"], "unexpected argument"),
    (&["cases"], "<FILE>"),
    (&["render", "--set", "client.age_band=adult"], "--card <FACT>"),
    (&["case"], "unrecognized subcommand"),
    (&["check", TINY, "-coverage"], "options begin with two hyphens, `--coverage`"),
    (&["check", "–coverage"], "options begin with two hyphens, `--coverage`"),
    (&["new", "--title", "“Hill", "House”"], "put several words in plain quotes"),
    (&["clinic.json", "check"], "the command comes first: `demeanor check clinic.json`"),
    (&["check", "clinic.json", "--output", "report.txt"], "`demeanor check clinic.json > report.txt`"),
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
        &["ask", "--help"],
        &["check", "--help"],
        &["compare", "--help"],
        &["audit", "--help"],
        &["schema", "--help"],
        &["new", "--help"],
        &["fmt", "--help"],
        &["render", "--help"],
        &["cases", "--help"],
    ] {
        assert_all(&answer(args), &["Usage: demeanor", "Examples:\n  demeanor "], &args);
    }
    assert_eq!(answer(&["--version"]), concat!("demeanor ", env!("CARGO_PKG_VERSION"), "\n"));
}

/// A fault is shown with its line alone, wherever in a long text that is; of a line that nobody could read, the place is.
#[test]
fn long_lines_are_told_by_their_place() {
    let scratch = Scratch::new();
    let title = "a".repeat(20_000);
    let many = "\n".repeat(5_000);
    let text = format!("{{ \"format\": 1,{many}\n  \"titel\": 2,\n  \"id\": \"{title}\", \"vershun\": 3 }}");
    let path = scratch.file("long.json", &text);
    let told = run(&["check", &path, "--only"]).out;
    assert!(told.contains("long.json:5002:3") && told.contains("5002 |   \"titel\": 2,"), "{told}");
    assert!(told.contains("long.json:5003:20013") && told.len() < 5_000, "{told}");
}
