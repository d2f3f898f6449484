//! Relations between the parts of a workbook. Only those of the package and of the workbook itself are read.

use std::collections::HashMap;

use super::container::Container;
use super::refusal::{Reason, Refusal};
use super::xml::{Step, Tag, Xml};

/// One relation.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    /// Last word of the type's address: `worksheet`, `styles` …
    pub kind: String,
    /// Name of the part it leads to; none when it leads outside the file.
    pub part: Option<String>,
}

/// Relations by their id.
pub(crate) type Relations = HashMap<String, Relation>;

/// Reads the relations of the part `source` ("" for the package); none when it has no relations.
pub(crate) fn relations(container: &Container<'_>, source: &str) -> Result<Relations, Refusal> {
    let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
    let name =
        format!("{}_rels/{file}.rels", if folder.is_empty() { String::new() } else { format!("{folder}/") });
    let Some(part) = container.part(&name) else { return Ok(Relations::new()) };
    let mut xml = Xml::open(part, &name)?;
    let mut relations = Relations::new();
    loop {
        match xml.next()? {
            Step::Open(tag) if tag.name() == "Relationship" => {
                let (id, relation) = relation(&tag, folder)?;
                relations.insert(id, relation);
            }
            Step::End => return Ok(relations),
            _ => {}
        }
    }
}

fn relation(tag: &Tag<'_>, folder: &str) -> Result<(String, Relation), Reason> {
    let id = tag.get("Id")?.unwrap_or_default();
    let kind = tag.get("Type")?.unwrap_or_default();
    let target = tag.get("Target")?.unwrap_or_default();
    let outside = tag.get("TargetMode")?.is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
    let part = if outside { None } else { resolve(folder, &target) };
    Ok((id, Relation { kind: kind.rsplit('/').next().unwrap_or_default().to_owned(), part }))
}

/// The part that `target` means, seen from `folder`; none when it leads outside.
fn resolve(folder: &str, target: &str) -> Option<String> {
    if target.contains(':') || target.starts_with("//") || target.contains('\\') {
        return None;
    }
    let (mut steps, path): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(path) => (Vec::new(), path),
        None => (folder.split('/').filter(|step| !step.is_empty()).collect(), target),
    };
    for step in path.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_stays_inside_the_file() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml").as_deref(), Some("xl/worksheets/sheet1.xml"));
        assert_eq!(resolve("xl", "/xl/styles.xml").as_deref(), Some("xl/styles.xml"));
        assert_eq!(resolve("xl", "../xl/styles.xml").as_deref(), Some("xl/styles.xml"));
        for outside in ["../../etc/passwd", "http://127.0.0.1/a.xml", "//host/a.xml", "file:///etc/passwd"] {
            assert_eq!(resolve("xl", outside), None, "{outside}");
        }
    }
}
