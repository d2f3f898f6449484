//! A paragraph as a person edits it: plain text in which every figure stands in brackets that no keyboard has, ⟦45 人·3⟧,
//! and every gap as ⟦？监护人电话⟧. The words inside a figure come from the records: typing over them does not change it.

use documents::model::Span;

const OPEN: char = '⟦';
const CLOSE: char = '⟧';
const DOT: char = '·';
const ASKS: char = '？';

/// The text for the input.
#[must_use]
pub fn write(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Text(words) | Span::Bold(words) => text.push_str(words),
            Span::Fact { mark, text: words } => text.push_str(&format!("{OPEN}{words}{DOT}{mark}{CLOSE}")),
            Span::Missing { text: words } => text.push_str(&format!("{OPEN}{ASKS}{words}{CLOSE}")),
        }
    }
    text
}

/// What came back from the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The runs.
    pub spans: Vec<Span>,
    /// Figures that stood there and do not any more.
    pub removed: Vec<u32>,
    /// Whether somebody typed over a figure, and it was put back.
    pub restored: bool,
}

/// Reads the edited text against the runs that stood there before.
#[must_use]
pub fn read(text: &str, before: &[Span]) -> Edited {
    let mut out = Edited { spans: Vec::new(), removed: Vec::new(), restored: false };
    let text = text.replace("\r\n", "\n");
    for (at, piece) in text.split(OPEN).enumerate() {
        match piece.split_once(CLOSE).filter(|_| at > 0) {
            Some((token, rest)) => {
                let span = token_of(token, before, &mut out.restored);
                push(&mut out.spans, span);
                push(&mut out.spans, plain(rest));
            }
            None => push(&mut out.spans, plain(piece)),
        }
    }
    out.removed = gone(before, &out.spans);
    out
}

fn plain(text: &str) -> Span {
    Span::text(text.replace([OPEN, CLOSE], ""))
}

/// Joins neighbouring text; drops what is empty.
fn push(spans: &mut Vec<Span>, span: Span) {
    match (spans.last_mut(), span) {
        (Some(Span::Text(before)), Span::Text(words)) => before.push_str(&words),
        (_, Span::Text(words)) if words.is_empty() => {}
        (_, span) => spans.push(span),
    }
}

fn token_of(token: &str, before: &[Span], restored: &mut bool) -> Span {
    if let Some(words) = token.strip_prefix([ASKS, '?']) {
        return Span::missing(words);
    }
    let (typed, mark) = token.rsplit_once(DOT).unwrap_or((token, ""));
    let mark: Option<u32> = mark.trim().parse().ok();
    let same_mark = |span: &&Span| matches!(span, Span::Fact { mark: known, .. } if Some(*known) == mark);
    let stood: Vec<&Span> = before.iter().filter(same_mark).collect();
    let exact = stood.iter().find(|span| matches!(span, Span::Fact { text, .. } if text == typed));
    match exact.or(stood.first()) {
        Some(span) => {
            *restored = *restored || exact.is_none();
            (*span).clone()
        }
        None => plain(typed),
    }
}

fn gone(before: &[Span], after: &[Span]) -> Vec<u32> {
    let marks = |spans: &[Span]| -> Vec<u32> {
        let mark = |span: &Span| match span {
            Span::Fact { mark, .. } => Some(*mark),
            _ => None,
        };
        spans.iter().filter_map(mark).collect()
    };
    let mut left = marks(after);
    let mut gone = Vec::new();
    for mark in marks(before) {
        match left.iter().position(|other| *other == mark) {
            Some(place) => {
                left.remove(place);
            }
            None => gone.push(mark),
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    fn before() -> Vec<Span> {
        vec![
            Span::text("本班"),
            Span::fact(1, "45人"),
            Span::text("，帮扶"),
            Span::fact(2, "3人"),
            Span::text("，"),
            Span::missing("成绩"),
            Span::text("。"),
        ]
    }

    // T1
    #[test]
    fn a_paragraph_that_nobody_changed_comes_back_the_same() {
        let edited = read(&write(&before()), &before());
        assert_eq!(edited, Edited { spans: before(), removed: vec![], restored: false });
    }

    #[test]
    fn words_around_a_figure_change_and_the_figure_stays() {
        let edited = read("我班现有⟦45人·1⟧，其中⟦3人·2⟧在帮。", &before());
        assert_eq!(edited.spans[1], Span::fact(1, "45人"));
        assert_eq!(edited.spans[3], Span::fact(2, "3人"));
        assert!(edited.removed.is_empty() && !edited.restored);
    }

    #[test]
    fn a_removed_mark_is_told_and_a_number_typed_over_is_put_back() {
        let edited = read("本班⟦46人·1⟧。", &before());
        assert_eq!(edited.spans[1], Span::fact(1, "45人"));
        assert_eq!((edited.removed, edited.restored), (vec![2], true));
    }

    #[test]
    fn a_broken_or_invented_mark_becomes_plain_words() {
        let edited = read("本班⟦45人·1，帮扶⟦9人·7⟧，]⟧x", &before());
        assert_eq!(edited.spans, vec![Span::text("本班45人·1，帮扶9人，]x")]);
        assert_eq!(edited.removed, vec![1, 2]);
    }
}
