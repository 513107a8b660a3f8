//! What is wrong with a document or a situation: a stable code, the place, what is wrong, and what to do.

use super::fault_code::{Code, Severity};
use super::field::Field;
use super::json::{Node, Span};
use super::limits::{Limit, Limits};
use super::name_of::NameOf;
use crate::words::bare;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// At most this many characters of a name are shown in a message.
const MAX_SHOWN: usize = 80;

/// A message has at most this many characters.
const MAX_MESSAGE: usize = 1_500;

/// The lines of at most this many other places are told: counting lines takes long.
const MAX_OTHERS: usize = 40;

/// Where a fault is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Place {
    /// The name of the document, as it was given.
    pub document: String,
    /// JSON pointer (RFC 6901) to the value at fault; empty for the whole document.
    pub pointer: String,
    /// Line and column, where there is a text to speak of.
    pub position: Option<Position>,
    /// The text at fault, at most its first 60 characters.
    pub text: String,
}

/// A position in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// First byte, from 0.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One fault.
///
/// ```
/// use demeanor::{Document, Guideline};
/// let rejected = Guideline::build([Document::new("mine.json", "{ \"format\": 1, \"titel\": \"Mine\" }")]).unwrap_err();
/// let codes: Vec<&str> = rejected.diagnostics().iter().map(|diagnostic| diagnostic.code.id()).collect();
/// assert_eq!(codes, ["missing-field", "missing-field", "unknown-field"]);
/// let last = rejected.diagnostics().last().expect("there are three");
/// let expected = "error[unknown-field] mine.json:1:16: there is no field `titel` here; did you mean `title`?";
/// assert_eq!(last.to_string(), expected);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagnostic {
    /// What kind of fault.
    pub code: Code,
    /// Whether it refuses the input.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in an author's words.
    pub message: String,
    /// What to do about it, where that can be said.
    pub help: Option<String>,
    /// Of a fault of a situation: which fact it is about, and what that can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Box<Field>>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.severity, self.code, self.place.document)?;
        match self.place.position {
            Some(position) => write!(f, ":{}:{}", position.line, position.column)?,
            None if self.place.pointer.is_empty() => {}
            None => write!(f, " at {}", self.place.pointer)?,
        }
        write!(f, ": {}", self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

/// Input that was refused, with everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[error("{}", lines(.diagnostics))]
pub struct Rejected {
    /// INVARIANT: holds at least one error.
    diagnostics: Vec<Diagnostic>,
}

impl Rejected {
    /// Every fault, document by document in the order of the text.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(Diagnostic::to_string).collect::<Vec<_>>().join("\n")
}

/// A document as text and as a tree, so that places can be told.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) tree: Option<Node>,
}

/// Where something stands: the number of its document and its range there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) document: usize,
    pub(crate) span: Span,
}

/// A fault that has been found but not yet been given a readable place.
#[derive(Debug)]
pub(crate) struct Fault {
    code: Code,
    origin: Origin,
    message: String,
    help: Option<String>,
    /// Where something else stands of which the message speaks at its end.
    other: Option<Origin>,
}

/// Collects faults while documents are read and checked.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// Names of things that could not be read, so that references to them are not reported as well; fields with `/`.
    pub(crate) lost: BTreeSet<String>,
    /// Names that are not formed as names are, by what is left of them without capitals and marks.
    misnamed: BTreeMap<String, String>,
    /// Is there a document that could not be read, or a layer missing? Then it is no fault by itself that a name is not there.
    pub(crate) incomplete: bool,
    /// The most that is read.
    pub(crate) limits: Limits,
    errors: Vec<Fault>,
    warnings: Vec<Fault>,
    more: usize,
    /// How often the nearest name was looked for.
    pub(super) suggestions: usize,
    /// The name of what is called or says something, by what kind of thing it is and what is left of its words without capitals and
    /// marks: for those who write the words in place of the name.
    said: BTreeMap<(NameOf, String), String>,
    /// What each name that is declared is the name of, for those who use it as another kind of name.
    pub(crate) kinds: BTreeMap<String, NameOf>,
}

impl Faults {
    /// None yet, of what is read within some limits.
    pub(crate) fn within(limits: &Limits) -> Faults {
        Faults { limits: limits.clone(), ..Faults::default() }
    }

    /// Reports that there is more of something than is read, if there is.
    pub(crate) fn too_many(&mut self, limit: Limit, count: usize, origin: Origin) -> bool {
        let most = self.limits.of(limit);
        if count > most {
            let message = format!("there are {count} {}; at most {most} are read", limit.things());
            let raise = format!("have fewer, or let the application raise its limit `{limit}`");
            let help = if most < limit.most() { raise } else { "have fewer".into() };
            self.push(Code::TooMany, origin, &message, Some(help));
        }
        count > most
    }

    pub(crate) fn error(&mut self, code: Code, origin: Origin, message: impl Into<String>) {
        self.push(code, origin, &message.into(), None);
    }

