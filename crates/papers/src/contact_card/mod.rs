//! The contact card (F2) as a form to print: the child, parents and their employers, the guardian's occupation, address,
//! telephone, health, age. What is missing is flagged, not left blank.

use access::{Action, Kind};
use axum::extract::Path;
use casework::companion::{self, LookingAfter};
use documents::model::{Block, Cell, Document, Form, FormRow, Layout, Span};
use kernel::StudentId;
use people::guardian::store as cards;
use people::guardian::{Card, Guardian};
use people::student::{self, Student};
use web::{Cx, Failure, Reply};

use crate::leaving::{self, Shape};
use crate::prose::document_lang;

/// `GET /students/{id}/contact-card.docx`
pub async fn word(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /students/{id}/contact-card.pdf`
pub async fn pdf(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

async fn leaves(cx: &Cx, id: StudentId, shape: Shape) -> Reply {
    let (document, name) = taken(cx, id).await?;
    let leaving = leaving::begin(cx, "contact-card", id.0, Some(id)).await?;
    leaving::file(document, &name, (leaving, shape)).await
}

/// The card with its name, its readings logged.
pub(crate) async fn taken(cx: &Cx, id: StudentId) -> Result<(Document, String), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let (student, identity) = student::find_for(&mut conn, cx, id, (Action::Export, Kind::Identity)).await?;
    let facts = student.facts(cx.school());
    let family = cx.permit(Action::Export, Kind::Family, &facts)?;
    let health = access::permit(&cx.actor, Action::Read, Kind::Health, &facts);
    let reveal =
        [Kind::Identity, Kind::Family].map(|kind| access::permit(&cx.actor, Action::Reveal, kind, &facts));
    let card = cards::card(&mut conn, &cx.app, (&identity, &family), health.as_ref(), cx.today()).await?;
    let number = card.child.id_number.as_deref().map(people::guardian::mask_id);
    let mut card = if reveal.iter().all(Option::is_some) { card } else { card.masked() };
    card.child.id_number = number;
    let (looking_after, case) = companion::looking_after_child(&mut conn, cx, &student).await?.unzip();
    drop(conn);
    let looking_after = looking_after.unwrap_or_default();
    let document = document(cx, &student, (&card, health.is_some()), &looking_after);
    let permits: Vec<_> = [identity, family]
        .into_iter()
        .chain(health)
        .chain(case)
        .chain(reveal.into_iter().flatten())
        .collect();
    cx.log_readings(&permits).await?;
    Ok((document, format!("{} {}", cx.t("papers-kind-contact-card"), student.name)))
}

/// Text, or what is missing.
fn or_missing(cx: &Cx, text: Option<&str>, key: &str) -> Cell {
    match text.filter(|text| !text.trim().is_empty()) {
        Some(text) => Cell::text(text),
        None => Cell::of(vec![Span::missing(cx.t(key))]),
    }
}

fn label(cx: &Cx, key: &str) -> Cell {
    Cell::label(cx.t(key))
}

/// A telephone number, a day, a class and a hidden identity number each stand on one line.
const COLUMNS: [u32; 6] = [12, 14, 12, 14, 8, 18];

fn document(
    cx: &Cx,
    student: &Student,
    (card, may_health): (&Card, bool),
    looking_after: &[LookingAfter],
) -> Document {
    let for_a_time = looking_after.iter().map(|one| row(for_a_time(cx, one))).collect();
    let rows =
        [child(cx, student, card, may_health), guardians(cx, card), for_a_time, vec![last(cx)]].concat();
    Document::plain(
        Layout::Form,
        cx.t("papers-kind-contact-card"),
        vec![Block::Form(Form { columns: COLUMNS.to_vec(), rows })],
        document_lang(cx.lang()),
    )
}

fn row(cells: Vec<Cell>) -> FormRow {
    FormRow { cells, lines: 1 }
}

fn child(cx: &Cx, student: &Student, card: &Card, may_health: bool) -> Vec<FormRow> {
    let born = student.born_on.map(|day| cx.day(&day));
    let age = student.age_on(cx.today()).map(|age| cx.tn("papers-age-years", &age));
    let class = student.class_words(&cx.look);
    let health = if may_health {
        or_missing(cx, card.child.health.as_deref(), "papers-miss-health")
    } else {
        Cell::of(vec![Span::missing(cx.t("papers-miss-by-hand"))])
    };
    vec![
        row(vec![
            label(cx, "papers-card-name"),
            Cell::text(&student.name),
            label(cx, "papers-card-sex"),
            Cell::text(cx.t(format!("terms-sex-{}", student.sex))),
            label(cx, "papers-card-age"),
            or_missing(cx, age.as_deref(), "papers-miss-born"),
        ]),
        row(vec![
            label(cx, "papers-card-born"),
            or_missing(cx, born.as_deref(), "papers-miss-born"),
            label(cx, "papers-card-class"),
            Cell::text(class),
            label(cx, "papers-card-id"),
            or_missing(cx, card.child.id_number.as_deref(), "papers-miss-id"),
        ]),
        row(vec![
            label(cx, "papers-card-phone"),
            or_missing(cx, card.child.phone.as_deref(), "papers-miss-phone"),
            label(cx, "papers-card-address"),
            or_missing(cx, card.child.address.as_deref(), "papers-miss-address").across(3),
        ]),
        FormRow { cells: vec![label(cx, "papers-card-health"), health.across(5)], lines: 2 },
    ]
}

fn guardians(cx: &Cx, card: &Card) -> Vec<FormRow> {
    let heads = ["papers-card-relation", "papers-card-name", "papers-card-phone", "papers-card-occupation"];
    let mut head: Vec<Cell> = heads.iter().map(|key| label(cx, key)).collect();
    head.push(label(cx, "papers-card-employer").across(2));
    let mut rows = vec![row(head)];
    rows.extend(card.guardians.iter().map(|guardian| row(guardian_cells(cx, guardian))));
    if card.guardians.is_empty() {
        rows.push(row(vec![Cell::of(vec![Span::missing(cx.t("papers-miss-guardian"))]).across(6)]));
    }
    rows
}

fn guardian_cells(cx: &Cx, guardian: &Guardian) -> Vec<Cell> {
    let relation = guardian.relation_words(&cx.look);
    let relation = if guardian.is_legal { cx.tx("papers-card-legal", &relation) } else { relation };
    let employer = match (&guardian.employer, &guardian.away_place) {
        (Some(employer), Some(place)) => Some(format!("{employer}{}", cx.tx("papers-card-away", place))),
        (None, Some(place)) => Some(cx.tx("papers-card-away", place)),
        (employer, None) => employer.clone(),
    };
    vec![
        Cell::text(relation),
        Cell::text(&guardian.name),
        or_missing(cx, guardian.phone.as_deref(), "papers-miss-phone"),
        or_missing(cx, guardian.occupation.as_deref(), "papers-miss-occupation"),
        or_missing(cx, employer.as_deref(), "papers-miss-employer").across(2),
    ]
}

/// Who looks after the child while the family is away, and until when.
fn for_a_time(cx: &Cx, one: &LookingAfter) -> Vec<Cell> {
    let until = one.until_on.map(|day| cx.tx("papers-card-until", cx.day(&day))).unwrap_or_default();
    vec![
        Cell::text(one.relation_words(&cx.look)),
        Cell::text(&one.name),
        or_missing(cx, one.phone.as_deref(), "papers-miss-phone"),
        Cell::text(until).across(3),
    ]
}

/// Room for the guardian's yearly confirmation (F2).
fn last(cx: &Cx) -> FormRow {
    FormRow { cells: vec![label(cx, "papers-card-confirmed"), Cell::text("").across(5)], lines: 2 }
}
