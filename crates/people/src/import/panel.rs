//! Files that were read and wait for a second click, on the first page of whoever brings them in.

use access::Action;
use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::What;
use super::actions::permit;
use super::store::{self, Import};

/// How many of the newest files are looked at.
const NEWEST: i64 = 20;

/// The files that nobody has applied or dropped yet, with the rows that a person must judge.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let open: Vec<What> =
        What::ALL.into_iter().filter(|what| permit(cx, *what, Action::List).is_ok()).collect();
    if open.is_empty() {
        return Ok(None);
    }
    let mut panel = Panel::new("imports", cx.t("imports-panel"));
    panel.words = cx.t("imports-panel-words").to_owned();
    let files = store::list(conn, cx.school(), NEWEST).await?;
    let waits = |file: &&Import| open.contains(&file.what) && super::actions::waits(file);
    for file in files.iter().filter(waits) {
        panel.push(row(cx, file));
    }
    Ok(panel.unless_empty())
}

fn row(cx: &Cx, file: &Import) -> Row {
    let href = format!("/imports/{}", file.id);
    let name = cx.t(format!("imports-kind-{}", file.what.key()));
    let args = [
        ("doubtful", file.counts.doubtful.into()),
        ("new", file.counts.new.into()),
        ("changed", file.counts.changed.into()),
    ];
    let row = Row {
        place: cx.moment(&file.read_at),
        note: cx.tf("imports-panel-line", &args),
        ..Row::to(&href, name)
    };
    row.with_page(cx.t("imports-panel-look"), cx.tx("imports-panel-look-named", name), href)
}
