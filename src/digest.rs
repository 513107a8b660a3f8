//! Digests of content: SHA-256, written `sha256:` and 64 hexadecimal digits.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The digest of a text.
pub(crate) fn digest(text: &str) -> String {
    let mut written = String::from("sha256:");
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(written, "{byte:02x}");
    }
    written
}
