//! What there is to look up: facts and rules.

use crate::harness::{RIVERSIDE, TINY, answer, assert_all, json, run};

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
    (
        &["explain", "little_time"],
        &["little time  [little_time]", "Holds where\n  Minutes left: 1 to 10", "[little-time]"],
    ),
    (&["explain", "client-asks-not"], &["[client-asks-not]", "Applies where", "Because", "Rests on"]),
    (
        &["explain", "tears-with-the-bereaved", "--rules", RIVERSIDE],
        &["Sets aside\n  episode-after-episode", "(a rule of riverside.expression)"],
    ),
    (
        &["explain", "episode-after-episode", "--rules", RIVERSIDE],
        &["Is set aside by", "tears-with-the-bereaved"],
    ),
    // Why it does not apply in a situation, and what it would take.
    (
        &["explain", "feeling-grows", "--set", "expression.emotion=anger"],
        &[
            "It does not apply here",
            "  fails  Feeling: ",
            "[here: anger]",
            "It would apply with\n  Feeling: ",
            "was taken to be so.",
        ],
    ),
    (
        &["explain", "not-fit-to-work", "examples/situations/irritation.json", "--presume", "none"],
        &["[here: fit]", "It would apply with\n  Fitness to work: not fit\n", "Nothing was presumed"],
    ),
];

#[test]
fn commands_list_and_explain() {
    for (args, parts) in LISTS {
        assert_all(&answer(args), parts, args);
    }
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
    for (args, name) in [(["facts", "client.age_band"], "id"), (["rules", "grieving"], "rule")] {
        let list = json(&answer(&[&args[..], &["--format", "json"]].concat()));
        assert!(list[0][name].is_string(), "{args:?}: {list}");
    }
    let card = json(&answer(&["explain", "client-asks-not", "--format", "json"]));
    assert_eq!(card["rule"], "client-asks-not");
}
