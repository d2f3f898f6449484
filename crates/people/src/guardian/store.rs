//! The SQL of guardians and of the child's own lines.

use std::collections::HashMap;

use access::{Columns, Permit, Scope};
use db::{Conn, Result as DbResult, args};
use kernel::{Day, Fault, GuardianId, SchoolId, StudentId};
use web::App;

use super::{Card, ChildCard, Guardian, LABEL, phone_index};

db::record! {
    struct Sealed {
        id: GuardianId,
        seq: i64,
        relation: String,
        is_legal: bool,
        lives_with: Option<bool>,
        name: Vec<u8>,
        phone: Option<Vec<u8>>,
        employer: Option<Vec<u8>>,
        occupation: Option<Vec<u8>>,
        address: Option<Vec<u8>>,
        id_number: Option<Vec<u8>>,
        away_place: Option<Vec<u8>>,
        away_since: Option<Day>,
        from_on: Day,
    }
}

const COLUMNS: &str =
    "id, seat, relation, is_legal, lives_with, name_cell, phone_cell, employer_cell, occupation_cell,
    address_cell, id_number_cell, away_place_cell, away_since, from_on";

/// The card of a child on a day. The permits say that identity and family may be read; health is left out without
/// its own permit.
///
/// # Errors
/// Those of the database; a fault for a cell that cannot be read.
pub async fn card(
    conn: &mut Conn,
    app: &App,
    (identity, _family): (&Permit, &Permit),
    health: Option<&Permit>,
    today: Day,
) -> Result<Card, Fault> {
    let (school, Some(student)) = (identity.school(), identity.student()) else {
        return Err(Fault::new("a card without a child"));
    };
    let mut child = child(conn, app, school, student).await?;
    if health.is_none() {
        child.health = None;
    }
    Ok(Card { child, guardians: guardians(conn, app, school, student, today).await? })
}

/// The cards of several children on a day, without what is known of their health. Each child's two permits say that
/// identity and family may be read.
///
/// # Errors
/// As [`card`].
pub async fn cards(
    conn: &mut Conn,
    app: &App,
    permits: &[(Permit, Permit)],
    today: Day,
) -> Result<HashMap<StudentId, Card>, Fault> {
    let Some(school) = permits.first().map(|(identity, _)| identity.school()) else {
        return Ok(HashMap::new());
    };
    let ids: Vec<StudentId> = permits.iter().filter_map(|(identity, _)| identity.student()).collect();
    let sql = "select id, id_number_cell, roll_number_cell, phone_cell, address_cell from student
               where school_id = $1 and id in (THESE)";
    let mut cards = HashMap::new();
    for (student, id_number, roll_number, phone, address) in
        conn.all_of::<Plain>(sql, args![school], &ids).await?
    {
        let child = child_of(app, (school, student), (id_number, roll_number, phone, address, None))?;
        cards.insert(student, Card { child, guardians: Vec::new() });
    }
    let sql = format!(
        "select student_id, {COLUMNS} from guardian where school_id = $1 and from_on <= $2 and until_on >= $2
           and student_id in (THESE) order by student_id, seat, id"
    );
    for row in conn.all_of::<Whose>(&sql, args![school, today], &ids).await? {
        let (student, guardian) = whose(app, school, row)?;
        if let Some(card) = cards.get_mut(&student) {
            card.guardians.push(guardian);
        }
    }
    Ok(cards)
}

type Plain = (StudentId, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);
type Cells = (Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>);

/// The child's own lines, opened.
///
/// # Errors
/// Those of the database; a fault for a cell that cannot be read.
pub(crate) async fn child(
    conn: &mut Conn,
    app: &App,
    school: SchoolId,
    student: StudentId,
) -> Result<ChildCard, Fault> {
    let cells: Cells = conn
        .one(
            "select id_number_cell, roll_number_cell, phone_cell, address_cell, health_cell from student
             where school_id = $1 and id = $2",
            args![school, student],
        )
        .await?;
    child_of(app, (school, student), cells)
}

fn child_of(
    app: &App,
    (school, student): (SchoolId, StudentId),
    (id_number, roll_number, phone, address, health): Cells,
) -> Result<ChildCard, Fault> {
    let row = app.row(school, "student", student.bytes(), kernel::Label::CLOSE);
    let health_row = app.row(school, "student", student.bytes(), kernel::Label::MED);
    Ok(ChildCard {
        id_number: app.open_some(&row, "id_number_cell", id_number.as_ref())?,
        roll_number: app.open_some(&row, "roll_number_cell", roll_number.as_ref())?,
        phone: app.open_some(&row, "phone_cell", phone.as_ref())?,
        address: app.open_some(&row, "address_cell", address.as_ref())?,
        health: app.open_some(&health_row, "health_cell", health.as_ref())?,
    })
}

