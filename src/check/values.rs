//! Checks values against the facts they are values of.

use super::no_value::instead;
use crate::document::{At, Code, Faults, Kind, Origin, Scalar};
use crate::model::{Fact, FactId, ValueCode, Vocabulary};
use crate::words::plain;

impl Faults {
    /// Reports a fact that is not there.
    pub(crate) fn unknown_fact(
        &mut self,
        id: &At<String>,
        vocabulary: &Vocabulary,
        visible: impl Fn(FactId) -> bool,
    ) {
        if self.incomplete || self.is_lost(&id.value) {
            return;
        }
        let facts = vocabulary.facts().numbered();
        let names = facts.filter(|(index, _)| visible(*index)).map(|(_, fact)| &*fact.id);
        let help = Faults::whole_name(id, vocabulary).or_else(|| Faults::labelled_fact(id, vocabulary));
        let help = help.or_else(|| self.did_you_mean(id, names));
        let message = format!("there is no fact called `{}`", id.value);
        self.error_with_help(Code::UnknownFact, id.origin, message, help);
    }

    /// The fact whose last part a name is, when its group was left out.
    pub(super) fn whole_name(name: &str, vocabulary: &Vocabulary) -> Option<String> {
        let is_last_part = |fact: &&Fact| fact.id.split_once('.').is_some_and(|(_, last)| last == name);
        let fact = vocabulary.facts().iter().find(is_last_part)?;
        Some(format!("did you mean `{}`?", fact.id))
    }

    /// The fact that is labelled so.
    pub(super) fn labelled_fact(label: &str, vocabulary: &Vocabulary) -> Option<String> {
        let label = plain(label);
        let fact = vocabulary.facts().iter().find(|fact| plain(&fact.label) == label)?;
        Some(format!("did you mean `{}`? This is its label", fact.id))
    }

    /// Notes that an older name was used.
    pub(crate) fn former(&mut self, id: &At<String>, now: &str) {
        let message = format!("`{}` is now called `{now}`", id.value);
        self.warning(Code::FormerName, id.origin, message, Some(format!("write `{now}`")));
    }

    /// The code of a value of a fact other than a `several`.
    pub(crate) fn value(&mut self, fact: &Fact, value: &At<Scalar>) -> Option<ValueCode> {
        match (fact.kind, &value.value) {
            (Kind::Flag, Scalar::Flag(flag)) => Some(ValueCode::from(*flag)),
            (Kind::Count, Scalar::Number(count)) => {
                self.in_range(fact, *count, value.origin).map(ValueCode::from)
            }
            (Kind::Choice | Kind::Scale, Scalar::Option(option)) => self.option(fact, option, value.origin),
            (Kind::Count, Scalar::Odd(number)) => {
                let message = format!("`{number}` is not a whole number that `{}` can have", fact.id);
                let help = Some(format!("it has whole numbers from {}", range_of(fact)));
                self.error_with_help(Code::OutOfRange, value.origin, message, help);
                None
            }
            (Kind::Flag | Kind::Count, Scalar::Option(text)) if text.trim().is_empty() => None, // It has been reported.
            (kind, written) => {
                let message = format!("`{}` is a {kind}; {}", fact.id, expected(kind));
                let help = match (kind, written) {
                    (Kind::Flag | Kind::Count, Scalar::Option(text)) => Some(instead(fact, text)),
                    (Kind::Flag, Scalar::Number(0 | 1)) => {
                        Some(format!("write `{}`", *written == Scalar::Number(1)))
                    }
                    _ => options_help(fact),
                };
                self.error_with_help(Code::WrongType, value.origin, message, help);
                None
            }
        }
    }

    /// The bit of an option of a `several`.
    fn option_bit(&mut self, fact: &Fact, value: &At<Scalar>) -> Option<u64> {
        let Scalar::Option(option) = &value.value else {
            let message = format!("`{}` is a several; its values are options", fact.id);
            self.error_with_help(Code::WrongType, value.origin, message, options_help(fact));
            return None;
        };
        self.option(fact, option, value.origin).map(|index| 1 << index)
    }

    pub(super) fn option(&mut self, fact: &Fact, option: &str, origin: Origin) -> Option<ValueCode> {
        if fact.options.is_empty() || option.is_empty() {
            return None; // Both have been reported.
        }
        let Some(named) = fact.option(option) else {
            if self.is_lost(option) {
                return None;
            }
            let message = format!("`{}` has no option `{option}`", fact.id);
            let help = labelled(fact, option).map(|option| format!("did you mean `{option}`?"));
            let help = help
                .or_else(|| self.did_you_mean_or_list(option, fact.options.iter().map(|option| &*option.id)));
            self.error_with_help(Code::UnknownValue, origin, message, help);
            return None;
        };
        let code = ValueCode::try_from(named.number).ok()?;
        if let (true, Some(now)) = (named.former, fact.option_at(code)) {
            self.former(&At { value: option.to_owned(), origin }, &now.id);
        }
        Some(code)
    }

    fn in_range(&mut self, fact: &Fact, count: u32, origin: Origin) -> Option<u32> {
        if fact.counts().contains(&count) {
            return Some(count);
        }
        let message = format!("{count} is out of the range of `{}`, from {}", fact.id, range_of(fact));
        self.error(Code::OutOfRange, origin, message);
        None
    }

    /// The codes of a list of values.
    pub(super) fn values(&mut self, fact: &Fact, list: &[At<Scalar>]) -> Vec<ValueCode> {
        self.distinct(list);
        list.iter().filter_map(|value| self.value(fact, value)).collect()
    }

    /// The options of a list as a set of bits.
    pub(crate) fn option_bits(&mut self, fact: &Fact, list: &[At<Scalar>]) -> u64 {
        self.distinct(list);
        list.iter().filter_map(|value| self.option_bit(fact, value)).fold(0, |all, bit| all | bit)
    }
}

/// From where to where a count goes.
fn range_of(fact: &Fact) -> String {
    let (min, max) = fact.range.as_ref().map_or((0, None), |range| (range.min, range.max));
    max.map_or_else(|| format!("{min} up"), |max| format!("{min} to {max}"))
}

/// The option that is said so: by its whole label, else the only one of whose label this is a word.
fn labelled<'a>(fact: &'a Fact, said: &str) -> Option<&'a str> {
    let said = plain(said);
    let labels = || fact.options.iter().map(|option| (&*option.id, plain(&option.label)));
    if let Some((id, _)) = labels().find(|(id, label)| *label == said || plain(id) == said) {
        return Some(id);
    }
    let mut part_of = labels().filter(|(_, label)| {
        said.len() > 2 && label.split(|c: char| !c.is_alphanumeric()).any(|word| word == said)
    });
    part_of.next().filter(|_| part_of.next().is_none()).map(|(id, _)| id)
}

fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "its value is true or false",
        Kind::Choice | Kind::Scale => "its value is one of its options",
        Kind::Count => "its value is a whole number",
        Kind::Several => "its value is a list of its options",
    }
}

fn options_help(fact: &Fact) -> Option<String> {
    let options: Vec<String> = fact.options.iter().map(|option| format!("`{}`", option.id)).collect();
    (!options.is_empty()).then(|| format!("it is one of {}", options.join(", ")))
}
