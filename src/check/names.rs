//! Names: how they are formed, that no two things of a kind share one, and what each refers to.

use crate::document::{At, Code, Faults, Limit, NameOf, Origin};
use crate::model::{LayerId, Number, Table, Text, text};
use crate::words::{is_invisible, lookalike};
use std::collections::BTreeMap;
use std::fmt;

/// A name has at most this many characters.
pub(super) const MAX_NAME: usize = 80;

/// How names of a kind are formed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// Lower-case words joined by dots.
    Dotted,
    /// Lower case with `_` and digits.
    Snake,
    /// Lower case with `-`, `_` and digits.
    Kebab,
    /// Letters, digits, `-` and `_`.
    Key,
    /// Two snake-case names joined by a dot.
    Fact,
    /// A language tag: letters and digits joined by `-`, letters first.
    Language,
}

/// The names of one kind of thing, and what documents say of each.
#[derive(Debug)]
pub(super) struct Names<N, W> {
    /// What they name.
    what: NameOf,
    form: Form,
    /// What it is called when a name is not there.
    unknown: Code,
    /// Each name with the number of what it names, and the layer that declares it.
    declared: BTreeMap<String, Declared<N>>,
    /// What is declared, each with its layer; what has a name that was taken is left out.
    in_order: Table<N, (LayerId, W)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Declared<N> {
    pub(super) number: N,
    pub(super) layer: LayerId,
    /// Where it is declared.
    origin: Origin,
}

impl<N: Number, W: Copy> Names<N, W> {
    pub(super) fn new(what: NameOf, form: Form, unknown: Code) -> Names<N, W> {
        Names { what, form, unknown, declared: BTreeMap::new(), in_order: Table::new() }
    }

    /// Declares a name for what a document states, or reports that it is taken.
    pub(super) fn declare(&mut self, id: &At<String>, layer: LayerId, written: W, faults: &mut Faults) {
        faults.form(id, self.what, self.form);
        if let Some(&first) = self.declared.get(&id.value) {
            let message = format!("`{}` is the name of {} already, in ", id.value, self.what);
            let help = if first.layer < layer && self.what == NameOf::Rule {
                format!(
                    "give this one another name; to take its place, let it say `\"replaces\": \"{}\"`",
                    id.value
                )
            } else {
                "take one of them out, or give it another name".into()
            };
            return faults.error_beside(Code::DuplicateId, id.origin, first.origin, message, Some(help));
        }
        faults.kinds.entry(id.value.clone()).or_insert(self.what);
        let number = self.in_order.push((layer, written));
        self.declared.insert(id.value.clone(), Declared { number, layer, origin: id.origin });
    }

    pub(super) fn get(&self, id: &str) -> Option<Declared<N>> {
        self.declared.get(id).copied()
    }

    /// What is declared, each with its layer, in the order of the numbers.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (LayerId, W)> {
        self.in_order.iter().copied()
    }

    /// Every name, in the order of the alphabet.
    pub(super) fn all(&self) -> Vec<Text> {
        self.declared.keys().map(text).collect()
    }

    /// The names that layers below one declare.
    pub(super) fn seen_from_above(&self, layer: LayerId) -> impl Iterator<Item = &str> {
        let below = self.declared.iter().filter(move |(_, declared)| declared.layer < layer);
        below.map(|(name, _)| name.as_str())
    }

    /// What a name refers to, as seen from a layer.
    pub(super) fn resolve(&self, id: &At<String>, layer: LayerId, faults: &mut Faults) -> Option<N> {
        let found = self.get(&id.value).filter(|declared| declared.layer <= layer);
        if found.is_none() && !faults.incomplete && !faults.is_lost(&id.value) {
            let other = faults.kinds.get(&id.value).copied().filter(|other| *other != self.what);
            let message = match other {
                Some(other) => format!("`{}` is the name of {other}, not of {}", id.value, self.what),
                None => format!("`{}` is not the name of {} in this layer or below", id.value, self.what),
            };
            let visible = self.declared.iter().filter(|(_, declared)| declared.layer <= layer);
            let help = faults.did_you_mean(&id.value, visible.map(|(name, _)| name.as_str()));
            let heard = faults.heard(self.what, &id.value).map(|name| format!("write its name, `{name}`"));
            let sentence = self.what == NameOf::Action && id.value.trim().contains(' ');
            let stated = "actions are named here: state the sentence in `actions`, and write its `id` here";
            // What looks like the right name is one with a strange character in it.
            let heard = heard.filter(|_| lookalike(&id.value).is_none());
            let help = heard.or(help).or_else(|| sentence.then(|| stated.into()));
            let help = match (other, self.what) {
                (Some(NameOf::Fact), NameOf::Term) => {
                    Some(format!("write `\"{}\": …` with what is asked of it", id.value))
                }
                _ => help,
            };
            faults.error_with_help(self.unknown, id.origin, message, help);
        }
        found.map(|declared| declared.number)
    }

