//! What an administrator should know of the accounts: roles that end soon, people who serve and cannot sign in.

use access::{Action, Kind};
use db::Conn;
use kernel::clock::days_after;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::store;

/// A role that ends within so many days is shown: two weeks are enough to ask and to prolong it.
const AHEAD: i64 = 14;

/// Lines on the first page.
const LINES: usize = 6;

/// Roles about to end, and people without an account.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    if cx.permit_school(Action::Amend, Kind::Staff).is_err() {
        return Ok(None);
    }
    let today = cx.today();
    let people = store::list(conn, cx.school(), today).await?;
    let mut panel = Panel::new("staff", cx.t("accounts-panel"));
    let soon = days_after(today, AHEAD);
    let roles = store::roles_today(conn, cx.school(), today).await?;
    for held in roles.iter().filter(|held| held.until_on <= soon) {
        let Some(person) = people.iter().find(|person| person.id == held.staff) else { continue };
        let role = cx.t(format!("web-role-{}", held.role));
        let note = cx.tf(
            "accounts-panel-role-ends",
            &[("role", role.into()), ("day", (&cx.day(&held.until_on)).into())],
        );
        panel.push(row(cx, person, note));
    }
    let without = people.iter().filter(|person| person.login.is_none() && person.left_on >= today);
    let without = without.filter(|person| roles.iter().any(|held| held.staff == person.id)).count();
    if without > 0 {
        let words = cx.tn("accounts-panel-no-account", &i64::try_from(without).unwrap_or(i64::MAX));
        panel.push(Row::to("/staff", words));
    }
    panel.rows.truncate(LINES);
    panel.more = (panel.waiting > LINES).then(|| ("/staff".to_owned(), cx.t("web-more").to_owned()));
    Ok(panel.unless_empty())
}

fn row(cx: &Cx, person: &store::Line, note: String) -> Row {
    let href = format!("/staff/{}", person.id);
    let label = cx.tx("accounts-panel-look-named", &person.name);
    Row { note, ..Row::to(&href, &person.name) }.with_page(cx.t("accounts-panel-look"), label, href)
}
