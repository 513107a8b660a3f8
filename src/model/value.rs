//! Values of facts, as data and in words.

use super::fact_value::FactValue;
use super::known::ValueCode;
use super::text::Text;
use super::vocabulary::Fact;
use super::wording::Wording;
use crate::document::Kind;

/// A value as data.
pub(crate) fn fact_value(fact: &Fact, code: ValueCode) -> FactValue {
    match fact.kind {
        Kind::Flag => FactValue::Flag(code == 1),
        Kind::Count => FactValue::Count(u32::try_from(code).unwrap_or(u32::MAX)),
        Kind::Several => FactValue::Several(fact.options_in(code).map(|option| option.id.clone()).collect()),
        Kind::Choice | Kind::Scale => {
            FactValue::Option(fact.option_at(code).map(|option| option.id.clone()).unwrap_or_default())
        }
    }
}

/// A value in words.
pub(crate) fn in_words(fact: &Fact, code: ValueCode, wording: &Wording) -> Text {
    match fact.kind {
        Kind::Flag if code == 1 => wording.yes.clone(),
        Kind::Flag => wording.no.clone(),
        Kind::Count => count_in_words(fact, code),
        Kind::Several if code == 0 => "none".into(),
        Kind::Several => {
            fact.options_in(code).map(|option| &*option.label).collect::<Vec<_>>().join(", ").into()
        }
        Kind::Choice | Kind::Scale => {
            fact.option_at(code).map(|option| option.label.clone()).unwrap_or_default()
        }
    }
}

fn count_in_words(fact: &Fact, count: ValueCode) -> Text {
    let range = fact.range.as_ref();
    let plural = range.and_then(|range| range.unit.as_deref());
    let singular = range.and_then(|range| range.unit_one.as_deref()).filter(|_| count == 1);
    match singular.or(plural) {
        Some(unit) => format!("{count} {unit}").into(),
        None => count.to_string().into(),
    }
}
