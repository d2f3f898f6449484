//! What this room keeps of a child, for two entries that turn out to be one (R5).

use db::Tx;
use futures_util::future::{BoxFuture, FutureExt};
use kernel::Fault;
use people::duplicate::{Joining, Keeps, Of, Table};

/// The room of papers: papers made for a child, and who stood in a table that was handed in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Handed;

const TABLES: &[Table] = &[
    Table::of("bundle_item"),
    Table::of("hand_in_row")
        .by("hand_in_id")
        .once(&["hand_in_id"], &[("hand_in_id", Of::Id), ("mark", Of::Bytes)])
        .unless("hand_in_row.mark is null and x.mark is not null"),
];

impl Keeps for Handed {
    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn settle<'a>(&'a self, _: &'a Joining<'a>, _: &'a mut Tx) -> BoxFuture<'a, Result<(), Fault>> {
        async { Ok(()) }.boxed()
    }
}
