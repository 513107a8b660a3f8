//! Digests of content: SHA-256, written `sha256:` and 64 hexadecimal digits.

use sha2::{Digest, Sha256};

/// The digest of a text.
pub(crate) fn digest(text: &str) -> String {
    let digits = |byte: u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16));
    let hexadecimal = Sha256::digest(text.as_bytes()).into_iter().flat_map(digits).flatten();
    let mut digest = String::with_capacity(71);
    digest.push_str("sha256:");
    digest.extend(hexadecimal);
    digest
}
