//! An interview on a terminal, with menus.

use super::choices::{Choice, asked, choices, how};
use super::interview::Interview;
use super::last_look;
use super::unknown::{self, Unknown};
use super::{Ended, situation};
use crate::args::Setting;
use crate::fault::Stop;
use crate::screen::{Screen, height, note};
use demeanor::Kind;
use demeanor::guidance::InterviewQuestion;
use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, MultiSelect, Select, Text};
use std::cell::Cell;
use std::fmt;
use std::io;

// Each fits into eighty columns with the brackets around it.
const SELECT_HELP: &str = "arrows and Enter choose, typing narrows the list, Esc: more";
const SEVERAL_HELP: &str = "Space marks, Enter accepts (none marked: none of these), Esc: more";
const COUNT_HELP: &str = "Enter accepts, an empty line: not known, Esc: more";

/// What came of a question.
enum Reply {
    Value(String),
    NotKnown,
    /// Not known, and what is usual is not to be taken for it.
    LeftOpen,
    Back,
    End,
    /// The question was left to choose what to do, and then taken up again.
    Again,
    /// What was typed to narrow the list was taken back.
    Cleared,
}

/// Asks until nothing is left to ask and what was taken for granted is taken as it is, or whoever is asked has had enough.
pub(super) fn hold(interview: &mut Interview, screen: &Screen) -> Result<Ended, Stop> {
    note(&format!("{}\n\n", interview.which()));
    loop {
        let going_on =
            if interview.question().is_some() { put(interview, screen) } else { last_look::take(interview) };
        match going_on {
            Ok(true) => {}
            Ok(false) => break,
            Err(InquireError::OperationInterrupted) => return Ok(Ended::Left),
            Err(error) => return Err(io::Error::other(error).into()),
        }
    }
    note("\n\n");
    Ok(Ended::Asked)
}

/// How prompts look: one that is left with Esc says so in these words.
pub(super) fn left_with(words: &str) -> RenderConfig<'_> {
    RenderConfig::default().with_canceled_prompt_indicator(Styled::new(words))
}

/// As many rows of a menu as there is room for beside the question and what stands around it.
pub(super) fn page() -> usize {
    height().saturating_sub(9).clamp(7, 24)
}

/// Puts the question that is next. False where whoever is asked has had enough.
fn put(interview: &mut Interview, screen: &Screen) -> Result<bool, InquireError> {
    let Some(question) = interview.question() else { return Ok(false) };
    note(&format!("{}\n{}", interview.standing(), interview.ahead()));
    let fact = question.fact.clone();
    match reply(question, interview)? {
        Reply::Value(value) => take(&Setting { fact: fact.to_string(), value }, interview, screen),
        Reply::NotKnown => not_known_to(question.kind, interview),
        Reply::LeftOpen => drop(unknown::take(interview, true)),
        Reply::Back => interview.go_back(),
        Reply::End => return Ok(false),
        Reply::Again | Reply::Cleared => {}
    }
    Ok(true)
}

/// Goes on without an answer. Rows of a menu say what comes of it, and a number that is not given does not.
fn not_known_to(kind: Kind, interview: &mut Interview) {
    let said = unknown::take(interview, false);
    if kind == Kind::Count {
        note(&said);
    }
}

/// Takes an answer. One that cannot be is explained, and the question comes again.
fn take(setting: &Setting, interview: &mut Interview, screen: &Screen) {
    if let Err(rejected) = interview.answer(setting) {
        let refusal = situation::refused(&rejected, &[], "", |_| String::new());
        screen.faults(&refusal.faults, &refusal.sources);
    }
}

fn reply(question: &InterviewQuestion, interview: &Interview) -> Result<Reply, InquireError> {
    loop {
        let choices = choices(question, interview.shown_stances());
        let unknown = Unknown::of(question, interview);
        let reply = match question.kind {
            Kind::Several => several(&asked(question), choices)?,
            Kind::Count => count(question)?,
            _ => one(&asked(question), choices, &unknown)?,
        };
        match reply {
            Some(Reply::Cleared) => {}
            Some(reply) => return Ok(reply),
            None => return other(interview, &unknown),
        }
    }
}

/// A score that falls from place to place.
pub(super) fn earlier(place: usize) -> i64 {
    i64::try_from(place).map_or(i64::MIN, std::ops::Neg::neg)
}

/// A row of a menu.
enum Row {
    Answer(Choice),
    /// What comes of not knowing it, in words.
    NotKnown(String),
    LeftOpen,
    /// Something else than an answer.
    Else(&'static str, fn() -> Reply),
    /// Stands alone where the list was narrowed to nothing.
    NoMatch,
}

impl Row {
    fn label(&self) -> &str {
        match self {
            Row::Answer(choice) => &choice.label,
            Row::NotKnown(words) => words,
            Row::LeftOpen => "I don't know: leave it open",
            Row::Else(words, _) => words,
            Row::NoMatch => "nothing matches; Esc clears",
        }
    }

    /// All that finds it.
    fn searched(&self) -> String {
        match self {
            Row::Answer(choice) => {
                format!("{} {} {}", choice.label, choice.value, choice.more).to_lowercase()
            }
            _ => self.label().to_lowercase(),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())?;
        match self {
            Row::Answer(Choice { leaves: Some(leaves), .. }) => write!(f, "  ({leaves})"),
            _ => Ok(()),
        }
    }
}

/// More than any list has rows.
const FIRST: i64 = 1 << 32;

/// How typing narrows a list: by words and what they mean. A row that begins with what was typed stands first, as Enter takes
/// it; the others follow in their order.
struct Narrowing {
    texts: Vec<String>,
    /// Was anything typed when it was last asked?
    typed: Cell<bool>,
}

impl Narrowing {
    fn of(rows: &[Row]) -> Narrowing {
        let answers = rows.iter().filter(|row| !matches!(row, Row::NoMatch));
        Narrowing { texts: answers.map(Row::searched).collect(), typed: Cell::new(false) }
    }

