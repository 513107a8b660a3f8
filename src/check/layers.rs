//! Gathers documents into layers, and lays the layers on one another.

use super::names::Form;
use crate::document::{At, Code, Extends, Faults, Limit, Origin, RuleSet, digest};
use crate::model::{LayerId, Number, Text, text};
use semver::{Version, VersionReq};
use std::sync::Arc;

/// A document that could be read.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The document's name.
    pub(super) name: Text,
    pub(super) document: Arc<RuleSet>,
    /// Digest of what decides in it: all but its approvals and cases. Nothing where it holds nothing else.
    pub(super) digest: Option<Text>,
    /// Is it a part of a layer that no other document can join?
    pub(super) sealed: bool,
}

/// A layer as it is written: its parts, which say what it extends.
#[derive(Clone, Debug)]
pub(super) struct WrittenLayer {
    pub(super) id: String,
    /// Nothing where it is not a version.
    pub(super) version: Option<Version>,
    pub(super) parts: Vec<Part>,
    /// Is it out of effect on the day, and nothing left of what it lists as what may relax?
    pub(super) lapsed: bool,
}

/// Layers from the lowest up. Where they do not lie on one another that is reported, and the order is a guess.
pub(super) fn stack(parts: Vec<Part>, faults: &mut Faults) -> Vec<WrittenLayer> {
    let mut loose = gather(parts, faults);
    let origin = loose.first().map(WrittenLayer::origin).unwrap_or_default();
    faults.too_many(Limit::Layers, loose.len(), origin);
    for layer in &loose {
        layer.check_stated_once(faults);
    }
    let mut stacked: Vec<WrittenLayer> = Vec::new();
    while let Some(next) = take_next(&mut loose, stacked.last(), faults) {
        stacked.push(next);
    }
    for left in &loose {
        report_left(left, &stacked, &loose, faults);
    }
    faults.incomplete |= !loose.is_empty();
    // One that lies beside another was written for what that does not change.
    loose.retain(|left| beside(left, &stacked).is_none());
    stacked.extend(loose);
    stacked
}

/// Every document with the number of its layer, lowest first.
pub(super) fn documents(written_layers: &[WrittenLayer]) -> impl Iterator<Item = (LayerId, &RuleSet)> {
    let layers = written_layers.iter().enumerate().map(|(place, layer)| (LayerId::of(place), layer));
    layers.flat_map(|(number, layer)| layer.documents().map(move |document| (number, document)))
}

/// Documents with one id and version are parts of one layer.
fn gather(parts: Vec<Part>, faults: &mut Faults) -> Vec<WrittenLayer> {
    let mut layers: Vec<WrittenLayer> = Vec::new();
    for part in parts {
        faults.form(&part.document.id, "a rule set", Form::Dotted);
        if part.document.format.value != 1 {
            let message = format!("format {} is not known", part.document.format.value);
            let help = Some("this version reads format 1".into());
            faults.error_with_help(Code::UnknownFormat, part.document.format.origin, message, help);
        }
        let version = faults.version(&part.document.version);
        match layers.iter_mut().find(|layer| layer.id == part.document.id.value) {
            Some(layer) => {
                if let (Some(one), Some(other)) = (&layer.version, &version)
                    && one != other
                {
                    let message = format!("`{}` is here in versions {one} and {other}", layer.id);
                    let help = Some("parts of one layer have one version".into());
                    faults.error_with_help(Code::BrokenLayers, part.document.version.origin, message, help);
                }
                layer.parts.push(part);
            }
            None => layers.push(WrittenLayer {
                id: part.document.id.value.clone(),
                version,
                parts: vec![part],
                lapsed: false,
            }),
        }
    }
    layers
}

/// Takes the layer that lies directly on another, or on nothing.
fn take_next(
    loose: &mut Vec<WrittenLayer>,
    below: Option<&WrittenLayer>,
    faults: &mut Faults,
) -> Option<WrittenLayer> {
    let below_id = below.map(|below| below.id.as_str());
    let fitting = loose.iter().enumerate().filter(|(_, layer)| layer.extends_id() == below_id);
    // Of several the one that others extend, or else the largest: the other is the one that forgot to say what it lies on.
    let is_below =
        |layer: &WrittenLayer| loose.iter().any(|other| other.extends_id() == Some(layer.id.as_str()));
    let (position, _) = fitting.rev().max_by_key(|(_, layer)| (is_below(layer), layer.size()))?;
    let layer = loose.remove(position);
    if let (Some(below), Some(extends)) = (below, layer.extends()) {
        faults.requirement(&extends.version, below.version.as_ref(), &below.id);
        if let Some(wanted) = &extends.digest {
            faults.content(wanted, &below.digest(), &below.id);
        }
    }
    Some(layer)
}

/// The layer that lies already on what another is to lie on.
fn beside<'a>(left: &WrittenLayer, stacked: &'a [WrittenLayer]) -> Option<&'a WrittenLayer> {
    stacked.iter().find(|other| left.extends_id().is_some() && other.extends_id() == left.extends_id())
}

