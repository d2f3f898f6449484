//! T2: the forms, blank and filled.

use axum::http::StatusCode;
use db::args;
use kernel::{ClassId, NoteId, StudentId};

use crate::files::words_of;
use crate::story;
use crate::world::World;

/// A child of the class with a note of this kind, and the note.
async fn noted(world: &World, class: ClassId, kind: &str) -> (StudentId, NoteId) {
    let mut conn = world.app.db.reader().await.unwrap();
    conn.one(
        "select ns.student_id, n.id from note n join note_student ns on ns.school_id = n.school_id and ns.note_id = n.id
         join enrollment e on e.school_id = n.school_id and e.student_id = ns.student_id
         join follow_up f on f.school_id = n.school_id and f.note_id = n.id and f.student_id = ns.student_id
         where n.kind = $1 and e.class_id = $2 and n.withdrawn_at is null order by n.held_on desc, n.id desc limit 1",
        args![kind, class],
    )
    .await
    .unwrap()
}

async fn child_of_another_class(world: &World, class: ClassId) -> StudentId {
    let mut conn = world.app.db.reader().await.unwrap();
    conn.one("select student_id from enrollment where class_id <> $1 order by id limit 1", args![class])
        .await
        .unwrap()
}

/// The events that say what left about a child.
async fn left(world: &World, student: StudentId) -> i64 {
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select count(*) from event where student_id = $1 and name = 'paper.exported'";
    conn.one(sql, args![student]).await.unwrap()
}

// T2
story!(a_talk_fills_its_sheet_with_the_childs_own_words_and_the_promise, |world| {
    let (staff, class) = world.teacher().await;
    let (child, note) = noted(&world, class, "talk").await;
    let (status, list) = world.get(staff, &format!("/forms?student={child}")).await;
    let list = String::from_utf8(list).unwrap();
    assert!(status == StatusCode::OK && list.contains(&format!("note={note}")), "{list}");
    let before = left(&world, child).await;
    let (status, file) = world.get(staff, &format!("/forms/talk/word?student={child}&note={note}")).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(left(&world, child).await, before + 1);
    let words = words_of(&file);
    let cx = world.cx(staff, language::Lang::ZhHans).await;
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select text_cell, held_on from note where id = $1";
    let (cell, day): (Vec<u8>, kernel::Day) = conn.one(sql, args![note]).await.unwrap();
    let row = world.app.row(cx.school(), "note", note.bytes(), kernel::Label::CLOSE);
    let text = world.app.open(&row, "text_cell", &cell).unwrap();
    let promises = casework::follow_up::of_note(&mut conn, &cx, note).await.unwrap();
    for expected in
        [text.as_str(), &cx.day(&day), &promises[0].text, "学生自述（原话）", "谈话类型", "□\u{A0}日常"]
    {
        assert!(words.contains(expected), "{expected} in {words}");
    }
});

// T2: a sheet for one talk or one report is one page, and what is asked with choices has them to tick.
story!(a_blank_form_is_one_page_with_its_choices_printed, |world| {
    let (staff, _) = world.teacher().await;
    for form in
        ["talk", "home-visit", "counselling", "tier-school", "mandatory-report", "left-behind", "crisis"]
    {
        let (status, pdf) = world.get(staff, &format!("/forms/{form}/pdf")).await;
        assert_eq!(status, StatusCode::OK, "{form}");
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), pdf).unwrap();
        let told = std::process::Command::new("pdfinfo").arg(file.path()).output().unwrap();
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let pages = told.lines().find_map(|line| line.strip_prefix("Pages:")).map(str::trim);
        assert_eq!(pages, Some("1"), "{form}: {told}");
    }
    let words = words_of(&world.get(staff, "/forms/left-behind/word").await.1);
    for choice in ["是否学校寄宿", "□\u{A0}小学", "□\u{A0}有"] {
        assert!(words.contains(choice), "{choice} in {words}");
    }
});

// T2
story!(every_form_is_there_blank_and_says_nothing_about_anybody, |world| {
    let (staff, class) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select s.name from student s join enrollment e on e.student_id = s.id where e.class_id = $1";
    let names: Vec<String> = conn.all(sql, args![class]).await.unwrap();
    drop(conn);
    let (_, list) = world.get(staff, "/forms").await;
    let list = String::from_utf8(list).unwrap();
    let forms: Vec<&str> =
        list.split("href=\"/forms/").skip(1).filter_map(|rest| rest.split(['"', '/']).next()).collect();
    assert!(forms.len() >= 28, "{forms:?}");
    for form in forms {
        let (status, page) = world.get(staff, &format!("/forms/{form}")).await;
        let page = String::from_utf8(page).unwrap();
        assert_eq!(status, StatusCode::OK, "{form}");
        assert!(names.iter().all(|name| !page.contains(name.as_str())), "{form}");
    }
});

// T2
story!(the_civil_affairs_form_takes_father_and_mother_from_the_card_and_hides_identity_numbers, |world| {
    let (staff, class) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    let child: StudentId = conn
        .one(
            "select e.student_id from enrollment e join left_behind l on l.student_id = e.student_id
             join guardian g on g.student_id = e.student_id and g.relation = 'father'
             where e.class_id = $1 and l.civil = 'both_away' order by e.student_id limit 1",
            args![class],
        )
        .await
        .unwrap();
    let sql = "select id, name_cell from guardian where student_id = $1 and relation = 'father' limit 1";
    let (father, cell): (kernel::GuardianId, Vec<u8>) = conn.one(sql, args![child]).await.unwrap();
    drop(conn);
    let row = world.app.row(crate::world::SCHOOL, "guardian", father.bytes(), kernel::Label::CLOSE);
    let father = world.app.open(&row, "name_cell", &cell).unwrap();
    let (status, file) = world.get(staff, &format!("/forms/left-behind/word?student={child}")).await;
    assert_eq!(status, StatusCode::OK);
    let words = words_of(&file);
    assert!(words.contains(&father), "{words}");
    assert!(words.contains("父母双方同时外出|是") || words.contains("是|一方外出"), "{words}");
    let digits = words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.len() == 18 && word.starts_with(|c: char| c.is_ascii_digit()));
    assert!(!digits, "a whole identity number: {words}");
});

// T2, Y1
story!(nobody_fills_a_form_about_a_child_of_another_class_or_with_a_note_that_is_not_the_childs, |world| {
    let (staff, class) = world.teacher().await;
    let other = child_of_another_class(&world, class).await;
    let (child, _) = noted(&world, class, "talk").await;
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select n.id from note n where not exists
               (select 1 from note_student ns where ns.note_id = n.id and ns.student_id = $1) order by id limit 1";
    let foreign: NoteId = conn.one(sql, args![child]).await.unwrap();
    drop(conn);
    for path in [
        format!("/forms?student={other}"),
        format!("/forms/talk?student={other}"),
        format!("/forms/left-behind/word?student={other}"),
        format!("/forms/talk?student={child}&note={foreign}"),
        "/forms/nothing".to_owned(),
    ] {
        let (status, _) = world.get(staff, &path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
});
