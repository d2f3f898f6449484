//! Keeps the people of a list (R1, O3): staff, their accounts, their roles; and takes them back with the import.

use std::collections::{BTreeMap, BTreeSet};

use access::Role;
use access::actor::HeldFor;
use db::{Conn, Tx, args};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::{ClassId, FOREVER, Fault, ImportId, Instant, RoleId, StaffId};
use language::names;
use people::import::staff::posts::{Place, Post};
use people::import::staff::rows::Person;
use people::import::staff::{Kept, Known, KnownPerson, StaffSink, Wanted};
use people::import::store::{Import, note_change, noted_changes};
use people::import::undo::{Blocked, forget_classes};
use people::import::write::what;
use people::term;
use serde::{Deserialize, Serialize};
use serde_json::json;
use web::Cx;

use super::actions::change;
use super::store::{self, NewRole};
use crate::password;

/// The sink of this room.
#[derive(Clone, Copy, Debug, Default)]
pub struct Intake;

const STAFF_NEW: &str = "staff.new";
const STAFF_CHANGED: &str = "staff.changed";
const ROLE_NEW: &str = "role.new";
const ACCOUNT_NEW: &str = "account.new";
/// No first password yet: the account was made, and nothing opens it.
pub(crate) const NEVER: Instant = Instant(0);

/// How a known person stood before a list.
#[derive(Serialize, Deserialize)]
struct Before {
    sex: Option<String>,
    subject: Option<String>,
}

impl StaffSink for Intake {
    fn known<'a>(
        &'a self,
        cx: &'a Cx,
        conn: &'a mut Conn,
        sign_ins: &'a [String],
    ) -> BoxFuture<'a, Result<Known, Fault>> {
        known(cx, conn, sign_ins).boxed()
    }

    fn keep<'a>(
        &'a self,
        cx: &'a Cx,
        tx: &'a mut Tx,
        import: ImportId,
        people: &'a [Wanted],
    ) -> BoxFuture<'a, Result<Kept, Fault>> {
        async move {
            let known = self::known(cx, tx, &[]).await?;
            let mut keeping = Keeping::new(cx, tx, import).await?;
            for wanted in people {
                let there = wanted.who.and_then(|id| known.people.iter().find(|person| person.id == id));
                match there {
                    Some(there) => keeping.change(tx, there, &wanted.person).await?,
                    None => keeping.add(tx, &wanted.person).await?,
                }
            }
            Ok(keeping.kept)
        }
        .boxed()
    }

    fn undo<'a>(
        &'a self,
        cx: &'a Cx,
        tx: &'a mut Tx,
        import: &'a Import,
    ) -> BoxFuture<'a, Result<Result<(), Blocked>, Fault>> {
        undo(cx, tx, import).boxed()
    }
}

db::record! {
    struct KnownRow {
        id: StaffId,
        name: String,
        login: Option<String>,
        sex: Option<String>,
        subject: Option<String>,
    }
}

async fn known(cx: &Cx, conn: &mut Conn, sign_ins: &[String]) -> Result<Known, Fault> {
    let (school, today) = (cx.school(), cx.today());
    let rows: Vec<KnownRow> = conn
        .all(
            "select s.id, s.name, (select min(a.login) from account a
                                   where a.school_id = s.school_id and a.staff_id = s.id and a.ended_at is null),
                    s.sex, s.subject
             from staff s where s.school_id = $1 and s.left_on >= $2 order by s.sort_key, s.id",
            args![school, today],
        )
        .await?;
    let mut posts: BTreeMap<StaffId, Vec<Post>> = BTreeMap::new();
    for held in store::roles_to_come(conn, school, today).await? {
        let place = match (held.class_grade, held.class_number, held.grade) {
            (Some(grade), Some(number), _) => Place::Class(grade, number),
            (_, _, Some(grade)) => Place::Grade(grade),
            _ => Place::School,
        };
        posts.entry(held.staff).or_default().push(Post { role: held.role, place });
    }
    let person = |row: KnownRow| KnownPerson {
        posts: posts.remove(&row.id).unwrap_or_default(),
        id: row.id,
        name: row.name,
        sign_in: row.login,
        sex: row.sex,
        subject: row.subject,
    };
    Ok(Known { people: rows.into_iter().map(person).collect(), taken: taken(conn, sign_ins).await? })
}

/// Of these sign-in names, those of any account, of whatever school: a name leads to one person.
async fn taken(conn: &mut Conn, sign_ins: &[String]) -> Result<BTreeSet<String>, Fault> {
    let taken = conn.all_of("select login from account where login in (THESE)", args![], sign_ins).await?;
    Ok(taken.into_iter().collect())
}

