//! What guidance is told to break of safeguards that nobody proved, situation by situation.

use demeanor::{Document, Guideline};
use serde_json::json;

/// Situations, and the safeguards that their guidance does not keep.
const BROKEN: &[(&str, &[&str])] = &[
    (
        r#"{ "lamp.lit": true, "lamp.hot": true }"#,
        &[
            "hot-is-held-back: the stance is welcome, not refrain or pause (It burns.)",
            "welcome-looks-away: `look_up` is advised (It blinds.)",
            "welcome-looks-away: `look_down` is not advised (It blinds.)",
        ],
    ),
    (
        r#"{ "lamp.lit": true, "lamp.hot": false }"#,
        &[
            "welcome-looks-away: `look_up` is advised (It blinds.)",
            "welcome-looks-away: `look_down` is not advised (It blinds.)",
        ],
    ),
    (
        r#"{ "lamp.lit": false, "lamp.hot": true }"#,
        &["hot-is-held-back: the stance is moderate, not refrain or pause (It burns.)"],
    ),
    (r#"{ "lamp.lit": false, "lamp.hot": false }"#, &[]),
    (r#"{ "lamp.lit": false }"#, &[]),
];

#[test]
fn what_guidance_breaks_is_told() {
    let document = json!({
        "format": 1, "id": "lamp.rules", "version": "1.0.0", "title": "Lamps",
        "otherwise": { "stance": "moderate", "because": "Nothing is said." },
        "facts": [
            { "id": "lamp.lit", "kind": "flag", "ask": "Is it lit?" },
            { "id": "lamp.hot", "kind": "flag", "ask": "Is it hot?" },
        ],
        "actions": [
            { "id": "look_up", "moment": "in_the_moment", "text": "Look up." },
            { "id": "look_down", "moment": "in_the_moment", "text": "Look down." },
        ],
        "rules": [{ "id": "light-shows", "title": "Light shows", "when": { "lamp.lit": true }, "permits": "welcome",
            "should": ["look_up"], "because": "It can be seen.", "authority": "guidance", "strength": "weak",
            "certainty": "low" }],
        "safeguards": [
            { "id": "hot-is-held-back", "when": { "lamp.hot": true }, "expect": { "at_least": "refrain" },
              "because": "It burns." },
            { "id": "welcome-looks-away", "when": {}, "stance": "welcome",
              "expect": { "advises": ["look_down"], "never_advises": ["look_up"] }, "because": "It blinds." },
            { "id": "pause-looks-up", "when": {}, "stance": "pause", "expect": { "advises": ["look_up"] },
              "because": "It is quiet." },
        ],
    });
    let guideline = Guideline::build_unproved([Document::new("lamp.json", document.to_string())]);
    let guideline = guideline.expect("it builds");
    for (situation, broken) in BROKEN {
        let given = guideline.situation_from_json(situation).expect("it is one").broken_safeguards();
        assert_eq!(given, *broken, "{situation}");
    }
}
