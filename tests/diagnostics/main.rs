//! What is wrong with documents and situations is reported whole, in the right place, in the right words.
//!
//! Each file in `tests/diagnostics` holds documents, perhaps a situation, and everything that is to be reported of
//! them. `UPDATE_DIAGNOSTICS=1 cargo test --test diagnostics` writes down what is reported now; read what it writes:
//! is the message true, the place exact, the help of use, and does it all read well aloud?

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod corpus;
mod hostile;

use corpus::{Entry, Expected, entries};
use demeanor::Diagnostic;
use demeanor::diagnostic::{Code, Severity};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn every_file_is_answered_as_expected() {
    let update = std::env::var_os("UPDATE_DIAGNOSTICS").is_some();
    let mut failures = Vec::new();
    for entry in entries() {
        let given: Vec<Expected> = entry.diagnostics().iter().map(Expected::from).collect();
        if given == entry.expect {
            continue;
        }
        if update {
            entry.rewrite(&given);
        } else {
            failures.push(entry.difference(&given));
        }
    }
    assert!(failures.is_empty(), "{} files differ\n\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_code_is_in_the_corpus() {
    // What cannot be written down in a file is tested in `situations.rs`.
    // What takes a large rule set is tested in `hostile.rs`.
    let elsewhere = [Code::NotSerializable, Code::SafeguardUndecided, Code::LayerUndecided];
    let mut seen: BTreeSet<String> = elsewhere.iter().map(|code| code.id().to_owned()).collect();
    seen.extend(entries().iter().flat_map(|entry| &entry.expect).map(|expected| expected.code.clone()));
    let missing: Vec<&str> =
        Code::ALL.iter().map(|code| code.id()).filter(|id| !seen.contains(*id)).collect();
    assert!(missing.is_empty(), "no file in tests/diagnostics has {missing:?}");
}

#[test]
fn files_are_named_after_a_code_that_they_show() {
    for entry in entries().iter().filter(|entry| !entry.name.starts_with("many-")) {
        let named = entry.expect.iter().any(|expected| entry.name.starts_with(&expected.code));
        assert!(named, "{}: none of its faults is in its name", entry.name);
    }
}

#[test]
fn a_build_is_refused_for_errors_only() {
    for entry in entries() {
        let errors = entry.diagnostics().iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_eq!(entry.is_refused(), errors, "{}", entry.name);
    }
}

/// The range, the text and the pointer of a place all speak of the same thing.
#[test]
fn places_agree_with_the_text() {
    for entry in entries() {
        for diagnostic in entry.diagnostics() {
            check_place(&entry, &diagnostic);
        }
    }
}

fn check_place(entry: &Entry, diagnostic: &Diagnostic) {
    let shown = || format!("{}: {diagnostic}\n{:?}", entry.name, diagnostic.place);
    let place = &diagnostic.place;
    let Some(text) = entry.text_of(&place.document) else { return };
    let Some(position) = place.position else { panic!("no position: {}", shown()) };
    let at = text.get(position.start..position.end).unwrap_or_else(|| panic!("no such range: {}", shown()));
    assert!(at.starts_with(&place.text), "another text: {}", shown());
    let before = text.get(..position.start).unwrap_or_default();
    assert_eq!(position.line, before.matches('\n').count() + 1, "another line: {}", shown());
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = text.get(line_start..position.start).unwrap_or_default().chars().count() + 1;
    assert_eq!(position.column, column, "another column: {}", shown());
    // What has a key twice, or is not read as it is nested too deeply, has no values to point to.
    let unread = diagnostic.code == Code::TooDeep && place.pointer.is_empty();
    let values = serde_json::from_str::<Value>(&text).ok();
    if let Some(json) = values.filter(|_| !unread && diagnostic.code != Code::DuplicateKey) {
        let value = json.pointer(&place.pointer);
        let value = value.unwrap_or_else(|| panic!("the pointer leads nowhere: {}", shown()));
        let key = place.pointer.rsplit('/').next().unwrap_or_default();
        let is_key = serde_json::from_str::<String>(at).is_ok_and(|at| at == key);
        let is_value = serde_json::from_str::<Value>(at).is_ok_and(|at| at == *value);
        assert!(is_key || is_value || at.is_empty(), "the pointer leads elsewhere: {}", shown());
    }
}

/// Messages and help are phrases to be joined: no capital, no full stop, nothing left unfilled.
#[test]
fn messages_are_well_formed() {
    for entry in entries() {
        for diagnostic in entry.diagnostics() {
            let said = [Some(&diagnostic.message), diagnostic.help.as_ref()];
            for said in said.into_iter().flatten() {
                let context = format!("{}: {said}", entry.name);
                assert!(!said.is_empty() && said.trim() == said, "{context}");
                assert!(!said.ends_with('.') || diagnostic.code == Code::Impossible, "{context}");
                assert!(!said.contains("``"), "{context}");
                assert!(said.matches('`').count() % 2 == 0, "{context}");
                let again = said.split(' ').zip(said.split(' ').skip(1)).any(|(one, next)| one == next);
                assert!(!again, "{context}");
            }
        }
    }
}
