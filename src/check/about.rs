//! Checks what a layer says of itself: dates, versions, language and approvals.

use super::layers::WrittenLayer;
use super::names::Form;
use crate::document::{At, BadDate, Code, Date, Faults, rule_set};
use crate::model::{About, Approval, Effective, Revision, Text, text};
use semver::Version;

/// Who stands behind a layer, with everything in it checked.
pub(super) fn about(written_layer: &WrittenLayer, composition: &Text, faults: &mut Faults) -> About {
    let Some(written) = written_layer.parts.iter().find_map(|part| part.document.about.as_ref()) else {
        return About::default();
    };
    if let Some(language) = &written.language {
        faults.form(language, "a language", Form::Language);
    }
    About {
        status: written.status.unwrap_or(About::default().status),
        publisher: written.publisher.as_ref().map(text),
        authors: texts(&written.authors),
        reviewers: texts(&written.reviewers),
        approvals: approvals(&written.approvals, written_layer, composition, faults),
        effective: effective(written.effective.as_ref(), faults),
        last_review: written.last_review.as_ref().and_then(|date| faults.date(date)),
        next_review: next_review(written, faults),
        jurisdictions: texts(&written.jurisdictions),
        audience: texts(&written.audience),
        populations: texts(&written.populations),
        settings: texts(&written.settings),
        language: written.language.as_ref().map(|language| text(&language.value)),
        license: written.license.as_ref().map(text),
        purpose: written.purpose.as_ref().map(text),
        limitations: texts(&written.limitations),
        changes: changes(&written.changes, written_layer.version.as_ref(), faults),
    }
}

fn texts(list: &[String]) -> Vec<Text> {
    list.iter().map(text).collect()
}

/// Approvals, of the layer or of all layers up to it, and a warning where what they approved is not what is here.
fn approvals(
    written: &[rule_set::Approval],
    written_layer: &WrittenLayer,
    composition: &Text,
    faults: &mut Faults,
) -> Vec<Approval> {
    let digest = &written_layer.digest();
    let approvals: Vec<Approval> = written
        .iter()
        .filter_map(|approval| {
            faults.digest(&approval.digest);
            Some(Approval {
                by: text(&approval.by),
                role: approval.role.as_ref().map(text),
                date: faults.date(&approval.date)?,
                digest: text(&approval.digest.value),
                current: [digest, composition].iter().any(|here| approval.digest.value == ***here),
                whole: approval.digest.value == **composition,
            })
        })
        .collect();
    let outdated = !faults.has_errors() && !approvals.iter().any(|approval| approval.current);
    if let Some(latest) = written.last().filter(|_| outdated) {
        let message = "this layer is not, or no longer, what was approved";
        let with_those_below =
            written_layer.extends().map(|_| format!(", or with all that is below it, `{composition}`"));
        let with_those_below = with_those_below.unwrap_or_default();
        let help = format!("have it approved as it is, with the digest `{digest}`{with_those_below}");
        faults.warning(Code::ChangedSinceApproval, latest.digest.origin, message, Some(help));
    }
    approvals
}

/// Is a layer in effect on a day, as far as what it says can be read?
pub(super) fn in_effect(written_layer: &WrittenLayer, day: Date) -> bool {
    let written =
        written_layer.parts.iter().find_map(|part| part.document.about.as_ref()?.effective.as_ref());
    let read = |date: Option<&At<String>>| date.and_then(|date| date.parse::<Date>().ok());
    written.is_none_or(|effective| {
        let (from, until) = (read(effective.from.as_ref()), read(effective.until.as_ref()));
        Effective { from, until }.covers(day)
    })
}

fn effective(written: Option<&rule_set::Effective>, faults: &mut Faults) -> Effective {
    let from = written.and_then(|effective| effective.from.as_ref());
    let until = written.and_then(|effective| effective.until.as_ref());
    let checked = Effective {
        from: from.and_then(|date| faults.date(date)),
        until: until.and_then(|date| faults.date(date)),
    };
    if let (Some(first), Some(last), Some(at)) = (checked.from, checked.until, until)
        && last < first
    {
        let message = format!("`until` is {last}, before `from`, {first}");
        faults.error(Code::BadDate, at.origin, message);
    }
    checked
}

fn next_review(written: &rule_set::About, faults: &mut Faults) -> Option<Date> {
    let at = written.next_review.as_ref()?;
    let next = faults.date(at)?;
    // What is no date at all has been reported where it was read.
    let last: Option<Date> = written.last_review.as_ref().and_then(|last| last.parse().ok());
    if let Some(last) = last.filter(|&last| next < last) {
        let message = format!("`next_review` is {next}, before `last_review`, {last}");
        faults.error(Code::BadDate, at.origin, message);
    }
    Some(next)
}

fn changes(list: &[rule_set::Change], here: Option<&Version>, faults: &mut Faults) -> Vec<Revision> {
    for change in list {
        let version = faults.version(&change.version);
        if let (Some(version), Some(here)) = (version, here)
            && version > *here
        {
            let message = format!("this speaks of version {version}, but this is version {here}");
            let help = Some("name a version up to this one, or raise `version`".into());
            faults.error_with_help(Code::BadVersion, change.version.origin, message, help);
        }
    }
    list.iter()
        .map(|change| Revision {
            version: text(&change.version.value),
            level: change.level,
            text: text(&change.text),
        })
        .collect()
}

impl Faults {
    fn date(&mut self, date: &At<String>) -> Option<Date> {
        date.parse().map_err(|bad: BadDate| self.error(Code::BadDate, date.origin, bad.to_string())).ok()
    }

    pub(super) fn digest(&mut self, digest: &At<String>) {
        let hexadecimal = |digits: &str| digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if !digest.strip_prefix("sha256:").is_some_and(hexadecimal) {
            let help = Some("write `sha256:` and 64 hexadecimal digits".into());
            self.error_with_help(Code::UnknownValue, digest.origin, "this is not a digest", help);
        }
    }
}
