//! What a drawing is made of: shapes, lines and words at places, before any of them is drawn anywhere.

/// A place, from the upper left corner.
pub(crate) type Place = (f32, f32);

/// What a shape is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// The ink of the first series.
    Strong,
    /// The ground under hatching: the second series.
    Light,
    /// Outlined alone: the third series, and what is nothing.
    Open,
    /// A shade from 0, the lightest, to 4.
    Shade(u8),
    /// The way from one place to another.
    Ribbon,
}

/// What a line is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pen {
    /// Axes.
    Axis,
    /// Help lines.
    Grid,
    /// Hatching.
    Hatch,
    /// The line of a series; they differ by dash.
    Series(usize),
}

/// Where words stand from their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Names.
    Quiet,
    /// Figures.
    Strong,
    /// Figures on dark ink.
    OnDark,
}

/// One thing in a drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    Shape {
        points: Vec<Place>,
        fill: Fill,
    },
    Line {
        points: Vec<Place>,
        pen: Pen,
    },
    /// A reading on a line; hollow for every series but the first.
    Dot {
        at: Place,
        hollow: bool,
    },
    Words {
        at: Place,
        size: f32,
        anchor: Anchor,
        tone: Tone,
        text: String,
    },
}

/// A drawing under way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawing {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
}

/// Letter size of names and figures.
pub(super) const TEXT: f32 = 12.0;
/// From line to line.
pub(super) const LINE: f32 = 16.0;

/// A count as a length.
pub(super) fn length(n: i64) -> f32 {
    i32::try_from(n).map_or(f32::MAX, |n| {
        let (high, low) = (n.div_euclid(4096), n.rem_euclid(4096));
        f32::from(i16::try_from(high).unwrap_or(i16::MAX)) * 4096.0
            + f32::from(i16::try_from(low).unwrap_or(0))
    })
}

/// A place in a list as a length.
pub(super) fn nth(place: usize) -> f32 {
    length(i64::try_from(place).unwrap_or(i64::MAX))
}

/// About how wide words are: Chinese letters are as wide as high, western ones a good half.
pub(super) fn wide(text: &str, size: f32) -> f32 {
    text.chars().map(|letter| if u32::from(letter) < 0x2E80 { 0.56 } else { 1.0 }).sum::<f32>() * size
}

impl Drawing {
    pub(super) fn new(width: f32) -> Self {
        Self { width, height: 0.0, marks: Vec::new() }
    }

    /// An upright rectangle.
    pub(super) fn area(&mut self, (left, top): Place, (width, height): Place, fill: Fill) {
        let (right, bottom) = (left + width, top + height);
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.marks.push(Mark::Shape { points, fill });
        if fill == Fill::Light {
            self.hatch((left, top), (width, height));
        }
    }

    /// Diagonals over a rectangle, so that two inks differ without colour.
    fn hatch(&mut self, (left, top): Place, (width, height): Place) {
        const STEP: f32 = 5.0;
        let mut along = STEP;
        while along < width + height {
            let from = (left + along.min(width), top + (along - width).max(0.0));
            let to = (left + (along - height).max(0.0), top + along.min(height));
            self.line(vec![from, to], Pen::Hatch);
            along += STEP;
        }
    }

    /// A bar of the n-th series.
    pub(super) fn bar(&mut self, at: Place, size: Place, series: usize) {
        let fill = match series {
            0 => Fill::Strong,
            1 => Fill::Light,
            _ => Fill::Open,
        };
        self.area(at, size, fill);
    }

    pub(super) fn line(&mut self, points: Vec<Place>, pen: Pen) {
        self.marks.push(Mark::Line { points, pen });
    }

    pub(super) fn words(&mut self, at: Place, text: &str, (anchor, tone): (Anchor, Tone)) {
        self.words_of(at, text, (anchor, tone, TEXT));
    }

    pub(super) fn words_of(&mut self, at: Place, text: &str, (anchor, tone, size): (Anchor, Tone, f32)) {
        self.marks.push(Mark::Words { at, size, anchor, tone, text: text.to_owned() });
    }

    /// Words in as many lines as a width takes, the first on this base line. Gives the number of lines.
    pub(super) fn lines_of(&mut self, (left, base): Place, text: &str, width: f32) -> usize {
        let lines = broken(text, width);
        for (at, line) in lines.iter().enumerate() {
            self.words((left, LINE.mul_add(nth(at), base)), line, (Anchor::Start, Tone::Quiet));
        }
        lines.len()
    }

    /// What each series looks like, above the chart. Nothing for a single one.
    pub(super) fn legend(&mut self, series: &[String], draw: impl Fn(&mut Self, Place, usize)) {
        if series.len() < 2 {
            return;
        }
        let (mut left, mut base) = (0.0, LINE - 4.0);
        for (at, name) in series.iter().enumerate() {
            let needs = 26.0 + wide(name, TEXT) + 14.0;
            if left > 0.0 && left + needs > self.width {
                (left, base) = (0.0, base + LINE);
            }
            draw(self, (left, base), at);
            self.words((left + 26.0, base), name, (Anchor::Start, Tone::Quiet));
            left += needs;
        }
        self.height = base + 10.0;
    }

    /// The same, smaller or larger.
    pub(crate) fn scaled(mut self, by: f32) -> Self {
        let place = |(x, y): &mut Place| (*x, *y) = (*x * by, *y * by);
        for mark in &mut self.marks {
            match mark {
                Mark::Shape { points, .. } | Mark::Line { points, .. } => points.iter_mut().for_each(place),
                Mark::Dot { at, .. } => place(at),
                Mark::Words { at, size, .. } => {
                    place(at);
                    *size *= by;
                }
            }
        }
        Self { width: self.width * by, height: self.height * by, marks: self.marks }
    }
}

/// Lines that fit a width: Chinese breaks anywhere, western words at blanks.
pub(super) fn broken(text: &str, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for piece in pieces(text) {
        let fits =
            lines.last().is_some_and(|line| line.is_empty() || wide(line, TEXT) + wide(piece, TEXT) <= width);
        if !fits {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut().filter(|line| !(line.is_empty() && piece == " ")) {
            line.push_str(piece);
        }
    }
    lines
}

fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let is_word = |letter: char| u32::from(letter) < 0x2E80 && letter != ' ';
        if before.is_some_and(|before| !(is_word(before) && is_word(letter))) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(letter);
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}
