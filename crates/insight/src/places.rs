//! Where the children we support live, by village and town (S3). A schema, not a map: the school keeps no coordinates, and
//! an address says a place only in words. Addresses are opened for it, so it is made when somebody asks, and logged.

use std::collections::BTreeMap;

use access::{Action, Kind, Permit, permit};
use db::Conn;
use documents::chart::{Chart, Kind as Shape, Row, Value};
use kernel::StudentId;
use language::Arg;
use web::{Cx, Failure, Look};

use crate::asked::Asked;
use crate::facts::Known;
use crate::store::{self, Reading};

/// A town and a village in it; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// 清溪镇.
    pub town: String,
    /// 石板坡村.
    pub village: String,
}

/// Signs of a town's end.
const TOWN: [&str; 4] = ["街道", "镇", "乡", "苏木"];
/// Signs of a village's end.
const VILLAGE: [&str; 6] = ["社区", "村", "居委会", "嘎查", "社區", "里"];
/// Signs of what a town lies in.
const ABOVE: [char; 6] = ['省', '市', '区', '县', '旗', '州'];

/// Where the first of these signs ends, not counting one at the very beginning.
fn end_of(text: &str, signs: &[&str]) -> Option<usize> {
    let found = signs.iter().filter_map(|sign| {
        let at = text
            .char_indices()
            .skip(1)
            .map(|(at, _)| at)
            .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(sign)))?;
        Some(at + sign.len())
    });
    found.min()
}

/// Without what stands above it, unless nothing of a name would be left: 新市镇.
fn below(name: &str) -> &str {
    let above = name.char_indices().filter(|(_, sign)| ABOVE.contains(sign));
    let mut rests = above.filter_map(|(at, sign)| name.get(at + sign.len_utf8()..));
    rests.rfind(|rest| rest.chars().count() > 1).unwrap_or(name)
}

/// The place that an address names; none when it names neither town nor village.
#[must_use]
pub fn place(address: &str) -> Option<Place> {
    let text: String = address.chars().filter(|sign| !sign.is_whitespace()).collect();
    let (town, rest) = match end_of(&text, &TOWN) {
        Some(end) => text.split_at_checked(end)?,
        None => ("", text.as_str()),
    };
    let town = below(town);
    let village = match end_of(rest, &VILLAGE) {
        Some(end) => rest.get(..end)?,
        None if town.is_empty() => "",
        None => rest.split(|sign: char| sign.is_numeric()).next().unwrap_or_default(),
    };
    let village = if town.is_empty() { below(village) } else { village };
    let is_named = !town.is_empty() || !village.is_empty();
    is_named.then(|| Place { town: town.to_owned(), village: village.to_owned() })
}

/// How many children of each place have open support, and the permits under which their addresses were opened.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn find(
    conn: &mut Conn,
    cx: &Cx,
    asked: &Asked,
    known: &Known,
) -> Result<(Chart, Vec<Permit>), Failure> {
    let days = (asked.term.starts_on, asked.on);
    let reading = Reading { actor: &cx.actor, action: asked.action, today: cx.today(), days };
    let cells: BTreeMap<StudentId, Vec<u8>> = store::addresses(conn, &reading).await?.into_iter().collect();
    let mut counts: BTreeMap<Place, i64> = BTreeMap::new();
    let (mut permits, mut unknown, mut seen) = (Vec::new(), 0, std::collections::BTreeSet::new());
    for case in known.open(asked.on).filter(|case| seen.insert(case.child.id)) {
        let child = &case.child;
        let (Some(cell), Some(permit)) =
            (cells.get(&child.id), permit(&cx.actor, Action::Read, Kind::Identity, &child.facts(cx)))
        else {
            unknown += 1;
            continue;
        };
        permits.push(permit);
        let key = cx.app.row(cx.school(), "student", child.id.bytes(), Kind::Identity.label());
        match place(&cx.app.open(&key, "address_cell", cell)?) {
            Some(place) => *counts.entry(place).or_default() += 1,
            None => unknown += 1,
        }
    }
    Ok((chart(cx, &counts, unknown), permits))
}

fn chart(look: &Look, counts: &BTreeMap<Place, i64>, unknown: i64) -> Chart {
    let row = |(place, many): (&Place, &i64)| {
        let label =
            if place.village.is_empty() { look.t("insight-places-town") } else { place.village.as_str() };
        Row { group: place.town.clone(), ..Row::of(label, vec![Some(Value::count(*many))]) }
    };
    let known: i64 = counts.values().sum();
    let places = i64::try_from(counts.len()).unwrap_or(i64::MAX);
    let args =
        [("places", Arg::Number(places)), ("n", Arg::Number(known)), ("unknown", Arg::Number(unknown))];
    Chart {
        kind: Shape::Places,
        title: look.t("insight-places").to_owned(),
        says: look.tf("insight-places-says", &args),
        corner: look.t("insight-places-head").to_owned(),
        series: vec![look.t("insight-children").to_owned()],
        rows: counts.iter().map(row).collect(),
        full: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_address_says_town_and_village_as_people_write_them() {
        for (address, town, village) in [
            ("清溪镇石板坡村一组12号", "清溪镇", "石板坡村"),
            ("清溪镇老街31号", "清溪镇", "老街"),
            ("贵州省遵义市播州区 新舟镇 大水井村四组", "新舟镇", "大水井村"),
            ("浙江省德清县新市镇士林村", "新市镇", "士林村"),
            ("杭州市西湖区北山街道曙光社区3幢", "北山街道", "曙光社区"),
            ("石板坡村一组", "", "石板坡村"),
            ("清溪镇", "清溪镇", ""),
        ] {
            let found = place(address).unwrap();
            assert_eq!((found.town.as_str(), found.village.as_str()), (town, village), "{address}");
        }
        assert_eq!(place("学校宿舍"), None);
        assert_eq!(place(""), None);
    }
}
