//! The closed lists of words that rule sets and guidance are written in.
//!
//! Each list is an enum whose variants know the word that stands for them in JSON. Where a list has an order
//! (stances, authorities, modalities, moments), the order of the variants is it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An enum whose variants are written as words.
pub(crate) trait Word: Copy + 'static {
    /// Every variant, in order.
    const WORDS: &'static [Self];

    /// The word in JSON.
    fn word(self) -> &'static str;
}

/// Defines an enum of words: its variants, how each is written, and the usual traits.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands for it in rule sets and in guidance.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl Word for $name {
            const WORDS: &'static [$name] = $name::ALL;

            fn word(self) -> &'static str { self.id() }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<$name, UnknownWord> { $crate::words::parse(text) }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.id()) }
        }
    )+};
}
pub(crate) use words;

/// A text that is no word of a closed list, such as the stances.
///
/// ```
/// use demeanor::Stance;
/// let error = "moderat".parse::<Stance>().unwrap_err();
/// assert_eq!(error.did_you_mean, Some("moderate"));
/// assert!(error.to_string().starts_with("`moderat` is none of welcome, "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("`{}` is none of {}{}", given.escape_debug(), words.join(", "), hint(*did_you_mean))]
#[non_exhaustive]
pub struct UnknownWord {
    /// What was given, cut after a hundred characters.
    pub given: String,
    /// The words of the list, in order.
    pub words: Vec<&'static str>,
    /// The word that is most like it, if one is near.
    pub did_you_mean: Option<&'static str>,
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default()
}

/// The value that a word stands for.
pub(crate) fn parse<W: Word>(text: &str) -> Result<W, UnknownWord> {
    let found = W::WORDS.iter().copied().find(|value| value.word() == text);
    found.ok_or_else(|| {
        let words: Vec<&'static str> = W::WORDS.iter().map(|value| value.word()).collect();
        let did_you_mean = nearest(text, words.iter().copied());
        UnknownWord { given: text.chars().take(100).collect(), words, did_you_mean }
    })
}

/// The name that is most like another, if any is near.
pub(crate) fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // What is long is no misspelling of a name.
    if name.len() > 100 {
        return None;
    }
    let name = plain(name);
    let distances = names.into_iter().filter_map(|candidate| {
        let within = within(&name, candidate);
        let near = candidate.len().abs_diff(name.len()) <= within;
        let distance = near.then(|| strsim::damerau_levenshtein(&name, &plain(candidate)))?;
        (distance <= within).then_some((distance, candidate))
    });
    distances.min().map(|(_, candidate)| candidate)
}

/// How many letters of a name may differ: more where two names begin alike.
fn within(name: &str, candidate: &str) -> usize {
    // Of dotted names the last part counts: two facts of one group are alike in the rest.
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().chars().collect::<Vec<char>>();
    let (name, candidate) = (last(name), last(candidate));
    let alike = name.iter().zip(&candidate).take_while(|(one, other)| one == other).count();
    let share = if alike >= 3 { 2 } else { 3 };
    (name.len().min(candidate.len()) / share).max(1)
}

/// A name as it would be written: in lower case, without spaces and marks around it.
pub(crate) fn plain(name: &str) -> String {
    name.trim().trim_matches(['.', '!', '"']).to_lowercase().replace([' ', '-'], "_")
}

/// A name without what hardly tells names apart: capitals, spaces, marks, and what cannot be seen.
pub(crate) fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a character of a name is that looks like another, or like nothing, with its place in the name.
pub(crate) fn lookalike(name: &str) -> Option<String> {
    let known = |(place, character): (usize, char)| Some((place + 1, character, kind_of(character)?));
    let (place, character, kind) = name.chars().enumerate().find_map(known)?;
    Some(format!("character {place} of this name is {kind}, U+{:04X}", u32::from(character)))
}

/// Characters that take no room, or that turn the direction of a line.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What a character is that is easily taken for one of those that names are made of.
fn kind_of(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space",
        '\u{ad}' => "a soft hyphen, which cannot be seen",
        '\u{2011}' => "a no-break hyphen",
        '\u{2010}' | '\u{2012}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => "no plain hyphen",
        '\u{2013}' | '\u{2014}' => "a dash",
        c if is_invisible(c) => "one that cannot be seen",
        '\u{370}'..='\u{3ff}' => "a Greek letter",
        '\u{400}'..='\u{52f}' => "a Cyrillic letter",
        '\u{ff01}'..='\u{ff5e}' => "a letter of double width",
        '“' | '”' | '„' | '‘' | '’' => "a curly quote",
        _ => return None,
    })
}

