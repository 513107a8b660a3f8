//! JSON Schemas from the command line.

use crate::harness::{self, RIVERSIDE, TINY, answer, at, run};
use serde_json::Value;
use std::fs;

fn json(args: &[&str]) -> Value {
    harness::json(&answer(args))
}

#[test]
fn schemas_are_those_that_are_committed() {
    for of in ["rule-set", "situation", "guidance", "diagnostics"] {
        let committed = fs::read_to_string(at(&format!("rules/schema/{of}.json"))).expect("it is there");
        assert_eq!(json(&["schema", of]), harness::json(&committed), "{of}");
    }
    assert_eq!(json(&["schema"]), json(&["schema", "rule-set"]));
}

#[test]
fn schemas_are_made_for_a_vocabulary() {
    for (args, offered) in [
        (
            ["schema", "rule-set", "--for", RIVERSIDE].as_slice(),
            "/$defs/Condition/properties/setting.observed",
        ),
        (&["schema", "--for", RIVERSIDE], "/$defs/Condition/properties/client.age_band"),
        (&["schema", "situation", "--for", RIVERSIDE], "/properties/setting/properties/observed"),
        (&["schema", "situation", "--for", TINY, "--only"], "/properties/lamp.lit"),
        // Faulty rule sets are those that need one most.
        (
            &["schema", "--for", "examples/demeanor/tests/cli/faulty.json"],
            "/$defs/Condition/properties/client.age_band",
        ),
    ] {
        assert!(json(args).pointer(offered).is_some(), "{args:?}");
    }
    let alone = json(&["schema", "situation", "--for", TINY, "--only"]);
    assert!(alone.pointer("/properties/client").is_none());
}

#[test]
fn what_is_the_same_for_every_vocabulary_is_not_made_for_one() {
    let refused = run(&["schema", "guidance", "--for", RIVERSIDE]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("leave `--for` out"), "{}", refused.err);
}
