//! The matrix of the trust paper (3.4) read for the roles that exist today, and every departure from it with its
//! reason. Written from the paper and the catalogue, not from the policy: the golden file and the slow oracle of
//! the random worlds both start here.

use Kind::*;
use access::{Action, Kind, Reach, Role};

/// The people of a column. The deputy stands in for the homeroom teacher (K3): one column for both.
pub const COLUMNS: [&[Role]; 11] = [
    &[Role::Homeroom, Role::Deputy],
    &[Role::SubjectTeacher],
    &[Role::Mentor],
    &[Role::GradeLeader],
    &[Role::MoralEducation],
    &[Role::Psychologist],
    &[Role::Principal],
    &[Role::Registrar],
    &[Role::AidOfficer],
    &[Role::Administrator],
    &[Role::Home],
];

const HOMEROOM: usize = 0;
const SUBJECT: usize = 1;
const MENTOR: usize = 2;
const GRADE: usize = 3;
const MORAL: usize = 4;
const PSYCH: usize = 5;
const PRINCIPAL: usize = 6;
const REGISTRAR: usize = 7;
const AID: usize = 8;

/// One row of the paper. Letters: l list, r read, v reveal what is masked, c create, a amend, x export; "-" nothing.
/// "own" after others: what the person wrote, within their reach.
pub struct Row {
    pub kind: Kind,
    /// The paper's row (K…), or the catalogue's id where the paper has none.
    pub source: &'static str,
    pub cells: [&'static str; 11],
}

const fn row(kind: Kind, source: &'static str, cells: [&'static str; 11]) -> Row {
    Row { kind, source, cells }
}

/// What the paper says. "needs only", "flag only", "count" and "tasks given" are extracts that do not exist as
/// records yet: they stand as "-" here. So do the rights of student and guardian: they have no account, and what they can do
/// without one is to tick a daily list by the link on a slip (P5), the last column.
#[rustfmt::skip]
pub const PAPER: [Row; 25] = [
    //                           homeroom      subject               mentor          grade          moral ed.      psych.           principal    registrar       aid officer     admin. home
    row(Roster,        "K1",  ["lr class",   "lr class",           "lr assigned",   "lr grade",    "lr school",   "lr school",     "lr school", "lrcax school", "lr school",    "-", "-"]),
    row(Identity,      "K2",  ["rv class",   "-",                  "r assigned",    "r grade",     "r school",    "r school",      "r school",  "rca school",   "rv school",    "-", "-"]),
    row(Family,        "K2",  ["rv class",   "-",                  "r assigned",    "r grade",     "r school",    "r school",      "r school",  "rca school",   "rv school",    "-", "-"]),
    row(Health,        "K12", ["-",          "-",                  "-",             "-",           "-",           "r school",      "-",         "-",            "-",            "-", "-"]),
    row(Marks,         "K3",  ["r class",    "rc class",           "r assigned",    "r grade",     "r school",    "r assigned",    "r school",  "rca school",   "-",            "-", "-"]),
    row(Census,        "C1",  ["lrca class", "-",                  "lr assigned",   "lr grade",    "lrca school", "-",             "lr school", "-",            "-",            "-", "-"]),
    row(Finding,       "C3",  ["lrca class", "-",                  "r assigned",    "lr grade",    "lrca school", "lr school",     "lr school", "-",            "-",            "-", "-"]),
    row(AidFinding,    "K6",  ["lrc class",  "-",                  "-",             "-",           "-",           "-",             "lr school", "-",            "lrcax school", "-", "-"]),
    row(HealthFinding, "K12", ["-",          "-",                  "-",             "-",           "-",           "r school",      "-",         "-",            "-",            "-", "-"]),
    row(PsyFinding,    "K8",  ["-",          "-",                  "-",             "-",           "-",           "lrca school",   "-",         "-",            "-",            "-", "-"]),
    row(Remark,        "K4",  ["lrca class", "c class; r own",     "lrca assigned", "lr grade",    "lr school",   "lr school",     "lr school", "-",            "-",            "-", "-"]),
    row(Checklist,     "P5",  ["lrca class", "-",                  "lrca assigned", "lr grade",    "lr school",   "lr school",     "lr school", "-",            "-",            "-", "ra assigned"]),
    row(Case,          "K14", ["lrca class", "-",                  "lrca assigned", "lr grade",    "lrca school", "lrca school",   "lr school", "-",            "-",            "-", "-"]),
    row(Approval,      "P1",  ["-",          "-",                  "-",             "c grade",     "c school",    "-",             "c school",  "-",            "-",            "-", "-"]),
    row(Note,          "K4",  ["lrca class", "c class; r own",     "lrca assigned", "lr grade",    "lr school",   "lr school",     "lr school", "-",            "-",            "-", "-"]),
    row(HomeVisit,     "K5",  ["lrca class", "-",                  "lrca assigned", "lr grade",    "lr school",   "r assigned",    "lr school", "-",            "r school",     "-", "-"]),
    row(Sealed,        "D3",  ["rc named",   "-",                  "rc named",      "rc named",    "rc named",    "rc named",      "rc named",  "-",            "-",            "-", "-"]),
    row(SealedVisit,   "D3",  ["rc named",   "-",                  "rc named",      "rc named",    "rc named",    "rc named",      "rc named",  "-",            "-",            "-", "-"]),
    row(Duty,          "K14", ["lrca class", "-",                  "lrca assigned", "lr grade",    "lrca school", "-",             "lr school", "-",            "-",            "-", "-"]),
    row(Paper,         "T1",  ["lrcax class", "-",                 "-",             "lrx grade",   "lrcax school", "-",            "lrx school", "-",           "-",            "-", "-"]),
    row(PsyPaper,      "T1",  ["-",          "-",                  "-",             "-",           "-",           "lrcax school",  "-",         "-",            "-",            "-", "-"]),
    row(History,       "K18", ["-",          "-",                  "-",             "-",           "-",           "-",             "r school",  "-",            "-",            "-", "-"]),
    row(Import,        "R1",  ["-",          "-",                  "-",             "-",           "-",           "-",             "-",         "lrca school",  "-",            "-", "-"]),
    row(Staff,         "K19", ["-",          "-",                  "-",             "-",           "-",           "-",             "lr school", "-",            "-",            "lrca school", "-"]),
    row(Rules,         "K19", ["-",          "-",                  "-",             "-",           "-",           "-",             "lr school", "-",            "-",            "lrca school", "-"]),
];

