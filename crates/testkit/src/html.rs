//! A small reader of HTML: good enough for pages that we write ourselves, not for the web.

/// A piece of a page, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// `<name attribute="value">`, names in lower case, entities in values decoded.
    Open { name: String, attributes: Vec<(String, String)> },
    /// `</name>`.
    Close(String),
    /// Text with entities decoded; inside script and style as it stands.
    Text(String),
}

/// Elements that have no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that do not part words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements whose content is not read as markup, and whether entities count in it.
const RAW: &[(&str, bool)] = &[("script", false), ("style", false), ("textarea", true), ("title", true)];

/// Elements whose content nobody sees on the page.
const UNSEEN: &[&str] = &["script", "style", "template", "title", "svg"];

impl Token {
    /// An attribute of an opening tag; an attribute without a value is an empty string.
    #[must_use]
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        let Self::Open { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// Whether it opens such an element.
    #[must_use]
    pub fn opens(&self, wanted: &str) -> bool {
        matches!(self, Self::Open { name, .. } if name == wanted)
    }

    /// Whether it closes such an element.
    #[must_use]
    pub fn closes(&self, wanted: &str) -> bool {
        matches!(self, Self::Close(name) if name == wanted)
    }
}

/// Splits a page into its tokens. Comments and the doctype are left out.
#[must_use]
pub fn tokens(html: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        push_text(&mut found, before);
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, next)| next);
        } else if after.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/' || first == '!')
        {
            let (tag, next) = split_tag(after);
            rest = next;
            if let Some(token) = read_tag(tag) {
                rest = read_raw(&token, rest, &mut found);
            }
        } else {
            push_text(&mut found, "<");
            rest = after;
        }
    }
    push_text(&mut found, rest);
    found
}

/// The text that a person sees, with one blank for any run of blanks, tags that part words included.
#[must_use]
pub fn text(tokens: &[Token]) -> String {
    let mut seen = String::new();
    // How many unseen elements of the same name are open.
    let mut hiding: Option<(&str, u32)> = None;
    for token in tokens {
        match (token, &mut hiding) {
            (Token::Open { name, .. }, Some((hidden, depth))) if name == hidden => *depth += 1,
            (Token::Close(name), Some((hidden, depth))) if name == hidden => {
                *depth -= 1;
                if *depth == 0 {
                    hiding = None;
                }
            }
            (_, Some(_)) => {}
            (Token::Text(text), None) => seen.push_str(text),
            (Token::Open { name, .. }, None) => {
                let unseen = UNSEEN.contains(&name.as_str()) || token.attribute("hidden").is_some();
                if unseen && !VOID.contains(&name.as_str()) {
                    hiding = Some((name, 1));
                }
                part(&mut seen, name);
            }
            (Token::Close(name), None) => part(&mut seen, name),
        }
    }
    squeeze(&seen)
}

/// One blank for any run of blanks and line ends, none at the ends.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Replaces the entities that askama and people write: the five of XML, `&nbsp;` and numbers.
#[must_use]
pub fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        if let Some((letter, next)) = entity.and_then(|(name, next)| Some((letter(name)?, next))) {
            decoded.push(letter);
            rest = next;
        } else {
            decoded.push('&');
            rest = after;
        }
    }
    decoded.push_str(rest);
    decoded
}

fn letter(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = entity.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix('x').or_else(|| number.strip_prefix('X'));
            let code = match hexadecimal {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

fn push_text(found: &mut Vec<Token>, text: &str) {
    if !text.is_empty() {
        found.push(Token::Text(decode(text)));
    }
}

/// Up to the `>` that ends the tag: one inside quotes does not.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None if letter == '>' => {
                let (tag, rest) = text.split_at(at);
                return (tag, rest.strip_prefix('>').unwrap_or(rest));
            }
            None => {}
        }
    }
    (text, "")
}

fn read_tag(tag: &str) -> Option<Token> {
    if let Some(name) = tag.strip_prefix('/') {
        return Some(Token::Close(name.trim().to_ascii_lowercase()));
    }
    if tag.starts_with('!') {
        return None;
    }
    let tag = tag.trim_end_matches('/');
    let (name, rest) = tag.split_once(|letter: char| letter.is_whitespace()).unwrap_or((tag, ""));
    Some(Token::Open { name: name.to_ascii_lowercase(), attributes: attributes(rest) })
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, next) = match after.trim_start().strip_prefix('=') {
            Some(value) => read_value(value.trim_start()),
            None => ("", after),
        };
        found.push((name.to_ascii_lowercase(), decode(value)));
        // A lone `=` would stand still.
        rest = if next.len() == rest.len() { "" } else { next.trim_start() };
    }
    found
}

fn read_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_once(|letter: char| letter.is_whitespace()).unwrap_or((text, ""))
}

/// Pushes the token and, for elements that hold no markup, their content; returns what follows.
fn read_raw<'a>(token: &Token, rest: &'a str, found: &mut Vec<Token>) -> &'a str {
    found.push(token.clone());
    let Some((name, entities)) = RAW.iter().find(|(name, _)| token.opens(name)) else { return rest };
    let end = format!("</{name}");
    let at = rest.to_ascii_lowercase().find(&end).unwrap_or(rest.len());
    let (content, next) = rest.split_at(at);
    if *entities {
        push_text(found, content);
    } else if !content.is_empty() {
        found.push(Token::Text(content.to_owned()));
    }
    next
}

fn part(seen: &mut String, name: &str) {
    if !INLINE.contains(&name) {
        seen.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_sees_the_text_and_not_the_machinery() {
        let html = "<!doctype html><title>题</title><style>p > a {}</style><p>张<b>三</b>\n 同学</p><!-- <p>x</p> -->\
            <ul><li>一<li>二</ul><p hidden>藏<p>也</p></p><p>a &lt;b&gt; &amp;amp; &#x4e09;&#20108;</p><script>1 < 2</script>1 < 2";
        assert_eq!(text(&tokens(html)), "张三 同学 一 二 a <b> &amp; 三二 1 < 2");
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let found = tokens("<INPUT Name='a\"b' value=\"x > y &amp; z\" disabled data-x=1 />");
        let token = found.first().unwrap();
        assert!(token.opens("input"));
        assert_eq!(token.attribute("name"), Some("a\"b"));
        assert_eq!(token.attribute("value"), Some("x > y & z"));
        assert_eq!(token.attribute("disabled"), Some(""));
        assert_eq!(token.attribute("data-x"), Some("1"));
        assert_eq!(token.attribute("class"), None);
    }

    #[test]
    fn broken_markup_comes_to_an_end() {
        for html in [
            "<",
            "<a",
            "<a b",
            "<a =",
            "<a b='",
            "<!--",
            "<script>",
            "<textarea>x",
            "&",
            "&;",
            "&#xffffffff;",
        ] {
            let _ = text(&tokens(html));
        }
    }
}
