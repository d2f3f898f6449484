//! Where placeholders stand, in words that need no language: the cell of a sheet, or a part of a document by its name.

use super::{As, Fault, Flaw, Use};

/// What is gathered while a template is looked at.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Names in use.
    pub uses: Vec<Use>,
    /// Faults.
    pub flaws: Vec<Flaw>,
}

impl Gathered {
    /// Notes a name, once.
    pub fn used(&mut self, name: &str, group: Option<&str>, used: As, place: &str) {
        let group = group.map(str::to_owned);
        let known = |one: &Use| one.name == name && one.group == group && one.used == used;
        if !self.uses.iter().any(known) {
            self.uses.push(Use { name: name.to_owned(), group, used, place: place.to_owned() });
        }
    }

    /// Notes a fault.
    pub fn flaw(&mut self, fault: Fault, name: &str, place: &str) {
        let flaw = Flaw { fault, name: name.to_owned(), place: place.to_owned() };
        if !self.flaws.contains(&flaw) {
            self.flaws.push(flaw);
        }
    }
}
