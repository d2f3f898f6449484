//! The panels of the first page, gathered from the rooms.
//!
//! To add one: in the room that knows the matter write
//!
//! ```ignore
//! /// Tier requests that wait for this person's answer; none for others.
//! pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
//!     let scope = access::scope(&cx.actor, Action::Amend, Kind::Case);
//!     if scope.is_empty() {
//!         return Ok(None);
//!     }
//!     let mut panel = Panel::new("tier-requests", cx.t("casework-tier-asked"));
//!     for asked in store::waiting(conn, &scope, cx.today()).await? {
//!         let row = Row::to(format!("/cases/{}", asked.case), asked.name);
//!         panel.push(row.with_page(cx.t("casework-tier-look"), cx.tx("casework-tier-look-named", &asked.name), href));
//!     }
//!     Ok(panel.unless_empty())
//! }
//! ```
//!
//! with [`web::panel::Panel`], asking the policy as every list does, and name it in one line below. The order of the
//! lines is the order on the page. What a panel shows of level 2 or above goes into `panel.permits`: the page logs
//! it before it leaves. A handful of rows at most; `waiting` counts all of them and `more` leads to the rest. Whatever
//! stands in `waiting` also counts in the morning's reminder, which says the number alone.

use db::Conn;
use db::together::FutureExt;
use db::together::try_join_all;
use web::panel::Panel;
use web::{Cx, Failure};

/// Asks all these panels together; each has a handle of its own on the connection.
macro_rules! together {
    ($conn:expr, $cx:expr, $($panel:path),+ $(,)?) => {
        try_join_all([$({
            let mut own = $conn.beside();
            async move { $panel(&mut own, $cx).await }.boxed()
        }),+])
    };
}

/// All panels that have something in them, in the order in which they stand.
pub(super) async fn all(conn: &mut Conn, cx: &Cx) -> Result<Vec<Panel>, Failure> {
    let panels = together!(
        conn,
        cx,
        casework::danger::panel,
        duties::spot_check::panel,
        casework::birthday::panel,
        casework::dropout::panel,
        casework::tier::panel,
        casework::tier::renewal_panel,
        casework::review::panel,
        casework::conference::panel,
        casework::after_care::panel,
        duties::quiet::panel,
        noticing::census::panel,
        casework::plan::approval::panel,
        noticing::finding::panel,
        noticing::finding::aid::panel,
        people::import::panel,
        people::duplicate::panel,
        people::guardian::panel,
        accounts::staff::panel,
    );
    Ok(panels.await?.into_iter().flatten().collect())
}
