//! What there is to look up: facts and rules.

use crate::harness::{RIVERSIDE, Scratch, TINY, answer, assert_all, at, json, run};
use std::fs;

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
    // The condition as it is written, to be copied.
    (
        &["explain", "little_time"],
        &["\nIts condition, to copy\n{ \"timing.minutes_left\": { \"at_least\": 1, \"at_most\": 10 } }\n"],
    ),
    (
        &["explain", "tears-with-the-bereaved", "--rules", RIVERSIDE],
        &[
            "\nIts condition, to copy\n{\n  \"expression.emotion\": [\"sadness\", ",
            "\n  \"is\": [\"held\", \"brief\"],\n",
        ],
    ),
    (
        &["explain", "heavy_day", "--rules", RIVERSIDE],
        &["to copy\n{ \"therapist.sessions_today\": { \"at_least\": 5 } }\n"],
    ),
    (
        &["explain", "lost-control-pauses"],
        &[
            "A safeguard: proved",
            "the stance is pause",
            "\nIts condition, to copy\n{\n  \"expression.control\": \"lost\",\n",
        ],
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
    assert!(card["condition"].is_object() && card["when"].is_array(), "{card}");
}

/// Of rules that are refused what could be read is shown, and that they are refused is said beside it.
#[test]
fn rules_that_are_refused_can_be_looked_up() {
    let scratch = Scratch::new();
    let sound = fs::read_to_string(at(RIVERSIDE)).expect("it is there");
    let faulty = scratch.file("faulty.json", &sound.replacen("\"because\"", "\"becuase\"", 1));
    let cut = scratch.file("cut.json", sound.get(..sound.len() / 2).expect("it is plain text"));
    let looked_up: [(&[&str], &[&str]); 9] = [
        (&["rules"], &["\nrefused           tears-with-the-bereaved", "demands pause "]),
        (&["rules", "bereaved"], &["refused           tears-with-the-bereaved"]),
        (&["terms", "heavy"], &["heavy_day"]),
        (&["actions"], &["name_it"]),
        (&["safeguards"], &["lost-control-pauses"]),
        (&["sources"], &["."]),
        (&["facts", "setting"], &["  setting.observed  Is a training group", "[refused]"]),
        (
            &["explain", "tears-with-the-bereaved"],
            &["faulty.json has it, in `rules`\n{\n", "\"permits\": \"allow\""],
        ),
        (&["explain", "client-asks-not"], &["[client-asks-not]", "Applies where"]),
    ];
    for (args, parts) in looked_up {
        let found = run(&[args, &["--rules", &faulty]].concat());
        assert_eq!(found.status, 0, "{args:?}: {}", found.err);
        assert_all(&found.out, parts, &args);
        assert_all(&found.err, &["These rules are refused, for ", "`demeanor check` tells"], &args);
        let as_json = run(&[args, &["--rules", &faulty, "--format", "json"]].concat());
        assert!(as_json.status == 0 && !json(&as_json.out).is_null(), "{args:?}");
    }
    let none = run(&["explain", "client-asks-not", "--rules", &cut]);
    assert_all(
        &none.err,
        &["These rules are refused, for ", "Nothing could be read of", "it is not JSON"],
        &cut,
    );
    let unknown = run(&["explain", "tears-with-the-bereavd", "--rules", &faulty]);
    assert_all(&unknown.err, &["error[unknown-rule]", "did you mean `tears-with-the-bereaved`?"], &faulty);
}
