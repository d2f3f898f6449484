//! The demonstration school (U6): invented people, and a term of plausible life around any given day.
//!
//! Nobody in it exists. Names are drawn from `words/names.txt`; ID numbers pass GB 11643 but carry the 市辖区 code of a
//! prefecture, which the registers give to nobody; telephone numbers begin with 160, a prefix that is not assigned.
//! The same seed makes the same school: ids, names, texts, numbers, even nonces (not the salts of
//! passwords), so it is for demonstrations alone.

mod acquainted;
mod around;
mod book;
mod bureau_table;
mod calendar;
mod cases;
mod cast;
mod cells;
mod child;
mod dice;
mod dropout;
mod family;
mod growth;
mod legal_aid;
mod looked_back;
mod maker;
mod marks;
mod names;
mod note;
mod noticing;
mod plan_parts;
mod plans;
mod praise;
mod progress;
mod reviews;
mod rules;
mod spot_check;
mod staff;
mod template;
mod term_life;
mod texts;
mod tiers;

use std::collections::BTreeMap;

use db::{Db, args};
use kernel::{Day, Fault, SchoolId, StaffId};
use vault::Vault;

use book::Book;
use calendar::{Term, at};
pub use cast::{CAST, Member, PUPILS, Pupil};
pub use cells::{CELLS, finding_kind, index, note_kind};
use dice::Dice;
use maker::Maker;
pub use texts::section as words;

/// The frozen school day of tests, screenshots and the manual: a Friday in the twelfth week of an autumn term.
pub const DAY: Day = Day::constant(2026, 11, 20);

/// The region of the school and of all ID numbers: the 市辖区 code of a prefecture, born in by no child of today.
pub const REGION: &str = "520501";

/// Children in one school.
pub const STUDENTS: u64 = 1_200;

/// Turns the seed into that of the second dice.
const ASIDE: u64 = 1 << 40;

/// Schools written in one transaction.
const TOGETHER: usize = 4;

/// What to make.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The same seed makes the same school.
    pub seed: u64,
    /// The school day.
    pub today: Day,
    /// How many children; above [`STUDENTS`] there are several schools.
    pub students: u64,
    /// One password for everybody, for tests; without it each account has its own.
    pub password: Option<String>,
    /// Told how many children are there so far, each time some schools are on the disk.
    pub told: fn(u64),
}

impl Plan {
    /// The school of tests and of the manual, on this day.
    #[must_use]
    pub fn on(today: Day) -> Self {
        Self { seed: 1, today, students: STUDENTS, password: None, told: |_| () }
    }
}

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The sign-in.
    pub sign_in: String,
    /// The password.
    pub password: String,
    /// The name.
    pub name: &'static str,
    /// The role, as the policy names it.
    pub role: &'static str,
    /// For what, in words.
    pub scope: &'static str,
    /// The school.
    pub school: SchoolId,
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    /// Who can sign in.
    pub accounts: Vec<Account>,
    /// Rows made, by table.
    pub figures: BTreeMap<&'static str, u64>,
}

/// A member of the cast with the password, and as it is kept.
struct Ticket {
    password: String,
    hash: String,
}

/// Makes the school, or the schools, in an empty database that has its tables.
///
/// # Errors
/// Those of the database; a fault when there are schools already.
pub async fn make(db: &Db, vault: &Vault, plan: &Plan) -> Result<Made, Fault> {
    let there: i64 = db.reader().await?.one("select count(*) from school", args![]).await?;
    if there > 0 {
        return Err(Fault::new("the database holds a school already"));
    }
    let tickets = {
        let plan = plan.clone();
        tokio::task::spawn_blocking(move || tickets(&plan))
    };
    let (books, mut made_books) = tokio::sync::mpsc::channel::<One>(1);
    let maker = {
        let (plan, vault) = (plan.clone(), vault.clone());
        tokio::task::spawn_blocking(move || {
            for (school, students) in schools(plan.students) {
                if books.blocking_send(one(&vault, &plan, school, students)).is_err() {
                    return;
                }
            }
        })
    };
    let tickets = tickets.await.map_err(|e| Fault::from("the passwords were not made", e))??;
    let mut made = Made { accounts: Vec::new(), figures: BTreeMap::new() };
    while let Some(first) = made_books.recv().await {
        let mut tx = db.begin().await?;
        let mut next = Some(first);
        for left in (0..TOGETHER).rev() {
            let Some(mut one) = next.take() else { break };
            admit(&mut one, (plan, &tickets), &mut made.accounts);
            one.book.write(&mut tx).await?;
            for (table, rows) in one.book.counts() {
                *made.figures.entry(table).or_default() += u64::try_from(rows).unwrap_or(0);
            }
            if left > 0 {
                next = made_books.recv().await;
            }
        }
        tx.commit().await?;
        (plan.told)(made.figures.get("student").copied().unwrap_or_default());
    }
    maker.await.map_err(|e| Fault::from("a school was not made", e))?;
    // A server that has not counted its rows yet takes every table for empty and goes through whole schools again and
    // again. It would count by itself, but only within a minute or two.
    if db.engine() == db::Engine::Postgres {
        db.reader().await?.run("analyze", args![]).await?;
    }
    Ok(made)
}

