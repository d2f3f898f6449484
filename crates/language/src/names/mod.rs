//! Finding and sorting people by name: Chinese characters of either script, pinyin, initials, Latin letters.

mod readings;
mod surnames;

use readings::{Syllables, readings};

use crate::script;

/// Full pinyin spellings kept for one name; a name of many polyphones loses its least likely ones.
const SPELLINGS: usize = 24;

/// Readings kept for a character after the first; surnames are what odd readings are for.
const GIVEN: usize = 2;

/// A name of at most this many characters can be found from each of them; a longer one (a transliterated name) from
/// the beginning of each part.
const SHORT: usize = 4;

/// The key a list of names is sorted by, in plain byte order. Only `0-9a-z`, so SQLite, PostgreSQL and any collation
/// of theirs agree. Character by character: pinyin without tone (a surname's own reading first: 单 is shan, 曾 zeng),
/// then the character, so that one surname stays together; a character without a reading comes last, by code
/// point. The same name always has the same key; different people of one name have one key, so add an id.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() * 4);
    let chars: Vec<char> = name.trim().chars().map(plain_width).collect();
    let folded: Vec<char> = chars.iter().copied().map(script::simplified).collect();
    let surname = surnames::reading(&folded);
    for (place, &c) in chars.iter().enumerate() {
        if let Some(latin) = latin(c) {
            key.push(latin);
        } else if c.is_whitespace() {
            key.push('0');
        } else if c.is_alphanumeric() {
            let own = surname.and_then(|syllables| syllables.get(place).copied());
            match own.or_else(|| readings(c).first()) {
                Some(syllable) => key.push_str(&format!("{syllable}0{:06x}", u32::from(c))),
                None => key.push_str(&format!("zzz{:06x}", u32::from(c))),
            }
        }
    }
    key
}

/// Every key a person can be found by, the whole name first, each once; a query from [`normalise_query`] finds the
/// person when it is the beginning of one of them. They are: the name, and the name from its second, third …
/// character on (the given name); the full pinyin and the initials, for every reading that a character has as a
/// surname or in common (at most 24 spellings); the words of a Latin name.
#[must_use]
pub fn search_keys(name: &str) -> Vec<String> {
    let parts: Vec<Vec<char>> = name
        .split(|c: char| !plain_width(c).is_alphanumeric())
        .map(|part| part.chars().filter_map(normal).collect::<Vec<char>>())
        .filter(|part| !part.is_empty())
        .collect();
    let whole: Vec<char> = parts.concat();
    let mut keys = vec![whole.iter().collect::<String>()];
    for ending in endings(&parts, &whole) {
        add(&mut keys, ending.iter().collect());
    }
    if whole.iter().copied().any(script::is_han) {
        let spellings = spellings(&whole);
        for spelling in &spellings {
            add(&mut keys, spelling.concat());
        }
        for spelling in &spellings {
            add(&mut keys, spelling.iter().filter_map(|syllable| syllable.chars().next()).collect());
        }
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// Surnames of two characters that are read as usual, so that [`surnames::reading`] need not know them.
const TWO: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "令狐", "公孙", "慕容", "夏侯", "司徒", "端木", "轩辕",
    "南宫", "长孙", "宇文",
];

/// A name to sign in with, made of a person's name: `chen.jing`, `ouyang.xiu`, `anna.li`. Only `a-z0-9.`; empty when
/// the name has no sign that can be read so.
#[must_use]
pub fn sign_in(name: &str) -> String {
    let parts: Vec<Vec<char>> = name
        .split(|c: char| !plain_width(c).is_alphanumeric())
        .map(|part| part.chars().filter_map(normal).collect::<Vec<char>>())
        .filter(|part| !part.is_empty())
        .collect();
    let spelt = |part: &[char]| spellings(part).into_iter().next().unwrap_or_default();
    let words: Vec<String> = match parts.as_slice() {
        [whole] if whole.iter().copied().all(script::is_han) => {
            let syllables = spelt(whole);
            let (family, given) = syllables.split_at(family(whole).min(syllables.len()));
            vec![family.concat(), given.concat()]
        }
        parts => parts.iter().map(|part| spelt(part).concat()).collect(),
    };
    let ascii = |word: &String| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let words: Vec<String> = words.iter().map(ascii).filter(|word| !word.is_empty()).collect();
    words.join(".")
}

/// How many characters of a Chinese name, folded to Simplified, are the surname.
fn family(whole: &[char]) -> usize {
    let two = TWO.iter().any(|surname| whole.len() > 2 && surname.chars().eq(whole.iter().take(2).copied()));
    let odd = surnames::reading(whole).map_or(1, <[&str]>::len);
    if two { 2 } else { odd }
}

/// The given name alone, for a page that shall not tell more: 雨桐 of 陈雨桐, 修 of 欧阳修, 阿依努尔 of 阿依努尔·买买提, Anna of
/// Anna Li. A Chinese name of more than four characters without a dot is one name and stays whole.
#[must_use]
pub fn given(name: &str) -> String {
    let name = name.trim();
    let first = name.split(|c: char| !plain_width(c).is_alphanumeric()).find(|part| !part.is_empty());
    let first: Vec<char> = first.unwrap_or(name).chars().collect();
    let is_whole = first.len() == name.chars().count();
    if !is_whole || !first.iter().copied().all(script::is_han) || !(2..=SHORT).contains(&first.len()) {
        return first.into_iter().collect();
    }
    let folded: Vec<char> = first.iter().copied().map(script::simplified).collect();
    first.into_iter().skip(family(&folded)).collect()
}

/// Whether two names could be one name heard or typed twice: the same signs, the same pinyin, or pinyin that differs in one
/// letter (林 and 凌, 张婧 and 张静). Tones do not count. For questions to a person, never for a decision.
#[must_use]
pub fn sound_alike(one: &str, other: &str) -> bool {
    let spelt = |name: &str| {
        let whole: Vec<char> = name.chars().filter_map(normal).collect();
        if whole.iter().copied().any(script::is_han) {
            spellings(&whole).iter().map(|spelling| spelling.concat()).collect()
        } else {
            vec![whole.iter().collect::<String>()]
        }
    };
    let (one, other) = (spelt(one), spelt(other));
    one.iter()
        .any(|one| other.iter().any(|other| !one.is_empty() && !other.is_empty() && is_near(one, other)))
}

/// Whether one letter more, less or another makes one of the other.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let head = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let tail = |skip: usize| (short.get(head + skip..), long.get(head + 1..));
    match long.len() - short.len() {
        0 => head == short.len() || tail(1).0 == tail(1).1,
        1 => tail(0).0 == tail(0).1,
        _ => false,
    }
}

