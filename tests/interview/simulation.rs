//! Interviews about the stories of the shipped cases, each answered as far as its case tells, and short.

use demeanor::{FactValue, Guideline, Interview, Stance};
use std::collections::BTreeMap;

/// What an interview about a case took.
struct Course {
    case: String,
    /// The questions until the stance was settled, what was corrected on the last screen among them; `None` where it never
    /// was.
    until_settled: Option<usize>,
    /// All questions, those included on which only hangs what has to be done.
    all: usize,
    /// What was asked, in order, with `?` where the case is silent and `!` where it was corrected on the last screen.
    asked: Vec<String>,
    /// The stance in the end, and the one for all that the case tells.
    stances: (Stance, Stance),
}

/// Answers what a case tells, and nothing else; corrects on the last screen what was presumed and is otherwise.
fn hold(mut interview: Interview, case: &str, facts: &BTreeMap<String, FactValue>) -> Course {
    let told = interview.situation().guideline().situation(facts).expect("it can be").presuming();
    let mut asked = Vec::new();
    let mut settled = None;
    loop {
        assert!(asked.len() < 200, "{case}: it goes on and on");
        settled = if interview.guidance().settled() { settled.or(Some(asked.len())) } else { None };
        if let Some(fact) = interview.question().map(|question| question.fact.clone()) {
            let answered = facts.get(&*fact).is_some_and(|value| interview.answer(&fact, value).is_ok());
            if !answered {
                interview.skip(&fact);
            }
            asked.push(format!("{fact}{}", if answered { "" } else { "?" }));
            continue;
        }
        let otherwise = interview.presumed().into_iter().find_map(|presumed| {
            let told = facts.get(&*presumed.fact).filter(|told| **told != presumed.value)?;
            Some((presumed.fact.clone(), told.clone()))
        });
        let Some((fact, value)) = otherwise else { break };
        interview.answer(&fact, value).expect("the case can be");
        asked.push(format!("{fact}!"));
    }
    let stances = (interview.guidance().stance(), told.stance());
    Course { case: case.into(), until_settled: settled, all: asked.len(), asked, stances }
}

/// An interview about each case, with what is usual taken to be so.
fn courses(guideline: &Guideline) -> Vec<Course> {
    let can_be = guideline.run_cases().filter(|run| guideline.situation(&run.facts).is_ok());
    let begun = || guideline.empty_situation().presuming().interview();
    can_be.map(|run| hold(begun(), &run.case, &run.facts)).collect()
}

/// The median and the most of some counts.
fn median_and_most(mut counts: Vec<usize>) -> (usize, usize) {
    counts.sort_unstable();
    let at = |place: usize| counts.get(place).copied().unwrap_or_default();
    (at(counts.len() / 2), at(counts.len().saturating_sub(1)))
}

/// How long interviews are, in a line; and what is odd about each that never settles or ends elsewhere.
fn told(courses: &[Course]) -> String {
    let odd = courses.iter().filter(|course| {
        course.until_settled.is_none() || course.stances.0 != course.stances.1 || course.all > 14
    });
    let odd = odd.map(|course| {
        let (came_to, told) = course.stances;
        let Course { case, until_settled, asked, .. } = course;
        format!("{case}: settled after {until_settled:?}, {came_to} (told {told}): {}\n", asked.join(" "))
    });
    let odd: String = odd.collect();
    let settled = median_and_most(courses.iter().filter_map(|course| course.until_settled).collect());
    let all = median_and_most(courses.iter().map(|course| course.all).collect());
    let never = courses.iter().filter(|course| course.until_settled.is_none()).count();
    let elsewhere = courses.iter().filter(|course| course.stances.0 != course.stances.1).count();
    let (cases, of) = (courses.len(), "in the median and at most");
    format!(
        "{odd}{cases} cases: settled after {settled:?} {of}, {never} never; {all:?} questions {of}; {elsewhere} come to \
         another stance than all that is told"
    )
}

#[test]
fn a_story_is_settled_after_few_questions() {
    let courses = courses(Guideline::standard());
    assert!(courses.len() > 250, "only {}", courses.len());
    let (median, most) =
        median_and_most(courses.iter().map(|course| course.until_settled.unwrap_or(course.all)).collect());
    assert!(median <= 8 && most <= 14, "{median} in the median, {most} at most: {}", told(&courses));
    for course in &courses {
        let silent = course.asked.iter().any(|asked| asked.ends_with('?'));
        assert!(
            course.until_settled.is_some() || silent,
            "{}: all is told, and it never settles",
            course.case
        );
    }
}
