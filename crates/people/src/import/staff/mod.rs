//! A list of staff (R1, O3): who serves, with which sign-in name, in which roles. What a row says is read here; the
//! people and their accounts are another room's, through [`StaffSink`].

pub mod blank;
pub mod command;
pub mod judge;
pub mod layout;
pub mod posts;
pub mod rows;

use std::collections::BTreeSet;

use db::{Conn, Tx};
use futures_util::future::BoxFuture;
use kernel::{Fault, ImportId, StaffId};
use web::{Cx, Failure};

use super::actions::{self, Done};
use super::judge::Picks;
use super::store::{self, Import, Step};
use super::undo::Blocked;
use judge::Judged;
use layout::StaffMapping;
use posts::Post;
use rows::Person;

/// Somebody who serves already.
#[derive(Clone, Debug)]
pub struct KnownPerson {
    /// Who.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// The name to sign in with.
    pub sign_in: Option<String>,
    /// `m`, `f` or not said.
    pub sex: Option<String>,
    /// What is taught.
    pub subject: Option<String>,
    /// What is held today or later.
    pub posts: Vec<Post>,
}

/// What is known beside a list.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Everybody who serves.
    pub people: Vec<KnownPerson>,
    /// Of the sign-in names asked for, those that somebody of this or another school has, or had.
    pub taken: BTreeSet<String>,
}

/// What is to be written of one person.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Who it is already; none for somebody new.
    pub who: Option<StaffId>,
    /// What the list says.
    pub person: Person,
}

/// How many people were added, and of how many something changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// New people, each with an account that nobody can open yet.
    pub added: i64,
    /// Known people.
    pub changed: i64,
}

/// Keeps people and their roles. Each call is part of the transaction of the import; a failure undoes it whole.
pub trait StaffSink: Send + Sync {
    /// Who serves, and which of these sign-in names are taken.
    fn known<'a>(
        &'a self,
        cx: &'a Cx,
        conn: &'a mut Conn,
        sign_ins: &'a [String],
    ) -> BoxFuture<'a, Result<Known, Fault>>;
    /// Writes them, and makes the classes that are not there yet.
    fn keep<'a>(
        &'a self,
        cx: &'a Cx,
        tx: &'a mut Tx,
        import: ImportId,
        people: &'a [Wanted],
    ) -> BoxFuture<'a, Result<Kept, Fault>>;
    /// Takes back what an import wrote; whoever signed in since is in the way.
    fn undo<'a>(
        &'a self,
        cx: &'a Cx,
        tx: &'a mut Tx,
        import: &'a Import,
    ) -> BoxFuture<'a, Result<Result<(), Blocked>, Fault>>;
}

/// Reads the rows and sets them beside those who serve.
///
/// # Errors
/// Those of the database.
pub(crate) async fn judged(
    conn: &mut Conn,
    cx: &Cx,
    (sink, rows, mapping): (&dyn StaffSink, &[crate::roster::InRow], &StaffMapping),
) -> Result<Judged, Fault> {
    let read = rows::read(rows, mapping, cx.today());
    let sign_ins: Vec<String> = read.iter().filter_map(|row| row.person.sign_in.clone()).collect();
    let known = sink.known(cx, conn, &sign_ins).await?;
    let classes = crate::term::store::classes(conn, cx.school(), cx.today()).await?;
    let there = classes.iter().map(|class| (class.grade, class.number)).collect();
    Ok(judge::judge(read, &known, &there))
}

/// The second click: writes the people of the file in one transaction. A second time it does nothing.
///
/// # Errors
/// Those of the database: then nothing was written.
pub async fn apply(cx: &Cx, import: &Import, sink: &dyn StaffSink) -> Result<(), Failure> {
    actions::permit(cx, import.what, access::Action::Amend)?;
    let mapping: StaffMapping =
        serde_json::from_str(&import.mapping).map_err(|e| Fault::from("a kept mapping", e))?;
    let mut tx = cx.app.db.begin().await?;
    actions::turn(&mut tx, cx).await?;
    if store::step(&mut tx, cx, import.id, Step::Applied).await? == 0 {
        return Ok(());
    }
    let rows = store::all_rows(&mut tx, cx, import.id).await?;
    let judged = judged(&mut tx, cx, (sink, &rows, &mapping)).await?;
    let picks: Picks = actions::settings(import)?.picks;
    let people = judged.wanted(&picks);
    let kept = sink.keep(cx, &mut tx, import.id, &people).await?;
    let same = judged.count_same();
    let all = i64::try_from(judged.rows.len()).unwrap_or(i64::MAX);
    let left_out = all - same - i64::try_from(people.len()).unwrap_or(0);
    let done = Done { added: kept.added, changed: kept.changed, left_out, ..Done::default() };
    actions::applied(&mut tx, cx, import.id, done).await?;
    Ok(tx.commit().await?)
}
