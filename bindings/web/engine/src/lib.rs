//! The engine of demeanor for JavaScript: requests and answers are JSON texts in the memory of this module.
//!
//! The whole interface is five functions, which [`module!`] exports: [`room`] makes room for a request, [`call`] answers it,
//! [`free`] gives room back, [`stopped`] and [`stopped_length`] say why the module has stopped. It imports nothing: no clock,
//! no input or output, no randomness. What a request can be stands in `calls`.

mod calls;
mod guidelines;
mod interview;

pub use calls::{Answer, Asked, Refused, answer, documents, json};
pub use guidelines::Text;

use std::cell::RefCell;
use std::sync::Once;

thread_local! {
    /// What a panic said. The module has no threads, so there is one of it.
    static STOPPED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Whether what a panic says is heard already.
static HEARD: Once = Once::new();

/// An answer begins with its length and its kind, each of four bytes.
const HEAD: usize = 8;

/// Room for so many bytes, to be given back by [`free`].
#[must_use]
pub fn room(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Gives room back.
///
/// # Safety
/// The two come from one call of [`room`], or from an answer (its length with the eight bytes before it), and are given back once.
pub unsafe fn free(room: *mut u8, length: usize) {
    // SAFETY: a boxed slice of that length was given away at that address, as the caller promises.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(room, length)) });
}

/// Answers a request as `answer` does, and takes its room back. The answer: the length of its text, its kind (0 what was asked for, 1 refused:
/// diagnostics, 2 no such request: a sentence), and the text, all in one room.
///
/// # Safety
/// The two come from one call of [`room`], all of it written; the room is not used afterwards.
#[must_use]
pub unsafe fn call(request: *mut u8, length: usize, answer: fn(&Asked<'_>) -> Answer) -> *mut u8 {
    HEARD.call_once(|| {
        std::panic::set_hook(Box::new(|info| STOPPED.with_borrow_mut(|said| *said = info.to_string())));
    });
    // SAFETY: a boxed slice of that length was given away at that address, as the caller promises.
    let request = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(request, length)) };
    let answered = calls::read(&request).and_then(|asked| answer(&asked));
    let (kind, text) = match answered {
        Ok(text) => (0_u32, text),
        Err(Refused::Rejected(diagnostics)) => (1, diagnostics),
        Err(Refused::NoRequest(sentence)) => (2, sentence),
    };
    let mut answer = Vec::with_capacity(HEAD + text.len());
    // A text is shorter than memory, which has 2^32 bytes.
    answer.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
    answer.extend(kind.to_le_bytes());
    answer.extend(text.into_bytes());
    Box::into_raw(answer.into_boxed_slice()).cast()
}

/// Why the module has stopped, as an answer is given: after a trap it can still be read. Empty where nobody said.
#[must_use]
pub fn stopped() -> *const u8 {
    STOPPED.with(|said| said.try_borrow().map_or(std::ptr::null(), |said| said.as_ptr()))
}

/// The length of what [`stopped`] says.
#[must_use]
pub fn stopped_length() -> usize {
    STOPPED.with(|said| said.try_borrow().map_or(0, |said| said.len()))
}

/// Exports the interface of a module that answers with a function.
#[macro_export]
macro_rules! module {
    ($answer:path) => {
        #[unsafe(no_mangle)]
        extern "C" fn room(length: usize) -> *mut u8 {
            $crate::room(length)
        }

        #[unsafe(no_mangle)]
        unsafe extern "C" fn free(room: *mut u8, length: usize) {
            // SAFETY: the host promises what that function asks for.
            unsafe { $crate::free(room, length) }
        }

        #[unsafe(no_mangle)]
        unsafe extern "C" fn call(request: *mut u8, length: usize) -> *mut u8 {
            // SAFETY: the host promises what that function asks for.
            unsafe { $crate::call(request, length, $answer) }
        }

        #[unsafe(no_mangle)]
        extern "C" fn stopped() -> *const u8 {
            $crate::stopped()
        }

        #[unsafe(no_mangle)]
        extern "C" fn stopped_length() -> usize {
            $crate::stopped_length()
        }
    };
}
