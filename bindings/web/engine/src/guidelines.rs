//! The guidelines that a host holds, each by a number.

use crate::calls::Refused;
use demeanor::{Document, Guideline};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Which guideline. A number is not given twice.
pub(crate) type Handle = usize;

/// A document as it is handed over.
#[derive(Deserialize, Serialize)]
pub struct Text {
    /// What it is called in diagnostics.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

thread_local! {
    static KEPT: RefCell<Vec<Option<Guideline>>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a guideline until it is dropped.
pub(crate) fn keep(guideline: Guideline) -> Handle {
    KEPT.with_borrow_mut(|kept| {
        kept.push(Some(guideline));
        kept.len() - 1
    })
}

/// A guideline that is kept.
pub(crate) fn get(handle: Handle) -> Result<Guideline, Refused> {
    KEPT.with_borrow(|kept| kept.get(handle).cloned().flatten())
        .ok_or_else(|| Refused::NoRequest("this guideline was let go".into()))
}

/// Lets a guideline go. Gives whether it was there.
pub(crate) fn drop(handle: Handle) -> bool {
    KEPT.with_borrow_mut(|kept| kept.get_mut(handle).and_then(Option::take)).is_some()
}

/// The documents that ship.
pub(crate) fn standard_documents() -> Vec<Text> {
    Document::standard().map(Text::from).collect()
}

impl From<Document> for Text {
    fn from(document: Document) -> Text {
        Text { name: document.name().into(), text: document.text().into() }
    }
}
