//! Lists on both engines, single decisions and the oracle, side by side.

use access::{Action, Actor, Columns, Condition, Facts, Kind};
use db::{Conn, Result, args};
use kernel::{Chance, SchoolId};
use uuid::Uuid;

use super::faults::Fault;
use super::oracle::{self, Person, Record};
use super::{School, World, rows};

/// What was compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub worlds: usize,
    pub lists: usize,
    pub decisions: usize,
    pub allowed: usize,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        self.worlds += other.worlds;
        self.lists += other.lists;
        self.decisions += other.decisions;
        self.allowed += other.allowed;
    }
}

/// Kinds whose records have an author and stand about one or several children.
const WRITTEN: [Kind; 5] = [Kind::Remark, Kind::Note, Kind::HomeVisit, Kind::Sealed, Kind::SealedVisit];

/// A line of a list: school, note (nil where the list has none) and student.
type Key = (i64, Uuid, Uuid);

/// A record and its place in a list: note (or none) and student.
struct Listed {
    record: Record,
    facts: Facts,
    key: Key,
}

/// One shape of list: the records that could be in it, and its SQL up to the condition.
struct Shape {
    all: Vec<Listed>,
    columns: Columns,
    select: &'static str,
    kinds: Vec<Kind>,
}

fn facts(world: &World, record: &Record) -> Facts {
    let school = &world.schools[record.school];
    let class = oracle::class(school, record.pupil, world.today);
    Facts {
        school: SchoolId(school.id),
        student: Some(rows::student(record.pupil)),
        class: class.map(rows::class),
        grade: class.map(|class| school.classes[class]),
        author: record.author.map(rows::staff),
        named: record.named,
    }
}

fn children(world: &World) -> Shape {
    let mut all = Vec::new();
    for (place, school) in world.schools.iter().enumerate() {
        for pupil in 0..school.pupils {
            let record = Record { school: place, pupil, author: None, named: false };
            let key = (school.id, Uuid::nil(), rows::student(pupil).0);
            all.push(Listed { facts: facts(world, &record), record, key });
        }
    }
    let select = "select s.school_id, s.id, s.id from student s";
    Shape { all, columns: Columns::USUAL, select, kinds: Kind::ALL.to_vec() }
}

fn notes(world: &World, staff: usize) -> Shape {
    let mut all = Vec::new();
    for (place, school) in world.schools.iter().enumerate() {
        for (number, note) in school.notes.iter().enumerate() {
            for pupil in &note.pupils {
                let named = note.readers.contains(&staff);
                let record = Record { school: place, pupil: *pupil, author: Some(note.author), named };
                let key = (school.id, rows::note(number).0, rows::student(*pupil).0);
                all.push(Listed { facts: facts(world, &record), record, key });
            }
        }
    }
    let select = "select n.school_id, n.id, s.id from note n
        join note_student ns on ns.school_id = n.school_id and ns.note_id = n.id
        join student s on s.school_id = ns.school_id and s.id = ns.student_id";
    Shape { all, columns: Columns::NOTE, select, kinds: WRITTEN.to_vec() }
}

/// Asks for one list on one engine.
async fn listed(
    conn: &mut Conn,
    (world, school): (&World, &School),
    (fault, shape): (Fault, &Shape),
    condition: &Condition,
) -> Result<Vec<Key>> {
    let id = SchoolId(school.id);
    let mut args = args![world.today, id].to_vec();
    args.extend(condition.args.iter().cloned());
    let (select, enrolled, schools) = (shape.select, fault.enrolled(), fault.schools());
    let sql = format!("{select} {enrolled} where {schools} and {}", condition.sql);
    let mut found: Vec<Key> = conn.all(&sql, &args).await?;
    let count =
        format!("select count(*) from ({select} {enrolled} where {schools} and {}) as list", condition.sql);
    // A count is the length of its list: asked now and then, it costs as much as the list.
    if (found.len() + usize::try_from(school.id).unwrap()).is_multiple_of(7) {
        let length: i64 = conn.one(&count, &args).await?;
        assert_eq!(usize::try_from(length).unwrap(), found.len());
    }
    if shape.columns.note.is_none() {
        found.iter_mut().for_each(|key| key.1 = Uuid::nil());
    }
    found.sort_unstable();
    Ok(found)
}