/// What somebody typed, as the keys are written: lower case, no spaces, dots or tones, `ü` as `v`, half width,
/// Traditional folded to Simplified. Empty when nothing searchable was typed.
#[must_use]
pub fn normalise_query(query: &str) -> String {
    query.chars().filter_map(normal).collect()
}

fn add(keys: &mut Vec<String>, key: String) {
    if !keys.contains(&key) {
        keys.push(key);
    }
}

/// The tails of a name by which people call it.
fn endings<'a>(parts: &'a [Vec<char>], whole: &'a [char]) -> Vec<&'a [char]> {
    match parts {
        [only] if only.len() <= SHORT && only.iter().copied().all(script::is_han) => {
            (1..only.len()).filter_map(|start| whole.get(start..)).collect()
        }
        parts => parts.iter().map(Vec::as_slice).collect(),
    }
}

/// The likeliest spellings of a name, syllable by syllable.
fn spellings(whole: &[char]) -> Vec<Vec<String>> {
    let mut choices: Vec<Syllables> = whole.iter().map(|&c| readings(c)).collect();
    choices.iter_mut().skip(1).for_each(|choice| choice.keep(GIVEN));
    if let Some(own) = surnames::reading(whole) {
        choices.iter_mut().zip(own).for_each(|(choice, syllable)| choice.put_first(syllable));
    }
    shorten(&mut choices);
    let mut spellings: Vec<Vec<String>> = vec![Vec::with_capacity(whole.len())];
    for (choice, &c) in choices.iter().zip(whole) {
        let syllables = choice.or_itself(c);
        spellings = spellings
            .iter()
            .flat_map(|head| {
                syllables.iter().map(|syllable| [head.as_slice(), std::slice::from_ref(syllable)].concat())
            })
            .collect();
    }
    spellings
}

/// Drops the rarest readings, from the last character that has most of them, until the spellings fit.
fn shorten(choices: &mut [Syllables]) {
    while choices.iter().map(|choice| choice.len().max(1)).fold(1, usize::saturating_mul) > SPELLINGS {
        match choices.iter_mut().max_by_key(|choice| choice.len()) {
            Some(longest) => longest.drop_last(),
            None => return,
        }
    }
}

/// A character as keys write it, or nothing for spaces, dots and marks.
fn normal(c: char) -> Option<char> {
    let c = plain_width(c);
    if let Some(latin) = latin(c) {
        return Some(latin);
    }
    c.is_alphanumeric().then(|| script::simplified(c))
}

/// Full-width forms (Ａ１) as half-width ones.
fn plain_width(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    }
}

/// A Latin letter or digit without case, tone or accent; `ü` is `v`, as input methods have it.
fn latin(c: char) -> Option<char> {
    let plain = match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ǎ' | 'Ǎ' | 'ă' | 'Ă' => 'a',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ě' | 'Ě' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ǐ' | 'Ǐ' | 'ı' | 'İ' => 'i',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ǒ' | 'Ǒ' => 'o',
        'ù'..='û' | 'Ù'..='Û' | 'ū' | 'Ū' | 'ǔ' | 'Ǔ' => 'u',
        'ü' | 'Ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ç' | 'Ç' => 'c',
        'ğ' | 'Ğ' => 'g',
        'ñ' | 'Ñ' | 'ń' | 'ň' => 'n',
        'ş' | 'Ş' => 's',
        'ý' | 'Ý' | 'ÿ' => 'y',
        _ => return None,
    };
    Some(plain)
}

#[cfg(test)]
mod tests;
