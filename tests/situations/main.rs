//! Every way to give a situation, and every way in which one is refused.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use demeanor::diagnostic::{Code, Severity};
use demeanor::{Diagnostic, Document, FactValue, Guideline, Rejected, Situation};
use serde::ser::{Error, Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

const RULES: &str = r#"{
  "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
  "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
  "facts": [
    { "id": "client.age_band", "kind": "scale", "label": "Age", "ask": "How old is the client?", "formerly": ["client.age"],
      "options": [ { "id": "child", "label": "12 or under" }, { "id": "teen", "label": "13 to 17", "formerly": ["youth"] },
                   { "id": "adult", "label": "18 or over" } ] },
    { "id": "client.calm", "kind": "flag", "ask": "Is the client calm?" },
    { "id": "setting.channel", "kind": "choice", "label": "Way of meeting", "ask": "How do you meet?",
      "options": [ { "id": "in_person", "label": "in one room" }, { "id": "phone", "label": "by phone" } ] },
    { "id": "relationship.sessions", "kind": "count", "ask": "How often have you met?", "min": 1, "max": 500,
      "unit": "sessions", "unit_one": "session" },
    { "id": "relationship.letters", "kind": "count", "ask": "How many letters?" },
    { "id": "expression.form", "kind": "several", "label": "What shows", "ask": "What shows?",
      "options": [ { "id": "tears", "label": "tears" }, { "id": "touch", "label": "touch" }, { "id": "laughter", "label": "laughter" } ] } ],
  "terms": [ { "id": "far_away", "when": { "setting.channel": "phone" } } ],
  "rules": [ { "id": "all", "title": "All", "permits": "allow", "because": "Reason.",
    "when": { "is": "far_away", "client.age_band": "teen", "client.calm": true, "relationship.sessions": 3,
              "relationship.letters": 3, "expression.form": { "includes": "tears" } },
    "authority": "guidance", "strength": "weak", "certainty": "low" } ],
  "impossible": [
    { "when": { "is": "far_away", "expression.form": { "includes": "touch" } }, "because": "Nobody can be touched by phone." },
    { "when": { "client.age_band": "child", "relationship.sessions": { "at_least": 400 } }, "because": "No child comes that often." } ]
}"#;

fn guideline() -> Guideline {
    Guideline::build([Document::new("lakeside.json", RULES)]).expect("it builds")
}

/// The facts that are known, as JSON.
fn facts(situation: &Situation) -> Value {
    serde_json::to_value(situation.facts()).expect("it is JSON")
}

/// What is reported, as lines.
fn said(rejected: &Rejected) -> Vec<String> {
    rejected.diagnostics().iter().map(Diagnostic::to_string).collect()
}

#[derive(serde::Serialize)]
struct Session {
    client: Client,
    setting: Setting,
    relationship: HashMap<&'static str, u64>,
    #[serde(rename = "expression.form", skip_serializing_if = "Option::is_none")]
    form: Option<Vec<Form>>,
}

#[derive(serde::Serialize)]
struct Client {
    age_band: Option<&'static str>,
    calm: Option<bool>,
}

#[derive(serde::Serialize)]
struct Setting {
    channel: Channel,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "snake_case")]
enum Channel {
    InPerson,
    #[expect(dead_code, reason = "hosts have more values than a test needs")]
    Phone,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "snake_case")]
enum Form {
    Laughter,
    Tears,
}

#[test]
fn a_struct_of_the_host() {
    let session = Session {
        client: Client { age_band: Some("adult"), calm: None },
        setting: Setting { channel: Channel::InPerson },
        relationship: HashMap::from([("sessions", 12)]),
        form: Some(vec![Form::Laughter, Form::Tears]),
    };
    let situation = guideline().situation(&session).expect("it is one");
    let expected = json!({
        "client.age_band": "adult", "setting.channel": "in_person", "relationship.sessions": 12,
        // In the order of the vocabulary, however they were given.
        "expression.form": ["tears", "laughter"],
    });
    assert_eq!(facts(&situation), expected);
    assert!(situation.notes().is_empty());
    let left_out = Session { form: None, ..session };
    let situation = guideline().situation(&left_out).expect("it is one");
    assert!(!situation.facts().contains_key("expression.form"));
}

