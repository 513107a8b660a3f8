//! The secret of a host, under which digests of situations tell nobody else anything.

use hmac::{Hmac, KeyInit};
use sha2::Sha256;
use std::fmt;
use thiserror::Error;

/// A shorter key could be found by trying.
const LEAST_BYTES: usize = 16;

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
pub struct DigestKey(pub(super) Hmac<Sha256>);

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
    /// A key of these bytes, which no public text or number may be: 32 from a source of randomness are a good key.
    ///
    /// # Errors
    /// Fewer than 16 bytes.
    pub fn new(bytes: &[u8]) -> Result<DigestKey, ShortKey> {
        let short = ShortKey { bytes: bytes.len() };
        if bytes.len() < LEAST_BYTES {
            return Err(short);
        }
        Hmac::new_from_slice(bytes).map(DigestKey).map_err(|_| short)
    }
}

impl fmt::Debug for DigestKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DigestKey")
    }
}
