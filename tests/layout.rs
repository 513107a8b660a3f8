//! The shape of `src`: imports run one way, and files stay short enough to be read.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file with more lines than this is more than one noun or verb.
const MOST_LINES: usize = 500;

/// A source file: its path of modules (`check`, `rules`; empty for `lib.rs`) and its code.
struct File {
    path: PathBuf,
    modules: Vec<String>,
    /// Its lines, comments left out.
    code: String,
}

#[test]
fn imports_run_one_way() {
    let files = files();
    let known: BTreeSet<&str> =
        files.iter().filter_map(|file| file.modules.first().map(String::as_str)).collect();
    let mut violations = Vec::new();
    for file in &files {
        let may_use = above(file, &files);
        let used = uses(&file.code, "crate::").into_iter().filter(|used| known.contains(used.as_str()));
        let below = used.filter(|used| !may_use.contains(used) && file.modules.first() != Some(used));
        violations.extend(below.map(|used| format!("{} uses crate::{used}", file.path.display())));
    }
    assert!(violations.is_empty(), "not listed above in src/lib.rs:\n{}", violations.join("\n"));
}

#[test]
fn siblings_are_used_one_way() {
    let files = files();
    let mut violations = Vec::new();
    for file in files.iter().filter(|file| file.modules.len() == 2) {
        let Some(parent) = files.iter().find(|parent| parent.modules == file.modules[..1]) else { continue };
        let siblings = declared(&parent.code);
        let name = &file.modules[1];
        let above: Vec<&String> = siblings.iter().take_while(|sibling| *sibling != name).collect();
        let mut used = uses(&file.code, "super::");
        used.extend(uses(&file.code, &format!("crate::{}::", file.modules[0])));
        let below =
            used.into_iter().filter(|used| siblings.contains(used) && !above.contains(&used) && used != name);
        violations.extend(below.map(|used| format!("{} uses its sibling {used}", file.path.display())));
    }
    assert!(violations.is_empty(), "not listed above in their parent:\n{}", violations.join("\n"));
}

#[test]
fn every_file_is_declared_by_its_parent() {
    let files = files();
    for file in files.iter().filter(|file| !file.modules.is_empty()) {
        let (name, parents) = file.modules.split_last().expect("it has a name");
        let parent = files.iter().find(|parent| parent.modules == parents);
        let parent = parent.unwrap_or_else(|| panic!("{} has no parent", file.path.display()));
        assert!(declared(&parent.code).contains(name), "{} is not declared", file.path.display());
    }
}

#[test]
fn files_are_short() {
    let length = |path: &Path| fs::read_to_string(path).expect("it is text").lines().count();
    let long: Vec<String> = files()
        .iter()
        .filter(|file| length(&file.path) > MOST_LINES)
        .map(|file| format!("{}: {}", file.path.display(), length(&file.path)))
        .collect();
    assert!(long.is_empty(), "more than {MOST_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn files_say_first_what_they_are() {
    for file in files() {
        let text = fs::read_to_string(&file.path).expect("it is text");
        assert!(text.starts_with("//! "), "{}", file.path.display());
    }
}

/// The library is a function: no clock, files, environment, threads or output.
#[test]
fn nothing_reaches_outside() {
    let outside = [
        "std::fs",
        "std::env",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
        "println!",
        "eprintln!",
        "print!",
        "dbg!",
        "HashMap",
        "HashSet",
        "unsafe ",
        "f32",
        "f64",
        "Mutex",
        "RefCell",
        "Atomic",
    ];
    for file in files() {
        // What walks diagrams looks nodes up in hash maps without randomness, and never walks through one.
        let of_diagrams =
            ["diagram.rs", "search.rs", "share.rs"].iter().any(|name| file.path.ends_with(name));
        let lookups_only = of_diagrams && !file.code.contains(".keys()") && !file.code.contains(".values()");
        // A batch may be shared among cores, each with situations of its own: that changes nothing but the time it takes.
        let shares = file.path.ends_with("batch.rs");
        let allowed =
            |word: &str| lookups_only && word.starts_with("Hash") || shares && word == "std::thread";
        let found: Vec<&str> =
            outside.into_iter().filter(|word| file.code.contains(word) && !allowed(word)).collect();
        assert!(found.is_empty(), "{} has {found:?}", file.path.display());
    }
}

/// The modules listed above a file's own in `lib.rs`; all of them, for `lib.rs` itself.
fn above(file: &File, files: &[File]) -> Vec<String> {
    let root = files.iter().find(|file| file.modules.is_empty()).expect("lib.rs");
    let mut listed = declared(&root.code);
    let own = file.modules.first().and_then(|own| listed.iter().position(|module| module == own));
    listed.truncate(own.unwrap_or(listed.len()));
    listed
}

/// The modules that a file declares, in order.
fn declared(code: &str) -> Vec<String> {
    let lines = code.lines().map(|line| line.trim_start_matches("pub(crate) ").trim_start_matches("pub "));
    lines.filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned)).collect()
}

/// The names that follow a path in code, also in a list in braces.
fn uses(code: &str, path: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in code.split(path).skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => names.extend(listed(list).iter().map(|entry| first_name(entry))),
            None => drop(names.insert(first_name(rest))),
        }
    }
    names.remove("");
    names
}

/// The entries of a list in braces, inner lists left out.
fn listed(list: &str) -> Vec<String> {
    let (mut entries, mut depth) = (vec![String::new()], 0);
    for character in list.chars() {
        match character {
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            '{' => depth += 1,
            ',' if depth == 0 => entries.push(String::new()),
            _ if depth > 0 || character.is_whitespace() => {}
            _ => entries.last_mut().expect("there is one").push(character),
        }
    }
    entries
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut Vec::new(), &mut files);
    assert!(files.len() > 20, "the sources are here");
    files
}

fn collect(folder: &Path, modules: &mut Vec<String>, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    for path in paths {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        modules.push(stem);
        if path.is_dir() {
            collect(&path, modules, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let is_root = *modules == ["lib"];
            let modules = if is_root { Vec::new() } else { modules.clone() };
            files.push(File { code: code(&path), path, modules });
        }
        modules.pop();
    }
}

/// The lines of a file without its comments and the tests in them.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("it is text");
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
