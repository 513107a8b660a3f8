//! The kinds of faults, each with a word that tools may rely on.

use crate::words::{UnknownWord, Word, words};
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// What kind of fault a diagnostic reports. The words are stable: tools may rely on them.
    #[non_exhaustive]
    pub enum Code {
        /// The text is not JSON.
        BadJson = "bad-json",
        /// A text that has more bytes than are read.
        TooLarge = "too-large",
        /// Lists and objects nested too deeply, or terms that lean on terms too often.
        TooDeep = "too-deep",
        /// More of something than is read: documents, layers, facts, options, rules, tests in a condition.
        TooMany = "too-many",
        /// More faults than are listed.
        MoreFaults = "more-faults",
        /// A key stands twice in one object.
        DuplicateKey = "duplicate-key",
        /// A field that the format does not have.
        UnknownField = "unknown-field",
        /// A field that has to be there is not.
        MissingField = "missing-field",
        /// A value of the wrong type, such as a text where a list belongs.
        WrongType = "wrong-type",
        /// A word that is not in the list of words allowed there.
        UnknownWord = "unknown-word",
        /// A list or object that has to hold something is empty.
        Empty = "empty",
        /// A name that is not formed as names are.
        BadName = "bad-name",
        /// A name that two things of a kind share.
        DuplicateId = "duplicate-id",
        /// A value that a list names twice.
        DuplicateValue = "duplicate-value",
        /// A format that this version does not read.
        UnknownFormat = "unknown-format",
        /// A version that is not a semantic version, or a requirement that is not one.
        BadVersion = "bad-version",
        /// A date that is not in the calendar.
        BadDate = "bad-date",
        /// Layers that do not lie on one another: none or several at the bottom, or a gap.
        BrokenLayers = "broken-layers",
        /// `extends` asks for another version than there is.
        WrongExtends = "wrong-extends",
        /// A document with the id of a layer that does not name it among its parts, or that none can join.
        StrayPart = "stray-part",
        /// A part that a layer names and that is not among the documents.
        MissingPart = "missing-part",
        /// `extends` asks for other content than there is.
        OtherContent = "other-content",
        /// Something that only one part of a layer may state is stated by two.
        StatedTwice = "stated-twice",
        /// A fact that no layer here or below has.
        UnknownFact = "unknown-fact",
        /// An option or value that the fact does not have.
        UnknownValue = "unknown-value",
        /// A number outside the range of its fact.
        OutOfRange = "out-of-range",
        /// A test that cannot be made of a fact of this kind.
        WrongTest = "wrong-test",
        /// A test that no value passes.
        NeverTrue = "never-true",
        /// A term that no layer here or below has.
        UnknownTerm = "unknown-term",
        /// An action that no layer here or below has.
        UnknownAction = "unknown-action",
        /// A rule that no layer here or below has.
        UnknownRule = "unknown-rule",
        /// A source that no layer here or below has.
        UnknownSource = "unknown-source",
        /// Terms that lean on one another in a circle.
        CircularTerms = "circular-terms",
        /// Rules that override one another in a circle.
        CircularOverrides = "circular-overrides",
        /// Actions that cover one another in a circle.
        CircularCovers = "circular-covers",
        /// A rule with neither stance, nor actions, nor overrides.
        EmptyRule = "empty-rule",
        /// A rule that both permits and limits.
        TwoStances = "two-stances",
        /// An action that one rule names twice.
        ActionTwice = "action-twice",
        /// A rule that overrides or withdraws one of higher authority than it may.
        HigherAuthority = "higher-authority",
        /// A rule of law or ethics that cites no source of that kind.
        UnfoundedAuthority = "unfounded-authority",
        /// An upper layer that makes `otherwise` or `while_unknown` laxer.
        Loosened = "loosened",
        /// A presumption of a layer above another that `may_relax` does not list.
        UnlistedPresumption = "unlisted-presumption",
        /// An entry of `may_relax` that is nothing of this layer's own.
        NotOfThisLayer = "not-of-this-layer",
        /// Words for opposite things that are the same.
        SameWords = "same-words",
        /// A term restated without saying so, or a statement that restates nothing.
        BadReplacement = "bad-replacement",
        /// Fields that do not go with the kind of the fact.
        WrongKind = "wrong-kind",
        /// The known facts cannot be together.
        Impossible = "impossible",
        /// A fact given twice in a situation.
        FactTwice = "fact-twice",
        /// A safeguard that does not hold in every situation.
        SafeguardBroken = "safeguard-broken",
        /// A safeguard that could not be proved within the budget.
        SafeguardUndecided = "safeguard-undecided",
        /// Something that law or ethics demand below and that an upper layer takes away.
        DemandLost = "demand-lost",
        /// An `impossible` that leaves no completion of a situation that is possible in the layers below.
        SituationRuledOut = "situation-ruled-out",
        /// A situation looser than the layers below, by more than `may_relax` lists.
        LooserThanBelow = "looser-than-below",
        /// What has to be proved of a layer could not be decided within the budget.
        LayerUndecided = "layer-undecided",
        /// A value that could not be turned into JSON.
        NotSerializable = "not-serializable",
        /// An older name, still read. (A warning.)
        FormerName = "former-name",
        /// A source that no rule cites. (A warning.)
        UnusedSource = "unused-source",
        /// An action that no rule names. (A warning.)
        UnusedAction = "unused-action",
        /// A fact that no rule, term, action or scope tests. (A warning.)
        UnusedFact = "unused-fact",
        /// Approvals of another content than the layer has. (A warning.)
        ChangedSinceApproval = "changed-since-approval",
        /// A text with a character that cannot be seen. (A warning.)
        HiddenCharacter = "hidden-character",
        /// A text with characters that were lost, or read in another encoding. (A warning.)
        GarbledText = "garbled-text",
        /// A test that every value passes, alternatives that leave nothing out, or a rule without a condition. (A warning.)
        AlwaysTrue = "always-true",
        /// A limit or an expectation that every stance meets. (A warning.)
        LimitsNothing = "limits-nothing",
        /// An `any` with a single alternative, or a rule's `none` with a single object of several entries. (A warning.)
        OneAlternative = "one-alternative",
        /// An override of a rule that is withdrawn. (A warning.)
        InertOverride = "inert-override",
        /// An action whose text is no sentence: without a capital or a full stop. (A warning.)
        NotASentence = "not-a-sentence",
        /// A strong recommendation on very uncertain evidence, with nothing said `against` it. (A warning.)
        StrongOnWeak = "strong-on-weak",
    }

    /// How bad a fault is.
    pub enum Severity {
        /// The document or situation is refused.
        Error = "error",
        /// It is accepted; somebody should look.
        Warning = "warning",
    }
}
