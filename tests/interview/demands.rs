//! What has to be done may hang on what does not bear on the stance: it is asked last. And what a question carries.

use demeanor::guidance::{Part, SavedInterview};
use demeanor::{Document, FactValue, Guideline, Kind};
use std::collections::BTreeMap;

const RULES: &str = r#"{
  "format": 1, "id": "hut.rules", "version": "1.0.0", "title": "A hut", "groups": [ { "id": "hut", "label": "The hut" } ],
  "facts": [
    { "id": "hut.fire", "kind": "flag", "ask": "Is it on fire?", "label": "Fire", "safety": true, "presume": false },
    { "id": "hut.guests", "kind": "count", "ask": "How many guests?", "label": "Guests", "max": 9, "unit": "guests", "why": "Beds are few." },
    { "id": "hut.well", "kind": "choice", "ask": "How is the well?", "label": "Well", "askable": "first",
      "options": [ { "id": "full", "label": "full" }, { "id": "dry", "label": "dry", "note": "No bucket comes up wet." } ] },
    { "id": "hut.noise", "kind": "flag", "ask": "Is there noise?", "label": "Noise" },
    { "id": "hut.cat", "kind": "flag", "ask": "Is the cat in?", "label": "Cat" }
  ],
  "actions": [
    { "id": "ring", "moment": "in_the_moment", "text": "Ring the bell." },
    { "id": "warn", "moment": "in_the_moment", "text": "Warn the guests." },
    { "id": "feed", "moment": "after_session", "text": "Feed the cat." }
  ],
  "rules": [
    { "id": "burns", "title": "It burns", "when": { "hut.fire": true }, "at_least": "pause", "must": ["ring"],
      "because": "Fire.", "authority": "guidance", "strength": "weak", "certainty": "low" },
    { "id": "dry", "title": "Dry", "when": { "hut.well": "dry" }, "at_least": "refrain",
      "because": "Dry.", "authority": "guidance", "strength": "weak", "certainty": "low" },
    { "id": "crowd", "title": "A crowd", "when": { "hut.fire": true, "hut.guests": { "at_least": 4 } }, "must": ["warn"],
      "because": "A crowd.", "authority": "guidance", "strength": "weak", "certainty": "low" },
    { "id": "loud", "title": "Loud", "when": { "hut.fire": true, "hut.noise": true }, "must_not": ["feed"],
      "because": "Loud.", "authority": "guidance", "strength": "weak", "certainty": "low" },
    { "id": "cat", "title": "The cat", "when": { "hut.cat": true }, "should": ["feed"],
      "because": "It is hungry.", "authority": "guidance", "strength": "weak", "certainty": "low" }
  ],
  "otherwise": { "stance": "allow", "because": "It is a hut." }
}"#;

fn guideline() -> Guideline {
    Guideline::build([Document::new("hut.json", RULES)]).expect("it builds")
}

/// What is asked when some facts are answered as they come up, and the others are not known: facts and parts.
fn asked(guideline: &Guideline, answers: &[(&str, FactValue)]) -> Vec<(String, Part)> {
    let mut interview = guideline.empty_situation().interview();
    let mut asked = Vec::new();
    while let Some(question) = interview.question().cloned() {
        asked.push((question.fact.to_string(), question.part));
        match answers.iter().find(|(fact, _)| *fact == &*question.fact) {
            Some((fact, value)) => interview.answer(fact, value).expect("it is a value"),
            None => interview.skip(&question.fact),
        }
    }
    asked
}

#[test]
fn what_has_to_be_done_is_asked_for_once_the_stance_is_settled() {
    let expect = |expected: &[(&str, Part)], answers: &[(&str, FactValue)]| {
        let expected: Vec<(String, Part)> =
            expected.iter().map(|(fact, part)| ((*fact).to_owned(), *part)).collect();
        assert_eq!(asked(&guideline(), answers), expected, "{answers:?}");
    };
    // A settled pause does not end it: whom to warn and what not to do hang on more. What is only better is not asked for.
    expect(
        &[
            ("hut.well", Part::Opening),
            ("hut.fire", Part::Safety),
            ("hut.guests", Part::Advice),
            ("hut.noise", Part::Advice),
        ],
        &[("hut.fire", true.into()), ("hut.well", "full".into()), ("hut.guests", FactValue::Count(5))],
    );
    // Without a fire nothing has to be done.
    expect(&[("hut.well", Part::Opening), ("hut.fire", Part::Safety)], &[("hut.fire", false.into())]);
    // Nobody knows whether it burns: what would have to be done then is asked for as well.
    expect(
        &[
            ("hut.well", Part::Opening),
            ("hut.fire", Part::Safety),
            ("hut.guests", Part::Advice),
            ("hut.noise", Part::Advice),
        ],
        &[],
    );
}

