//! What is done with a kept paper: made, edited, computed anew. One transaction each.

use access::{Action, Kind, Permit};
use documents::model::{Block, Fact};
use kernel::PaperId;
use language::Lang;
use web::cx::Change;
use web::{Cx, Failure};

use super::{About, Body, KINDS, Paper, asked, compute, live, marked, record_of, store};
use crate::figures::queries::Lists;
use crate::figures::{self, Asked, Item};

/// A paper with the right to it and what it is about.
pub struct Found {
    /// The row.
    pub paper: Paper,
    /// The text.
    pub body: Body,
    /// The class and term.
    pub asked: Asked,
    /// The proof.
    pub permit: Permit,
}

/// The paper as it was kept, for a person who may do this with it.
///
/// # Errors
/// [`Failure::NotFound`] when there is none or the person may not know of it.
pub async fn find_kept(cx: &Cx, id: PaperId, action: Action) -> Result<Found, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let paper = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    let asked = asked(cx, &paper.about()).await?;
    let permit = cx.permit(action, paper.record(), &asked.facts(cx).by(paper.owner_id))?;
    let body = Body::open(cx, &paper)?;
    Ok(Found { paper, body, asked, permit })
}

/// The paper as the records have it today.
///
/// # Errors
/// Those of [`find_kept`].
pub async fn find(cx: &Cx, id: PaperId, action: Action) -> Result<Found, Failure> {
    let mut found = find_kept(cx, id, action).await?;
    found.body.written = live::of(cx, &found.paper, &found.asked).await?;
    Ok(found)
}

/// A number of a paper.
pub struct Cited {
    /// The paper.
    pub found: Found,
    /// What the paper says.
    pub fact: Fact,
    /// The query behind it.
    pub key: String,
    /// Whether the paper stands as it was kept.
    pub stands: bool,
}

/// The number with this mark; what the paper says of it follows the records until it stands.
///
/// # Errors
/// Those of [`find_kept`]; [`Failure::NotFound`] for a mark that is not there.
pub async fn find_fact(cx: &Cx, id: PaperId, mark: u32) -> Result<Cited, Failure> {
    let mut found = find_kept(cx, id, Action::Read).await?;
    if !found.body.written.keys.contains_key(&mark) {
        // The records brought it into the paper since somebody last changed that.
        found.body.written = live::of(cx, &found.paper, &found.asked).await?;
    }
    let written = &found.body.written;
    let key = written.keys.get(&mark).ok_or(Failure::NotFound)?.clone();
    let fact = written.document.facts.iter().find(|fact| fact.mark == mark);
    let mut fact = fact.ok_or(Failure::NotFound)?.clone();
    let lang = crate::prose::lang_of(&written.document);
    let maker = live::maker(cx, &found.paper, &found.asked, lang).await?;
    if let Some(maker) = &maker {
        let mut conn = maker.app.db.reader().await?;
        if let Some(items) = figures::list(&mut conn, maker, &found.asked, &key).await? {
            fact.value = total(lang, &key, &items);
            fact.as_of = maker.tx("papers-as-of", language::date(lang, found.asked.on));
        }
    }
    Ok(Cited { found, fact, key, stands: maker.is_none() })
}

/// The number that a list comes to, in the words of its fact.
#[must_use]
pub fn total(lang: Lang, key: &str, items: &[Item]) -> String {
    let sum = items.iter().map(|item| item.amount).sum::<i64>();
    if figures::lists(key) == Lists::Absences { crate::prose::days(lang, sum) } else { sum.to_string() }
}

/// Makes a paper and keeps it under this id; the same id sent twice is one paper.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not make one for this class.
pub async fn make(cx: &Cx, id: PaperId, about: &About) -> Result<(), Failure> {
    let (kind, asked) = (about.kind.as_str(), &asked(cx, about).await?);
    if !KINDS.contains(&kind) {
        return Err(Failure::BadRequest);
    }
    cx.permit(Action::Create, record_of(about.category), &asked.facts(cx))?;
    let owner_id = cx.staff()?;
    let owner = store::owner_name(&mut cx.app.db.reader().await?, cx.school(), owner_id).await?;
    let (mut written, _) = compute(cx, kind, asked, &owner).await?;
    written.count_marks(&format!("/papers/{id}"));
    let body = Body { written };
    let paper = Paper {
        id,
        kind: kind.to_owned(),
        owner_id,
        term_id: asked.term.id,
        class_id: about.class,
        grade: about.grade.filter(|_| about.class.is_none()),
        category: about.category.map(|category| category.code().to_owned()),
        body_cell: body.seal(cx, id)?,
        made_at: cx.app.clock.now(),
        edited_at: None,
        approved_at: None,
        row_version: 1,
    };
    let mut tx = cx.app.db.begin().await?;
    if store::insert(&mut tx, cx, &paper).await? == 1 {
        told(cx, &mut tx, "paper.made", id).await?;
    }
    Ok(tx.commit().await?)
}

async fn told(cx: &Cx, tx: &mut db::Tx, name: &str, id: PaperId) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Paper, subject: id.0, student: None, before: None, after: None };
    Ok(cx.event(tx, change).await?)
}

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Kept as typed.
    Whole,
    /// Kept without a number of the records, as she said.
    Without,
    /// A number of the records is no longer in it, and she has not said that this is meant: not kept.
    Missing(Vec<Gone>),
    /// Somebody else changed the paper meanwhile: not kept.
    Stale,
}