/// Numbers of the schools, with how many children each has.
fn schools(students: u64) -> impl Iterator<Item = (SchoolId, u64)> {
    let whole = students.div_ceil(STUDENTS).max(1);
    (1..=whole).map(move |number| {
        let before = (number - 1).saturating_mul(STUDENTS);
        let id = SchoolId(i64::try_from(number).unwrap_or(i64::MAX));
        (id, students.saturating_sub(before).min(STUDENTS))
    })
}

/// One school before it is written.
struct One {
    school: SchoolId,
    book: Book,
    /// Places in the cast, and who of the staff they are.
    cast: Vec<(usize, StaffId)>,
}

/// All rows of one school, save the accounts.
fn one(vault: &Vault, plan: &Plan, school: SchoolId, students: u64) -> One {
    let term = Term::around(plan.today);
    let dice = Dice::of(plan.seed, school.0);
    let aside = Dice::of(plan.seed ^ ASIDE, school.0);
    let mut maker = Maker { dice, aside, vault, school, term: &term, book: Book::new() };
    let name = if school.0 == 1 {
        "清溪镇九年制学校".to_owned()
    } else {
        format!("清溪镇第{}九年制学校", school.0)
    };
    let people = staff::make(&mut maker, &name);
    let mut children = child::make(&mut maker, &people, i64::try_from(students).unwrap_or(0));
    rules::usual(&mut maker, &people);
    noticing::census(&mut maker, &people, &mut children);
    let cases = cases::make(&mut maker, &people, &children);
    tiers::make(&mut maker, &people, &children, &cases);
    term_life::make(&mut maker, &people, &children, &cases);
    rules::excuses(&mut maker, &children, &cases);
    marks::exams(&mut maker, people.term, &children);
    let away = marks::absences(&mut maker, &children);
    spot_check::make(&mut maker, &people, &children, &cases);
    growth::make(&mut maker, &people, &children, &cases);
    reviews::make(&mut maker, &people, &children, &cases);
    around::make(&mut maker, &people, &children, &cases);
    template::make(&mut maker, &people);
    praise::make(&mut maker, &people, &children, &cases);
    plans::make(&mut maker, &people, &children, &cases);
    progress::make(&mut maker, &children, &cases);
    let gone = dropout::make(&mut maker, &people, &children);
    legal_aid::make(&mut maker, &people, &children);
    looked_back::make(&mut maker, &people, &children, &cases);
    acquainted::make(&mut maker, &people, &children, &[away, gone].concat());
    bureau_table::make(&mut maker, &people);
    One { school, book: maker.book, cast: people.cast }
}

/// The passwords of the cast, made once for all schools: each is hashed for as long as a sign-in takes.
fn tickets(plan: &Plan) -> Result<Vec<Ticket>, Fault> {
    let dice = Dice::of(plan.seed, 0);
    let mut tickets: Vec<Ticket> = Vec::new();
    for _ in CAST {
        let ticket = match (&plan.password, tickets.first()) {
            (Some(password), Some(first)) => Ticket { password: password.clone(), hash: first.hash.clone() },
            (own, _) => {
                let password = own.clone().unwrap_or_else(|| cast::password(&dice));
                let hash = accounts::password::hash_now(&password)?;
                Ticket { password, hash }
            }
        };
        tickets.push(ticket);
    }
    Ok(tickets)
}

/// Gives the cast of a school their accounts: the plain sign-in in the first, with the school's number in others.
fn admit(one: &mut One, (plan, tickets): (&Plan, &[Ticket]), accounts: &mut Vec<Account>) {
    let made_at = at(Term::around(plan.today).starts, 8, 0);
    let school = one.school;
    for (place, staff) in &one.cast {
        let (Some(member), Some(ticket)) = (CAST.get(*place), tickets.get(*place)) else { continue };
        let sign_in = if school.0 == 1 {
            member.sign_in.to_owned()
        } else {
            format!("{}.{}", member.sign_in, school.0)
        };
        one.book.account.add(args![sign_in, school, *staff, ticket.hash, made_at, made_at]);
        accounts.push(Account {
            sign_in,
            password: ticket.password.clone(),
            name: member.name,
            role: member.role,
            scope: member.scope,
            school,
        });
    }
}

/// A telephone number that rings nowhere.
fn phone(school: SchoolId, number: i64) -> String {
    format!("160{:08}", school.0.saturating_mul(10_000).saturating_add(number).rem_euclid(100_000_000))
}