#[test]
fn every_shape_says_the_same() {
    let expected = json!({ "client.age_band": "teen", "client.calm": false, "relationship.sessions": 3, "expression.form": [] });
    let shapes = [
        json!({ "client": { "age_band": "teen", "calm": false }, "relationship": { "sessions": 3 }, "expression": { "form": [] } }),
        json!({ "client.age_band": "teen", "client.calm": false, "relationship.sessions": 3, "expression.form": [] }),
        json!({ "client": { "age_band": "teen" }, "client.calm": false, "relationship.sessions": 3, "expression": { "form": [] } }),
        json!({ "client": { "age_band": "teen", "calm": false }, "relationship": { "sessions": 3, "letters": null },
                "expression": { "form": [] }, "setting": { "channel": null } }),
        json!({ "client": { "age_band": "teen", "calm": false }, "relationship": { "sessions": 3 }, "expression": { "form": [] },
                "setting": {}, "setting.channel": null }),
    ];
    let guideline = guideline();
    for shape in shapes {
        let by_value = guideline.situation(&shape).unwrap_or_else(|refused| panic!("{shape}: {refused}"));
        let by_text = guideline.situation_from_json(&format!("{shape:#}")).expect("it is one");
        assert_eq!(facts(&by_value), expected, "{shape}");
        assert_eq!(facts(&by_text), expected, "{shape}");
    }
    let map = BTreeMap::from([("client.age_band", "teen"), ("setting.channel", "phone")]);
    let situation = guideline.situation(&map).expect("it is one");
    assert_eq!(facts(&situation), json!({ "client.age_band": "teen", "setting.channel": "phone" }));
}

#[test]
fn nothing_is_known_in_many_ways() {
    let guideline = guideline();
    let nothing = guideline.empty_situation();
    assert_eq!(nothing.facts().len(), 0);
    for text in [
        "{}",
        "null",
        "{ \"client\": {} }",
        "{ \"client\": { \"calm\": null } }",
        "{ \"client.calm\": null }",
    ] {
        let situation =
            guideline.situation_from_json(text).unwrap_or_else(|refused| panic!("{text}: {refused}"));
        assert_eq!(situation.guidance(), nothing.guidance(), "{text}");
    }
    assert_eq!(guideline.situation(&()).expect("nothing is said").facts().len(), 0);
    assert_eq!(guideline.situation(&None::<Session>).expect("nothing is said").facts().len(), 0);
    assert_eq!(
        guideline.situation(&BTreeMap::<String, bool>::new()).expect("nothing is said").facts().len(),
        0
    );
}

#[test]
fn facts_one_by_one() {
    let situation = guideline()
        .empty_situation()
        .with("client.age_band", "child")
        .and_then(|situation| situation.with("client.calm", true))
        .and_then(|situation| situation.with("relationship.sessions", 1_u8))
        .and_then(|situation| situation.with("expression.form", ["tears"]))
        .and_then(|situation| situation.with("setting.channel", Channel::InPerson))
        .expect("they are facts");
    let all = json!({ "client.age_band": "child", "client.calm": true, "relationship.sessions": 1,
                      "expression.form": ["tears"], "setting.channel": "in_person" });
    assert_eq!(facts(&situation), all);
    let replaced = situation.clone().with("client.age_band", "adult").expect("a fact");
    assert_eq!(facts(&replaced)["client.age_band"], "adult");
    assert_eq!(replaced.facts().len(), 5);
    let emptied = situation.clone().with("expression.form", [(); 0]).expect("nothing shows");
    assert_eq!(facts(&emptied)["expression.form"], json!([]));
    for unset in [
        situation.clone().with("client.age_band", ()),
        situation.clone().with("client.age_band", None::<&str>),
    ] {
        let unset = unset.expect("not known is always possible");
        assert_eq!((unset.facts().len(), unset.facts().get("client.age_band")), (4, None));
    }
    // The one that it came from is as it was.
    assert_eq!(facts(&situation), all);
    assert_eq!(situation.facts()["relationship.sessions"], FactValue::Count(1));
}

#[test]
fn facts_that_were_given_meet_the_new_one() {
    let by_phone = guideline().empty_situation().with("setting.channel", "phone").expect("a fact");
    let refused = by_phone.clone().with("expression.form", ["touch"]).expect_err("it cannot be");
    assert_eq!(refused.diagnostics()[0].code, Code::Impossible);
    let met =
        by_phone.with("setting.channel", "in_person").and_then(|met| met.with("expression.form", ["touch"]));
    assert_eq!(met.expect("now it can be").facts().len(), 2);
}

