//! `check`: everything that is amiss with rule sets.

use crate::harness::{RIVERSIDE, Scratch, TINY, answer, assert_all, at, json, run, spawn, tool};
use serde_json::{Value, json as value};

const AMISS: &str = "examples/demeanor/tests/cli/amiss.json";
const ACKNOWLEDGING: &str = "examples/demeanor/tests/cli/acknowledging.json";
const UNMET: &str = "examples/demeanor/tests/cli/unmet.json";
const UNKEPT: &str = "examples/demeanor/tests/cli/unkept.json";
const MASKING: &str = "examples/demeanor/tests/cli/masking.json";

/// Rule sets that are looked at: arguments, exit status, and parts of what is printed, in order.
const CHECKED: &[(&[&str], i32, &[&str])] = &[
    // A case that is not met, with everything that it expects beside what is given.
    (
        &[UNMET, "--only"],
        1,
        &[
            "Checked     Nothing is as expected 1.0.0  [unmet.rules, draft]\n",
            "Holds       1 document, 2 facts, 2 rules, 0 safeguards\n",
            "Safeguards  none\n",
            "Cases       2 run, 1 not met\n",
            "warning[unused-source]",
            "--> examples/demeanor/tests/cli/unmet.json:23:13",
            "- Everything is wrong here  [all-wrong]\n",
            "    Place         examples/demeanor/tests/cli/unmet.json:",
            "    Situation     Lit: yes\n",
            "                              expected                          given\n",
            "                  stance      allow or moderate, at most allow  welcome\n",
            "                  advises     trim_it                           not advised\n",
            "                  one of      must                              not advised\n",
            "                  never       look_up                           should look_up\n",
            "                  never       anything in_the_moment            should look_up\n",
            "                  stands      long-light                        open without lamp.hours\n",
            "                  set aside   light-shows                       stands\n",
            "                  settled     yes                               no (possible: welcome, refrain)\n",
            "                  asks first  lamp.lit                          lamp.hours\n",
            "    Not met       the stance is welcome, not allow\n                  `trim_it` is not advised\n",
            "    Why given     It can be seen.  [light-shows]\n",
            "    Why expected  To see it all side by side.\n",
            "\n1 case not met, 1 warning.\n",
        ],
    ),
    (&[UNMET, "--only", "--case", "all-right"], 0, &["Cases       1 run, all met", "\n1 warning.\n"]),
    (&[UNMET, "--only", "--case", "all-right", "--deny", "warnings"], 1, &["\n1 warning.\n"]),
    (&[TINY, "--only", "--case", "dark", "--case", "lit"], 1, &["Cases       2 run, 1 not met"]),
    (
        &[TINY, "--only", "--case", "dark"],
        0,
        &["- `refrain` is reached without any action", "\n1 finding.\n"],
    ),
    // What the cases do not show.
    (&[UNMET, "--only", "--coverage"], 1, &["Shown       ", "Not shown by any case\n", " in any case ("]),
    (&[RIVERSIDE], 0, &["Shown       ", " both ways\n"]),
    // What is found over all situations, with a situation that shows it.
    (
        &[AMISS, "--only"],
        0,
        &[
            "Cases       none in the uppermost rule set\n",
            "\nWorth knowing, and no fault by itself\n",
            "- `moderate` is reached without any action advised  [stance-without-action]\n",
            "    For example   Lit: no; Burning: 0 hours\n",
            "\nLeft to what holds otherwise, as no rule has a say in the stance: 90.0 % of situations\n",
            "- Burning: 19 or fewer\n    Concerns      80.0 % of situations\n",
            "Found over all situations\n",
            "- `dark-burning` never applies, in any situation that can be  [never-applies]\n",
            "    Place         examples/demeanor/tests/cli/amiss.json:",
            "- `masked` never changes a stance or any advice: what holds without it comes to the same\n    [without-effect]\n",
            "    Concerns      10.0 % of situations\n",
            "    For example   Burning: 20 hours; Colours: red light\n",
            "- the fact `lamp.colours` (Colours) has no effect",
            "- `look_up` is both advised and advised against  [conflict]\n",
            "    Rules         look-at-light, spare-the-eyes\n",
            "    Concerns      40.0 % of situations\n",
            "    For example   Lit: yes; Burning: 12 hours\n",
            "    Gives         Keep it brief",
            "\n4 findings.\n",
        ],
    ),
    (&[AMISS, "--only", "--deny", "warnings"], 1, &["\n4 findings.\n"]),
    // What is acknowledged stands apart and does not count; an entry that fits nothing does.
    (
        &[ACKNOWLEDGING, "--only", "--deny", "warnings"],
        0,
        &[
            "Found over all situations, and acknowledged\n",
            "[never-applies]\n",
            "    Left because  It is written for another lamp.\n",
            "[conflict]\n",
            "    Gives         Keep it brief",
            "    Left because  The two are for different people.\n",
            "\nAll is well: no errors, no warnings, every case met, nothing more found over all situations.",
            "Acknowledged: 4 findings.\n",
        ],
    ),
    (
        &["examples/demeanor/tests/cli/acknowledges-nothing.json", "--only", "--deny", "warnings"],
        1,
        &[
            "Found over all situations, and acknowledged\n",
            "Found over all situations\n",
            "[conflict]\n",
            "acknowledges `conflict` of `look_down`: nothing of the kind is found\n    [acknowledges-nothing]\n",
            "    Place         examples/demeanor/tests/cli/acknowledges-nothing.json:28\n",
            "\n2 findings. Acknowledged: 3 findings.\n",
        ],
    ),
    // Safeguards that do not hold, and a clinic's rules that keep them.
    (
        &[UNKEPT],
        1,
        &[
            "over it     Children see everything here 1.0.0  [unkept.rules, draft]\n",
            " proved to hold in every situation\n",
            "error[safeguard-broken]: the safeguard `",
            "--> examples/demeanor/tests/cli/unkept.json:",
            "without the rule `children-see-us`",
            " errors, 1 finding.\n",
        ],
    ),
    (
        &["examples/demeanor/tests/cli/unguarded.json", "--only"],
        1,
        &[
            "Safeguards  1 of 2 proved to hold in every situation\n",
            "Cases       1 run, all met\n",
            "`light-is-guarded`",
            "lamp.lit (lit: yes)",
            "help: look at `light-shows`\n",
            "\n1 error.\n",
        ],
    ),
    (
        &[RIVERSIDE, "--deny", "warnings"],
        0,
        &["over it     Riverside Clinic: ", " run, all met\n", "\nAll is well: "],
    ),
    // Faults, after which there is nothing to run.
    (
        &["examples/demeanor/tests/cli/faulty.json"],
        1,
        &[
            "Checked     The documents alone",
            "error[unknown-field]",
            "help: did you mean `rules`?",
            " errors",
        ],
    ),
    (
        &["examples/demeanor/tests/cli/loosening.json"],
        1,
        &["error[higher-authority]", "`not-fit-to-work`", "error[loosened]"],
    ),
    (&[TINY], 1, &["error[broken-layers]"]),
    (&["no/such.json", "nor/this.json"], 1, &["no/such.json", "nor/this.json", "\n2 errors.\n"]),
];