/// One person's look at the world, on several engines.
pub struct Look<'w> {
    pub world: &'w World,
    pub fault: Fault,
    pub chance: &'w Chance,
    /// How many pairs of kind and action to try in lists of children; half as many in lists of notes.
    pub pairs: usize,
}

impl Look<'_> {
    /// Compares for one person; the first difference in words.
    pub async fn compare(
        &self,
        conns: &mut [Conn],
        place: usize,
        staff: usize,
    ) -> std::result::Result<Tally, String> {
        let school = &self.world.schools[place];
        let mut actors = Vec::new();
        for conn in conns.iter_mut() {
            let found =
                self.fault.find(conn, SchoolId(school.id), rows::staff(staff), self.world.today).await;
            actors.push(sorted(found.map_err(|error| error.to_string())?));
        }
        if actors.windows(2).any(|two| two[0] != two[1]) {
            return Err(format!("the engines know different people: {actors:?}"));
        }
        let person = Person::new(self.world, place, staff);
        let mut tally = Tally::default();
        for shape in [children(self.world), notes(self.world, staff)] {
            let mut known: Vec<(Condition, Vec<Key>)> = Vec::new();
            let written = shape.columns.note.is_some();
            for _ in 0..if written { self.pairs / 2 } else { self.pairs } {
                let kind = shape.kinds[self.chance.below(shape.kinds.len() as u64) as usize];
                let action = Action::ALL[self.chance.below(Action::ALL.len() as u64) as usize];
                let wanted = self.single(&actors[0], &person, &shape, (kind, action))?;
                tally.decisions += shape.all.len();
                tally.allowed += wanted.len();
                let condition = self.fault.condition(&actors[0], (kind, action), &shape.columns, 3);
                let same = |k: &&(Condition, _)| k.0.sql == condition.sql && k.0.args == condition.args;
                let found = match known.iter().find(same) {
                    Some((_, found)) => found.clone(),
                    None => {
                        let found = self.lists(conns, school, &shape, &condition).await?;
                        tally.lists += 1;
                        known.push((condition, found.clone()));
                        found
                    }
                };
                if found != wanted {
                    return Err(self.words(&actors[0], (kind, action), &wanted, &found));
                }
            }
        }
        Ok(tally)
    }

    /// Each record by itself: the decision against the oracle. What is allowed of one's school, as a list.
    fn single(
        &self,
        actor: &Actor,
        person: &Person<'_>,
        shape: &Shape,
        (kind, action): (Kind, Action),
    ) -> std::result::Result<Vec<Key>, String> {
        let mut list = Vec::new();
        for Listed { record, facts, key } in &shape.all {
            let oracle = person.may(kind, action, record);
            let decided = self.fault.decides(actor, action, kind, facts);
            if oracle != decided {
                let (kind, action) = (kind.key(), action.key());
                return Err(format!(
                    "{action} {kind}: oracle {oracle}, decide {decided}: {record:?} {facts:?} {actor:?}"
                ));
            }
            if oracle {
                list.push(*key);
            }
        }
        list.sort_unstable();
        Ok(list)
    }

    /// The list on each engine, which must be one.
    async fn lists(
        &self,
        conns: &mut [Conn],
        school: &School,
        shape: &Shape,
        condition: &Condition,
    ) -> std::result::Result<Vec<Key>, String> {
        let mut first: Option<Vec<_>> = None;
        for conn in conns {
            let found = listed(conn, (self.world, school), (self.fault, shape), condition).await;
            let found = found.unwrap_or_else(|error| panic!("{}: {error}", condition.sql));
            if first.as_ref().is_some_and(|first| *first != found) {
                return Err(format!("the engines list differently: {}", condition.sql));
            }
            first = Some(found);
        }
        first.ok_or_else(|| "no engine".into())
    }

    fn words(&self, actor: &Actor, (kind, action): (Kind, Action), wanted: &[Key], found: &[Key]) -> String {
        let more = found.iter().filter(|key| !wanted.contains(key)).count();
        let fewer = wanted.iter().filter(|key| !found.contains(key)).count();
        format!(
            "{} {} on {}: the list has {more} too many, {fewer} too few (and {} lines for {}): {actor:?}",
            action.key(),
            kind.key(),
            self.world.today,
            found.len(),
            wanted.len()
        )
    }
}

/// The engines may give roles and children in any order.
fn sorted(mut actor: Actor) -> Actor {
    actor.roles.sort_by_key(|held| format!("{held:?}"));
    actor.assigned.sort_unstable();
    actor
}