/// Each refusal: a situation, and all that is said of it.
const REFUSALS: [(&str, &str); 24] = [
    (
        r#"{ "client.age_bnad": "teen" }"#,
        "error[unknown-fact] situation at /client.age_bnad: there is no fact called `client.age_bnad`; did you mean `client.age_band`?",
    ),
    (
        r#"{ "client": { "aged_band": 1 } }"#,
        "error[unknown-fact] situation at /client/aged_band: there is no fact called `client.aged_band`; did you mean `client.age_band`?",
    ),
    (
        r#"{ "clinet": { "calm": true } }"#,
        "error[unknown-fact] situation at /clinet: there is no group of facts called `clinet`; did you mean `client`?",
    ),
    (
        r#"{ "weather": { "rain": true } }"#,
        "error[unknown-fact] situation at /weather: there is no group of facts called `weather`; it is one of `client`, `expression`, `relationship`, `setting`",
    ),
    (
        r#"{ "client.age_band": "aduld" }"#,
        "error[unknown-value] situation at /client.age_band: `client.age_band` has no option `aduld`; did you mean `adult`?",
    ),
    (
        r#"{ "client.age_band": "Adult" }"#,
        "error[unknown-value] situation at /client.age_band: `client.age_band` has no option `Adult`; did you mean `adult`?",
    ),
    (
        r#"{ "setting.channel": "telepathy" }"#,
        "error[unknown-value] situation at /setting.channel: `setting.channel` has no option `telepathy`; it is one of `in_person`, `phone`",
    ),
    (
        r#"{ "expression.form": ["tears", "teers"] }"#,
        "error[unknown-value] situation at /expression.form/1: `expression.form` has no option `teers`; did you mean `tears`?",
    ),
    (
        r#"{ "client.calm": "yes" }"#,
        "error[wrong-type] situation at /client.calm: `client.calm` is a flag; its value is true or false; write `true`, without quotes",
    ),
    (
        r#"{ "client.calm": 1 }"#,
        "error[wrong-type] situation at /client.calm: `client.calm` is a flag; its value is true or false; write `true`",
    ),
    (
        r#"{ "client.age_band": 2 }"#,
        "error[wrong-type] situation at /client.age_band: `client.age_band` is a scale; its value is one of its options; it is one of `child`, `teen`, `adult`",
    ),
    (
        r#"{ "setting.channel": true }"#,
        "error[wrong-type] situation at /setting.channel: `setting.channel` is a choice; its value is one of its options; it is one of `in_person`, `phone`",
    ),
    (
        r#"{ "relationship.sessions": "3" }"#,
        "error[wrong-type] situation at /relationship.sessions: `relationship.sessions` is a count; its value is a whole number; write `3`, without quotes",
    ),
    (
        r#"{ "relationship.sessions": 3.0 }"#,
        "error[out-of-range] situation at /relationship.sessions: `3.0` is not a whole number that `relationship.sessions` can have; it has whole numbers from 1 to 500",
    ),
    (
        r#"{ "relationship.sessions": -3 }"#,
        "error[out-of-range] situation at /relationship.sessions: `-3` is not a whole number that `relationship.sessions` can have; it has whole numbers from 1 to 500",
    ),
    (
        r#"{ "relationship.sessions": 18446744073709551615 }"#,
        "error[out-of-range] situation at /relationship.sessions: `18446744073709551615` is not a whole number that `relationship.sessions` can have; it has whole numbers from 1 to 500",
    ),
    (
        r#"{ "relationship.sessions": 501 }"#,
        "error[out-of-range] situation at /relationship.sessions: 501 is out of the range of `relationship.sessions`, from 1 to 500",
    ),
    (
        r#"{ "relationship.sessions": 0 }"#,
        "error[out-of-range] situation at /relationship.sessions: 0 is out of the range of `relationship.sessions`, from 1 to 500",
    ),
    (
        r#"{ "client.age_band": ["teen"] }"#,
        "error[wrong-type] situation at /client.age_band: `client.age_band` is a scale and has one value, not a list",
    ),
    (
        r#"{ "expression.form": "tears" }"#,
        "error[wrong-type] situation at /expression.form: `expression.form` is a several; its value is a list of its options",
    ),
    (
        r#"{ "expression.form": [["tears"]] }"#,
        "error[wrong-type] situation at /expression.form/0: expected an option, a whole number, true or false, found a list",
    ),
    (
        r#"{ "client": { "age_band": "teen" }, "client.age_band": "teen" }"#,
        "error[fact-twice] situation at /client.age_band: `client.age_band` is given twice; give each fact once, by group or by dotted id",
    ),
    (
        r#""teen""#,
        "error[wrong-type] situation: expected a situation, which is an object of facts, found a text",
    ),
    (
        r#"["client.calm"]"#,
        "error[wrong-type] situation: expected a situation, which is an object of facts, found a list",
    ),
];

