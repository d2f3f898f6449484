//! The contact card (F2): what the roster knows of the family, and who looks after the child while the family is away.

use access::{Action, Permit};
use askama::Template;
use axum::extract::Path;
use casework::companion::{self, LookingAfter};
use db::Conn;
use kernel::{Fault, StudentId};
use people::guardian;
use people::student::Student;
use web::{Cx, Failure, Fields, Look, Reply};

#[derive(Template)]
#[template(path = "student/looking_after.html")]
struct Beside<'a> {
    cx: &'a Look,
    people: &'a [LookingAfter],
}

/// `GET /students/{id}/contact-card`
pub async fn show(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    card(&cx, id, false).await
}

/// `POST /students/{id}/contact-card`: full numbers, with a reason, once.
pub async fn reveal(cx: Cx, Path(id): Path<StudentId>, form: Fields) -> Reply {
    if !guardian::is_reason(form.get("reason")) {
        return Err(Failure::BadRequest);
    }
    card(&cx, id, true).await
}

async fn card(cx: &Cx, id: StudentId, revealed: bool) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let action = if revealed { Action::Reveal } else { Action::Read };
    let opened = guardian::open(&mut conn, cx, id, action).await?;
    let beside = beside(&mut conn, cx, &opened.student).await?;
    drop(conn);
    guardian::card_page(cx, opened, revealed, beside).await
}

/// Who looks after the child for a time, and what was read for it.
async fn beside(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<(String, Vec<Permit>), Failure> {
    let Some((people, permit)) = companion::looking_after_child(conn, cx, student).await? else {
        return Ok((String::new(), Vec::new()));
    };
    let html = Beside { cx, people: &people }.render().map_err(|error| Fault::from("template", error))?;
    Ok((html, vec![permit]))
}
