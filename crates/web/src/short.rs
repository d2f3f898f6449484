//! Short fields: a table of a few lines says which fields a thing has, one sealed cell of JSON holds what was filled in.
//! A room writes the table; here they are asked for, read, kept and shown.

use kernel::Fault;
use serde_json::{Map, Value};

use crate::form::Fields;
use crate::look::Look;

/// How long one short field may be, in characters.
pub const LIMIT: usize = 200;

/// One choice of a set of chips or of a list.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// One line.
    Line,
    /// A time of day.
    Time,
    /// A figure from the first to the second.
    Number(f64, f64),
    /// One of these; the first is chosen at the beginning.
    Choice(&'static [&'static str]),
    /// One of these, or none.
    Maybe(&'static [&'static str]),
}

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name in the cell, in forms (`x_name`) and in message keys (`room-field-name`, `room-choice-name-value`).
    pub name: &'static str,
    /// What stands in it.
    pub shape: Shape,
}

impl Spec {
    /// One line.
    #[must_use]
    pub const fn line(name: &'static str) -> Self {
        Self { name, shape: Shape::Line }
    }
    /// A time of day.
    #[must_use]
    pub const fn time(name: &'static str) -> Self {
        Self { name, shape: Shape::Time }
    }
    /// A figure.
    #[must_use]
    pub const fn number(name: &'static str, least: f64, most: f64) -> Self {
        Self { name, shape: Shape::Number(least, most) }
    }
    /// One of these.
    #[must_use]
    pub const fn choice(name: &'static str, of: &'static [&'static str]) -> Self {
        Self { name, shape: Shape::Choice(of) }
    }
    /// One of these, or none.
    #[must_use]
    pub const fn maybe(name: &'static str, of: &'static [&'static str]) -> Self {
        Self { name, shape: Shape::Maybe(of) }
    }

    /// Its label.
    #[must_use]
    pub fn label(&self, look: &Look, room: &str) -> &'static str {
        look.t(format!("{room}-field-{}", self.name.replace('_', "-")))
    }

    fn word(&self, look: &Look, room: &str, value: &str) -> &'static str {
        look.t(format!("{room}-choice-{}-{}", self.name.replace('_', "-"), value.replace('_', "-")))
    }

    fn takes(&self, text: &str) -> bool {
        match self.shape {
            Shape::Choice(of) | Shape::Maybe(of) => of.contains(&text),
            Shape::Time => text.parse::<jiff::civil::Time>().is_ok(),
            Shape::Number(least, most) => {
                text.parse::<f64>().is_ok_and(|number| (least..=most).contains(&number))
            }
            Shape::Line => !text.is_empty(),
        }
    }
}

/// What was filled in: name and text, in the order of the table, blank ones left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled(Vec<(&'static str, String)>);

impl Filled {
    /// From names and texts; what the table does not know, or does not take, is left out.
    #[must_use]
    pub fn of(specs: &[Spec], given: impl Fn(&str) -> Option<String>) -> Self {
        let filled = specs.iter().filter_map(|spec| {
            let text = given(spec.name)?.trim().to_owned();
            spec.takes(&text).then_some((spec.name, text))
        });
        Self(filled.collect())
    }

    /// From a form; what cannot be read is refused on its field.
    #[must_use]
    pub fn typed(fields: &mut Fields, look: &Look, specs: &[Spec]) -> Self {
        for spec in specs {
            let name = format!("x_{}", spec.name);
            fields.at_most(look.lang(), &name, LIMIT);
            let typed = fields.get(&name);
            if matches!(spec.shape, Shape::Time | Shape::Number(..))
                && !typed.is_empty()
                && !spec.takes(typed)
            {
                fields.refuse(look.lang(), &name, "web-error-unreadable");
            }
        }
        Self::of(specs, |name| fields.some(&format!("x_{name}")).map(str::to_owned))
    }

