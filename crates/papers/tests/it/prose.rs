//! The words of plan and summary.

use language::Lang;

use crate::world::world;

#[tokio::test]
async fn it_reads() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let _ = class;
    let mut conn = world.app.db.reader().await.unwrap();
    let name = people::staff::store::find_name(&mut conn, crate::world::SCHOOL, staff).await.unwrap();
    drop(conn);
    for (lang, tag) in [(Lang::ZhHans, "hans"), (Lang::ZhHant, "hant"), (Lang::En, "en")] {
        let bytes = papers::command::term_summary(&world.app, lang, &name, "current").await.unwrap();
        std::fs::write(format!("/tmp/papers-summary-{tag}.docx"), bytes).unwrap();
        let bytes = papers::command::term_plan(&world.app, lang, &name, "current").await.unwrap();
        std::fs::write(format!("/tmp/papers-plan-{tag}.docx"), bytes).unwrap();
    }
    let mut conn = world.app.db.reader().await.unwrap();
    let child: kernel::StudentId = conn.one("select k.student_id from support_case k join enrollment e on e.school_id = k.school_id and e.student_id = k.student_id join plan p on p.case_id = k.id where e.class_id = $1 limit 1", db::args![class]).await.unwrap();
    drop(conn);
    for (path, file) in [(format!("/students/{child}/file.docx"), "file.docx"), (format!("/students/{child}/contact-card.docx"), "card.docx"), (format!("/classes/{class}/ledger.xlsx"), "ledger.xlsx")] {
        let (status, bytes) = world.get(staff, &path).await;
        assert_eq!(status, 200);
        std::fs::write(format!("/tmp/papers-{file}"), bytes).unwrap();
    }
}
