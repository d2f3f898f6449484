//! The school's own templates: T3.

use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use access::{Action, Kind};
use axum::http::StatusCode;
use testkit::client::{Client, File, Page};

use crate::story;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The file read by another program; a test that cannot run it fails.
#[expect(clippy::disallowed_methods, reason = "a test asks which interpreter the machine has")]
pub fn python(script: &str, ending: &str, bytes: &[u8]) -> String {
    let mut file = tempfile::Builder::new().suffix(ending).tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let interpreter = std::env::var("CHUNYU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(interpreter).arg("-c").arg(script).arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const DOCX: &str = "import docx, sys
d = docx.Document(sys.argv[1])
for p in d.paragraphs: print(p.text)
for t in d.tables:
    for r in t.rows: print('|'.join(c.text for c in r.cells))";

const XLSX: &str = "import openpyxl, sys
b = openpyxl.load_workbook(sys.argv[1])
for s in b:
    for r in s.iter_rows():
        print('|'.join(f'{c.data_type}:{c.value}' for c in r if c.value is not None))";

/// A Word file made by another program, with these paragraphs.
#[expect(clippy::disallowed_methods, reason = "as above")]
fn made_by_another(paragraphs: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.docx");
    let script = "import docx, sys
d = docx.Document()
for text in sys.argv[2:]: d.add_paragraph(text)
d.save(sys.argv[1])";
    let interpreter = std::env::var("CHUNYU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let done = Command::new(interpreter).arg("-c").arg(script).arg(&path).args(paragraphs).status().unwrap();
    assert!(done.success());
    std::fs::read(path).unwrap()
}

async fn send(tab: &mut Client, name: &str, content: &[u8]) -> Page {
    let page = tab.get("/templates").await;
    let key = page.form("/templates").field("key").value.clone();
    let file = File { field: "file", name: "a.docx", media: WORD, content };
    tab.upload("/templates", &[("key", &key), ("name", name)], &[file]).await
}

/// Waits for a bundle that a page leads to; gives its archive.
async fn archive(tab: &mut Client, page: &Page) -> Vec<u8> {
    let path = page.url.split('?').next().unwrap().to_owned();
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        let page = tab.get(&path).await;
        if !page.html().contains("data-poll") {
            assert!(page.html().contains("/archive"), "{}", page.text());
            return tab.get(&format!("{path}/archive")).await.body.to_vec();
        }
        assert!(Instant::now() < end, "the bundle was not done in time");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

const ARCHIVE: &str = "import sys, zipfile, io, docx
a = zipfile.ZipFile(sys.argv[1])
for name in a.namelist():
    d = docx.Document(io.BytesIO(a.read(name)))
    print(name, '|', ' '.join(p.text for p in d.paragraphs))";

story!(a_template_is_checked_kept_and_filled_for_a_child_and_for_a_class, |world| {
    let mut office = world.as_("lin.hui").await;
    let wrong = made_by_another(&["姓名：{{姓民}}", "{{#联系记录}}{{内容}}"]);
    let page = send(&mut office, "走访表", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("是不是想写“姓名”？") && page.has("有开头没有结尾"), "{}", page.text());
    let good =
        made_by_another(&["{{学生.姓名}} {{班级}}", "{{?闪光点}}闪光点：{{闪光点}}{{/?}}", "{{带出标记}}"]);
    let page = send(&mut office, "走访表", &good).await;
    assert!(page.has("走访表") && page.has("闪光点"), "{}", page.text());
    let template = page.url.split('?').next().unwrap().to_owned();

    let mut chen = world.as_("chen.jing").await;
    let class = world.class(7, 2).await;
    let (id, name) = class[0].clone();
    let forms = chen.get(&format!("/forms?student={id}")).await;
    assert!(forms.has("走访表"), "{}", forms.text());
    let filled = chen.get(&format!("{template}/filled?student={id}")).await;
    let words = python(DOCX, ".docx", &filled.body);
    assert!(words.contains(&name) && words.contains("七年级（2）班") && words.contains("编号"), "{words}");
    assert!(!words.contains("{{"), "{words}");
    let (other, _) = world.class(7, 1).await[0].clone();
    let refused = chen.get(&format!("{template}/filled?student={other}")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);

    let before = world.count("select count(*) from event where name = 'paper.exported'").await;
    let page = chen.get(&template).await;
    let mine = page.form("/bundles").field("class").value.clone();
    let bundle = chen.submit(&page, "/bundles", &[("class", &mine)]).await;
    let words = python(ARCHIVE, ".zip", &archive(&mut chen, &bundle).await);
    assert_eq!(words.lines().count(), class.len(), "{words}");
    assert!(class.iter().all(|(_, name)| words.contains(name.as_str())), "{words}");
    let after = world.count("select count(*) from event where name = 'paper.exported'").await;
    assert_eq!(usize::try_from(after - before).unwrap(), class.len());
    let read = world.count("select count(*) from log.reading where kind = 'remark'").await;
    assert!(read > 0, "what was read is in the log");
});

story!(only_the_office_and_the_principal_bring_templates_in_and_a_withdrawn_one_is_gone, |world| {
    let good = made_by_another(&["{{姓名}}"]);
    for login in ["lin.hui", "zhou.wenyuan"] {
        let mut tab = world.as_(login).await;
        let page = send(&mut tab, "表", &good).await;
        assert_eq!(page.status, StatusCode::OK, "{login}");
    }
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/templates").await;
    assert!(page.has("表") && !page.html().contains("multipart"));
    let file = File { field: "file", name: "a.docx", media: WORD, content: &good };
    let refused = chen.upload("/templates", &[("name", "x")], &[file]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let mut registrar = world.as_("ma.jun").await;
    let _ = registrar.get("/templates").await;

    let mut office = world.as_("lin.hui").await;
    let page = send(&mut office, "要撤的", &good).await;
    let path = page.url.split('?').next().unwrap().to_owned();
    let renewed =
        File { field: "file", name: "b.docx", media: WORD, content: &made_by_another(&["{{性别}}"]) };
    let page = office.upload(&format!("{path}/versions"), &[], &[renewed]).await;
    assert!(page.has("第 2 版") && page.has("第 1 版"), "{}", page.text());
    office.post(&format!("{path}/withdrawal"), &[]).await;
    assert_eq!(office.get(&path).await.status, StatusCode::NOT_FOUND);
    let (id, _) = world.class(7, 2).await[0].clone();
    assert_eq!(chen.get(&format!("{path}/filled?student={id}")).await.status, StatusCode::NOT_FOUND);
});

story!(a_file_that_could_do_harm_is_not_kept_and_the_reason_is_said, |world| {
    let mut office = world.as_("lin.hui").await;
    let before = world.count("select count(*) from template").await;
    for (content, why) in [
        (b"\xD0\xCF\x11\xE0old".to_vec(), "另存为 .docx"),
        (b"hello".to_vec(), "这不是 Word"),
        (Vec::new(), "文件是空的"),
    ] {
        let page = send(&mut office, "坏的", &content).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        assert!(page.has(why), "{}", page.text());
    }
    assert_eq!(world.count("select count(*) from template").await, before);
});

story!(the_samples_can_be_brought_in_as_they_are, |world| {
    let mut office = world.as_("lin.hui").await;
    let mut chen = world.as_("chen.jing").await;
    let (id, name) = world.class(7, 2).await[0].clone();
    for (shape, script) in [("docx", DOCX), ("xlsx", XLSX)] {
        let sample = office.get(&format!("/templates/sample/{shape}")).await.body.to_vec();
        let page = send(&mut office, "样例", &sample).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let path = page.url.split('?').next().unwrap().to_owned();
        let filled = chen.get(&format!("{path}/filled?student={id}")).await;
        let words = python(script, &format!(".{shape}"), &filled.body);
        assert!(words.contains(&name) && !words.contains("{{"), "{words}");
        if shape == "xlsx" {
            assert!(words.contains("d:20") && words.contains("|n:") && !words.contains("f:"), "{words}");
        }
    }
});

/// A filled file is opened by LibreOffice, which we did not write.
mod in_office {
    use super::*;

    story!(a_filled_sample_opens_and_prints, |world| {
        let mut chen = world.as_("chen.jing").await;
        let page = chen.get("/templates").await;
        let path = page.link("学生情况登记表");
        let (id, name) = world.class(7, 2).await[0].clone();
        let filled = chen.get(&format!("{path}/filled?student={id}")).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("filled.docx"), &filled.body).unwrap();
        let text = printed(folder.path());
        assert!(text.replace([' ', '\n'], "").contains(&name), "{text}");
    });

    #[expect(clippy::disallowed_methods, reason = "a test asks where the office is")]
    fn printed(folder: &std::path::Path) -> String {
        let office = std::env::var("CHUNYU_SOFFICE").unwrap_or_else(|_| "soffice".to_owned());
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let done = Command::new(office)
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder)
            .arg(folder.join("filled.docx"))
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let text = Command::new("pdftotext").arg(folder.join("filled.pdf")).arg("-").output().unwrap();
        String::from_utf8(text.stdout).unwrap()
    }
}

// Everybody who may take a child out may fill its template, and nobody else: the pages say what the policy says.
story!(who_may_fill_follows_the_policy, |world| {
    let mut conn = world.app.db.reader().await.unwrap();
    let mut tab = world.as_("lin.hui").await;
    let path = tab.get("/templates").await.link("学生情况登记表");
    let (id, _) = world.class(7, 2).await[0].clone();
    for login in [
        "zhou.wenyuan",
        "lin.hui",
        "shen.ruo",
        "fang.min",
        "chen.jing",
        "zhao.lei",
        "xu.hang",
        "ma.jun",
        "tang.xue",
    ] {
        let (school, staff): (i64, kernel::StaffId) =
            world.one("select school_id, staff_id from account where login = $1", login).await;
        let actor =
            access::actor::find(&mut conn, kernel::SchoolId(school), staff, server::demo::DAY).await.unwrap();
        let student: Option<(kernel::ClassId, i64)> = conn
            .maybe("select c.id, c.grade from enrollment e join class c on c.id = e.class_id where e.student_id = $1 and e.until_on > '2026-11-20'", db::args![id])
            .await
            .unwrap();
        let (class, grade) = student.unwrap();
        let facts = access::Facts {
            class: Some(class),
            grade: Some(grade),
            student: Some(id),
            ..access::Facts::school(kernel::SchoolId(school))
        };
        let may = access::permit(&actor, Action::Export, Kind::Roster, &facts).is_some();
        let mut tab = world.as_(login).await;
        let status = tab.get(&format!("{path}/filled?student={id}")).await.status;
        assert_eq!(status == StatusCode::OK, may, "{login}: {status}");
    }
});
