//! Checks what a layer says of itself: dates, versions and approvals.

use super::layers::Stack;
use crate::date::{BadDate, Date};
use crate::diagnostic::{Code, Faults};
use crate::document::read::At;
use crate::model::About;
use crate::vocabulary::text;
use semver::Version;

/// What the library uses of `about`, with everything in it checked.
pub(super) fn about(stack: &Stack, faults: &mut Faults) -> About {
    let Some(about) = stack.parts.iter().find_map(|part| part.document.about.as_ref()) else {
        return About::default();
    };
    let effective = about.effective.as_ref();
    let from = effective.and_then(|effective| effective.from.as_ref());
    let until = effective.and_then(|effective| effective.until.as_ref());
    let checked = About {
        status: about.status,
        from: from.and_then(|date| faults.date(date)),
        until: until.and_then(|date| faults.date(date)),
        next_review: about.next_review.as_ref().and_then(|date| faults.date(date)),
        approved_digests: about.approvals.iter().map(|approval| text(&approval.digest.value)).collect(),
    };
    if let (Some(first), Some(last), Some(at)) = (checked.from, checked.until, until)
        && last < first
    {
        let message = format!("`until` is {last}, before `from`, {first}");
        faults.error(Code::BadDate, at.origin, message);
    }
    if let Some(date) = &about.last_review {
        faults.date(date);
    }
    for approval in &about.approvals {
        faults.date(&approval.date);
        faults.digest(&approval.digest);
    }
    for change in &about.changes {
        if Version::parse(&change.version).is_err() {
            let message = format!("`{}` is not a semantic version", change.version.value);
            faults.error(Code::BadVersion, change.version.origin, message);
        }
    }
    checked
}

impl Faults {
    fn date(&mut self, date: &At<String>) -> Option<Date> {
        date.parse().map_err(|bad: BadDate| self.error(Code::BadDate, date.origin, bad.to_string())).ok()
    }

    fn digest(&mut self, digest: &At<String>) {
        let hexadecimal = |digits: &str| digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if !digest.strip_prefix("sha256:").is_some_and(hexadecimal) {
            let help = Some("write `sha256:` and 64 hexadecimal digits".into());
            self.error_with_help(Code::UnknownValue, digest.origin, "this is not a digest", help);
        }
    }
}
