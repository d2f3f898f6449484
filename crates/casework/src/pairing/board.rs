//! The board: children without a mentor, each with a suggestion and its reasons; who carries how many; what was paired
//! today.

use std::collections::HashMap;

use access::{Action, Kind, Permit, scope};
use db::Conn;
use kernel::StaffId;
use people::staff::StaffName;
use web::{Cx, Failure};

use super::reasons::{self, Known, Why};
use super::serving::Serving;
use super::solving::{self, Carrier};
use super::store::{self, Alone, Paired};

/// A child without a mentor, with who is suggested.
pub(super) struct Line {
    pub at: Alone,
    pub suggested: Option<(StaffName, Vec<Why>)>,
}

/// Somebody who carries children.
pub(super) struct Load {
    pub who: StaffName,
    pub carries: usize,
    pub leads: bool,
}

/// The board.
pub(super) struct Board {
    pub lines: Vec<Line>,
    /// Paired today by the reader, to be taken back.
    pub paired: Vec<Paired>,
    pub loads: Vec<Load>,
    pub serving: Serving,
    pub permits: Vec<Permit>,
}

/// The board of what this person may amend.
///
/// # Errors
/// Not found for who may amend no case; those of the database.
pub(super) async fn board(conn: &mut Conn, cx: &Cx) -> Result<Board, Failure> {
    let right = scope(&cx.actor, Action::Amend, Kind::Case);
    if right.is_empty() {
        return Err(Failure::NotFound);
    }
    let today = cx.today();
    let alone = store::alone(conn, &right, today).await?;
    let paired = store::paired_today(conn, &right, (today, cx.staff()?)).await?;
    let serving = Serving::find(conn, cx).await?;
    let carriers = carriers(conn, cx, &serving).await?;
    let known = reasons::known(conn, cx, &alone).await?;
    let kinds = [Kind::Case, Kind::Note, Kind::HomeVisit, Kind::Marks];
    let permits =
        alone.iter().flat_map(|one| kinds.into_iter().filter_map(|kind| reasons::may(cx, kind, one)));
    let permits = permits.collect();
    let loads = loads(&serving.staff, &carriers);
    let lines = suggest(&known, alone, (&serving.staff, &carriers));
    Ok(Board { lines, paired, loads, serving, permits })
}

async fn carriers(conn: &mut Conn, cx: &Cx, serving: &Serving) -> Result<Vec<Carrier>, Failure> {
    let (school, today) = (cx.school(), cx.today());
    let loads: HashMap<StaffId, i64> = store::loads(conn, school, today).await?.into_iter().collect();
    let one = |who: &StaffName| {
        let carries = loads.get(&who.id).and_then(|count| usize::try_from(*count).ok()).unwrap_or(0);
        Carrier { carries, leads: serving.leads(who.id) }
    };
    Ok(serving.staff.iter().map(one).collect())
}

fn suggest(known: &Known, alone: Vec<Alone>, (staff, carriers): (&[StaffName], &[Carrier])) -> Vec<Line> {
    let points = |child: usize, at: usize| {
        let reasons = known.reasons(alone.get(child)?, staff.get(at)?.id)?;
        Some(reasons.iter().map(|why| why.points).sum())
    };
    let pairs = solving::pairs(alone.len(), carriers, points);
    let line = |(at, pair): (Alone, Option<usize>)| {
        let suggested = pair.and_then(|place| {
            let (who, carrier) = (staff.get(place)?, carriers.get(place)?);
            Some((who.clone(), told(known.reasons(&at, who.id)?, *carrier)))
        });
        Line { at, suggested }
    };
    alone.into_iter().zip(pairs).map(line).collect()
}

/// The reasons of a pair with those of the grown-up alone.
fn told(mut why: Vec<Why>, carrier: Carrier) -> Vec<Why> {
    if carrier.leads && carrier.carries == 0 {
        why.push(Why { key: "leader", points: solving::LEADER, times: 0 });
    }
    why.push(Why { key: "load", points: 0, times: i64::try_from(carrier.carries).unwrap_or(0) });
    why
}

/// Who carries somebody or leads, the leaders first.
fn loads(staff: &[StaffName], carriers: &[Carrier]) -> Vec<Load> {
    let all = staff.iter().zip(carriers).filter(|(_, one)| one.carries > 0 || one.leads);
    let load = |(who, one): (&StaffName, &Carrier)| Load {
        who: who.clone(),
        carries: one.carries,
        leads: one.leads,
    };
    let mut loads: Vec<Load> = all.map(load).collect();
    loads.sort_by_key(|load| !load.leads);
    loads
}
