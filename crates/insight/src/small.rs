//! Small numbers where the reader may not look at single children: a paper that leaves the house. A group of one to
//! four children is not told, and where one group is left untold a second goes with it, since the total would give it away.

use documents::chart::{Chart, Value};

/// Groups of at least so many children are told.
pub const FEWEST: i64 = 5;

/// What stands in place of a small number.
const SMALL: &str = "1–4";

/// Hides small counts in every series of a chart whose rows part one whole. 0 is told: it is about nobody.
pub fn hide(chart: &mut Chart) {
    for series in 0..chart.series.len() {
        let mut cells: Vec<&mut Value> =
            chart.rows.iter_mut().filter_map(|row| row.values.get_mut(series)?.as_mut()).collect();
        hide_in(&mut cells);
    }
}

fn hide_in(cells: &mut [&mut Value]) {
    let is_small = |amount: i64| amount > 0 && amount < FEWEST;
    let small = cells.iter().filter(|cell| is_small(cell.amount)).count();
    let partner = if small == 1 {
        let others = cells.iter().enumerate().filter(|(_, cell)| cell.amount >= FEWEST);
        others.min_by_key(|(_, cell)| cell.amount).map(|(at, _)| at)
    } else {
        None
    };
    for (at, cell) in cells.iter_mut().enumerate() {
        if is_small(cell.amount) {
            **cell = Value { amount: 2, said: SMALL.to_owned() };
        } else if partner == Some(at) {
            // Drawn at the least that it may be, so that the picture says no more than the words.
            **cell = Value { amount: FEWEST, said: format!("≥{FEWEST}") };
        }
    }
}

#[cfg(test)]
mod tests {
    use documents::chart::{Kind, Row};
    use proptest::prelude::*;

    use super::*;

    fn chart(amounts: &[i64]) -> Chart {
        Chart {
            kind: Kind::Places,
            title: String::new(),
            says: String::new(),
            corner: String::new(),
            series: vec![String::new()],
            rows: amounts.iter().map(|amount| Row::of("村", vec![Some(Value::count(*amount))])).collect(),
            full: None,
        }
    }

    fn said(amounts: &[i64]) -> Vec<String> {
        let mut chart = chart(amounts);
        hide(&mut chart);
        chart.said().into_iter().flat_map(|(_, said)| said).map(str::to_owned).collect()
    }

    #[test]
    fn a_small_group_takes_a_second_with_it() {
        assert_eq!(said(&[3, 12, 40, 0]), ["1–4", "≥5", "40", "0"]);
        assert_eq!(said(&[3, 2, 40]), ["1–4", "1–4", "40"]);
        assert_eq!(said(&[5, 40]), ["5", "40"]);
    }

    proptest! {
        #[test]
        fn nobody_can_take_the_told_from_the_total(amounts in prop::collection::vec(0_i64..30, 2..12)) {
            let said = said(&amounts);
            let untold = said.iter().filter(|said| said.parse::<i64>().is_err()).count();
            let alone = amounts.iter().filter(|amount| **amount > 0).count() == 1;
            prop_assert!(untold != 1 || alone, "{said:?}");
            for (amount, said) in amounts.iter().zip(&said) {
                let is_told = said.parse::<i64>().is_ok();
                prop_assert!(!(is_told && *amount > 0 && *amount < FEWEST));
            }
        }
    }
}
