//! Guidance as text, for a person: what to do first, in order of moment, then why, then what is not known.

use super::guidance::Guidance;
use super::provisos;
use super::question::{Answer, Question};
use super::record::{Advice, AskFirst, Pending, Reason, ReasonKind, Record};
use crate::model::StampKind;
use crate::words::{Askable, Authority, Certainty, Modality, Moment, Stance, Status};
use std::borrow::Cow;
use std::fmt;

/// How much of the rationale a text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// For ten seconds: the stance, what to do, one line of why, what to find out.
    Short,
    /// With every reason, and what was set aside.
    Why,
    /// With ids, what is still open, and citations in full.
    Full,
}

/// Guidance as text, as [`Guidance::report`] gives it. Lines are not wrapped.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    guidance: Cow<'a, Record<'a>>,
    detail: Detail,
    /// How whoever reads it gets to see what is left out.
    rest: Option<&'a str>,
}

/// A question, and what its answers would mean.
struct WorthAsking<'a> {
    fact: &'a str,
    ask: &'a str,
    askable: Askable,
    /// What its answers would mean, in lines.
    meaning: Vec<String>,
}

/// Of each moment this many pieces of advice in a short text, if there are as many.
const SHORT_ADVICE: usize = 7;

/// At most this many questions in a short text.
const SHORT_QUESTIONS: usize = 2;

/// So many answers to a question that leave the same are named in a short text.
const SHORT_ANSWERS: usize = 5;

/// The width of the column of `Why`, `But` and the like.
const LABEL: usize = 10;

impl Guidance {
    /// The guidance as text, in as much detail as is wanted.
    ///
    /// ```
    /// use demeanor::{Detail, Guideline};
    /// let guidance = Guideline::standard().empty_situation().guidance();
    /// let short = guidance.to_string();
    /// let full = guidance.report(Detail::Full).to_string();
    /// assert!(short.starts_with(guidance.headline()) && full.len() > short.len());
    /// ```
    #[must_use]
    pub fn report(&self, detail: Detail) -> Report<'_> {
        Report { guidance: Cow::Owned(self.record()), detail, rest: None }
    }
}

impl Record<'_> {
    /// The record as text, in as much detail as is wanted: of what was stored, what was said then.
    ///
    /// ```
    /// use demeanor::{Detail, Guideline};
    /// let guidance = Guideline::standard().empty_situation().guidance();
    /// let record = guidance.record();
    /// assert_eq!(record.report(Detail::Full).to_string(), guidance.report(Detail::Full).to_string());
    /// ```
    #[must_use]
    pub fn report(&self, detail: Detail) -> Report<'_> {
        Report { guidance: Cow::Borrowed(self), detail, rest: None }
    }
}

impl fmt::Display for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.report(Detail::Short).fmt(f)
    }
}

impl fmt::Display for Guidance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.report(Detail::Short).fmt(f)
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = self.rest.map(|rest| format!(" ({rest})")).unwrap_or_default();
        provisos::headline(&self.guidance, self.detail == Detail::Short, &rest, f)?;
        self.unsettled(f)?;
        self.advice(f)?;
        self.conflicts(f)?;
        self.why(f)?;
        self.find_out(f)?;
        if self.detail >= Detail::Why {
            self.reasons(f)?;
            self.set_aside(f)?;
        }
        if self.detail >= Detail::Full {
            self.pending(f)?;
            self.sources(f)?;
        }
        self.footer(f)
    }
}

impl<'a> Report<'a> {
    /// The same text, saying how to see the rest wherever something is left out.
    ///
    /// ```
    /// use demeanor::{Detail, Guideline};
    /// let guidance = Guideline::standard().empty_situation().presuming().guidance();
    /// let text = guidance.report(Detail::Short).with_rest_by("press F1").to_string();
    /// assert!(text.contains("more that could change it (press F1)"), "{text}");
    /// ```
    #[must_use]
    pub fn with_rest_by(self, how: &'a str) -> Report<'a> {
        Report { rest: Some(how), ..self }
    }
}

impl Report<'_> {
    fn unsettled(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let possible = self.guidance.possible.as_deref().unwrap_or_default();
        let others: Vec<&str> = possible
            .iter()
            .filter(|&&stance| stance != self.guidance.stance)
            .map(|stance| stance.brief())
            .collect();
        if others.is_empty() {
            return Ok(());
        }
        writeln!(f, "Not settled: what is not known could make it \"{}\".", others.join("\" or \""))
    }

