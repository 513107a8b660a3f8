//! Interviews: they end, no longer than they said, and in the guidance of what was answered.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod demands;
mod offered;
mod simulation;

use demeanor::guidance::{AnswerTest, InterviewQuestion, Part};
use demeanor::handbook::Askable;
use demeanor::{Answer, Fact, FactValue, Guideline, Interview, Kind};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::json;

/// A value that an answer means.
fn value(answer: &Answer) -> Option<FactValue> {
    match &answer.answer {
        AnswerTest::Value(value) => Some(value.clone()),
        AnswerTest::Range { at_least, .. } => Some(FactValue::Count(*at_least)),
        AnswerTest::With { includes } => Some(FactValue::Several(vec![includes.clone()])),
        _ => None,
    }
}

/// Any value of a fact.
fn any_value(fact: &Fact, choice: usize) -> FactValue {
    let option = || fact.options.get(choice % fact.options.len().max(1)).map(|option| option.id.clone());
    match fact.kind {
        Kind::Flag => FactValue::Flag(choice.is_multiple_of(2)),
        Kind::Count => FactValue::Count(fact.range.as_ref().map_or(0, |range| range.min)),
        Kind::Several => FactValue::Several(option().into_iter().collect()),
        Kind::Choice | Kind::Scale => FactValue::Option(option().expect("it has options")),
    }
}

/// Takes one step: answers or skips what is asked, or says something else.
fn step(interview: &mut Interview, choice: usize) {
    let question: Option<InterviewQuestion> =
        interview.question().or_else(|| interview.apart().next()).cloned();
    let facts = interview.situation().guideline().facts().to_vec();
    match (question, choice % 8) {
        (Some(question), 0) => interview.skip(&question.fact),
        (Some(question), 1..=6) => {
            let values: Vec<FactValue> = question.answers.iter().filter_map(value).collect();
            let chosen = values.get(choice / 8 % values.len().max(1));
            let taken = chosen.is_some_and(|value| interview.answer(&question.fact, value).is_ok());
            if !taken {
                interview.skip(&question.fact);
            }
        }
        _ => {
            // Of its own accord; only what was not known, and what cannot be stays unsaid.
            let fact = facts.get(choice / 8 % facts.len()).expect("there are facts");
            if !interview.situation().facts().contains_key(&*fact.id) {
                let refused = interview.answer(&fact.id, any_value(fact, choice / 64)).is_err();
                if refused {
                    interview.skip(&fact.id);
                }
            }
        }
    }
}

fn facts_open(interview: &Interview) -> Vec<String> {
    interview
        .question()
        .into_iter()
        .chain(interview.apart())
        .map(|question| question.fact.to_string())
        .collect()
}

#[test]
fn no_interview_is_longer_than_it_said() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner =
        TestRunner::new_with_rng(Config { cases: 24, failure_persistence: None, ..Config::default() }, rng);
    let walks = proptest::collection::vec(any::<u16>().prop_map(usize::from), 1..50);
    // Of nothing at all it is too much to work out what the advice hangs on.
    let known = json!({ "timing.event_phase": "happened", "expression.emotion": "sadness" });
    let begun = Guideline::standard().situation(&known).expect("it can be").interview();
    let walked = runner.run(&walks, |choices| {
        let mut interview = begun.clone();
        for choice in choices {
            let (bound, apart) = (interview.remaining(), interview.apart().count());
            let asked_now = interview.question().map(|question| question.fact.clone());
            prop_assert_eq!(asked_now.is_some(), bound > 0);
            let settled = interview.guidance().settled();
            step(&mut interview, choice);
            prop_assert!(interview.remaining() <= bound && interview.apart().count() <= apart);
            prop_assert!(!settled || interview.guidance().settled(), "what is settled stays so");
            let passed = asked_now.filter(|fact| !facts_open(&interview).contains(&fact.to_string()));
            prop_assert!(passed.is_none() || interview.remaining() < bound);
            let guidance = interview.situation().guidance();
            prop_assert_eq!(&guidance, interview.guidance());
            prop_assert_eq!(guidance.stance(), interview.stance_if_unanswered());
        }
        Ok(())
    });
    walked.expect("bounds hold");
}

