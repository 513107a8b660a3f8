//! What a question offers: everything that can be answered, and what each answer comes to.

use super::value;
use demeanor::guidance::AnswerTest;
use demeanor::{Fact, FactValue, Guideline, Interview, Kind};
use serde_json::{Value, json};

/// Every value of a fact that an answer can mean by itself; of a count none, as there is no end to them.
fn values(fact: &Fact) -> Vec<FactValue> {
    let options = || fact.options.iter().map(|option| option.id.clone());
    match fact.kind {
        Kind::Flag => vec![FactValue::Flag(true), FactValue::Flag(false)],
        Kind::Choice | Kind::Scale => options().map(FactValue::Option).collect(),
        Kind::Several => options().map(|option| FactValue::Several(vec![option])).collect(),
        Kind::Count => Vec::new(),
    }
}

/// What can be answered is offered, nothing else is, and what is said to come of it comes of it.
fn assert_offers(interview: &Interview) {
    let Some(question) = interview.question() else { return };
    let fact = interview.situation().guideline().fact(&question.fact).expect("it is a fact");
    let offered: Vec<FactValue> = question.answers.iter().filter_map(value).collect();
    for each in values(fact) {
        let can_be = interview.clone().answer(&fact.id, each.clone()).is_ok();
        assert_eq!(
            can_be,
            offered.contains(&each),
            "{}: {each:?} of {:?}",
            fact.id,
            interview.situation().facts()
        );
    }
    for answer in &question.answers {
        if let (AnswerTest::Value(_) | AnswerTest::Range { .. }, Some(each)) = (&answer.answer, value(answer))
        {
            let mut then = interview.clone();
            then.answer(&fact.id, each.clone()).expect("it is offered");
            let possible = then.guidance().possible().expect("the shipped rules are not too many");
            assert_eq!(
                answer.stances,
                possible,
                "{}: {each:?} of {:?}",
                fact.id,
                interview.situation().facts()
            );
            if interview.is_settled() {
                assert_eq!(then.guidance().stance(), interview.guidance().stance(), "{}: {each:?}", fact.id);
            }
        }
    }
}

/// Where interviews begin.
fn beginnings() -> [Value; 6] {
    [
        json!({}),
        json!({ "timing.event_phase": "happened", "expression.emotion": "sadness" }),
        json!({ "expression.emotion": "fear", "expression.direction": "at_client" }),
        json!({ "expression.form": ["touch"], "client.age_band": "child" }),
        json!({ "setting.danger": "now" }),
        // Settled as long as nothing is out of the usual; what set it off is asked for the advice alone, and could be danger.
        json!({ "timing.event_phase": "happened", "expression.emotion": "contempt", "expression.form": ["face"],
                "expression.direction": "at_client" }),
    ]
}

#[test]
fn everything_that_can_be_is_offered_and_comes_to_what_was_said() {
    let (mut settled, mut usual) = (0, 0);
    for (number, facts) in beginnings().into_iter().enumerate() {
        let situation = Guideline::standard().situation(&facts).expect("it can be");
        let mut interview = situation.presuming().interview();
        let mut turn = number;
        while let Some(question) = interview.question().cloned() {
            assert_offers(&interview);
            let was_settled = interview.is_settled();
            settled += usize::from(was_settled);
            usual += usize::from(interview.guidance().settled() && !was_settled);
            turn += 7;
            let values: Vec<FactValue> = question.answers.iter().filter_map(value).collect();
            match values.get(turn % (values.len() + 1)) {
                Some(value) => interview.answer(&question.fact, value.clone()).expect("it is offered"),
                None => interview.skip(&question.fact),
            }
            assert!(!was_settled || interview.is_settled(), "after {}", question.fact);
        }
    }
    assert!(
        settled > 0 && usual > 0,
        "questions are left once the stance is settled, and where it is so by what is usual"
    );
}

/// What the client noticed is usually something, which cannot be of what is still to come: it is offered all the same.
#[test]
fn what_is_presumed_rules_no_answer_out() {
    let interview = Guideline::standard().empty_situation().presuming().interview();
    let question = interview.question().expect("it is asked");
    assert_eq!(&*question.fact, "timing.event_phase");
    let words: Vec<&str> = question.answers.iter().map(|answer| &*answer.words).collect();
    assert_eq!(words, ["still to come", "happening now", "over"]);
}
