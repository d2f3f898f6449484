//! The account of an exemplary case as its sections: the headings with which a draft begins, and what stands under each.

use kernel::keyed;
use language::Lang;

keyed! {
    /// What a section tells.
    Part {
        /// How it was at first.
        First = "first",
        /// What was done.
        Done = "done",
        /// What was reached.
        Goals = "goals",
        /// How it went on.
        Then = "then",
        /// What was learnt from it.
        Learnt = "learnt",
    }
}

impl Part {
    /// The message that is its heading.
    #[must_use]
    pub fn message_key(self) -> String {
        format!("exemplary-part-{}", self.key())
    }
}

/// A heading with its words. What stands before the first heading has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it tells.
    pub part: Option<Part>,
    /// The heading in the language in which it was written.
    pub heading: String,
    /// What stands under it, without blank lines around it.
    pub words: String,
}

/// The sections in which something stands, in their order: a bare heading tells nobody anything.
#[must_use]
pub fn sections(text: &str) -> Vec<Section> {
    let mut all = vec![Section { part: None, heading: String::new(), words: String::new() }];
    for line in text.lines() {
        if let Some((part, heading, rest)) = headed(line) {
            all.push(Section { part: Some(part), heading: heading.to_owned(), words: rest.to_owned() });
        } else if let Some(section) = all.last_mut() {
            section.words.push('\n');
            section.words.push_str(line);
        }
    }
    all.iter_mut().for_each(|section| section.words = section.words.trim().to_owned());
    all.retain(|section| says_something(&section.words));
    all
}

/// A line that is one of the headings in any of our languages, with a number before it or not, and what follows its colon.
fn headed(line: &str) -> Option<(Part, &'static str, &str)> {
    let line = line.trim();
    [line, unnumbered(line)].into_iter().find_map(|line| {
        let asked = Lang::ALL.into_iter().flat_map(|lang| Part::ALL.iter().map(move |part| (lang, *part)));
        asked.into_iter().find_map(|(lang, part)| {
            let heading = language::t(lang, &part.message_key());
            let rest = line.strip_prefix(heading)?.trim_start();
            let after = rest.strip_prefix(['：', ':']);
            (rest.is_empty() || after.is_some()).then(|| (part, heading, after.unwrap_or_default().trim()))
        })
    })
}

/// The line without the number that people set before a heading: 一、 1. （2）
fn unnumbered(line: &str) -> &str {
    let number = |sign: char| sign.is_ascii_digit() || "一二三四五六七八九十（(".contains(sign);
    let rest = line.trim_start_matches(number);
    let marked = rest.strip_prefix(['、', '.', '．', '）', ')']);
    marked.filter(|_| rest.len() < line.len()).unwrap_or(line).trim_start()
}

fn says_something(words: &str) -> bool {
    words.chars().any(char::is_alphanumeric)
}

/// The sections in which nothing stands yet. An account in one's own words, under none of the headings, lacks none:
/// whether it tells enough is for the second person to say. What stands before the first heading tells how it was at first.
#[must_use]
pub fn empty(text: &str) -> Vec<Part> {
    if !text.lines().any(|line| headed(line).is_some()) {
        return Vec::new();
    }
    let told: Vec<Part> =
        sections(text).into_iter().map(|section| section.part.unwrap_or(Part::First)).collect();
    Part::ALL.iter().copied().filter(|part| !told.contains(part)).collect()
}

/// Those of the empty sections without which it is no account of what helped (M5): how it was at first, what was done,
/// and what came of it, for which one of "what was reached" and "how it went on" is enough: many a case is closed without
/// a goal reached. What was learnt is worth a sentence, and nobody is made to write one.
#[must_use]
pub fn needed(text: &str) -> Vec<Part> {
    let empty = empty(text);
    let came_of_it = !(empty.contains(&Part::Goals) && empty.contains(&Part::Then));
    let is_needed = |part: &Part| match part {
        Part::First | Part::Done => true,
        Part::Then => !came_of_it,
        Part::Goals | Part::Learnt => false,
    };
    empty.into_iter().filter(is_needed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, String)> {
        sections(text).into_iter().map(|section| (section.heading, section.words)).collect()
    }

    fn pair(heading: &str, words: &str) -> (String, String) {
        (heading.to_owned(), words.to_owned())
    }

    #[test]
    fn a_heading_under_which_nothing_stands_is_left_out() {
        let text = "一开始\n他不来上学。\n\n我们做了什么\n\n达到了什么\n……\n\n后来怎样\n他来了。\n天天来。\n";
        assert_eq!(told(text), [pair("一开始", "他不来上学。"), pair("后来怎样", "他来了。\n天天来。")]);
        assert_eq!(empty(text), [Part::Done, Part::Goals, Part::Learnt]);
        assert_eq!(needed(text), [Part::Done]);
    }

    #[test]
    fn a_heading_is_known_with_a_number_a_colon_and_in_each_language() {
        let expected =
            [pair("一开始", "他怕。"), pair("我們做了什麼", "每天一句話。"), pair("What we learnt", "Time.")];
        let text = "一、一开始：他怕。\n(2) 我們做了什麼\n每天一句話。\n3. What we learnt:\nTime.";
        assert_eq!(told(text), expected);
    }

    #[test]
    fn an_account_in_ones_own_words_lacks_nothing_and_has_no_heading() {
        let text = "一开始，他不来上学。\n\n后来怎样谁也没想到：他来了。";
        assert_eq!(told(text), [pair("", text)]);
        assert!(empty(text).is_empty() && needed(text).is_empty());
    }

    #[test]
    fn what_stands_before_the_headings_tells_how_it_was_and_one_outcome_is_enough() {
        let text = "他怕上学。\n我们做了什么\n每天一句话。\n达到了什么\n";
        assert_eq!(needed(text), [Part::Then], "what came of it");
        assert_eq!(needed(&format!("{text}每天来\n")), []);
        assert_eq!(empty(&format!("{text}每天来\n")), [Part::Then, Part::Learnt]);
        assert_eq!(needed("一开始\n\n我们做了什么\n"), [Part::First, Part::Done, Part::Then]);
    }
}
