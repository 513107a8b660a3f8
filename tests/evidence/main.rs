//! What the shipped rules rest on, as a page for people, and the numbers in the README: both agree with the documents.
//!
//! `UPDATE_EVIDENCE=1 cargo test --test evidence` writes `docs/evidence.md` anew. What was read in the sources, what
//! the grades leave open and what is missing stands in `docs/caveats.md`, which is written by hand.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = "docs/evidence.md";

/// The words of a list in the documents, with how each is said to people, in the order in which they are shown.
type Words = &'static [(&'static str, &'static str)];

const CERTAINTY: Words = &[
    ("high", "high"),
    ("moderate", "moderate"),
    ("low", "low"),
    ("very_low", "very low"),
    ("not_applicable", "not a question of evidence"),
];

const AUTHORITY: Words = &[
    ("law", "law"),
    ("ethics_code", "code of ethics"),
    ("clinic_policy", "clinic policy"),
    ("guidance", "guidance"),
];

const STRENGTH: Words = &[
    ("strong", "strong"),
    ("conditional", "conditional"),
    ("weak", "weak"),
    ("good_practice", "good practice"),
];

const SOURCE_KINDS: Words = &[
    ("law", "Law"),
    ("ethics_code", "Codes of ethics"),
    ("guideline", "Guidelines"),
    ("meta_analysis", "Meta-analyses"),
    ("review", "Reviews"),
    ("quantitative", "Studies that count or measure"),
    ("qualitative", "Studies of what people say"),
    ("case_report", "Reports of one case or a few"),
    ("consensus", "Agreement among experts"),
    ("theory", "Theory and argument"),
];

#[test]
fn the_page_of_evidence_agrees_with_the_documents() {
    let path = in_repository(PAGE);
    let page = page(&Rules::read());
    if env::var_os("UPDATE_EVIDENCE").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    if written != page {
        let line = 1 + page.lines().zip(written.lines()).take_while(|(new, old)| new == old).count();
        panic!(
            "{PAGE} is stale from line {line} on; write it anew: UPDATE_EVIDENCE=1 cargo test --test evidence"
        );
    }
}

#[test]
fn the_numbers_in_the_readme_agree_with_the_documents() {
    let numbers = Rules::read().numbers();
    let readme = fs::read_to_string(in_repository("README.md")).expect("there is a README");
    let kept =
        readme.split_once("<!-- numbers -->").and_then(|(_, rest)| rest.split_once("<!-- /numbers -->"));
    let Some((kept, _)) = kept else {
        panic!(
            "README.md has no line of numbers; put this there:\n<!-- numbers -->{numbers}<!-- /numbers -->"
        );
    };
    let kept: Vec<&str> = kept.split_whitespace().collect();
    assert_eq!(kept.join(" "), numbers, "the numbers in README.md, left, are not those of rules/, right");
}

#[test]
fn every_rule_has_a_source_and_every_source_a_rule() {
    let rules = Rules::read();
    let unfounded: Vec<&str> =
        rules.all("rules").filter(|rule| list(rule, "sources").is_empty()).map(id).collect();
    assert!(unfounded.is_empty(), "rules without a source: {unfounded:?}");
    let idle: Vec<&str> =
        rules.all("sources").map(id).filter(|source| rules.resting_on(source).is_empty()).collect();
    assert!(idle.is_empty(), "sources that no rule rests on: {idle:?}");
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The documents of the shipped guideline, by file name.
struct Rules {
    documents: Vec<Value>,
}

impl Rules {
    fn read() -> Rules {
        let mut paths: Vec<PathBuf> = fs::read_dir(in_repository("rules"))
            .expect("the shipped rules are there")
            .map(|entry| entry.expect("their folder can be read").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        paths.sort();
        let documents = paths.iter().map(|path| {
            let text = fs::read_to_string(path).expect("a document can be read");
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        });
        Rules { documents: documents.collect() }
    }

    /// The entries of a list in all documents.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Value> {
        self.documents.iter().flat_map(move |document| list(document, name))
    }

    fn count(&self, name: &str) -> usize {
        self.all(name).count()
    }

    fn rules_with(&self, field: &str, value: &str) -> usize {
        self.all("rules").filter(|rule| rule[field] == value).count()
    }

    /// How many rules speak in one of the ways in which a rule can.
    fn speaking(&self, voice: Voice) -> usize {
        self.all("rules").filter(|rule| Voice::of(rule) == voice).count()
    }

    /// The rules that cite a source, by id.
    fn resting_on(&self, source: &str) -> Vec<&Value> {
        let mut rules: Vec<&Value> = self
            .all("rules")
            .filter(|rule| list(rule, "sources").iter().any(|cited| cited == source))
            .collect();
        rules.sort_by_key(|rule| id(rule));
        rules
    }

    /// The line that the README keeps.
    fn numbers(&self) -> String {
        let certainty: Vec<String> = CERTAINTY
            .iter()
            .map(|(word, said)| (self.rules_with("certainty", word), *word, said))
            .filter(|(count, word, _)| *word != "high" || *count > 0)
            .map(|(count, _, said)| format!("{count} {said}"))
            .collect();
        format!(
            "{} facts, {} rules ({} permissions, {} limits, {} duties, {} that only set others aside), {} actions, {} safeguards, {} cases and {} \
             sources; certainty of the evidence: {}.",
            self.count("facts"),
            self.count("rules"),
            self.speaking(Voice::Permission),
            self.speaking(Voice::Limit),
            self.speaking(Voice::Duty),
            self.speaking(Voice::Blocker),
            self.count("actions"),
            self.count("safeguards"),
            self.count("cases"),
            self.count("sources"),
            certainty.join(", "),
        )
    }
}

/// What a rule does: permit a stance, limit it, or neither.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Permission,
    Limit,
    Duty,
    Blocker,
}

