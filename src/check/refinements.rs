//! How layers see facts that layers above them refine.
//!
//! All options of all layers are in the vocabulary, in their final order. What a layer below says of such a fact is resolved by a
//! view, the fact as that layer sees it, and then put into the codes of the whole fact. Facts that nobody refines have no view.

use crate::document::Kind;
use crate::model::{Fact, FactId, FactOption, LayerId, Table, ValueCode};
use std::collections::BTreeMap;

/// What layers below those that refine a fact see of it.
#[derive(Default)]
pub(super) struct Refinements {
    /// Of each fact that is refined, lowest layer first.
    views: BTreeMap<FactId, Vec<View>>,
}

/// A fact as it is seen below a layer that refines it.
pub(super) struct View {
    above: LayerId,
    pub(super) fact: Fact,
    /// Of each option of the whole fact, which of these it is read as.
    pub(super) reads: Vec<Option<ValueCode>>,
    /// Of each of these, which option of the whole fact it is.
    places: Vec<ValueCode>,
}

impl Refinements {
    /// Remembers a fact as it is below a layer, before that refines it. Layers come one after the other, lowest first.
    pub(super) fn add(&mut self, number: FactId, above: LayerId, fact: Fact) {
        let view = View { above, fact, reads: Vec::new(), places: Vec::new() };
        self.views.entry(number).or_default().push(view);
    }

    /// Tells the options of all views among those of the whole facts, once these have all of theirs.
    pub(super) fn complete(&mut self, facts: &Table<FactId, Fact>) {
        for (&number, views) in &mut self.views {
            for view in views {
                view.place_in(facts.at(number));
            }
        }
    }

    /// A fact as a layer sees it, if that is not the whole.
    pub(super) fn view(&self, fact: FactId, layer: LayerId) -> Option<&View> {
        self.views.get(&fact)?.iter().find(|view| layer < view.above)
    }
}

impl View {
    /// Tells its options among those of the whole fact, once these are all there.
    fn place_in(&mut self, whole: &Fact) {
        let place =
            |of: &Fact, option: &FactOption| of.options.iter().position(|other| other.id == option.id);
        let seen = |option: &FactOption| place(&self.fact, option);
        self.reads = whole.options.iter().map(|option| whole.read_where(option, seen)).collect();
        let places = self.fact.options.iter().filter_map(|option| place(whole, option));
        self.places = places.filter_map(|place| ValueCode::try_from(place).ok()).collect();
    }

    /// The code that one of its values has in the whole fact.
    pub(super) fn whole(&self, code: ValueCode) -> Option<ValueCode> {
        if self.fact.kind != Kind::Several {
            return self.places.get(usize::try_from(code).ok()?).copied();
        }
        let places = self.places.iter().enumerate().filter(|(own, _)| code >> own & 1 == 1);
        Some(places.fold(0, |bits, (_, place)| bits | 1 << place))
    }
}
