//! Messages asked for that are not there: shown, counted, remembered.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Distinct keys remembered; keys come from code, so a sane program never gets near it.
const REMEMBERED: usize = 1024;

static COUNT: AtomicU64 = AtomicU64::new(0);
static MARKERS: Mutex<BTreeMap<String, &'static str>> = Mutex::new(BTreeMap::new());

/// The visible `⟦key⟧`, made once per key and kept for the life of the program.
pub(crate) fn marker(key: &str) -> &'static str {
    COUNT.fetch_add(1, Ordering::Relaxed);
    let mut markers = MARKERS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(marker) = markers.get(key) {
        return marker;
    }
    if markers.len() >= REMEMBERED {
        return "⟦…⟧";
    }
    let marker: &'static str = Box::leak(format!("⟦{key}⟧").into_boxed_str());
    markers.insert(key.to_owned(), marker);
    marker
}

/// How many times a message could not be given whole since the program started. Healthy is 0.
#[must_use]
pub fn missing_count() -> u64 {
    COUNT.load(Ordering::Relaxed)
}

/// The keys behind [`missing_count`], in order, each once (at most 1,024).
#[must_use]
pub fn missing_keys() -> Vec<String> {
    MARKERS.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
}