struct Keeping<'a> {
    cx: &'a Cx,
    import: ImportId,
    seq: i64,
    classes: BTreeMap<(i64, i64), ClassId>,
    /// The hash of a password that nobody was told.
    closed: String,
    kept: Kept,
}

impl<'a> Keeping<'a> {
    async fn new(cx: &'a Cx, tx: &mut Tx, import: ImportId) -> Result<Self, Fault> {
        let classes = term::store::classes(tx, cx.school(), cx.today()).await?;
        let classes = classes.into_iter().map(|class| ((class.grade, class.number), class.id)).collect();
        let closed = password::hash(cx.app.chance.password()).await?;
        Ok(Self { cx, import, seq: 0, classes, closed, kept: Kept::default() })
    }

    async fn note(
        &mut self,
        tx: &mut Tx,
        (what, subject): (&str, uuid::Uuid),
        before: Option<&str>,
    ) -> Result<(), Fault> {
        Ok(note_change(tx, self.cx, (self.import, &mut self.seq), (what, subject), before).await?)
    }

    /// Somebody new, with an account for which slips are made later.
    async fn add(&mut self, tx: &mut Tx, person: &Person) -> Result<(), Fault> {
        let (cx, id) = (self.cx, StaffId(self.cx.uuid()));
        let (now, today) = (cx.app.clock.now(), cx.today());
        let about = (person.name.as_str(), person.subject.as_deref(), person.sex.as_deref());
        store::insert(tx, (cx.school(), id), about, (today, now)).await?;
        self.note(tx, (STAFF_NEW, id.0), None).await?;
        let login = self.open_account(tx, id, person).await?;
        let after = json!({"name": person.name, "sign_in": login}).to_string();
        cx.event(tx, change("staff.added", id.0, Some(&after))).await?;
        self.grant(tx, id, person, &person.posts).await?;
        self.kept.added += 1;
        Ok(())
    }

    /// An account that nothing opens before a slip is made.
    async fn open_account(&mut self, tx: &mut Tx, id: StaffId, person: &Person) -> Result<String, Fault> {
        let login = match &person.sign_in {
            Some(sign_in) => sign_in.clone(),
            None => free_sign_in(tx, &person.name).await?,
        };
        let now = self.cx.app.clock.now();
        let password = (self.closed.as_str(), Some(NEVER));
        password::store::insert(tx, &login, (self.cx.school(), id), password, now).await?;
        self.note(tx, (ACCOUNT_NEW, id.0), None).await?;
        Ok(login)
    }

    /// What the list says beyond what is known; nothing is taken away.
    async fn change(&mut self, tx: &mut Tx, there: &KnownPerson, person: &Person) -> Result<(), Fault> {
        let cx = self.cx;
        let told = |new: &Option<String>, old: &Option<String>| new.clone().or(old.clone());
        let (sex, subject) = (told(&person.sex, &there.sex), told(&person.subject, &there.subject));
        let posts: Vec<Post> =
            person.posts.iter().filter(|post| !there.posts.contains(post)).cloned().collect();
        let differs = sex != there.sex || subject != there.subject;
        if differs {
            let before = Before { sex: there.sex.clone(), subject: there.subject.clone() };
            let before = serde_json::to_string(&before).map_err(|e| Fault::from("json", e))?;
            store::update_about(tx, (cx.school(), there.id), (sex.as_deref(), subject.as_deref())).await?;
            self.note(tx, (STAFF_CHANGED, there.id.0), Some(&before)).await?;
            let after = json!({"sex": sex, "subject": subject}).to_string();
            let change = web::cx::Change {
                before: Some(&before),
                ..change("staff.changed", there.id.0, Some(&after))
            };
            cx.event(tx, change).await?;
        }
        if there.sign_in.is_none() {
            let login = self.open_account(tx, there.id, person).await?;
            let after = json!({"sign_in": login}).to_string();
            cx.event(tx, change("account.opened", there.id.0, Some(&after))).await?;
        }
        self.grant(tx, there.id, person, &posts).await?;
        self.kept.changed += i64::from(differs || !posts.is_empty() || there.sign_in.is_none());
        Ok(())
    }