    fn advice(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wording = &self.guidance.guideline.wording;
        let used = self.guidance.advice.iter().map(|advice| wording.moment(advice.moment).chars().count());
        let width = used.max().unwrap_or(0) + 3;
        let mut space = "\n";
        for moment in Moment::ALL {
            let mut heading = wording.moment(*moment);
            let (shown, left_out) = self.advice_of(*moment);
            let last = shown.len().saturating_sub(1);
            for (index, advice) in shown.into_iter().enumerate() {
                let more = if index == last { self.and_more(left_out, "  ") } else { String::new() };
                writeln!(f, "{space}{heading:width$}{}{}{more}", advice.text, self.id(&advice.action))?;
                (heading, space) = ("", "");
            }
        }
        Ok(())
    }

    /// The advice of a moment, what matters most first, and how much of it is left out.
    fn advice_of(&self, moment: Moment) -> (Vec<&Advice<'_>>, usize) {
        let mut all: Vec<&Advice<'_>> =
            self.guidance.advice.iter().filter(|advice| advice.moment == moment).collect();
        let shown = match self.detail {
            Detail::Short => short(&all, moment),
            _ => all.len(),
        };
        let left_out = all.len() - shown;
        all.truncate(shown);
        (all, left_out)
    }

    fn conflicts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for conflict in &self.guidance.conflicts {
            let rules = conflict.rules.join(", ");
            writeln!(
                f,
                "\nThese rules ask for what does not go together; use your judgement, and tell who keeps them: {rules}."
            )?;
        }
        Ok(())
    }

    fn why(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        let Some(reason) = self.first_reason() else { return Ok(()) };
        writeln!(f, "{:LABEL$}{}{}", "Why", reason.because, grade(reason))?;
        // What the reason itself admits reads on from it; else what was outvoted.
        let outvoted = || {
            let against = self.guidance.against.as_ref()?;
            let spoke_for_it = self.reason(&against.rule)?.vote() == Some(self.guidance.stance);
            (!spoke_for_it).then_some(&against.text)
        };
        match reason.against.as_ref().or_else(outvoted) {
            Some(against) => writeln!(f, "{:LABEL$}{against}", "But"),
            None => Ok(()),
        }
    }

    /// Of the reasons whose say is the stance, the one that speaks of most facts: it fits this situation best.
    fn first_reason(&self) -> Option<&Reason<'_>> {
        let deciding =
            self.guidance.reasons.iter().filter(|reason| reason.vote() == Some(self.guidance.stance));
        deciding.rev().max_by_key(|reason| reason.facts.len())
    }

    fn reason(&self, rule: &str) -> Option<&Reason<'_>> {
        self.guidance.reasons.iter().find(|reason| reason.rule.as_deref() == Some(rule))
    }

    fn find_out(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In a pause nothing is asked that can wait.
        if self.guidance.stance == Stance::Pause && self.detail == Detail::Short {
            return Ok(());
        }
        let worth_asking = self.worth_asking();
        // Where several are asked first, one of the others is shown all the same.
        let first = self.guidance.ask_first.len().min(SHORT_QUESTIONS);
        let all = self.detail > Detail::Short;
        let shown = if all { worth_asking.len() } else { SHORT_QUESTIONS.max(first + 1) };
        let mut label = "Find out";
        for WorthAsking { fact, ask, askable, meaning } in worth_asking.iter().take(shown) {
            writeln!(f, "{label:LABEL$}{ask}{}{}", when_to_ask(*askable), self.id(fact))?;
            for meaning in meaning {
                writeln!(f, "{:LABEL$}  - {meaning}", "")?;
            }
            label = "";
        }
        match self.and_more(worth_asking.len().saturating_sub(shown), "") {
            more if more.is_empty() => Ok(()),
            more => writeln!(f, "{:LABEL$}{more}", ""),
        }
    }

    /// What is asked first, whatever depends on it, then what can change the stance.
    fn worth_asking(&self) -> Vec<WorthAsking<'_>> {
        let Record { ask_first, questions, presumed, possible, .. } = &*self.guidance;
        let questions = questions.as_deref().unwrap_or_default();
        let named = if self.detail > Detail::Short { usize::MAX } else { SHORT_ANSWERS };
        let meanings = |answers: &[Answer]| provisos::by_what_is_left(answers, possible.as_deref(), named);
        let first = ask_first.iter().map(|AskFirst { fact, ask, askable, taken }| {
            let asked = questions.iter().find(|question| *question.fact == **fact);
            let otherwise = presumed.iter().find(|presumed| *presumed.fact == **fact);
            let answers = asked.map(|asked| &asked.answers).or(otherwise.map(|taken| &taken.otherwise));
            let taken = taken.iter().map(|taken| format!("taken to be: {taken}"));
            let meaning = taken.chain(answers.into_iter().flat_map(|answers| meanings(answers))).collect();
            WorthAsking { fact, ask, askable: *askable, meaning }
        });
        let is_first = |question: &&Question| ask_first.iter().any(|first| *first.fact == *question.fact);
        let others = questions.iter().filter(|question| !is_first(question));
        let others = others.map(|question| WorthAsking {
            fact: &question.fact,
            ask: &question.ask,
            askable: question.askable,
            meaning: meanings(&question.answers),
        });
        first.chain(others).collect()
    }

    fn reasons(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nEvery reason, strictest first")?;
        for reason in &self.guidance.reasons {
            let mark = if reason.decisive { "*" } else { "-" };
            writeln!(
                f,
                "{mark} {}{}",
                name(reason),
                reason.rule.as_ref().map(|rule| self.id(rule)).unwrap_or_default()
            )?;
            if !reason.facts.is_empty() {
                let facts: Vec<String> =
                    reason.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.words)).collect();
                writeln!(f, "    As        {}", facts.join("; "))?;
            }
            writeln!(f, "    Because   {}{}", reason.because, grade(reason))?;
        }
        writeln!(f, "(* decided the stance or an action)")
    }

    fn set_aside(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut heading = Some("\nSet aside");
        for entry in &self.guidance.set_aside {
            if let Some(heading) = heading.take() {
                writeln!(f, "{heading}")?;
            }
            let by: Vec<String> = entry.by.iter().map(|rule| self.title(rule)).collect();
            writeln!(f, "- {}, by: {}{}", entry.title, by.join("; "), self.id(&entry.rule))?;
            if !entry.reinstates.is_empty() {
                let again: Vec<String> = entry.reinstates.iter().map(|rule| self.title(rule)).collect();
                writeln!(f, "    so that this stands again: {}", again.join("; "))?;
            }
        }
        Ok(())
    }

    /// The title of a rule that is among the reasons.
    fn title(&self, rule: &str) -> String {
        self.reason(rule).and_then(|reason| reason.title.as_deref()).unwrap_or(rule).to_owned()
    }

    fn pending(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.guidance.pending.is_empty() {
            writeln!(f, "\nStill open")?;
        }
        for pending in &self.guidance.pending {
            writeln!(f, "- {}{}{}", pending.title, would(pending), self.id(&pending.rule))?;
            writeln!(f, "    depends on {}", pending.facts.join(", "))?;
        }
        Ok(())
    }

    fn sources(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.guidance.sources.is_empty() {
            writeln!(f, "\nSources")?;
        }
        for source in &self.guidance.sources {
            let doi = source.doi.as_ref().map(|doi| format!(" doi:{doi}")).unwrap_or_default();
            writeln!(f, "- {}  {}{doi}", source.id, source.citation)?;
        }
        Ok(())
    }

    fn footer(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edition = &self.guidance.guideline;
        let status = match edition.status {
            Status::Active => String::new(),
            other => format!(", {other}"),
        };
        writeln!(
            f,
            "\nThis supports your judgement and does not replace it. ({} {}{status})",
            edition.title, edition.version
        )?;
        // That they are a draft stands in the brackets already.
        edition.stamps.iter().filter(|stamp| stamp.stamp != StampKind::Draft).try_for_each(|stamp| {
            let layer = edition.layers.iter().find(|layer| layer.id == stamp.layer);
            let of = layer.filter(|_| edition.layers.len() > 1).map(|layer| format!(" ({})", layer.title));
            writeln!(f, "{:LABEL$}{stamp}{}", "Mind", of.unwrap_or_default())
        })
    }

    /// How much is left out, and how to see it.
    fn and_more(&self, left_out: usize, before: &str) -> String {
        let rest = self.rest.map(|rest| format!(": {rest}")).unwrap_or_default();
        if left_out == 0 { String::new() } else { format!("{before}(+{left_out} more{rest})") }
    }

    /// An id, where ids are wanted.
    fn id(&self, id: &str) -> String {
        if self.detail == Detail::Full { format!("  [{id}]") } else { String::new() }
    }
}

