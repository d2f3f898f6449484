//! Contact cards on which something is missing (F2), on the first page of whoever keeps them; first the children whose
//! family nobody could call.

use access::{Action, Kind};
use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::store::{self, Gap};

/// Lines on the first page.
const LINES: usize = 5;

/// The contact cards without a telephone, a guardian in law, or an address.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let scope = access::scope(&cx.actor, Action::Amend, Kind::Family);
    if scope.is_empty() {
        return Ok(None);
    }
    let gaps = store::gaps(conn, &scope, cx.today()).await?;
    let mut panel = Panel::new("contact-cards", cx.t("people-gaps-panel"));
    panel.words = cx.t("people-gaps-panel-words").to_owned();
    panel.waiting = gaps.len();
    panel.rows.extend(gaps.iter().take(LINES).map(|gap| row(cx, gap)));
    Ok(panel.unless_empty())
}

fn row(cx: &Cx, gap: &Gap) -> Row {
    let card = super::path(gap.student);
    let missing = [
        (gap.phone, "people-card-phone"),
        (gap.legal, "people-card-legal"),
        (gap.address, "people-card-address"),
    ];
    let missing: Vec<&str> =
        missing.iter().filter(|(there, _)| *there == 0).map(|(_, key)| cx.t(key)).collect();
    let note = cx.tx("people-gaps-panel-line", language::list(cx.lang(), &missing));
    let row = Row { place: cx.class_name(&gap.grade, &gap.number), note, ..Row::to(&card, &gap.name) };
    row.with_page(cx.t("people-gaps-panel-fill"), cx.tx("people-gaps-panel-fill-named", &gap.name), card)
}