    /// The text of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
    }

    /// Whether nothing was filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the cell keeps it; nothing when empty.
    #[must_use]
    pub fn json(&self) -> Option<String> {
        let pairs = self.0.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into()));
        let map: Map<String, Value> = pairs.collect();
        (!map.is_empty()).then(|| Value::Object(map).to_string())
    }

    /// From the cell.
    ///
    /// # Errors
    /// When it holds something else.
    pub fn parse(specs: &[Spec], json: Option<&str>) -> Result<Self, Fault> {
        let Some(json) = json else { return Ok(Self::default()) };
        let map: Map<String, Value> =
            serde_json::from_str(json).map_err(|error| Fault::from("short fields", error))?;
        Ok(Self::of(specs, |name| map.get(name)?.as_str().map(str::to_owned)))
    }

    /// What people wrote in words of their own.
    #[must_use]
    pub fn words(&self, specs: &[Spec]) -> Vec<&str> {
        let lines = specs.iter().filter(|spec| spec.shape == Shape::Line);
        lines.filter_map(|spec| self.get(spec.name)).collect()
    }

    /// Each field with its words, to be read.
    #[must_use]
    pub fn read(&self, look: &Look, room: &str, specs: &[Spec]) -> Vec<(&'static str, String)> {
        let shown = specs.iter().filter_map(|spec| Some((spec, self.get(spec.name)?)));
        shown
            .map(|(spec, text)| match spec.shape {
                Shape::Choice(_) | Shape::Maybe(_) => {
                    (spec.label(look, room), spec.word(look, room, text).to_owned())
                }
                _ => (spec.label(look, room), text.to_owned()),
            })
            .collect()
    }

    /// Puts what was filled in back into a form.
    pub fn fill(&self, fields: &mut Fields, specs: &[Spec]) {
        for spec in specs {
            fields.set(&format!("x_{}", spec.name), self.get(spec.name).unwrap_or_default());
        }
    }
}

/// One field on a sheet.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `x_name`
    pub name: String,
    /// Its label.
    pub label: &'static str,
    /// `text`, `number` or `time`; empty for a choice.
    pub input: &'static str,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// What was typed.
    pub value: String,
    /// Why it came back.
    pub error: String,
}

/// The fields of a table as a sheet asks for them, with what was typed.
#[must_use]
pub fn asked(look: &Look, room: &str, specs: &[Spec], fields: &Fields) -> Vec<Asked> {
    specs.iter().map(|spec| one(look, room, spec, fields)).collect()
}

fn one(look: &Look, room: &str, spec: &Spec, fields: &Fields) -> Asked {
    let name = format!("x_{}", spec.name);
    let typed = fields.get(&name).to_owned();
    let (input, of, value) = match spec.shape {
        Shape::Line => ("text", &[][..], typed),
        Shape::Number(..) => ("text", &[][..], typed),
        Shape::Time => ("time", &[][..], typed),
        Shape::Choice(of) if typed.is_empty() => ("", of, of.first().copied().unwrap_or_default().to_owned()),
        Shape::Choice(of) | Shape::Maybe(of) => ("", of, typed),
    };
    let choice = |value: &str, chosen| Choice {
        value: value.to_owned(),
        label: spec.word(look, room, value).to_owned(),
        chosen,
    };
    let choices = of.iter().map(|one| choice(one, *one == value)).collect();
    Asked {
        label: spec.label(look, room),
        input,
        choices,
        value,
        error: fields.error(&name).to_owned(),
        name,
    }
}

/// That every field and choice of a table has words in three languages: for a test of each room.
#[must_use]
pub fn wordless(room: &str, specs: &[Spec]) -> Vec<String> {
    let mut keys = Vec::new();
    for spec in specs {
        let name = spec.name.replace('_', "-");
        keys.push(format!("{room}-field-{name}"));
        if let Shape::Choice(of) | Shape::Maybe(of) = spec.shape {
            keys.extend(of.iter().map(|one| format!("{room}-choice-{name}-{}", one.replace('_', "-"))));
        }
    }
    keys.retain(|key| !language::has(key));
    keys
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SPECS: &[Spec] = &[
        Spec::choice("met", &["both", "nobody"]),
        Spec::line("home"),
        Spec::line("agreed"),
        Spec::time("at"),
        Spec::number("height", 40.0, 230.0),
    ];

    #[test]
    fn fields_come_back_from_their_cell_and_what_is_not_taken_does_not() {
        let given = |name: &str| match name {
            "met" => Some("nobody".to_owned()),
            "home" => Some("两间屋，很干净".to_owned()),
            "agreed" => Some("  ".to_owned()),
            "at" => Some("25:00".to_owned()),
            "height" => Some("132.5".to_owned()),
            _ => Some("x".to_owned()),
        };
        let filled = Filled::of(SPECS, given);
        let back = Filled::parse(SPECS, filled.json().as_deref()).unwrap();
        assert_eq!(back, filled);
        let read = ["met", "home", "agreed", "at", "height", "gift"].map(|name| back.get(name));
        assert_eq!(read, [Some("nobody"), Some("两间屋，很干净"), None, None, Some("132.5"), None]);
        assert_eq!(back.words(SPECS), ["两间屋，很干净"]);
        assert_eq!(Filled::default().json(), None);
        assert!(Filled::parse(SPECS, Some("[1]")).is_err());
    }

    #[test]
    fn a_figure_out_of_all_measure_is_refused_on_its_field() {
        let mut fields = Fields::from(vec![("x_height".to_owned(), "1325".to_owned())]);
        let look = Look::of_lang(language::Lang::En);
        assert!(Filled::typed(&mut fields, &look, SPECS).is_empty() && !fields.error("x_height").is_empty());
    }
}