/// How many pieces of a moment's advice a short text shows: all that is demanded or urgent, which stands before the rest, of
/// later moments also what should be done or left, as there is time to read it; and up to a number in all. Where all of that is
/// to be left undone, one thing more. So `may` goes first, then `should`.
fn short(advice: &[&Advice<'_>], moment: Moment) -> usize {
    let least = if moment == Moment::InTheMoment { Modality::MustNot } else { Modality::ShouldNot };
    let told =
        |advice: &&&Advice<'_>| advice.urgent || advice.modality.reading_rank() <= least.reading_rank();
    let told = advice.iter().filter(told).count();
    let only_prohibited = advice.iter().take(told).all(|advice| !advice.modality.is_do());
    advice.len().min((told + usize::from(only_prohibited)).max(SHORT_ADVICE))
}

fn when_to_ask(askable: Askable) -> &'static str {
    match askable {
        Askable::First | Askable::Now => "",
        Askable::Later => " (later)",
        Askable::Never => " (not in front of the client)",
    }
}

fn name(reason: &Reason<'_>) -> String {
    let say = match (reason.permits, reason.at_least) {
        (Some(stance), _) => format!(" (permits {stance})"),
        (None, Some(stance)) => format!(" (at least {stance})"),
        (None, None) => String::new(),
    };
    let title = match reason.kind {
        ReasonKind::Rule => reason.title.as_deref().unwrap_or_default(),
        ReasonKind::Otherwise => "No permission applies",
        ReasonKind::EveryCompletion => "All that is still possible",
        ReasonKind::WhileUnknown => "Something that matters for safety is not known",
    };
    let doubt = if reason.kind == ReasonKind::Rule && !reason.unknown.is_empty() { ", in doubt" } else { "" };
    format!("{title}{say}{doubt}")
}

fn would(pending: &Pending<'_>) -> String {
    match (pending.permits, pending.at_least) {
        (Some(stance), _) => format!(" (would permit {stance})"),
        (None, Some(stance)) => format!(" (would demand at least {stance})"),
        (None, None) => String::new(),
    }
}

/// On what a rule rests, in brackets.
fn grade(reason: &Reason<'_>) -> String {
    let (Some(authority), Some(certainty)) = (reason.authority, reason.certainty) else {
        return String::new();
    };
    let evidence = match (authority, certainty) {
        (Authority::Law, _) => "law",
        (Authority::EthicsCode, _) => "ethics code",
        (Authority::ClinicPolicy, _) => "clinic policy",
        (Authority::Guidance, Certainty::High) => "strong evidence",
        (Authority::Guidance, Certainty::Moderate) => "moderate evidence",
        (Authority::Guidance, Certainty::Low) => "weak evidence",
        (Authority::Guidance, Certainty::VeryLow) => "very weak evidence",
        (Authority::Guidance, Certainty::NotApplicable) => "good practice",
    };
    match reason.sources.as_slice() {
        [] => format!("  [{evidence}]"),
        sources => format!("  [{evidence}: {}]", sources.join(", ")),
    }
}
