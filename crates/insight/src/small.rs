//! Small numbers where the reader may not look at single children: a paper that leaves the house. A group of one to
//! four children is not told, and as many larger ones go with it as it takes that the total gives none of them away.

use documents::chart::{Chart, Value};

/// Groups of at least so many children are told.
pub const FEWEST: i64 = 5;

/// What stands in place of a small number.
const SMALL: &str = "1–4";

/// Hides small counts in every series of a chart whose rows part one whole, which is told. 0 is told: it is about nobody.
/// `false` when the whole would give a small group away whatever is hidden: such a chart does not leave the house.
#[must_use]
pub fn hide(chart: &mut Chart) -> bool {
    // Every series is gone through, also behind one that gives a group away.
    let mut may_leave = true;
    for series in 0..chart.series.len() {
        let rows = chart.rows.iter_mut();
        let mut cells: Vec<&mut Value> =
            rows.filter_map(|row| row.values.get_mut(series)?.as_mut()).collect();
        may_leave &= hide_in(&mut cells);
    }
    may_leave
}

fn hide_in(cells: &mut [&mut Value]) -> bool {
    let is_small = |amount: i64| amount > 0 && amount < FEWEST;
    let small: Vec<i64> = cells.iter().map(|cell| cell.amount).filter(|amount| is_small(*amount)).collect();
    let mut others: Vec<i64> =
        cells.iter().map(|cell| cell.amount).filter(|amount| *amount >= FEWEST).collect();
    others.sort_unstable();
    let enough = (0..=others.len()).find(|with| {
        let (with, told) = others.split_at_checked(*with).unwrap_or((&others, &[]));
        !can_be_reckoned(&small, with, told.first().copied())
    });
    let Some(with) = enough else { return false };
    let mut partners: Vec<i64> = others.into_iter().take(with).collect();
    for cell in cells {
        if is_small(cell.amount) {
            **cell = Value { amount: 2, said: SMALL.to_owned() };
        } else if let Some(at) = partners.iter().position(|amount| *amount == cell.amount) {
            partners.remove(at);
            // Drawn at the least that it may be, so that the picture says no more than the words.
            **cell = Value { amount: FEWEST, said: format!("≥{FEWEST}") };
        }
    }
    true
}

/// Whether the whole leaves just one number for a group that is not told. A reader who knows how we hide also knows that
/// a partner is no larger than the smallest group that is told.
fn can_be_reckoned(small: &[i64], partners: &[i64], told: Option<i64>) -> bool {
    let untold: i64 = small.iter().chain(partners).sum();
    let most = told.unwrap_or(untold);
    let ranges = || small.iter().map(|_| (1, FEWEST - 1)).chain(partners.iter().map(|_| (FEWEST, most)));
    let (least, most) = ranges().fold((0, 0), |(least, most), (low, high)| (least + low, most + high));
    ranges().any(|(low, high)| (untold - (most - high)).max(low) == (untold - (least - low)).min(high))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
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

    /// What leaves; nothing when it may not.
    fn said(amounts: &[i64]) -> Vec<String> {
        let mut chart = chart(amounts);
        if !hide(&mut chart) {
            return Vec::new();
        }
        chart.said().into_iter().flat_map(|(_, said)| said).map(str::to_owned).collect()
    }

    #[test]
    fn a_small_group_takes_a_second_with_it() {
        assert_eq!(said(&[3, 12, 40, 0]), ["1–4", "≥5", "40", "0"]);
        assert_eq!(said(&[3, 2, 40]), ["1–4", "1–4", "40"]);
        assert_eq!(said(&[5, 40]), ["5", "40"]);
    }

    #[test]
    fn what_the_total_would_give_away_takes_more_with_it_or_stays_in_the_house() {
        assert_eq!(said(&[1, 5, 40]), ["1–4", "≥5", "≥5"]);
        assert_eq!(said(&[4, 4, 40]), ["1–4", "1–4", "≥5"]);
        for amounts in [&[3, 0][..], &[1, 1], &[1, 5]] {
            assert!(said(amounts).is_empty(), "{amounts:?}");
        }
        assert_eq!(said(&[12, 0]), ["12", "0"]);
    }

    /// Every way in which the untold groups can come to what the total leaves for them.
    fn ways(untold: &[&String], left: i64, most: i64) -> Vec<Vec<i64>> {
        let Some((first, rest)) = untold.split_first() else {
            return if left == 0 { vec![Vec::new()] } else { Vec::new() };
        };
        let range =
            if first.as_str() == SMALL { 1..=(FEWEST - 1).min(left) } else { FEWEST..=most.min(left) };
        let of = |n: i64| ways(rest, left - n, most).into_iter().map(move |way| [vec![n], way].concat());
        range.flat_map(of).collect()
    }

    proptest! {
        #[test]
        fn nobody_can_reckon_an_untold_group_from_the_total(
            amounts in prop::collection::vec(prop_oneof![2 => 0_i64..7, 1 => 5_i64..14], 1..6)
        ) {
            let said = said(&amounts);
            for (amount, said) in amounts.iter().zip(&said) {
                let is_told = said.parse::<i64>().is_ok();
                prop_assert!(!(is_told && *amount > 0 && *amount < FEWEST));
            }
            let told: Vec<i64> = said.iter().filter_map(|said| said.parse().ok()).collect();
            let untold: Vec<&String> = said.iter().filter(|said| said.parse::<i64>().is_err()).collect();
            let left = amounts.iter().sum::<i64>() - told.iter().sum::<i64>();
            let most = told.iter().copied().filter(|n| *n >= FEWEST).min().unwrap_or(i64::MAX);
            let ways = if said.is_empty() { Vec::new() } else { ways(&untold, left, most) };
            for at in 0..untold.len() {
                let can_be: std::collections::BTreeSet<i64> = ways.iter().map(|way| way[at]).collect();
                prop_assert!(can_be.len() > 1, "{amounts:?} {said:?} {can_be:?}");
            }
        }
    }
}
