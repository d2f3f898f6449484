//! Lines out of atoms: Chinese text breaks anywhere but before closing and after opening marks, western words stay
//! whole, marks give up their blank half before a line spills, and full lines end even.

use super::atoms::{Atom, Class};

/// One line with the place of each atom.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Each atom and its distance from the start of the line, in points.
    pub atoms: Vec<(Atom, f32)>,
    /// Its width.
    pub width: f32,
}

/// The room that lines have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Width in points.
    pub width: f32,
    /// How far the first line stands in.
    pub first: f32,
    /// Whether full lines end even.
    pub even: bool,
}

/// A little more than what adding up widths loses.
const ROUNDING: f32 = 0.05;

/// A line filled less than this stays as it is.
const HALF_FULL: f32 = 0.6;

/// Breaks atoms into lines. There is always one line.
pub(super) fn break_lines(atoms: &[Atom], room: Room) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = atoms;
    while !rest.is_empty() {
        let width = room.width - if lines.is_empty() { room.first } else { 0.0 };
        let end = break_at(rest, width);
        let (taken, left) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        lines.push(set(trimmed(taken), width, room.even && !left.is_empty()));
        rest = left;
        while rest.first().is_some_and(|atom| atom.class() == Class::Space) {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    if lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}

/// Blanks at the end of a line take no room.
fn trimmed(atoms: &[Atom]) -> &[Atom] {
    let last = atoms.iter().rposition(|atom| atom.class() != Class::Space);
    last.and_then(|last| atoms.get(..=last)).unwrap_or_default()
}

/// How many atoms stand in the next line: at least one. A line is squeezed only to keep a closing mark from the next one.
fn break_at(atoms: &[Atom], width: f32) -> usize {
    let (mut used, mut slack) = (0.0_f32, 0.0_f32);
    let (mut fitting, mut most) = (0, 0);
    for (at, atom) in atoms.iter().enumerate() {
        let blank = if atom.class() == Class::Space { atom.width } else { 0.0 };
        used += atom.width;
        slack += atom.slack();
        if used - blank - slack > width + ROUNDING {
            break;
        }
        most = at + 1;
        let natural = used - blank <= width + ROUNDING;
        if may_break(atom, atoms.get(at + 1)) && (natural || atom.class() == Class::Closing) {
            fitting = at + 1;
        }
    }
    if fitting > 0 { fitting } else { most.max(1) }
}

fn may_break(atom: &Atom, next: Option<&Atom>) -> bool {
    let Some(next) = next else { return true };
    match (atom.class(), next.class()) {
        (Class::Space, _) => true,
        (Class::Opening, _) | (_, Class::Closing | Class::Space) => false,
        (Class::Word, Class::Word) => false,
        // 3.5 and 1,200 stay whole: a mark between figures belongs to them.
        // So does the apostrophe of term’s.
        (Class::Closing, Class::Word) => {
            !atom.letter.is_ascii() && atom.letter != '’' || atom.run.note.is_some()
        }
        _ => true,
    }
}

/// Sets one line: squeezed when it is too wide, spread when it is to end even.
fn set(atoms: &[Atom], width: f32, even: bool) -> Line {
    let natural: f32 = atoms.iter().map(|atom| atom.width).sum();
    let slack: f32 = atoms.iter().map(Atom::slack).sum();
    let over = natural - width;
    let share = if over > 0.0 && slack > 0.0 { (over / slack).min(1.0) } else { 0.0 };
    let gaps = gaps(atoms);
    // A line cut short by a long word that went to the next one is not pulled apart.
    let even = even && natural > width * HALF_FULL;
    let spread = if even && over < 0.0 && gaps > 0.0 { -over / gaps } else { 0.0 };
    let mut line = Line::default();
    let mut at = 0.0;
    let mut pairs = atoms.iter().peekable();
    while let Some(atom) = pairs.next() {
        let given = atom.slack() * share;
        // An opening mark is blank before its ink, a closing one behind it.
        let blank = if atom.class() == Class::Opening { given } else { 0.0 };
        line.atoms.push((*atom, at - blank));
        at += atom.width - given;
        if pairs.peek().is_some_and(|next| stretches(atom, next)) {
            at += spread;
        }
    }
    line.width = at;
    line
}

fn gaps(atoms: &[Atom]) -> f32 {
    let many = atoms.iter().zip(atoms.iter().skip(1)).filter(|(atom, next)| stretches(atom, next)).count();
    f32::from(u16::try_from(many).unwrap_or(u16::MAX))
}

/// Whether a line may be spread between these two: at blanks and between Chinese letters, not inside words.
fn stretches(atom: &Atom, next: &Atom) -> bool {
    let inside = |atom: &Atom| {
        atom.run.note.is_some()
            || atom.class() == Class::Word
            || (atom.letter.is_ascii() && atom.letter != ' ')
    };
    !(inside(atom) && inside(next)) && next.run.note.is_none() && next.letter != ' '
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::atoms::Run;
    use super::super::face::Face;
    use super::*;

    fn line(words: &str, width: f32) -> Vec<(char, f32)> {
        let shape = |letter| Face::get().unwrap().shape(letter).unwrap();
        let atom = |letter| Atom { letter, shape: shape(letter), width: 10.0, run: Run::of(10.0) };
        let atoms: Vec<Atom> = words.chars().map(atom).collect();
        set(&atoms, width, false).atoms.into_iter().map(|(atom, at)| (atom.letter, at)).collect()
    }

    #[test]
    fn a_squeezed_mark_gives_up_its_blank_half_and_touches_no_letter() {
        assert_eq!(line("甲（乙", 25.0), [('甲', 0.0), ('（', 5.0), ('乙', 15.0)]);
        assert_eq!(line("甲）乙", 25.0), [('甲', 0.0), ('）', 10.0), ('乙', 15.0)]);
    }
}