/// A number of the records that is no longer in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its words, as she saw them.
    pub words: String,
    /// What it counts.
    pub name: String,
}

/// What somebody typed.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The paragraph.
    pub part: String,
    /// Her words.
    pub text: String,
    /// The text that she was given; empty for that of today.
    pub shown: String,
    /// Whether numbers that are no longer there are meant to be gone.
    pub without: bool,
}

/// Puts the typed text into its paragraph.
///
/// # Errors
/// [`Failure::NotFound`] for a paragraph that is not there.
pub async fn edit(cx: &Cx, mut found: Found, typed: &Typed, version: i64) -> Result<Saved, Failure> {
    // Before her numbers are looked at: what somebody else changed or approved is not hers to save into.
    if found.paper.row_version != version || found.paper.approved_at.is_some() {
        return Ok(Saved::Stale);
    }
    let written = &mut found.body.written;
    let place = written.parts.iter().position(|part| part.key == typed.part).ok_or(Failure::NotFound)?;
    let block = written.document.blocks.get_mut(place).ok_or(Failure::NotFound)?;
    let (Block::Heading(_, spans) | Block::Paragraph(spans)) = block else { return Err(Failure::NotFound) };
    let today = marked::write(spans);
    let shown = if typed.shown.is_empty() { &today } else { &typed.shown };
    let edited = marked::read(&typed.text, shown, spans);
    if !edited.missing.is_empty() && !typed.without {
        return Ok(Saved::Missing(gone(&found, edited.missing)));
    }
    spans.clone_from(&edited.spans);
    if let Some(part) = written.parts.get_mut(place) {
        part.edited = true;
    }
    written.say_bare(&edited.spans);
    if !keep(cx, &found).await? {
        return Ok(Saved::Stale);
    }
    Ok(if edited.missing.is_empty() { Saved::Whole } else { Saved::Without })
}

fn gone(found: &Found, missing: Vec<(u32, String)>) -> Vec<Gone> {
    let facts = &found.body.written.document.facts;
    let name = |mark| facts.iter().find(|fact| fact.mark == mark).map(|fact| fact.name.clone());
    missing.into_iter().map(|(mark, words)| Gone { words, name: name(mark).unwrap_or_default() }).collect()
}

async fn keep(cx: &Cx, found: &Found) -> Result<bool, Failure> {
    let cell = found.body.seal(cx, found.paper.id)?;
    let mut tx = cx.app.db.begin().await?;
    if store::update(&mut tx, cx, &found.paper, &cell).await? != 1 {
        return Ok(false);
    }
    told(cx, &mut tx, "paper.edited", found.paper.id).await?;
    tx.commit().await?;
    Ok(true)
}

/// Says of a paragraph about one child that it may leave, or takes it out.
///
/// # Errors
/// [`Failure::NotFound`] for a paragraph that is not there, [`Failure::Stale`] when somebody else was faster.
pub async fn confirm(
    cx: &Cx,
    mut found: Found,
    (key, good): (&str, bool),
    version: i64,
) -> Result<(), Failure> {
    found.paper.row_version = version;
    let written = &mut found.body.written;
    let place = written.parts.iter().position(|part| part.key == key && part.unconfirmed);
    let place = place.ok_or(Failure::NotFound)?;
    if good {
        if let Some(part) = written.parts.get_mut(place) {
            part.unconfirmed = false;
            part.edited = true;
        }
    } else {
        written.parts.remove(place);
        written.document.blocks.remove(place);
        written.left_out.insert(key.to_owned());
    }
    if keep(cx, &found).await? { Ok(()) } else { Err(Failure::Stale) }
}

/// Approves a paper: its numbers and words stand until somebody takes that back.
///
/// # Errors
/// [`Failure::Stale`] when somebody else was faster.
pub async fn approve(cx: &Cx, mut found: Found, on: bool, version: i64) -> Result<(), Failure> {
    found.paper.row_version = version;
    let cell = found.body.seal(cx, found.paper.id)?;
    let mut tx = cx.app.db.begin().await?;
    // What the records say at this moment is what stands.
    if on && store::update(&mut tx, cx, &found.paper, &cell).await? == 1 {
        found.paper.row_version += 1;
    }
    if store::approve(&mut tx, cx, &found.paper, on).await? != 1 {
        return Err(Failure::Stale);
    }
    told(cx, &mut tx, if on { "paper.approved" } else { "paper.reopened" }, found.paper.id).await?;
    Ok(tx.commit().await?)
}

/// Gives up what somebody wrote in a paragraph: it says again what the records say.
///
/// # Errors
/// [`Failure::NotFound`] for a paragraph that is not there, [`Failure::Stale`] when somebody else was faster.
pub async fn renew(cx: &Cx, mut found: Found, key: &str, version: i64) -> Result<(), Failure> {
    found.paper.row_version = version;
    let part = found.body.written.parts.iter_mut().find(|part| part.key == key);
    part.ok_or(Failure::NotFound)?.edited = false;
    if keep(cx, &found).await? { Ok(()) } else { Err(Failure::Stale) }
}
