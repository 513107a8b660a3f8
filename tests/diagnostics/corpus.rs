//! The files in `tests/diagnostics`.

use demeanor::diagnostic::{Limit, Limits};
use demeanor::{Diagnostic, Document, Guideline};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One file: what is given, and everything that is to be reported of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    #[serde(skip)]
    pub(crate) name: String,
    #[serde(skip)]
    path: PathBuf,
    /// What the file is for.
    #[expect(dead_code, reason = "it is for readers, and has to be there")]
    about: String,
    documents: Vec<Written>,
    /// Limits other than the usual ones, by name.
    #[serde(default)]
    limits: BTreeMap<Limit, usize>,
    /// A situation for the guideline that the documents make.
    situation: Option<Text>,
    pub(crate) expect: Vec<Expected>,
}

#[derive(Deserialize)]
struct Written {
    name: String,
    #[serde(flatten)]
    text: Text,
}

/// A text: of a JSON value, printed over several lines with sorted keys, or as it stands, line by line.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Text {
    Json(Value),
    Lines(Vec<String>),
}

/// A diagnostic as it is written down.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) code: String,
    severity: String,
    document: String,
    line: Option<usize>,
    column: Option<usize>,
    pointer: String,
    text: String,
    message: String,
    help: Option<String>,
}

/// All files, by name.
pub(crate) fn entries() -> Vec<Entry> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let files = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(paths.len() > 50, "the corpus is here: {} files", paths.len());
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> Entry {
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(&path).expect("it is text");
    let entry: Entry = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    Entry { name, path, ..entry }
}

impl Text {
    fn text(&self) -> String {
        match self {
            Text::Json(json) => format!("{json:#}"),
            Text::Lines(lines) => lines.join("\n"),
        }
    }
}

impl Entry {
    /// Everything that the library reports.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        let guideline = match self.build() {
            Ok(guideline) => guideline,
            Err(diagnostics) => return diagnostics,
        };
        let mut reported = guideline.warnings().to_vec();
        if let Some(situation) = &self.situation {
            match guideline.situation_from_json(&situation.text()) {
                Ok(situation) => reported.extend_from_slice(situation.notes()),
                Err(rejected) => reported.extend_from_slice(rejected.diagnostics()),
            }
        }
        reported
    }

    /// Are the documents or the situation refused?
    pub(crate) fn is_refused(&self) -> bool {
        let situation = self.situation.as_ref();
        self.build().map_or(true, |guideline| {
            situation.is_some_and(|situation| guideline.situation_from_json(&situation.text()).is_err())
        })
    }

    fn build(&self) -> Result<Guideline, Vec<Diagnostic>> {
        let limits =
            self.limits.iter().fold(Limits::default(), |limits, (&limit, &most)| limits.with(limit, most));
        Guideline::build_within(&limits, self.documents()).map_err(|rejected| rejected.diagnostics().to_vec())
    }

    /// The documents, as texts.
    pub(crate) fn documents(&self) -> Vec<Document> {
        let documents = self.documents.iter();
        documents.map(|written| Document::new(&written.name, written.text.text())).collect()
    }

    /// The text of a document, or of the situation.
    pub(crate) fn text_of(&self, document: &str) -> Option<String> {
        let written = self.documents.iter().find(|written| written.name == document);
        let situation = || self.situation.as_ref().filter(|_| document == "situation");
        let text = written.map(|written| &written.text).or_else(situation)?.text();
        Some(Document::new(document, text).text().to_owned())
    }

    /// Writes down what is reported now, and leaves everything before it as it is.
    pub(crate) fn rewrite(&self, given: &[Expected]) {
        const START: &str = "\n  \"expect\": ";
        let text = fs::read_to_string(&self.path).expect("it is text");
        let (before, _) = text.split_once(START).expect("`expect` stands last, on a line of its own");
        let listed = serde_json::to_string_pretty(given).expect("it is JSON").replace('\n', "\n  ");
        // Put in place as a whole: other tests may be reading the file.
        let draft = self.path.with_extension("draft");
        fs::write(&draft, format!("{before}{START}{listed}\n}}\n")).expect("it can be written");
        fs::rename(draft, &self.path).expect("it can be put in place");
    }

    /// What was expected and what was given, of this file.
    pub(crate) fn difference(&self, given: &[Expected]) -> String {
        let marked = |list: &[Expected], other: &[Expected]| -> Vec<String> {
            let mark = |one| if other.contains(one) { "   " } else { ">> " };
            list.iter().map(|one| format!("  {}{one:?}", mark(one))).collect()
        };
        let expected = marked(&self.expect, given).join("\n");
        let given = marked(given, &self.expect).join("\n");
        format!("tests/diagnostics/{}.json\n expected\n{expected}\n given\n{given}\n", self.name)
    }
}

impl From<&Diagnostic> for Expected {
    fn from(diagnostic: &Diagnostic) -> Expected {
        let place = &diagnostic.place;
        Expected {
            code: diagnostic.code.id().into(),
            severity: diagnostic.severity.id().into(),
            document: place.document.clone(),
            line: place.position.map(|position| position.line),
            column: place.position.map(|position| position.column),
            pointer: place.pointer.clone(),
            text: place.text.clone(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }
}