    /// What the names of a list refer to, in order, each once.
    pub(super) fn resolve_all(&self, ids: &[At<String>], layer: LayerId, faults: &mut Faults) -> Vec<N> {
        faults.distinct(ids);
        ids.iter().filter_map(|id| self.resolve(id, layer, faults)).collect()
    }
}

impl Faults {
    /// Reports a name that is not formed as its kind are.
    pub(super) fn form(&mut self, id: &At<String>, what: impl fmt::Display, form: Form) {
        if form.fits(id) {
            return;
        }
        self.misname(id);
        let shown: String = id.chars().take(MAX_NAME).collect();
        let strange = lookalike(id).map(|strange| format!(": {strange}")).unwrap_or_default();
        let message = format!("`{shown}` is not formed as the name of {what} is{strange}");
        let mended = form.mended(id).map(|mended| format!("write `{mended}`"));
        let help = mended.unwrap_or_else(|| form.rule().into());
        self.error_with_help(Code::BadName, id.origin, message, Some(help));
    }

    /// Reports values that a list names twice.
    pub(super) fn distinct<T: PartialEq + fmt::Debug>(&mut self, list: &[At<T>]) {
        // Lists are short, but nobody promises it: what is too long to compare pair by pair is too long.
        let origin = list.first().map(|first| first.origin).unwrap_or_default();
        if self.too_many(Limit::List, list.len(), origin) {
            return;
        }
        for (index, item) in list.iter().enumerate() {
            if list.iter().take(index).any(|earlier| earlier.value == item.value) {
                self.error(Code::DuplicateValue, item.origin, "this list names this twice");
            }
        }
    }
}

impl Form {
    fn fits(self, name: &str) -> bool {
        let snake = |name: &str| starts_small(name) && name.chars().all(|c| is_small(c) || c == '_');
        let formed = match self {
            Form::Dotted => name
                .split('.')
                .all(|part| starts_small(part) && part.chars().all(|c| is_small(c) || c == '_' || c == '-')),
            Form::Snake => snake(name),
            Form::Kebab => starts_small(name) && name.chars().all(|c| is_small(c) || c == '_' || c == '-'),
            Form::Key => {
                name.starts_with(|c: char| c.is_ascii_alphanumeric())
                    && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            }
            Form::Language => {
                let (first, rest) = name.split_once('-').unwrap_or((name, "x"));
                let part = |part: &str| {
                    (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
                };
                let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
                (2..=3).contains(&first.len()) && letters(first) && rest.split('-').all(part)
            }
            Form::Fact => {
                let part = |part: &str| snake(part) && part.starts_with(|c: char| c.is_ascii_lowercase());
                name.split_once('.').is_some_and(|(group, name)| part(group) && part(name))
            }
        };
        formed && name.len() <= MAX_NAME
    }

    /// The same name as it could be written, if that is plain.
    fn mended(self, name: &str) -> Option<String> {
        let joint = match self {
            Form::Kebab => '-',
            Form::Snake | Form::Fact => '_',
            Form::Dotted | Form::Key | Form::Language => return None,
        };
        let seen = name.trim().chars().filter(|c| !c.is_control() && !is_invisible(*c));
        let written = seen.flat_map(char::to_lowercase).map(|c| match c {
            '-' | '_' | '\u{2010}'..='\u{2014}' => joint,
            c if c.is_whitespace() => joint,
            c => c,
        });
        let mended: String = written.collect();
        self.fits(&mended).then_some(mended)
    }

    fn rule(self) -> &'static str {
        match self {
            Form::Dotted => {
                "write lower-case words joined by dots, like `riverside.expression`, at most 80 characters"
            }
            Form::Snake => "write lower case with `_`, like `shared_grief`, at most 80 characters",
            Form::Kebab => "write lower case with `-`, like `shared-grief`, at most 80 characters",
            Form::Key => "write letters, digits, `-` and `_`, like `KNOX2017`, at most 80 characters",
            Form::Language => "write a language tag, like `en` or `de-CH`",
            Form::Fact => "write `group.name` in lower case, like `client.age_band`, at most 80 characters",
        }
    }
}

fn is_small(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

fn starts_small(name: &str) -> bool {
    name.starts_with(is_small)
}
