//! Charts that answer a question at a glance: one model, one layout, drawn on the page, in Word, in PDF and in Excel.
//! Every chart is a table with a shape, so that the table beside it says the same, and black and white is enough: kinds
//! of ink differ by hatching and dash, and every figure stands in the drawing as a number.

mod bars;
pub(crate) mod drawing;
mod flow;
mod funnel;
mod heat;
mod lines;
pub(crate) mod paper;
mod picture;
mod places;
mod svg;
mod tables;

use serde::{Deserialize, Serialize};

pub(crate) use drawing::Drawing;
pub(crate) use picture::{Picture, picture};
pub use svg::{NARROW, svg};

/// The shapes that a table can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A group of bars for each row, a bar for each series.
    Bars,
    /// A line for each series, the rows in the order of time.
    Lines,
    /// From the rows to the series: how many went which way.
    Flow,
    /// Steps, each a part of the one above; the first series is drawn, the second stands beside it.
    Funnel,
    /// A field of shades: rows and series, each cell with its figure.
    Heat,
    /// A tile for each place, in the groups of their rows; a schema, not a map.
    Places,
}

/// A figure: how much is drawn, and what is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// How much, not below 0, in whatever the chart counts.
    pub amount: i64,
    /// As it is written: 41, 90%, 3 天.
    pub said: String,
}

impl Value {
    /// A count.
    #[must_use]
    pub fn count(amount: i64) -> Self {
        Self { amount, said: amount.to_string() }
    }
}

/// One row of the table behind a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What it stands under: the town of a village. Empty for most.
    pub group: String,
    /// Its name.
    pub label: String,
    /// A figure for each series; none where there is nothing to say.
    pub values: Vec<Option<Value>>,
}

impl Row {
    /// A row without a group.
    #[must_use]
    pub fn of(label: impl Into<String>, values: Vec<Option<Value>>) -> Self {
        Self { group: String::new(), label: label.into(), values }
    }

    /// Its name in the table.
    fn name(&self) -> String {
        match self.group.as_str() {
            "" => self.label.clone(),
            group => format!("{group} · {}", self.label),
        }
    }
}

fn said(row: &Row, at: usize) -> &str {
    row.values.get(at).and_then(Option::as_ref).map_or("–", |value| value.said.as_str())
}

/// A chart, every word in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Its shape.
    pub kind: Kind,
    /// What it is about.
    pub title: String,
    /// What it shows, in a sentence or two: read aloud in place of the drawing, and printed below it.
    pub says: String,
    /// What the rows are, over the first column of the table.
    pub corner: String,
    /// The names of the series.
    pub series: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The amount of a full bar, the top of the axis, the darkest shade; none takes the largest amount.
    pub full: Option<i64>,
}

impl Chart {
    /// The same for paper, where a drawing is as wide as the text and a little less tall than on the page: two then share a
    /// sheet. `by` is how much smaller its letters are.
    pub(crate) fn on_paper(&self, width: f32, by: f32) -> Drawing {
        self.drawing(width / by).scaled(by)
    }

    /// Lays it out for a width. Lengths are in points on paper and in units of the view box on the page.
    pub(crate) fn drawing(&self, width: f32) -> Drawing {
        match self.kind {
            Kind::Bars => bars::draw(self, width),
            Kind::Lines => lines::draw(self, width),
            Kind::Flow => flow::draw(self, width),
            Kind::Funnel => funnel::draw(self, width),
            Kind::Heat => heat::draw(self, width),
            Kind::Places => places::draw(self, width),
        }
    }

    /// The largest amount, at least 1.
    fn most(&self) -> i64 {
        let largest = self.rows.iter().flat_map(|row| row.values.iter().flatten()).map(|value| value.amount);
        self.full.unwrap_or_else(|| largest.max().unwrap_or(1)).max(1)
    }

    /// The words of each row in the table: its group and its label, then its figures, a dash for none.
    #[must_use]
    pub fn said(&self) -> Vec<(String, Vec<&str>)> {
        let figures = |row| (0..self.series.len()).map(|at| said(row, at)).collect();
        self.rows.iter().map(|row| (row.name(), figures(row))).collect()
    }
}

#[cfg(test)]
mod tests;
