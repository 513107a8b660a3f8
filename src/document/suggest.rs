//! "Did you mean": the name or word that is most like the one that was written.

use super::diagnostic::Faults;
use crate::words::{Word, is_invisible, lookalike, nearest, plain};

/// So many times the nearest name is looked for: comparing every misspelling with every name takes long.
const MAX_SUGGESTIONS: usize = 40;

/// Words of everyday speech and of other formats, with what they may be called here: the first that can stand there.
const MEANT: &[(&str, &[&str])] = &[
    ("not", &["none", "none_of"]),
    ("not_any", &["none"]),
    ("no", &["none", "none_of"]),
    ("nor", &["none"]),
    ("unless", &["none"]),
    ("except", &["none", "none_of"]),
    ("without", &["none", "includes_none"]),
    ("or", &["any"]),
    ("either", &["any"]),
    ("one_of", &["any"]),
    ("and", &["all"]),
    ("both", &["all"]),
    ("every", &["all"]),
    ("term", &["is"]),
    ("terms", &["is"]),
    ("not_in", &["none_of"]),
    ("excludes", &["includes_none"]),
    ("contains", &["includes"]),
    ("has", &["includes"]),
    ("min", &["at_least"]),
    ("minimum", &["at_least", "min"]),
    ("from", &["at_least"]),
    ("gte", &["at_least"]),
    (">=", &["at_least"]),
    ("max", &["at_most"]),
    ("maximum", &["at_most", "max"]),
    ("to", &["at_most"]),
    ("lte", &["at_most"]),
    ("<=", &["at_most"]),
    ("if", &["when"]),
    ("condition", &["when"]),
    ("where", &["when"]),
    ("name", &["title", "label", "id"]),
    ("label", &["title"]),
    ("heading", &["title"]),
    ("question", &["ask"]),
    ("type", &["kind"]),
    ("values", &["options"]),
    ("choices", &["options"]),
    ("reason", &["because"]),
    ("why", &["because"]),
    ("rationale", &["because"]),
    ("explanation", &["because"]),
    ("description", &["text", "because", "note", "purpose"]),
    ("allows", &["permits"]),
    ("allow", &["permits"]),
    ("permit", &["permits"]),
    ("limits", &["at_least"]),
    ("limit", &["at_least"]),
    ("replaces", &["overrides"]),
    ("supersedes", &["overrides"]),
    ("contra", &["against"]),
    ("but", &["against"]),
    ("evidence", &["sources", "certainty"]),
    ("references", &["sources"]),
    ("source", &["sources"]),
    ("reference", &["citation"]),
    ("based_on", &["extends", "sources"]),
    ("base", &["extends"]),
    ("forbidden", &["never_advises"]),
    ("expected", &["expect"]),
    ("facts", &["situation"]),
];

/// The name that help suggests.
pub(crate) fn suggested(help: &str) -> Option<&str> {
    help.strip_prefix("did you mean `")?.split_once("`?").map(|(name, _)| name)
}

/// "did you mean", for what was written in its place.
pub(crate) fn suggestion(name: &str, written: &str) -> String {
    let strange = lookalike(written).map(|strange| format!(" {strange}")).unwrap_or_default();
    format!("did you mean `{name}`?{strange}")
}

impl Faults {
    /// "did you mean", for a name that is not among those there are.
    pub(crate) fn did_you_mean<'a>(
        &mut self,
        name: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        self.nearest_name(name, names).map(|nearest| suggestion(nearest, name))
    }

    /// The name that is most like one that is not among those there are.
    pub(crate) fn nearest_name<'a>(
        &mut self,
        name: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.suggestions += 1;
        if self.suggestions > MAX_SUGGESTIONS {
            return None;
        }
        let names = names.into_iter().filter(|name| !self.is_misnamed(name));
        let seen: String = name.chars().filter(|character| !is_invisible(*character)).collect();
        nearest(&seen, names)
    }

    /// "did you mean", else the list of what there is.
    pub(crate) fn did_you_mean_or_list<'a>(
        &mut self,
        name: &str,
        names: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Option<String> {
        let near = meant(name, &names).or_else(|| self.nearest_name(name, names.clone()));
        near.map(|near| suggestion(near, name)).or_else(|| {
            let all: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
            (!all.is_empty()).then(|| format!("it is one of {}", all.join(", ")))
        })
    }

    /// The allowed words, with the nearest first where one is near.
    pub(crate) fn did_you_mean_word<W: Word>(&mut self, name: &str) -> Option<String> {
        self.did_you_mean_or_list(name, W::WORDS.iter().map(|word| word.word()))
    }
}

/// What a word of everyday speech is called here.
pub(crate) fn meant<'a>(
    word: &str,
    names: &(impl IntoIterator<Item = &'a str> + Clone),
) -> Option<&'static str> {
    let word = plain(word);
    let (_, candidates) = MEANT.iter().find(|(written, _)| *written == word)?;
    let there = |candidate: &&str| names.clone().into_iter().any(|name| name == *candidate);
    candidates.iter().copied().find(there)
}
