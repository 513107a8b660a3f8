//! Refuses words that read alike though they mean different things: a reader could not tell one from the other.
//!
//! What is compared is words alone: capitals, marks and how much space there is hardly tell a demand from its opposite. What something
//! is called in layers below counts too, since whoever knows these would take the words for what they meant there.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use super::withdrawn_actions::WithdrawnActions;
use crate::document::{At, Code, Faults};
use crate::model::{ActionId, StanceSentences, Text, Wording};
use crate::words::is_invisible;
use std::collections::BTreeMap;

/// A text as far as it is read: its words, and the signs that tell values apart. The place of the action is a word, and what
/// cannot be seen splits none.
fn as_read(text: &str) -> String {
    let seen: String = text.replace("{}", " x ").chars().filter(|&c| !is_invisible(c)).collect();
    let is_read = |c: char| c.is_alphanumeric() || "<>≤≥+=%−".contains(c);
    let words = seen.split(|c| !is_read(c)).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    if words.is_empty() { seen.trim().to_owned() } else { words.join(" ") }
}

/// Refuses that two options of a fact are said alike.
pub(super) fn refuse_options(written_layers: &[WrittenLayer], registry: &Registry<'_>, faults: &mut Faults) {
    let mut said = BTreeMap::new();
    let mut say = |fact: &str, id: &At<String>, label: &str, faults: &mut Faults| {
        let Some(named) = registry.vocabulary.named(fact) else { return };
        let other = said.entry((named.number, as_read(label))).or_insert_with(|| id.value.clone());
        if *other != id.value {
            let message =
                format!("the options `{other}` and `{}` of `{fact}` read alike: \"{label}\"", id.value);
            refuse(id, message, faults);
        }
    };
    for (_, document) in documents(written_layers) {
        for fact in &document.facts {
            for option in fact.options.iter().flat_map(|options| &options.value) {
                say(&fact.id, &option.id, &option.label, faults);
            }
        }
        for entry in &document.refine {
            entry.options.iter().for_each(|option| say(&entry.fact, &option.id, &option.label, faults));
        }
    }
}

/// Refuses that two actions say the same; one that is withdrawn says nothing.
pub(super) fn refuse_actions(
    written_layers: &[WrittenLayer],
    registry: &Registry<'_>,
    withdrawn: &WithdrawnActions,
    faults: &mut Faults,
) {
    let mut said: BTreeMap<String, (ActionId, &str)> = BTreeMap::new();
    for (_, document) in documents(written_layers) {
        for action in &document.actions {
            let number = registry.actions.get(&action.id).map(|declared| declared.number);
            let Some(number) = number.filter(|number| withdrawn.by(*number).is_none()) else { continue };
            let (number_of_other, other) = *said.entry(as_read(&action.text)).or_insert((number, &action.id));
            if number_of_other != number {
                let message = format!("the actions `{other}` and `{}` read alike", action.id.value);
                refuse(&action.text, message, faults);
            }
        }
    }
}

/// Words of which no two may read alike, unless they stand at one place of one list.
pub(super) struct Words<'a>(Vec<Word<'a>>);

struct Word<'a> {
    list: usize,
    place: usize,
    text: &'a Text,
    read: String,
}

impl<'a> Words<'a> {
    /// The words of stances, opposite modalities, and answers. (A must and a should may be worded alike: what is shown says which
    /// it is.)
    pub(super) fn of(wording: &'a Wording, sentences: &'a StanceSentences) -> Words<'a> {
        let Wording { stances, modalities: [must_not, must, should_not, should, may], yes, no, .. } = wording;
        let stances = stances.iter().zip(&sentences.by_stance);
        let stances =
            stances.map(|(last, others)| others.iter().map(|other| &other.text).chain([last]).collect());
        let one_each = |words: &[&'a Text]| words.iter().map(|&word| vec![word]).collect();
        let lists: [Vec<Vec<&Text>>; 4] = [
            stances.collect(),
            one_each(&[must_not, must, should_not, may]),
            one_each(&[must_not, should, should_not, may]),
            one_each(&[yes, no]),
        ];
        let mut words = Vec::new();
        for (list, places) in lists.into_iter().enumerate() {
            for (place, texts) in places.into_iter().enumerate() {
                words.extend(texts.into_iter().map(|text| Word { list, place, text, read: as_read(text) }));
            }
        }
        Words(words)
    }

    fn elsewhere(&self, word: &Word<'_>) -> bool {
        self.0
            .iter()
            .any(|other| (other.list, &other.read) == (word.list, &word.read) && other.place != word.place)
    }
}

/// Refuses that words for different things read alike, as they are stated or as they were before. Are they all told apart?
pub(super) fn words_differ(
    now: &Words<'_>,
    before: &[Words<'_>],
    stated: &At<impl Sized>,
    faults: &mut Faults,
) -> bool {
    for word in &now.0 {
        let text = word.text;
        if now.elsewhere(word) {
            refuse(stated, format!("two of these have the same words, \"{text}\""), faults);
            return false;
        }
        if before.iter().any(|before| before.elsewhere(word)) {
            refuse(
                stated,
                format!(
                    "\"{text}\" means something else in the layers below, or in the words that all begin with"
                ),
                faults,
            );
            return false;
        }
    }
    true
}

fn refuse(at: &At<impl Sized>, message: String, faults: &mut Faults) {
    let help = "what means different things has to read differently";
    faults.error_with_help(Code::SameWords, at.origin, message, Some(help.into()));
}
