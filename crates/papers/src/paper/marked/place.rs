//! Where the figures that lost their brackets stand in what a person typed: in their order, and of several places the one
//! whose neighbours are those that the figure had.

use super::{DOT, Live, Piece};

/// A figure at a place outweighs whatever stands around another.
const FOUND: usize = 1_000;
/// So many neighbours on each side are compared.
const NEIGHBOURS: usize = 8;
/// So many places of one figure are looked at.
const PLACES: usize = 100;

/// A figure at a place, with the best chain of figures before it.
struct Place {
    live: usize,
    piece: usize,
    start: usize,
    end: usize,
    weight: usize,
    after: Option<usize>,
}

/// Cuts the figures that nobody has found yet out of the words.
pub(super) fn find(pieces: Vec<Piece>, lives: &[Live], kept: &mut [bool]) -> Vec<Piece> {
    let mut places: Vec<Place> = Vec::new();
    for (at, live) in lives.iter().enumerate().filter(|(at, _)| kept.get(*at) == Some(&false)) {
        let new: Vec<Place> = places_of(&pieces, at, live)
            .map(|mut place| {
                let before = |other: &Place| (other.piece, other.end) <= (place.piece, place.start);
                let best = heaviest(places.iter().enumerate().filter(|(_, other)| before(other)));
                place.weight += best.and_then(|at| places.get(at)).map_or(0, |other| other.weight);
                place.after = best;
                place
            })
            .collect();
        places.extend(new);
    }
    let mut next = heaviest(places.iter().enumerate());
    let mut chosen: Vec<&Place> = Vec::new();
    while let Some(place) = next.and_then(|at| places.get(at)) {
        chosen.push(place);
        next = place.after;
    }
    chosen.reverse();
    for place in &chosen {
        if let Some(kept) = kept.get_mut(place.live) {
            *kept = true;
        }
    }
    cut(pieces, &chosen, lives)
}

/// The first of the heaviest.
fn heaviest<'a>(places: impl Iterator<Item = (usize, &'a Place)>) -> Option<usize> {
    places.min_by_key(|(_, place)| std::cmp::Reverse(place.weight)).map(|(at, _)| at)
}

fn places_of<'a>(pieces: &'a [Piece], at: usize, live: &'a Live) -> impl Iterator<Item = Place> + 'a {
    let words = pieces.iter().enumerate().filter_map(|(piece, other)| match other {
        Piece::Words(words) => Some((piece, words)),
        _ => None,
    });
    let all = words.flat_map(move |(piece, words)| {
        occurrences(words, &live.words).map(move |start| {
            let weight = FOUND + likeness(words, start, live);
            Place { live: at, piece, start, end: start + live.words.len(), weight, after: None }
        })
    });
    all.take(PLACES)
}

/// How many of the neighbours are those that the figure had.
fn likeness(words: &str, start: usize, live: &Live) -> usize {
    let (before, rest) = words.split_at_checked(start).unwrap_or((words, ""));
    let behind = rest.strip_prefix(live.words.as_str()).unwrap_or_default();
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let left = before.chars().rev().zip(live.before.chars().rev()).take(NEIGHBOURS).take_while(same).count();
    let right = behind.chars().zip(live.behind.chars()).take(NEIGHBOURS).take_while(same).count();
    left + right
}

/// Where these words stand in a text and are no piece of another number.
pub(super) fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let all = text.match_indices(words).filter(|_| !words.is_empty());
    all.map(|(start, _)| start).filter(move |start| {
        let (before, rest) = text.split_at_checked(*start).unwrap_or(("", text));
        let behind = rest.strip_prefix(words).unwrap_or_default();
        let is_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let point = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | ','));
        let (mut left, mut right) = (before.chars().rev(), behind.chars());
        let (last, next) = (left.next(), right.next());
        let joined_left =
            is_number(words.chars().next()) && (is_number(last) || point(last) && is_number(left.next()));
        let joined_right = is_number(words.chars().next_back())
            && (is_number(next) || next == Some('%') || point(next) && is_number(right.next()));
        !joined_left && !joined_right
    })
}

/// The pieces with the chosen figures, which stand in order.
fn cut(pieces: Vec<Piece>, chosen: &[&Place], lives: &[Live]) -> Vec<Piece> {
    let mut out = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        let Piece::Words(words) = piece else {
            out.push(piece);
            continue;
        };
        let (mut rest, mut from) = (words.as_str(), 0);
        for place in chosen.iter().filter(|place| place.piece == at) {
            let Some(live) = lives.get(place.live) else { continue };
            let Some((before, behind)) = rest.split_at_checked(place.start.saturating_sub(from)) else {
                continue;
            };
            out.push(Piece::Words(before.to_owned()));
            out.push(Piece::Figure(place.live, live.today.clone()));
            let behind = behind.strip_prefix(live.words.as_str()).unwrap_or(behind);
            // What is left of a torn bracket.
            rest = behind.strip_prefix(&format!("{DOT}{}", live.mark)).unwrap_or(behind);
            from = words.len().saturating_sub(rest.len());
        }
        out.push(Piece::Words(rest.to_owned()));
    }
    out
}
