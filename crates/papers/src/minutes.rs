//! The minutes of a monthly review (V1): written by the decisions, from what the finished month kept. Only the children
//! whose case the reader may take out stand in them.

use access::{Action, Kind};
use axum::extract::Path;
use casework::review::model::{Kept, Settled, Task};
use casework::review::{self, ReviewView, words};
use documents::model::{Block, Document, Layout, Level, Signature, Span};
use kernel::ReviewId;
use language::Arg;
use web::{Cx, Failure, Reply, page};

use crate::leaving::{self, Shape};
use crate::paper::pages::{Files, Print};
use crate::prose::document_lang;

/// `GET /reviews/{id}/minutes.docx`
pub async fn word(cx: Cx, Path(id): Path<ReviewId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /reviews/{id}/minutes.pdf`
pub async fn pdf(cx: Cx, Path(id): Path<ReviewId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

async fn leaves(cx: &Cx, id: ReviewId, shape: Shape) -> Reply {
    let document = made(cx, id).await?;
    let leaving = leaving::begin(cx, "minutes", id.0, None).await?;
    let name = document.title.clone();
    leaving::file(document, &name, (leaving, shape)).await
}

/// `GET /reviews/{id}/minutes`
pub async fn print(cx: Cx, Path(id): Path<ReviewId>) -> Reply {
    let document = made(&cx, id).await?;
    let leaving = leaving::begin(&cx, "minutes", id.0, None).await?;
    let title = document.title.clone();
    let printed = leaving::printed(document).await?;
    let back = format!("/reviews/{id}");
    let files = Files::beside(&format!("{back}/minutes"));
    page(&cx, &Print { cx: &cx, title, printed, line: leaving.line, back, files })
}

/// The document; the readings are in the log when it is returned.
async fn made(cx: &Cx, id: ReviewId) -> Result<Document, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let review = review::find(&mut conn, cx, id).await?;
    let finish = review.finished().ok_or(Failure::NotFound)?;
    let (all, mut permits) = review::kept(&mut conn, cx, finish.id).await?;
    let mut kept = Vec::new();
    for one in all {
        let student = people::student::store::lookup(&mut conn, cx.school(), one.student, cx.today()).await?;
        let facts = student.ok_or(Failure::NotFound)?.facts(cx.school());
        if let Some(permit) = access::permit(&cx.actor, Action::Export, Kind::Case, &facts) {
            permits.push(permit);
            kept.push(one);
        }
    }
    drop(conn);
    if kept.is_empty() {
        return Err(Failure::NotFound);
    }
    permits.retain(|permit| kept.iter().any(|one| permit.student() == Some(one.student)));
    cx.log_readings(&permits).await?;
    Ok(document(cx, &review, &kept))
}

fn document(cx: &Cx, review: &ReviewView, kept: &[Kept]) -> Document {
    let month = review.month.words(cx);
    let title =
        cx.tf("papers-minutes-title", &[("place", (&review.name).into()), ("month", (&month).into())]);
    let mut blocks = meeting(cx, review, kept);
    blocks.push(Block::Heading(Level::One, vec![Span::text(cx.t("papers-minutes-children"))]));
    blocks.extend(kept.iter().flat_map(|one| child(cx, one)));
    let date = cx.day(&review.finished().map_or(review.held_on, |finish| finish.on));
    Document {
        layout: Layout::Official,
        title,
        number: None,
        to: None,
        blocks,
        signature: Some(Signature { org: cx.school_name().to_owned(), date }),
        facts: Vec::new(),
        lang: document_lang(cx.lang()),
    }
}

fn line(text: String) -> Block {
    Block::Paragraph(vec![Span::text(text)])
}

fn meeting(cx: &Cx, review: &ReviewView, kept: &[Kept]) -> Vec<Block> {
    let names: Vec<&str> = review.present.iter().map(|(_, name)| name.as_str()).collect();
    let done = kept.iter().filter(|one| one.settled.is_some()).count();
    let mut lines = vec![
        cx.tx("papers-minutes-time", cx.day(&review.held_on)),
        cx.tx("papers-minutes-chair", &review.chair.1),
        cx.tx("papers-minutes-present", language::list(cx.lang(), &names)),
    ];
    lines.extend(review.others.as_ref().map(|others| cx.tx("papers-minutes-others", others)));
    lines.push(cx.tf("papers-minutes-count", &[("n", kept.len().into()), ("done", done.into())]));
    lines.into_iter().map(line).collect()
}

/// One child: strengths and own words first, then what was done and moved, then the decision.
fn child(cx: &Cx, kept: &Kept) -> Vec<Block> {
    let head = format!("{} {}", kept.name, kept.place(cx));
    let mut blocks = vec![Block::Heading(Level::Two, vec![Span::text(head.trim())])];
    let strengths = kept.figures.strengths.iter().map(|one| cx.tx("papers-minutes-strength", one));
    let told = words::lines(cx, &kept.figures);
    let told = told
        .into_iter()
        .map(|(key, sentences)| format!("{}{}{}", cx.t(key), colon(cx), joined(cx, &sentences)))
        .map(|words| if words.ends_with(ENDS) { words } else { format!("{words}{}", stop(cx)) });
    let lines = strengths.chain(words::said(cx, &kept.figures)).chain(told);
    blocks.extend(lines.map(line));
    blocks.extend(match &kept.settled {
        Some(settled) => decision(cx, settled),
        None => vec![line(cx.t("papers-minutes-not-discussed").to_owned())],
    });
    blocks
}

/// What ends a sentence, also when a person typed it.
const ENDS: [char; 8] = ['。', '！', '？', '…', '.', '!', '?', '”'];

fn stop(cx: &Cx) -> char {
    if cx.lang() == language::Lang::En { '.' } else { '。' }
}

fn semicolon(cx: &Cx) -> &'static str {
    if cx.lang() == language::Lang::En { "; " } else { "；" }
}

/// Several sentences in one line: what a person ended with a full stop goes on after it, everything else after a semicolon.
fn joined(cx: &Cx, sentences: &[String]) -> String {
    let mut words = String::new();
    for sentence in sentences {
        if words.ends_with(ENDS) {
            words.push_str(if cx.lang() == language::Lang::En { " " } else { "" });
        } else if !words.is_empty() {
            words.push_str(semicolon(cx));
        }
        words.push_str(sentence);
    }
    words
}

fn colon(cx: &Cx) -> &'static str {
    if cx.lang() == language::Lang::En { ": " } else { "：" }
}

fn decision(cx: &Cx, settled: &Settled) -> Vec<Block> {
    let args = [("decision", settled.word(cx).into()), ("by", (&settled.by).into())];
    let mut blocks = vec![Block::Paragraph(vec![Span::Bold(cx.tf("papers-minutes-decision", &args))])];
    blocks.extend(settled.why.as_ref().map(|why| line(cx.tx("papers-minutes-why", why))));
    blocks.extend(settled.tasks.iter().map(|task| line(to_do(cx, task))));
    blocks
}

fn to_do(cx: &Cx, task: &Task) -> String {
    let day = cx.day(&task.due_on);
    let args = [("text", Arg::Text(&task.text)), ("who", Arg::Text(&task.owner)), ("day", Arg::Text(&day))];
    cx.tf("papers-minutes-task", &args)
}