    pub(crate) fn error_with_help(
        &mut self,
        code: Code,
        origin: Origin,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.push(code, origin, &message.into(), help);
    }

    /// An error whose message ends with the line in which something else stands.
    pub(crate) fn error_beside(
        &mut self,
        code: Code,
        origin: Origin,
        other: Origin,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.push_beside(code, (origin, Some(other)), &message.into(), help);
    }

    /// Remembers what something with a name is called or says.
    pub(crate) fn hear(&mut self, what: NameOf, words: &str, name: &str) {
        self.said.entry((what, bare(words))).or_insert_with(|| name.to_owned());
    }

    /// The name of a thing of a kind that is called so, or says this.
    pub(crate) fn heard(&self, what: NameOf, words: &str) -> Option<&str> {
        self.said.get(&(what, bare(words))).map(String::as_str)
    }

    pub(crate) fn warning(
        &mut self,
        code: Code,
        origin: Origin,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        if self.warnings.len() < self.limits.of(Limit::Diagnostics) {
            self.warnings.push(Fault {
                code,
                origin,
                message: tidy(&message.into()),
                help: help.map(|help| tidy(&help)),
                other: None,
            });
        }
    }

    /// Makes errors of some kinds warnings, and says what became of what was wrong.
    pub(crate) fn forgive(&mut self, codes: &[Code], consequence: &str) {
        let (mut forgiven, errors): (Vec<Fault>, Vec<Fault>) =
            std::mem::take(&mut self.errors).into_iter().partition(|fault| codes.contains(&fault.code));
        for fault in &mut forgiven {
            let help = fault.help.take().map(|help| format!("; {help}")).unwrap_or_default();
            fault.help = Some(format!("{consequence}{help}"));
        }
        self.errors = errors;
        self.warnings.extend(forgiven);
    }

    /// Remembers a name that is not formed as names are: it is not suggested, and those who use it as it was meant are not
    /// told that it is not there.
    pub(crate) fn misname(&mut self, name: &str) {
        self.misnamed.insert(bare(name), name.to_owned());
    }

    /// Has this very name been found not to be formed as names are?
    pub(crate) fn is_misnamed(&self, name: &str) -> bool {
        !self.misnamed.is_empty() && self.misnamed.get(&bare(name)).is_some_and(|misnamed| misnamed == name)
    }

    /// Has it been reported already why a name is not there? What it names could not be read, or is not called as it should be.
    pub(crate) fn is_lost(&self, name: &str) -> bool {
        self.lost.contains(name) || !self.misnamed.is_empty() && self.misnamed.contains_key(&bare(name))
    }

    pub(crate) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Has no fault been found within a range? Then one that another could have caused is worth reporting.
    pub(crate) fn none_within(&self, range: Origin) -> bool {
        let inside =
            |fault: &Fault| fault.origin.document == range.document && range.span.contains(fault.origin.span);
        self.more == 0 && !self.errors.iter().any(inside)
    }

    /// Ends the collection: the warnings where nothing is wrong, else everything that is.
    pub(crate) fn finish(self, sources: &[Source]) -> Result<Vec<Diagnostic>, Rejected> {
        let refused = self.has_errors();
        let more = self.more;
        let mut found: Vec<(Severity, Fault)> = Vec::new();
        found.extend(self.errors.into_iter().map(|fault| (Severity::Error, fault)));
        found.extend(self.warnings.into_iter().map(|fault| (Severity::Warning, fault)));
        found.sort_by_key(|(_, fault)| (fault.origin.document, fault.origin.span.start));
        let mut places = Places::new(sources);
        let mut diagnostics: Vec<Diagnostic> =
            found.into_iter().map(|(severity, fault)| fault.into_diagnostic(severity, &mut places)).collect();
        if !refused {
            return Ok(diagnostics);
        }
        diagnostics.extend(last_word(more, &diagnostics));
        Err(Rejected { diagnostics })
    }

    fn push(&mut self, code: Code, origin: Origin, message: &str, help: Option<String>) {
        self.push_beside(code, (origin, None), message, help);
    }

    fn push_beside(
        &mut self,
        code: Code,
        (origin, other): (Origin, Option<Origin>),
        message: &str,
        help: Option<String>,
    ) {
        if self.errors.len() < self.limits.of(Limit::Diagnostics) {
            let (message, help) = (tidy(message), help.map(|help| tidy(&help)));
            self.errors.push(Fault { code, origin, message, help, other });
        } else {
            self.more += 1;
        }
    }
}

/// Says how many faults were found beyond the most that are reported.
fn last_word(more: usize, diagnostics: &[Diagnostic]) -> Option<Diagnostic> {
    let last = diagnostics.last().filter(|_| more > 0)?;
    Some(Diagnostic {
        code: Code::MoreFaults,
        severity: Severity::Error,
        place: last.place.clone(),
        message: if more == 1 {
            "1 more fault was found".into()
        } else {
            format!("{more} more faults were found")
        },
        help: Some("mend those above first".into()),
        field: None,
    })
}

