//! The looks of a workbook: a cell that gets a day needs one that shows it as a day.

use std::collections::BTreeMap;

use super::package::Opened;
use super::tree::{Element, parse, with_attribute};
use crate::reading::refusal::Refusal;

const STYLES: &str = "xl/styles.xml";
/// The look of a day that every program has, in the order of the reader's country.
const DAY: &str = "14";

/// The looks, with those that were asked for.
#[derive(Debug, Default)]
pub(super) struct Styles {
    text: String,
    /// The tags of the looks of cells, whole, each with whether it shows days.
    looks: Vec<(String, bool)>,
    /// Looks for days, by the look they are made from.
    new: BTreeMap<u32, u32>,
}

impl Styles {
    /// Reads them; a workbook without has none.
    pub fn read(opened: &Opened<'_>) -> Result<Self, Refusal> {
        if !opened.container.has(STYLES) {
            return Ok(Self::default());
        }
        let text = opened.text(STYLES)?;
        let tree = parse(&text, STYLES)?;
        let Some(root) = tree.elements().next() else { return Ok(Self::default()) };
        let formats = own_formats(root);
        let cells = root.elements().find(|element| element.name == "cellXfs");
        let looks = cells.into_iter().flat_map(Element::elements).filter(|element| element.name == "xf");
        let look = |element: &Element<'_>| {
            let mut whole = String::new();
            super::tree::write(element, &mut whole);
            let format = element.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
            (whole, shows_days(format, &formats))
        };
        let looks = looks.map(look).collect();
        Ok(Self { text, looks, new: BTreeMap::new() })
    }

    /// The look for a day in a cell of this look; none when its own shows days.
    pub fn for_days(&mut self, style: u32) -> Option<u32> {
        let (_, shows_days) = self.looks.get(usize::try_from(style).ok()?)?;
        if *shows_days {
            return None;
        }
        let next = u32::try_from(self.looks.len() + self.new.len()).ok()?;
        Some(*self.new.entry(style).or_insert(next))
    }

    /// The part with the looks that were asked for; none when none were.
    pub fn dated(&self) -> Option<(String, String)> {
        if self.new.is_empty() {
            return None;
        }
        let mut order: Vec<(u32, u32)> = self.new.iter().map(|(from, to)| (*to, *from)).collect();
        order.sort_unstable();
        let made = order.iter().filter_map(|(_, from)| self.looks.get(usize::try_from(*from).ok()?));
        let made: String = made.map(|(look, _)| day_look(look)).collect();
        let count = (self.looks.len() + self.new.len()).to_string();
        let start = self.text.find("<cellXfs")?;
        let open_end = start + self.text.get(start..)?.find('>')? + 1;
        let end = open_end + self.text.get(open_end..)?.find("</cellXfs>")?;
        let open = with_attribute(self.text.get(start..open_end)?, "count", &count);
        let text =
            [self.text.get(..start)?, &open, self.text.get(open_end..end)?, &made, self.text.get(end..)?];
        Some((STYLES.to_owned(), text.concat()))
    }
}

fn day_look(look: &str) -> String {
    let end = look.find('>').map_or(look.len(), |at| at + 1);
    let (tag, rest) = look.split_at_checked(end).unwrap_or((look, ""));
    with_attribute(&with_attribute(tag, "numFmtId", DAY), "applyNumberFormat", "1") + rest
}

/// The workbook's own formats by their number, in small letters.
fn own_formats(root: &Element<'_>) -> BTreeMap<u32, String> {
    let list = root.elements().find(|element| element.name == "numFmts");
    let format = |element: &Element<'_>| {
        Some((element.attribute("numFmtId")?.parse().ok()?, element.attribute("formatCode")?.to_lowercase()))
    };
    list.into_iter().flat_map(Element::elements).filter_map(format).collect()
}

/// Whether a number in this format is shown as a day (ECMA-376 18.8.30).
fn shows_days(format: u32, own: &BTreeMap<u32, String>) -> bool {
    match own.get(&format) {
        Some(code) => code.contains('y') || code.contains("d") && code.contains('m'),
        None => matches!(format, 14..=17 | 22 | 27..=31 | 36 | 50..=58),
    }
}
