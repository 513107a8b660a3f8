//! How conditions are said: each kind of test in the words that people read.

use demeanor::{Document, Guideline};
use serde_json::{Value, json};

/// Conditions on one fact, and what is said of them.
const SAID: &[(&str, &str)] = &[
    (r#"{ "client.calm": true }"#, "Calm: yes"),
    (r#"{ "client.calm": false }"#, "Calm: no"),
    (r#"{ "setting.channel": "phone" }"#, "Channel: phone"),
    (r#"{ "setting.channel": ["chat", "phone"] }"#, "Channel: phone or chat"),
    (r#"{ "setting.channel": ["phone", "video", "chat"] }"#, "Channel: phone, video or chat"),
    (r#"{ "setting.channel": { "none_of": ["chat", "mail"] } }"#, "Channel: anything but chat or mail"),
    (r#"{ "setting.channel": { "none_of": ["mail"] } }"#, "Channel: anything but mail"),
    (r#"{ "setting.channel": { "none_of": ["video", "chat", "mail"] } }"#, "Channel: room, phone or letter"),
    (r#"{ "setting.place": ["clinic", "home"] }"#, "Place: clinic, ward or day unit; or home"),
    (r#"{ "client.mood": "low" }"#, "Mood: low"),
    (r#"{ "client.mood": "worst" }"#, "Mood: worst"),
    (r#"{ "client.mood": { "at_least": "fair" } }"#, "Mood: at least fair"),
    (r#"{ "client.mood": { "at_most": "low" } }"#, "Mood: at most low"),
    (r#"{ "client.mood": ["low", "fair"] }"#, "Mood: low or fair"),
    (r#"{ "client.mood": ["worst", "good"] }"#, "Mood: worst or good"),
    (r#"{ "client.mood": ["worst", "fair", "good"] }"#, "Mood: worst, fair or good"),
    (r#"{ "client.visits": 3 }"#, "Visits: 3"),
    (r#"{ "client.visits": { "at_least": 3 } }"#, "Visits: 3 or more"),
    (r#"{ "client.visits": { "at_most": 3 } }"#, "Visits: 3 or fewer"),
    (r#"{ "client.visits": { "at_least": 3, "at_most": 5 } }"#, "Visits: 3 to 5"),
    (r#"{ "client.visits": [3, 4, 8] }"#, "Visits: 3 to 4 or 8"),
    (r#"{ "client.visits": { "none_of": [3] } }"#, "Visits: 2 or fewer or 4 or more"),
    (r#"{ "client.signs": { "includes": "tears" } }"#, "Signs: tears"),
    (r#"{ "client.signs": { "includes": ["tears", "pallor"] } }"#, "Signs: tears or pallor"),
    (r#"{ "client.signs": { "includes_all": ["tears", "pallor"] } }"#, "Signs: tears and pallor"),
    (r#"{ "client.signs": { "includes_none": ["tears"] } }"#, "Signs: not tears"),
    (r#"{ "client.signs": { "includes_none": ["tears", "pallor"] } }"#, "Signs: none of tears or pallor"),
    (r#"{ "client.signs": { "includes_none": ["tears", "pallor", "tremor"] } }"#, "Signs: nothing but sweat"),
    (r#"{ "client.signs": { "includes_none": ["tears", "pallor", "tremor", "sweat"] } }"#, "Signs: none"),
    (
        r#"{ "client.signs": { "includes": ["tears", "pallor"], "includes_none": ["sweat"] } }"#,
        "Signs: tears or pallor; not sweat",
    ),
];

#[test]
fn each_kind_of_test_has_its_words() {
    let rules: Vec<Value> = SAID
        .iter()
        .enumerate()
        .map(|(number, (when, _))| {
            let when: Value = serde_json::from_str(when).expect("it is JSON");
            json!({ "id": format!("rule-{number}"), "title": "A rule", "when": when, "permits": "allow",
                    "because": "Reason.", "authority": "guidance", "strength": "weak", "certainty": "low" })
        })
        .collect();
    let options = |labels: &[&str]| -> Vec<Value> {
        let id = |label: &str| label.split([',', ' ']).next().unwrap_or_default().to_owned();
        labels.iter().map(|label| json!({ "id": id(label), "label": label })).collect()
    };
    let document = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
        "facts": [
            { "id": "client.calm", "kind": "flag", "label": "Calm", "ask": "Calm?" },
            { "id": "setting.channel", "kind": "choice", "label": "Channel", "ask": "Which?",
              "options": options(&["room", "phone", "video", "chat", "mail", "letter"]) },
            { "id": "setting.place", "kind": "choice", "label": "Place", "ask": "Which?",
              "options": options(&["clinic, ward or day unit", "home", "street"]) },
            { "id": "client.mood", "kind": "scale", "label": "Mood", "ask": "Which?",
              "options": options(&["worst", "low", "fair", "good"]) },
            { "id": "client.visits", "kind": "count", "label": "Visits", "ask": "How many?", "min": 1, "max": 9 },
            { "id": "client.signs", "kind": "several", "label": "Signs", "ask": "Which?",
              "options": options(&["tears", "pallor", "tremor", "sweat"]) },
        ],
        "rules": rules,
    });
    let guideline = Guideline::build_unproved([Document::new("lakeside.json", document.to_string())]);
    let guideline = guideline.expect("it builds");
    for (number, (when, words)) in SAID.iter().enumerate() {
        let card = guideline.rule(&format!("rule-{number}")).expect("it is there");
        let lines: Vec<String> = card.when.iter().map(ToString::to_string).collect();
        assert_eq!(lines, [*words], "{when}");
    }
}
