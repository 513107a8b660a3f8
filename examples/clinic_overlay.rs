//! A clinic's own rules over those that ship: the same situation before and after.

use demeanor::{Document, Guideline};

/// A host would read this from a file or a database; the library does not care where text comes from.
const RIVERSIDE: &str = include_str!("clinics/riverside.json");
const SITUATION: &str = include_str!("situations/shared-tears.json");

fn main() -> Result<(), demeanor::Rejected> {
    let riverside = Document::new("riverside.json", RIVERSIDE);
    let riverside = Guideline::build(Document::standard().chain([riverside]))?;

    for (whose, guideline) in [("As it ships", Guideline::standard()), ("At Riverside", &riverside)] {
        let situation = guideline.situation_from_json(SITUATION)?.with("therapist.episodes", 4)?;
        let guidance = situation.guidance();
        println!("{whose}: {}", guidance.headline());
        for reason in guidance.reasons().filter(|reason| reason.decisive) {
            println!("  because  {}", reason.because);
        }
        for rule in guidance.set_aside() {
            println!("  set aside  {} ({}), by {}", rule.title, rule.rule, rule.by.join(", "));
        }
    }

    for run in riverside.run_cases() {
        println!("{}: {}", run.title, if run.unmet.is_empty() { "as expected" } else { "not as expected" });
    }
    Ok(())
}
