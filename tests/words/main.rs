//! Words, values and facts as hosts handle them one by one.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use demeanor::analysis::{FindingCode, FindingLevel, NamedKind};
use demeanor::diagnostic::{Code, Limit, Severity, UnknownWord};
use demeanor::governance::{Level, StampKind, Status};
use demeanor::guidance::{Authority, Certainty, Modality, Moment, SourceKind, Strength};
use demeanor::handbook::{Askable, Stricter};
use demeanor::{FactValue, Guideline, Kind, Stance};
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// Each word is read back from how it is written; the same in capitals is none.
fn read_back<W: FromStr<Err = UnknownWord> + Display + PartialEq + Debug>(all: impl IntoIterator<Item = W>) {
    let mut words = 0;
    for value in all {
        let word = value.to_string();
        assert_eq!(word.parse::<W>().as_ref(), Ok(&value));
        let error = word.to_uppercase().parse::<W>().expect_err("capitals are no word");
        assert!(error.words.contains(&&*word), "{error}");
        words += 1;
    }
    assert!(words > 1);
}

#[test]
fn every_word_is_read_back() {
    macro_rules! each { ($($word:ty),+ $(,)?) => { $(read_back(<$word>::ALL.iter().copied());)+ } }
    each!(
        Askable,
        Authority,
        Certainty,
        Code,
        FindingCode,
        FindingLevel,
        Kind,
        Level,
        Limit,
        Modality,
        Moment,
        NamedKind,
        Severity,
        SourceKind,
        Stance,
        StampKind,
        Status,
        Strength,
        Stricter,
    );
}

#[test]
fn what_is_no_word_is_told_with_the_words_there_are() {
    let error = "moderat".parse::<Stance>().expect_err("it is misspelt");
    assert_eq!(error.did_you_mean, Some("moderate"));
    assert_eq!(error.words.len(), Stance::ALL.len());
    assert!(error.to_string().ends_with("did you mean `moderate`?"), "{error}");
    let far = "\u{202e}".repeat(5000).parse::<Kind>().expect_err("it is none");
    assert_eq!((far.did_you_mean, far.given.chars().count()), (None, 100));
    assert!(far.to_string().is_ascii(), "what could disturb a terminal is escaped");
}

#[test]
fn one_fact_is_looked_up_by_any_of_its_names() {
    let guideline = Guideline::standard();
    for fact in guideline.facts() {
        assert_eq!(guideline.fact(&fact.id).map(|found| &found.id), Some(&fact.id));
    }
    assert!(guideline.fact("expression.emotoin").is_none());
}

#[test]
fn a_situation_tells_one_fact_as_it_tells_all() {
    for run in Guideline::standard().run_cases() {
        let situation = Guideline::standard().situation(&run.facts).expect("it can be");
        assert_eq!(situation.facts(), run.facts);
        for fact in situation.guideline().facts() {
            assert_eq!(situation.get(&fact.id).as_ref(), run.facts.get(&*fact.id));
        }
    }
}

#[test]
fn a_situation_is_kept_where_a_fact_is_refused() {
    let situation =
        Guideline::standard().empty_situation().with("client.age_band", "adult").expect("it is one");
    assert!(situation.with("client.age_band", "adutl").is_err());
    assert_eq!(situation.get("client.age_band"), Some(FactValue::from("adult")));
}

#[test]
fn a_value_is_of_one_kind() {
    let several = FactValue::Several(vec!["a".into(), "b".into()]);
    let values = [FactValue::from(true), FactValue::from(3), FactValue::from("mild"), several];
    for value in &values {
        let kinds = [
            value.as_flag().is_some(),
            value.as_count().is_some(),
            value.as_option().is_some(),
            value.as_several().is_some(),
        ];
        assert_eq!(kinds.iter().filter(|is| **is).count(), 1, "{value}");
    }
    assert_eq!(values.map(|value| value.to_string()), ["true", "3", "mild", "[a, b]"]);
}