/// A cell that the product fills in another way than the paper.
pub struct Departure {
    pub kind: Kind,
    pub column: usize,
    pub here: &'static str,
    pub why: &'static str,
}

const fn but(kind: Kind, column: usize, here: &'static str, why: &'static str) -> Departure {
    Departure { kind, column, here, why }
}

const PAPERS: &str =
    "plans, summaries and tables (T1, T2) of one's own reach are made from it and leave as a file";
const CARD: &str = "the contact card is the homeroom teacher's to keep and to print (F2, T2)";
const LEVELS: &str = "a grade leader writes the grade's plan and summary, a principal the school's, and change what they wrote (T1)";
const WRITES: &str =
    "whoever talks with a child writes it down: a person who answers for grade or school does so too";
const SERVES: &str = "narrower: only of children whom the person serves";
const TREND: &str = "lists of children carry their marks and absences";

/// All departures.
#[rustfmt::skip]
pub const DEPARTURES: &[Departure] = &[
    but(Roster, HOMEROOM, "lrx class", PAPERS),
    but(Roster, GRADE, "lrx grade", PAPERS),
    but(Roster, MORAL, "lrx school", PAPERS),
    but(Roster, PRINCIPAL, "lrx school", PAPERS),
    but(Identity, HOMEROOM, "rvax class", CARD),
    but(Identity, REGISTRAR, "lrvcax school", "who keeps the numbers must see them whole, and the roster leaves as a file (R2)"),
    but(Family, HOMEROOM, "rvax class", CARD),
    but(Family, REGISTRAR, "lrvcax school", "as identity"),
    but(Health, HOMEROOM, "lrca class", "keeps what must be known in class (F3): allergies, illness events; there is no nurse among the roles yet"),
    but(Health, PSYCH, "r assigned", SERVES),
    but(Marks, HOMEROOM, "lrx class", TREND),
    but(Marks, SUBJECT, "r class", "narrower: marks come in from sheets (R4), not by hand"),
    but(Marks, MENTOR, "lr assigned", TREND),
    but(Marks, GRADE, "lrx grade", TREND),
    but(Marks, MORAL, "lrx school", TREND),
    but(Marks, PRINCIPAL, "lrx school", TREND),
    but(Marks, REGISTRAR, "lrcax school", "who brings marks in checks the list and gives it on"),
    but(Census, HOMEROOM, "lrcax class", PAPERS),
    but(Census, GRADE, "lrx grade", PAPERS),
    but(Census, MORAL, "lrcax school", PAPERS),
    but(Census, PRINCIPAL, "lrx school", PAPERS),
    but(Finding, HOMEROOM, "lrcax class", PAPERS),
    but(Finding, GRADE, "lrx grade", PAPERS),
    but(Finding, MORAL, "lrcax school", PAPERS),
    but(Finding, PRINCIPAL, "lrx school", PAPERS),
    but(AidFinding, HOMEROOM, "lrca class", "who found it in the census corrects it (C3)"),
    but(HealthFinding, HOMEROOM, "lrca class", "found in the census (C1, C3); there is no nurse among the roles yet"),
    but(HealthFinding, PSYCH, "-", "narrower: illness and disability are not the psychologist's matter by themselves"),
    but(PsyFinding, HOMEROOM, "c class", "who notices it passes it on and is blind then, as in row K11"),
    but(Remark, HOMEROOM, "lrcax class", PAPERS),
    but(Remark, SUBJECT, "c class; lra own", "one's own nominations are listed and can be corrected"),
    but(Remark, GRADE, "lrx grade", PAPERS),
    but(Remark, MORAL, "lrcax school", WRITES),
    but(Remark, PSYCH, "lrca school", WRITES),
    but(Remark, PRINCIPAL, "lrx school", PAPERS),
    but(Checklist, HOMEROOM, "lrcax class", PAPERS),
    but(Checklist, GRADE, "lrx grade", PAPERS),
    but(Checklist, MORAL, "lrcax school", WRITES),
    but(Checklist, PSYCH, "lrca school", WRITES),
    but(Checklist, PRINCIPAL, "lrx school", PAPERS),
    but(Case, HOMEROOM, "lrcax class", PAPERS),
    but(Case, GRADE, "lrcax grade", "a case of the grade's tier is the grade leader's to open and to lead (K1)"),
    but(Case, MORAL, "lrcax school", PAPERS),
    but(Case, PRINCIPAL, "lrax school", "a case of the school's tier, and an education plan, is the principal's to answer (K2)"),
    but(Note, HOMEROOM, "lrcax class", PAPERS),
    but(Note, SUBJECT, "c class; lra own", "one's own notes are listed and can be corrected"),
    but(Paper, GRADE, "lrcx grade; a own", LEVELS),
    but(Paper, PRINCIPAL, "lrcx school; a own", LEVELS),
    but(Note, GRADE, "lrcx grade; a own", WRITES),
    but(Note, MORAL, "lrcx school; a own", WRITES),
    but(Note, PSYCH, "lrc school; a own", WRITES),
    but(Note, PRINCIPAL, "lrx school", PAPERS),
    but(HomeVisit, HOMEROOM, "lrcax class", PAPERS),
    but(HomeVisit, GRADE, "lrx grade", PAPERS),
    but(HomeVisit, MORAL, "lrcx school; a own", WRITES),
    but(HomeVisit, PSYCH, "-", "narrower: a psychologist who serves a child reads its home visits as a member of the case"),
    but(HomeVisit, PRINCIPAL, "lrx school", PAPERS),
    but(HomeVisit, AID, "-", "narrower: a home visit has no part for aid yet"),
    but(Duty, HOMEROOM, "lrcax class", PAPERS),
    but(Duty, GRADE, "lrcax grade", "excuses of the grade (M6) are the grade leader's to make"),
    but(Duty, MORAL, "lrcax school", PAPERS),
    but(Duty, PRINCIPAL, "lrx school", PAPERS),
    but(History, HOMEROOM, "r class", "who answers for a child sees who changed and who read its file (F5)"),
    but(History, GRADE, "r grade", "as the homeroom teacher"),
    but(History, MORAL, "r school", "as the homeroom teacher"),
    but(Staff, MORAL, "lr school", "the office puts teams together (K3)"),
    but(Staff, REGISTRAR, "lr school", "rosters name their teachers (R1)"),
    but(Rules, MORAL, "lrca school", "the office sets terms, calendar and how often (M1, M6)"),
    but(Rules, REGISTRAR, "lr school", "rosters belong to a year and a term (R1)"),
];

