//! The library's own words, which a rule set may restate in another language or house style.

use super::text::Text;
use crate::document;
use crate::words::{Modality, Moment, Stance};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Sentences of stances, headings of moments, phrases of modalities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Wording {
    /// The sentence of each stance, laxest first.
    pub stances: [Arc<str>; 5],
    /// The heading of each moment, in order of time.
    pub moments: [Arc<str>; 5],
    /// The phrase of each modality, strongest first, with `{}` where the action's text goes.
    pub modalities: [Arc<str>; 5],
    /// The value of a flag that is true.
    pub yes: Arc<str>,
    /// The value of a flag that is false.
    pub no: Arc<str>,
}

impl Default for Wording {
    fn default() -> Wording {
        Wording {
            stances: [
                "Let it show; it serves the client.".into(),
                "This is fine as it is.".into(),
                "Keep it brief and contained, then come back to the client.".into(),
                "Hold it back and steady yourself, staying present with the client.".into(),
                "Pause: interrupt the work, keep the client safe, and get cover or consultation.".into(),
            ],
            moments: [
                "Before the session".into(),
                "Now".into(),
                "Before they leave".into(),
                "Afterwards".into(),
                "Before you next meet".into(),
            ],
            modalities: [
                "Do not {}".into(),
                "{}".into(),
                "Try not to {}".into(),
                "{}".into(),
                "You may {}".into(),
            ],
            yes: "yes".into(),
            no: "no".into(),
        }
    }
}

impl Wording {
    /// The sentence of a stance.
    pub(crate) fn stance(&self, stance: Stance) -> &str {
        let [welcome, allow, moderate, refrain, pause] = &self.stances;
        match stance {
            Stance::Welcome => welcome,
            Stance::Allow => allow,
            Stance::Moderate => moderate,
            Stance::Refrain => refrain,
            Stance::Pause => pause,
        }
    }

    /// The heading of a moment.
    pub(crate) fn moment(&self, moment: Moment) -> &str {
        let [before, now, ends, after, next] = &self.moments;
        match moment {
            Moment::BeforeSession => before,
            Moment::InTheMoment => now,
            Moment::BeforeSessionEnds => ends,
            Moment::AfterSession => after,
            Moment::BeforeNextSession => next,
        }
    }

    /// An action's text, worded for a modality.
    pub(crate) fn sentence(&self, modality: Modality, text: &str) -> Text {
        let [must_not, must, should_not, should, may] = &self.modalities;
        let phrase = match modality {
            Modality::MustNot => must_not,
            Modality::Must => must,
            Modality::ShouldNot => should_not,
            Modality::Should => should,
            Modality::May => may,
        };
        let Some((before, after)) = phrase.split_once("{}") else { return phrase.clone() };
        let word_before = before.ends_with(' ') && before.trim_end().ends_with(char::is_alphanumeric);
        let text = if word_before { small_initial(text) } else { text.to_owned() };
        format!("{before}{text}{after}").into()
    }

    /// Takes over what a document states, but for the sentences of stances, which may depend on the situation.
    pub(crate) fn restate(&mut self, stated: &document::Wording) {
        let modalities = stated.modalities().map(|phrase| phrase.map(|phrase| &phrase.value));
        let slots = self.moments.iter_mut().chain(&mut self.modalities).chain([&mut self.yes, &mut self.no]);
        let stated = stated.moments().into_iter().chain(modalities).chain(stated.answers());
        for (here, stated) in slots.zip(stated) {
            if let Some(stated) = stated {
                *here = stated.as_str().into();
            }
        }
    }
}

/// Words that stand before names.
const TITLES: [&str; 7] = ["Dr", "Mr", "Mrs", "Ms", "Mx", "Prof", "St"];

/// A text within a sentence: its first letter small, unless its first word is an acronym or a title.
fn small_initial(text: &str) -> String {
    let word = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let acronym = word.chars().skip(1).any(|letter| letter.is_uppercase() || letter.is_numeric());
    if acronym || TITLES.contains(&word) {
        return text.to_owned();
    }
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}
