//! The students already known, as far as the rows of a file may mean them: found set by set, opened only then.

use std::collections::{BTreeMap, HashMap, HashSet};

use db::{Conn, Value, args, dialect};
use kernel::{Day, Fault, Label, StudentId};
use web::Cx;

use super::columns::{UNOPENED, Values, told_of};
use crate::duplicate::{self, Also};
use crate::guardian;
use crate::roster::check::CheckedRow;
use crate::roster::compare::Known;
use crate::roster::fields::Field;

db::record! {
    /// What lists of the school show of a student, and the blind indexes of the numbers.
    pub struct Lean {
        pub id: StudentId,
        pub name: String,
        pub sex: String,
        pub born_on: Option<Day>,
        pub student_number: Option<String>,
        roll: Option<Vec<u8>>,
        id_number: Option<Vec<u8>>,
        pub grade: Option<i64>,
        pub class: Option<i64>,
        pub seat: Option<i64>,
    }
}

db::record! {
    struct Sealed {
        id: StudentId,
        ethnic: Option<String>,
        id_type: Option<String>,
        boarding: Option<String>,
        enrolled_on: Option<Day>,
        only_child: Option<bool>,
        migrant_child: Option<bool>,
        left_behind: Option<i64>,
        orphan: Option<bool>,
        disability: Option<String>,
        phone: Option<Vec<u8>>,
        address: Option<Vec<u8>>,
        more: Option<Vec<u8>>,
        aid: Option<Vec<u8>>,
        health: Option<Vec<u8>>,
    }
}

/// How many students are opened with one statement.
const AT_ONCE: usize = 256;

const LEAN: &str =
    "select s.id, s.name, s.sex, s.born_on, s.student_number, s.roll_number_index, s.id_number_index,
            c.grade, c.number, e.seat
     from student s
     left join enrollment e on e.school_id = s.school_id and e.student_id = s.id
          and e.from_on <= $2 and e.until_on >= $2
     left join class c on c.school_id = e.school_id and c.id = e.class_id
     where s.school_id = $1";

/// All students of the school, today's class beside them.
pub async fn lean(conn: &mut Conn, cx: &Cx) -> Result<Vec<Lean>, Fault> {
    Ok(conn.all(&format!("{LEAN} order by s.id"), args![cx.school(), cx.today()]).await?)
}

/// Everything that is known of one student, the numbers not opened.
pub async fn of(conn: &mut Conn, cx: &Cx, id: StudentId) -> Result<Option<Values>, Fault> {
    let lean: Option<Lean> =
        conn.maybe(&format!("{LEAN} and s.id = $3"), args![cx.school(), cx.today(), id]).await?;
    let Some(lean) = lean else { return Ok(None) };
    let (values, _) = plain(&lean, &Numbers::of(cx, std::iter::empty(), std::iter::empty()));
    let mut known = [Known { id: id.bytes(), values, also: Vec::new() }];
    open(conn, cx, &[(id, 0)], &mut known).await?;
    Ok(known.into_iter().next().map(|pupil| pupil.values))
}

/// What a child is known by beside what the entry says: another entry was joined with it (R5).
pub fn told_also(also: &Also, numbers: &Numbers<'_>) -> (Values, bool) {
    let mut values = Values::new();
    let found = numbers.put((also.roll.as_ref(), also.id_number.as_ref()), &mut values);
    values.insert(Field::Name, also.name.clone());
    values.extend(also.born_on.map(|day| (Field::BornOn, day.to_string())));
    values.extend(also.student_number.clone().map(|number| (Field::StudentNumber, number)));
    (values, found)
}

/// The numbers that rows tell, by their blind indexes.
pub struct Numbers<'r> {
    roll: HashMap<[u8; 16], &'r str>,
    id: HashMap<[u8; 16], &'r str>,
}

impl<'r> Numbers<'r> {
    /// Of roll numbers and ID numbers.
    pub fn of(cx: &Cx, rolls: impl Iterator<Item = &'r str>, ids: impl Iterator<Item = &'r str>) -> Self {
        let index = |field: &'static str| {
            move |number: &'r str| (cx.app.vault.index(cx.school().0, field, number), number)
        };
        Self { roll: rolls.map(index("roll_number")).collect(), id: ids.map(index("id_number")).collect() }
    }

    fn put(&self, (roll, id): (Option<&Vec<u8>>, Option<&Vec<u8>>), values: &mut Values) -> bool {
        let mut found = false;
        let sides = [(Field::RollNumber, roll, &self.roll), (Field::IdNumber, id, &self.id)];
        for (field, index, told) in sides {
            let Some(index) = index else { continue };
            let known = <[u8; 16]>::try_from(index.as_slice()).ok().and_then(|index| told.get(&index));
            found |= known.is_some();
            let value = known.map_or_else(|| unopened(index), |number| (*number).to_owned());
            values.insert(field, value);
        }
        found
    }
}

fn unopened(index: &[u8]) -> String {
    index.iter().fold(UNOPENED.to_string(), |text, byte| format!("{text}{byte:02x}"))
}