#[test]
fn everything_amiss_is_told_in_order() {
    for (args, status, parts) in CHECKED {
        let run = run(&[&["check"], *args].concat());
        assert_eq!((run.status, run.err.as_str()), (*status, ""), "{args:?}: {}", run.out);
        let mut rest = run.out.as_str();
        for part in *parts {
            let (_, after) =
                rest.split_once(part).unwrap_or_else(|| panic!("{args:?}: no `{part}` in\n{rest}"));
            rest = after;
        }
    }
}

#[test]
fn the_shipped_guideline_is_checked_where_no_file_is_named() {
    let told = answer(&["check", "--deny", "warnings"]);
    assert_all(
        &told,
        &["[demeanor.standard", " proved to hold in every situation\n", "\nAll is well: "],
        &"check",
    );
    assert!(!told.contains("over it"), "{told}");
}

#[test]
fn a_case_that_is_not_there_is_refused() {
    let refused = run(&["check", TINY, "--only", "--case", "lid"]);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert_all(&refused.err, &["error[unknown-case]", "`lid`", "did you mean `lit`?"], &TINY);
}

/// A check with what it comes to as JSON: arguments, and values by their pointer.
type AsJson = (&'static [&'static str], Vec<(&'static str, Value)>);

fn as_json() -> Vec<AsJson> {
    vec![
        (
            &[TINY, "--only"],
            vec![
                ("/checked/layers/0/id", value!("tiny.rules")),
                ("/checked/rules", value!(2)),
                ("/checked/safeguards_proved", value!(true)),
                ("/diagnostics", value!([])),
                ("/cases/0/case", value!("lit")),
                ("/cases/0/passed", value!(false)),
                ("/cases/0/stance", value!("welcome")),
                ("/cases/0/situation", value!({ "lamp.lit": true })),
                (
                    "/cases/0/compared/0",
                    value!({ "about": "stance", "expected": "pause", "given": "welcome" }),
                ),
                ("/cases/0/unmet", value!(["the stance is welcome, not pause"])),
                ("/cases/1/passed", value!(true)),
                (
                    "/summary",
                    value!({ "errors": 0, "warnings": 0, "cases": 2, "cases_unmet": 1, "findings": 1, "acknowledged": 0 }),
                ),
            ],
        ),
        (
            &[AMISS, "--only"],
            vec![
                ("/findings/3/code", value!("conflict")),
                ("/findings/3/about", value!(["look_up"])),
                ("/findings/3/rules", value!(["look-at-light", "spare-the-eyes"])),
                ("/findings/3/share", value!(400_000_000)),
                ("/findings/3/witness", value!({ "lamp.hours": 12, "lamp.lit": true })),
                ("/findings/3/shown/words", value!("Lit: yes; Burning: 12 hours")),
                ("/findings/3/shown/stance", value!("moderate")),
                ("/notes/0/code", value!("stance-without-action")),
                ("/gaps/share", value!(900_000_000)),
                ("/gaps/regions/0/words", value!("Burning: 19 or fewer")),
                ("/gaps/regions/0/example", value!({ "lamp.hours": 0 })),
                ("/findings/0/rules", value!(["dark-burning"])),
                ("/findings/0/witness", Value::Null),
                ("/summary/findings", value!(4)),
            ],
        ),
        (
            &[ACKNOWLEDGING, "--only"],
            vec![
                ("/findings/0/acknowledged", value!("It is written for another lamp.")),
                ("/summary/findings", value!(0)),
                ("/summary/acknowledged", value!(4)),
            ],
        ),
        (
            &[UNKEPT],
            vec![
                ("/diagnostics/0/code", value!("safeguard-broken")),
                ("/diagnostics/0/severity", value!("error")),
                ("/diagnostics/0/place/document", value!(UNKEPT)),
                ("/layers/0/relaxes/0/rule", value!("children-see-us")),
                ("/layers/0/relaxes/0/loosens/0/of", value!("stance")),
                ("/checked/safeguards_proved", value!(false)),
                ("/cases", value!([])),
            ],
        ),
        (
            &["no/such.json"],
            vec![
                ("/checked", Value::Null),
                ("/diagnostics/0/code", value!("unreadable")),
                ("/summary/errors", value!(1)),
            ],
        ),
    ]
}

#[test]
fn programs_get_one_object() {
    for (args, values) in as_json() {
        let text = run(&[&["check"], args].concat());
        let run = run(&[&["check", "--format", "json"], args].concat());
        assert_eq!((run.status, run.err.as_str()), (text.status, ""), "{args:?}");
        let object = json(&run.out);
        for (pointer, expected) in values {
            assert_eq!(object.pointer(pointer), Some(&expected), "{args:?} {pointer}");
        }
    }
}

/// An author hears of what is below only on request, and sees why a permission of their own is not enough.
#[test]
fn an_authors_own_layer_is_spoken_of() {
    let (short, all) = (run(&["check", MASKING]).out, run(&["check", MASKING, "--all"]).out);
    let below = "prejudice-at-the-therapist";
    assert!(short.contains("known too: `--all` tells.") && !short.contains(below), "{short}");
    assert!(!all.contains("`--all` tells.") && all.contains(below), "{all}");
    let told = run(&["check", "examples/demeanor/tests/cli/outvoted.json", "--only"]).out;
    let because = "    Outvoted      `always-fine` would permit less than refrain, and a limit beats every permission:\n";
    assert!(
        told.contains(because) && told.contains("`dark-limits`. Only `overrides` sets one aside."),
        "{told}"
    );
}

/// Saved again, a file is checked again; what cannot be read for a moment ends nothing.
#[test]
fn a_file_is_checked_again_when_it_is_saved() {
    let scratch = Scratch::new();
    let text = std::fs::read_to_string(at(MASKING)).expect("it is there");
    let path = scratch.file("clinic.json", &text);
    let mut child = spawn(tool().args(["check", &path, "--watch"]));
    let mut out = std::io::BufReader::new(child.stdout.take().expect("it is piped"));
    let mut until_it_waits = || {
        let (mut told, mut line) = (String::new(), String::new());
        while !line.starts_with("Looks again when a file is saved") {
            line.clear();
            let read = std::io::BufRead::read_line(&mut out, &mut line).expect("it is text");
            assert!(read > 0, "it ended: {told}");
            told.push_str(&line);
        }
        told
    };
    assert!(until_it_waits().contains("over it     Says more than a rule below"));
    std::fs::remove_file(&path).expect("it is there");
    assert!(until_it_waits().contains("there is no such file"));
    scratch.file("clinic.json", &text.replace("Says more than a rule below", "Saved again"));
    assert!(until_it_waits().contains("over it     Saved again"));
    child.kill().expect("it runs");
    child.wait().expect("it ends");
}
