//! The form in which a plan is written: sections from the chosen templates, and measures to pick from the library. Two
//! people who write it both see what the other wrote (D6).

use std::collections::BTreeMap;

use access::{Action, Kind, Permit};
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::CaseId;
use noticing::word::Category;
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply};

use super::model::{Plan, PlanText};
use super::template::{SECTIONS, Section, Template};
use super::{pages, reading, uses};
use crate::case::reading as cases;
use crate::library::{self, Measure};
use crate::note::model::TEXT_LIMIT;
use crate::tried;
use crate::words::Choice;

#[derive(askama::Template)]
#[template(path = "plan/edit.html")]
struct Edit<'a> {
    cx: &'a Look,
    id: CaseId,
    student: &'a Student,
    fields: &'a Fields,
    version: i64,
    newer: Option<Plan>,
    templates: Vec<Choice>,
    sections: Vec<Section>,
    questions: Vec<&'static str>,
    measures: Vec<Offered>,
    shows_measures: bool,
}

/// A measure in the form, and how it went for similar children where that may be told.
struct Offered {
    picked: bool,
    measure: Measure,
    tried: Option<String>,
}

/// What the form needs to know of the case.
struct Ground {
    student: Student,
    plan: Option<Plan>,
    picked: Vec<String>,
    categories: Vec<Category>,
    measures: Vec<Measure>,
    tried: BTreeMap<String, String>,
    permits: Vec<Permit>,
}

async fn ground(conn: &mut Conn, cx: &Cx, id: CaseId) -> Result<Ground, Failure> {
    let (row, student, _) = cases::find(conn, cx, id, Action::Amend).await?;
    if !row.is_open {
        return Err(Failure::Stale);
    }
    let (findings, mut permits) = noticing::finding::current_of(conn, cx, &student, cx.today()).await?;
    permits.push(cx.permit(Action::Read, Kind::Case, &student.facts(cx.school()))?);
    let uses = uses::of_case(conn, cx, id).await?;
    let categories: Vec<Category> = findings.iter().map(|finding| finding.what.category).collect();
    Ok(Ground {
        plan: reading::of_case(conn, cx, id).await?,
        picked: uses.into_iter().filter(|one| one.until_on.is_none()).map(|one| one.measure).collect(),
        measures: library::all(conn, cx).await?,
        tried: tried::words(cx, &tried::similar(conn, cx, &student, &categories).await?),
        categories,
        student,
        permits,
    })
}

impl Ground {
    /// The templates that the child's categories suggest.
    fn suggested(&self) -> Vec<Template> {
        let mut all: Vec<Template> = self.categories.iter().copied().filter_map(Template::of).collect();
        all.sort();
        all.dedup();
        all
    }

    /// The form as it first opens: what stands, or a beginning from the templates.
    fn fresh(&self, cx: &Cx) -> Fields {
        let mut fields = Fields::default();
        let text = self.plan.as_ref().map(|plan| plan.text.clone()).unwrap_or_default();
        let templates = if text.templates.is_empty() { self.suggested() } else { text.templates.clone() };
        for template in &templates {
            fields.set("template", template.key());
        }
        for key in &self.picked {
            fields.set("pick", key.clone());
        }
        for (section, text) in &text.texts {
            fields.set(section, text.clone());
        }
        if self.plan.is_none() {
            begin(&mut fields, cx, &templates);
        }
        fields
    }

    /// The measures offered: those tried for similar children first, then those for the templates; those picked
    /// always.
    fn offered(&self, templates: &[Template], fields: &Fields) -> Vec<Offered> {
        let mut wanted: Vec<Category> = templates.iter().flat_map(|one| one.categories()).collect();
        if wanted.is_empty() {
            wanted = Category::ALL.to_vec();
        }
        let mark = |measure: &Measure| Offered {
            picked: fields.chose("pick", &measure.key),
            measure: measure.clone(),
            tried: self.tried.get(&measure.key).cloned(),
        };
        let all = self.measures.iter().map(mark);
        let suits = |one: &Offered| one.tried.is_some() || one.measure.suits(&wanted);
        let mut all: Vec<Offered> =
            all.filter(|one| one.picked || (!one.measure.is_hidden && suits(one))).collect();
        all.sort_by_key(|one| one.tried.is_none());
        all
    }
}

