//! Runs the tool and the examples as they are built.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) const SHARED_TEARS: &str = "examples/situations/shared-tears.json";
pub(crate) const RIVERSIDE: &str = "examples/clinics/riverside.json";
pub(crate) const TINY: &str = "examples/demeanor/tests/cli/tiny.json";
pub(crate) const TINY_SITUATION: &str = "examples/demeanor/tests/cli/lit.json";

/// What a run of the tool came to.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A file of the project, by its path from the project's root, which is where the tool is run too.
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The tool, as cargo built it for these tests.
pub(crate) fn tool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demeanor"));
    command.current_dir(at(""));
    // What is said of a day is said of this one, in June 2026.
    command.env("SOURCE_DATE_EPOCH", "1780272000");
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn spawn(command: &mut Command) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
}

pub(crate) fn finish(mut child: Child, input: &str) -> Run {
    let mut stdin = child.stdin.take().expect("it is piped");
    // A tool that does not read its input may be gone before it is written.
    stdin.write_all(input.as_bytes()).ok();
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    Run {
        status: output.status.code().expect("it exits"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

pub(crate) fn run_with(args: &[&str], input: &str) -> Run {
    finish(spawn(tool().args(args)), input)
}

pub(crate) fn run(args: &[&str]) -> Run {
    run_with(args, "")
}

/// Runs what has to go well without a word on standard error, and gives what it printed.
pub(crate) fn answer(args: &[&str]) -> String {
    let run = run(args);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{args:?}");
    run.out
}

pub(crate) fn assert_all(text: &str, parts: &[&str], of: &dyn std::fmt::Debug) {
    for part in parts {
        assert!(text.contains(part), "{of:?}: there is no `{part}` in\n{text}");
    }
}

/// What was printed, read as JSON.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

/// A folder of its own, gone when the test is done with it.
pub(crate) struct Scratch(PathBuf);

static SCRATCHES: AtomicUsize = AtomicUsize::new(0);

impl Scratch {
    pub(crate) fn new() -> Scratch {
        let number = SCRATCHES.fetch_add(1, Ordering::Relaxed);
        let name = format!("cli-{}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir(&path).expect("the folder is new");
        Scratch(path)
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Writes a file, and gives its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        fs::write(&path, text).expect("it can be written");
        path
    }

    /// The names of what is in it.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it is there");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}
