//! What a line means as the value of a fact: names of options, their words or how these begin, however they are capitalised.

use demeanor::{Fact, Kind};

/// What answers a question about several options with none of them. No option may have this name.
const NONE: &str = "none";

/// What says that something is not known.
const NOT_KNOWN: [&str; 8] =
    ["?", "unknown", "not known", "i don't know", "i dont know", "don't know", "dont know", "no idea"];

/// What somebody typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    NotKnown,
    /// The same, and what is usual is not to be taken for it.
    LeftOpen,
    /// As the guideline reads it: names, parted by commas. What means nothing stays as it was typed.
    Value(String),
    /// It could mean several answers, by their words.
    Ambiguous(Vec<String>),
}

/// A word or phrase, as it is compared.
pub(super) fn plain(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace('\u{2019}', "'").trim_end_matches('.').to_owned()
}

/// What a line means as the value of a fact.
pub(super) fn meant(line: &str, fact: &Fact) -> Typed {
    let said = plain(line);
    let is_name = fact.options.iter().any(|option| *option.id == *line);
    if said.is_empty() || (!is_name && NOT_KNOWN.contains(&&*said)) {
        return Typed::NotKnown;
    }
    if said.strip_suffix('!').is_some_and(|said| NOT_KNOWN.contains(&said)) {
        return Typed::LeftOpen;
    }
    match fact.kind {
        Kind::Count => Typed::Value(count(&said, fact).unwrap_or(line).to_owned()),
        Kind::Several if said == NONE => Typed::Value(String::new()),
        Kind::Several => several(line, fact),
        _ => one(line, fact),
    }
}

/// A number with or without what is counted.
fn count<'a>(said: &'a str, fact: &Fact) -> Option<&'a str> {
    let (number, unit) = said.split_once(' ')?;
    let range = fact.range.as_ref()?;
    let units = [&range.unit, &range.unit_one];
    units.into_iter().flatten().any(|known| plain(known) == unit).then_some(number)
}

/// So short a piece of a word is no word of an answer.
const SHORTEST_WORD: usize = 4;

/// One answer: by its name, by its words, by how either begins, by words within them.
fn one(typed: &str, fact: &Fact) -> Typed {
    let said = plain(typed);
    let answers = answers(fact);
    let find = |fits: &dyn Fn(&str) -> bool| -> Vec<&(String, Vec<String>)> {
        answers.iter().filter(|(_, said)| said.iter().any(|said| fits(said))).collect()
    };
    let exact = find(&|known| known == said);
    let begun = if exact.is_empty() { find(&|known| known.starts_with(&said)) } else { exact };
    let within = format!(" {said}");
    let is_word = said.chars().count() >= SHORTEST_WORD;
    let found = if begun.is_empty() && is_word { find(&|known| known.contains(&within)) } else { begun };
    match found.as_slice() {
        [(id, _)] => Typed::Value(id.clone()),
        [] => Typed::Value(typed.trim().to_owned()),
        several => Typed::Ambiguous(several.iter().filter_map(|(_, said)| said.last().cloned()).collect()),
    }
}

/// The answers to a fact: as the guideline reads them, with all that they go by, how they are said last.
fn answers(fact: &Fact) -> Vec<(String, Vec<String>)> {
    if fact.kind == Kind::Flag {
        let flag = |id: &str, other: &str| (id.to_owned(), vec![other.to_owned(), id.to_owned()]);
        return vec![flag("yes", "true"), flag("no", "false")];
    }
    let answer = |option: &demeanor::handbook::FactOption| {
        let former = option.formerly.iter().map(|former| plain(former));
        let names = [plain(&option.id)].into_iter().chain(former);
        (option.id.to_string(), names.chain([plain(&option.label)]).collect())
    };
    fact.options.iter().map(answer).collect()
}

/// Several answers. Words of an option can have commas of their own, so that as many pieces as mean one are taken together.
fn several(line: &str, fact: &Fact) -> Typed {
    let by = if line.contains(';') { ';' } else { ',' };
    let mut left: Vec<&str> = line.split(by).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let mut values = Vec::new();
    while !left.is_empty() {
        let joined = |count: usize| left.get(..count).unwrap_or_default().join(", ");
        let is_option = |value: &str| fact.options.iter().any(|option| *option.id == *value);
        let longest = (1..=left.len()).rev().find_map(|count| match one(&joined(count), fact) {
            Typed::Value(value) if is_option(&value) => Some((count, value)),
            _ => None,
        });
        let (taken, value) = match longest {
            Some(found) => found,
            None => match one(&joined(1), fact) {
                Typed::Value(value) => (1, value),
                other => return other,
            },
        };
        values.push(value);
        left.drain(..taken);
    }
    Typed::Value(values.join(","))
}
