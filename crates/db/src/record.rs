//! Which statements a page runs, for the programs that measure: only with the feature `record`, and only while asked.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::Value;

static ON: AtomicBool = AtomicBool::new(false);
static STEPS: Mutex<Vec<Step>> = Mutex::new(Vec::new());

/// One thing asked of the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A connection for reading was taken.
    Reader,
    /// A transaction was begun.
    Begin,
    /// It was committed.
    Commit,
    /// A statement whose rows were read.
    Rows(String, Vec<Value<'static>>),
    /// A statement that changes.
    Run(String, Vec<Value<'static>>),
}

/// Begins to record what the whole process asks.
pub fn start() {
    STEPS.lock().unwrap_or_else(PoisonError::into_inner).clear();
    ON.store(true, Ordering::SeqCst);
}

/// Ends it; returns what was asked, in order.
#[must_use]
pub fn stop() -> Vec<Step> {
    ON.store(false, Ordering::SeqCst);
    std::mem::take(&mut *STEPS.lock().unwrap_or_else(PoisonError::into_inner))
}

pub(crate) fn note(step: impl FnOnce() -> Step) {
    if ON.load(Ordering::Relaxed) {
        STEPS.lock().unwrap_or_else(PoisonError::into_inner).push(step());
    }
}

pub(crate) fn owned(args: &[Value<'_>]) -> Vec<Value<'static>> {
    args.iter().map(|value| value.clone().into_owned()).collect()
}
