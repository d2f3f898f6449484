//! Where a person can go: what the policy lets them list decides, nothing else.

use access::{Action, Actor, Kind, scope};

/// One entry.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it leads.
    pub href: &'static str,
    /// Its words.
    pub key: &'static str,
    /// Its sign.
    pub icon: &'static str,
    /// Whether we are there.
    pub current: bool,
}

/// Address, words, sign, and the rights of which one opens it.
const PLACES: &[(&str, &str, &str, Action, &[Kind])] = &[
    ("/", "web-nav-today", "today", Action::List, &[Kind::Duty]),
    ("/students", "web-nav-students", "students", Action::List, &[Kind::Roster]),
    ("/census", "web-nav-census", "census", Action::List, &[Kind::Census]),
    ("/cases", "web-nav-cases", "cases", Action::List, &[Kind::Case]),
    ("/papers", "web-nav-papers", "papers", Action::List, &[Kind::Paper, Kind::PsyPaper]),
    ("/compliance", "web-nav-compliance", "compliance", Action::List, &[Kind::Duty]),
    ("/commendations", "web-nav-practice", "star", Action::List, &[Kind::Roster]),
    ("/figures", "web-nav-figures", "chart", Action::List, &[Kind::Case]),
    ("/duty-rules", "web-nav-rules", "rules", Action::List, &[Kind::Rules]),
    ("/imports", "web-nav-imports", "imports", Action::List, &[Kind::Import]),
    ("/staff", "web-nav-staff", "staff", Action::List, &[Kind::Staff]),
];

/// The first of these places that is open to this person: where a page belongs that several roles reach by their own ways.
#[must_use]
pub fn belongs(actor: &Actor, places: &[&str]) -> Option<Item> {
    let open = of(actor, "");
    places.iter().find_map(|place| open.iter().find(|item| item.href == *place).cloned())
}

/// The entries open to this person.
#[must_use]
pub fn of(actor: &Actor, path: &str) -> Vec<Item> {
    let may =
        |action: &Action, kinds: &[Kind]| kinds.iter().any(|kind| !scope(actor, *action, *kind).is_empty());
    let open = PLACES.iter().filter(|(_, _, _, action, kinds)| may(action, kinds));
    open.map(|&(href, key, icon, _, _)| {
        let current = if href == "/" { path == "/" } else { path.starts_with(href) };
        Item { href, key, icon, current }
    })
    .collect()
}
