//! An interview on a terminal, with menus.

use super::choices::{Choice, asked, choices, how};
use super::closing::{self, TAKEN_FOR_GRANTED};
use super::interview::Interview;
use super::{Ended, situation};
use crate::args::Setting;
use crate::fault::Stop;
use crate::screen::{Screen, height, note, width};
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
const CORRECT_HELP: &str = "Enter shows the answer; arrows or a number choose what is otherwise";

/// What came of a question.
enum Reply {
    Value(String),
    NotKnown,
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
            if interview.question().is_some() { put(interview, screen) } else { correct(interview) };
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
fn left_with(words: &str) -> RenderConfig<'_> {
    RenderConfig::default().with_canceled_prompt_indicator(Styled::new(words))
}

/// As many rows of a menu as there is room for beside the question and what stands around it.
fn page() -> usize {
    height().saturating_sub(9).clamp(7, 24)
}

/// Puts the question that is next. False where whoever is asked has had enough.
fn put(interview: &mut Interview, screen: &Screen) -> Result<bool, InquireError> {
    let Some(question) = interview.question() else { return Ok(false) };
    note(&format!("{}\n{}", interview.standing(), interview.ahead()));
    let fact = question.fact.clone();
    match reply(question, interview)? {
        Reply::Value(value) => take(&Setting { fact: fact.to_string(), value }, interview, screen),
        Reply::NotKnown => interview.pass_over(&fact),
        Reply::Back => interview.go_back(),
        Reply::End => return Ok(false),
        Reply::Again | Reply::Cleared => {}
    }
    Ok(true)
}

/// Shows what was taken for granted. False where all of it is as it was taken.
fn correct(interview: &mut Interview) -> Result<bool, InquireError> {
    let rows = closing::rows(interview);
    let idle = closing::idle(interview, rows.len()).map(|idle| format!("{idle}\n")).unwrap_or_default();
    if rows.is_empty() {
        note(&format!("{}\n{idle}", interview.standing()));
        return Ok(false);
    }
    note(&format!("{}\n{TAKEN_FOR_GRANTED}\n{idle}", interview.standing()));
    let widest = width().saturating_sub(4);
    let lines = rows.iter().map(|row| {
        let of_advice = if row.of_stance { "" } else { "what to do, if " };
        shortened(&format!("{:2}  {}  ({of_advice}{})", row.number, row.brief, row.otherwise), widest)
    });
    let lines: Vec<String> =
        ["All of it is so: show the answer".to_owned()].into_iter().chain(lines).collect();
    let chosen = Select::new("Is any of this otherwise?", lines)
        .with_help_message(CORRECT_HELP)
        .with_page_size(page())
        .with_scorer(&|typed, line, _, place| by_number_or_words(typed, line, place))
        .with_render_config(left_with("(all of it is so)"))
        .raw_prompt_skippable()?;
    let row = chosen.and_then(|row| rows.get(row.index.checked_sub(1)?));
    if let Some(row) = row {
        interview.correct(&row.fact);
    }
    Ok(row.is_some())
}

/// A score of a numbered line, greater where it stands earlier: a number finds its own line and no other.
fn by_number_or_words(typed: &str, line: &str, place: usize) -> Option<i64> {
    let (typed, line) = (typed.trim().to_lowercase(), line.trim_start().to_lowercase());
    let is_number = !typed.is_empty() && typed.chars().all(|typed| typed.is_ascii_digit());
    let fits = if is_number {
        line.split_whitespace().next() == Some(&*typed)
    } else {
        typed.split_whitespace().all(|word| line.contains(word))
    };
    fits.then(|| earlier(place))
}

/// A score that falls from place to place.
fn earlier(place: usize) -> i64 {
    i64::try_from(place).map_or(i64::MIN, std::ops::Neg::neg)
}

/// A line that fits, as far as that goes.
fn shortened(line: &str, widest: usize) -> String {
    if line.chars().count() <= widest {
        return line.to_owned();
    }
    line.chars().take(widest.saturating_sub(1)).chain(['…']).collect()
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
        let reply = match question.kind {
            Kind::Several => several(&asked(question), choices)?,
            Kind::Count => count(question)?,
            _ => one(&asked(question), choices)?,
        };
        match reply {
            Some(Reply::Cleared) => {}
            Some(reply) => return Ok(reply),
            None => return other(interview),
        }
    }
}

/// A row of a menu.
enum Row {
    Answer(Choice),
    NotKnown,
    /// Stands alone where the list was narrowed to nothing.
    NoMatch,
}

impl Row {
    fn label(&self) -> &str {
        match self {
            Row::Answer(choice) => &choice.label,
            Row::NotKnown => "I don't know",
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

fn one(ask: &str, choices: Vec<Choice>) -> Result<Option<Reply>, InquireError> {
    let rows: Vec<Row> = choices.into_iter().map(Row::Answer).chain([Row::NotKnown, Row::NoMatch]).collect();
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
        Some(Row::NotKnown) => Some(Reply::NotKnown),
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
        Row::NotKnown | Row::NoMatch => None,
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
fn other(interview: &Interview) -> Result<Reply, InquireError> {
    let mut rows = vec!["I don't know: go on", "End here, with what is known", "Answer after all"];
    if interview.can_go_back() {
        rows.insert(0, "Back to the question before");
    }
    let chosen = Select::new("What now?", rows)
        .without_filtering()
        .with_help_message("arrows and Enter choose")
        .with_render_config(left_with("(answer after all)"))
        .prompt_skippable()?;
    Ok(match chosen {
        Some(row) if row.starts_with("Back") => Reply::Back,
        Some(row) if row.starts_with("I don't") => Reply::NotKnown,
        Some(row) if row.starts_with("End") => Reply::End,
        _ => Reply::Again,
    })
}
