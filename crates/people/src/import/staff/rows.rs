//! The rows of a list of staff as they are read: one person each, or several rows of one person put together.

use access::Role;
use kernel::Day;
use serde::{Deserialize, Serialize};

use super::layout::{Holds, StaffMapping};
use super::posts::{self, Post};
use crate::import::Told;
use crate::roster::class_text::{read_class, read_grade};
use crate::roster::codes::{self, List};
use crate::roster::dates::{self, Dated};
use crate::roster::names;
use crate::roster::phones::{self, Phone};
use crate::roster::text::{said, squeeze, tidy};
use crate::roster::{InRow, letters};

/// What a list says of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The name to sign in with, when the list has one.
    pub sign_in: Option<String>,
    /// `m` or `f`, when the list says.
    pub sex: Option<String>,
    /// What is taught.
    pub subject: Option<String>,
    /// The roles.
    pub posts: Vec<Post>,
    /// Somebody who serves already: then only what the list brings beside what is known is told here.
    pub known: bool,
    /// Their first day, when the list says.
    #[serde(with = "as_text")]
    pub from: Option<Day>,
    /// Their last day, when the list says.
    #[serde(with = "as_text")]
    pub until: Option<Day>,
}

/// Days as text, as the database has them.
mod as_text {
    use kernel::Day;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(day: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
        day.map(|day| day.to_string()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
        let text: Option<String> = Option::deserialize(from)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}

/// One person of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffRow {
    /// The first row of the person, as the spreadsheet counts.
    pub number: u32,
    /// The other rows.
    pub more: Vec<u32>,
    /// What they say.
    pub person: Person,
    /// Why a person should look.
    pub doubts: Vec<Told>,
    /// Why the row cannot be taken.
    pub refusals: Vec<Told>,
    /// Only to tell whether two rows are of one person; never kept.
    phone: Option<String>,
}

/// Longest sign-in name and subject.
const LONGEST: usize = 60;

/// Reads the rows below the header.
#[must_use]
pub fn read(rows: &[InRow], mapping: &StaffMapping, today: Day) -> Vec<StaffRow> {
    let mut people: Vec<StaffRow> = Vec::new();
    for row in rows.iter().filter(|row| row.number > mapping.header_row) {
        let Some(read) = (Reading { row, mapping, today }).row() else { continue };
        match people.iter_mut().find(|known| known.is_same(&read)) {
            Some(known) => known.join(read),
            None => people.push(read),
        }
    }
    people
}

impl StaffRow {
    /// Whether another row can be of the same person: the same name, and no number or sign-in name that differs.
    fn is_same(&self, other: &Self) -> bool {
        let apart =
            |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
        let known =
            self.refusals.is_empty() && other.refusals.is_empty() && self.person.name == other.person.name;
        known && !apart(&self.person.sign_in, &other.person.sign_in) && !apart(&self.phone, &other.phone)
    }

    fn join(&mut self, other: Self) {
        let sure = (self.person.sign_in.is_some() && self.person.sign_in == other.person.sign_in)
            || (self.phone.is_some() && self.phone == other.phone);
        if !sure {
            let told =
                Told::new("imports-staff-one-person").with("row", self.number).with("other", other.number);
            self.doubts.push(told);
        }
        self.more.push(other.number);
        self.phone = self.phone.take().or(other.phone);
        let (own, new) = (&mut self.person, other.person);
        own.sign_in = own.sign_in.take().or(new.sign_in);
        own.sex = own.sex.take().or(new.sex);
        own.subject = own.subject.take().or(new.subject);
        own.from = own.from.or(new.from);
        own.until = own.until.or(new.until);
        let posts: Vec<Post> = new.posts.into_iter().filter(|post| !own.posts.contains(post)).collect();
        own.posts.extend(posts);
        self.doubts.extend(other.doubts);
    }
}

struct Reading<'r> {
    row: &'r InRow,
    mapping: &'r StaffMapping,
    today: Day,
}

