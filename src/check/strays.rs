//! Documents that are no part of a layer whose id they have. Read on, they would be at fault in whatever they say.

use super::layers::Part;
use super::parts::{file_name, report_stray};
use crate::document::{Code, Faults};
use std::collections::BTreeSet;

/// The documents without those that have the id of a sealed layer, and without all but the first of several with one id
/// of which none says which are its parts.
pub(super) fn without(parts: Vec<Part>, faults: &mut Faults) -> Vec<Part> {
    let ids = |is_one: fn(&&Part) -> bool| -> BTreeSet<String> {
        parts.iter().filter(is_one).map(|part| part.document.id.value.clone()).collect()
    };
    let sealed = ids(|part| part.sealed);
    let listing = ids(|part| part.document.parts.is_some());
    let mut seen = BTreeSet::new();
    let is_kept = |part: &Part| {
        let id = &part.document.id.value;
        part.sealed || !sealed.contains(id) && (seen.insert(id.clone()) || listing.contains(id))
    };
    let (kept, strays): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(is_kept);
    faults.incomplete |= !strays.is_empty();
    for (number, stray) in strays.iter().enumerate() {
        let of_one = |other: &&Part| other.document.id.value == stray.document.id.value;
        match kept.iter().find(of_one) {
            Some(first) if !first.sealed => {
                if !strays.iter().take(number).any(|other| of_one(&other)) {
                    report_several(first, &strays.iter().filter(of_one).collect::<Vec<_>>(), faults);
                }
            }
            _ => report_stray(stray, "that layer is sealed", faults),
        }
    }
    kept
}

/// Several documents, none of which says which belong together.
fn report_several(first: &Part, others: &[&Part], faults: &mut Faults) {
    let Some(second) = others.first() else { return };
    let id = &first.document.id.value;
    let versions = [first, second].map(|part| &part.document.version.value);
    let versions = match versions {
        [one, other] if one != other => format!(", in versions {one} and {other}"),
        _ => String::new(),
    };
    let name = file_name(&first.name);
    let message = format!("`{name}` and `{}` are both `{id}`{versions}", file_name(&second.name));
    let names: Vec<String> = others.iter().map(|part| format!("\"{}\"", file_name(&part.name))).collect();
    let help = format!(
        "give one of them alone; if they are parts of one rule set, let `{name}` say `\"parts\": [ {} ]`",
        names.join(", ")
    );
    faults.error_with_help(Code::StrayPart, second.document.id.origin, message, Some(help));
}
