//! Surnames that are read otherwise than the character usually is. A wrong or a second reading here only moves a
//! name in a sorted list: searching keeps every reading that a character has.

/// The syllables of the surname a name begins with, where they are not the usual ones. `name` is folded to
/// Simplified. A name of two characters has a surname of one.
pub(super) fn reading(name: &[char]) -> Option<&'static [&'static str]> {
    let first = *name.first()?;
    if let (Some(&second), true) = (name.get(1), name.len() > 2) {
        let compound = COMPOUND.iter().find(|(surname, _)| surname.chars().eq([first, second]));
        if let Some((_, syllables)) = compound {
            return Some(syllables);
        }
    }
    SINGLE.iter().find(|(surname, _)| *surname == first).map(|(_, syllables)| *syllables)
}

const COMPOUND: &[(&str, &[&str])] = &[
    ("单于", &["chan", "yu"]),
    ("尉迟", &["yu", "chi"]),
    ("万俟", &["mo", "qi"]),
    ("澹台", &["tan", "tai"]),
    ("乐正", &["yue", "zheng"]),
];

const SINGLE: &[(char, &[&str])] = &[
    ('卜', &["bu"]),
    ('薄', &["bo"]),
    ('秘', &["bi"]),
    ('种', &["chong"]),
    ('都', &["du"]),
    ('盖', &["ge"]),
    ('句', &["gou"]),
    ('炅', &["gui"]),
    ('还', &["huan"]),
    ('郇', &["xun"]),
    ('阚', &["kan"]),
    ('隗', &["wei"]),
    ('乐', &["yue"]),
    ('缪', &["miao"]),
    ('佴', &["nai"]),
    ('能', &["nai"]),
    ('区', &["ou"]),
    ('繁', &["po"]),
    ('朴', &["piao"]),
    ('覃', &["qin"]),
    ('仇', &["qiu"]),
    ('单', &["shan"]),
    ('召', &["shao"]),
    ('折', &["she"]),
    ('洗', &["xian"]),
    ('解', &["xie"]),
    ('员', &["yun"]),
    ('曾', &["zeng"]),
    ('查', &["zha"]),
    ('翟', &["zhai"]),
    ('祭', &["zhai"]),
    ('粘', &["nian"]),
];

#[cfg(test)]
mod tests {
    use super::super::readings::readings;
    use super::*;

    #[test]
    fn every_surname_listed_is_read_otherwise_than_usual() {
        let usual = |surname: &[char], syllables: &[&str]| {
            surname.iter().zip(syllables).all(|(&c, syllable)| readings(c).first() == Some(syllable))
        };
        let mut idle: Vec<String> =
            SINGLE.iter().filter(|(c, own)| usual(&[*c], own)).map(|(c, _)| c.to_string()).collect();
        for (surname, own) in COMPOUND {
            let chars: Vec<char> = surname.chars().collect();
            assert_eq!(chars.len(), own.len());
            if usual(&chars, own) {
                idle.push((*surname).to_owned());
            }
        }
        assert_eq!(idle, [""; 0]);
    }
}
