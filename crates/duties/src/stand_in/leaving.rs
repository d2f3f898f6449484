//! Who stands in and leaves the school stands in no longer; whoever is away has the own duties back at once (M6). Somebody
//! who leaves while a colleague stands in is stood in for until the day that was said.

use db::Tx;
use futures_util::future::{BoxFuture, FutureExt};
use people::staff::leaving::{Farewell, Leaver};
use web::{Cx, Failure};

use super::{store, tell};

/// The stand-ins.
#[derive(Clone, Copy, Debug, Default)]
pub struct StandIns;

impl Farewell for StandIns {
    fn end<'a>(&'a self, cx: &'a Cx, tx: &'a mut Tx, who: Leaver) -> BoxFuture<'a, Result<(), Failure>> {
        async move {
            for id in store::of(tx, cx.school(), who.staff, who.last).await? {
                store::end(tx, cx.school(), id, who.last).await?;
                tell(tx, cx, "stand_in.ended", id.0, "").await?;
            }
            Ok(())
        }
        .boxed()
    }
}
