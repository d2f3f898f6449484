//! A colleague leaves the school: every part in a team ends with it, so that a child whose mentor left is again a child
//! without a mentor, and a case without its responsible person says so (K3, O3).

use db::{Conn, Result, Tx, args};
use futures_util::future::{BoxFuture, FutureExt};
use kernel::{CaseId, MemberId, SchoolId, StudentId};
use people::staff::leaving::{Farewell, Leaver};
use web::Cx;

use super::actions::{About, end};

/// The teams of the cases.
#[derive(Clone, Copy, Debug, Default)]
pub struct Teams;

impl Farewell for Teams {
    fn end<'a>(
        &'a self,
        cx: &'a Cx,
        tx: &'a mut Tx,
        who: Leaver,
    ) -> BoxFuture<'a, std::result::Result<(), web::Failure>> {
        async move {
            for part in serving(tx, cx.school(), who).await? {
                let about = About { case: part.case, student: part.student };
                end(tx, cx, (about, part.id), (&part.name, &part.part)).await?;
            }
            Ok(())
        }
        .boxed()
    }
}

db::record! {
    /// A part in a team.
    struct Serving {
        id: MemberId,
        case: CaseId,
        student: StudentId,
        name: String,
        part: String,
    }
}

/// The parts that go on after the last day.
async fn serving(conn: &mut Conn, school: SchoolId, who: Leaver) -> Result<Vec<Serving>> {
    conn.all(
        "select m.id, m.case_id, m.student_id, a.name, m.part from member m
         join staff a on a.school_id = m.school_id and a.id = m.staff_id
         where m.school_id = $1 and m.staff_id = $2 and m.until_on > $3 order by m.id",
        args![school, who.staff, who.last],
    )
    .await
}
