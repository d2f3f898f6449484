//! Somebody of the staff leaves the school. What he or she bore ends in every room on the same day and in the same
//! transaction; each room says what that is.

use std::sync::Arc;

use db::Tx;
use futures_util::future::BoxFuture;
use kernel::{Day, StaffId};
use web::{Cx, Failure};

/// Who leaves, and the last day.
#[derive(Clone, Copy, Debug)]
pub struct Leaver {
    /// Who.
    pub staff: StaffId,
    /// The last day on which he or she bore anything.
    pub last: Day,
}

/// A room in which staff bear something for a time.
pub trait Farewell: Send + Sync {
    /// Ends what this person bears in the room.
    fn end<'a>(&'a self, cx: &'a Cx, tx: &'a mut Tx, who: Leaver) -> BoxFuture<'a, Result<(), Failure>>;
}

/// All rooms in which staff bear something.
pub type Rooms = Arc<Vec<Box<dyn Farewell>>>;
