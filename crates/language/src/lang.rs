//! The three languages, and how a browser asks for one.

use crate::t;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Simplified Chinese, the language a school starts with.
    #[default]
    ZhHans,
    /// Traditional Chinese, Taiwanese usage.
    ZhHant,
    En,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::ZhHans, Self::ZhHant, Self::En];

    /// The BCP 47 tag, which is also the folder in `locales/` and the value of `<html lang>`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// Reads a BCP 47 tag, as exact or as regional as it comes (`zh-TW`, `zh_CN`, `en-GB`). A script in the tag
    /// beats its region. `None` for a language not spoken here.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        match parts.next() {
            Some("en") => return Some(Self::En),
            Some("zh" | "cmn") => {}
            _ => return None,
        }
        let rest: Vec<&str> = parts.collect();
        if rest.contains(&"hans") {
            return Some(Self::ZhHans);
        }
        let traditional = rest.iter().any(|part| matches!(*part, "hant" | "tw" | "hk" | "mo"));
        Some(if traditional { Self::ZhHant } else { Self::ZhHans })
    }

    /// The language an `Accept-Language` header (RFC 9110, 12.5.4) likes best; equal weights go to the one
    /// named first, and a header that names none of ours gives the default.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best: Option<(u32, Self)> = None;
        for range in header.split(',').take(32) {
            let (tag, params) = range.split_once(';').unwrap_or((range, ""));
            let weight = weight(params);
            let heavier = best.is_none_or(|(most, _)| weight > most);
            if let Some(lang) = Self::parse(tag).filter(|_| weight > 0 && heavier) {
                best = Some((weight, lang));
            }
        }
        best.map_or_else(Self::default, |(_, lang)| lang)
    }

    /// The language's name in itself, for the language switch.
    #[must_use]
    pub fn native_name(self) -> &'static str {
        t(self, "language-name")
    }
}

/// The quality of a range in thousandths; 1000 when none is given, 0 when it cannot be read.
fn weight(params: &str) -> u32 {
    let Some(quality) = params.split(';').find_map(|param| param.trim().strip_prefix("q=")) else {
        return 1000;
    };
    let (whole, part) = quality.trim().split_once('.').unwrap_or((quality.trim(), ""));
    let thousandths: String = part.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), thousandths.parse::<u32>()) {
        (Ok(0), Ok(part)) => part,
        (Ok(1), Ok(0)) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_with_its_script_before_its_region() {
        for (tag, lang) in [
            ("zh-Hans", Lang::ZhHans),
            ("zh-hant", Lang::ZhHant),
            ("zh-TW", Lang::ZhHant),
            ("zh_HK", Lang::ZhHant),
            ("zh-Hans-HK", Lang::ZhHans),
            ("zh", Lang::ZhHans),
            ("en-GB", Lang::En),
        ] {
            assert_eq!(Lang::parse(tag), Some(lang), "{tag}");
        }
        assert_eq!(Lang::parse("fr"), None);
        assert_eq!(Lang::parse(""), None);
    }

    #[test]
    fn a_browser_gets_the_language_it_likes_best() {
        for (header, lang) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Lang::ZhHans),
            ("fr;q=1.0, en;q=0.7, zh-TW;q=0.8", Lang::ZhHant),
            ("en, zh", Lang::En),
            ("zh;q=0, en;q=0.001", Lang::En),
            ("en;q=nonsense, zh-Hant;q=0.1", Lang::ZhHant),
            ("fr", Lang::ZhHans),
            ("", Lang::ZhHans),
        ] {
            assert_eq!(Lang::from_accept_language(header), lang, "{header}");
        }
    }

    #[test]
    fn every_language_names_itself() {
        assert_eq!(Lang::ALL.map(Lang::native_name), ["简体中文", "繁體中文", "English"]);
        assert!(Lang::ALL.iter().all(|&lang| Lang::parse(lang.tag()) == Some(lang)));
    }
}
