//! Sets judged rows beside the pupils already known: new, changed, same, doubtful, refused, and who is no longer there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::Message;
use super::check::CheckedRow;
use super::fields::Field;
use super::rows::RowKind;

/// A pupil's id.
pub type Id = [u8; 16];

/// A pupil already known, every field as the text a check keeps (dates `2012-09-01`, codes, classes `3`).
#[derive(Clone, Debug)]
pub struct Known {
    pub id: Id,
    pub values: BTreeMap<Field, String>,
    /// What entries said that a person judged to be this pupil's too (R5). It finds the pupil and changes nothing.
    pub also: Vec<BTreeMap<Field, String>>,
}

/// One field that differs. An empty cell of the sheet changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub field: Field,
    /// Empty when nothing was known.
    pub old: String,
    pub new: String,
}

/// By what a row was found to be a known pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    Number,
    NameAndBirth,
    NameAndClass,
}

/// What a row is beside what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    New,
    Changed {
        id: Id,
        by: By,
        changes: Vec<Change>,
    },
    Same {
        id: Id,
        by: By,
    },
    /// Who it is cannot be decided without a person. The candidates, and the changes if it is the first of them.
    Doubtful {
        candidates: Vec<Id>,
        changes: Vec<Change>,
        message: Message,
    },
    Refused,
}

/// A row and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// As the spreadsheet counts.
    pub number: u32,
    pub sort: Sort,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    pub doubtful: usize,
    pub refused: usize,
    pub leavers: usize,
}

/// The whole comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub rows: Vec<Compared>,
    pub tally: Tally,
    /// Known pupils whom no row of the sheet can be, not even a refused or doubtful one.
    pub leavers: Vec<Id>,
    /// Set when more than a tenth of the known are missing (TM-24): another person has to look before anyone leaves.
    pub second_look: Option<Message>,
}

/// Compares rows with `known`: all pupils of the school, or of the classes, that the sheet stands for.
#[must_use]
pub fn compare(rows: &[CheckedRow], known: &[Known]) -> Comparison {
    let index = Index::new(known);
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut compared = Vec::with_capacity(rows.len());
    for row in rows.iter().filter(|row| row.kind == RowKind::Student) {
        let matched = index.find(row);
        seen.extend(matched.candidates.iter());
        let sort = if row.is_refused() { Sort::Refused } else { sort(row, known, &matched, &mut taken) };
        compared.push(Compared { number: row.number, sort });
    }
    let missing = known.iter().enumerate().filter(|(at, _)| !seen.contains(at));
    let leavers: Vec<Id> = missing.map(|(_, pupil)| pupil.id).collect();
    let tally = tally(&compared, leavers.len());
    let second_look = (leavers.len() * 10 > known.len()).then(|| {
        Message::new("roster-leavers-many")
            .with("missing", leavers.len().to_string())
            .with("known", known.len().to_string())
    });
    Comparison { rows: compared, tally, leavers, second_look }
}

fn tally(rows: &[Compared], leavers: usize) -> Tally {
    let mut tally = Tally { leavers, ..Tally::default() };
    for row in rows {
        *match row.sort {
            Sort::New => &mut tally.new,
            Sort::Changed { .. } => &mut tally.changed,
            Sort::Same { .. } => &mut tally.same,
            Sort::Doubtful { .. } => &mut tally.doubtful,
            Sort::Refused => &mut tally.refused,
        } += 1;
    }
    tally
}

