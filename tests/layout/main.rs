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

/// Which rooms (and front files) each may use: the architecture, as a table. Files inside a room are private to it, which
/// the compiler sees to.
const MAY_USE: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("diagram", &[]),
    ("document", &["words"]),
    ("model", &["words", "document"]),
    ("levels", &["document", "model", "diagram"]),
    ("judging", &["model", "diagram", "levels"]),
    ("check", &["words", "document", "model", "diagram", "judging"]),
    ("rows", &["words", "document", "model"]),
    ("exact", &["words", "document", "model", "diagram", "levels", "judging"]),
    ("answer", &["words", "document", "model", "diagram", "levels", "rows", "exact"]),
    ("proof", &["words", "document", "model", "check", "diagram", "levels", "exact", "answer"]),
    ("guideline", &["document", "model", "check", "exact", "answer", "proof"]),
    ("standard", &["document", "guideline"]),
    ("situation", &["words", "document", "model", "check", "answer", "guideline"]),
    ("replay", &["words", "document", "answer", "guideline"]),
    ("interview", &["words", "document", "model", "exact", "answer", "guideline", "situation"]),
    ("live", &["words", "document", "model", "rows", "exact", "answer", "guideline", "situation"]),
    ("why", &["words", "document", "model", "levels", "judging", "exact", "answer", "situation"]),
    (
        "analysis",
        &[
            "words",
            "document",
            "model",
            "diagram",
            "levels",
            "exact",
            "answer",
            "proof",
            "guideline",
            "situation",
        ],
    ),
    ("authoring", &["words", "document", "model", "check", "answer", "guideline"]),
];

#[test]
fn rooms_use_only_what_the_table_allows() {
    let mut violations = Vec::new();
    for file in files().iter().filter(|file| !file.modules.is_empty()) {
        let room = file.modules[0].as_str();
        let (_, may_use) =
            MAY_USE.iter().find(|(name, _)| *name == room).expect("every room is in the table");
        // A name of the root, such as `crate::Guideline`, is no room and so never allowed.
        let used = uses(&file.code, "crate::").into_iter().filter(|used| used != room);
        let not_allowed = used.filter(|used| !may_use.contains(&used.as_str()));
        violations.extend(not_allowed.map(|used| format!("{} uses crate::{used}", file.path.display())));
    }
    assert!(violations.is_empty(), "not allowed by the table:\n{}", violations.join("\n"));
}

#[test]
fn the_table_has_no_circle_and_nothing_idle() {
    let files = files();
    for (index, (room, may_use)) in MAY_USE.iter().enumerate() {
        let above: Vec<&str> = MAY_USE[..index].iter().map(|(name, _)| *name).collect();
        let mut used = BTreeSet::new();
        for file in files.iter().filter(|file| file.modules.first().is_some_and(|first| first == room)) {
            used.extend(uses(&file.code, "crate::"));
        }
        for name in *may_use {
            assert!(above.contains(name), "{room} may use {name}, which is not above it");
            assert!(used.contains(*name), "{room} may use {name}, and does not");
        }
    }
}

/// What most embedders hold stands in the root; the public modules only gather names that a room gives out.
#[test]
fn the_front_door_is_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let root = fs::read_to_string(root).expect("it is text");
    // Those of the modules are indented.
    let imports = root.split("\npub use ").skip(1).map(|import| import.split(';').next().expect("it ends"));
    let names: Vec<String> = imports
        .filter(|import| *import != "authoring::schema")
        .flat_map(|import| import.rsplit("::").next().expect("a name").split(',').map(str::to_owned))
        .collect();
    assert!((15..=24).contains(&names.len()), "in the root: {names:?}");
    for item in ["pub struct ", "pub enum ", "fn ", "pub trait ", "impl "] {
        let written_here = root.lines().any(|line| line.trim_start().starts_with(item));
        assert!(!written_here, "`{item}` in the root");
    }
}

