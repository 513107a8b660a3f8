//! How answers reach a screen, a pipe or a file.

use crate::harness::{SHARED_TEARS, TINY, answer, assert_all, finish, run, spawn, tool};

/// Commands of every kind, some of which are refused.
const EVERY_KIND: &[&[&str]] = &[
    &["advise", SHARED_TEARS, "--full"],
    &["advise", SHARED_TEARS, "--format", "json"],
    &["advise", "--set", "client.age_band=adutl"],
    &["facts"],
    &["facts", "client"],
    &["rules"],
    &["explain", "client-asks-not"],
    &["ask"],
    &["check", TINY, "--only"],
    &["check", "examples/demeanor/tests/cli/faulty.json"],
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
        for args in [
            &["advise", SHARED_TEARS, "--full"][..],
            &["facts"],
            &["explain", "client-asks-not"],
            &["check", "examples/demeanor/tests/cli/unmet.json", "--only"],
        ] {
            let run = finish(spawn(tool().args(args).env("COLUMNS", columns)), "");
            // A digest is one word, which no line can break.
            let lines = run.out.lines().filter(|line| !line.starts_with("Digest "));
            let widest = lines.map(|line| line.chars().count()).max();
            assert!(widest.is_some_and(|widest| widest <= width), "{args:?} in {columns}: {widest:?}");
        }
    }
}

#[test]
fn how_much_more_there_is_stays_on_one_line() {
    let args = ["advise", "examples/situations/by-video.json", "--presume", "none"];
    for columns in ["40", "62", "80"] {
        let run = finish(spawn(tool().args(args).env("COLUMNS", columns)), "");
        let is_whole = |line: &str| line.ends_with(" more: --why)");
        assert!(run.out.lines().any(is_whole), "{}", run.out);
        assert!(run.out.lines().all(|line| line.contains("(+") == is_whole(line)), "{}", run.out);
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

/// How the questions and what their answers mean are laid out: at a width, the lines.
const FIND_OUT: &[(&str, &str)] = &[
    (
        "100",
        "Find out  What do they carry?
            - a rope: pause
            - not a rope: let it show or keep it brief
          Is the door open? (later)
            - no: keep it brief or pause
          (+1 more: --why)
",
    ),
    (
        "40",
        "Find out  What do they carry?
            - a rope: pause
            - not a rope: let it show or
                keep it brief
          Is the door open? (later)
            - no: keep it brief or pause
          (+1 more: --why)
",
    ),
];

#[test]
fn what_answers_mean_stands_one_below_the_other() {
    let args = [
        "advise",
        "--set",
        "people.number=3",
        "--rules",
        "examples/demeanor/tests/cli/interview.json",
        "--only",
    ];
    for (columns, lines) in FIND_OUT {
        let run = finish(spawn(tool().args(args).env("COLUMNS", columns)), "");
        assert_all(&run.out, &[lines], columns);
    }
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
