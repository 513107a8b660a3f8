//! Which sentence of a stance is taken in a situation, and all of them for a person to look at.

use super::composed::Model;
use super::condition::World;
use super::condition_text::{ConditionLine, lines};
use super::truth::Truth;
use crate::words::Stance;
use serde::Serialize;
use std::sync::Arc;

/// A sentence of a stance, for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SentenceCard {
    /// The stance.
    pub stance: Stance,
    /// Where it is taken, if none before it is; none where it is taken otherwise.
    pub when: Option<Vec<ConditionLine>>,
    /// The sentence.
    pub text: Arc<str>,
}

impl Model {
    /// The sentence of a stance in a situation, which is looked at where a sentence depends on it.
    pub(crate) fn sentence<'a>(&self, stance: Stance, situation: impl FnOnce() -> World<'a>) -> &str {
        let sentences = self.sentences.by_stance.get(stance as usize).map(Vec::as_slice).unwrap_or_default();
        if sentences.is_empty() {
            return self.wording.stance(stance);
        }
        let World { known, truths, .. } = situation();
        let taken = sentences.iter().find(|sentence| sentence.when.truth(known, truths) == Truth::True);
        taken.map_or_else(|| self.wording.stance(stance), |taken| &taken.text)
    }

    /// Every sentence of every stance, in the order in which they are looked at.
    pub(crate) fn sentence_cards(&self) -> Vec<SentenceCard> {
        let stances = Stance::ALL.iter().zip(&self.sentences.by_stance);
        let cards = stances.flat_map(|(&stance, sentences)| {
            let conditional = sentences.iter().map(move |sentence| SentenceCard {
                stance,
                when: Some(lines(&sentence.when, self)),
                text: sentence.text.clone(),
            });
            let last = SentenceCard { stance, when: None, text: self.wording.stance(stance).into() };
            conditional.chain([last])
        });
        cards.collect()
    }
}
