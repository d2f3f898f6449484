//! A paragraph as a person edits it: plain text in which every figure stands in brackets that no keyboard has, ⟦45 人·3⟧,
//! and every gap as ⟦？监护人电话⟧. A figure that she keeps stays bound to the records, with its brackets or without them;
//! one that is no longer there is named, so that nobody changes a number of the records by typing over it.

use documents::model::Span;

mod place;

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
    /// Figures that stood there and do not any more: the mark, and the words that she saw.
    pub missing: Vec<(u32, String)>,
}

/// A figure of the paragraph: what she saw, what stood before and behind it, and what the records say today.
struct Live {
    mark: u32,
    words: String,
    today: String,
    before: String,
    behind: String,
}

/// A piece of what she typed.
enum Piece {
    Words(String),
    Gap(String),
    /// A figure by its place in the list, and its words.
    Figure(usize, String),
}

/// Reads the edited text. `shown` is the text that she was given; the runs are those of today, whose numbers the records
/// may have changed since.
#[must_use]
pub fn read(text: &str, shown: &str, today: &[Span]) -> Edited {
    let lives = lives(shown, today);
    let mut kept = vec![false; lives.len()];
    let mut pieces = Vec::new();
    for (at, piece) in text.replace("\r\n", "\n").split(OPEN).enumerate() {
        match piece.split_once(CLOSE).filter(|_| at > 0) {
            Some((token, rest)) => {
                pieces.extend(token_of(token, &lives, &mut kept));
                pieces.push(Piece::Words(plain(rest)));
            }
            None => pieces.push(Piece::Words(plain(piece))),
        }
    }
    let pieces = place::find(joined(pieces), &lives, &mut kept);
    let missing = lives.iter().zip(&kept).filter(|(_, kept)| !**kept);
    Edited {
        spans: spans(pieces, &lives),
        missing: missing.map(|(live, _)| (live.mark, live.words.clone())).collect(),
    }
}

fn plain(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// The figures of the text that she was given, each with its words of today.
fn lives(shown: &str, today: &[Span]) -> Vec<Live> {
    let mut lives: Vec<Live> = Vec::new();
    let mut before = String::new();
    for (at, piece) in shown.replace("\r\n", "\n").split(OPEN).enumerate() {
        let (token, rest) = piece.split_once(CLOSE).filter(|_| at > 0).unwrap_or(("", piece));
        let figure =
            token.rsplit_once(DOT).and_then(|(words, mark)| Some((words, mark.trim().parse().ok()?)));
        let nth = |mark: u32| lives.iter().filter(|live| live.mark == mark).count();
        if let Some((words, mark, today)) =
            figure.and_then(|(words, mark)| Some((words, mark, today_of(today, (mark, words), nth(mark))?)))
        {
            let (words, before) = (words.to_owned(), before.clone());
            lives.push(Live { mark, words, today, before, behind: rest.to_owned() });
        }
        before.push_str(figure.map_or(token, |(words, _)| words));
        before.push_str(rest);
    }
    lives
}

/// What the records say today of the nth figure with this mark.
fn today_of(today: &[Span], (mark, words): (u32, &str), nth: usize) -> Option<String> {
    let same: Vec<&String> = today
        .iter()
        .filter_map(|span| match span {
            Span::Fact { mark: known, text } if *known == mark => Some(text),
            _ => None,
        })
        .collect();
    let exact = same.iter().find(|text| text.as_str() == words);
    exact.or(same.get(nth)).or(same.first()).map(|text| (*text).clone())
}

/// What stands in brackets: the figure, also with words of hers around it or another counting word.
fn token_of(token: &str, lives: &[Live], kept: &mut [bool]) -> Vec<Piece> {
    if let Some(words) = token.strip_prefix([ASKS, '?']) {
        return vec![Piece::Gap(words.to_owned())];
    }
    let (typed, mark) = token.rsplit_once(DOT).unwrap_or((token, ""));
    let mark: Option<u32> = mark.trim().parse().ok();
    let free = || {
        lives.iter().enumerate().filter(|(at, live)| Some(live.mark) == mark && kept.get(*at) == Some(&false))
    };
    let exact =
        free().find(|(_, live)| live.words == typed).map(|(at, live)| (at, live, live.words.as_str()));
    let inside = || {
        free().find(|(_, live)| holds(typed, &live.words)).map(|(at, live)| (at, live, live.words.as_str()))
    };
    let number = || {
        let mut counted = free().filter_map(|(at, live)| Some((at, live, number_of(&live.words)?)));
        counted.find(|(_, _, number)| holds(typed, number))
    };
    let Some((at, live, words)) = exact.or_else(inside).or_else(number) else {
        return vec![Piece::Words(plain(typed))];
    };
    let start = place::occurrences(typed, words).next().unwrap_or(0);
    let (before, rest) = typed.split_at_checked(start).unwrap_or(("", typed));
    let behind = rest.strip_prefix(words).unwrap_or_default();
    if let Some(kept) = kept.get_mut(at) {
        *kept = true;
    }
    let today =
        if words == live.words { live.today.as_str() } else { number_of(&live.today).unwrap_or(words) };
    vec![
        Piece::Words(before.to_owned()),
        Piece::Figure(at, today.to_owned()),
        Piece::Words(behind.to_owned()),
    ]
}

fn holds(typed: &str, words: &str) -> bool {
    place::occurrences(typed, words).next().is_some()
}

/// The number of a figure with a counting word: 45 of 45人. None for a rate or for days with a half.
fn number_of(words: &str) -> Option<&str> {
    let end = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
    let (number, rest) = words.split_at_checked(end)?;
    (!number.is_empty() && !rest.starts_with(['.', '%'])).then_some(number)
}

/// Neighbouring words as one piece, so that a figure is also found where a bracket was torn.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Words(before)), Piece::Words(words)) => before.push_str(&words),
            (_, piece) => out.push(piece),
        }
    }
    out
}

