//! The administrator's role stands alone (trust 3.3): who keeps the system sees no child. Asked when a role is granted
//! and when the program starts; where it is broken all the same, [`crate::actor::find`] gives the person no right.

use db::{Conn, Result, args};
use kernel::{Day, SchoolId, StaffId};

db::record! {
    /// Somebody who is an administrator and something else.
    #[derive(Clone, Debug)]
    pub struct Clash {
        /// The school.
        pub school: SchoolId,
        /// The person.
        pub staff: StaffId,
        /// The name.
        pub name: String,
    }
}

/// Whether this person is, today or later, an administrator beside another role or a place in an open case.
///
/// # Errors
/// Those of the database.
pub async fn clashes(conn: &mut Conn, school: SchoolId, staff: StaffId, today: Day) -> Result<bool> {
    let found: i64 = conn
        .one(
            "select count(*) from role_held a
             where a.school_id = $1 and a.staff_id = $2 and a.role = 'administrator' and a.until_on >= $3
               and (exists (select 1 from role_held b where b.school_id = $1 and b.staff_id = $2
                      and b.role <> 'administrator' and b.until_on >= $3
                      and b.from_on <= a.until_on and b.until_on >= a.from_on)
                 or exists (select 1 from member m join support_case k on k.school_id = $1 and k.id = m.case_id
                      where m.school_id = $1 and m.staff_id = $2 and m.until_on >= $3
                        and m.from_on <= a.until_on and m.until_on >= a.from_on
                        and not exists (select 1 from closure x where x.school_id = $1 and x.case_id = m.case_id
                          and x.closed_on <= $3 and x.reopened_on > $3)))",
            args![school, staff, today],
        )
        .await?;
    Ok(found > 0)
}

/// Everybody of whom [`clashes`] holds, in all schools.
///
/// # Errors
/// Those of the database.
pub async fn all(conn: &mut Conn, today: Day) -> Result<Vec<Clash>> {
    let administrators: Vec<Clash> = conn
        .all(
            "select s.school_id, s.id, s.name from staff s where exists (select 1 from role_held a
               where a.school_id = s.school_id and a.staff_id = s.id and a.role = 'administrator' and a.until_on >= $1)
             order by s.school_id, s.sort_key, s.id",
            args![today],
        )
        .await?;
    let mut found = Vec::new();
    for one in administrators {
        if clashes(conn, one.school, one.staff, today).await? {
            found.push(one);
        }
    }
    Ok(found)
}
