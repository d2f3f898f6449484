//! A child of school age who stopped coming (控辍保学): since when and why as far as is known, and how it ended. Whoever goes
//! and asks the child back writes the usual note; those notes are the visits of the ledger. Suspected until a named person
//! says that the child has dropped out; ended only with a ground (notice of the Ministry of Education, April 2024).

mod actions;
mod pages;
mod panel;
mod reading;
mod store;

pub use panel::panel;
pub use reading::{Visit, all, find, of_student, open_of, visits};

use axum::Router;
use axum::routing::{get, post};
use kernel::{Day, DropoutId, Instant};
use people::student::Student;
use web::App;

use crate::words::keyed;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/dropouts", get(pages::index).post(pages::create))
        .route("/dropouts/new", get(pages::new))
        .route("/dropouts/{id}", get(pages::show).post(pages::amend))
        .route("/dropouts/{id}/edit", get(pages::edit))
        .route("/dropouts/{id}/confirmation", post(pages::confirm))
        .route("/dropouts/{id}/ending", post(pages::end))
        .route("/dropouts/{id}/reopening", post(pages::reopen))
        .route("/dropouts/{id}/withdrawal", post(pages::withdraw))
}

keyed! {
    /// Why, as far as is known.
    Reason of "dropout-reason" {
        /// 还不清楚
        Unknown = "unknown",
        /// 不想上学
        Weary = "weary",
        /// 功课跟不上
        Behind = "behind",
        /// 家里困难
        Hardship = "hardship",
        /// 家里的事
        Family = "family",
        /// 出去打工
        Work = "work",
        /// 生病
        Illness = "illness",
        /// 跟家人去了外地
        Moved = "moved",
    }
}

keyed! {
    /// How it ended.
    Ending of "dropout-ending" {
        /// 回来上学了
        Returned = "returned",
        /// 转学
        Transferred = "transferred",
        /// 在外地就读，已核实
        Elsewhere = "elsewhere",
        /// 办了休学或缓学
        Excused = "excused",
        /// 已满年龄
        Grown = "grown",
        /// 其他
        Other = "other",
    }
}

keyed! {
    /// How a child who came back is taught.
    Placement of "dropout-placement" {
        /// 随班就读
        Class = "class",
        /// 送教上门
        Home = "home",
        /// 职业教育
        Vocational = "vocational",
    }
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody knows yet whether the child comes back.
    Suspected,
    /// A named person has said that the child has dropped out.
    Confirmed,
    /// Over, with a ground.
    Ended,
}

impl Stage {
    /// The word that people read.
    #[must_use]
    pub fn word(self, look: &web::Look) -> &'static str {
        look.t(match self {
            Self::Suspected => "terms-dropout-stage-suspected",
            Self::Confirmed => "terms-dropout-stage-confirmed",
            Self::Ended => "terms-dropout-stage-ended",
        })
    }
}

/// What is known at the beginning and may be written better later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The first day on which the child did not come.
    pub left_on: Day,
    /// Why.
    pub reason: Reason,
    /// The same in somebody's words.
    pub words: Option<String>,
    /// Where the child is said to be.
    pub whereabouts: Option<String>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// From which day: the first day back at school, for a child who returned.
    pub on: Day,
    /// How.
    pub how: Ending,
    /// How a child who returned is taught.
    pub placement: Option<Placement>,
    /// What proves it.
    pub ground: String,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct Dropout {
    /// The id.
    pub id: DropoutId,
    /// The child.
    pub student: Student,
    /// What is known.
    pub known: Known,
    /// When it was written down.
    pub begun_at: Instant,
    /// By whom.
    pub begun_by: String,
    /// Since when the child counts as having dropped out.
    pub confirmed_on: Option<Day>,
    /// How it ended, and when that was written down.
    pub ended: Option<(Ended, Instant)>,
}

impl Dropout {
    /// How far it had come at the end of a day; none before it began.
    #[must_use]
    pub fn stage_on(&self, day: Day) -> Option<Stage> {
        if self.known.left_on > day {
            None
        } else if self.ended.as_ref().is_some_and(|(ended, _)| ended.on <= day) {
            Some(Stage::Ended)
        } else if self.confirmed_on.is_some_and(|on| on <= day) {
            Some(Stage::Confirmed)
        } else {
            Some(Stage::Suspected)
        }
    }

    /// How far it has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage_on(Day::MAX).unwrap_or(Stage::Suspected)
    }

    /// The day on which it was taken off the ledger.
    #[must_use]
    pub fn struck_on(&self) -> Option<Day> {
        self.ended.as_ref().map(|(_, at)| at.day())
    }
}
