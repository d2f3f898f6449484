//! T1: every number of every paper of the demonstration school is recounted by hand over whole tables, leads to its list, and
//! stands behind Word's and the PDF's notes.

use std::collections::BTreeSet;
use std::process::Command;
use std::rc::Rc;

use access::{Action, scope};
use documents::model::{Block, Document, Span};
use kernel::{ClassId, StaffId};
use noticing::word::Category;
use people::term::store as terms;
use server::demo::DAY;

use crate::recount::Tables;
use crate::recount_duties::Duties;
use crate::story;
use crate::world::{SCHOOL, World};

/// What a paper is about, its kind, and the tables as they bear on it.
struct Walk {
    staff: StaffId,
    path: String,
    tables: Tables,
    duties: Rc<Duties>,
}

async fn walks(world: &World) -> Vec<Walk> {
    let (homeroom, class) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    let all = terms::classes(&mut conn, SCHOOL, DAY).await.unwrap();
    let (leader, _) = world.holders("grade-leader").await[0];
    let (principal, _) = world.holders("principal").await[0];
    let led = crate::world::actor(&world.app, leader).await;
    let grade = led.roles.iter().find_map(|held| match held.held_for {
        access::actor::HeldFor::Grade(grade) => Some(grade),
        _ => None,
    });
    let of_grade = all.iter().filter(|class| Some(class.grade) == grade).map(|class| class.id).collect();
    let whom: [(StaffId, String, Vec<ClassId>); 3] = [
        (homeroom, class.to_string(), vec![class]),
        (leader, format!("grade-{}", grade.unwrap()), of_grade),
        (principal, "school".to_owned(), all.iter().map(|class| class.id).collect()),
    ];
    let duties = Rc::new(Duties::read(&mut conn).await);
    let mut walks = Vec::new();
    for (staff, of, classes) in whom {
        let actor = crate::world::actor(&world.app, staff).await;
        let mut tables = Tables::read_of(&mut conn, &classes).await;
        let unseen = Category::ALL.iter().filter(|c| scope(&actor, Action::List, c.kind()).is_empty());
        tables.unseen = unseen.map(|category| category.code().to_owned()).collect();
        for kind in ["term-plan", "term-summary", "year-summary"] {
            let path = world.make_of(staff, &of, kind).await;
            let tables = if kind == "year-summary" { tables.over_the_year() } else { tables.clone() };
            walks.push(Walk { staff, path, tables, duties: duties.clone() });
        }
        let path = world.make_about(staff, (&of, "left_behind"), "term-summary").await;
        walks.push(Walk { staff, path, tables: tables.of_category("left_behind"), duties: duties.clone() });
    }
    walks
}

/// The number that the tables give for a figure's name.
async fn by_hand(world: &World, walk: &Walk, key: &str) -> i64 {
    let mut conn = world.app.db.reader().await.unwrap();
    if let Some(role) = key.strip_prefix("group-") {
        let held: Vec<(uuid::Uuid, String, kernel::Day, kernel::Day)> =
            conn.all("select staff_id, role, from_on, until_on from role_held", db::args![]).await.unwrap();
        let held = held.into_iter().filter(|r| r.1 == role && r.2 <= DAY && r.3 >= DAY);
        return held.map(|r| r.0).collect::<BTreeSet<_>>().len().try_into().unwrap();
    }
    if key == "rules" {
        let rules: Vec<(String, String, i64, String, kernel::Day, kernel::Day)> = conn
            .all("select who, act, times, per, from_on, until_on from duty_rule", db::args![])
            .await
            .unwrap();
        let rules = rules.into_iter().filter(|r| r.4 <= DAY && r.5 >= DAY);
        return rules.map(|r| (r.0, r.1, r.2, r.3)).collect::<BTreeSet<_>>().len().try_into().unwrap();
    }
    if key.starts_with("duty-") {
        return duties_of(walk, key);
    }
    let (name, tables) = match key.split_once('@') {
        Some((name, tail)) => (name, walk.tables.narrowed(tail)),
        None => (key, walk.tables.clone()),
    };
    *tables.count().get(name).unwrap_or_else(|| panic!("{key} is not recounted"))
}

/// What was owed and done, day by day out of the raw tables.
fn duties_of(walk: &Walk, key: &str) -> i64 {
    let children: BTreeSet<uuid::Uuid> = walk.tables.pupils.keys().copied().collect();
    let count = walk.duties.count(&children, walk.tables.first_day());
    match key {
        "duty-owed" => count.owed,
        "duty-kept" => count.kept,
        "duty-missed" => count.owed - count.kept,
        "duty-excused" => count.excused,
        _ => panic!("{key} is not recounted"),
    }
}

