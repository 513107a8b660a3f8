//! The closing screen: what was taken for granted, and what would come of its being otherwise. Few lines are shown, those on
//! which most hangs; the rest is told in one, until it is asked for.

use super::interview::Interview;
use super::otherwise::Otherwise;
use crate::layout::harmless;
use demeanor::Stance;
use demeanor::guidance::Presumed;
use demeanor::why::PresumedDemand;

/// The heading over what was taken for granted.
pub(super) const TAKEN_FOR_GRANTED: &str = "Taken for granted, as nobody said otherwise";

/// The headings over what bears on less than the stance.
const FOR_DEMANDS: &str = "What has to be done hangs on these\n";
const FOR_NOTHING: &str = "None of these alone changes the stance or what has to be done\n";

/// How it is corrected.
const HOW: &str = "Give the number or name of what is otherwise; an empty line takes it as it is.";

/// What shows all of it.
pub(super) const ALL: &str = "all";

/// As many lines are shown of what the stance hangs on, and as many lines at all.
const OF_STANCE: usize = 6;
const AT_ALL: usize = 8;

/// What hangs on something that was taken for granted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bears {
    Stance,
    /// On what has to be done, and on the stance at most by what else is then usual.
    Demands,
    /// By itself on neither.
    Nothing,
}

/// Something that was taken for granted.
pub(super) struct Row {
    pub(super) fact: String,
    /// What it is about, and what was taken to be so.
    pub(super) said: String,
    /// For which other answers what would come of it.
    pub(super) otherwise: String,
    /// The same in few words, where it is about stances.
    pub(super) strictest: Option<&'static str>,
    pub(super) bears: Bears,
}

/// All that was taken for granted, that first on which most hangs.
pub(super) struct Closing {
    rows: Vec<Row>,
    /// As many of them are shown, the first ones.
    shown: usize,
    /// Was it worked out what has to be done if something is otherwise?
    knows_demands: bool,
}

impl Closing {
    pub(super) fn of(course: &demeanor::Interview) -> Closing {
        let demands = course.situation().presumed_demands();
        let stance = of_stance(course);
        let advice = of_demands(course, demands.as_deref().unwrap_or_default());
        let listed = |fact: &str| stance.iter().chain(&advice).any(|row| row.fact == fact);
        let presumed = course.guidance().presumed().iter();
        let idle: Vec<Row> = presumed
            .filter(|presumed| !listed(&presumed.fact))
            .map(|presumed| Row::of(presumed, "", Bears::Nothing))
            .collect();
        Closing::shown_first(stance, advice, idle, demands.is_some())
    }