/// Says why a layer could not be laid on the others.
fn report_left(left: &WrittenLayer, stacked: &[WrittenLayer], loose: &[WrittenLayer], faults: &mut Faults) {
    let id = &left.id;
    let Some(extends) = left.extends() else {
        let message = format!("`{id}` extends nothing, and neither does `{}`", bottom(stacked));
        let major =
            stacked.first().and_then(|layer| layer.version.as_ref()).map_or(1, |version| version.major);
        let help = format!(
            "only the lowest layer extends nothing: let the other say what it lies on, as in \
             `\"extends\": {{ \"id\": \"{}\", \"version\": \"{major}\" }}`",
            bottom(stacked)
        );
        return faults.error_with_help(Code::BrokenLayers, left.origin(), message, Some(help));
    };
    let target = &extends.id.value;
    let known = stacked.iter().chain(loose).any(|layer| layer.id == *target);
    let (message, help) = if let Some(other) = beside(left, stacked) {
        let message = format!("`{id}` and `{}` both extend `{target}`", other.id);
        (message, "check them one at a time, or let one extend the other".to_owned())
    } else if known {
        let message = format!("`{id}` extends `{target}`, but cannot lie directly on it");
        let help =
            "layers lie in one row, from one that extends nothing: each extends the one directly below";
        (message, help.to_owned())
    } else {
        let message = format!("`{id}` extends `{target}`, which is not among the documents");
        let ids = stacked.iter().chain(loose).map(|layer| layer.id.as_str());
        let near = faults.did_you_mean(target, ids.filter(|other| other != id));
        (message, near.unwrap_or_else(|| "load that rule set as well, or name another".into()))
    };
    if known || !faults.incomplete {
        faults.error_with_help(Code::BrokenLayers, extends.id.origin, message, Some(help));
    }
}

fn bottom(stacked: &[WrittenLayer]) -> &str {
    stacked.first().map(|layer| layer.id.as_str()).unwrap_or_default()
}

impl WrittenLayer {
    /// The documents of the layer.
    pub(super) fn documents(&self) -> impl Iterator<Item = &RuleSet> {
        self.parts.iter().map(|part| &*part.document)
    }

    /// The title of the part that says who stands behind the layer, else of the first.
    pub(super) fn title(&self) -> Text {
        let speaking = self.parts.iter().find(|part| part.document.about.is_some());
        speaking.or(self.parts.first()).map(|part| text(&part.document.title)).unwrap_or_default()
    }

    /// The digest of the only part that decides anything, or of all those parts' digests.
    pub(super) fn digest(&self) -> Text {
        let mut digests: Vec<&str> = self.parts.iter().filter_map(|part| part.digest.as_deref()).collect();
        match digests.as_mut_slice() {
            [only] => (*only).into(),
            several => {
                several.sort_unstable();
                digest(&several.join("\n")).into()
            }
        }
    }

    pub(super) fn origin(&self) -> Origin {
        self.parts.first().map(|part| part.document.id.origin).unwrap_or_default()
    }

    /// How much it holds: documents, then rules and facts.
    fn size(&self) -> (usize, usize) {
        let entries = self.parts.iter().map(|part| part.document.rules.len() + part.document.facts.len());
        (self.parts.len(), entries.sum())
    }

    pub(super) fn extends(&self) -> Option<&Extends> {
        self.parts.iter().find_map(|part| part.document.extends.as_ref()).map(|extends| &extends.value)
    }

    fn extends_id(&self) -> Option<&str> {
        self.extends().map(|extends| extends.id.as_str())
    }

    /// Some things may be stated by one part of a layer only.
    fn check_stated_once(&self, faults: &mut Faults) {
        macro_rules! once {
            ($($field:ident),+) => {$(
                let stated: Vec<Origin> = self
                    .parts
                    .iter()
                    .filter_map(|part| part.document.$field.as_ref().map(|stated| stated.origin))
                    .collect();
                for &again in stated.iter().skip(1) {
                    let message = format!("another part of `{}` states `{}` already", self.id, stringify!($field));
                    let help = Some("leave it to one part".into());
                    faults.error_with_help(Code::StatedTwice, again, message, help);
                }
            )+};
        }
        once!(parts, extends, about, scope, may_relax, wording, otherwise, while_unknown);
    }
}

impl Faults {
    /// A semantic version, or a report that it is none.
    pub(super) fn version(&mut self, version: &At<String>) -> Option<Version> {
        let parsed = Version::parse(version).ok();
        if parsed.is_none() {
            let message = format!("`{}` is not a semantic version", version.value);
            let help = Some("write three numbers, like `1.2.0`".into());
            self.error_with_help(Code::BadVersion, version.origin, message, help);
        }
        parsed
    }

    /// Reports that the layer below does not have the content that is wanted.
    fn content(&mut self, wanted: &At<String>, there: &str, id: &str) {
        self.digest(wanted);
        if self.none_within(wanted.origin) && wanted.value != there {
            let message = format!("this extends other content of `{id}` than is here");
            let help = format!("read what changed, then bind the digest that is here, `{there}`");
            self.error_with_help(Code::OtherContent, wanted.origin, message, Some(help));
        }
    }

    fn requirement(&mut self, wanted: &At<String>, there: Option<&Version>, id: &str) {
        let plain =
            wanted.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(requirement) = VersionReq::parse(wanted).ok().filter(|_| plain) else {
            let message = format!("`{}` is not a requirement on a version", wanted.value);
            let help = Some("write `1`, `1.2` or `1.2.0`".into());
            return self.error_with_help(Code::BadVersion, wanted.origin, message, help);
        };
        if let Some(there) = there.filter(|there| !requirement.matches(there)) {
            let message = format!("this extends `{id}` {}, but {there} is here", wanted.value);
            let help = Some("read what changed, then name the new version".into());
            self.error_with_help(Code::WrongExtends, wanted.origin, message, help);
        }
    }
}
