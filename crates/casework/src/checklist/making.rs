//! The form in which a checklist is made: for a class, or for children by name.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use db::Conn;
use kernel::{ClassId, StudentId, clock::days_after};
use people::student::{self, Student};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::model::{Checklist, ITEMS};
use super::{actions, reading};
use crate::words::Choice;

/// More children than these are not offered by name.
const BY_NAME: usize = 120;

/// Lists to begin with: their words are `checklists-preset-KEY` and `checklists-preset-KEY-items`, one item on a line.
const PRESETS: [&str; 3] = ["eight", "habits", "evening"];

#[derive(Template)]
#[template(path = "checklist/new.html")]
struct New<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    presets: Vec<(String, &'static str)>,
    classes: Vec<Choice>,
    children: Vec<Choice>,
}

/// `GET /checklists/new?preset=…&student=…`
pub async fn new(cx: Cx, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let mut fields = Fields::from(asked);
    let preset = PRESETS.into_iter().find(|key| *key == fields.get("preset")).unwrap_or("eight");
    fields.set("id", cx.uuid().to_string());
    fields.set("name", cx.t(format!("checklists-preset-{preset}")));
    fields.set("items", cx.t(format!("checklists-preset-{preset}-items")));
    fields.set("from_on", cx.today().to_string());
    fields.set("until_on", days_after(cx.today(), 27).to_string());
    form(&cx, &fields, StatusCode::OK).await
}

async fn form(cx: &Cx, fields: &Fields, status: StatusCode) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (classes, children) = whom(&mut conn, cx, fields).await?;
    drop(conn);
    if classes.is_empty() && children.is_empty() {
        return Err(Failure::NotFound);
    }
    let student = fields.some("student").map(|id| format!("&student={id}")).unwrap_or_default();
    let preset = |key: &str| {
        let href = format!("/checklists/new?preset={key}{student}");
        (href, cx.t(format!("checklists-preset-{key}")))
    };
    let presets = PRESETS.into_iter().map(preset).collect();
    page_with(cx, status, &New { cx, fields, presets, classes, children })
}

/// Whom this person can make a list for: classes that are wholly his or hers, and children.
async fn whom(conn: &mut Conn, cx: &Cx, fields: &Fields) -> Result<(Vec<Choice>, Vec<Choice>), Failure> {
    let scope = access::scope(&cx.actor, Action::Amend, Kind::Checklist);
    let wanted = student::store::Wanted { class: None, skip: 0, take: 5_000 };
    let all = student::store::list(conn, &scope, cx.today(), &wanted).await?;
    let mut classes: Vec<Choice> = Vec::new();
    for child in &all {
        let Some(class) = child.class_id else { continue };
        let value = class.to_string();
        let whole = access::decide(
            &cx.actor,
            Action::Amend,
            Kind::Checklist,
            &reading::of_class(cx, class, child.grade),
        );
        if whole.is_some() && classes.iter().all(|choice| choice.value != value) {
            let chosen = fields.chose("class", &value);
            classes.push(Choice { label: child.class_words(cx), chosen, value });
        }
    }
    let few = all.len() <= BY_NAME;
    let choice = |child: &Student| {
        let value = child.id.to_string();
        let chosen = fields.chose("student", &value);
        let label = if classes.len() == 1 { child.name.clone() } else { with_class(cx, child) };
        (few || chosen).then_some(Choice { value, label, chosen })
    };
    let children = all.iter().filter_map(choice).collect();
    Ok((classes, children))
}

fn with_class(cx: &Look, child: &Student) -> String {
    format!("{}{}", child.name, cx.tx("web-aside", child.class_words(cx)))
}

/// `POST /checklists`
pub async fn create(cx: Cx, mut fields: Fields) -> Reply {
    let Some((new, students)) = read(&mut fields, &cx) else {
        return form(&cx, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    actions::make(&cx, &new, &students).await?;
    see_with(&format!("/checklists/{}", new.id), "checklists-said-made")
}

fn read(fields: &mut Fields, cx: &Cx) -> Option<(Checklist, Vec<StudentId>)> {
    let lang = cx.lang();
    let name = fields.required(lang, "name");
    fields.at_most(lang, "name", 40);
    let typed = fields.required(lang, "items");
    let items: Vec<String> =
        typed.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    if items.len() > ITEMS || items.iter().any(|item| item.chars().count() > 40) {
        fields.refuse(lang, "items", "checklists-error-items");
    }
    let from_on = fields.day(lang, "from_on").unwrap_or_else(|| cx.today());
    let until_on = fields.day(lang, "until_on").unwrap_or_else(|| days_after(from_on, 27));
    if until_on < from_on || until_on > days_after(from_on, 400) {
        fields.refuse(lang, "until_on", "checklists-error-until");
    }
    let class: Option<ClassId> = fields.parse(lang, "class");
    let students: Vec<StudentId> = match class {
        Some(_) => Vec::new(),
        None => fields.all("student").into_iter().filter_map(|id| id.parse().ok()).collect(),
    };
    if class.is_none() && students.is_empty() {
        fields.refuse(lang, "class", "checklists-error-whom");
    }
    let id = fields.parse(lang, "id")?;
    fields.is_right().then_some((Checklist { id, class, name, items, from_on, until_on }, students))
}
