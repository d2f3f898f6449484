//! The school's own template: what the office once drew up in Word and now has filled (T3).

use access::Kind;
use db::args;
use documents::filling::{self, Shape};
use kernel::{TemplateId, clock::days_after};
use language::Lang;

use super::calendar::at;
use super::maker::{Change, Maker};
use super::staff::School;

const NAME: &str = "学生情况登记表";

/// Writes it, with the names that are in it.
pub fn make(maker: &mut Maker<'_>, school: &School) {
    let starts = maker.term.starts;
    let Ok(file) = papers::templates::sample::bytes(Lang::ZhHans, Shape::Word, starts) else { return };
    let Ok(checked) = filling::check_own(&file) else { return };
    let (Some(office), Ok(uses)) = (school.moral.first().copied(), serde_json::to_string(&checked.uses))
    else {
        return;
    };
    let added = at(days_after(starts, 10), 16, 20);
    let (id, version) = (TemplateId(maker.dice.uuid(added)), maker.dice.uuid(added));
    let key = maker.vault.row(maker.school.0, "template_version", *version.as_bytes(), Kind::Paper.label());
    let cell = key.seal("file_cell", maker.dice.bytes(), &file);
    maker.book.template.add(args![maker.school, id, NAME, added, office]);
    maker.book.template_version.add(args![
        maker.school,
        version,
        id,
        1_i64,
        Shape::Word.ending(),
        uses,
        cell,
        added,
        office
    ]);
    maker.event(&Change {
        name: "template.added",
        kind: Kind::Paper,
        at: added,
        by: office,
        subject: id.0,
        student: None,
        after: "docx 1",
    });
}