    /// What is shown comes before what is not, as its numbers are to be the first ones.
    fn shown_first(
        mut stance: Vec<Row>,
        mut advice: Vec<Row>,
        idle: Vec<Row>,
        knows_demands: bool,
    ) -> Closing {
        let all = stance.len() + advice.len();
        let of_advice = advice.len().min(AT_ALL - stance.len().min(OF_STANCE));
        let of_stance = stance.len().min(AT_ALL - of_advice);
        let (other_stance, other_advice) = (stance.split_off(of_stance), advice.split_off(of_advice));
        // A rest of one takes no more room than to say that there is one.
        let shown = of_stance + of_advice;
        let shown = if all == shown + 1 { all } else { shown };
        let rows = [stance, advice, other_stance, other_advice, idle].into_iter().flatten().collect();
        Closing { rows, shown, knows_demands }
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Those on which most hangs.
    pub(super) fn shown(&self) -> &[Row] {
        self.rows.get(..self.shown).unwrap_or_default()
    }

    /// How much is not shown, and how much of that bears on the answer.
    pub(super) fn rest(&self) -> Option<String> {
        let folded = self.rows.len() - self.shown;
        let bearing = folded - self.rows.iter().filter(|row| row.bears == Bears::Nothing).count();
        let alone = if self.knows_demands { "the stance or what has to be done" } else { "the stance" };
        Some(match (folded, bearing, self.shown) {
            (0, ..) => return None,
            (1, _, 0) => format!("One thing was taken for granted, which alone does not change {alone}"),
            (_, _, 0) => {
                format!("{folded} things were taken for granted, none of which alone changes {alone}")
            }
            (1, ..) => format!("and one more, which alone does not change {alone}"),
            (_, 0, _) => format!("and {folded} more, none of which alone changes {alone}"),
            (_, 1, _) => format!("and {folded} more, one of which bears on the answer"),
            _ => format!("and {folded} more, {bearing} of which bear on the answer"),
        })
    }
}

/// What the stance hangs on: that first which changes most.
fn of_stance(course: &demeanor::Interview) -> Vec<Row> {
    let possible = course.guidance().possible();
    let row = |presumed: &Presumed| {
        let otherwise = presumed.would_leave_in_short(possible);
        let otherwise = if otherwise.is_empty() { "not worked out".into() } else { otherwise };
        let strictest = strictest(presumed, possible).map(Stance::brief);
        Row { strictest, ..Row::of(presumed, &otherwise, Bears::Stance) }
    };
    course.presumed().into_iter().map(row).collect()
}

/// The strictest stance that another answer would leave.
fn strictest(presumed: &Presumed, possible: Option<&[Stance]>) -> Option<Stance> {
    let changing = presumed.otherwise.iter().filter(|answer| Some(&*answer.stances) != possible);
    changing.filter_map(|answer| answer.stances.last().copied()).max()
}

/// What has to be done hangs on these: what is about life and limb first, then what changes most.
fn of_demands(course: &demeanor::Interview, demands: &[PresumedDemand]) -> Vec<Row> {
    let presumed = course.guidance().presumed();
    let found = |demand: &PresumedDemand| {
        let presumed = presumed.iter().find(|presumed| presumed.fact == demand.fact)?;
        Some((presumed, Otherwise::of(course, presumed, demand)))
    };
    let mut found: Vec<(&Presumed, Otherwise)> = demands.iter().filter_map(found).collect();
    found.sort_by_key(|(presumed, otherwise)| otherwise.rank(presumed.safety));
    let row =
        |(presumed, otherwise): (&Presumed, Otherwise)| Row::of(presumed, &otherwise.words, Bears::Demands);
    found.into_iter().map(row).collect()
}

impl Row {
    fn of(presumed: &Presumed, otherwise: &str, bears: Bears) -> Row {
        let said = harmless(&format!("{}: {}", presumed.label, presumed.words));
        let (fact, otherwise) = (presumed.fact.to_string(), harmless(otherwise));
        Row { fact, said, otherwise, strictest: None, bears }
    }
}

/// The closing screen in lines; empty where nothing was taken for granted.
pub(super) fn screen(interview: &Interview) -> String {
    let closing = interview.closing();
    let rest = closing.rest().map(|rest| format!("{rest} (`{ALL}` lists them)\n")).unwrap_or_default();
    if closing.shown().is_empty() {
        return if rest.is_empty() { rest } else { format!("{rest}\n") };
    }
    let lines = lines(interview, closing.shown());
    format!("{TAKEN_FOR_GRANTED}\n{lines}{rest}{HOW}\n\n")
}

/// All that was taken for granted.
pub(super) fn all(interview: &Interview) -> String {
    format!("{TAKEN_FOR_GRANTED}\n{}{HOW}\n\n", lines(interview, interview.closing().rows()))
}

/// Rows as lines, under a heading where they bear on less than the stance.
fn lines(interview: &Interview, rows: &[Row]) -> String {
    let under = |bears: Bears, heading: &str| -> Option<String> {
        let rows = rows.iter().filter(|row| row.bears == bears);
        let lines: String = rows.map(|row| line(interview, row)).collect();
        (!lines.is_empty()).then(|| format!("{heading}{lines}"))
    };
    let idle =
        if interview.closing().knows_demands { FOR_NOTHING } else { "The stance hangs on none of these\n" };
    [under(Bears::Stance, ""), under(Bears::Demands, FOR_DEMANDS), under(Bears::Nothing, idle)]
        .into_iter()
        .flatten()
        .collect()
}

fn line(interview: &Interview, row: &Row) -> String {
    let number = interview.number_of(&row.fact);
    let otherwise = if row.otherwise.is_empty() { String::new() } else { format!("  [{}]", row.otherwise) };
    format!("  {number:2}  {}{otherwise}\n", row.said)
}
