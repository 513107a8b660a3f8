//! Guidance without what was given: no value is left in its bytes, nor in its text.

use demeanor::guidance::{Authority, Certainty, DigestKey, Modality, Moment, Record, SourceKind, Strength};
use demeanor::handbook::Askable;
use demeanor::{Detail, Document, FactValue, Guideline, Situation, Stance};
use serde_json::json;
use std::collections::BTreeSet;

fn bytes(record: &Record<'_>) -> String {
    serde_json::to_string(record).expect("it serialises")
}

/// Words of guidance and ids of rules: an option that is called so cannot be told from them in the bytes.
fn words_of_guidance() -> BTreeSet<String> {
    let words = [
        json!(Stance::ALL),
        json!(Modality::ALL),
        json!(Moment::ALL),
        json!(Authority::ALL),
        json!(Certainty::ALL),
        json!(Strength::ALL),
        json!(SourceKind::ALL),
        json!(Askable::ALL),
    ];
    let words = words.iter().flat_map(|list| list.as_array().expect("a list"));
    let words = words.map(|word| word.as_str().expect("a word").to_owned());
    let rules = Guideline::standard().rules().map(|card| card.rule.to_string());
    // The words for flags stand in every record, as part of its wording.
    words.chain(rules).chain(["yes", "no"].map(str::to_owned)).collect()
}

/// The ids of the options that were given, each with its label.
fn options_given(situation: &Situation) -> Vec<(String, String)> {
    let mut options = Vec::new();
    for (id, value) in situation.facts() {
        let fact = situation.guideline().fact(&id).expect("it is a fact");
        let given: Vec<&str> = match &value {
            FactValue::Option(option) => vec![option],
            FactValue::Several(options) => options.iter().map(|option| &**option).collect(),
            _ => Vec::new(),
        };
        for option in given {
            let of_fact = fact.options.iter().find(|one| *one.id == *option).expect("it is an option");
            options.push((option.to_owned(), of_fact.label.to_string()));
        }
    }
    options
}

#[test]
fn no_value_of_a_shipped_case_is_left_in_the_bytes() {
    let closed = words_of_guidance();
    let (mut looked_for, mut were_there, mut passed_over) = (0, 0, 0);
    for run in Guideline::standard().run_cases() {
        let strict = Guideline::standard().situation(&run.facts).expect("it is read");
        for situation in [strict.presuming(), strict] {
            let guidance = situation.guidance_and_why();
            let (full, discreet) = (bytes(&guidance.record()), bytes(&guidance.record().without_values()));
            for (id, label) in options_given(&situation) {
                for text in [id, label] {
                    if closed.contains(&text) {
                        passed_over += 1;
                        continue;
                    }
                    let quoted = serde_json::to_string(&text).expect("it serialises");
                    // The name of a field is no value.
                    let stands = |bytes: &str| {
                        [",", "]", "}"].iter().any(|end| bytes.contains(&format!("{quoted}{end}")))
                    };
                    assert!(!stands(&discreet), "{}: {quoted} is left", run.case);
                    looked_for += 1;
                    were_there += usize::from(stands(&full));
                }
            }
            assert!(!discreet.contains(r#""taken":""#), "{}: what is presumed is told", run.case);
            // Yes, no and numbers cannot be searched for by themselves: but a value stands under such a key.
            for key in ["value", "words", "answer", "label"] {
                assert!(!discreet.contains(&format!("\"{key}\":")), "{}: there is a `{key}`", run.case);
            }
        }
    }
    assert!(looked_for > 1000 && were_there * 3 > looked_for * 2, "{were_there} of {looked_for}");
    assert!(passed_over * 5 < looked_for, "{passed_over} passed over, {looked_for} looked for");
}

/// Facts of every kind, each value of which stands nowhere else.
fn marked() -> Guideline {
    let options = |marks: &[&str]| {
        let option = |mark: &&str| json!({ "id": mark, "label": format!("Label {mark}") });
        marks.iter().map(option).collect::<Vec<_>>()
    };
    let document = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "facts": [
            { "id": "client.choice", "kind": "choice", "ask": "Which one?", "label": "Choice",
              "options": options(&["zebra", "zenith", "zinnia"]) },
            { "id": "client.scale", "kind": "scale", "ask": "How far?", "label": "Scale",
              "options": options(&["quail", "quarry", "quiver", "quoll"]) },
            { "id": "client.several", "kind": "several", "ask": "Which ones?", "label": "Several",
              "options": options(&["jackal", "jasmine"]) },
            { "id": "client.count", "kind": "count", "ask": "How many?", "label": "Count", "max": 99999 },
            { "id": "client.flag", "kind": "flag", "ask": "Is it?", "label": "Flag" },
            { "id": "client.usual", "kind": "choice", "ask": "As usual?", "label": "Usual", "presume": "walrus",
              "options": options(&["walrus", "wombat", "weasel"]) },
            { "id": "client.open", "kind": "flag", "ask": "Open?", "label": "Open" },
        ],
        "rules": [
            { "id": "given", "title": "Given", "permits": "moderate", "because": "It is told.",
              "authority": "guidance", "strength": "conditional", "certainty": "low",
              "when": { "client.choice": ["zebra", "zenith"], "client.scale": { "at_least": "quarry" },
                        "client.count": { "at_least": 1000 }, "client.usual": ["walrus", "wombat"] } },
            { "id": "open", "title": "Open", "at_least": "refrain", "because": "It is open.",
              "authority": "guidance", "strength": "conditional", "certainty": "low",
              "when": { "client.open": true } },
        ],
        "otherwise": { "stance": "pause", "because": "Silence is not permission." },
    });
    Guideline::build([Document::new("lakeside.json", document.to_string())]).expect("it builds")
}

