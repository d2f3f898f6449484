//! The kinds of record and the actions, each kind with its label.

use kernel::{Label, keyed};

keyed! {
    /// What can be done with a record.
    Action {
        /// It may appear in a list, a count, a search.
        List = "list",
        /// It may be opened.
        Read = "read",
        /// What is masked may be shown in full, with a click that is logged.
        Reveal = "reveal",
        /// A new one may be written.
        Create = "create",
        /// A newer version may be written, or it may be withdrawn with a reason.
        Amend = "amend",
        /// It may leave in a file.
        Export = "export",
    }
}

keyed! {
    /// The kinds of record. Trust 3.4 gives the matrix.
    Kind {
        /// Name, sex, birth, class.
        Roster = "roster",
        /// Identity and roll numbers, phone, address.
        Identity = "identity",
        /// Guardians and what is known of the family.
        Family = "family",
        /// Health.
        Health = "health",
        /// Marks and absences.
        Marks = "marks",
        /// The census: was this child looked at.
        Census = "census",
        /// A category found, save those below.
        Finding = "finding",
        /// A category of hardship and money.
        AidFinding = "aid-finding",
        /// A category of illness or disability.
        HealthFinding = "health-finding",
        /// A psychological category.
        PsyFinding = "psy-finding",
        /// Strengths, own words, causes, nominations.
        Remark = "remark",
        /// What a child ticks on its daily lists.
        Checklist = "checklist",
        /// A case with its team, plan and goals.
        Case = "case",
        /// The answer of who answers for grade or school to what a team asks: may this plan go ahead.
        Approval = "approval",
        /// A note of a talk, contact, tutoring, observation, good news.
        Note = "note",
        /// A note of a home visit.
        HomeVisit = "home-visit",
        /// The sealed part of a note.
        Sealed = "sealed",
        /// The sealed part of a note of a home visit.
        SealedVisit = "sealed-visit",
        /// What is due, excuses, compliance.
        Duty = "duty",
        /// A paper: plan, summary, ledger.
        Paper = "paper",
        /// A plan or summary about children in a psychological category alone: numbers and prose, no child.
        PsyPaper = "psy-paper",
        /// Who changed and who read what about a child.
        History = "history",
        /// A file brought in.
        Import = "import",
        /// Staff and their roles.
        Staff = "staff",
        /// The school's own rules: terms, calendar, frequency rules.
        Rules = "rules",
    }
}

impl Kind {
    /// How confidential records of this kind are.
    #[must_use]
    pub fn label(self) -> Label {
        match self {
            Self::Roster | Self::Census | Self::Duty | Self::Staff | Self::Rules => Label::PLAIN,
            Self::Marks => Label::COUNTED,
            Self::Identity
            | Self::Family
            | Self::Finding
            | Self::Remark
            | Self::Checklist
            | Self::Case
            | Self::Approval
            | Self::Note
            | Self::HomeVisit
            | Self::Paper
            | Self::PsyPaper
            | Self::History
            | Self::Import => Label::CLOSE,
            Self::AidFinding => Label::AID,
            Self::Health | Self::HealthFinding => Label::MED,
            Self::PsyFinding | Self::Sealed | Self::SealedVisit => Label::PSY,
        }
    }

    /// Whether each reading is logged before the answer leaves (trust 4.8: level 2 and above).
    #[must_use]
    pub fn reading_is_logged(self) -> bool {
        self.label().level >= 2
    }

    /// What must be readable first: a sealed part is never wider than its own note.
    #[must_use]
    pub fn needs(self) -> Option<Self> {
        match self {
            Self::Sealed => Some(Self::Note),
            Self::SealedVisit => Some(Self::HomeVisit),
            _ => None,
        }
    }
}
