//! docs/diagnostics.md has one section for each code that can be reported, and none besides.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "only what is reported is used of it")]
#[path = "../diagnostics/corpus.rs"]
mod corpus;

use demeanor::analysis::FindingCode;
use demeanor::diagnostic::Code;
use std::collections::BTreeMap;
use std::fs;

/// The sections by code: what stands under each heading.
fn sections() -> BTreeMap<String, String> {
    let page =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md")).expect("it is text");
    let parts: Vec<&str> = page.split("\n### `").skip(1).collect();
    let section = |part: &&str| {
        let (code, rest) = part.split_once('`').expect("a heading is a code between backticks");
        (code.to_owned(), rest.split("\n## ").next().unwrap_or_default().to_owned())
    };
    let sections: BTreeMap<String, String> = parts.iter().map(section).collect();
    assert_eq!(sections.len(), parts.len(), "no code has two sections");
    sections
}

#[test]
fn every_code_has_its_section() {
    let sections = sections();
    let codes = Code::ALL.iter().map(|code| code.id());
    let mut all: Vec<&str> = codes.chain(FindingCode::ALL.iter().map(|code| code.id())).collect();
    all.sort_unstable();
    let written: Vec<&str> = sections.keys().map(String::as_str).collect();
    assert_eq!(written, all);
}

#[test]
fn every_section_says_all_there_is_to_say() {
    for (code, section) in sections() {
        let lines: Vec<&str> = section.lines().filter(|line| !line.is_empty()).collect();
        let starts = ["*", "- Finds: ", "- Matters: ", "- Example: ", "- What to do: "];
        assert_eq!(lines.len(), starts.len(), "{code}");
        for (line, start) in lines.iter().zip(starts) {
            assert!(line.starts_with(start) && line.len() > start.len() + 5, "{code}: {line}");
            assert!(line.ends_with(['.', '*', '`']), "{code}: {line}");
        }
    }
}

/// Whether a fault refuses anything is as the page says.
#[test]
fn sections_tell_errors_from_warnings() {
    let sections = sections();
    for entry in corpus::entries() {
        for diagnostic in entry.diagnostics() {
            let section = sections.get(diagnostic.code.id()).expect("it has a section");
            let says = section.trim_start().to_lowercase();
            assert!(says.starts_with(&format!("*{}", diagnostic.severity)), "{}", diagnostic.code);
        }
    }
}
