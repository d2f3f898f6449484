//! Notes that read alike (D6): compared in memory, within the reader's rights, nothing stored. The writer gets a kind
//! question; those who look at the quality of a file get counts.

use std::collections::{BTreeMap, HashSet};

use access::{Action, Permit};
use db::Conn;
use kernel::{Day, Fault, NoteId, StaffId, clock::days_after};
use web::{Cx, Failure};

use super::model::{self, Content};
use super::{reading, store};

/// From this share of common three-character pieces on, two texts read alike.
const ALIKE: f64 = 0.6;
/// Shorter texts say too little to be called alike, in characters.
const SHORT: usize = 8;
/// So far back the writer's own notes are looked at, in days.
const BACK: i64 = 120;
/// And so many of them at most.
const NOTES: i64 = 60;
/// Written down within so many milliseconds of the one before: typed one after the other.
const AT_ONCE: i64 = 60_000;

/// An earlier note that reads like this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The earlier note.
    pub id: NoteId,
    /// Its day.
    pub held_on: Day,
}

/// The pieces of three characters of a text, without blanks and signs.
fn pieces(text: &str) -> HashSet<[char; 3]> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if chars.len() < SHORT {
        return HashSet::new();
    }
    chars.windows(3).filter_map(|three| <[char; 3]>::try_from(three).ok()).collect()
}

/// The share of common pieces (Jaccard), from 0 to 1.
fn likeness(a: &HashSet<[char; 3]>, b: &HashSet<[char; 3]>) -> f64 {
    let common = u32::try_from(a.intersection(b).count()).unwrap_or(u32::MAX);
    let all = u32::try_from(a.union(b).count()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(common) / f64::from(all) }
}

/// Whether two texts read alike.
#[must_use]
pub fn reads_like(a: &str, b: &str) -> bool {
    likeness(&pieces(a), &pieces(b)) >= ALIKE
}

/// The newest earlier note of the asking person that reads like this content, as far as it may be read.
///
/// # Errors
/// Those of the database.
pub async fn of_text(
    conn: &mut Conn,
    cx: &Cx,
    note: NoteId,
    content: &Content,
) -> Result<Option<Alike>, Failure> {
    let mine = pieces(&content.text);
    if mine.is_empty() {
        return Ok(None);
    }
    let from = days_after(content.held_on, -BACK);
    let me = cx.staff()?;
    for row in store::of_author(conn, &cx.actor, (me, cx.today()), (from, NOTES)).await? {
        if row.id == note {
            continue;
        }
        // The new note is written by now: an old one that is damaged may not make its saving look failed.
        let Ok(earlier) = reading::content_of(cx, &row) else { continue };
        if likeness(&mine, &pieces(&earlier.text)) >= ALIKE {
            return Ok(Some(Alike { id: row.id, held_on: row.held_on }));
        }
    }
    Ok(None)
}

/// How one person's notes of some days look: for a kind look, never for a rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    /// How many notes.
    pub notes: usize,
    /// Of these, how many read like an earlier one.
    pub alike: usize,
    /// Written down on a later day than they took place.
    pub late: usize,
    /// Written down within a minute of another.
    pub at_once: usize,
    /// Characters of text, all together.
    pub characters: usize,
}

impl Quality {
    /// Characters of text in an average note.
    #[must_use]
    pub fn characters_each(&self) -> usize {
        self.characters.checked_div(self.notes).unwrap_or(0)
    }
}

/// The quality of the notes held in these days, by writer, as far as the asking person may read them; and the permits to
/// be logged before anything of it leaves.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn quality(
    conn: &mut Conn,
    cx: &Cx,
    (first, last): (Day, Day),
) -> Result<(BTreeMap<StaffId, Quality>, Vec<Permit>), Failure> {
    let mut all: BTreeMap<StaffId, Quality> = BTreeMap::new();
    let mut seen: BTreeMap<StaffId, Vec<HashSet<[char; 3]>>> = BTreeMap::new();
    let mut before: BTreeMap<StaffId, i64> = BTreeMap::new();
    let mut permits = Vec::new();
    for (row, student) in store::in_days(conn, &cx.actor, cx.today(), (first, last)).await? {
        let content = reading::content_of(cx, &row)?;
        let facts = student.facts(cx.school()).by(row.recorded_by);
        let permit = access::permit(&cx.actor, Action::Read, content.kind.record(), &facts);
        super::remember(
            &mut permits,
            permit.ok_or_else(|| Fault::new("a note listed that may not be read"))?,
        );
        let own = pieces(&content.text);
        let earlier = seen.entry(row.recorded_by).or_default();
        let one = all.entry(row.recorded_by).or_default();
        one.notes += 1;
        one.alike += usize::from(earlier.iter().any(|other| likeness(other, &own) >= ALIKE));
        one.late += usize::from(model::recorded_late(row.held_on, row.recorded_at).is_some());
        let last = before.insert(row.recorded_by, row.recorded_at.0);
        one.at_once += usize::from(last.is_some_and(|last| row.recorded_at.0 - last < AT_ONCE));
        one.characters += content.text.chars().filter(|c| !c.is_whitespace()).count();
        earlier.push(own);
    }
    Ok((all, permits))
}

#[cfg(test)]
mod tests {
    use super::*;

    // D6
    #[test]
    fn texts_that_differ_in_a_word_read_alike_and_others_do_not() {
        let first = "课间聊了几句，她说周末和奶奶去赶集了，买了新书包。";
        assert!(reads_like(first, "课间聊了几句，她说周末和爷爷去赶集了，买了新书包。"));
        assert!(reads_like(first, first));
        assert!(!reads_like(first, "今天主动问了两道数学题，订正得很认真。"));
        assert!(!reads_like("情况良好", "情况良好"), "too short to say so");
        assert!(!reads_like("", ""));
    }
}
