//! A paper as the records have it today: until somebody approves it, its numbers are counted anew whenever it is looked
//! at. What a person wrote stays; the numbers in it follow the records.

use std::collections::BTreeMap;

use access::Action;
use documents::model::{Block, Fact, Span};
use language::Lang;
use web::{Cx, Failure};

use super::{Body, Paper, compute, store};
use crate::figures::{self, Asked, Figures};
use crate::prose::{Said, Written, lang_of, worded, worked_out};

/// Whoever made a paper that follows the records: the numbers are those of that person's rights. `None` for a paper that
/// stands as it was kept: it is approved, its school year is over, or its maker may make it no longer.
///
/// # Errors
/// Those of the database.
pub(super) async fn maker(cx: &Cx, paper: &Paper, asked: &Asked, lang: Lang) -> Result<Option<Cx>, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let is_over = store::is_year_over(&mut conn, cx.school(), paper.term_id, cx.today()).await?;
    if paper.approved_at.is_some() || is_over {
        return Ok(None);
    }
    let actor = access::actor::find(&mut conn, cx.school(), paper.owner_id, cx.today()).await?;
    let may = access::decide(&actor, Action::Create, paper.record(), &asked.facts(cx)).is_some();
    Ok(may.then(|| Cx::at_the_machine(cx.app.clone(), actor, lang)))
}

/// The text of a paper.
///
/// # Errors
/// Those of the database; a fault when the kept text cannot be read.
pub(super) async fn of(cx: &Cx, paper: &Paper, asked: &Asked) -> Result<Written, Failure> {
    let old = Body::open(cx, paper)?.written;
    let Some(cx) = &maker(cx, paper, asked, lang_of(&old.document)).await? else { return Ok(old) };
    let owner = store::owner_name(&mut cx.app.db.reader().await?, cx.school(), paper.owner_id).await?;
    let (mut fresh, mut figures) = compute(cx, &paper.kind, asked, &owner).await?;
    count_missing(cx, asked, &old, &mut figures).await?;
    keep_marks(&old, &mut fresh, &format!("/papers/{}", paper.id));
    merge(&old, &mut fresh, &figures);
    Ok(fresh)
}

/// Counts what only a person's paragraph still speaks of.
async fn count_missing(cx: &Cx, asked: &Asked, old: &Written, figures: &mut Figures) -> Result<(), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let edited = old.parts.iter().zip(&old.document.blocks).filter(|(part, _)| part.edited);
    for mark in edited.flat_map(|(_, block)| marks(block)) {
        let Some(key) = old.keys.get(&mark).filter(|key| figures.get(key).is_none()) else { continue };
        if let Some(items) = figures::list(&mut conn, cx, asked, key).await? {
            figures.put(key, items.iter().map(|item| item.amount).sum());
        }
    }
    Ok(())
}

fn marks(block: &Block) -> Vec<u32> {
    let spans = crate::prose::runs(block).into_iter().flatten();
    let mark = |span: &Span| if let Span::Fact { mark, .. } = span { Some(*mark) } else { None };
    spans.filter_map(mark).collect()
}

/// Gives every query the mark that it had, so that an open form and a printed page speak of the same number; new ones
/// follow.
fn keep_marks(old: &Written, fresh: &mut Written, address: &str) {
    let known: BTreeMap<&String, u32> = old.keys.iter().map(|(mark, key)| (key, *mark)).collect();
    let mut next = old.keys.keys().max().copied().unwrap_or(0);
    let mut new_of = BTreeMap::new();
    for (mark, key) in &fresh.keys {
        let new = known.get(key).copied().unwrap_or_else(|| {
            next += 1;
            next
        });
        new_of.insert(*mark, new);
    }
    fresh.rename_marks(address, &|mark| new_of.get(&mark).copied());
}

/// Puts the paragraphs that a person wrote into the fresh paper, and takes out those that nobody wanted.
fn merge(old: &Written, fresh: &mut Written, figures: &Figures) {
    let mut after: Option<&str> = None;
    for (part, block) in old.parts.iter().zip(&old.document.blocks) {
        let there = fresh.parts.iter().position(|other| other.key == part.key);
        if part.edited {
            let block = counted_anew(block.clone(), old, fresh, figures);
            let place = there.unwrap_or_else(|| {
                let before = fresh.parts.iter().position(|other| Some(other.key.as_str()) == after);
                before.map_or(0, |place| place + 1)
            });
            if there.is_some() {
                fresh.parts.remove(place);
                fresh.document.blocks.remove(place);
            }
            fresh.parts.insert(place, part.clone());
            fresh.document.blocks.insert(place, block);
        }
        if there.is_some() || part.edited {
            after = Some(&part.key);
        }
    }
    while let Some(place) = fresh.parts.iter().position(|part| old.left_out.contains(&part.key)) {
        fresh.parts.remove(place);
        fresh.document.blocks.remove(place);
    }
    fresh.left_out.clone_from(&old.left_out);
    for (words, link) in &old.gaps {
        fresh.gaps.entry(words.clone()).or_insert_with(|| link.clone());
    }
}

/// A person's paragraph with the numbers of today; one whose way is not known stays as it was.
fn counted_anew(mut block: Block, old: &Written, fresh: &mut Written, figures: &Figures) -> Block {
    let lang = lang_of(&old.document);
    let (Block::Heading(_, spans) | Block::Paragraph(spans)) = &mut block else { return block };
    for span in spans {
        let Span::Fact { mark, text } = span else { continue };
        let Some(key) = old.keys.get(mark) else { continue };
        let said = old.said.iter().find(|said| said.key == *key && said.words == *text);
        let now = said.and_then(|said| Some((said, worded(lang, figures, key, &said.way)?)));
        if let Some((said, (value, words))) = now {
            text.clone_from(&words);
            fresh.said.push(Said { words, ..said.clone() });
            let how = worked_out(lang, figures, key, &said.way);
            rest_on(fresh, (*mark, key), old, Some((value, how)));
        } else {
            rest_on(fresh, (*mark, key), old, None);
        }
    }
    block
}

/// Lets the fresh paper know the fact of a person's paragraph, if no other paragraph speaks of it.
fn rest_on(
    fresh: &mut Written,
    (mark, key): (u32, &str),
    old: &Written,
    value: Option<(String, Option<String>)>,
) {
    if fresh.keys.contains_key(&mark) {
        return;
    }
    let as_of = fresh.document.facts.first().map(|fact| fact.as_of.clone());
    let Some(before) = old.document.facts.iter().find(|fact| fact.mark == mark) else { return };
    let fact = match value {
        Some((value, how)) => {
            Fact { value, how, as_of: as_of.unwrap_or_else(|| before.as_of.clone()), ..before.clone() }
        }
        None => before.clone(),
    };
    fresh.document.facts.push(fact);
    fresh.keys.insert(mark, key.to_owned());
}
