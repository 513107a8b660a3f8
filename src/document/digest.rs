//! Digests of content: SHA-256, written `sha256:` and 64 hexadecimal digits.

use super::digest_key::DigestKey;
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
    written("sha256:", Sha256::digest(text.as_bytes()))
}

/// How a digest under a key begins.
pub(crate) const KEYED: &str = "hmac-sha256:";

/// The digest of a text under a key: HMAC-SHA-256 (RFC 2104), written `hmac-sha256:` and 64 hexadecimal digits.
pub(crate) fn keyed_digest(text: &str, key: &DigestKey) -> String {
    let inner = key.inner.clone().chain_update(text.as_bytes()).finalize();
    written(KEYED, key.outer.clone().chain_update(inner).finalize())
}

fn written(method: &str, digest: impl IntoIterator<Item = u8>) -> String {
    let digits = |byte: u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16));
    let hexadecimal = digest.into_iter().flat_map(digits).flatten();
    let mut digest = String::with_capacity(method.len() + 64);
    digest.push_str(method);
    digest.extend(hexadecimal);
    digest
}
