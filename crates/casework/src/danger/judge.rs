//! Whether a text speaks of danger (D5): entries of the word list found, then what stands around each: a negation, a
//! question of the teacher's, a book, somebody else, the past. No learning: every step can be read and told.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Danger;
use super::lexicon::{Cue, Hit, Lexicon, Stands, ends_clause, ends_sentence, folded};

/// A short negation ("不") reaches so many characters.
const NEAR: usize = 2;
/// A longer one ("从来没有") reaches so many.
const FAR: usize = 6;
/// And an English one.
const FAR_WORDS: usize = 30;

/// One sentence that speaks of danger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Of which.
    pub danger: Danger,
    /// Whether it speaks of the past.
    pub past: bool,
    /// The sentence, as it was written.
    pub sentence: String,
    /// The entry of the list that led to it.
    pub entry: String,
}

/// What the text speaks of: one line for each sentence and danger, in order.
#[must_use]
pub fn judge(lexicon: &Lexicon, text: &str) -> Vec<Found> {
    let read = Read::new(lexicon, text);
    let mut found: Vec<Found> = Vec::new();
    for (at, sentence) in read.sentences.iter().enumerate() {
        let mut here: Vec<(Danger, &Hit<'_>)> = read.dangers(sentence);
        here.retain(|(danger, hit)| read.is_meant(at, *danger, hit));
        let harmed: Vec<Range<usize>> = here
            .iter()
            .filter(|(danger, _)| *danger == Danger::Abuse)
            .map(|(_, hit)| hit.start..hit.end)
            .collect();
        here.retain(|(danger, hit)| {
            *danger != Danger::Violence || !harmed.iter().any(|range| overlap(range, hit))
        });
        for danger in Danger::ALL {
            let longest =
                here.iter().filter(|(one, _)| one == danger).max_by_key(|(_, hit)| hit.end - hit.start);
            let Some((_, hit)) = longest else { continue };
            found.push(Found {
                danger: *danger,
                past: read.has(Cue::Past, sentence),
                sentence: read.words(sentence),
                entry: hit.entry.to_owned(),
            });
        }
    }
    found
}

fn overlap(range: &Range<usize>, hit: &Hit<'_>) -> bool {
    range.start < hit.end && hit.start < range.end
}

/// A text with everything that the list finds in it.
struct Read<'t, 'l> {
    original: &'t str,
    chars: Vec<char>,
    /// Where each character stands in the original, in bytes, and where it ends.
    bytes: Vec<(usize, usize)>,
    hits: Vec<Hit<'l>>,
    sentences: Vec<Range<usize>>,
}

impl<'t, 'l> Read<'t, 'l> {
    fn new(lexicon: &'l Lexicon, original: &'t str) -> Self {
        let (mut chars, mut bytes): (Vec<char>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
        for (at, c) in original.char_indices() {
            // Blanks count between words of English only.
            if c.is_whitespace() && c != '\n' && !chars.last().is_some_and(|last: &char| last.is_ascii()) {
                continue;
            }
            chars.push(if c.is_whitespace() && c != '\n' { ' ' } else { folded(c) });
            bytes.push((at, at + c.len_utf8()));
        }
        let hits = lexicon.hits(&chars);
        let sentences = pieces(&chars, 0..chars.len(), ends_sentence);
        Self { original, chars, bytes, hits, sentences }
    }

    /// The words of a stretch as they were written.
    fn words(&self, range: &Range<usize>) -> String {
        let start = self.bytes.get(range.start).map_or(0, |(start, _)| *start);
        let end =
            range.end.checked_sub(1).and_then(|last| self.bytes.get(last)).map_or(start, |(_, end)| *end);
        self.original.get(start..end).unwrap_or_default().trim().to_owned()
    }

    fn cues(&self, cue: Cue) -> impl Iterator<Item = &Hit<'l>> {
        self.hits.iter().filter(move |hit| hit.stands == Stands::Against(cue))
    }

    fn has(&self, cue: Cue, range: &Range<usize>) -> bool {
        self.cues(cue).any(|hit| hit.start >= range.start && hit.end <= range.end)
    }

    /// The dangers named in a sentence, sayings left out.
    fn dangers(&self, sentence: &Range<usize>) -> Vec<(Danger, &Hit<'l>)> {
        let inside = self.hits.iter().filter(|hit| hit.start >= sentence.start && hit.end <= sentence.end);
        inside
            .filter_map(|hit| match hit.stands {
                Stands::For(danger) => Some((danger, hit)),
                Stands::Against(_) => None,
            })
            .filter(|(_, hit)| !self.cues(Cue::Not).any(|saying| overlap(&(saying.start..saying.end), hit)))
            .collect()
    }

    /// Whether a danger named in the sentence of this number is meant.
    fn is_meant(&self, at: usize, danger: Danger, hit: &Hit<'l>) -> bool {
        let Some(sentence) = self.sentences.get(at) else { return false };
        let after = hit.end..self.sentences.get(at + 1).map_or(sentence.end, |next| next.end);
        let clause = self.clause(sentence, hit.start);
        if self.is_negated(&clause, hit) || self.is_denied(sentence, &after, hit) {
            return false;
        }
        if self.is_asked(&clause, hit) {
            return self.has(Cue::Affirmed, &after);
        }
        let even_so = self.has(Cue::EvenSo, &(sentence.start..after.end));
        if !even_so && (self.is_told(sentence, hit) || self.is_of_others(sentence, hit)) {
            return false;
        }
        let settled = self.has(Cue::Past, sentence) && self.has(Cue::Settled, sentence);
        !(settled && matches!(danger, Danger::Violence | Danger::RunningAway))
    }

    fn clause(&self, sentence: &Range<usize>, at: usize) -> Range<usize> {
        let clauses = pieces(&self.chars, sentence.clone(), ends_clause);
        clauses.into_iter().find(|clause| clause.contains(&at)).unwrap_or_else(|| sentence.clone())
    }

    fn is_negated(&self, clause: &Range<usize>, hit: &Hit<'l>) -> bool {
        let english = hit.entry.is_ascii();
        self.cues(Cue::Negation).any(|cue| {
            let reach = match (english, cue.end - cue.start) {
                (true, _) => FAR_WORDS,
                (false, 1) => NEAR,
                (false, _) => FAR,
            };
            let seeming = self.cues(Cue::NotNegation).any(|no| overlap(&(no.start..no.end), cue));
            let before = cue.start >= clause.start && cue.end <= hit.start && hit.start - cue.end <= reach;
            // "爸爸从不打他": within the gap of an entry that holds no such word itself.
            let within = cue.start > hit.start && cue.end <= hit.end && !hit.entry.contains(cue.entry);
            (before || within) && !seeming
        })
    }

    /// Taken back behind the word, at the end of a clause: "他说没有。", not "他说没有人在乎".
    fn is_denied(&self, sentence: &Range<usize>, after: &Range<usize>, hit: &Hit<'l>) -> bool {
        let near = sentence.end.saturating_add(12).min(after.end);
        let ends = |at: usize| self.chars.get(at).is_none_or(|c| ends_clause(*c) || "了过”」".contains(*c));
        self.cues(Cue::Denied).any(|cue| {
            let english = cue.entry.is_ascii();
            cue.start >= hit.end && cue.end <= near && (english || ends(cue.end) || cue.end == sentence.end)
        })
    }

    /// Asked by the teacher; what the child asks the teacher is the child's own word.
    fn is_asked(&self, clause: &Range<usize>, hit: &Hit<'l>) -> bool {
        let before = self.chars.get(..hit.start).unwrap_or_default();
        let by_child = [['问', '我'], ['问', '师']].iter().any(|words| {
            let from = clause.start.saturating_sub(12);
            before.get(from..).is_some_and(|part| part.windows(2).any(|two| two == words))
        });
        !by_child && self.cues(Cue::Question).any(|cue| cue.start >= clause.start && cue.end <= hit.start)
    }

    /// Told of a book, a film, a lesson.
    fn is_told(&self, sentence: &Range<usize>, hit: &Hit<'l>) -> bool {
        self.cues(Cue::Quotation)
            .any(|cue| cue.start >= sentence.start && cue.end <= hit.start.max(cue.start))
    }

    /// The nearest person named before it is somebody else, who did it neither to the child nor with a "被" before.
    fn is_of_others(&self, sentence: &Range<usize>, hit: &Hit<'l>) -> bool {
        let inside = |cue: &Hit<'_>| cue.start >= hit.start && cue.end <= hit.end;
        if self.cues(Cue::Child).any(inside) {
            return false;
        }
        let last = |cue| {
            self.cues(cue)
                .filter(|one| one.start >= sentence.start && one.end <= hit.start)
                .map(|one| one.start)
                .max()
        };
        let Some(other) = last(Cue::Others) else { return false };
        let passive = self
            .chars
            .get(other.saturating_sub(8).max(sentence.start)..other)
            .is_some_and(|part| part.contains(&'被'));
        !passive && last(Cue::Child).is_none_or(|child| child < other)
    }
}

/// Pieces of a stretch, each with the sign that ends it.
fn pieces(chars: &[char], range: Range<usize>, ends: fn(char) -> bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        let Some(c) = chars.get(at) else { break };
        // A point between figures or letters ends nothing.
        let inside = *c == '.' && chars.get(at + 1).is_some_and(|next| !next.is_whitespace());
        if ends(*c) && !inside {
            pieces.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < range.end {
        pieces.push(start..range.end);
    }
    pieces
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