    /// A score, greater where a row stands earlier; none where it does not fit.
    fn score(&self, typed: &str, row: &Row, place: usize) -> Option<i64> {
        let typed = typed.to_lowercase();
        self.typed.set(!typed.is_empty());
        let fits = |text: &String| typed.split_whitespace().all(|word| text.contains(word));
        let shown = match row {
            Row::NoMatch => !self.texts.iter().any(fits),
            _ => self.texts.get(place).is_some_and(fits),
        };
        let begins = !typed.is_empty() && row.label().to_lowercase().starts_with(typed.trim());
        shown.then(|| if begins { FIRST.saturating_add(earlier(place)) } else { earlier(place) })
    }
}

/// The rows of whoever does not know it.
fn not_known(unknown: &Unknown, nothing_comes_of_it: &str) -> Vec<Row> {
    let words = match unknown {
        Unknown::Open => nothing_comes_of_it.into(),
        unknown => format!("I don't know: {}", unknown.in_words()),
    };
    let open = matches!(unknown, Unknown::AsUsual(_)).then_some(Row::LeftOpen);
    [Row::NotKnown(words)].into_iter().chain(open).collect()
}

fn one(ask: &str, choices: Vec<Choice>, unknown: &Unknown) -> Result<Option<Reply>, InquireError> {
    let answers = choices.into_iter().map(Row::Answer);
    let rows: Vec<Row> = answers.chain(not_known(unknown, "I don't know")).chain([Row::NoMatch]).collect();
    let narrowing = Narrowing::of(&rows);
    let chosen = Select::new(ask, rows)
        .with_help_message(SELECT_HELP)
        .with_page_size(page())
        .with_render_config(left_with("(not answered yet)"))
        .with_formatter(&|row: ListOption<&Row>| row.value.label().into())
        .with_scorer(&|typed, row, _, place| narrowing.score(typed, row, place))
        .prompt_skippable()?;
    Ok(match chosen {
        Some(Row::Answer(choice)) => Some(Reply::Value(choice.value)),
        Some(Row::NotKnown(_)) => Some(Reply::NotKnown),
        Some(Row::LeftOpen) => Some(Reply::LeftOpen),
        Some(Row::Else(_, reply)) => Some(reply()),
        Some(Row::NoMatch) => Some(Reply::Cleared),
        None => narrowing.typed.get().then_some(Reply::Cleared),
    })
}

fn several(ask: &str, choices: Vec<Choice>) -> Result<Option<Reply>, InquireError> {
    let rows: Vec<Row> = choices.into_iter().map(Row::Answer).chain([Row::NoMatch]).collect();
    let narrowing = Narrowing::of(&rows);
    let marked = MultiSelect::new(ask, rows)
        .with_help_message(SEVERAL_HELP)
        .with_page_size(page())
        .with_render_config(left_with("(not answered yet)"))
        .with_formatter(&marked_rows)
        .with_scorer(&|typed, row, _, place| narrowing.score(typed, row, place))
        .prompt_skippable()?;
    let Some(rows) = marked else { return Ok(narrowing.typed.get().then_some(Reply::Cleared)) };
    let values = rows.into_iter().filter_map(|row| match row {
        Row::Answer(choice) => Some(choice.value),
        _ => None,
    });
    Ok(Some(Reply::Value(values.collect::<Vec<_>>().join(","))))
}

fn marked_rows(rows: &[ListOption<&Row>]) -> String {
    let answers = rows.iter().filter(|row| matches!(row.value, Row::Answer(_)));
    let labels: Vec<&str> = answers.map(|row| row.value.label()).collect();
    if labels.is_empty() { "none".into() } else { labels.join("; ") }
}

fn count(question: &InterviewQuestion) -> Result<Option<Reply>, InquireError> {
    let (ask, how) = (asked(question), how(question));
    let typed = Text::new(&ask)
        .with_placeholder(&how)
        .with_help_message(COUNT_HELP)
        .with_render_config(left_with("(not answered yet)"))
        .prompt_skippable()?;
    Ok(typed.map(|typed| match typed.trim() {
        "" => Reply::NotKnown,
        value => Reply::Value(value.into()),
    }))
}

/// What else can be done than to answer.
fn other(interview: &Interview, unknown: &Unknown) -> Result<Reply, InquireError> {
    let back = interview.can_go_back().then_some(Row::Else("Back to the question before", || Reply::Back));
    let rest = [
        Row::Else("End here, with what is known", || Reply::End),
        Row::Else("Answer after all", || Reply::Again),
    ];
    let rows = back.into_iter().chain(not_known(unknown, "I don't know: go on")).chain(rest).collect();
    let chosen = Select::new("What now?", rows)
        .without_filtering()
        .with_help_message("arrows and Enter choose")
        .with_render_config(left_with("(answer after all)"))
        .prompt_skippable()?;
    Ok(match chosen {
        Some(Row::NotKnown(_)) => Reply::NotKnown,
        Some(Row::LeftOpen) => Reply::LeftOpen,
        Some(Row::Else(_, reply)) => reply(),
        _ => Reply::Again,
    })
}