#[test]
fn the_bound_counts_what_is_asked_for_the_advice() {
    let interview = guideline().empty_situation().interview();
    assert_eq!(interview.remaining(), 4);
    let presuming = guideline().empty_situation().presuming().interview();
    assert_eq!(presuming.remaining(), 1, "without a fire only the well matters");
}

#[test]
fn a_question_carries_all_that_a_form_needs() {
    let mut interview = guideline().empty_situation().presuming().interview();
    let well = interview.question().expect("it is asked").clone();
    assert_eq!(
        (&*well.fact, &*well.label, &*well.group, well.kind),
        ("hut.well", "Well", "The hut", Kind::Choice)
    );
    assert_eq!((well.part, well.changes_stance, well.safety), (Part::Opening, true, false));
    assert_eq!(
        well.options.last().and_then(|option| option.note.as_deref()),
        Some("No bucket comes up wet.")
    );
    assert_eq!(well.answers.len(), 2);
    interview.answer("hut.fire", true).expect("it is a value");
    let guests = interview.question().expect("it is asked").clone();
    assert_eq!((&*guests.fact, guests.part, guests.changes_stance), ("hut.guests", Part::Advice, false));
    assert_eq!(guests.actions, ["warn".into()]);
    assert_eq!(guests.why.as_deref(), Some("Beds are few."));
    assert_eq!(guests.range.as_ref().and_then(|range| range.max), Some(9));
    // Of a fact that is known, or presumed, too.
    let fire = interview.question_about("hut.fire").expect("it is a fact");
    assert_eq!((fire.answers.len(), fire.kind), (2, Kind::Flag));
    assert!(interview.question_about("hut.moat").is_none());
}

/// A server that keeps nothing: each request brings what was said so far, and one answer.
fn request(
    guideline: &Guideline,
    state: &str,
    answers: &BTreeMap<String, FactValue>,
) -> (Option<String>, String) {
    let saved: SavedInterview = serde_json::from_str(state).expect("it was kept");
    let mut interview = guideline.resume(&saved).expect("nobody changed it");
    let asked = interview.question().map(|question| question.fact.to_string());
    if let Some(fact) = &asked {
        match answers.get(fact) {
            Some(value) => interview.answer(fact, value).expect("it is a value"),
            None => interview.skip(fact),
        }
    }
    (asked, serde_json::to_string(&interview.save()).expect("it is JSON"))
}

#[test]
fn an_interview_needs_no_state_on_a_server() {
    let guideline = Guideline::standard();
    let answers = BTreeMap::from([
        ("expression.emotion".to_owned(), FactValue::from("anger")),
        ("expression.intensity".to_owned(), FactValue::from("mild")),
    ]);
    let mut held = guideline.empty_situation().presuming().interview();
    let mut state = serde_json::to_string(&held.save()).expect("it is JSON");
    for _ in 0..12 {
        let expected = held.question().map(|question| question.fact.to_string());
        let (asked, next) = request(guideline, &state, &answers);
        assert_eq!(asked, expected, "{state}");
        let Some(fact) = asked else { break };
        match answers.get(&fact) {
            Some(value) => held.answer(&fact, value).expect("it is a value"),
            None => held.skip(&fact),
        }
        state = next;
        assert_eq!(state, serde_json::to_string(&held.save()).expect("it is JSON"));
    }
}

/// What is presumed of what opens an interview is taken once it was passed over, and not before: it could answer for another.
#[test]
fn what_opens_an_interview_is_asked_although_it_is_presumed() {
    let mut rules: serde_json::Value = serde_json::from_str(RULES).expect("it is JSON");
    let gone = serde_json::json!({ "id": "hut.left", "kind": "flag", "ask": "Have they left?", "label": "Left",
        "askable": "first", "presume": true });
    let facts = rules["facts"].as_array_mut().expect("a list");
    facts.push(gone);
    rules["impossible"] = serde_json::json!([{ "when": { "hut.left": true, "hut.well": "dry" }, "because": "Nobody leaves a dry hut." }]);
    let guideline = Guideline::build([Document::new("hut.json", rules.to_string())]).expect("it builds");
    let mut interview = guideline.empty_situation().presuming().interview();
    assert!(interview.guidance().settled(), "taking it that they have left");
    assert_eq!(
        interview.question().map(|question| &*question.fact),
        Some("hut.well"),
        "the well is asked all the same"
    );
    let mut skipping = interview.clone();
    interview.answer("hut.well", "dry").expect("it is a value");
    assert_eq!(interview.guidance().stance(), demeanor::Stance::Refrain);
    // Whoever does not know either is taken at what is usual.
    while let Some(fact) = skipping.question().map(|question| question.fact.clone()) {
        assert!(["hut.well", "hut.left"].contains(&&*fact), "{fact}");
        skipping.skip(&fact);
    }
    assert_eq!(skipping.guidance().stance(), demeanor::Stance::Allow);
}