words! {
    /// What to do with the expression, from the laxest to the strictest.
    ///
    /// ```
    /// use demeanor::Stance;
    /// assert!(Stance::Welcome < Stance::Pause);
    /// assert_eq!(Stance::Moderate.to_string(), "moderate");
    /// ```
    pub enum Stance {
        /// Let it show: it serves the client.
        Welcome = "welcome",
        /// Fine as it is.
        Allow = "allow",
        /// Brief and contained, then back to the client.
        Moderate = "moderate",
        /// Regulate and hold back, staying present.
        Refrain = "refrain",
        /// Interrupt, and get cover or consultation, with the client safe.
        Pause = "pause",
    }

    /// When an action is done, in order of time.
    pub enum Moment {
        /// Before the session begins.
        BeforeSession = "before_session",
        /// While it is happening.
        InTheMoment = "in_the_moment",
        /// Before the client leaves.
        BeforeSessionEnds = "before_session_ends",
        /// After the session.
        AfterSession = "after_session",
        /// Before this client is seen again.
        BeforeNextSession = "before_next_session",
    }

    /// How strongly an action is advised, or advised against; strongest first.
    pub enum Modality {
        /// It is not to be done.
        MustNot = "must_not",
        /// It is to be done.
        Must = "must",
        /// Better not done.
        ShouldNot = "should_not",
        /// Better done.
        Should = "should",
        /// It can be done.
        May = "may",
    }

    /// On whose word a rule rests; highest first.
    pub enum Authority {
        /// A statute or regulation.
        Law = "law",
        /// A professional code of ethics.
        EthicsCode = "ethics_code",
        /// A decision of the clinic.
        ClinicPolicy = "clinic_policy",
        /// Advice.
        Guidance = "guidance",
    }

    /// How strongly a rule recommends.
    pub enum Strength {
        /// Nearly everyone should follow it.
        Strong = "strong",
        /// Right for most, with good reasons to do otherwise.
        Conditional = "conditional",
        /// A suggestion.
        Weak = "weak",
        /// Plain good practice, for which evidence is not the question.
        GoodPractice = "good_practice",
    }

    /// How certain the evidence behind a rule is.
    pub enum Certainty {
        /// Further research is unlikely to change it.
        High = "high",
        /// Further research may change it.
        Moderate = "moderate",
        /// Further research is likely to change it.
        Low = "low",
        /// Little more than opinion.
        VeryLow = "very_low",
        /// The rule does not rest on evidence of effect.
        NotApplicable = "not_applicable",
    }

    /// When a fact can be asked, with regard to the client in the room.
    pub enum Askable {
        /// Now, and before all others: it opens an interview.
        First = "first",
        /// Now.
        Now = "now",
        /// Later.
        Later = "later",
        /// Never in front of the client.
        Never = "never",
    }

    /// Where an interview is.
    #[non_exhaustive]
    pub enum Part {
        /// What it is about: the facts that open an interview.
        Opening = "opening",
        /// The safety facts that are not known.
        Safety = "safety",
        /// Whatever else can change the stance, the most telling first.
        Telling = "telling",
        /// What has to be done, or must not be, depends on it, though the stance does not.
        Advice = "advice",
        /// Nothing is left to ask. What was presumed and matters can be struck out.
        Presumed = "presumed",
    }

    /// The direction in which a fact promises never to make guidance looser.
    pub enum Stricter {
        /// Higher values are never answered with a laxer stance.
        Higher = "higher",
        /// Lower values are never answered with a laxer stance.
        Lower = "lower",
    }

    /// How ready a rule set is; least ready first.
    pub enum Status {
        /// No longer to be used.
        Retired = "retired",
        /// Not yet approved for use.
        Draft = "draft",
        /// In use.
        Active = "active",
    }

    /// How much a change of a rule set changes.
    pub enum Level {
        /// Only words.
        Patch = "patch",
        /// Something was tightened or added.
        Minor = "minor",
        /// Something was loosened or removed.
        Major = "major",
    }

    /// What kind of source a rule rests on.
    pub enum SourceKind {
        /// A statute or regulation.
        Law = "law",
        /// A professional code of ethics.
        EthicsCode = "ethics_code",
        /// What a service has laid down for itself.
        Policy = "policy",
        /// A practice guideline.
        Guideline = "guideline",
        /// Agreement among experts.
        Consensus = "consensus",
        /// A meta-analysis.
        MetaAnalysis = "meta_analysis",
        /// A review without pooled figures.
        Review = "review",
        /// A study that counts or measures.
        Quantitative = "quantitative",
        /// A study of what people say.
        Qualitative = "qualitative",
        /// One case, or a few.
        CaseReport = "case_report",
        /// Theory or argument.
        Theory = "theory",
    }
}

