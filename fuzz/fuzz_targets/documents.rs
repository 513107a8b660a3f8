//! Any text as a rule set: it is refused with faults that have a place and can be read, or it answers, and the answer can
//! be written down and read again.

#![no_main]

use demeanor::diagnostic::{Limit, Limits, Severity};
use demeanor::guidance::Record;
use demeanor::schema::{Names, rule_set_for};
use demeanor::{Detail, Diagnostic, Document, Guideline};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The usual budgets take seconds. That they are kept is the same with fewer steps.
    let limits = Limits::default()
        .with(Limit::StepsTogether, 20_000)
        .with(Limit::StepsAlone, 2_000)
        .with(Limit::StepsOfProofs, 20_000);
    let document = Document::new("fuzzed.json", text);
    // Both halves of the input as two documents: parts of a layer, or layers.
    let middle = (text.len() / 2..=text.len()).find(|&middle| text.is_char_boundary(middle)).unwrap_or(0);
    let (first, second) = text.split_at(middle);
    let halves = [Document::new("first.json", first), Document::new("second.json", second)];
    for documents in [vec![document], halves.to_vec()] {
        match Guideline::build_within(&limits, documents.clone()) {
            Ok(guideline) => answers(&guideline),
            Err(rejected) => {
                assert!(rejected.diagnostics().iter().any(|one| one.severity == Severity::Error));
                rejected.diagnostics().iter().for_each(|diagnostic| can_be_read(diagnostic, &documents));
            }
        }
        // Schemas take longer than all the rest: now and then is enough.
        let names = Names::of_documents(documents);
        assert!(text.len() % 64 != 0 || rule_set_for(&names).is_object());
    }
});

fn answers(guideline: &Guideline) {
    let guidance = guideline.empty_situation().guidance();
    assert!(!guidance.report(Detail::Full).to_string().is_empty());
    let written = serde_json::to_string(&guidance).expect("guidance serialises");
    let read: Record<'_> = serde_json::from_str(&written).expect("guidance is read");
    assert_eq!(read, guidance.record());
    guideline.rules().for_each(|rule| assert!(!rule.to_string().is_empty()));
    guideline.run_cases().for_each(drop);
}

fn can_be_read(diagnostic: &Diagnostic, documents: &[Document]) {
    let said = diagnostic.to_string();
    assert!(said.len() < 10_000 && !said.contains(char::is_control), "{said:?}");
    let place = &diagnostic.place;
    let document = documents.iter().find(|document| document.name() == place.document);
    if let (Some(document), Some(position)) = (document, place.position) {
        assert!(document.text().get(position.start..position.end).is_some(), "{said}");
    }
}
