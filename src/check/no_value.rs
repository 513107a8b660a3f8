//! What to write for a text that stands where a number, or true or false, belongs.

use crate::document::Kind;
use crate::model::Fact;
use crate::words::plain;

/// Words for yes and for no, as people and spreadsheets write them.
const YES: [&str; 11] = ["true", "yes", "y", "x", "1", "✓", "ja", "wahr", "oui", "vrai", "si"];
const NO: [&str; 8] = ["false", "no", "n", "0", "nein", "falsch", "non", "faux"];

/// Words for what is not known.
const UNKNOWN: [&str; 9] = ["unknown", "not_known", "unclear", "?", "n/a", "na", "none", "null", "unbekannt"];

/// What to write for a text that is no value of a flag or a count.
pub(super) fn instead(fact: &Fact, said: &str) -> String {
    let said = said.trim();
    if UNKNOWN.contains(&&*plain(said)) {
        return "leave out what is not known".into();
    }
    if said.starts_with('#') {
        return "a spreadsheet writes this for a formula that it could not work out: write the value itself"
            .into();
    }
    if fact.kind == Kind::Flag { flag(said) } else { count(fact, said) }
}

fn flag(said: &str) -> String {
    let said = plain(said);
    let meant = if YES.contains(&&*said) {
        "`true`"
    } else if NO.contains(&&*said) {
        "`false`"
    } else {
        "`true` or `false`"
    };
    format!("write {meant}, without quotes")
}

fn count(fact: &Fact, said: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, rest) = said.split_at(said.bytes().take_while(u8::is_ascii_digit).count());
    let rest = rest.trim();
    if !digits(number) {
        return "write a whole number, such as `12`, without quotes".into();
    }
    let write = format!("write `{}`, without quotes", plainly(number));
    if rest.is_empty() {
        return write;
    }
    let to = rest.strip_prefix(['-', '–', '—']).or_else(|| rest.strip_prefix("to ")).map(str::trim);
    if let Some(to) = to.filter(|to| digits(to)) {
        let (from, to) = (plainly(number), plainly(to));
        return format!(
            "write one number, without quotes; a condition tells from where to where: `{{ \"at_least\": {from}, \"at_most\": {to} }}`"
        );
    }
    if let Some(fraction) = rest.strip_prefix(['.', ',']).filter(|fraction| digits(fraction)) {
        let is_whole = fraction.bytes().all(|digit| digit == b'0');
        return if is_whole { write } else { "write a whole number, without quotes".into() };
    }
    let unit = fact.range.as_ref().and_then(|range| range.unit.as_ref());
    unit.map_or(write.clone(), |unit| format!("{write}: it counts {unit}"))
}

/// A number without zeros before it.
fn plainly(number: &str) -> &str {
    let plain = number.trim_start_matches('0');
    if plain.is_empty() { "0" } else { plain }
}
