//! What stands in place of an entry of a model that is not there: see [`super::number`] for why there is such a thing.

use super::composed::{Action, ModelLayer, Rule, Source, Vote};
use super::condition::{Condition, Written};
use super::governance::{About, Layer};
use super::judged::Judged;
use super::layer_changes::Statements;
use super::number::{Foreign, LayerId, Number, Table};
use super::text::Text;
use super::vocabulary::Fact;
use crate::document::{Kind, Origin};
use crate::words::{Askable, Authority, Certainty, Moment, SourceKind, Stance, Status, Strength};
use std::sync::LazyLock;

/// It demands the strictest stance, whatever is known.
impl Foreign for Rule {
    fn foreign() -> &'static Rule {
        static CAUTIOUS: LazyLock<Rule> = LazyLock::new(|| Rule {
            id: Text::default(),
            title: Text::default(),
            layer: LayerId::of(0),
            replaces: None,
            when: Condition { written: Written::All(Vec::new()), judged: Judged::ALWAYS },
            vote: Some(Vote::AtLeast(Stance::Pause)),
            offers: Vec::new(),
            because: Text::default(),
            against: None,
            sources: Vec::new(),
            authority: Authority::Law,
            strength: Strength::GoodPractice,
            certainty: Certainty::NotApplicable,
            overrides: Vec::new(),
            overridden_by: Vec::new(),
        });
        &CAUTIOUS
    }
}

/// It is one that matters for safety, and has no name that anybody could give it by.
impl Foreign for Fact {
    fn foreign() -> &'static Fact {
        static NAMELESS: LazyLock<Fact> = LazyLock::new(|| Fact {
            id: Text::default(),
            kind: Kind::Flag,
            ask: Text::default(),
            label: Text::default(),
            options: Vec::new(),
            range: None,
            why: None,
            note: None,
            changeable: false,
            askable: Askable::Never,
            presume: None,
            presume_because: None,
            safety: true,
            stricter: None,
            formerly: Vec::new(),
        });
        &NAMELESS
    }
}

/// Nobody can do it.
impl Foreign for Action {
    fn foreign() -> &'static Action {
        static NEVER: LazyLock<Action> = LazyLock::new(|| Action {
            id: Text::default(),
            moment: Moment::InTheMoment,
            text: Text::default(),
            when: Some(Condition { written: Written::Any(Vec::new()), judged: Judged::NEVER }),
            contradicts: Vec::new(),
            urgent: false,
            covers: Vec::new(),
            withdrawn: true,
        });
        &NEVER
    }
}

/// It says nothing.
impl Foreign for Source {
    fn foreign() -> &'static Source {
        static SILENT: LazyLock<Source> = LazyLock::new(|| Source {
            id: Text::default(),
            citation: Text::default(),
            kind: SourceKind::Consensus,
            doi: None,
            url: None,
            sample: None,
            found: None,
            limits: None,
        });
        &SILENT
    }
}

/// It is retired, and lets nothing be relaxed.
impl Foreign for ModelLayer {
    fn foreign() -> &'static ModelLayer {
        static RETIRED: LazyLock<ModelLayer> = LazyLock::new(|| ModelLayer {
            card: Layer {
                id: Text::default(),
                version: Text::default(),
                title: Text::default(),
                digest: Text::default(),
                composition: Text::default(),
                documents: Vec::new(),
                about: About { status: Status::Retired, ..About::default() },
            },
            scope: None,
            terms: Table::new(),
            term_order: Vec::new(),
            states: Statements::default(),
            restated: Vec::new(),
            replaces: Vec::new(),
            may_relax_at: Origin::default(),
        });
        &RETIRED
    }
}
