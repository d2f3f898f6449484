//! The figures of a round, out of the records.

use std::collections::HashMap;

use access::Action;
use db::Conn;
use kernel::StaffId;
use uuid::Uuid;
use web::{Cx, Failure};

use super::store::{self, Round};
use super::{Criterion, Figures, read};
use crate::compliance::{self, Within};
use crate::days::Days;

/// How somebody stands in a round.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Who.
    pub staff: StaffId,
    /// Each criterion with the figure.
    pub lines: Vec<(Criterion, i64)>,
}

impl Standing {
    /// Whether all criteria are met.
    #[must_use]
    pub fn meets_all(&self) -> bool {
        self.lines.iter().all(|(criterion, figure)| criterion.is_met(*figure))
    }
}

/// How everybody stands for whom this person may see what was owed; who owed nothing is left out.
///
/// # Errors
/// Those of the database.
pub async fn standings(conn: &mut Conn, cx: &Cx, round: &Round) -> Result<Vec<Standing>, Failure> {
    let range = Days::new(round.from_on, round.until_on.min(cx.today()).max(round.from_on));
    let report = compliance::of(conn, cx, Action::List, (Within::All, range)).await?;
    let praised = store::praised(conn, cx.school(), (range.first, range.last)).await?;
    let mut by_person: HashMap<StaffId, Vec<Uuid>> = HashMap::new();
    praised.into_iter().for_each(|(staff, student)| by_person.entry(staff).or_default().push(student));
    let criteria = read(&round.criteria);
    let standing = |(id, tally): (crate::Id, compliance::Tally)| {
        let staff = StaffId(Uuid::from_bytes(id));
        let praised = by_person
            .get(&staff)
            .map_or(0, |children| children.iter().filter(|child| tally.concerns(*child.as_bytes())).count());
        let figures = Figures { tally, praised };
        let line = |one: &Criterion| Some((*one, figures.of(one.measure)?));
        let lines = criteria.iter().map(line).collect::<Option<Vec<_>>>()?;
        Some(Standing { staff, lines })
    };
    Ok(report.by_person().into_iter().filter_map(standing).collect())
}
