//! The sentences and lists of the demonstration school, and how a sentence becomes one about a child.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::child::Child;
use super::dice::Dice;

const FILES: [&str; 5] = [
    include_str!("words/names.txt"),
    include_str!("words/places.txt"),
    include_str!("words/passwords.txt"),
    include_str!("words/texts.txt"),
    include_str!("words/growth.txt"),
];

/// Tries to find a sentence that suits a child before one is taken anyway.
const TRIES: usize = 16;

/// The lines under this heading of the word files.
pub fn section(name: &str) -> &'static [&'static str] {
    static SECTIONS: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    SECTIONS.get_or_init(read).get(name).map_or(&[], Vec::as_slice)
}

fn read() -> HashMap<&'static str, Vec<&'static str>> {
    let mut sections: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    let mut heading = "";
    for line in FILES.iter().flat_map(|file| file.lines()) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            heading = name;
        } else if !line.is_empty() && !line.starts_with('#') {
            sections.entry(heading).or_default().push(line);
        }
    }
    sections
}

/// A sentence of this section about the child, a new one if it can be. One of absent parents is said only of a child whose parents are away.
pub fn say(dice: &Dice, name: &str, child: &Child) -> String {
    let sentences = section(name);
    let suits = |text: &str| child.away.is_some() || !(text.contains("{远}") || text.contains("{城}"));
    let mut said = child.said.borrow_mut();
    let mut chosen = dice.word(sentences);
    for _ in 0..TRIES {
        let another = dice.word(sentences);
        match (suits(chosen), said.contains(chosen)) {
            (true, false) => break,
            (false, _) => chosen = another,
            (true, true) if suits(another) => chosen = another,
            (true, true) => {}
        }
    }
    said.insert(chosen);
    fill(chosen, child)
}

fn fill(text: &str, child: &Child) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(32));
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((slot, after)) = after.split_once('}') else { break };
        out.push_str(match slot {
            "她" => {
                if child.girl {
                    "她"
                } else {
                    "他"
                }
            }
            "名" => &child.call,
            "亲" => child.carer,
            "远" => child.away.unwrap_or("妈妈"),
            "妈" => {
                if child.away == Some("爸爸") {
                    "爸爸"
                } else {
                    "妈妈"
                }
            }
            "城" => child.city,
            "课" => child.subject,
            "好" => child.hobby,
            "村" => child.village,
            _ => "",
        });
        rest = after;
    }
    out.push_str(rest);
    out
}
