//! XML of a workbook, read one step at a time behind a fence: no document type, no entities but the five of XML,
//! UTF-8 only, bounded depth, attributes and tokens.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Error;
use quick_xml::events::{BytesDecl, BytesEnd, BytesRef, BytesStart, Event};

use super::limits::{ATTRIBUTES, DEPTH};
use super::part::{Fault, Part};
use super::refusal::{Reason, Refusal};

/// Tags shorter than this cannot hold too many attributes: the shortest takes 4 bytes and a space.
const SHORT_TAG: usize = 4 * ATTRIBUTES;

/// One step.
pub(crate) enum Step<'a> {
    Open(Tag<'a>),
    Close(Closing<'a>),
    Text(Cow<'a, str>),
    /// A comment, an instruction or the declaration: nothing to read.
    Other,
    End,
}

/// A tag that closes.
pub(crate) struct Closing<'a>(BytesEnd<'a>);

impl Closing<'_> {
    /// Name without prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// A tag that opens.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Name without prefix: workbooks differ in prefixes, and no two names that we read differ only there.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Calls `take` with every attribute's local name and value.
    pub fn each(&self, mut take: impl FnMut(&str, &str)) -> Result<(), Reason> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| Reason::XmlMalformed)?;
            let name = attribute.key.local_name().into_inner();
            if attribute.value.contains('&') {
                let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| Reason::XmlDoctype)?;
                take(name, &value);
            } else {
                take(name, &attribute.value);
            }
        }
        Ok(())
    }

    /// The value of one attribute.
    pub fn get(&self, wanted: &str) -> Result<Option<String>, Reason> {
        let mut found = None;
        self.each(|name, value| {
            if name == wanted {
                found = Some(value.to_owned());
            }
        })?;
        Ok(found)
    }
}

/// A part that is read as XML.
pub(crate) struct Xml<'a> {
    reader: quick_xml::Reader<Part<'a>>,
    buffer: Vec<u8>,
    depth: usize,
    roots: usize,
    part: String,
}

impl<'a> Xml<'a> {
    /// Begins to read the part called `name`.
    pub fn open(mut part: Part<'a>, name: &str) -> Result<Self, Refusal> {
        let at_name = |reason: Reason| Refusal::new(reason).with("part", name);
        let head = part.fill_buf().map_err(|error| at_name(io_reason(&error)))?;
        let wide = head.starts_with(&[0xFF, 0xFE])
            || head.starts_with(&[0xFE, 0xFF])
            || head.iter().take(4).any(|b| *b == 0);
        if wide || head.starts_with(b"+ADw-") {
            return Err(at_name(Reason::XmlEncoding));
        }
        let mut reader = quick_xml::Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, buffer: Vec::new(), depth: 0, roots: 0, part: name.to_owned() })
    }

    /// The next step. After [`Step::End`] the whole part has been read and its checksum was right.
    pub fn next(&mut self) -> Result<Step<'_>, Refusal> {
        let Self { reader, buffer, depth, roots, part } = self;
        buffer.clear();
        reader.get_mut().begin_token();
        let event = reader.read_event_into(buffer).map_err(|error| refuse(part, reason_of(&error)))?;
        judge(event, depth, roots).map_err(|reason| refuse(part, reason))
    }
}

fn refuse(part: &str, reason: Reason) -> Refusal {
    Refusal::new(reason).with("part", part)
}

fn check_declaration(declaration: &BytesDecl<'_>) -> Result<(), Reason> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("us-ascii") => {
            Ok(())
        }
        Some(_) => Err(Reason::XmlEncoding),
    }
}

fn judge<'e>(event: Event<'e>, depth: &mut usize, roots: &mut usize) -> Result<Step<'e>, Reason> {
    match event {
        Event::Start(tag) => {
            *roots += usize::from(*depth == 0);
            *depth += 1;
            check_tag(&tag, *depth)?;
            if *roots > 1 { Err(Reason::XmlMalformed) } else { Ok(Step::Open(Tag(tag))) }
        }
        Event::End(tag) => {
            *depth = depth.checked_sub(1).ok_or(Reason::XmlMalformed)?;
            Ok(Step::Close(Closing(tag)))
        }
        Event::Text(text) => text_step(text.into_inner(), *depth),
        Event::CData(text) => text_step(text.into_inner(), *depth),
        Event::GeneralRef(entity) => text_step(Cow::Owned(resolve(&entity)?.to_string()), *depth),
        Event::Eof if *depth == 0 && *roots == 1 => Ok(Step::End),
        Event::Decl(declaration) => check_declaration(&declaration).map(|()| Step::Other),
        Event::Comment(_) | Event::PI(_) => Ok(Step::Other),
        Event::DocType(_) => Err(Reason::XmlDoctype),
        _ => Err(Reason::XmlMalformed),
    }
}

fn check_tag(tag: &BytesStart<'_>, depth: usize) -> Result<(), Reason> {
    if depth > DEPTH {
        return Err(Reason::XmlTooComplex);
    }
    let many = tag.len() > SHORT_TAG
        && tag.attributes().with_checks(false).take(ATTRIBUTES + 1).count() > ATTRIBUTES;
    if many { Err(Reason::XmlTooComplex) } else { Ok(()) }
}

fn text_step(text: Cow<'_, str>, depth: usize) -> Result<Step<'_>, Reason> {
    if depth == 0 && !text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        return Err(Reason::XmlMalformed);
    }
    // A raw line end in XML is one line feed, however it was written (XML 1.0, 2.11).
    let text =
        if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text };
    Ok(Step::Text(text))
}

fn resolve(entity: &BytesRef<'_>) -> Result<char, Reason> {
    if entity.is_char_ref() {
        return entity.resolve_char_ref().ok().flatten().ok_or(Reason::XmlMalformed);
    }
    match entity.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(Reason::XmlDoctype),
    }
}

fn reason_of(error: &Error) -> Reason {
    match error {
        Error::Io(error) => io_reason(error),
        Error::Encoding(_) => Reason::XmlEncoding,
        _ => Reason::XmlMalformed,
    }
}

fn io_reason(error: &std::io::Error) -> Reason {
    let fault = error.get_ref().and_then(|inner| inner.downcast_ref::<Fault>());
    fault.map_or(Reason::ContainerDamaged, |fault| fault.0)
}
