//! Guidance as people read it, to the letter: what to do, why, what to find out, and every reason.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use demeanor::{Detail, Document, Guidance, Guideline};
use serde_json::json;

fn guidance(situation: &str) -> Guidance {
    let document = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.2.0", "title": "Lakeside",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
        "while_unknown": { "at_least": "refrain", "because": "Better safe." },
        "facts": [
            { "id": "client.safe", "kind": "flag", "label": "Safe", "ask": "Is the client safe?", "safety": true },
            { "id": "client.calm", "kind": "flag", "label": "Calm", "ask": "Is the client calm?" },
            { "id": "client.visits", "kind": "count", "label": "Visits", "ask": "How many visits?" },
            { "id": "own.tired", "kind": "flag", "label": "Tired", "ask": "Are you tired?", "askable": "later" },
        ],
        "actions": [
            { "id": "name_it", "moment": "in_the_moment", "text": "Name it." },
            { "id": "write_down", "moment": "after_session", "text": "Write it down." },
        ],
        "sources": [{ "id": "BOOK", "kind": "quantitative", "citation": "A book, 2001.", "doi": "10.1/2" }],
        "rules": [
            { "id": "calm-and-safe", "title": "Calm and safe", "when": { "client.calm": true, "client.safe": true },
              "permits": "allow", "should": ["name_it"], "because": "It does good.", "against": "It takes time.",
              "authority": "guidance", "strength": "weak", "certainty": "low", "sources": ["BOOK"] },
            { "id": "new", "title": "New here", "when": { "client.visits": { "at_most": 3 } }, "at_least": "moderate",
              "because": "Trust has to grow.", "authority": "guidance", "strength": "weak", "certainty": "not_applicable" },
            { "id": "tired", "title": "Tired", "when": { "own.tired": true }, "at_least": "refrain",
              "because": "Tired people slip.", "authority": "clinic_policy", "strength": "weak", "certainty": "low" },
            { "id": "calm-lifts-it", "title": "Calm lifts it", "when": { "client.calm": true, "client.visits": { "at_least": 2 } },
              "must": ["write_down"], "overrides": ["new"], "because": "Calm is trust.",
              "authority": "guidance", "strength": "weak", "certainty": "moderate" },
        ],
    });
    let guideline =
        Guideline::build_unproved([Document::new("lakeside.json", document.to_string())]).expect("it builds");
    guideline.situation_from_json(situation).expect("it is one").guidance()
}