#[test]
fn refusals_from_values() {
    for (given, expected) in REFUSALS {
        let value: Value = serde_json::from_str(given).expect("it is JSON");
        let refused = guideline().situation(&value).expect_err("it is refused");
        assert_eq!(said(&refused), [expected], "{given}");
    }
}

/// No group is a group of nothing.
#[test]
fn a_group_that_is_not_there_is_refused_though_empty() {
    let refused = guideline().situation_from_json("{ \"clinet\": {} }").map(|situation| facts(&situation));
    assert!(refused.is_err(), "{refused:?}");
}

#[test]
fn the_greatest_count() {
    let situation =
        guideline().situation(&json!({ "relationship.letters": u32::MAX })).expect("it is a count");
    assert_eq!(situation.facts()["relationship.letters"], FactValue::Count(u32::MAX));
    assert!(guideline().situation(&json!({ "relationship.letters": u64::from(u32::MAX) + 1 })).is_err());
}

#[test]
fn a_text_is_refused_with_its_lines() {
    let text = "{ \"client\": { \"age_band\": \"aduld\",\n  \"calm\": 3 } }";
    let refused = guideline().situation_from_json(text).expect_err("it is refused");
    let expected = [
        "error[unknown-value] situation:1:27: `client.age_band` has no option `aduld`; did you mean `adult`?",
        "error[wrong-type] situation:2:11: `client.calm` is a flag; its value is true or false",
    ];
    assert_eq!(said(&refused), expected);
    assert_eq!(refused.to_string(), expected.join("\n"));
}

#[test]
fn keys_given_twice() {
    let twice = [
        "{ \"client\": { \"calm\": true, \"calm\": true } }",
        "{ \"client.calm\": true, \"client.calm\": false }",
        "{ \"client\": { \"calm\": true }, \"client\": { \"age_band\": \"teen\" } }",
    ];
    for text in twice {
        let refused = guideline().situation_from_json(text).expect_err("it is refused");
        assert_eq!(refused.diagnostics()[0].code, Code::DuplicateKey, "{text}");
        // One fault, said once.
        assert_eq!(refused.diagnostics().len(), 1, "{text}: {refused}");
    }
}

#[test]
fn a_fact_by_its_former_and_its_present_name() {
    let refused = guideline().situation(&json!({ "client": { "age": "teen" }, "client.age_band": "teen" }));
    let codes: Vec<Code> = refused.expect_err("twice").diagnostics().iter().map(|one| one.code).collect();
    assert!(codes.contains(&Code::FactTwice), "{codes:?}");
}

#[test]
fn everything_wrong_at_once() {
    let given = json!({
        "clinet": { "calm": true }, "client": { "age_band": "aduld", "calm": "yes" },
        "relationship": { "sessions": -1, "letters": 1.5 }, "expression": { "form": ["teers", "touch"] },
    });
    let refused = guideline().situation(&given).expect_err("nothing is right");
    assert_eq!(refused.diagnostics().len(), 6, "{refused}");
    assert!(
        refused
            .diagnostics()
            .iter()
            .all(|one| one.severity == Severity::Error && one.place.position.is_none())
    );
}