/// The values that the lean row tells.
pub fn plain(student: &Lean, numbers: &Numbers<'_>) -> (Values, bool) {
    let mut values = Values::new();
    let found = numbers.put((student.roll.as_ref(), student.id_number.as_ref()), &mut values);
    values.insert(Field::Name, student.name.clone());
    let sex = match student.sex.as_str() {
        "m" => Some("1"),
        "f" => Some("2"),
        _ => None,
    };
    let mut put = |field, value: Option<String>| {
        if let Some(value) = value {
            values.insert(field, value);
        }
    };
    put(Field::Sex, sex.map(str::to_owned));
    put(Field::BornOn, student.born_on.map(|day| day.to_string()));
    put(Field::StudentNumber, student.student_number.clone());
    put(Field::Grade, student.grade.map(|grade| grade.to_string()));
    put(Field::Class, student.class.map(|class| class.to_string()));
    (values, found)
}

/// All known students; those whom a row may mean with everything that is known of them.
pub async fn known(conn: &mut Conn, cx: &Cx, rows: &[CheckedRow]) -> Result<Vec<Known>, Fault> {
    let students = lean(conn, cx).await?;
    let column = |field| rows.iter().filter_map(move |row| row.value(field));
    let numbers = Numbers::of(cx, column(Field::RollNumber), column(Field::IdNumber));
    let names: HashSet<&str> = column(Field::Name).collect();
    let own: HashSet<&str> = column(Field::StudentNumber).collect();
    let mut known = Vec::with_capacity(students.len());
    let mut meant = Vec::new();
    for student in &students {
        let (values, found) = plain(student, &numbers);
        let numbered = student.student_number.as_deref().is_some_and(|number| own.contains(number));
        if found || numbered || names.contains(student.name.as_str()) {
            meant.push((student.id, known.len()));
        }
        known.push(Known { id: student.id.bytes(), values, also: Vec::new() });
    }
    for also in duplicate::also(conn, cx.school()).await? {
        // The list is in the order of ids.
        let Ok(at) = known.binary_search_by_key(&also.kept.bytes(), |pupil| pupil.id) else { continue };
        let (values, found) = told_also(&also, &numbers);
        let numbered = also.student_number.as_deref().is_some_and(|number| own.contains(number));
        if (found || numbered || names.contains(also.name.as_str())) && !meant.contains(&(also.kept, at)) {
            meant.push((also.kept, at));
        }
        known.get_mut(at).map(|pupil| pupil.also.push(values)).unwrap_or_default();
    }
    for chunk in meant.chunks(AT_ONCE) {
        open(conn, cx, chunk, &mut known).await?;
    }
    Ok(known)
}

async fn open(
    conn: &mut Conn,
    cx: &Cx,
    chunk: &[(StudentId, usize)],
    known: &mut [Known],
) -> Result<(), Fault> {
    let places: BTreeMap<StudentId, usize> = chunk.iter().copied().collect();
    let mut ids: Vec<Value<'_>> = chunk.iter().map(|(id, _)| Value::Id(id.0)).collect();
    dialect::padded(&mut ids);
    let list = dialect::list(2, ids.len());
    ids.insert(0, Value::Int(cx.school().0));
    let sql = format!(
        "select id, ethnic, id_type, boarding, enrolled_on, only_child, migrant_child, roll_left_behind, roll_orphan,
                roll_disability, phone_cell, address_cell, more_cell, roll_aid_cell, roll_health_cell
         from student where school_id = $1 and id in {list}"
    );
    let sealed: Vec<Sealed> = conn.all(&sql, &ids).await?;
    for row in sealed {
        if let Some(pupil) = places.get(&row.id).and_then(|at| known.get_mut(*at)) {
            put(cx, row, &mut pupil.values)?;
        }
    }
    for (student, own) in
        guardian::store::guardians_of(conn, &cx.app, cx.school(), (&ids, &list), cx.today()).await?
    {
        if let Some(pupil) = places.get(&student).and_then(|at| known.get_mut(*at)) {
            told_of(&own, &mut pupil.values);
        }
    }
    Ok(())
}

fn put(cx: &Cx, row: Sealed, values: &mut Values) -> Result<(), Fault> {
    let close = cx.app.row(cx.school(), "student", row.id.bytes(), Label::CLOSE);
    let cells = [
        (Field::Phone, cx.app.open_some(&close, "phone_cell", row.phone.as_ref())?),
        (Field::Address, cx.app.open_some(&close, "address_cell", row.address.as_ref())?),
    ];
    let yes = |flag: Option<bool>| flag.map(|yes| if yes { "1" } else { "0" }.to_owned());
    let month = |day: Day| format!("{:04}{:02}", day.year(), day.month());
    let plain = [
        (Field::EthnicGroup, row.ethnic),
        (Field::IdType, row.id_type),
        (Field::Boarding, row.boarding),
        (Field::EnteredOn, row.enrolled_on.map(month)),
        (Field::OnlyChild, yes(row.only_child)),
        (Field::MigrantChild, yes(row.migrant_child)),
        (Field::LeftBehind, row.left_behind.map(|code| code.to_string())),
        (Field::Orphan, yes(row.orphan)),
        (Field::Disability, row.disability),
    ];
    for (field, value) in cells.into_iter().chain(plain) {
        if let Some(value) = value {
            values.insert(field, value);
        }
    }
    let json = [
        ("more_cell", Label::CLOSE, row.more),
        ("roll_aid_cell", Label::AID, row.aid),
        ("roll_health_cell", Label::MED, row.health),
    ];
    for (column, label, cell) in json {
        let Some(cell) = cell else { continue };
        let key = cx.app.row(cx.school(), "student", row.id.bytes(), label);
        let text = cx.app.open(&key, column, &cell)?;
        let kept: Values = serde_json::from_str(&text).map_err(|e| Fault::from("json", e))?;
        values.extend(kept);
    }
    Ok(())
}
