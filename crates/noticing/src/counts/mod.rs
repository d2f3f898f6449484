//! Numbers by class, grade, category and combination, at any date (C5).
//!
//! A child in two categories stands in both rows and is one child in every total. Findings are dated, so the numbers
//! of an earlier day are those that stood on that day.

mod pages;

pub use pages::may_count;

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::routing::get;
use db::Conn;
use kernel::{ClassId, Day, StudentId};
use web::{App, Cx, Failure};

use crate::finding::{self, Listed};
use crate::word::Category;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/census/counts", get(pages::show))
        .route("/census/counts/students", get(pages::students))
}

/// Children by category, and distinct children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    children: BTreeSet<StudentId>,
    by_category: BTreeMap<Category, BTreeSet<StudentId>>,
}

impl Tally {
    fn add(&mut self, line: &Listed) {
        self.children.insert(line.student);
        self.by_category.entry(line.category).or_default().insert(line.student);
    }

    /// How many distinct children.
    #[must_use]
    pub fn children(&self) -> i64 {
        size(self.children.len())
    }

    /// How many distinct children in this category.
    #[must_use]
    pub fn of(&self, category: Category) -> i64 {
        self.by_category.get(&category).map_or(0, |children| size(children.len()))
    }

    /// The categories that somebody is in, in the order of the pages.
    #[must_use]
    pub fn categories(&self) -> Vec<Category> {
        self.by_category.keys().copied().collect()
    }
}

/// One class with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassTally {
    /// The class of that day.
    pub class: ClassId,
    /// Its grade.
    pub grade: i64,
    /// Its number.
    pub number: i64,
    /// The numbers.
    pub tally: Tally,
}

/// All numbers of one day within what one person may list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Everybody.
    pub all: Tally,
    /// By grade.
    pub by_grade: BTreeMap<i64, Tally>,
    /// By class, in order.
    pub by_class: Vec<ClassTally>,
    /// How many children are in exactly these categories; most first.
    pub combinations: Vec<(Vec<Category>, i64)>,
}

impl Counts {
    /// Counts the lines of a day.
    #[must_use]
    pub fn of(lines: &[Listed]) -> Self {
        let mut counts = Self::default();
        let mut classes: BTreeMap<(i64, i64, ClassId), Tally> = BTreeMap::new();
        for line in lines {
            counts.all.add(line);
            counts.by_grade.entry(line.grade).or_default().add(line);
            classes.entry((line.grade, line.number, line.class)).or_default().add(line);
        }
        let by_class = classes.into_iter();
        counts.by_class = by_class
            .map(|((grade, number, class), tally)| ClassTally { class, grade, number, tally })
            .collect();
        let mut sets: BTreeMap<Vec<Category>, i64> = BTreeMap::new();
        for set in sets_of(lines).into_values() {
            *sets.entry(set.into_iter().collect()).or_default() += 1;
        }
        counts.combinations = sets.into_iter().collect();
        counts.combinations.sort_by_key(|(set, children)| (-children, set.clone()));
        counts
    }
}

/// The set of categories of each child.
fn sets_of(lines: &[Listed]) -> BTreeMap<StudentId, BTreeSet<Category>> {
    let mut sets: BTreeMap<StudentId, BTreeSet<Category>> = BTreeMap::new();
    for line in lines {
        sets.entry(line.student).or_default().insert(line.category);
    }
    sets
}

/// The numbers of a day within what this person may list.
///
/// # Errors
/// Those of the database.
pub async fn counts(conn: &mut Conn, cx: &Cx, day: Day) -> Result<Counts, Failure> {
    Ok(Counts::of(&finding::list(conn, cx, day).await?))
}

fn size(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;
    use uuid::Uuid;

    fn line(child: u128, class: u128, category: Category) -> Listed {
        Listed {
            student: StudentId(Uuid::from_u128(child)),
            name: String::new(),
            class: ClassId(Uuid::from_u128(class)),
            grade: 4,
            number: i64::try_from(class).unwrap_or(0),
            category,
        }
    }

    #[test]
    fn a_child_with_two_categories_is_one_child_in_every_total() {
        let lines = [
            line(1, 1, Category::LeftBehind),
            line(1, 1, Category::Poor),
            line(2, 1, Category::LeftBehind),
            line(3, 2, Category::Poor),
        ];
        let counts = Counts::of(&lines);
        assert_eq!(counts.all.children(), 3);
        assert_eq!((counts.all.of(Category::LeftBehind), counts.all.of(Category::Poor)), (2, 2));
        assert_eq!(counts.by_grade[&4].children(), 3);
        assert_eq!(counts.by_class[0].tally.children(), 2);
        let both = vec![Category::LeftBehind, Category::Poor];
        assert!(counts.combinations.contains(&(both, 1)));
        assert_eq!(counts.combinations.iter().map(|(_, children)| children).sum::<i64>(), 3);
    }
}
