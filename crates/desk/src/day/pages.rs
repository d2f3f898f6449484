//! The first page of everybody.

use access::{Action, Kind, scope};
use askama::Template;
use db::Conn;
use db::together::try_join;
use duties::day::{DayView, Standing, view};
use web::panel::{Panel, To, URGENT};
use web::{Cx, Failure, Look, Reply, page};

use super::panels;

#[derive(Template)]
#[template(path = "day/index.html")]
struct Index<'a> {
    cx: &'a Look,
    view: &'a DayView,
    now: String,
    later: String,
    urgent: &'a [Panel],
    panels: &'a [Panel],
    greeting: String,
    may_rule: bool,
    may_census: bool,
    may_note: bool,
}

#[derive(Template)]
#[template(path = "day/other.html")]
struct Other<'a> {
    cx: &'a Look,
    panels: &'a [Panel],
    greeting: String,
    /// Whom the person will stand in for, as HTML.
    stand_ins: String,
    nothing: Option<&'static str>,
}

/// `GET /`: my day, for those who may have duties; panels and ways for the others.
pub async fn index(cx: Cx) -> Reply {
    let hour = cx.app.clock.now().local().hour();
    let greeting = greeting(&cx, hour);
    let mut conn = cx.app.db.reader().await?;
    let permits =
        |panels: &[Panel]| panels.iter().flat_map(|panel| panel.permits.clone()).collect::<Vec<_>>();
    if scope(&cx.actor, Action::List, Kind::Duty).is_empty() {
        let panels = panels::all(&mut conn, &cx).await?;
        let nothing = nothing(&mut conn, &cx).await?;
        let notices = duties::stand_in::notices(&mut conn, &cx).await?;
        let stand_ins = duties::stand_in::html(&cx, &notices)?;
        drop(conn);
        cx.log_readings(&permits(&panels)).await?;
        return page(&cx, &Other { cx: &cx, panels: &panels, greeting, stand_ins, nothing });
    }
    let mut own = conn.beside();
    let (panels, view) = try_join(panels::all(&mut conn, &cx), view(&mut own, &cx)).await?;
    drop((conn, own));
    let mut permits = permits(&panels);
    permits.extend(view.permits.iter().cloned());
    cx.log_readings(&permits).await?;
    let may_rule = cx.permit_school(Action::Create, Kind::Rules).is_ok();
    let may_census = !scope(&cx.actor, Action::List, Kind::Census).is_empty();
    let may_note = !scope(&cx.actor, Action::Create, Kind::Note).is_empty();
    let (now, later) = view.html(&cx)?;
    // What speaks of danger stands before everything else.
    let (urgent, panels): (Vec<_>, Vec<_>) = panels.into_iter().partition(|panel| panel.id == URGENT);
    let (urgent, panels) = (urgent.as_slice(), panels.as_slice());
    let index =
        Index { cx: &cx, view: &view, now, later, urgent, panels, greeting, may_rule, may_census, may_note };
    page(&cx, &index)
}

/// Why this person can see nothing at all, if so.
async fn nothing(conn: &mut Conn, cx: &Cx) -> Result<Option<&'static str>, Failure> {
    if !cx.actor.roles.is_empty() {
        return Ok(None);
    }
    let clashes = access::alone::clashes(conn, cx.school(), cx.staff()?, cx.today()).await?;
    Ok(Some(cx.t(if clashes { "desk-day-clash" } else { "desk-day-no-role" })))
}

fn greeting(cx: &Look, hour: i8) -> String {
    let key = match hour {
        5..=10 => "duties-day-morning",
        11..=13 => "duties-day-noon",
        14..=17 => "duties-day-afternoon",
        _ => "duties-day-evening",
    };
    cx.tx(key, cx.who().map_or("", |who| &who.name))
}
