//! Tables that offices ask for: T5.

use axum::http::StatusCode;
use testkit::client::{File, Page};

use crate::story;
use crate::templates::python;

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MAKE: &str = "import io, openpyxl, sys
b = openpyxl.Workbook()
s = b.active
s.title = '采集表'
s['A1'] = '留守儿童信息采集表'
s.merge_cells('A1:F1')
for at, text in enumerate(['序号', '姓名', '性别码', '出生日期', '监护人姓名', '备注']): s.cell(2, at + 1, text)
for row in range(3, 8): s.cell(row, 1).number_format = '0'
s['A8'] = '填报人：'
made = io.BytesIO()
b.save(made)
sys.stdout.write(made.getvalue().hex())";
const READ: &str = "import openpyxl, sys
s = openpyxl.load_workbook(sys.argv[1])['采集表']
for r in s.iter_rows(): print('|'.join('' if c.value is None else f'{c.data_type}:{c.value}' for c in r))";

fn blank() -> Vec<u8> {
    let hex = python(MAKE, ".xlsx", b"");
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn path_of(page: &Page) -> String {
    page.url.split('?').next().unwrap().trim_end_matches("/columns").to_owned()
}

story!(a_bureaus_table_is_named_once_and_then_only_changes_are_handed_in, |world| {
    let mut office = world.as_("lin.hui").await;
    let page = office.get("/bureau-tables").await;
    let key = page.form("/bureau-tables").field("key").value.clone();
    let file = File { field: "file", name: "表.xlsx", media: SHEET, content: &blank() };
    let page = office.upload("/bureau-tables", &[("key", &key), ("name", "采集表")], &[file]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let path = path_of(&page);
    let form = page.form(&format!("{path}/columns"));
    let fields =
        ["A", "B", "C", "D", "E", "F"].map(|letters| form.field(&format!("field-{letters}")).value.clone());
    assert_eq!(fields, ["row-number", "name", "sex", "born", "guardian", ""]);
    assert_eq!(form.field("form-C").value, "code");
    let page =
        office.submit(&page, &format!("{path}/columns"), &[("grade", "7"), ("form-D", "digits")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());

    let pupils: usize =
        world.class(7, 1).await.len() + world.class(7, 2).await.len() + world.class(7, 3).await.len();
    office.post(&format!("{path}/hand-ins"), &[("which", "all")]).await;
    let first = office.get(&format!("{path}/hand-ins/1/file")).await;
    let words = python(READ, ".xlsx", &first.body);
    let rows: Vec<&str> = words.lines().collect();
    assert_eq!(rows[1], "s:序号|s:姓名|s:性别码|s:出生日期|s:监护人姓名|s:备注");
    assert_eq!(rows.iter().filter(|row| row.starts_with("n:")).count(), pupils, "{words}");
    let name = &world.class(7, 2).await[0].1;
    let own = rows.iter().find(|row| row.contains(name.as_str())).unwrap();
    assert!(own.contains("s:1|s:20") || own.contains("s:2|s:20"), "{own}");
    assert!(rows.last().unwrap().starts_with("s:填报人"), "{words}");

    let page = office.post(&format!("{path}/hand-ins"), &[("which", "changed")]).await;
    assert!(page.has("没有变化"), "{}", page.text());
    let (id, _) = world.class(7, 2).await[0].clone();
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run("update student set born_on = '2013-01-02' where id = $1", db::args![id]).await.unwrap();
    tx.commit().await.unwrap();
    let page = office.post(&format!("{path}/hand-ins"), &[("which", "changed")]).await;
    assert!(page.has("有变化的 1 人"), "{}", page.text());
    let second = office.get(&format!("{path}/hand-ins/2/file")).await;
    let words = python(READ, ".xlsx", &second.body);
    assert!(
        words.contains("20130102") && words.lines().filter(|row| row.starts_with("n:")).count() == 1,
        "{words}"
    );
    let logged = world.count("select count(*) from event where name = 'bureau-table.handed-in'").await;
    assert_eq!(logged, 2);
});

story!(nobody_but_the_office_and_the_principal_sees_a_bureaus_table, |world| {
    for (login, may) in [
        ("lin.hui", true),
        ("zhou.wenyuan", true),
        ("chen.jing", false),
        ("fang.min", false),
        ("xu.hang", false),
    ] {
        let status = world.as_(login).await.get("/bureau-tables").await.status;
        assert_eq!(status == StatusCode::OK, may, "{login}: {status}");
    }
});