impl Stance {
    /// A few words for it, for lists and notes; the whole sentence is guidance's, in the words of its guideline.
    ///
    /// ```
    /// assert_eq!(demeanor::Stance::Refrain.brief(), "hold back");
    /// ```
    #[must_use]
    pub const fn brief(self) -> &'static str {
        match self {
            Stance::Welcome => "let it show",
            Stance::Allow => "fine as it is",
            Stance::Moderate => "keep it brief",
            Stance::Refrain => "hold back",
            Stance::Pause => "pause",
        }
    }

    /// The stance raised to what doubt demands at least, if it demands anything.
    pub(crate) fn raised_by(self, doubt: Option<Stance>) -> Stance {
        doubt.map_or(self, |doubt| self.max(doubt))
    }
}

impl Askable {
    /// Does it open an interview?
    pub(crate) const fn first(self) -> bool {
        matches!(self, Askable::First)
    }

    /// Can it be asked now?
    #[must_use]
    pub const fn now(self) -> bool {
        matches!(self, Askable::First | Askable::Now)
    }
}

impl Authority {
    /// Is it the word of law or ethics, which no clinic can take back?
    pub(crate) const fn is_law_or_ethics(self) -> bool {
        match self {
            Authority::Law | Authority::EthicsCode => true,
            Authority::ClinicPolicy | Authority::Guidance => false,
        }
    }
}

impl Modality {
    /// Is it advice to do the action (must, should, may) rather than not to do it?
    #[must_use]
    pub const fn is_do(self) -> bool {
        matches!(self, Modality::Must | Modality::Should | Modality::May)
    }

    /// Does it demand something (`must`, `should`, `must_not`, `should_not`) rather than allow it (`may`)?
    #[must_use]
    pub const fn is_demand(self) -> bool {
        !matches!(self, Modality::May)
    }

    /// Does it demand something without exception (`must`, `must_not`)?
    pub(crate) const fn is_absolute(self) -> bool {
        matches!(self, Modality::MustNot | Modality::Must)
    }

    /// Its place in a list that people read: what to do comes before what not to do of the same weight.
    ///
    /// ```
    /// use demeanor::guidance::Modality;
    /// assert!(Modality::Must.reading_rank() < Modality::MustNot.reading_rank());
    /// assert!(Modality::MustNot.reading_rank() < Modality::Should.reading_rank());
    /// ```
    #[must_use]
    pub const fn reading_rank(self) -> u8 {
        match self {
            Modality::Must => 0,
            Modality::MustNot => 1,
            Modality::Should => 2,
            Modality::ShouldNot => 3,
            Modality::May => 4,
        }
    }
}

words! {
    /// What kind of finding. The words are stable; each is described in `docs/diagnostics.md`.
    #[non_exhaustive]
    pub enum FindingCode {
        /// A rule whose condition is true in no situation that can be.
        NeverApplies = "never-applies",
        /// A rule that others set aside wherever its condition is true.
        AlwaysSetAside = "always-set-aside",
        /// A rule that could be taken out and no stance or advice would change.
        WithoutEffect = "without-effect",
        /// An override that could be taken out and no stance or advice would change.
        OverrideWithoutEffect = "override-without-effect",
        /// A term that nothing names, or that is the same in every situation that can be.
        TermWithoutEffect = "term-without-effect",
        /// A fact of which no value changes a stance or any advice.
        FactWithoutEffect = "fact-without-effect",
        /// Advice that does not go together, in some situation.
        Conflict = "conflict",
        /// A stance reached without any action advised, in some situation.
        StanceWithoutAction = "stance-without-action",
        /// A fact that promises `stricter`, and gets laxer in some situation.
        BrokenPromise = "broken-promise",
        /// An entry of `may_relax` by which nothing gets looser.
        LoosensNothing = "loosens-nothing",
        /// A presumption that is taken in no situation.
        NeverPresumed = "never-presumed",
        /// Two presumptions of which no situation that can be has both values, and neither gives way.
        PresumptionsClash = "presumptions-clash",
        /// An entry of `acknowledge` to which nothing that is found fits.
        AcknowledgesNothing = "acknowledges-nothing",
        /// A case whose situation cannot be.
        ImpossibleCase = "impossible-case",
        /// A question that could not be decided within the budget.
        Undecided = "undecided",
    }
}