#[test]
fn skipping_everything_takes_no_more_steps_than_were_said() {
    let mut interview = Guideline::standard().empty_situation().interview();
    let (most, stance) = (interview.remaining(), interview.stance_if_unanswered());
    let mut asked = 0;
    while let Some(question) = interview.question() {
        assert!(matches!(question.askable, Askable::First | Askable::Now));
        let fact = question.fact.clone();
        interview.skip(&fact);
        asked += 1;
        assert!(facts_open(&interview).iter().all(|open| *open != *fact), "{fact} is not asked again");
    }
    // What could come to be asked first is counted, and a skip tells nothing of which it would.
    assert!(asked <= most && most < asked + 20, "{asked} of {most}");
    assert_eq!(interview.remaining(), 0);
    assert!(interview.apart().all(|question| question.askable != Askable::Now));
    assert_eq!(interview.stance_if_unanswered(), stance);
    assert!(interview.situation().facts().is_empty());
}

#[test]
fn steps_can_be_taken_back() {
    let mut interview = Guideline::standard().empty_situation().interview();
    let first = interview.question().expect("something is asked").fact.clone();
    assert!(!interview.can_go_back() && !interview.back());
    interview.skip(&first);
    interview.answer("therapist.fitness", "impaired").expect("it is a value");
    assert!(interview.guidance().settled());
    assert!(
        interview.question().is_none_or(|question| question.part == Part::Advice),
        "the stance is settled"
    );
    assert!(interview.back() && !interview.guidance().settled());
    assert_ne!(interview.question().expect("something is asked").fact, first);
    assert!(interview.back() && !interview.can_go_back());
    assert_eq!(interview.question().expect("something is asked").fact, first);
}

#[test]
fn answers_are_replaced_and_refused() {
    let mut interview = Guideline::standard().empty_situation().interview();
    assert!(interview.answer("therapist.fitness", "no such thing").is_err() && !interview.can_go_back());
    interview.answer("therapist.fitness", "impaired").expect("it is a value");
    interview.answer("therapist.fitness", ()).expect("it can be unknown");
    assert!(interview.situation().facts().is_empty() && interview.remaining() > 0);
    assert!(
        !facts_open(&interview).contains(&"therapist.fitness".to_owned()),
        "who does not know is not asked"
    );
    interview.skip("no.such_fact");
    interview.answer("therapist.fitness", "impaired").expect("it is a value");
    assert!(interview.guidance().settled());
}

/// Whoever is in danger is asked although nothing but a pause can come of it.
#[test]
fn what_is_asked_first_is_asked_whatever_hangs_on_it() {
    let danger = json!({ "setting.danger": "now" });
    let situation = Guideline::standard().situation(&danger).expect("it can be");
    for mut interview in [situation.interview(), situation.presuming().interview()] {
        assert!(interview.guidance().settled());
        let first: Vec<(String, bool)> = interview
            .guidance()
            .ask_first()
            .map(|first| (first.fact.to_string(), first.taken.is_some()))
            .collect();
        assert_eq!(first, [("setting.danger_to".to_owned(), false)]);
        let question = interview.question().expect("it is asked");
        assert_eq!((&*question.fact, question.part), ("setting.danger_to", Part::Opening));
        let mut skipping = interview.clone();
        skipping.skip("setting.danger_to");
        assert!(facts_open(&skipping).iter().all(|fact| fact != "setting.danger_to"), "not asked again");
        interview.answer("setting.danger_to", ["therapist"]).expect("it can be");
        assert_eq!(interview.guidance().ask_first().count(), 0, "it was given");
    }
}

/// What is presumed of a fact does not answer for it.
#[test]
fn what_is_presumed_is_asked_first_all_the_same() {
    let touch = json!({ "expression.form": ["touch"], "timing.event_phase": "happened" });
    let situation = Guideline::standard().situation(&touch).expect("it can be").presuming();
    let guidance = situation.guidance();
    let first = guidance.ask_first().find(|first| first.fact == "client.hurt_by_touch");
    assert_eq!(first.and_then(|first| first.taken).as_deref(), Some("no"));
    assert!(guidance.to_string().contains("taken to be: no"), "{guidance}");
}
