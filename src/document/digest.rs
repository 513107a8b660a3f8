//! Digests of content: SHA-256, written `sha256:` and 64 hexadecimal digits.

use super::json::Node;
use sha2::{Digest, Sha256};

/// What no digest is of: approvals, so that approving changes nothing that was approved; and cases, which decide nothing,
/// so that a layer is the same with them and without.
const NOT_DIGESTED: &[&[&str]] = &[&["about", "approvals"], &["cases"]];

/// The digest of what decides in a rule-set document; nothing where it holds nothing else.
pub(crate) fn content_digest(document: &Node) -> Option<String> {
    document.keys().any(decides).then(|| digest(&document.canonical(NOT_DIGESTED)))
}

/// A document that has no other field but these decides nothing, and counts in no digest.
fn decides(field: &str) -> bool {
    !["format", "id", "version", "title", "cases"].contains(&field)
}

/// The digest of a text.
pub(crate) fn digest(text: &str) -> String {
    let digits = |byte: u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16));
    let hexadecimal = Sha256::digest(text.as_bytes()).into_iter().flat_map(digits).flatten();
    let mut digest = String::with_capacity(71);
    digest.push_str("sha256:");
    digest.extend(hexadecimal);
    digest
}
