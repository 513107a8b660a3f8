//! How much the author of a rule set says has changed.

use crate::guideline::Guideline;
use crate::model::Layer;
use crate::words::Level;
use semver::Version;

/// Are the two versions of one rule set?
pub(super) fn applies(old: &Guideline, new: &Guideline) -> bool {
    old.layers().last().map(|layer| &layer.id) == new.layers().last().map(|layer| &layer.id)
}

/// How much is claimed to change, over all layers that both have; `None` where no version changed.
pub(super) fn claimed(old: &Guideline, new: &Guideline) -> Option<Level> {
    let both =
        new.layers().filter_map(|layer| Some((old.layers().find(|other| other.id == layer.id)?, layer)));
    both.filter_map(|(old, new)| of_layer(old, new)).max()
}

/// By the version, and no more than by what is stated of it: both have to be true.
fn of_layer(old: &Layer, new: &Layer) -> Option<Level> {
    let by_version = by_version(&old.version, &new.version)?;
    let stated = new.about.changes.iter().find(|revision| revision.version == new.version);
    Some(stated.map_or(by_version, |revision| revision.level.min(by_version)))
}

fn by_version(old: &str, new: &str) -> Option<Level> {
    let (old, new) = (Version::parse(old).ok()?, Version::parse(new).ok()?);
    match (old.major == new.major, old.minor == new.minor) {
        (false, _) => Some(Level::Major),
        (true, false) => Some(Level::Minor),
        (true, true) => (old != new).then_some(Level::Patch),
    }
}
