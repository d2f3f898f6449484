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
use web::panel::Panel;
use web::{Cx, Failure};

/// All panels that have something in them, in the order in which they stand.
pub(super) async fn all(conn: &mut Conn, cx: &Cx) -> Result<Vec<Panel>, Failure> {
    let mut panels = Vec::new();
    panels.extend(casework::danger::panel(conn, cx).await?);
    panels.extend(duties::spot_check::panel(conn, cx).await?);
    panels.extend(casework::birthday::panel(conn, cx).await?);
    panels.extend(casework::dropout::panel(conn, cx).await?);
    panels.extend(casework::tier::panel(conn, cx).await?);
    panels.extend(casework::review::panel(conn, cx).await?);
    panels.extend(casework::conference::panel(conn, cx).await?);
    panels.extend(casework::after_care::panel(conn, cx).await?);
    panels.extend(duties::quiet::panel(conn, cx).await?);
    panels.extend(noticing::census::panel(conn, cx).await?);
    panels.extend(casework::plan::approval::panel(conn, cx).await?);
    panels.extend(noticing::finding::panel(conn, cx).await?);
    panels.extend(people::import::panel(conn, cx).await?);
    panels.extend(people::duplicate::panel(conn, cx).await?);
    panels.extend(people::guardian::panel(conn, cx).await?);
    panels.extend(accounts::staff::panel(conn, cx).await?);
    Ok(panels)
}
