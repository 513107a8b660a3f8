//! The sentences of stances that depend on the situation.

use super::condition::Condition;
use super::text::Text;

/// The sentences of each stance, laxest first, that are taken where their condition is true; else that of the wording.
#[derive(Clone, Debug, Default)]
pub(crate) struct StanceSentences {
    pub(crate) by_stance: [Vec<SentenceWhen>; 5],
}

/// A sentence, and where it is taken if none before it is.
#[derive(Clone, Debug)]
pub(crate) struct SentenceWhen {
    pub(crate) when: Condition,
    pub(crate) text: Text,
}

impl StanceSentences {
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.by_stance.iter().flatten().map(|sentence| &sentence.when)
    }
}
