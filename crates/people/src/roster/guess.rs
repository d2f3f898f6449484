//! What a column without a known header holds, told by its values.

use std::collections::BTreeSet;

use super::codes::{self, List};
use super::fields::Field;
use super::headers::Sure;
use super::layout::{Leftover, Match, Proposal};
use super::mapping::Place;
use super::text::{is_han, said};
use super::{InRow, id_number, phones};

/// How many filled cells a guess needs.
const ENOUGH: usize = 10;
/// How many rows are looked at.
const SAMPLE: usize = 60;

type Is = fn(&str) -> bool;

/// Adds to the proposal the columns nine tenths of whose values can only be one thing, where that field has no column.
pub fn by_values(rows: &[InRow], proposal: &mut Proposal) {
    let first = proposal.mapping.first_row();
    let sample: Vec<&InRow> = rows.iter().filter(|row| row.number >= first).take(SAMPLE).collect();
    let mut kept = Vec::new();
    for left in std::mem::take(&mut proposal.leftovers) {
        let values: Vec<String> = sample
            .iter()
            .filter_map(|row| said(row.cell(left.column)).map(|text| text.into_owned()))
            .collect();
        let free = |field: &Field| !proposal.mapping.columns.contains_key(field);
        match guess(&values).filter(free).filter(|_| left.duplicate_of.is_none()) {
            Some(field) => {
                let place = Place { column: left.column, header: left.header.clone() };
                proposal.mapping.columns.insert(field, place);
                proposal.matches.push(Match {
                    field,
                    column: left.column,
                    header: left.header,
                    sure: Sure::Values,
                });
            }
            None => kept.push(left),
        }
    }
    proposal.leftovers = kept;
}

/// How many names a guess needs: a short list has a name column too.
const NAMES: usize = 3;

/// Where no header says 姓名: the first column that nothing else explains and that holds a different name in nearly every
/// row. A person sees the names before anything is written.
pub fn name_by_values(rows: &[InRow], proposal: &mut Proposal) {
    let first = proposal.mapping.first_row();
    let sample: Vec<&InRow> = rows.iter().filter(|row| row.number >= first).take(SAMPLE).collect();
    let holds_names = |left: &Leftover| {
        let values: Vec<String> = sample
            .iter()
            .filter_map(|row| said(row.cell(left.column)).map(|text| text.trim().to_owned()))
            .collect();
        let most = |count: usize| count * 10 >= values.len() * 9;
        let different: BTreeSet<&String> = values.iter().collect();
        values.len() >= NAMES
            && most(different.len())
            && most(values.iter().filter(|value| looks_like_a_name(value)).count())
    };
    let Some(at) = proposal.leftovers.iter().position(holds_names) else { return };
    let Leftover { column, header, .. } = proposal.leftovers.remove(at);
    proposal.mapping.columns.insert(Field::Name, Place { column, header: header.clone() });
    proposal.matches.push(Match { field: Field::Name, column, header, sure: Sure::Values });
}

/// Two to four Han characters, or parts joined by a middle dot; no word that lists of other things have.
fn looks_like_a_name(text: &str) -> bool {
    let signs = text.chars().filter(|sign| *sign != '·').count();
    let longest = if text.contains('·') { 12 } else { 4 };
    (2..=longest).contains(&signs)
        && text.chars().all(|sign| sign == '·' || is_han(sign))
        && !text.ends_with(['村', '镇', '乡', '县', '市', '区', '族', '班', '校', '组', '路'])
}

fn guess(values: &[String]) -> Option<Field> {
    let most = |is: Is| values.iter().filter(|value| is(value)).count() * 10 >= values.len() * 9;
    let tests: [(Field, Is); 5] = [
        (Field::RollNumber, is_roll_number),
        (Field::IdNumber, is_id_number),
        (Field::Phone, is_mobile),
        (Field::Sex, |text| matches!(text.trim(), "男" | "女")),
        (Field::EthnicGroup, |text| text.ends_with('族') && codes::find(List::EthnicGroup, text).is_some()),
    ];
    if values.len() < ENOUGH {
        return None;
    }
    tests.iter().find(|(_, is)| most(*is)).map(|(field, _)| *field)
}

fn is_id_number(text: &str) -> bool {
    let number = id_number::normalise(text).0;
    number.split_at_checked(17).is_some_and(|(head, last)| {
        id_number::check_character(head).is_some_and(|check| last.starts_with(check) && last.len() == 1)
    })
}

fn is_roll_number(text: &str) -> bool {
    let number = id_number::normalise(text).0;
    number.len() == 19
        && number.starts_with(['G', 'J', 'L'])
        && number.bytes().skip(1).take(17).all(|b| b.is_ascii_digit())
}

fn is_mobile(text: &str) -> bool {
    matches!(phones::read(text), Some(phones::Phone::Sure(phone)) if phone.len() == 11)
}
