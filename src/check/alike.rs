//! Refuses words that read alike though they mean different things: a reader could not tell one from the other.
//!
//! What is compared is words alone: capitals, spaces and marks hardly tell a demand from its opposite. What something
//! is called in layers below counts too, since whoever knows these would take the words for what they meant there.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use super::withdrawn_actions::WithdrawnActions;
use crate::document::{At, Code, Faults};
use crate::model::{ActionId, StanceSentences, Text, Wording};
use std::collections::BTreeMap;

/// A text as far as it is read: its words. Of one that has neither letters nor digits, all of it.
fn as_read(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    if words.is_empty() { text.trim().to_owned() } else { words.join(" ") }
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

/// Refuses that words for different things read alike, here or as they were before. (A must and a should may be worded alike:
/// what is shown says which it is.) Are they all told apart?
pub(super) fn words_differ(
    now: Words<'_>,
    before: &[Words<'_>],
    stated: &At<impl Sized>,
    faults: &mut Faults,
) -> bool {
    for (place, list) in now.lists().iter().enumerate() {
        let earlier: Vec<Vec<Vec<&Text>>> =
            before.iter().filter_map(|words| words.lists().into_iter().nth(place)).collect();
        for (one, text) in texts(list) {
            let elsewhere = |other: &(usize, &Text)| other.0 != one && as_read(other.1) == as_read(text);
            if texts(list).any(|other| elsewhere(&other)) {
                refuse(stated, format!("two of these have the same words, \"{text}\""), faults);
                return false;
            }
            if earlier.iter().flat_map(|list| texts(list)).any(|other| elsewhere(&other)) {
                refuse(stated, format!("\"{text}\" means something else in the layers below"), faults);
                return false;
            }
        }
    }
    true
}

/// The words of stances, modalities and answers.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) wording: &'a Wording,
    pub(super) sentences: &'a StanceSentences,
}

impl<'a> Words<'a> {
    /// Lists of which no two places may have words in common.
    fn lists(self) -> [Vec<Vec<&'a Text>>; 4] {
        let Wording { stances, modalities: [must_not, must, should_not, should, may], yes, no, .. } =
            self.wording;
        let stances = stances.iter().zip(&self.sentences.by_stance);
        let stances =
            stances.map(|(last, others)| others.iter().map(|other| &other.text).chain([last]).collect());
        let one_each = |words: &[&'a Text]| words.iter().map(|&word| vec![word]).collect();
        [
            stances.collect(),
            one_each(&[must_not, must, should_not, may]),
            one_each(&[must_not, should, should_not, may]),
            one_each(&[yes, no]),
        ]
    }
}

/// The words of a list, each with its place.
fn texts<'a>(list: &'a [Vec<&'a Text>]) -> impl Iterator<Item = (usize, &'a Text)> {
    list.iter().enumerate().flat_map(|(place, words)| words.iter().map(move |text| (place, *text)))
}

fn refuse(at: &At<impl Sized>, message: String, faults: &mut Faults) {
    let help = "what means different things has to read differently";
    faults.error_with_help(Code::SameWords, at.origin, message, Some(help.into()));
}