/// Puts the beginnings of the templates into sections in which nothing stands.
fn begin(fields: &mut Fields, cx: &Cx, templates: &[Template]) {
    for section in SECTIONS {
        let starts: Vec<&str> = templates.iter().filter_map(|one| one.start(cx, section.key)).collect();
        if fields.some(section.key).is_none() && !starts.is_empty() {
            // What stands first under a name is read first; a blank field was typed before.
            let rest = std::mem::take(fields);
            let mut pairs = vec![(section.key.to_owned(), starts.join("\n"))];
            pairs.extend(rest.pairs().to_vec());
            *fields = Fields::from(pairs);
        }
    }
}

impl Edit<'_> {
    /// Whether anything is told of similar children.
    fn shows_tried(&self) -> bool {
        self.measures.iter().any(|one| one.tried.is_some())
    }
}

/// `GET /cases/{id}/plan/edit`
pub async fn edit(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let ground = ground(&mut conn, &cx, id).await?;
    drop(conn);
    let version = ground.plan.as_ref().map_or(0, |plan| plan.version);
    let fields = ground.fresh(&cx);
    form(&cx, id, ground, (&fields, version, StatusCode::OK)).await
}

async fn form(
    cx: &Cx,
    id: CaseId,
    ground: Ground,
    (fields, version, status): (&Fields, i64, StatusCode),
) -> Reply {
    let templates = chosen(fields);
    let choice = |one: Template| Choice {
        value: one.key().to_owned(),
        label: one.word(cx).to_owned(),
        chosen: templates.contains(&one),
    };
    let typed = |one: &Section| one.stands_in(&templates) || fields.some(one.key).is_some();
    let template = Edit {
        cx,
        id,
        fields,
        version,
        templates: Template::ALL.into_iter().map(choice).collect(),
        sections: SECTIONS.into_iter().filter(typed).collect(),
        shows_measures: !templates.is_empty() || fields.some("pick").is_some(),
        questions: templates.iter().map(|one| one.questions(cx)).collect(),
        measures: ground.offered(&templates, fields),
        newer: ground.plan.filter(|_| status == StatusCode::CONFLICT),
        student: &ground.student,
    };
    cx.log_readings(&ground.permits).await?;
    page_with(cx, status, &template)
}

fn chosen(fields: &Fields) -> Vec<Template> {
    fields.all("template").into_iter().filter_map(Template::parse).collect()
}

/// `POST /cases/{id}/plan`: keeps the plan, or shows the form again with other templates and the words typed.
pub async fn update(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let version: i64 = fields.get("version").parse().map_err(|_| Failure::BadRequest)?;
    let mut conn = cx.app.db.reader().await?;
    let ground = ground(&mut conn, &cx, id).await?;
    drop(conn);
    if fields.get("act") == "templates" {
        let templates = chosen(&fields);
        begin(&mut fields, &cx, &templates);
        return form(&cx, id, ground, (&fields, version, StatusCode::OK)).await;
    }
    let picks: Vec<String> = fields.all("pick").into_iter().map(str::to_owned).collect();
    let text = read(&mut fields, &cx, &ground.measures);
    if !fields.is_right() {
        return form(&cx, id, ground, (&fields, version, StatusCode::UNPROCESSABLE_ENTITY)).await;
    }
    if let Some(done) = pages::write(&cx, id, version, (&text, Some(&picks))).await? {
        return Ok(done);
    }
    let mut conn = cx.app.db.reader().await?;
    let ground = self::ground(&mut conn, &cx, id).await?;
    drop(conn);
    let version = ground.plan.as_ref().map_or(0, |plan| plan.version);
    form(&cx, id, ground, (&fields, version, StatusCode::CONFLICT)).await
}

/// What was typed. Measures that were picked and not described stand in the plan by their names.
fn read(fields: &mut Fields, cx: &Cx, measures: &[Measure]) -> PlanText {
    let lang = cx.lang();
    let picked = measures.iter().filter(|one| fields.chose("pick", &one.key)).map(|one| one.name.as_str());
    let picked = picked.collect::<Vec<_>>().join("\n");
    let mut text = PlanText { templates: chosen(fields), texts: BTreeMap::new() };
    for section in SECTIONS {
        fields.at_most(lang, section.key, TEXT_LIMIT);
        text.set(section.key, fields.get(section.key));
    }
    if text.get("measures").is_empty() {
        text.set("measures", &picked);
    }
    for section in SECTIONS.iter().filter(|one| one.is_needed()) {
        if text.get(section.key).is_empty() {
            fields.refuse(lang, section.key, "web-error-required");
        }
    }
    text
}