#[test]
fn what_cannot_be_names_the_clash() {
    let given =
        json!({ "setting.channel": "phone", "expression.form": ["tears", "touch"], "client.calm": true });
    let refused = guideline().situation(&given).expect_err("it cannot be");
    let expected = "error[impossible] situation: these facts cannot be together: setting.channel (Way of meeting: by phone); \
                    expression.form (What shows: tears, touch); Nobody can be touched by phone.";
    assert_eq!(said(&refused), [expected]);
    let both = json!({ "setting.channel": "phone", "expression.form": ["touch"], "client.age_band": "child", "relationship.sessions": 400 });
    let refused = guideline().situation(&both).expect_err("it cannot be, twice over");
    assert_eq!(refused.diagnostics().len(), 2, "{refused}");
    // As long as one of the two is not known, it may still be otherwise.
    let open = guideline().situation(&json!({ "expression.form": ["touch"], "relationship.sessions": 400 }));
    assert_eq!(open.expect("it can be").facts().len(), 2);
}

#[test]
fn former_names_are_read_with_a_note() {
    let situation =
        guideline().situation_from_json("{ \"client\": { \"age\": \"youth\" } }").expect("it is read");
    assert_eq!(facts(&situation), json!({ "client.age_band": "teen" }));
    let notes: Vec<String> = situation.notes().iter().map(Diagnostic::to_string).collect();
    let expected = [
        "warning[former-name] situation:1:15: `client.age` is now called `client.age_band`; write `client.age_band`",
        "warning[former-name] situation:1:22: `youth` is now called `teen`; write `teen`",
    ];
    assert_eq!(notes, expected);
    let more = situation.with("client.age", "adult").expect("it is read");
    assert_eq!(facts(&more), json!({ "client.age_band": "adult" }));
    assert_eq!(more.notes().len(), 3, "notes are kept: {:?}", more.notes());
}

/// Serialises to an error, as a host's own type may.
struct Broken;

impl Serialize for Broken {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("the record is locked"))
    }
}

#[test]
fn what_cannot_be_serialised() {
    let refused = guideline().situation(&Broken).expect_err("it is refused");
    assert_eq!(
        said(&refused),
        ["error[not-serializable] situation: this is no situation: the record is locked"]
    );
    let keys = BTreeMap::from([((1, 2), true)]);
    let refused = guideline().situation(&keys).expect_err("keys are texts");
    assert_eq!(refused.diagnostics()[0].code, Code::NotSerializable);
    let refused = guideline().empty_situation().with("client.calm", Broken).expect_err("it is refused");
    assert_eq!(refused.diagnostics()[0].code, Code::NotSerializable);
}

/// `NaN` and the infinities are faults of the host, and not facts that are not known.
#[test]
fn a_number_that_is_none_is_refused() {
    #[derive(serde::Serialize)]
    struct Record {
        client: BTreeMap<&'static str, Vec<Option<f64>>>,
    }
    for (number, written) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (f64::NEG_INFINITY, "-inf")] {
        let record = Record { client: BTreeMap::from([("calm", vec![None, Some(number)])]) };
        let refused = guideline().situation(&record).expect_err("it is refused");
        let expected = format!(
            "error[not-serializable] situation: `client.calm` is {written}, which is no number: leave out what is not known"
        );
        assert_eq!(said(&refused), [expected]);
    }
    let unknown = BTreeMap::from([("client.calm", None::<f64>)]);
    assert!(guideline().situation(&unknown).expect("it is not known").facts().is_empty());
}

#[test]
fn lists_and_other_values_are_no_situations() {
    for given in [json!([]), json!(["client.calm"]), json!(true), json!(3)] {
        let refused = guideline().situation(&given).expect_err("it is refused");
        assert_eq!(refused.diagnostics()[0].code, Code::WrongType, "{given}");
    }
}

#[test]
fn a_situation_belongs_to_its_guideline() {
    let guideline = guideline();
    let situation = guideline.empty_situation();
    assert_eq!(situation.guideline().digest(), guideline.digest());
    assert!(format!("{situation:?}").contains("known"));
}