/// The guardians of a child on a day, in their order.
///
/// # Errors
/// Those of the database; a fault for a cell that cannot be read.
pub(crate) async fn guardians(
    conn: &mut Conn,
    app: &App,
    school: SchoolId,
    student: StudentId,
    day: Day,
) -> Result<Vec<Guardian>, Fault> {
    let sql = format!(
        "select {COLUMNS} from guardian where school_id = $1 and student_id = $2 and from_on <= $3 and until_on >= $3
         order by seat, id"
    );
    let rows: Vec<Sealed> = conn.all(&sql, args![school, student, day]).await?;
    rows.into_iter().map(|sealed| open(app, school, sealed)).collect()
}

db::record! {
    struct Whose {
        student: StudentId,
        id: GuardianId,
        seq: i64,
        relation: String,
        is_legal: bool,
        lives_with: Option<bool>,
        name: Vec<u8>,
        phone: Option<Vec<u8>>,
        employer: Option<Vec<u8>>,
        occupation: Option<Vec<u8>>,
        address: Option<Vec<u8>>,
        id_number: Option<Vec<u8>>,
        away_place: Option<Vec<u8>>,
        away_since: Option<Day>,
        from_on: Day,
    }
}

/// The guardians of several children on a day. `ids` are the school and the children, `list` the placeholders of these.
///
/// # Errors
/// As [`guardians`].
pub(crate) async fn guardians_of(
    conn: &mut Conn,
    app: &App,
    school: SchoolId,
    (ids, list): (&[db::Value<'_>], &str),
    day: Day,
) -> Result<Vec<(StudentId, Guardian)>, Fault> {
    let mut args = ids.to_vec();
    args.push(db::Param::value(&day).into_owned());
    let sql = format!(
        "select student_id, {COLUMNS} from guardian
         where school_id = $1 and student_id in {list} and from_on <= ${0} and until_on >= ${0}",
        args.len()
    );
    let rows: Vec<Whose> = conn.all(&sql, &args).await?;
    rows.into_iter().map(|row| whose(app, school, row)).collect()
}

fn whose(app: &App, school: SchoolId, row: Whose) -> Result<(StudentId, Guardian), Fault> {
    let sealed = Sealed {
        id: row.id,
        seq: row.seq,
        relation: row.relation,
        is_legal: row.is_legal,
        lives_with: row.lives_with,
        name: row.name,
        phone: row.phone,
        employer: row.employer,
        occupation: row.occupation,
        address: row.address,
        id_number: row.id_number,
        away_place: row.away_place,
        away_since: row.away_since,
        from_on: row.from_on,
    };
    Ok((row.student, open(app, school, sealed)?))
}

fn open(app: &App, school: SchoolId, sealed: Sealed) -> Result<Guardian, Fault> {
    let row = app.row(school, "guardian", sealed.id.bytes(), LABEL);
    Ok(Guardian {
        id: Some(sealed.id),
        seq: sealed.seq,
        relation: sealed.relation,
        is_legal: sealed.is_legal,
        lives_with: sealed.lives_with,
        name: app.open(&row, "name_cell", &sealed.name)?,
        phone: app.open_some(&row, "phone_cell", sealed.phone.as_ref())?,
        employer: app.open_some(&row, "employer_cell", sealed.employer.as_ref())?,
        occupation: app.open_some(&row, "occupation_cell", sealed.occupation.as_ref())?,
        address: app.open_some(&row, "address_cell", sealed.address.as_ref())?,
        id_number: app.open_some(&row, "id_number_cell", sealed.id_number.as_ref())?,
        away_place: app.open_some(&row, "away_place_cell", sealed.away_place.as_ref())?,
        away_since: sealed.away_since,
        from_on: Some(sealed.from_on),
    })
}

/// Keeps a guardian from this day on.
///
/// # Errors
/// Those of the database.
pub async fn insert(
    conn: &mut Conn,
    app: &App,
    (school, student, id): (SchoolId, StudentId, GuardianId),
    guardian: &Guardian,
    from: Day,
) -> DbResult<()> {
    let row = app.row(school, "guardian", id.bytes(), LABEL);
    let seal = |column: &str, text: &Option<String>| app.seal_some(&row, column, text.as_deref());
    conn.run(
        "insert into guardian (school_id, id, student_id, seat, relation, is_legal, lives_with, name_cell, phone_cell,
           phone_index, employer_cell, occupation_cell, address_cell, id_number_cell, away_place_cell, away_since, from_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        args![
            school,
            id,
            student,
            guardian.seq,
            guardian.relation,
            guardian.is_legal,
            guardian.lives_with,
            app.seal(&row, "name_cell", &guardian.name),
            seal("phone_cell", &guardian.phone),
            guardian.phone.as_deref().map(|phone| phone_index(app, school, phone)),
            seal("employer_cell", &guardian.employer),
            seal("occupation_cell", &guardian.occupation),
            seal("address_cell", &guardian.address),
            seal("id_number_cell", &guardian.id_number),
            seal("away_place_cell", &guardian.away_place),
            guardian.away_since,
            from
        ],
    )
    .await?;
    Ok(())
}

/// Ends a row; `until` is its last day. How many rows it was: 0 when somebody ended it meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn end(
    conn: &mut Conn,
    (school, student, id): (SchoolId, StudentId, GuardianId),
    until: Day,
) -> DbResult<u64> {
    conn.run(
        "update guardian set until_on = $1, row_version = row_version + 1
         where school_id = $2 and student_id = $3 and id = $4 and until_on = '9999-12-31'",
        args![until, school, student, id],
    )
    .await
}

/// The number of the next guardian.
///
/// # Errors
/// Those of the database.
pub async fn next_seq(conn: &mut Conn, school: SchoolId, student: StudentId) -> DbResult<i64> {
    conn.one(
        "select coalesce(max(seat), 0) + 1 from guardian where school_id = $1 and student_id = $2 and until_on = '9999-12-31'",
        args![school, student],
    )
    .await
}

/// Sets the child's own lines.
///
/// # Errors
/// Those of the database.
pub async fn update_child(
    conn: &mut Conn,
    app: &App,
    (school, student): (SchoolId, StudentId),
    child: &ChildCard,
) -> DbResult<()> {
    let row = app.row(school, "student", student.bytes(), kernel::Label::CLOSE);
    let health = app.row(school, "student", student.bytes(), kernel::Label::MED);
    conn.run(
        "update student set phone_cell = $1, address_cell = $2, health_cell = $3, row_version = row_version + 1
         where school_id = $4 and id = $5",
        args![
            app.seal_some(&row, "phone_cell", child.phone.as_deref()),
            app.seal_some(&row, "address_cell", child.address.as_deref()),
            app.seal_some(&health, "health_cell", child.health.as_deref()),
            school,
            student
        ],
    )
    .await?;
    Ok(())
}

/// What is kept of the child's health, for a change that must not overwrite it unseen.
///
/// # Errors
/// Those of the database; a fault for a cell that cannot be read.
pub(crate) async fn health(
    conn: &mut Conn,
    app: &App,
    school: SchoolId,
    student: StudentId,
) -> Result<Option<String>, Fault> {
    Ok(child(conn, app, school, student).await?.health)
}

db::record! {
    /// What a contact card lacks; 0 is lacking.
    #[derive(Clone, Debug)]
    pub struct Gap {
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// Today's grade.
        pub grade: i64,
        /// The class's number.
        pub number: i64,
        /// How many guardians have a telephone.
        pub phone: i64,
        /// How many are guardians in law or entrusted.
        pub legal: i64,
        /// 1 when the address is known.
        pub address: i64,
    }
}

/// The children within the scope on whose card a telephone, a guardian in law or the address is missing; first those
/// whose family nobody could call.
pub async fn gaps(conn: &mut Conn, scope: &Scope, today: Day) -> DbResult<Vec<Gap>> {
    let condition = scope.condition(&Columns::ENROLLED, 3);
    let mut args = args![scope.school, today].to_vec();
    args.extend(condition.args);
    let sql = format!(
        "with card (student_id, grade, number, phone, legal) as (
           select e.student_id, c.grade, c.number, count(g.phone_index), count(case when g.is_legal then 1 end)
           from enrollment e
           join class c on c.school_id = e.school_id and c.id = e.class_id
           left join guardian g on g.school_id = $1 and g.student_id = e.student_id
             and g.from_on <= $2 and g.until_on >= $2
           where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and {}
           group by e.student_id, c.grade, c.number)
         select s.id, s.name, k.grade, k.number, k.phone, k.legal,
           cast(case when s.address_cell is null then 0 else 1 end as bigint)
         from card k join student s on s.school_id = $1 and s.id = k.student_id
         where k.phone = 0 or k.legal = 0 or s.address_cell is null
         order by k.phone, k.grade, k.number, s.sort_key, s.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}