/// What the note behind a percentage adds, by hand.
async fn worked_out(world: &World, walk: &Walk, key: &str) -> String {
    if key == "duty-kept" {
        let (owed, kept) = (by_hand(world, walk, "duty-owed").await, by_hand(world, walk, key).await);
        return format!("；完成率{:.0}%＝{kept}÷{owed}", 100.0 * kept as f64 / owed as f64);
    }
    let ((was, is), n) = (walk.tables.means(key).unwrap(), by_hand(world, walk, key).await);
    format!("；平均得分率前{was}、后{is}，是这{n}人的得分率相加除以{n}")
}

fn spans(document: &Document) -> Vec<Span> {
    let mut all = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, spans) | Block::Paragraph(spans) => all.extend(spans.clone()),
            Block::Table(table) => {
                let cells = table.rows.iter().flatten();
                all.extend(cells.flat_map(|cell| cell.spans.clone()));
            }
            _ => {}
        }
    }
    all
}

fn dry(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The words of a file's notes: Word's endnotes, or all of a PDF.
fn words(bytes: &[u8], is_pdf: bool) -> String {
    if is_pdf {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let output = Command::new("pdftotext").arg(file.path()).arg("-").output().unwrap();
        assert!(output.status.success());
        return dry(&String::from_utf8_lossy(&output.stdout));
    }
    let script = "
import re, sys, zipfile
print(re.sub('<[^>]*>', '', zipfile.ZipFile(sys.argv[1]).read('word/endnotes.xml').decode()))";
    dry(&crate::files::python(script, bytes))
}

// T1, C5
story!(every_number_of_every_paper_is_recounted_by_another_path_and_leads_to_its_records, |world| {
    let (mut checked, mut rates) = (0, 0);
    for walk in walks(&world).await {
        let written = world.written(&walk.path).await;
        let word = words(&world.get(walk.staff, &format!("{}/word", walk.path)).await.1, false);
        let pdf = words(&world.get(walk.staff, &format!("{}/pdf", walk.path)).await.1, true);
        let page = world.page(walk.staff, &walk.path).await;
        let left: BTreeSet<String> =
            written.clone().leaving().facts.into_iter().map(|fact| fact.link).collect();
        for fact in &written.document.facts {
            let key = &written.keys[&fact.mark];
            let n = by_hand(&world, &walk, key).await;
            let value =
                if key.starts_with("absent") { format!("{}天", n as f64 / 2.0) } else { n.to_string() };
            assert_eq!(fact.value, value, "{key} in {}", walk.path);
            assert!(page.contains(&format!("href=\"{}\"", fact.link)), "{key}");
            let list = world.page(walk.staff, &fact.link).await;
            let says = format!("材料里写的是 {value} ");
            assert!(list.contains(&fact.name) && list.contains(&says), "{key}: {says} is not in {list}");
            if left.contains(&fact.link) {
                let is_rate = spans(&written.document)
                    .iter()
                    .any(|span| matches!(span, Span::Fact { mark, text } if *mark == fact.mark && text.ends_with('%')));
                let how = if is_rate { worked_out(&world, &walk, key).await } else { String::new() };
                rates += usize::from(is_rate);
                let note = dry(&format!("{}：{}{how}（{}）", fact.name, fact.value, fact.as_of));
                assert!(word.contains(&note), "{note} is not in {word}");
                assert!(pdf.contains(&note), "{note} is not in {pdf}");
            }
            checked += 1;
        }
        for span in spans(&written.document) {
            let Span::Fact { mark, text } = span else { continue };
            let key = &written.keys[&mark];
            let fact = written.document.facts.iter().find(|fact| fact.mark == mark).unwrap();
            if !text.ends_with('%') {
                assert_eq!(number(&text), number(&fact.value), "{key}");
            } else if key == "duty-kept" {
                let owed = by_hand(&world, &walk, "duty-owed").await;
                let kept = by_hand(&world, &walk, "duty-kept").await;
                assert_eq!(text, format!("{:.0}%", 100.0 * kept as f64 / owed as f64));
            } else {
                let (was, is) = walk.tables.means(key).unwrap();
                assert!(text == was || text == is, "{key}: {text}, by hand {was} and {is}");
            }
        }
    }
    assert!(checked > 400 && rates > 10, "{checked} {rates}");
});

fn number(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect()
}