impl Reading<'_> {
    /// The first filled cell of a sort: its column and text.
    fn text(&self, wanted: &Holds) -> Option<(u16, String)> {
        self.mapping.columns_of(wanted).find_map(|column| {
            let text = tidy(&said(self.row.cell(column))?).0.into_owned();
            (!text.is_empty()).then_some((column, text))
        })
    }

    fn told(&self, key: &str, column: u16, value: &str) -> Told {
        let value: String = value.chars().take(LONGEST).collect();
        Told::new(key).with("cell", format!("{}{}", letters(column), self.row.number)).with("value", value)
    }

    /// The row; none when it is blank, the header again, or a line for people.
    fn row(&self) -> Option<StaffRow> {
        let filled = self.row.cells.iter().filter_map(said).filter(|text| !text.trim().is_empty()).count();
        let name = self.text(&Holds::Name);
        let header = name.as_ref().is_some_and(|(column, text)| {
            self.mapping
                .columns
                .get(usize::from(*column))
                .is_some_and(|(header, _)| squeeze(header) == squeeze(text))
        });
        if filled == 0 || header || (name.is_none() && filled == 1) {
            return None;
        }
        let mut read = StaffRow { number: self.row.number, ..StaffRow::default() };
        self.name(&mut read, name);
        self.sign_in(&mut read);
        if self.row.hidden {
            read.doubts.push(Told::new("roster-row-hidden").with("row", self.row.number));
        }
        if let Some((_, text)) = self.text(&Holds::Phone) {
            read.phone = match phones::read(&text) {
                Some(Phone::Sure(phone) | Phone::NoArea(phone) | Phone::FirstOf(phone)) => Some(phone),
                None => Some(squeeze(&text)),
            };
        }
        if let Some((column, text)) = self.text(&Holds::Sex) {
            match codes::find(List::Sex, &text).map(|entry| entry.code) {
                Some("1") => read.person.sex = Some("m".to_owned()),
                Some("2") => read.person.sex = Some("f".to_owned()),
                _ => read.doubts.push(self.told("imports-staff-sex", column, &text)),
            }
        }
        read.person.subject =
            self.text(&Holds::Subject).map(|(_, text)| text.chars().take(LONGEST).collect());
        read.person.from = self.day(&mut read, &Holds::From);
        read.person.until = self.day(&mut read, &Holds::Until);
        if read.person.until.is_some_and(|until| until < read.person.from.unwrap_or(self.today)) {
            read.refusals.push(Told::new("imports-staff-until").with("row", self.row.number));
        }
        self.posts(&mut read);
        Some(read)
    }

    fn name(&self, read: &mut StaffRow, name: Option<(u16, String)>) {
        let Some((column, text)) = name else {
            read.refusals.push(Told::new("roster-row-no-name").with("row", self.row.number));
            return;
        };
        match names::read(&text) {
            Ok(name) => {
                if name.doubt.is_some() {
                    read.doubts.push(self.told("imports-staff-name-doubt", column, &text));
                }
                read.person.name = name.text;
            }
            Err(_) => {
                read.person.name = text.chars().take(LONGEST).collect();
                read.refusals.push(self.told("imports-staff-name", column, &text));
            }
        }
    }

    fn sign_in(&self, read: &mut StaffRow) {
        let Some((column, text)) = self.text(&Holds::SignIn) else { return };
        let text = squeeze(&text);
        let fits =
            text.len() <= LONGEST && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_@".contains(c));
        if fits {
            read.person.sign_in = Some(text);
        } else {
            read.refusals.push(self.told("imports-staff-letters", column, &text));
        }
    }

    fn day(&self, read: &mut StaffRow, wanted: &Holds) -> Option<Day> {
        let column = self.mapping.columns_of(wanted).next()?;
        let text = said(self.row.cell(column))?.into_owned();
        let found = dates::read(self.row.cell(column), Day::constant(2099, 12, 31));
        if !matches!(found, Some(Dated::Sure(_))) && !text.trim().is_empty() {
            read.refusals.push(self.told("imports-staff-day", column, &text));
        }
        found.map(Dated::date)
    }

    fn posts(&self, read: &mut StaffRow) {
        let beside = self.beside();
        for (column, role) in self.mapping.posts() {
            let Some(text) = said(self.row.cell(column)) else { continue };
            if ["", "无", "無", "-", "—", "/", "否", "none", "no"].contains(&squeeze(&text).as_str()) {
                continue;
            }
            let told = posts::read(&text, role, beside, self.today);
            for post in told.posts {
                if !read.person.posts.contains(&post) {
                    read.person.posts.push(post);
                }
            }
            for word in &told.unknown {
                read.doubts.push(self.told("imports-staff-role-unknown", column, word));
            }
            if !told.placeless.is_empty() {
                read.doubts.push(self.told("imports-staff-role-where", column, &text));
            }
        }
        let keeps = |post: &Post| post.role == Role::Administrator.key();
        if read.person.posts.iter().any(keeps) && !read.person.posts.iter().all(keeps) {
            read.refusals.push(Told::new("imports-staff-alone").with("row", self.row.number));
        }
    }

    /// Grade and class of the row's own columns.
    fn beside(&self) -> (Option<i64>, Option<i64>) {
        let class = self.text(&Holds::Class).map(|(_, text)| read_class(&text, None, self.today));
        let grade = self.text(&Holds::Grade).map(|(_, text)| read_grade(&text, None, self.today));
        let grade = class.as_ref().and_then(|class| class.grade).or(grade.and_then(|grade| grade.grade));
        (grade.map(i64::from), class.and_then(|class| class.class).map(i64::from))
    }
}