/// The cell of the paper, or of the departure from it.
pub fn here(kind: Kind, column: usize) -> &'static str {
    let departure = DEPARTURES.iter().find(|d| d.kind == kind && d.column == column);
    departure.map_or_else(|| paper(kind).cells[column], |d| d.here)
}

/// The paper's row.
pub fn paper(kind: Kind) -> &'static Row {
    PAPER.iter().find(|row| row.kind == kind).unwrap_or_else(|| panic!("no row for {}", kind.key()))
}

/// The column of a role.
pub fn column(role: Role) -> usize {
    COLUMNS
        .iter()
        .position(|roles| roles.contains(&role))
        .unwrap_or_else(|| panic!("no column for {}", role.key()))
}

/// How far a letter goes, and whether only for what the person wrote.
#[derive(Clone, Copy)]
pub struct Right {
    pub within: Reach,
    pub own: bool,
}

/// How far the letter goes in a cell: `c class; r own` lets read what one wrote about a child of the class.
pub fn right(cell: &str, action: Action) -> Option<Right> {
    let parts: Vec<(&str, &str)> = cell.split("; ").filter_map(|part| part.split_once(' ')).collect();
    let within = reach(parts.first()?.1);
    let (_, word) = parts.iter().find(|(letters, _)| letters.contains(letter(action)))?;
    Some(Right { within, own: *word == "own" })
}

fn reach(word: &str) -> Reach {
    match word {
        "class" => Reach::Class,
        "grade" => Reach::Grade,
        "school" => Reach::School,
        "assigned" => Reach::Assigned,
        "named" => Reach::Named,
        other => panic!("no reach {other}"),
    }
}

/// The letter of an action.
pub fn letter(action: Action) -> char {
    match action {
        Action::List => 'l',
        Action::Read => 'r',
        Action::Reveal => 'v',
        Action::Create => 'c',
        Action::Amend => 'a',
        Action::Export => 'x',
    }
}
