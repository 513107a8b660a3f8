//! Texts that many values share.

use std::sync::Arc;

/// A text that many values share.
pub(crate) type Text = Arc<str>;

/// A text to be shared.
pub(crate) fn text(text: impl AsRef<str>) -> Text {
    text.as_ref().into()
}
