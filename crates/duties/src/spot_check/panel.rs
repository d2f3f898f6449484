//! What a spot check left to do, on the first page: for the teacher who answers for a case what was asked, for the
//! office what nobody has looked at yet and what was answered.

use access::{Action, Kind, scope};
use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::Stage;
use super::store::{self, Drawn};

/// Lines on the first page.
const LINES: usize = 5;

/// What waits for this person in the checks that are open; nothing for others.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let scope = scope(&cx.actor, Action::Amend, Kind::Duty);
    if scope.is_empty() {
        return Ok(None);
    }
    let office = cx.permit_school(Action::Amend, Kind::Duty).is_ok();
    let mut panel = Panel::new("spot-checks", cx.t("duties-spot"));
    let (mut asked, mut others) = (Vec::new(), Vec::new());
    for drawn in store::open(conn, &scope, cx.today(), office).await? {
        match drawn.stage() {
            Stage::Asked if drawn.responsible_id.is_some() && drawn.responsible_id == cx.actor.staff => {
                asked.push(drawn)
            }
            Stage::Unseen | Stage::Answered if office => others.push(drawn),
            _ => {}
        }
    }
    panel.words = cx
        .t(if asked.is_empty() { "duties-spot-panel-office" } else { "duties-spot-panel-asked" })
        .to_owned();
    asked.extend(others);
    panel.waiting = asked.len();
    panel.rows.extend(asked.iter().take(LINES).map(|drawn| row(cx, drawn)));
    panel.more = office.then(|| ("/spot-checks".to_owned(), cx.t("web-more").to_owned()));
    Ok(panel.unless_empty())
}

fn row(cx: &Cx, drawn: &Drawn) -> Row {
    let href = format!("/spot-checks/{}/cases/{}", drawn.check, drawn.case);
    let stage = drawn.stage();
    let place = match (&drawn.grade, &drawn.number) {
        (Some(grade), Some(number)) => cx.class_name(grade, number),
        _ => String::new(),
    };
    let due = drawn.due_on.filter(|_| stage == Stage::Asked);
    let note = due.map_or_else(
        || cx.t(stage.message_key()).to_owned(),
        |day| cx.tx("duties-spot-due", cx.short_day(&day)),
    );
    let row = Row { place, note, ..Row::to(&href, &drawn.name) };
    row.with_page(cx.t("duties-spot-look"), cx.tx("duties-spot-look-named", &drawn.name), href)
}
