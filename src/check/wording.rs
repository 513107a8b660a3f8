//! Checks the words that layers state in place of the library's own.

use super::alike::{Words, words_differ};
use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use crate::document::{self, At, Code, Faults, Sentence, Sentences};
use crate::model::{Condition, LayerId, Reworded, SentenceWhen, StanceSentences, Text, Wording};
use crate::words::{Modality, Moment, Stance};

/// The words as they are once a document has stated some.
pub(super) struct Stated<'a> {
    document: &'a At<document::Wording>,
    wording: Wording,
    sentences: StanceSentences,
}

/// The words after each document that states some: those of the uppermost layer that states each, and the sentences of
/// stances that depend on the situation. The last are those that hold.
pub(super) fn stated<'a>(
    written_layers: &'a [WrittenLayer],
    registry: &Registry,
    faults: &mut Faults,
) -> Vec<Stated<'a>> {
    let (mut wording, mut sentences) = (Wording::default(), StanceSentences::default());
    let mut all = Vec::new();
    for (layer, document) in documents(written_layers) {
        let Some(stated) = &document.wording else { continue };
        let slots = wording.stances.iter_mut().zip(&mut sentences.by_stance);
        for ((otherwise, by_situation), stated) in slots.zip(stated.stances()) {
            let Some(stated) = stated else { continue };
            let (always, conditional) = by_cases(stated, layer, registry, faults);
            *by_situation = conditional;
            if let Some(text) = always {
                *otherwise = text;
            }
        }
        wording.restate(stated);
        all.push(Stated { document: stated, wording: wording.clone(), sentences: sentences.clone() });
    }
    all
}

/// The words that a layer states otherwise than they are below, in the order of its documents.
pub(super) fn reworded(layer: LayerId, written_layers: &[WrittenLayer]) -> Vec<Reworded> {
    let Wording { stances, moments, modalities, yes, no } = Wording::default();
    let own = stances.into_iter().chain(moments).chain(modalities).chain([yes, no]);
    let mut words: Vec<(&str, Text)> = word_names().zip(own).collect();
    let mut reworded = Vec::new();
    for (of, document) in documents(written_layers).filter(|(of, _)| *of <= layer) {
        let Some(stated) = &document.wording else { continue };
        for ((word, here), after) in words.iter_mut().zip(stated_words(stated)) {
            let Some(after) = after.filter(|after| after != here) else { continue };
            let before = std::mem::replace(here, after.clone());
            if of == layer {
                reworded.push(Reworded { word: (*word).into(), before, after });
            }
        }
    }
    reworded
}

/// The fields of `wording`: those of stances, of moments, of modalities, and of flags.
fn word_names() -> impl Iterator<Item = &'static str> {
    let stances = Stance::ALL.iter().map(|stance| stance.id());
    let moments = Moment::ALL.iter().map(|moment| moment.id());
    let modalities = Modality::ALL.iter().map(|modality| modality.id());
    stances.chain(moments).chain(modalities).chain(["yes", "no"])
}

/// What each of them states.
fn stated_words(stated: &document::Wording) -> impl Iterator<Item = Option<Text>> {
    let sentences = stated.stances().map(|stated| stated.map(|sentences| all_of(sentences)));
    let phrases = stated.modalities().map(|stated| stated.map(|phrase| &phrase.value));
    let plain = stated.moments().into_iter().chain(phrases).chain(stated.answers());
    sentences.into_iter().chain(plain.map(|stated| stated.map(|stated| stated.as_str().into())))
}

/// The sentences of a stance, one after the other.
fn all_of(stated: &Sentences) -> Text {
    match stated {
        Sentences::One(sentence) => sentence.as_str().into(),
        Sentences::Several(sentences) => {
            let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text.as_str()).collect();
            texts.join(" / ").into()
        }
    }
}

/// The words that hold, once all are checked.
pub(super) fn checked(stated: Vec<Stated<'_>>, faults: &mut Faults) -> (Wording, StanceSentences) {
    let (own, none) = (Wording::default(), StanceSentences::default());
    let mut before = vec![Words::of(&own, &none)];
    let mut differ = true;
    for Stated { document, wording, sentences } in &stated {
        check_phrases(document, faults);
        let words = Words::of(wording, sentences);
        // What reads alike is reported once, of the lowest that words it so.
        differ = differ && words_differ(&words, &before, document, faults);
        before.push(words);
    }
    stated.into_iter().next_back().map(|last| (last.wording, last.sentences)).unwrap_or_default()
}

/// The conditions of sentences that hold.
pub(super) fn conditions<'a>(stated: &'a [Stated<'_>]) -> impl Iterator<Item = &'a Condition> {
    stated.last().into_iter().flat_map(|last| last.sentences.conditions())
}

fn check_phrases(stated: &document::Wording, faults: &mut Faults) {
    for phrase in stated.modalities().into_iter().flatten().filter(|phrase| phrase.matches("{}").count() != 1)
    {
        let message = "this phrase has no place for the action";
        let help = Some("write `{}` once, where the action's text goes".into());
        faults.error_with_help(Code::UnknownValue, phrase.origin, message, help);
    }
}

/// The sentence that is taken where no other is, and the others.
fn by_cases(
    stated: &At<Sentences>,
    layer: LayerId,
    registry: &Registry,
    faults: &mut Faults,
) -> (Option<Text>, Vec<SentenceWhen>) {
    let sentences = match &stated.value {
        Sentences::One(sentence) => return (Some(sentence.as_str().into()), Vec::new()),
        Sentences::Several(sentences) => sentences,
    };
    let Some((last, others)) = sentences.split_last() else {
        faults.error(Code::Empty, stated.origin, "this list is empty: a stance needs a sentence");
        return (None, Vec::new());
    };
    if last.when.is_some() {
        let message = "the last of these sentences has a condition, and where it fails there would be none";
        let help = Some("end with a sentence that has no `when`".into());
        faults.error_with_help(Code::UnknownValue, last.origin, message, help);
    }
    let mut conditional = Vec::new();
    for sentence in others {
        let Some(when) = &sentence.when else {
            let message = "this sentence has no condition, and hides those after it";
            let help = Some("give it a `when`, or put it last".into());
            faults.error_with_help(Code::UnknownValue, sentence.origin, message, help);
            continue;
        };
        let when = registry.scope(layer).condition(when, faults);
        conditional.push(SentenceWhen { when, text: text(sentence) });
    }
    (Some(text(last)), conditional)
}

fn text(sentence: &Sentence) -> Text {
    sentence.text.as_str().into()
}
