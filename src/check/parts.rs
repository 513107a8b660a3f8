//! Sees to it that a layer of several documents is closed: they name one another, so that no stray file joins them.

use super::layers::{Part, Stack};
use crate::document::{At, Code, Faults};

/// Reports documents that are no part of the layer whose id they have, and parts that are not there.
pub(super) fn check_closed(layer: &Stack, faults: &mut Faults) {
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

/// Reports a document that is no part of the layer whose id it has.
pub(super) fn report_stray(stray: &Part, why: &str, faults: &mut Faults) {
    let message = format!("this has the id of `{}` and is no part of it: {why}", stray.document.id.value);
    let help = "give it an `id` of its own, and say what it lies on with `extends`";
    faults.error_with_help(Code::StrayPart, stray.document.id.origin, message, Some(help.into()));
}

fn report_missing(name: &At<String>, layer: &Stack, faults: &mut Faults) {
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
pub(super) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
