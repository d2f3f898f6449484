//! T1, T2: what leaves opens in programs we did not write, and says what the page says.

use std::io::Write;
use std::process::Command;

use access::{Actor, Role};
use axum::http::StatusCode;
use db::args;
use documents::model::Span;
use kernel::StudentId;
use language::Lang;

use crate::story;

/// The file read back by another program. Without that program the test fails: a file nobody else opened is not checked.
#[expect(clippy::disallowed_methods, reason = "a test asks which interpreter the machine has")]
pub fn python(script: &str, bytes: &[u8]) -> String {
    let ending = if script.contains("openpyxl") { ".xlsx" } else { ".docx" };
    let mut file = tempfile::Builder::new().suffix(ending).tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let interpreter = std::env::var("CHUNYU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(interpreter).arg("-c").arg(script).arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub fn words_of(bytes: &[u8]) -> String {
    python(
        "import docx, sys
d = docx.Document(sys.argv[1])
for p in d.paragraphs: print(p.text)
for t in d.tables:
    for r in t.rows: print('|'.join(c.text for c in r.cells))
for p in d.sections[0].footer.paragraphs: print(p.text)",
        bytes,
    )
}

// T1
story!(the_command_writes_what_the_page_writes_in_three_languages, |world| {
    let (staff, class) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    let login: String = conn
        .maybe("select login from account where staff_id = $1", args![staff])
        .await
        .unwrap()
        .unwrap_or_default();
    let name = people::staff::store::find_name(&mut conn, crate::world::SCHOOL, staff).await.unwrap();
    drop(conn);
    let teacher = if login.is_empty() { &name } else { &login };
    let path = world.make(staff, class, "term-summary").await;
    // What nobody has confirmed yet does not leave.
    let document = world.written(&path).await.leaving();
    let order = |kind: &str, teacher: &str, term: &str| papers::command::Order {
        kind: kind.to_owned(),
        level: papers::Level::Class,
        teacher: Some(teacher.to_owned()),
        grade: None,
        category: None,
        term: term.to_owned(),
        shape: papers::Shape::Word,
    };
    let summary = order("term-summary", teacher, "current");
    let word = words_of(&papers::command::write(&world.app, Lang::ZhHans, &summary).await.unwrap());
    let mut numbers = 0;
    for block in &document.blocks {
        for span in papers::prose::runs(block).into_iter().flatten() {
            if let Span::Fact { text, .. } = span {
                assert!(word.contains(text), "{text}");
                numbers += 1;
            }
        }
    }
    assert!(numbers > 25 && word.contains(&name) && word.contains("编号"), "{word}");
    for lang in [Lang::ZhHant, Lang::En] {
        let plan = order("term-plan", teacher, "current");
        let word = words_of(&papers::command::write(&world.app, lang, &plan).await.unwrap());
        assert!(!word.contains('⟦') && word.contains(&name), "{word}");
    }
    let nobody = order("term-summary", "nobody.at.all", "current");
    let nobody = papers::command::write(&world.app, Lang::En, &nobody).await;
    assert!(matches!(nobody, Err(papers::command::NoPaper::NoTeacher)));
    let never = papers::command::write(&world.app, Lang::En, &order("term-summary", teacher, "1990")).await;
    assert!(matches!(never, Err(papers::command::NoPaper::NoTerm)));
});

// F1, F2, T2
story!(file_card_and_ledger_open_and_keep_what_may_not_leave, |world| {
    let (staff, class) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    let (child, name): (StudentId, String) = conn
        .one(
            "select s.id, s.name from support_case k join student s on s.id = k.student_id
             join enrollment e on e.student_id = s.id join plan p on p.case_id = k.id
             where e.class_id = $1 order by k.opened_on limit 1",
            args![class],
        )
        .await
        .unwrap();
    drop(conn);
    let (status, file) = world.get(staff, &format!("/students/{child}/file.docx")).await;
    assert_eq!(status, StatusCode::OK);
    let words = words_of(&file);
    assert!(words.contains(&name) && words.contains("闪光点") && words.contains("帮扶记录"), "{words}");
    let whole = |run: &str| run.len() >= 11 && run.chars().all(|c| c.is_ascii_digit() || c == 'X');
    assert!(!words.split(|c: char| !c.is_ascii_alphanumeric()).any(whole), "a whole number left: {words}");
    let (status, card) = world.get(staff, &format!("/students/{child}/contact-card.docx")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(words_of(&card).contains("160"), "a contact card without a telephone number");
    let (status, ledger) = world.get(staff, &format!("/classes/{class}/ledger.xlsx")).await;
    assert_eq!(status, StatusCode::OK);
    let script = "import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True): print('|'.join(str(c) for c in row))";
    let sheet = python(script, &ledger);
    let (heading, lines) = sheet.split_once("序号|").unwrap();
    assert!(lines.contains(&name) && lines.contains("在办") && !lines.contains("心理"), "{sheet}");
    // What may not leave is missing, and the sheet says so.
    assert!(heading.contains("不写在表里的类别：家庭经济困难、残疾、患病、心理关爱"), "{heading}");
    assert_eq!(world.get(staff, &format!("/students/{child}/file")).await.0, StatusCode::OK);
    let mut conn = world.app.db.reader().await.unwrap();
    for kind in ["identity", "family", "note", "case"] {
        let read: i64 = conn
            .one(
                "select count(*) from log.reading where student_id = $1 and kind = $2 and action = 'export'",
                args![child, kind],
            )
            .await
            .unwrap();
        assert!(read > 0, "{kind}");
    }
});

// C5, M3
story!(the_counts_of_the_school_are_the_counts_of_its_classes, |world| {
    let actor = Actor::at_the_machine(crate::world::SCHOOL, Role::Principal);
    let json = papers::figures_json(&world.app, actor, server::demo::DAY, &papers::Question::default())
        .await
        .unwrap();
    let mut conn = world.app.db.reader().await.unwrap();
    let students: i64 = conn
        .one(
            "select count(*) from enrollment where from_on <= $1 and until_on >= $1",
            args![server::demo::DAY],
        )
        .await
        .unwrap();
    assert_eq!(json["school"]["students"], students);
    let classes = json["classes"].as_array().unwrap();
    assert!(
        classes.len() > 3 && classes.iter().all(|class| class["counts"]["students"].as_i64().unwrap() > 0)
    );
});
