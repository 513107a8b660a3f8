//! Sees to it that a layer of several documents is closed: they name one another, so that no stray file joins them. Read on,
//! a stray would be at fault in whatever it says.

use super::layers::{Part, WrittenLayer};
use crate::document::{At, Code, Faults};
use std::collections::BTreeSet;

/// The documents without those that have the id of a sealed layer, and without all but the first of several with one id
/// of which none says which are its parts.
pub(super) fn without_strays(parts: Vec<Part>, faults: &mut Faults) -> Vec<Part> {
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

/// Reports documents that are no part of the layer whose id they have, and parts that are not there.
pub(super) fn check_closed(layer: &WrittenLayer, faults: &mut Faults) {
    // What is sealed is whole, or what is left of it is wanted so.
    if layer.parts.iter().any(|part| part.sealed) {
        return;
    }
    let lists = layer.parts.iter().filter_map(|part| Some((part, part.document.parts.as_ref()?)));
    let Some((naming, listed)) = lists.into_iter().next() else { return };
    faults.distinct(listed);
    let others = || layer.parts.iter().filter(|part| !std::ptr::eq(*part, naming));
    for (index, stray) in others().enumerate() {
        let is_listed = listed.iter().any(|name| is_called(stray, name));
        let is_second = others().take(index).any(|part| file_name(&part.name) == file_name(&stray.name));
        if !is_listed || is_second {
            report_stray(stray, &format!("`{}` does not list it among its `parts`", naming.name), faults);
        }
    }
    for name in listed.iter().filter(|name| !others().any(|part| is_called(part, name))) {
        report_missing(name, layer, faults);
    }
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

/// Reports a document that is no part of the layer whose id it has.
fn report_stray(stray: &Part, why: &str, faults: &mut Faults) {
    let message = format!("this has the id of `{}` and is no part of it: {why}", stray.document.id.value);
    let help = "give it an `id` of its own, and say what it lies on with `extends`";
    faults.error_with_help(Code::StrayPart, stray.document.id.origin, message, Some(help.into()));
}

fn report_missing(name: &At<String>, layer: &WrittenLayer, faults: &mut Faults) {
    // What could not be read has been reported.
    if !faults.incomplete {
        let message = format!("`{}`, a part of `{}`, is not among the documents", name.value, layer.id);
        let help = "load it as well, or take it out of `parts`";
        faults.error_with_help(Code::MissingPart, name.origin, message, Some(help.into()));
    }
}

fn is_called(part: &Part, name: &At<String>) -> bool {
    file_name(&part.name) == name.value
}

/// The last part of a path.
fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
