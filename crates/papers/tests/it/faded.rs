//! C6 in the papers: what nobody looked at again in time counts no longer.

use axum::http::StatusCode;
use db::args;
use kernel::StudentId;
use language::Lang;
use papers::figures::{Asked, Figures, Within};
use people::term::store as terms;
use server::demo::DAY;

use crate::files::python;
use crate::recount::Tables;
use crate::story;
use crate::world::{SCHOOL, World};

const ROWS: &str = "import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True): print('|'.join(str(c) for c in row))";

async fn found(world: &World) -> (i64, String) {
    let (staff, class) = world.teacher().await;
    let cx = world.cx(staff, Lang::ZhHans).await;
    let mut conn = world.app.db.reader().await.unwrap();
    let own = terms::lookup_class(&mut conn, SCHOOL, class).await.unwrap().unwrap();
    let term = terms::lookup_current(&mut conn, SCHOOL, DAY).await.unwrap().unwrap();
    let asked = Asked::find(&mut conn, &cx, Within::Class(own), term).await.unwrap();
    let figures = Figures::count(&mut conn, &cx, &asked).await.unwrap();
    let by_hand = Tables::read(&mut conn, class).await.count();
    assert_eq!(figures.n("found"), by_hand["found"]);
    drop(conn);
    let (status, ledger) = world.get(staff, &format!("/classes/{class}/ledger.xlsx")).await;
    assert_eq!(status, StatusCode::OK);
    (figures.n("found"), python(ROWS, &ledger))
}

// C6
story!(a_label_that_nobody_renewed_is_in_no_figure_and_in_no_ledger, |world| {
    let (_, class) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    // A child of the class with a case who is left behind, and nothing else.
    let (child, name): (StudentId, String) = conn
        .one(
            "select s.id, s.name from student s join enrollment e on e.student_id = s.id and e.class_id = $1
             join support_case k on k.student_id = s.id join finding f on f.student_id = s.id
             where f.until_on = '9999-12-31' and e.until_on = '9999-12-31'
             group by s.id, s.name having count(*) = 1 and min(f.category) = 'left_behind' order by s.id limit 1",
            args![class],
        )
        .await
        .unwrap();
    drop(conn);
    let line = |sheet: &str| sheet.lines().find(|line| line.contains(&name)).unwrap_or_default().to_owned();
    let (before, ledger) = found(&world).await;
    assert!(line(&ledger).contains("留守"), "{ledger}");
    let late = kernel::clock::days_after(DAY, -31);
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run("update finding set review_on = $1 where student_id = $2", args![late, child]).await.unwrap();
    tx.commit().await.unwrap();
    let (after, ledger) = found(&world).await;
    assert_eq!(after, before - 1);
    assert!(!line(&ledger).contains("留守"), "{}", line(&ledger));
});
