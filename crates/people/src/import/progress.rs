//! How far an import is, for the bar on the page. Kept in memory: after a restart the database alone says what happened.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use kernel::{ImportId, SchoolId};

use super::Told;

/// How far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many of so many rows.
    Running(usize, usize),
    /// It went wrong, and nothing was written.
    Failed(Told),
}

static ALL: LazyLock<Mutex<HashMap<(SchoolId, ImportId), Progress>>> = LazyLock::new(Mutex::default);

/// How far this import is, if it runs.
pub fn get(school: SchoolId, id: ImportId) -> Option<Progress> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner).get(&(school, id)).cloned()
}

/// Begins. False when it runs already.
pub fn begin(school: SchoolId, id: ImportId, of: usize) -> bool {
    let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    if matches!(all.get(&(school, id)), Some(Progress::Running(..))) {
        return false;
    }
    all.insert((school, id), Progress::Running(0, of));
    true
}

/// Says how far it is, where somebody watches.
pub fn set(school: SchoolId, id: ImportId, done: usize) {
    if let Some(Progress::Running(now, _)) =
        ALL.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&(school, id))
    {
        *now = done;
    }
}

/// Ends well.
pub fn done(school: SchoolId, id: ImportId) {
    ALL.lock().unwrap_or_else(PoisonError::into_inner).remove(&(school, id));
}

/// Ends badly.
pub fn failed(school: SchoolId, id: ImportId, why: Told) {
    ALL.lock().unwrap_or_else(PoisonError::into_inner).insert((school, id), Progress::Failed(why));
}
