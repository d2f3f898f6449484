//! School years, terms, classes, and the days on which the school works.

pub mod making;
pub mod store;

use kernel::{ClassId, Day, TermId, YearId};

db::record! {
    /// A term.
    #[derive(Clone, Debug)]
    pub struct Term {
        /// Its id.
        pub id: TermId,
        /// Its year.
        pub year_id: YearId,
        /// Its name, as the school writes it.
        pub name: String,
        /// First school day.
        pub starts_on: Day,
        /// Last school day.
        pub ends_on: Day,
    }
}

db::record! {
    /// A class of one school year.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Class {
        /// Its id.
        pub id: ClassId,
        /// 1 to 12.
        pub grade: i64,
        /// 1, 2, 3 … within the grade.
        pub number: i64,
    }
}

db::record! {
    /// A holiday, or a make-up day on which the school does work.
    #[derive(Clone, Debug)]
    pub struct DayOff {
        /// The day.
        pub day_on: Day,
        /// `holiday` or `make_up`.
        pub kind: String,
        /// What it is called.
        pub name: String,
    }
}
