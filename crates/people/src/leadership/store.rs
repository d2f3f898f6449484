//! The SQL of the leadership group.

use db::{Conn, Result, args};
use kernel::{Day, FOREVER, Instant, SchoolId, SeatId, StaffId};

db::record! {
    /// Somebody's seat in the group.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Seat {
        /// The id.
        pub id: SeatId,
        /// Who.
        pub staff_id: StaffId,
        /// The name.
        pub name: String,
        /// `head`, `deputy` or `member`.
        pub seat: String,
        /// The duties, as written.
        pub duties: String,
        /// Since when.
        pub from_on: Day,
        /// The last day.
        pub until_on: Day,
    }
}

const SEAT: &str =
    "select g.id, g.staff_id, a.name, g.seat, g.duties, g.from_on, g.until_on from leadership_seat g
    join staff a on a.school_id = g.school_id and a.id = g.staff_id";

const ORDER: &str =
    "order by case g.seat when 'head' then 0 when 'deputy' then 1 else 2 end, g.from_on, a.sort_key, g.id";

/// The group as it was on a day: the head first, then deputies, then members.
///
/// # Errors
/// Those of the database.
pub async fn on(conn: &mut Conn, school: SchoolId, day: Day) -> Result<Vec<Seat>> {
    let sql = format!("{SEAT} where g.school_id = $1 and g.from_on <= $2 and g.until_on >= $2 {ORDER}");
    conn.all(&sql, args![school, day]).await
}

/// Those who sat in it before a day, the latest first.
pub(super) async fn before(conn: &mut Conn, school: SchoolId, day: Day) -> Result<Vec<Seat>> {
    let sql = format!(
        "{SEAT} where g.school_id = $1 and g.until_on < $2 and g.until_on >= g.from_on order by g.until_on desc, g.id limit 40"
    );
    conn.all(&sql, args![school, day]).await
}

/// Somebody takes a seat.
pub(super) async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, staff): (SeatId, StaffId),
    (seat, duties): (&str, &str),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into leadership_seat (school_id, id, staff_id, seat, duties, from_on, added_at, added_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![school, id, staff, seat, duties, on, at, by],
    )
    .await?;
    Ok(())
}

/// Somebody's last day; false when it had ended already.
pub(super) async fn end(tx: &mut Conn, school: SchoolId, id: SeatId, until_on: Day) -> Result<bool> {
    let touched = tx
        .run(
            "update leadership_seat set until_on = $1 where school_id = $2 and id = $3 and until_on = $4",
            args![until_on, school, id, FOREVER],
        )
        .await?;
    Ok(touched == 1)
}
