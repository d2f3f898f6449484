//! The readings of one character, without tones, the commonest first.

use pinyin::ToPinyinMulti;

/// Readings kept for one character; those beyond are archaic.
const KEPT: usize = 4;

/// A few distinct syllables, in order of likelihood. Nothing for a character without a reading.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Syllables {
    kept: [Option<&'static str>; KEPT],
}

/// The readings of `c` as ASCII syllables.
pub(super) fn readings(c: char) -> Syllables {
    let mut syllables = Syllables::default();
    let Some(all) = c.to_pinyin_multi() else {
        return syllables;
    };
    for reading in all {
        // 吕 is lü: typed lv, and lu by who does not know better.
        match reading.plain() {
            "lü" => ["lv", "lu"].into_iter().for_each(|syllable| syllables.put_last(syllable)),
            "nü" => ["nv", "nu"].into_iter().for_each(|syllable| syllables.put_last(syllable)),
            "lüe" => syllables.put_last("lve"),
            "nüe" => syllables.put_last("nve"),
            plain if plain.is_ascii() => syllables.put_last(plain),
            _ => (),
        }
    }
    syllables
}

impl Syllables {
    pub(super) fn first(&self) -> Option<&'static str> {
        self.kept.first().copied().flatten()
    }

    pub(super) fn len(&self) -> usize {
        self.kept.iter().flatten().count()
    }

    fn put_last(&mut self, syllable: &'static str) {
        if self.kept.contains(&Some(syllable)) {
            return;
        }
        if let Some(free) = self.kept.iter_mut().find(|kept| kept.is_none()) {
            *free = Some(syllable);
        }
    }

    /// Puts a syllable before the others, which move back.
    pub(super) fn put_first(&mut self, syllable: &'static str) {
        let before = *self;
        *self = Self::default();
        self.put_last(syllable);
        before.kept.into_iter().flatten().for_each(|syllable| self.put_last(syllable));
    }

    pub(super) fn keep(&mut self, count: usize) {
        self.kept.iter_mut().skip(count).for_each(|kept| *kept = None);
    }

    pub(super) fn drop_last(&mut self) {
        if let Some(last) = self.kept.iter_mut().rev().find(|kept| kept.is_some()) {
            *last = None;
        }
    }

    /// The syllables; for a character without any, the character itself.
    pub(super) fn or_itself(&self, c: char) -> Vec<String> {
        if self.len() == 0 {
            return vec![c.to_string()];
        }
        self.kept.iter().flatten().map(|syllable| (*syllable).to_owned()).collect()
    }
}
