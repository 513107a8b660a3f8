//! What a clinician did instead of what was advised, and why.

use crate::document::{Code, Rejected};
use crate::words::Stance;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text has at most this many characters.
const MOST_CHARACTERS: usize = 2_000;

/// An id has at most this many characters.
const MOST_OF_AN_ID: usize = 80;

/// At most this many actions are named.
const MOST_ACTIONS: usize = 100;

/// What a clinician did instead of what guidance advises, and why: plain data of the host's own, to be stored beside the
/// guidance. Nothing that the library says depends on it. Guidance supports judgement; where judgement went another way, that
/// is worth knowing, both for the client's file and for whoever keeps the rules.
///
/// The texts are what a person wrote, with at most 2000 characters each: `docs/privacy.md` says what to mind. `Debug` does not
/// show them.
///
/// ```
/// use demeanor::{Stance, guidance::Departure};
/// let departure = Departure::new("I said that it moved me.", "Not to answer would have been a lie.")?
///     .with_stance(Stance::Moderate)
///     .with_actions(["name-it-briefly"])?;
/// let stored = serde_json::to_string(&departure)?;
/// assert_eq!(serde_json::from_str::<Departure>(&stored)?, departure);
/// assert!(!format!("{departure:?}").contains("moved"));
/// assert!(Departure::new("I waited.", " ").is_err(), "it says why");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Given")]
pub struct Departure {
    did: String,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    stance: Option<Stance>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<String>,
}

/// It as it is read, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    did: String,
    why: String,
    #[serde(default)]
    stance: Option<Stance>,
    #[serde(default)]
    actions: Vec<String>,
}

impl Departure {
    /// What was done, and why.
    ///
    /// # Errors
    /// A text without a word in it, or of more than 2000 characters.
    pub fn new(did: impl Into<String>, why: impl Into<String>) -> Result<Departure, Rejected> {
        let departure = Departure { did: did.into(), why: why.into(), stance: None, actions: Vec::new() };
        departure.checked()
    }

    /// The same with the stance that was taken, where it was another one than guidance had.
    #[must_use]
    pub fn with_stance(self, stance: Stance) -> Departure {
        Departure { stance: Some(stance), ..self }
    }

    /// The same with the actions, by id, that were left where they were advised, or done where they were advised against.
    ///
    /// # Errors
    /// More than a hundred, or one of more than 80 characters.
    pub fn with_actions<I: Into<String>>(
        self,
        actions: impl IntoIterator<Item = I>,
    ) -> Result<Departure, Rejected> {
        // One more than can be is enough to see that they are too many.
        let actions = actions.into_iter().take(MOST_ACTIONS + 1).map(Into::into).collect();
        Departure { actions, ..self }.checked()
    }

    /// What was done instead.
    #[must_use]
    pub fn did(&self) -> &str {
        &self.did
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The stance that was taken, where that was said.
    #[must_use]
    pub fn stance(&self) -> Option<Stance> {
        self.stance
    }

    /// The actions that were left where they were advised, or done where they were advised against.
    #[must_use]
    pub fn actions(&self) -> &[String] {
        &self.actions
    }

    /// It, unless anything is wrong with it: then all of that.
    fn checked(self) -> Result<Departure, Rejected> {
        let mut faults = Vec::new();
        for (field, text) in [("did", &self.did), ("why", &self.why)] {
            if text.trim().is_empty() {
                faults.push((Code::Empty, field, "this says nothing: say it in a sentence".to_owned()));
            } else if text.chars().nth(MOST_CHARACTERS).is_some() {
                let message = format!("this has more than {MOST_CHARACTERS} characters: say it in fewer");
                faults.push((Code::TooLarge, field, message));
            }
        }
        if self.actions.len() > MOST_ACTIONS {
            let message = format!("these are more than {MOST_ACTIONS}: name those that matter");
            faults.push((Code::TooMany, "actions", message));
        }
        if self.actions.iter().any(|action| action.is_empty() || action.chars().nth(MOST_OF_AN_ID).is_some())
        {
            let message = format!("an action has an id of 1 to {MOST_OF_AN_ID} characters");
            faults.push((Code::BadName, "actions", message));
        }
        if faults.is_empty() { Ok(self) } else { Err(Rejected::of_fields("departure", faults)) }
    }
}

impl TryFrom<Given> for Departure {
    type Error = Rejected;

    fn try_from(given: Given) -> Result<Departure, Rejected> {
        let Given { did, why, stance, actions } = given;
        Departure { did, why, stance, actions }.checked()
    }
}

/// How long the texts are, and not what they say.
impl fmt::Debug for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Departure")
            .field("stance", &self.stance)
            .field("actions", &self.actions)
            .finish_non_exhaustive()
    }
}
