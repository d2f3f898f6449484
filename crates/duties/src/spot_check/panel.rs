//! What a spot check left to do, on the first page: for the teacher who answers for a case what was asked, for the
//! office what was answered, and then what nobody has looked at yet.

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
    let (mut asked, mut answered, mut unseen) = (Vec::new(), Vec::new(), Vec::new());
    for drawn in store::open(conn, &scope, cx.today(), office).await? {
        match drawn.stage() {
            Stage::Asked if drawn.responsible_id.is_some() && drawn.responsible_id == cx.actor.staff => {
                asked.push(drawn)
            }
            Stage::Answered if office => answered.push(drawn),
            Stage::Unseen if office => unseen.push(drawn),
            _ => {}
        }
    }
    panel.words = cx
        .t(if asked.is_empty() { "duties-spot-panel-office" } else { "duties-spot-panel-asked" })
        .to_owned();
    // A colleague waits for the second look; what nobody has read yet waits for nobody.
    asked.extend(answered);
    asked.extend(unseen);
    panel.waiting = asked.len();
    panel.rows.extend(asked.iter().take(LINES).map(|drawn| row(cx, drawn)));
    panel.more = office.then(|| ("/spot-checks".to_owned(), more(cx, panel.waiting - panel.rows.len())));
    Ok(panel.unless_empty())
}

/// The words of the way to all of it: how many more there are.
fn more(cx: &Cx, left: usize) -> String {
    match i64::try_from(left).unwrap_or(i64::MAX) {
        0 => cx.t("web-more").to_owned(),
        left => cx.tn("duties-spot-panel-more", &left),
    }
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
