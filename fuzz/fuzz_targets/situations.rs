//! Any text as a situation: it is refused with faults that can be read, or it is answered; and what is refused because of
//! names alone is read leniently.

#![no_main]

mod every_kind;

use demeanor::guidance::Record;
use demeanor::{Document, Guideline, Situation};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static GUIDELINE: LazyLock<Guideline> =
    LazyLock::new(|| Guideline::build([Document::new("fuzz.json", every_kind::RULES)]).expect("it builds"));

fuzz_target!(|text: &str| {
    match GUIDELINE.situation_from_json(text) {
        Ok(situation) => answers(&situation),
        Err(rejected) => rejected.diagnostics().iter().for_each(|diagnostic| {
            assert!(!diagnostic.to_string().contains(char::is_control));
        }),
    }
});

fn answers(situation: &Situation) {
    let guidance = situation.guidance();
    let again = GUIDELINE.situation(&situation.facts()).expect("its facts are a situation");
    assert_eq!(again.guidance(), guidance);
    let written = serde_json::to_string(&guidance).expect("guidance serialises");
    assert_eq!(serde_json::from_str::<Record<'_>>(&written).expect("guidance is read"), guidance.record());
    assert!(situation.broken_safeguards().is_empty());
}