/// What is given, and the fields that are to be marked: code, and all that a form needs.
fn marked() -> Vec<(Value, Value)> {
    let sessions = json!({ "min": 1, "max": 500 });
    vec![
        (
            json!({ "client": { "age": "aduld" } }),
            json!([{ "code": "unknown-value", "field": { "fact": "client.age_band", "value": "aduld", "suggestion": "adult",
                     "allowed": ["child", "teen", "adult"] } },
                   { "code": "former-name", "field": { "fact": "client.age_band", "value": "aduld",
                     "allowed": ["child", "teen", "adult"] } }]),
        ),
        (
            json!({ "client.calm": "maybe", "relationship.sessions": 700 }),
            json!([{ "code": "wrong-type", "field": { "fact": "client.calm", "value": "maybe", "allowed": [true, false] } },
                   { "code": "out-of-range", "field": { "fact": "relationship.sessions", "value": 700, "range": sessions } }]),
        ),
        (
            json!({ "expression": { "form": ["tears", "tuoch"] } }),
            json!([{ "code": "unknown-value", "field": { "fact": "expression.form", "value": ["tears", "tuoch"],
                     "suggestion": "touch", "allowed": ["tears", "touch", "laughter"] } }]),
        ),
        (
            json!({ "client.clam": true }),
            json!([{ "code": "unknown-fact", "field": { "fact": "client.clam", "value": true, "suggestion": "client.calm" } }]),
        ),
        (
            json!({ "setting.channel": "phone", "expression.form": ["touch"], "client.calm": true }),
            json!([{ "code": "impossible", "field": { "fact": "expression.form", "value": ["touch"],
                     "allowed": ["tears", "touch", "laughter"],
                     "clash": [{ "fact": "setting.channel", "value": "phone" }, { "fact": "expression.form", "value": ["touch"] }] } }]),
        ),
    ]
}

#[test]
fn a_form_can_mark_the_field_that_is_at_fault() {
    for (given, expected) in marked() {
        let refused = guideline().situation(&given).expect_err("it is refused");
        let marked: Vec<Value> = refused
            .diagnostics()
            .iter()
            .map(|fault| json!({ "code": fault.code, "field": fault.field }))
            .collect();
        let by_code = |list: &[Value]| {
            let mut list = list.to_vec();
            list.sort_by_key(|entry| entry["code"].to_string());
            list
        };
        assert_eq!(by_code(&marked), by_code(expected.as_array().expect("a list")), "{given}");
    }
    // Of what was known before and what is given now, what is given now is marked.
    let by_phone = guideline().situation(&json!({ "setting.channel": "phone" })).expect("it can be");
    let refused = by_phone.with("expression.form", ["touch"]).expect_err("it is refused");
    let field =
        refused.diagnostics().first().and_then(|fault| fault.field.as_ref()).expect("it is about a fact");
    assert_eq!((field.fact.as_str(), field.clash.len()), ("expression.form", 2));
    let touched = guideline().situation(&json!({ "expression.form": ["touch"] })).expect("it can be");
    let refused = touched.with("setting.channel", "phone").expect_err("it is refused");
    let field =
        refused.diagnostics().first().and_then(|fault| fault.field.as_ref()).expect("it is about a fact");
    assert_eq!(field.fact, "setting.channel");
}

#[test]
fn a_log_need_not_hold_what_was_given() {
    let odd = [
        (json!({ "client": { "age": "Zebedee" } }), "Zebedee"),
        (json!({ "client": { "age_band": ["Zebedee"] } }), "Zebedee"),
        (json!({ "Zebedee.calm": true }), "Zebedee"),
        (json!({ "client": { "Zebedee": true } }), "Zebedee"),
        (json!({ "Zebedee": 41 }), "Zebedee"),
        (json!({ "relationship.sessions": 98_765 }), "98765"),
        (json!({ "relationship.sessions": 1.2345 }), "1.2345"),
        (json!({ "expression.form": ["tears", "Zebedee", "Zebedee"] }), "Zebedee"),
    ];
    for (given, value) in odd {
        let refused = guideline().situation(&given).expect_err("it is refused");
        assert!(format!("{refused:?}").contains(value), "{given}: {refused}");
        let discreet = refused.without_values();
        assert_eq!(discreet.diagnostics().len(), refused.diagnostics().len());
        let said = format!("{discreet}{discreet:?}{}", json!(discreet));
        assert!(!said.contains(value), "{given}: {said}");
    }
    let text = guideline().situation_from_json("{ Zebedee }").expect_err("it is no JSON").without_values();
    assert!(!format!("{text}{text:?}").contains("Zebedee"));
    let clash = json!({ "setting.channel": "phone", "expression.form": ["touch"] });
    let clash = guideline().situation(&clash).expect_err("it cannot be").without_values();
    let field =
        clash.diagnostics().first().and_then(|fault| fault.field.as_ref()).expect("it is about facts");
    assert!(field.value.is_none() && field.clash.iter().all(|fact| fact.value.is_null()));
    // A situation that is debugged says what is known, and not what it is.
    let calm = guideline().situation(&json!({ "client.age_band": "teen" })).expect("it can be");
    assert_eq!(format!("{calm:?}"), "Situation { known: [\"client.age_band\"], .. }");
}

