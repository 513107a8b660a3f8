//! The guideline that ships with the crate.

use crate::document::Document;
use crate::guideline::Guideline;
use std::sync::LazyLock;

/// Lists the parts of the shipped layer, each embedded from `rules/`.
macro_rules! parts {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../rules/", $name)))),+]
    };
}

const PARTS: &[(&str, &str)] = parts![
    "actions.json",
    "aftermath.json",
    "anger.json",
    "asked.json",
    "client.json",
    "everyday.json",
    "good-moments.json",
    "hard-feelings.json",
    "own-life.json",
    "relationship.json",
    "safeguards.json",
    "safety.json",
    "setting.json",
    "sources.json",
    "therapist.json",
    "vocabulary.json",
    "warmth.json",
    "who-asks.json",
];

/// The parts that hold cases, and nothing that decides: half of the text.
#[cfg(feature = "cases")]
const CASES: &[(&str, &str)] = parts![
    "cases-aftermath.json",
    "cases-anger.json",
    "cases-client.json",
    "cases-hard-feelings.json",
    "cases-own-life.json",
    "cases-partial.json",
    "cases-safety.json",
    "cases-setting.json",
    "cases-therapist.json",
    "cases-told.json",
    "cases-warmth.json",
];
#[cfg(not(feature = "cases"))]
const CASES: &[(&str, &str)] = &[];

static STANDARD: LazyLock<Guideline> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the shipped documents are the same for everyone, and a test builds them"
    )]
    // `tests/standard` proves these very bytes; to prove them again in each process would only take its time.
    Guideline::build_unproved(Document::standard()).expect("the shipped rules build")
});

impl Document {
    /// The documents of the guideline that ships with this crate, for other layers to be laid over. Its cases are among
    /// them with the feature `cases`; they change neither an answer nor a digest.
    ///
    /// ```
    /// assert!(demeanor::Document::standard().any(|document| document.name() == "rules/vocabulary.json"));
    /// ```
    pub fn standard() -> impl Iterator<Item = Document> {
        PARTS.iter().chain(CASES).map(|(name, text)| Document::sealed(format!("rules/{name}"), *text))
    }
}

impl Guideline {
    /// The guideline that ships with this crate, compiled once.
    ///
    /// # Panics
    /// Never: that the shipped documents build is tested.
    #[must_use]
    pub fn standard() -> &'static Guideline {
        &STANDARD
    }
}
