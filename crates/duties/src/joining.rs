//! What this room keeps of a child, for two entries that turn out to be one (R5).

use db::Tx;
use futures_util::future::{BoxFuture, FutureExt};
use kernel::Fault;
use people::duplicate::{Joining, Keeps, Table};

/// The room of duties: what is due is computed, so only excuses and what spot checks saw are kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct Owed;

const TABLES: &[Table] =
    &[Table::of("excuse"), Table::of("spot_check_case").by("case_id"), Table::of("spot_finding")];

impl Keeps for Owed {
    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn settle<'a>(&'a self, _: &'a Joining<'a>, _: &'a mut Tx) -> BoxFuture<'a, Result<(), Fault>> {
        async { Ok(()) }.boxed()
    }
}
