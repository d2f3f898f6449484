//! How confidential a kind of record is: a level and a compartment (trust 3.2, 4.1).

/// Who holds the key: each compartment has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compartment {
    /// Everyday support work.
    Gen,
    /// Money and hardship.
    Aid,
    /// Health and special education.
    Med,
    /// Psychology.
    Psy,
    /// Crisis.
    Crisis,
    /// Child protection.
    Protect,
    /// Allegations about staff.
    Staff,
}

impl Compartment {
    /// Every compartment, in the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Gen, Self::Aid, Self::Med, Self::Psy, Self::Crisis, Self::Protect, Self::Staff];

    /// The number bound into a cell, from 1.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Gen => 1,
            Self::Aid => 2,
            Self::Med => 3,
            Self::Psy => 4,
            Self::Crisis => 5,
            Self::Protect => 6,
            Self::Staff => 7,
        }
    }

    /// The name that the compartment's key is made from.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gen => "gen",
            Self::Aid => "aid",
            Self::Med => "med",
            Self::Psy => "psy",
            Self::Crisis => "crisis",
            Self::Protect => "protect",
            Self::Staff => "staff",
        }
    }
}

/// Level 0 plain, 1 plain but counted, 2 encrypted, 3 encrypted under a compartment's own key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// 0 to 3.
    pub level: u8,
    /// The compartment.
    pub compartment: Compartment,
}

impl Label {
    /// Level 0: names, classes.
    pub const PLAIN: Self = Self { level: 0, compartment: Compartment::Gen };
    /// Level 1: marks, attendance.
    pub const COUNTED: Self = Self { level: 1, compartment: Compartment::Gen };
    /// Level 2: what is written about a child in everyday support.
    pub const CLOSE: Self = Self { level: 2, compartment: Compartment::Gen };
    /// Level 3 of money and hardship.
    pub const AID: Self = Self { level: 3, compartment: Compartment::Aid };
    /// Level 3 of health.
    pub const MED: Self = Self { level: 3, compartment: Compartment::Med };
    /// Level 3 of psychology.
    pub const PSY: Self = Self { level: 3, compartment: Compartment::Psy };

    /// The label as it stands in the database and in the binding of a cell.
    #[must_use]
    pub fn text(self) -> &'static str {
        match (self.level, self.compartment) {
            (0, _) => "L0",
            (1, _) => "L1",
            (2, _) => "L2.GEN",
            (_, Compartment::Gen) => "L3.GEN",
            (_, Compartment::Aid) => "L3.AID",
            (_, Compartment::Med) => "L3.MED",
            (_, Compartment::Psy) => "L3.PSY",
            (_, Compartment::Crisis) => "L3.CRISIS",
            (_, Compartment::Protect) => "L3.PROTECT",
            (_, Compartment::Staff) => "L3.STAFF",
        }
    }
}