fn sort(row: &CheckedRow, known: &[Known], matched: &Matched, taken: &mut BTreeSet<usize>) -> Sort {
    let Some(first) = matched.candidates.first() else { return Sort::New };
    let Some(pupil) = known.get(*first) else { return Sort::New };
    let changes = changes(row, pupil);
    let renamed = changes.iter().any(|change| change.field == Field::Name && !change.old.is_empty());
    let doubt = match matched.doubt {
        Some(key) => Some(key),
        None if renamed => Some("roster-match-other-name"),
        None if !taken.insert(*first) => Some("roster-match-taken"),
        None => None,
    };
    if let Some(key) = doubt {
        let id = |at: &usize| known.get(*at).map(|pupil| pupil.id);
        let message =
            Message::new(key).at(row.number, None).with("name", row.value(Field::Name).unwrap_or_default());
        return Sort::Doubtful {
            candidates: matched.candidates.iter().filter_map(id).collect(),
            changes,
            message,
        };
    }
    if changes.is_empty() {
        Sort::Same { id: pupil.id, by: matched.by }
    } else {
        Sort::Changed { id: pupil.id, by: matched.by, changes }
    }
}

fn changes(row: &CheckedRow, pupil: &Known) -> Vec<Change> {
    let differing = row.cells.iter().filter_map(|cell| {
        let new = cell.verdict.value()?;
        let old = pupil.values.get(&cell.field).map_or("", String::as_str);
        // Between the two a person has chosen already.
        let judged = || pupil.also.iter().any(|also| also.get(&cell.field).is_some_and(|value| value == new));
        (new != old && !judged()).then(|| Change {
            field: cell.field,
            old: old.to_owned(),
            new: new.to_owned(),
        })
    });
    differing.filter(|change| !matches!(change.field, Field::FamilyName | Field::GivenName)).collect()
}

struct Matched {
    candidates: Vec<usize>,
    by: By,
    doubt: Option<&'static str>,
}

type Key<'k> = (Field, &'k str, &'k str);

/// The known pupils by number and by name.
struct Index<'k> {
    known: &'k [Known],
    numbers: HashMap<Key<'k>, Vec<usize>>,
    names: HashMap<&'k str, Vec<usize>>,
}

const NUMBERS: [Field; 3] = [Field::RollNumber, Field::IdNumber, Field::StudentNumber];

impl<'k> Index<'k> {
    fn new(known: &'k [Known]) -> Self {
        let (mut numbers, mut names) = (HashMap::new(), HashMap::new());
        for (at, pupil) in known.iter().enumerate() {
            for values in std::iter::once(&pupil.values).chain(&pupil.also) {
                for field in NUMBERS {
                    if let Some(number) = values.get(&field) {
                        numbers.entry((field, number.as_str(), "")).or_insert_with(Vec::new).push(at);
                    }
                }
                if let Some(name) = values.get(&Field::Name) {
                    let same: &mut Vec<usize> = names.entry(name.as_str()).or_default();
                    if same.last() != Some(&at) {
                        same.push(at);
                    }
                }
            }
        }
        Self { known, numbers, names }
    }