/// Files of one folder are used one way too: none leads back to itself.
#[test]
fn files_of_a_folder_go_in_no_circle() {
    let files = files();
    let (mut arrows, mut circles) = (0, Vec::new());
    for file in files.iter().filter(|file| file.modules.len() > 1) {
        let (_, folder) = file.modules.split_last().expect("it has a name");
        let mut reached = siblings_used(file, folder, &files);
        arrows += reached.len();
        let mut to_visit: Vec<Vec<String>> = reached.iter().cloned().collect();
        while let Some(sibling) = to_visit.pop() {
            let Some(sibling) = files.iter().find(|other| other.modules == sibling) else { continue };
            let further = siblings_used(sibling, folder, &files);
            to_visit.extend(further.into_iter().filter(|next| reached.insert(next.clone())));
        }
        circles.extend(reached.contains(&file.modules).then(|| file.path.display().to_string()));
    }
    assert!(circles.is_empty(), "these lead back to themselves:\n{}", circles.join("\n"));
    assert!(arrows > 100, "files use one another");
}

/// A folder gives out what its files hold, so none of them takes anything from it: files name one another.
#[test]
fn no_file_takes_from_its_own_folder() {
    let files = files();
    let mut violations = Vec::new();
    for file in files.iter().filter(|file| file.modules.len() > 1) {
        let (_, folder) = file.modules.split_last().expect("it has a name");
        let mut reached: BTreeSet<Vec<String>> =
            uses(&file.code, "super::").into_iter().map(|name| [folder, &[name]].concat()).collect();
        for depth in 1..=folder.len() {
            let above = &folder[..depth];
            let names = uses(&file.code, &format!("crate::{}::", above.join("::")));
            reached.extend(names.into_iter().map(|name| [above, &[name]].concat()));
        }
        let is_file = |path: &Vec<String>| files.iter().any(|other| other.modules == *path);
        let taken =
            reached.iter().filter(|path| path.last().is_some_and(|name| name != "super") && !is_file(path));
        violations.extend(taken.map(|path| format!("{} uses {}", file.path.display(), path.join("::"))));
    }
    assert!(violations.is_empty(), "taken from the folder itself:\n{}", violations.join("\n"));
}

#[test]
fn a_mod_rs_tells_what_its_room_is_for() {
    for file in files().iter().filter(|file| file.path.ends_with("mod.rs") && file.modules.len() == 1) {
        let text = fs::read_to_string(&file.path).expect("it is text");
        assert!(text.starts_with("//! "), "{}", file.path.display());
    }
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
        let of_diagrams = ["diagrams.rs", "search.rs"].iter().any(|name| file.path.ends_with(name));
        let lookups_only = of_diagrams && !file.code.contains(".keys()") && !file.code.contains(".values()");
        // To find a number that is none, and to write one, takes a look at numbers that are not whole, and no counting with them.
        let looks = ["finite.rs", "compact.rs"].iter().any(|name| file.path.ends_with(name));
        let allowed = |word: &str| lookups_only && word.starts_with("Hash") || looks && word.starts_with('f');
        let found: Vec<&str> =
            outside.into_iter().filter(|word| file.code.contains(word) && !allowed(word)).collect();
        assert!(found.is_empty(), "{} has {found:?}", file.path.display());
    }
}

/// The other files of its folder that a file uses.
fn siblings_used(file: &File, folder: &[String], files: &[File]) -> BTreeSet<Vec<String>> {
    let mut names = uses(&file.code, "super::");
    names.extend(uses(&file.code, &format!("crate::{}::", folder.join("::"))));
    let siblings = names.into_iter().map(|name| [folder, &[name]].concat());
    siblings.filter(|sibling| files.iter().any(|other| other.modules == *sibling)).collect()
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
        // `room/mod.rs` is the module of the folder itself.
        let names_folder = stem == "mod";
        if !names_folder {
            modules.push(stem);
        }
        if path.is_dir() {
            collect(&path, modules, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let is_root = *modules == ["lib"];
            let modules = if is_root { Vec::new() } else { modules.clone() };
            files.push(File { code: code(&path), path, modules });
        }
        if !names_folder {
            modules.pop();
        }
    }
}

/// The lines of a file without its comments and the tests in them.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("it is text");
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