    async fn grant(
        &mut self,
        tx: &mut Tx,
        staff: StaffId,
        person: &Person,
        posts: &[Post],
    ) -> Result<(), Fault> {
        let cx = self.cx;
        let (from, until) = (person.from.unwrap_or_else(|| cx.today()), person.until.unwrap_or(FOREVER));
        for post in posts {
            let role = Role::parse(&post.role).ok_or_else(|| Fault::new("a role of a list"))?;
            let held_for = match post.place {
                Place::School => HeldFor::School,
                Place::Grade(grade) => HeldFor::Grade(grade),
                Place::Class(grade, number) => HeldFor::Class(self.class(tx, (grade, number)).await?),
            };
            let new = NewRole { id: RoleId(cx.uuid()), staff, role, held_for, from, until };
            store::grant(tx, cx.school(), &new, (cx.actor.staff, cx.app.clock.now())).await?;
            self.note(tx, (ROLE_NEW, new.id.0), None).await?;
            let after = new.told();
            cx.event(tx, change("role.granted", staff.0, Some(&after))).await?;
        }
        if !posts.is_empty() && access::alone::clashes(tx, cx.school(), staff, cx.today()).await? {
            // The list was judged, and refuses this; what came between the clicks refuses all of it.
            return Err(Fault::new("an administrator would be something else as well"));
        }
        Ok(())
    }

    async fn class(&mut self, tx: &mut Tx, place: (i64, i64)) -> Result<ClassId, Fault> {
        if let Some(id) = self.classes.get(&place) {
            return Ok(*id);
        }
        let (year, made) = term::making::year(tx, self.cx).await?;
        if made {
            self.note(tx, (what::YEAR_NEW, year.0), None).await?;
        }
        let id = term::making::class(tx, self.cx, year, place).await?;
        self.note(tx, (what::CLASS_NEW, id.0), None).await?;
        self.classes.insert(place, id);
        Ok(id)
    }
}

/// A free sign-in name made of a person's name: chen.jing, chen.jing2 …
pub(super) async fn free_sign_in(tx: &mut Tx, name: &str) -> Result<String, Fault> {
    let made = names::sign_in(name);
    let base = if made.is_empty() { "staff" } else { made.as_str() };
    for nth in 1u32.. {
        let name = if nth == 1 { base.to_owned() } else { format!("{base}{nth}") };
        if taken(tx, std::slice::from_ref(&name)).await?.is_empty() {
            return Ok(name);
        }
    }
    Err(Fault::new("no free sign-in name"))
}

/// Whoever signed in since the import is in the way: there may be records with that name under them.
async fn undo(cx: &Cx, tx: &mut Tx, import: &Import) -> Result<Result<(), Blocked>, Fault> {
    let (school, id) = (cx.school(), import.id);
    let met: Vec<String> = tx
        .all(
            "select distinct s.name from import_change x
             left join role_held r on r.school_id = x.school_id and r.id = x.subject_id
             join staff s on s.school_id = x.school_id and s.id = coalesce(r.staff_id, x.subject_id)
             join sign_in i on i.school_id = s.school_id and i.staff_id = s.id and i.began_at >= $3
             where x.school_id = $1 and x.import_id = $2 order by s.name",
            args![school, id, import.applied_at],
        )
        .await?;
    if !met.is_empty() {
        return Ok(Err(Blocked::Touched(met)));
    }
    match take_back(cx, tx, id).await {
        Err(db::Error::Refused(_)) => Ok(Err(Blocked::Others)),
        other => Ok(Ok(other?)),
    }
}

async fn take_back(cx: &Cx, tx: &mut Tx, import: ImportId) -> db::Result<()> {
    let school = cx.school();
    let mine = "(select subject_id from import_change where school_id = $1 and import_id = $2 and what =";
    for (table, column, what) in [
        ("role_held", "id", ROLE_NEW),
        ("role_held", "staff_id", STAFF_NEW),
        ("account", "staff_id", ACCOUNT_NEW),
        ("staff", "id", STAFF_NEW),
    ] {
        let sql = format!("delete from {table} where school_id = $1 and {column} in {mine} '{what}')");
        tx.run(&sql, args![school, import]).await?;
    }
    for (what, subject, before) in noted_changes(tx, cx, import).await.map_err(bug)? {
        if let (STAFF_CHANGED, Some(before)) = (what.as_str(), before) {
            let before: Before =
                serde_json::from_str(&before).map_err(|e| bug(Fault::from("a kept row", e)))?;
            let about = (before.sex.as_deref(), before.subject.as_deref());
            store::update_about(tx, (school, StaffId(subject)), about).await?;
        }
    }
    forget_classes(tx, cx, import).await
}

fn bug(fault: Fault) -> db::Error {
    db::Error::Bug(fault.to_string())
}