    /// The pupils a row may be: by number, else by name and birth date, else by name and class.
    fn find(&self, row: &CheckedRow) -> Matched {
        let mut found: Vec<usize> = Vec::new();
        for field in NUMBERS {
            let number = row.value(field).and_then(|number| self.numbers.get(&(field, number, "")));
            found.extend(number.into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        if !found.is_empty() {
            let doubt = (found.len() > 1).then_some("roster-match-conflict");
            return Matched { candidates: found, by: By::Number, doubt };
        }
        self.by_name(row)
    }

    fn by_name(&self, row: &CheckedRow) -> Matched {
        let named = row
            .value(Field::Name)
            .and_then(|name| self.names.get(name))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let agree = |field: Field, at: &usize| match (row.value(field), self.value(*at, field)) {
            (Some(new), Some(old)) => Some(new == old || self.also(*at, field).any(|also| also == new)),
            _ => None,
        };
        let only =
            |keep: &dyn Fn(&usize) -> bool| -> Vec<usize> { named.iter().copied().filter(keep).collect() };
        let born = only(&|at| agree(Field::BornOn, at) == Some(true));
        if !born.is_empty() {
            let other_number =
                |at: &usize| NUMBERS.iter().take(2).any(|field| agree(*field, at) == Some(false));
            let doubt = if born.len() > 1 {
                Some("roster-match-many")
            } else {
                born.iter().any(other_number).then_some("roster-match-other-number")
            };
            return Matched { candidates: born, by: By::NameAndBirth, doubt };
        }
        // A namesake born on another day, or with another number, is another pupil.
        let possible =
            only(&|at| agree(Field::BornOn, at) != Some(false) && agree(Field::IdNumber, at) != Some(false));
        let classed: Vec<usize> = possible
            .iter()
            .copied()
            .filter(|at| agree(Field::Class, at) == Some(true) && agree(Field::Grade, at) != Some(false))
            .collect();
        let certain = classed.len() == 1 && NUMBERS.iter().all(|field| row.value(*field).is_none());
        let doubt = (!certain && !possible.is_empty()).then_some("roster-match-name-only");
        let candidates = if classed.is_empty() { possible } else { classed };
        Matched { candidates, by: By::NameAndClass, doubt }
    }

    fn also(&self, at: usize, field: Field) -> impl Iterator<Item = &str> {
        let also = self.known.get(at).map(|pupil| pupil.also.as_slice()).unwrap_or_default();
        also.iter().filter_map(move |values| values.get(&field).map(String::as_str))
    }

    fn value(&self, at: usize, field: Field) -> Option<&str> {
        self.known.get(at)?.values.get(&field).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::roster::{In, InRow, check, layout};

    fn rows(lines: &[&[&str]]) -> Vec<CheckedRow> {
        let cell = |text: &&str| if text.is_empty() { In::Empty } else { In::Text((*text).into()) };
        let rows: Vec<InRow> = (1..)
            .zip(lines)
            .map(|(number, line)| InRow { number, cells: line.iter().map(cell).collect(), hidden: false })
            .collect();
        let proposal = layout::propose(&rows).unwrap();
        check::check(&rows, &proposal.mapping, date(2026, 10, 1))
    }

    fn known(id: u8, values: &[(Field, &str)]) -> Known {
        Known {
            id: [id; 16],
            values: values.iter().map(|(field, text)| (*field, (*text).to_owned())).collect(),
            also: Vec::new(),
        }
    }

    const ID: &str = "110105201001011232";

    fn class_of_ten() -> Vec<Known> {
        let mut all = vec![
            known(
                1,
                &[
                    (Field::Name, "张三"),
                    (Field::IdNumber, ID),
                    (Field::Sex, "1"),
                    (Field::BornOn, "2010-01-01"),
                    (Field::Grade, "7"),
                    (Field::Class, "1"),
                ],
            ),
            known(
                2,
                &[
                    (Field::Name, "李四"),
                    (Field::BornOn, "2012-02-29"),
                    (Field::Grade, "7"),
                    (Field::Class, "1"),
                ],
            ),
        ];
        all.extend((3..11).map(|id| {
            known(id, &[(Field::Name, &format!("学生{id}")), (Field::StudentNumber, &id.to_string())])
        }));
        all
    }

    /// R1: the preview says what is new, changed and the same.
    #[test]
    fn rows_are_new_changed_or_the_same() {
        let rows = rows(&[
            &["姓名", "班级", "身份证号", "出生日期"],
            &["张三", "702", ID, ""],
            &["李四", "701", "", "2012-02-29"],
            &["王五", "701", "", "2012-03-01"],
        ]);
        let compared = compare(&rows, &class_of_ten());
        let changed = vec![Change { field: Field::Class, old: "1".into(), new: "2".into() }];
        assert_eq!(compared.rows[0].sort, Sort::Changed { id: [1; 16], by: By::Number, changes: changed });
        assert_eq!(compared.rows[1].sort, Sort::Same { id: [2; 16], by: By::NameAndBirth });
        assert_eq!(compared.rows[2].sort, Sort::New);
    }

    #[test]
    fn what_a_person_must_decide_is_doubtful() {
        let key = |lines: &[&[&str]]| match compare(&rows(lines), &class_of_ten()).rows.remove(0).sort {
            Sort::Doubtful { message, .. } => {
                crate::roster::messages_tests::assert_told(&message);
                message.key
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(key(&[&["姓名", "身份证号"], &["张山", ID]]), "roster-match-other-name");
        assert_eq!(key(&[&["姓名", "身份证号", "学号"], &["张三", ID, "3"]]), "roster-match-conflict");
        assert_eq!(key(&[&["姓名", "班级"], &["张三", "805"]]), "roster-match-name-only");
    }

    #[test]
    fn name_and_class_suffice_where_the_sheet_has_no_numbers() {
        let compared = compare(&rows(&[&["姓名", "班级"], &["张三", "701"]]), &class_of_ten());
        assert_eq!(compared.rows[0].sort, Sort::Same { id: [1; 16], by: By::NameAndClass });
    }

    /// TM-24, import corpus 83 and 84: last year's list, and an empty list of the right shape.
    #[test]
    fn many_leavers_need_a_second_look() {
        let all = class_of_ten();
        let mut lines: Vec<Vec<String>> =
            vec![vec!["姓名".into(), "学号".into(), "班级".into(), "身份证号".into()]];
        for pupil in &all {
            let text = |field: Field| pupil.values.get(&field).cloned().unwrap_or_default();
            lines.push(vec![
                text(Field::Name),
                text(Field::StudentNumber),
                "701".into(),
                text(Field::IdNumber),
            ]);
        }
        let sheet = |take: usize| {
            let lines: Vec<Vec<&str>> =
                lines.iter().take(take).map(|line| line.iter().map(String::as_str).collect()).collect();
            let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
            compare(&rows(&lines), &all)
        };
        assert_eq!((sheet(11).leavers.len(), sheet(11).second_look), (0, None));
        assert_eq!(
            (sheet(10).leavers.len(), sheet(10).second_look),
            (1, None),
            "one of ten is a tenth, not more"
        );
        assert!(sheet(9).second_look.is_some());
        assert_eq!((sheet(1).tally.leavers, sheet(1).second_look.is_some()), (10, true));
    }

    #[test]
    fn a_refused_row_still_says_that_its_pupil_is_here() {
        let compared = compare(&rows(&[&["姓名", "性别", "身份证号"], &["张三", "女", ID]]), &class_of_ten());
        assert_eq!(compared.rows[0].sort, Sort::Refused);
        assert!(!compared.leavers.contains(&[1; 16]));
    }

    // R5
    #[test]
    fn a_pupil_is_found_by_what_a_joined_entry_said_and_nothing_changes() {
        const OTHER: &str = "11010520110101123X";
        let joined = |mut pupil: Known| {
            let also = [(Field::Name, "张弎"), (Field::IdNumber, OTHER), (Field::BornOn, "2011-01-01")];
            pupil.also.push(also.into_iter().map(|(field, text)| (field, text.to_owned())).collect());
            pupil
        };
        let own =
            [(Field::Name, "张三"), (Field::IdNumber, ID), (Field::BornOn, "2010-01-01"), (Field::Sex, "1")];
        let all = [joined(known(1, &own)), known(2, &[(Field::Name, "李四")])];
        for line in [
            ["张弎", OTHER, "2011-01-01"],
            ["张三", OTHER, ""],
            ["张三", ID, "2010-01-01"],
            ["张弎", "", "2011-01-01"],
        ] {
            let sheet = rows(&[&["姓名", "身份证件号", "出生日期"], &line]);
            let found = compare(&sheet, &all);
            assert!(
                matches!(found.rows[0].sort, Sort::Same { id, .. } if id == [1; 16]),
                "{line:?} {:?}",
                found.rows[0]
            );
        }
        // Another child of that name, born on a third day, is somebody new.
        let sheet = rows(&[&["姓名", "出生日期"], &["张弎", "2012-03-04"]]);
        assert_eq!(compare(&sheet, &all).rows[0].sort, Sort::New);
    }
}