impl Fault {
    fn into_diagnostic(self, severity: Severity, places: &mut Places<'_>) -> Diagnostic {
        let other = self.other.map(|other| places.line_of(other, self.origin.document)).unwrap_or_default();
        let message = self.message + &other;
        let place = places.place(self.origin);
        Diagnostic { code: self.code, severity, place, message, help: self.help, field: None }
    }
}

/// Tells places, walking each text only once as long as they are asked for in order.
struct Places<'a> {
    sources: &'a [Source],
    document: usize,
    offset: usize,
    line: usize,
    column: usize,
    /// The lines of this many other places have been told.
    others: usize,
}

impl<'a> Places<'a> {
    fn new(sources: &'a [Source]) -> Places<'a> {
        Places { sources, document: 0, offset: 0, line: 1, column: 1, others: 0 }
    }

    fn place(&mut self, origin: Origin) -> Place {
        let Some(source) = self.sources.get(origin.document) else {
            return Place {
                document: String::new(),
                pointer: String::new(),
                position: None,
                text: String::new(),
            };
        };
        let pointer = source.tree.as_ref().map(|tree| tree.pointer(origin.span)).unwrap_or_default();
        let text = source.text.get(origin.span.start..origin.span.end).unwrap_or_default();
        let position = self.position(source, origin);
        Place {
            document: source.name.clone(),
            pointer,
            position: Some(position),
            text: text.chars().take(60).collect(),
        }
    }

    /// The line of another place, for a message about one in a document.
    fn line_of(&mut self, other: Origin, document: usize) -> String {
        self.others += 1;
        let source = self.sources.get(other.document).filter(|_| self.others <= MAX_OTHERS);
        let Some(source) = source else { return "another place".into() };
        let before = source.text.get(..other.span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        if other.document == document {
            format!("line {line}")
        } else {
            format!("line {line} of `{}`", source.name)
        }
    }

    fn position(&mut self, source: &Source, origin: Origin) -> Position {
        if origin.document != self.document || origin.span.start < self.offset {
            (self.document, self.offset, self.line, self.column) = (origin.document, 0, 1, 1);
        }
        for character in source.text.get(self.offset..origin.span.start).unwrap_or_default().chars() {
            if character == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.offset = origin.span.start;
        Position { line: self.line, column: self.column, start: origin.span.start, end: origin.span.end }
    }
}

impl Rejected {
    /// Calls for each fault, to add to it.
    pub(crate) fn each(&mut self, call: impl FnMut(&mut Diagnostic)) {
        self.diagnostics.iter_mut().for_each(call);
    }

    /// The same faults without positions, for input that never was a text its author has seen.
    pub(crate) fn without_positions(mut self) -> Rejected {
        for diagnostic in &mut self.diagnostics {
            diagnostic.place.position = None;
        }
        self
    }

    /// A single fault that has no place in a text.
    pub(crate) fn single(code: Code, document: &str, message: String) -> Rejected {
        Rejected { diagnostics: vec![without_text(code, document, String::new(), message)] }
    }

    /// Faults of fields of a value that never was a text.
    pub(crate) fn of_fields(document: &str, faults: Vec<(Code, &str, String)>) -> Rejected {
        let faults = faults.into_iter();
        let diagnostics = faults
            .map(|(code, field, message)| without_text(code, document, format!("/{field}"), message))
            .collect();
        Rejected { diagnostics }
    }
}

/// A fault at a pointer, of what has no text.
fn without_text(code: Code, document: &str, pointer: String, message: String) -> Diagnostic {
    let place = Place { document: document.into(), pointer, position: None, text: String::new() };
    Diagnostic { code, severity: Severity::Error, place, message, help: None, field: None }
}

/// A message fit to be shown: no control characters, long names and long lists cut.
fn tidy(message: &str) -> String {
    let cut = |part: &str, most: usize| match part.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", part.get(..end).unwrap_or_default()),
        None => part.to_owned(),
    };
    // Every second part stands between backticks: a name, a value, a piece of the input.
    let parts = message
        .split('`')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { cut(part, MAX_SHOWN) } else { part.to_owned() });
    let whole = cut_at_word(&parts.collect::<Vec<_>>().join("`"));
    whole
        .chars()
        .flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}

/// A message of no more than is read, cut between two words and not within a name.
fn cut_at_word(message: &str) -> String {
    let Some((end, _)) = message.char_indices().nth(MAX_MESSAGE) else { return message.to_owned() };
    let words = message.get(..end).unwrap_or_default().rmatch_indices(' ').map(|(end, _)| end);
    let mut whole = words.filter_map(|end| message.get(..end));
    let kept = whole.find(|kept| kept.matches('`').count() % 2 == 0).unwrap_or_default();
    format!("{} …", kept.trim_end_matches([',', ' ']))
}