fn spans(pieces: Vec<Piece>, lives: &[Live]) -> Vec<Span> {
    let span = |piece| match piece {
        Piece::Words(words) => (!words.is_empty()).then(|| Span::text(words)),
        Piece::Gap(words) => Some(Span::missing(words)),
        Piece::Figure(at, words) => Some(Span::fact(lives.get(at)?.mark, words)),
    };
    joined(pieces).into_iter().filter_map(span).collect()
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

    fn edit(text: &str) -> Edited {
        read(text, &write(&before()), &before())
    }

    fn facts(edited: &Edited) -> Vec<(u32, &str)> {
        let fact = |span| match span {
            &Span::Fact { mark, ref text } => Some((mark, text.as_str())),
            _ => None,
        };
        edited.spans.iter().filter_map(fact).collect()
    }

    // T1
    #[test]
    fn a_paragraph_that_nobody_changed_comes_back_the_same() {
        assert_eq!(edit(&write(&before())), Edited { spans: before(), missing: vec![] });
    }

    #[test]
    fn words_around_and_inside_the_brackets_change_and_the_figures_stay() {
        for text in [
            "我班现有⟦45人·1⟧，其中⟦3人·2⟧在帮。",
            "我班现有⟦一共45人·1⟧，其中⟦才3人·2⟧在帮。",
            "先说⟦3人·2⟧，再说⟦45人·1⟧。",
        ] {
            let edited = edit(text);
            assert_eq!((edited.missing.len(), facts(&edited).len()), (0, 2), "{text}");
        }
        assert_eq!(edit("现有⟦一共45人·1⟧，⟦3人·2⟧").spans[0], Span::text("现有一共"));
    }

    #[test]
    fn another_counting_word_leaves_the_number_alive() {
        let edited = edit("本班⟦45名孩子·1⟧，⟦3人·2⟧");
        assert_eq!(facts(&edited), [(1, "45"), (2, "3人")]);
        assert_eq!(edited.spans[2], Span::text("名孩子，"));
    }

    #[test]
    fn numbers_without_their_brackets_are_found_in_order_among_other_digits() {
        let edited = edit("2026年我们45人，145人里第3周又来3人组，帮扶3人。");
        assert_eq!(facts(&edited), [(1, "45人"), (2, "3人")]);
        assert!(edited.missing.is_empty());
        assert_eq!(edited.spans[2], Span::text("，145人里第3周又来3人组，帮扶"));
    }

    #[test]
    fn a_number_that_is_gone_or_was_changed_is_named_and_her_words_stay() {
        let edited = edit("本班⟦46人·1⟧。");
        assert_eq!(edited.spans, [Span::text("本班46人。")]);
        assert_eq!(edited.missing, [(1, "45人".to_owned()), (2, "3人".to_owned())]);
        assert_eq!(edit("本班⟦45人·1⟧，13人、3.5人。").missing, [(2, "3人".to_owned())]);
    }

    #[test]
    fn a_torn_or_invented_mark_becomes_plain_words() {
        let edited = edit("本班⟦45人·1，帮扶⟦9人·7⟧，]⟧x");
        assert_eq!(edited.spans, [Span::text("本班"), Span::fact(1, "45人"), Span::text("，帮扶9人，]x")]);
        assert_eq!(edited.missing, [(2, "3人".to_owned())]);
    }

    #[test]
    fn a_number_that_the_records_changed_meanwhile_is_no_change_of_hers() {
        let mut today = before();
        today[1] = Span::fact(1, "46人");
        let edited = read("好：⟦45人·1⟧，⟦3人·2⟧", &write(&before()), &today);
        assert_eq!((facts(&edited), edited.missing.len()), (vec![(1, "46人"), (2, "3人")], 0));
    }
}