impl Voice {
    fn of(rule: &Value) -> Voice {
        let advises = ["must", "should", "may", "should_not", "must_not"];
        if rule["permits"].is_string() {
            Voice::Permission
        } else if rule["at_least"].is_string() {
            Voice::Limit
        } else if advises.iter().any(|modality| !list(rule, modality).is_empty()) {
            Voice::Duty
        } else {
            Voice::Blocker
        }
    }
}

const OPENING: &str = "\
<!-- Written by tests/evidence from rules/*.json. Change those, then: UPDATE_EVIDENCE=1 cargo test --test evidence -->

# What the shipped guideline rests on

Every rule of the shipped guideline with its grade and its sources, and every source with the rules that rest on it.
The page is made from the documents in [`rules/`](../rules), so it cannot say anything else than they do. Read it with
[caveats.md](caveats.md): what was read, what the grades leave open, and what nobody has studied.
";

const GRADES: &str = "\
### What the grades mean

- **Authority** is whose word it is: law, a code of ethics, the policy of a clinic, or guidance. A rule sets aside none
  of higher authority. A code of ethics says what we owe a client. It is no evidence that keeping to it works.
- **Strength** is how firmly something is recommended. *Strong*: for nearly everybody to whom the rule applies.
  *Conditional*: it depends on this client, so look and ask. *Weak*: worth a thought. *Good practice*: plainly sensible,
  and unlikely ever to be studied.
- **Certainty** is how sure one can be of the evidence. *Moderate*: pooled studies or a large one point this way, and
  better ones might still change the picture. *Low*: it rests on a few studies, on what therapists say about themselves,
  or on work with other people than clients. *Very low*: opinion, theory, or next to nothing. *Not a question of
  evidence*: it rests on duty.
- A rule that **permits** a stance says that this will do, unless a limit speaks. **At least** a stance is a limit:
  nothing laxer will do. **Advice only** says what to do and leaves the stance alone. From the laxest, the stances are:
  welcome, allow, moderate, refrain, pause.
";

fn page(rules: &Rules) -> String {
    let mut page = OPENING.to_owned();
    write_numbers(&mut page, rules);
    page.push_str(GRADES);
    page.push_str("\n## The rules, by subject\n");
    for document in &rules.documents {
        write_subject(&mut page, document);
    }
    page.push_str("\n## The sources, by kind\n");
    for (kind, said) in SOURCE_KINDS {
        write_sources(&mut page, rules, kind, said);
    }
    page
}

fn write_numbers(page: &mut String, rules: &Rules) {
    let about = rules.documents.iter().find(|document| document["about"].is_object());
    let about = about.expect("one part says who stands behind the layer");
    line(page, format_args!("\n## In numbers\n"));
    line(
        page,
        format_args!(
            "{}, version {}, {}.\n",
            text(about, "title"),
            text(about, "version"),
            text(&about["about"], "status")
        ),
    );
    let voices = [
        ("permissions", Voice::Permission),
        ("limits", Voice::Limit),
        ("advice only", Voice::Duty),
        ("setting others aside only", Voice::Blocker),
    ];
    table(page, &["", "Number"]);
    row(page, &["Facts that can be known of a situation", &rules.count("facts").to_string()]);
    row(page, &["Rules", &rules.count("rules").to_string()]);
    for (said, voice) in voices {
        let count = rules.speaking(voice);
        if count > 0 {
            row(page, &[&format!("— {said}"), &count.to_string()]);
        }
    }
    for (name, said) in [
        ("actions", "Actions that rules advise, or advise against"),
        ("safeguards", "Safeguards: what must hold in every situation"),
        ("cases", "Cases with the answer expected"),
        ("sources", "Sources"),
    ] {
        row(page, &[said, &rules.count(name).to_string()]);
    }
    for (heading, field, words) in [
        ("Certainty of the evidence", "certainty", CERTAINTY),
        ("Authority", "authority", AUTHORITY),
        ("Strength", "strength", STRENGTH),
    ] {
        page.push('\n');
        table(page, &[heading, "Rules"]);
        for (word, said) in words {
            row(page, &[said, &rules.rules_with(field, word).to_string()]);
        }
    }
    page.push('\n');
    table(page, &["Kind of source", "Sources", "Rules that cite one or more"]);
    for (kind, said) in SOURCE_KINDS {
        let of_kind: BTreeSet<&str> =
            rules.all("sources").filter(|source| source["kind"] == *kind).map(id).collect();
        let cites = |rule: &&Value| {
            list(rule, "sources").iter().filter_map(Value::as_str).any(|cited| of_kind.contains(cited))
        };
        let citing = rules.all("rules").filter(cites).count();
        row(page, &[said, &of_kind.len().to_string(), &citing.to_string()]);
    }
    page.push('\n');
}

