//! Reads a situation straight from JSON to values, as far as nothing about it is out of the ordinary.
//!
//! What is read here is what the checked way (`known_facts`) reads; whatever is not plainly right (an unknown or former
//! name, a value outside its domain, anything twice, text that is not JSON) is left to that way, which knows what to say.

use crate::document::Kind;
use crate::model::{Fact, FactId, Known, Table, Text, ValueCode, Vocabulary};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// Texts longer than this are left to the checked way.
const LONGEST: usize = 1 << 20;

/// The facts of a vocabulary by group and name.
#[derive(Debug)]
pub(crate) struct Reader {
    groups: BTreeMap<Text, Names>,
}

/// The numbers of the facts of a group, by name.
type Names = BTreeMap<Text, FactId>;

impl Reader {
    pub(crate) fn new(vocabulary: &Vocabulary) -> Reader {
        let mut groups: BTreeMap<Text, Names> = BTreeMap::new();
        for (number, fact) in vocabulary.facts().numbered() {
            if let Some((group, name)) = fact.id.split_once('.') {
                groups.entry(group.into()).or_default().insert(name.into(), number);
            }
        }
        Reader { groups }
    }

    /// What is known, if the text is plainly a situation.
    pub(crate) fn read(&self, text: &str, vocabulary: &Vocabulary) -> Option<Known> {
        if text.len() > LONGEST {
            return None;
        }
        let (known, given) = (vocabulary.nothing_known(), Table::alike(vocabulary.facts(), false));
        let mut reading = Reading { reader: self, vocabulary, known, given };
        let mut deserializer = serde_json::Deserializer::from_str(text);
        Object { reading: &mut reading, group: None }.deserialize(&mut deserializer).ok()?;
        deserializer.end().ok()?;
        Some(reading.known)
    }
}

struct Reading<'a> {
    reader: &'a Reader,
    vocabulary: &'a Vocabulary,
    known: Known,
    /// Which facts were given, if only as null.
    given: Table<FactId, bool>,
}

impl Reading<'_> {
    fn fact<E: Error>(&mut self, group: Option<&Names>, name: &str) -> Result<FactId, E> {
        let number = group.and_then(|names| names.get(name)).copied().ok_or_else(unusual)?;
        if *self.given.at(number) {
            return Err(unusual());
        }
        self.given.set(number, true);
        Ok(number)
    }
}

/// An object of facts: of one group, or of all.
struct Object<'r, 'a> {
    reading: &'r mut Reading<'a>,
    group: Option<&'a Names>,
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("facts")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let reader = self.reading.reader;
        let mut groups: Vec<Text> = Vec::new();
        while let Some(key) = map.next_key::<Key>()? {
            let key = key.0.as_ref();
            let all = &reader.groups;
            let fact = match self.group {
                // No name has a dot in it: a key that has one is not found.
                Some(names) => Some(self.reading.fact(Some(names), key)?),
                None => match key.split_once('.') {
                    Some((group, name)) => Some(self.reading.fact(all.get(group), name)?),
                    None => None,
                },
            };
            if let Some(number) = fact {
                let fact = self.reading.vocabulary.fact(number);
                let value = map.next_value_seed(Value { fact })?;
                self.reading.known.set(number, value);
                continue;
            }
            let (group, names) = all.get_key_value(key).ok_or_else(unusual)?;
            if groups.contains(group) {
                return Err(unusual());
            }
            groups.push(group.clone());
            map.next_value_seed(Object { reading: self.reading, group: Some(names) })?;
        }
        Ok(())
    }
}

/// A key, borrowed from the text where that is possible.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] std::borrow::Cow<'a, str>);

/// A value of a fact.
struct Value<'a> {
    fact: &'a Fact,
}

impl Value<'_> {
    fn option<E: Error>(&self, id: &str) -> Result<usize, E> {
        self.fact.options.iter().position(|option| &*option.id == id).ok_or_else(unusual)
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Option<ValueCode>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<ValueCode>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Option<ValueCode>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Option<ValueCode>, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Option<ValueCode>, E> {
        if self.fact.kind == Kind::Flag { Ok(Some(flag.into())) } else { Err(unusual()) }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<ValueCode>, E> {
        let counts = self.fact.counts();
        let fits =
            self.fact.kind == Kind::Count && u32::try_from(number).is_ok_and(|count| counts.contains(&count));
        if fits { Ok(Some(number)) } else { Err(unusual()) }
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<Option<ValueCode>, E> {
        match self.fact.kind {
            Kind::Choice | Kind::Scale => Ok(ValueCode::try_from(self.option(id)?).ok()),
            Kind::Flag | Kind::Count | Kind::Several => Err(unusual()),
        }
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Option<ValueCode>, S::Error> {
        if self.fact.kind != Kind::Several {
            return Err(unusual());
        }
        let mut options = 0;
        while let Some(Key(id)) = list.next_element::<Key>()? {
            let bit = 1 << self.option(&id)?;
            if options & bit != 0 {
                return Err(unusual());
            }
            options |= bit;
        }
        Ok(Some(options))
    }
}

/// Why the checked way has to look: nobody reads it.
fn unusual<E: Error>() -> E {
    E::custom("unusual")
}
