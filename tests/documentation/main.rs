//! docs/diagnostics.md has one section for each code that can be reported, and none besides. What pages for contributors name in
//! the source is there.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "only what is reported is used of it")]
#[path = "../diagnostics/corpus.rs"]
mod corpus;

use demeanor::analysis::FindingCode;
use demeanor::diagnostic::Code;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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

/// What stands between backticks on a page, code on lines of its own left out.
fn quoted(page: &str) -> Vec<String> {
    let prose: Vec<&str> = page.split("```").step_by(2).collect();
    let of_part = |part: &&str| part.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    prose.iter().flat_map(of_part).collect()
}

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("it is text")
}

/// Is there a file or folder of this path, or a file of Rust without its ending?
fn is_there(path: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path.trim_end_matches('/'));
    path.exists() || path.with_extension("rs").exists()
}

/// A path with a part in angle brackets, or with any ending, stands for many.
fn is_pattern(path: &str) -> bool {
    path.contains(['<', '*', '…', ' ', '='])
}

/// Pages for contributors name files by path, or those of `src` by room and name.
#[test]
fn pages_for_contributors_name_what_is_there() {
    let mut missing = Vec::new();
    for name in ["CONTRIBUTING.md", "ARCHITECTURE.md"] {
        for path in quoted(&page(name)).iter().filter(|path| path.contains('/') && !is_pattern(path)) {
            let first = path.split('/').next().unwrap_or_default();
            let found = is_there(path) || is_there(&format!("src/{path}"));
            if !found && (is_there(first) || is_there(&format!("src/{first}"))) {
                missing.push(format!("{name}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "there is no such file:\n{}", missing.join("\n"));
}

/// The table of rooms says which of a room's files to look at first.
#[test]
fn the_table_of_rooms_names_files_that_are_there() {
    let page = page("ARCHITECTURE.md");
    let rows =
        page.lines().skip_while(|line| *line != "| room | what it turns into what | where to look first |");
    let (mut named, mut missing) = (0, Vec::new());
    for row in rows.skip(2).take_while(|line| line.starts_with('|')) {
        let columns: Vec<&str> = row.split('|').collect();
        let (room, first) = (quoted(columns[1]), quoted(columns[3]));
        let room = room.first().map_or("", |room| room.trim_end_matches('/'));
        for file in first {
            named += 1;
            let path = if room.is_empty() { format!("src/{file}") } else { format!("src/{room}/{file}") };
            missing.extend((!is_there(&path)).then_some(path));
        }
    }
    assert!(named > 30, "the table is found");
    assert!(missing.is_empty(), "there is no such file:\n{}", missing.join("\n"));
}
