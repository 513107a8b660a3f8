//! What is amiss with a guideline as a whole, found over every situation: each kind in a file of its own.

mod conflict;
mod never_applies;
mod without_effect;

use crate::counterexample::fewest_facts;
use crate::diagram::{Node, OverBudget};
use crate::encoding::Over;
use crate::guideline::Guideline;
use crate::outlook::Outlook;
use crate::prover::Prover;
use crate::situation::Situation;
use crate::vocabulary::ValueCode;
use crate::words::{Word, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

words! {
    /// What kind of finding. The words are stable.
    #[non_exhaustive]
    pub enum FindingCode {
        /// A rule that no situation makes count.
        NeverApplies = "never-applies",
        /// A rule that could be taken out and no stance or advice would change.
        WithoutEffect = "without-effect",
        /// Advice that does not go together, in some situation.
        Conflict = "conflict",
        /// A question that could not be decided within the budget.
        Undecided = "undecided",
    }
}

/// Something amiss with a guideline.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of finding.
    pub code: FindingCode,
    /// What is amiss, in words.
    pub message: String,
    /// The rules concerned.
    pub rules: Vec<Arc<str>>,
    /// A situation of fewest facts that shows it, where one can.
    pub witness: Option<Situation>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.code, self.message)?;
        let Some(witness) = &self.witness else { return Ok(()) };
        // Plain data by sorted keys serialises without fail.
        write!(f, "; for example {}", serde_json::to_string(&witness.facts()).unwrap_or_default())
    }
}

/// A finding before it knows its guideline.
struct Found {
    code: FindingCode,
    message: String,
    rules: Vec<usize>,
    witness: Option<Vec<Option<ValueCode>>>,
}

impl Guideline {
    /// Everything amiss with the guideline as a whole, proved over every situation; none where it is sound.
    ///
    /// This takes from milliseconds to seconds, by the size of the guideline.
    ///
    /// ```
    /// let guideline = demeanor::Guideline::standard();
    /// assert!(guideline.findings().is_empty());
    /// ```
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let model = self.model();
        let complete = Prover::complete(model);
        let partial =
            self.outlook().ok_or(OverBudget).and_then(|outlook: &Outlook| Prover::partial(model, outlook));
        let (Ok(mut complete), Ok(mut partial)) = (complete, partial) else {
            return vec![self.finding(undecided("nothing could be decided of this guideline as a whole"))];
        };
        let mut found = never_applies::find(&mut complete);
        let idle: Vec<usize> = found.iter().flat_map(|found| found.rules.iter().copied()).collect();
        found.extend(without_effect::find(&mut complete, &idle));
        found.extend(conflict::find(&mut partial));
        found.into_iter().map(|found| self.finding(found)).collect()
    }

    fn finding(&self, found: Found) -> Finding {
        let rules = found.rules.iter().filter_map(|&index| Some(self.model().rules.get(index)?.id.clone()));
        Finding {
            code: found.code,
            message: found.message,
            rules: rules.collect(),
            witness: found.witness.map(|known| Situation::from_known(self, known)),
        }
    }
}

fn undecided(message: &str) -> Found {
    let message = format!("{message}: it would pass the budget");
    Found { code: FindingCode::Undecided, message, rules: Vec::new(), witness: None }
}

/// The rules of which a question is answered with no. What is said then, and what is asked, come as a pair.
fn idle_rules(
    prover: &mut Prover<'_>,
    rules: impl Iterator<Item = usize>,
    code: FindingCode,
    (says, asks): (&str, &str),
    question: impl Fn(&mut Prover<'_>, usize) -> Result<bool, OverBudget>,
) -> Vec<Found> {
    let model = prover.functions.model;
    let mut found = Vec::new();
    for index in rules {
        let rule = model.rules.get(index).map(|rule| &*rule.id).unwrap_or_default();
        match question(prover, index) {
            Ok(true) => {}
            Ok(false) => {
                let message = format!("`{rule}` {says}");
                found.push(Found { code, message, rules: vec![index], witness: None });
            }
            Err(OverBudget) => found.push(undecided(&format!("whether `{rule}` {asks}"))),
        }
    }
    found
}

/// A situation of fewest facts where a function over partial situations is true.
fn witness(prover: &Prover<'_>, function: Node) -> Option<Vec<Option<ValueCode>>> {
    fewest_facts(&prover.functions, function, Over::Partial)
}
