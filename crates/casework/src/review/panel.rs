//! On the first page: the month that waits for its meeting.

use access::actor::HeldFor;
use access::{Action, Kind, Role, decide};
use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::model::{Month, Place};
use super::store;

/// From this day of a month on its meeting is offered; that of the month before is offered until then.
const FROM: i8 = 18;

/// The reviews that this person leads and that are not finished: those of the own classes and grades, and the school's
/// for who answers for it. None for others.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let today = cx.today();
    let this = Month::of(today);
    let month = if today.day() >= FROM { this } else { this.before() };
    let mut panel = Panel::new("reviews", cx.t("reviews-panel"));
    panel.words = cx.t("reviews-panel-words").to_owned();
    for place in led(cx) {
        let Some((facts, name)) = place.known(conn, cx.school(), cx).await? else { continue };
        if decide(&cx.actor, Action::Amend, Kind::Case, &facts).is_none() {
            continue;
        }
        let scope = access::scope(&cx.actor, Action::List, Kind::Case);
        let cases = store::cases(conn, &scope, place, (today, month.until(today))).await?.len();
        let there = store::lookup_of(conn, cx.school(), (&month.key(), &place.key())).await?;
        if cases == 0 || there.as_ref().is_some_and(|row| row.finish_id.is_some()) {
            continue;
        }
        let label =
            cx.tf("reviews-named", &[("month", (&month.words(cx)).into()), ("place", (&name).into())]);
        let mut row = Row::to(format!("/reviews?month={}", month.key()), label.clone());
        row.note = cx.tn("reviews-panel-cases", &i64::try_from(cases).unwrap_or(i64::MAX));
        panel.push(match there {
            Some(there) => row.with_page(
                cx.t("reviews-go-on"),
                cx.tx("reviews-go-on-named", &label),
                format!("/reviews/{}", there.id),
            ),
            None => {
                let words = (cx.t("reviews-begin"), cx.tx("reviews-begin-named", &label));
                row.with_post(words, "/reviews", vec![("month", month.key()), ("place", place.key())])
            }
        });
    }
    Ok(panel.unless_empty())
}

/// The places that the person's own roles are held for, each once.
fn led(cx: &Cx) -> Vec<Place> {
    let mut places = Vec::new();
    for held in &cx.actor.roles {
        let place = match (held.role, held.held_for) {
            (Role::Homeroom, HeldFor::Class(class)) => Place::Class(class),
            (Role::GradeLeader, HeldFor::Grade(grade)) => Place::Grade(grade),
            (Role::MoralEducation, HeldFor::School) => Place::School,
            _ => continue,
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
