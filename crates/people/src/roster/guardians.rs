//! Which guardian a column belongs to, when headers say 父亲, 家长 or only 关系.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Field, GUARDIANS, GuardianField};
use super::headers::Who;

/// Gives guardians their numbers, column after column.
#[derive(Debug, Default)]
pub struct Groups {
    taken: BTreeSet<Field>,
    related: BTreeMap<&'static str, u8>,
    plain: Option<u8>,
    last: Option<u8>,
    highest: u8,
}

impl Groups {
    /// Numbers that headers name themselves stay theirs: `highest` of them.
    #[must_use]
    pub fn above(highest: u8) -> Self {
        Self { highest, ..Self::default() }
    }

    /// The field a guardian's column becomes; none when it is a second column for the same thing or there are too
    /// many guardians.
    pub fn place(&mut self, who: Who, field: GuardianField) -> Option<Field> {
        let nth = match who {
            Who::Nth(nth) => nth,
            Who::Related(code) => match self.related.get(code) {
                Some(nth) => *nth,
                None => {
                    let nth = self.fresh()?;
                    self.related.insert(code, nth);
                    nth
                }
            },
            Who::Plain => self.plain(field)?,
        };
        let placed = Field::Guardian(nth, field);
        self.last = Some(nth);
        self.taken.insert(placed).then_some(placed)
    }

    /// A second column with a pupil's header right after a guardian's (联系电话, 身份证号): that guardian's.
    pub fn follow(&mut self, field: Field) -> Option<Field> {
        let own = match field {
            Field::Phone => GuardianField::Phone,
            Field::IdNumber => GuardianField::IdNumber,
            Field::IdType => GuardianField::IdType,
            Field::EthnicGroup => GuardianField::EthnicGroup,
            Field::Address => GuardianField::Address,
            Field::Household => GuardianField::Household,
            Field::Name => GuardianField::Name,
            _ => return None,
        };
        let placed = Field::Guardian(self.last?, own);
        self.taken.insert(placed).then_some(placed)
    }

    /// A column of the pupil's own ends the run of a guardian's columns.
    pub fn leave(&mut self) {
        self.last = None;
    }

    /// The relations that headers told instead of a column, by the field they stand for.
    #[must_use]
    pub fn implied(&self) -> BTreeMap<Field, String> {
        let told = |(code, nth): (&&'static str, &u8)| {
            (Field::Guardian(*nth, GuardianField::Relation), (*code).to_owned())
        };
        self.related.iter().map(told).filter(|(field, _)| !self.taken.contains(field)).collect()
    }

    fn plain(&mut self, field: GuardianField) -> Option<u8> {
        // 关系 after 监护人1姓名 belongs to that guardian; a second 家长姓名 begins another.
        let open = self.last.or(self.plain).filter(|nth| !self.taken.contains(&Field::Guardian(*nth, field)));
        let nth = match open {
            Some(nth) => nth,
            None => self.fresh()?,
        };
        self.plain = Some(nth);
        Some(nth)
    }

    fn fresh(&mut self) -> Option<u8> {
        let nth = self.highest.checked_add(1).filter(|nth| *nth <= GUARDIANS)?;
        self.highest = nth;
        Some(nth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn father_and_mother_become_the_first_two() {
        let mut groups = Groups::above(0);
        let father = groups.place(Who::Related("51"), GuardianField::Name);
        let mother = groups.place(Who::Related("52"), GuardianField::Name);
        assert_eq!(father, Some(Field::Guardian(1, GuardianField::Name)));
        assert_eq!(mother, Some(Field::Guardian(2, GuardianField::Name)));
        let relation = Field::Guardian(1, GuardianField::Relation);
        assert_eq!(groups.implied().get(&relation).map(String::as_str), Some("51"));
    }

    #[test]
    fn a_second_parent_column_begins_another_guardian() {
        let mut groups = Groups::above(0);
        for nth in [1, 2] {
            let name = groups.place(Who::Plain, GuardianField::Name);
            assert_eq!(name, Some(Field::Guardian(nth, GuardianField::Name)));
            let phone = groups.follow(Field::Phone);
            assert_eq!(phone, Some(Field::Guardian(nth, GuardianField::Phone)));
        }
    }
}