#[test]
fn situations_that_no_rule_tells_apart_leave_the_same_bytes() {
    let one = json!({ "client.choice": "zebra", "client.scale": "quarry", "client.several": ["jackal"],
                      "client.count": 48151, "client.flag": true, "client.usual": "wombat" });
    let other = json!({ "client.choice": "zenith", "client.scale": "quiver", "client.several": [],
                        "client.count": 62342, "client.flag": false });
    let guideline = marked();
    let kept = [one, other].map(|facts| {
        let guidance = guideline.situation(&facts).expect("it is read").presuming().guidance();
        let full = bytes(&guidance.record()) + &guidance.report(Detail::Full).to_string();
        assert!(full.contains("48151") || full.contains("62342"), "the values were there");
        let discreet = guidance.record().without_values();
        bytes(&discreet) + &discreet.report(Detail::Full).to_string()
    });
    assert_eq!(kept[0], kept[1]);
    for mark in ["zebra", "zenith", "zinnia", "qua", "qui", "jackal", "48151", "wombat", "walrus"] {
        assert!(!kept[0].contains(mark), "{mark} in {}", kept[0]);
    }
    assert!(kept[0].contains("taking what is usual to be so") && kept[0].contains("is left out here"));
}

#[test]
fn what_is_left_is_read_back_and_said_to_be_incomplete() {
    let guidance = Guideline::standard().empty_situation().guidance();
    let discreet = guidance.record().without_values();
    assert_eq!(serde_json::from_str::<Record<'_>>(&bytes(&discreet)).expect("it is read"), discreet);
    assert_eq!(discreet.clone().without_values(), discreet);
    let text = discreet.to_string();
    assert!(text.contains("What was given of the situation is left out here."), "{text}");
}

/// As HMAC-SHA-256 of another maker has it.
#[test]
fn a_keyed_digest_is_the_one_that_others_work_out() {
    let key = DigestKey::new(&[7; 32]).expect("it is long enough");
    let situation =
        Guideline::standard().empty_situation().with("client.age_band", "adult").expect("it is one");
    let digest = situation.keyed_digest(&key);
    assert_eq!(digest, "hmac-sha256:7609240e97328d97c7cc3b401baa35d90d7439cf93d895b137cc750a545cb621");
    let long = situation.keyed_digest(&DigestKey::new(&[9; 100]).expect("it is long enough"));
    assert_eq!(long, "hmac-sha256:7cc548d1460ff339278be2123047cab55de34f78da948ddf2cba673bba6ac4f5");
    let guidance = situation.guidance();
    let keyed = guidance.record().keyed(&key).without_values().situation.digest.map(String::from);
    assert_eq!(keyed, Some(digest), "it stays where the facts go");
    let plain = guidance.record().without_values();
    assert_eq!(plain.situation.digest, None, "a digest that can be guessed goes with the facts");
    assert_eq!(plain.keyed(&key).situation.digest, None, "of what is gone there is no digest");
}
