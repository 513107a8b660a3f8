//! The secret of a host, under which digests of situations tell nobody else anything.

use sha2::{Digest, Sha256};
use std::fmt;
use thiserror::Error;

/// A shorter key could be found by trying.
const LEAST_BYTES: usize = 16;

/// As many bytes as SHA-256 takes at once.
const BLOCK_BYTES: usize = 64;

// HMAC (RFC 2104) is two digests, each begun with the key in a block of its own; it stands here in these few lines, over
// `sha2`, because the `hmac` crate needs a newer Rust than the build for the web may have.

/// A secret of the host's own, for digests of situations that nobody can undo by trying who does not have it
/// ([`Situation::keyed_digest`](crate::Situation::keyed_digest)). Its `Debug` does not show it.
///
/// ```
/// use demeanor::guidance::DigestKey;
/// let key = DigestKey::new(&[7; 32])?; // from a source of randomness, kept where secrets are kept
/// assert_eq!(format!("{key:?}"), "DigestKey");
/// assert!(DigestKey::new(b"salt").is_err());
/// # Ok::<(), demeanor::diagnostic::ShortKey>(())
/// ```
#[derive(Clone)]
pub struct DigestKey {
    /// Begun with the key, for the text.
    pub(super) inner: Sha256,
    /// Begun with the key, for the digest of the text.
    pub(super) outer: Sha256,
}

/// A key that could be found by trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "a key of {bytes} bytes could be found by trying: take {LEAST_BYTES} at least, from a source of randomness"
)]
#[non_exhaustive]
pub struct ShortKey {
    /// How many bytes it has.
    pub bytes: usize,
}

impl DigestKey {
    /// A key of these bytes, which must not be a public text or number: 32 bytes from a source of randomness are a good key.
    ///
    /// # Errors
    /// Fewer than 16 bytes.
    pub fn new(bytes: &[u8]) -> Result<DigestKey, ShortKey> {
        if bytes.len() < LEAST_BYTES {
            return Err(ShortKey { bytes: bytes.len() });
        }
        // A key that is longer than a block stands for its digest.
        let digest = Sha256::digest(bytes);
        let key: &[u8] = if bytes.len() > BLOCK_BYTES { &digest } else { bytes };
        let begun = |pad: u8| {
            let filled = key.iter().copied().chain(std::iter::repeat(0)).take(BLOCK_BYTES);
            Sha256::new().chain_update(filled.map(|byte| byte ^ pad).collect::<Vec<u8>>())
        };
        Ok(DigestKey { inner: begun(0x36), outer: begun(0x5c) })
    }
}

impl fmt::Debug for DigestKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestKey")
    }
}