#[test]
fn what_is_presumed_is_judged_alike_alone_and_live() {
    let mut rules: Value = serde_json::from_str(RULES).expect("it is JSON");
    let usual = [
        json!("adult"),
        json!(true),
        json!("in_person"),
        json!({ "value": 3, "unless": { "client.calm": false } }),
    ];
    for (fact, usual) in usual.into_iter().enumerate() {
        rules["facts"][fact]["presume"] = usual;
    }
    rules["rules"][0]["when"] =
        json!({ "client.age_band": "adult", "client.calm": true, "relationship.sessions": 3 });
    let guideline = Guideline::build([Document::new("lakeside.json", rules.to_string())]).expect("it builds");
    let given = [
        json!({}),
        json!({ "client.calm": false }),
        json!({ "client.age_band": "teen" }),
        json!({ "relationship.sessions": 3 }),
        json!({ "setting.channel": "phone" }),
    ];
    let mut expected = Vec::new();
    for given in &given {
        let presuming = guideline.situation(given).expect("it can be").presuming();
        let guidance = presuming.guidance();
        assert_eq!(presuming.stance(), guidance.stance(), "{given}");
        assert_eq!(presuming.live().stance(), Some(guidance.stance()), "{given}");
        expected.push(guidance.stance());
    }
    assert!(expected.iter().any(|stance| *stance != expected[0]), "they differ: {expected:?}");
    // Live, what was presumed counts as known, and stays so until it is changed.
    let mut live = guideline.empty_situation().presuming().live();
    assert_eq!(live.unknown().count(), 2, "letters and form");
    live.make(guideline.change("client.age_band", "teen").expect("it is a value"))
        .expect("it is of this guideline");
    assert_eq!((live.unknown().count(), live.stance()), (2, Some(demeanor::Stance::Moderate)));
}

/// What is debugged ends in logs: which facts are known stands there, and no value.
#[test]
fn debugging_shows_no_values() {
    let given = json!({ "client.age_band": "teen", "setting.channel": "phone", "relationship.sessions": 317,
                        "relationship.letters": 4242, "expression.form": ["tears", "laughter"] });
    let values = ["teen", "phone", "317", "4242", "tears", "laughter"];
    let guideline = guideline();
    let situation = guideline.situation(&given).expect("it can be");
    let (mut live, mut interview) = (situation.live(), situation.interview());
    interview.answer("client.calm", true).expect("it can be");
    let change = guideline.change("relationship.letters", 4242).expect("it can be");
    live.make(change).expect("it is of the same guideline");
    let shown = [
        format!("{situation:?}"),
        format!("{:?}", situation.guidance()),
        format!("{live:?}"),
        format!("{:?}", live.ruling()),
        format!("{change:?}"),
        format!("{interview:?}"),
        format!("{:?}", interview.save()),
    ];
    for shown in &shown {
        for value in values {
            assert!(!shown.contains(value), "`{value}` stands in {shown}");
        }
    }
    for fact in given.as_object().into_iter().flat_map(Map::keys) {
        for shown in [&shown[0], &shown[1], &shown[2], &shown[5], &shown[6]] {
            assert!(shown.contains(fact.as_str()), "`{fact}` is missing in {shown}");
        }
    }
}

/// A case that waits for a question where none is asked says so.
#[test]
fn a_case_says_that_nothing_is_asked() {
    let rules = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
        "facts": [{ "id": "client.calm", "kind": "flag", "ask": "Is the client calm?" }],
        "cases": [{ "id": "asks", "title": "Asks", "situation": {}, "expect": { "asks_first": ["client.calm"] } }],
    });
    let guideline = Guideline::build([Document::new("lakeside.json", rules.to_string())]).expect("it builds");
    let unmet: Vec<String> = guideline.run_cases().flat_map(|run| run.unmet).collect();
    assert_eq!(unmet, ["nothing is asked, instead of client.calm"]);
}
