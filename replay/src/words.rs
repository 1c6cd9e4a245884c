//! Texts that live as long as the process, for reasons that were read from a file.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

static WORDS: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);

/// The same text for good. There are few reasons, so little is kept.
pub(crate) fn kept(text: &str) -> &'static str {
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = words.get(text) {
        return known;
    }
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    words.insert(text);
    text
}