/// Situations, and all that is told of them.
const TOLD: &[(&str, &str)] = &[
    (r#"{ "client.safe": true, "client.calm": true, "client.visits": 2, "own.tired": false }"#, KNOWN),
    (r#"{ "client.calm": true }"#, OPEN),
    (r#"{ "client.safe": true, "client.visits": 3, "own.tired": true }"#, IN_DOUBT),
];

#[test]
fn everything_is_told() {
    for (situation, told) in TOLD {
        assert_eq!(guidance(situation).report(Detail::Full).to_string(), *told, "{situation}");
    }
}

/// A walk of which much is presumed: more than a short text tells.
fn presuming() -> Guidance {
    let flag = |id: &str, label: &str, value: bool| json!({ "id": id, "kind": "flag", "label": label, "ask": "?", "presume": value });
    let rule = |id: &str, when: serde_json::Value, at_least: &str| {
        json!({ "id": id, "title": id, "when": when, "at_least": at_least, "because": "It is so.", "authority": "guidance",
                "strength": "weak", "certainty": "low" })
    };
    let document = json!({
        "format": 1, "id": "walk.rules", "version": "1.0.0", "title": "A walk",
        "otherwise": { "stance": "allow", "because": "Walks are fine." },
        "facts": [
            flag("walk.dog", "Dog", false),
            { "id": "walk.miles", "kind": "count", "label": "Miles", "ask": "?", "min": 0, "unit": "miles", "presume": 4 },
            flag("walk.map", "Map", true),
            flag("walk.hat", "Hat", true),
            { "id": "walk.sky", "kind": "choice", "label": "How the sky over the hills looks at present", "ask": "?", "presume": "clear",
              "options": [{ "id": "clear", "label": "clear" }, { "id": "hazy", "label": "hazy, or a few clouds" },
                          { "id": "grey", "label": "grey" }, { "id": "rain", "label": "rain or sleet" },
                          { "id": "snow", "label": "snow" }, { "id": "storm", "label": "storm" }] },
            { "id": "walk.ice", "kind": "flag", "label": "Ice", "ask": "?", "safety": true, "presume": false },
        ],
        "rules": [
            rule("dog", json!({ "walk.dog": true }), "moderate"),
            rule("far", json!({ "walk.miles": { "at_least": 10 } }), "refrain"),
            rule("near", json!({ "walk.miles": 0 }), "moderate"),
            rule("lost", json!({ "walk.map": false }), "moderate"),
            rule("wet", json!({ "walk.sky": ["hazy", "grey", "rain", "snow"] }), "moderate"),
            rule("storm", json!({ "walk.sky": "storm" }), "pause"),
            rule("ice", json!({ "walk.ice": true }), "refrain"),
        ],
    });
    let guideline =
        Guideline::build_unproved([Document::new("walk.json", document.to_string())]).expect("it builds");
    guideline.empty_situation().presuming().guidance()
}

/// Safety first, then what changes most; four of them, and how to see the rest. Brackets stand beside what is short. Answers to a
/// count are named, as others change nothing, and alternatives that have commas of their own are parted by strokes.
#[test]
fn a_short_text_has_few_provisos() {
    let guidance = presuming();
    let short = guidance.report(Detail::Short).with_rest_by("press F1").to_string();
    let more = format!("{PROVISOS}\n  and 1 thing more that could change it (press F1)");
    assert_eq!(short.split_once("\n\n").expect("a paragraph").0, more);
    let full = guidance.report(Detail::Why).to_string();
    let all = format!("{PROVISOS}\n{REST_OF_THEM}");
    assert_eq!(full.split_once("\n\n").expect("a paragraph").0, all);
}

const PROVISOS: &str = "\
This is fine as it is, taking it that
  Ice: no          (else: hold back)
  How the sky over the hills looks at present: clear
      (hazy, or a few clouds / grey / rain or sleet / snow: keep it brief; storm: pause)
  Miles: 4 miles   (0: keep it brief; 10 or more: hold back)
  Dog: no          (else: keep it brief)";

const REST_OF_THEM: &str = "  Map: yes         (else: keep it brief)
One more thing is taken to be as usual; were it otherwise, the stance would stay.";

const KNOWN: &str = "\
This is fine as it is.

Now          Name it.  [name_it]
Afterwards   Write it down.  [write_down]

Why       It does good.  [weak evidence: BOOK]
But       It takes time.

Every reason, strictest first
* Calm and safe (permits allow)  [calm-and-safe]
    As        Safe: yes; Calm: yes
    Because   It does good.  [weak evidence: BOOK]
* Calm lifts it  [calm-lifts-it]
    As        Calm: yes; Visits: 2
    Because   Calm is trust.  [moderate evidence]
(* decided the stance or an action)

Set aside
- New here, by: Calm lifts it  [new]

Sources
- BOOK  A book, 2001. doi:10.1/2

This supports your judgement and does not replace it. (Lakeside 1.2.0, draft)
";

const OPEN: &str = "\
Hold it back and steady yourself, staying present with the client.
Not settled: what is not known could make it \"fine as it is\" or \"keep it brief\".

Why       Better safe.
Find out  Are you tired? (later)  [own.tired]
            - no: fine as it is or keep it brief
            - yes: hold back
          Is the client safe?  [client.safe]
            - no: keep it brief or hold back
          How many visits?  [client.visits]
            - 0 to 1: keep it brief or hold back

Every reason, strictest first
* Something that matters for safety is not known (at least refrain)
    Because   Better safe.
- No permission applies (permits moderate)
    Because   Silence is not permission.
(* decided the stance or an action)

Still open
- Tired (would demand at least refrain)  [tired]
    depends on own.tired
- New here (would demand at least moderate)  [new]
    depends on client.visits
- Calm and safe (would permit allow)  [calm-and-safe]
    depends on client.safe
- Calm lifts it  [calm-lifts-it]
    depends on client.visits

This supports your judgement and does not replace it. (Lakeside 1.2.0, draft)
";

const IN_DOUBT: &str = "\
Hold it back and steady yourself, staying present with the client.

Why       Tired people slip.  [clinic policy]

Every reason, strictest first
* Tired (at least refrain)  [tired]
    As        Tired: yes
    Because   Tired people slip.  [clinic policy]
- New here (at least moderate), in doubt  [new]
    As        Visits: 3
    Because   Trust has to grow.  [good practice]
- No permission applies (permits moderate)
    Because   Silence is not permission.
(* decided the stance or an action)

Still open
- Calm and safe (would permit allow)  [calm-and-safe]
    depends on client.calm
- Calm lifts it  [calm-lifts-it]
    depends on client.calm

This supports your judgement and does not replace it. (Lakeside 1.2.0, draft)
";