/// The rules of one document, where it has any.
fn write_subject(page: &mut String, document: &Value) {
    let rules = list(document, "rules");
    if rules.is_empty() {
        return;
    }
    line(page, format_args!("\n### {}\n", text(document, "title")));
    table(page, &["Rule", "Says", "Authority", "Strength", "Certainty", "Rests on"]);
    for rule in rules {
        let says = match Voice::of(rule) {
            Voice::Permission => format!("permits {}", text(rule, "permits")),
            Voice::Limit => format!("at least {}", text(rule, "at_least")),
            Voice::Duty => "advice only".to_owned(),
            Voice::Blocker => "sets others aside".to_owned(),
        };
        let sources: Vec<String> =
            list(rule, "sources").iter().filter_map(Value::as_str).map(link_to_source).collect();
        row(
            page,
            &[
                &format!("{} (`{}`)", text(rule, "title"), id(rule)),
                &says,
                said(AUTHORITY, text(rule, "authority")),
                said(STRENGTH, text(rule, "strength")),
                said(CERTAINTY, text(rule, "certainty")),
                &sources.join(", "),
            ],
        );
    }
}

/// The sources of one kind, where there are any, by id.
fn write_sources(page: &mut String, rules: &Rules, kind: &str, said: &str) {
    let mut sources: Vec<&Value> = rules.all("sources").filter(|source| source["kind"] == kind).collect();
    sources.sort_by_key(|source| id(source));
    if sources.is_empty() {
        return;
    }
    line(page, format_args!("\n### {said}"));
    for source in sources {
        line(page, format_args!("\n#### {}\n", id(source)));
        line(page, format_args!("{}{}\n", text(source, "citation"), address(source)));
        for (field, heading) in [("sample", "Studied"), ("found", "Found"), ("limits", "Limits")] {
            if let Some(words) = source[field].as_str() {
                line(page, format_args!("- **{heading}:** {words}"));
            }
        }
        let resting = rules.resting_on(id(source));
        line(page, format_args!("- **Rules that rest on it:** {}", resting.len()));
        for rule in resting {
            let certainty = self::said(CERTAINTY, text(rule, "certainty"));
            let strength = self::said(STRENGTH, text(rule, "strength"));
            line(page, format_args!("  - {} (`{}`): {strength}; {certainty}", text(rule, "title"), id(rule)));
        }
    }
}

/// Where a source can be found.
fn address(source: &Value) -> String {
    match (source["doi"].as_str(), source["url"].as_str()) {
        (Some(doi), _) => format!(" <https://doi.org/{doi}>"),
        (None, Some(url)) => format!(" <{url}>"),
        (None, None) => String::new(),
    }
}

/// A source's id, linked to its heading on this page.
fn link_to_source(id: &str) -> String {
    format!("[{id}](#{})", id.to_lowercase())
}

fn table(page: &mut String, headings: &[&str]) {
    row(page, headings);
    line(page, format_args!("|{}", "---|".repeat(headings.len())));
}

fn row(page: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    line(page, format_args!("| {} |", cells.join(" | ")));
}

fn line(page: &mut String, words: std::fmt::Arguments<'_>) {
    writeln!(page, "{words}").expect("a string takes what is written");
}

fn said(words: Words, word: &str) -> &'static str {
    let found = words.iter().find(|(each, _)| *each == word);
    found.unwrap_or_else(|| panic!("this page has no words for `{word}`")).1
}

fn id(entry: &Value) -> &str {
    text(entry, "id")
}

fn text<'a>(entry: &'a Value, field: &str) -> &'a str {
    entry[field].as_str().unwrap_or_else(|| panic!("no text `{field}` in {entry}"))
}

/// A list of an entry; empty where it is left out.
fn list<'a>(entry: &'a Value, field: &str) -> &'a [Value] {
    entry[field].as_array().map_or(&[], Vec::as_slice)
}
