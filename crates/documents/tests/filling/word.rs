//! Word: runs, rows, conditions, and what stays as it was.

use documents::filling::{As, Data, Fault};

use crate::package::{docx, paragraph, unpack};
use crate::{child, filler};

async fn filled(body: &str) -> String {
    let file = docx(body, &[]);
    let made = filler().fill(&file, vec![child()]).await.unwrap().remove(0);
    let document = unpack(&made).remove("word/document.xml").unwrap();
    let (_, body) = document.split_once("<w:body>").unwrap();
    body.trim_end_matches("</w:body></w:document>").to_owned()
}

fn words(body: &str) -> String {
    let mut words = String::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        words.push_str(text);
        if tag == "/w:p" || tag == "w:br/" {
            words.push('\n');
        }
    }
    words
}

#[tokio::test]
async fn a_placeholder_broken_into_runs_is_filled_with_the_look_of_its_beginning() {
    let body = "<w:p><w:r><w:t>我叫{</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:i/></w:rPr><w:t>{姓</w:t></w:r><w:r><w:t xml:space=\"preserve\">名}}，</w:t></w:r><w:r><w:t>好</w:t></w:r></w:p>";
    let made = filled(body).await;
    assert_eq!(words(&made), "我叫陈雨桐 &lt;&amp;&gt;，好\n");
    assert!(made.contains("<w:r><w:t>好</w:t></w:r>"), "{made}");
}

#[tokio::test]
async fn a_row_is_repeated_for_each_note_and_an_empty_group_leaves_no_row() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(&[text]));
    let table = |rows: &str| format!("<w:tbl><w:tblPr/>{rows}</w:tbl>");
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let body =
        table(&(row(&["日期", "内容"]) + &row(&["{{#联系记录}}{{日期}}", "{{内容}}{{姓名}}{{/联系记录}}"])))
            + &table(&row(&["{{#考试}}{{日期}}", "{{/考试}}"]))
            + &paragraph(&["完"]);
    let made = filled(&body).await;
    assert_eq!(made.matches("<w:tr>").count(), 3, "{made}");
    assert_eq!(made.matches("<w:tbl>").count(), 1, "a table without a row is none: {made}");
    let words = words(&made);
    assert!(words.contains("2026年11月12日\n聊了新同桌陈雨桐"), "{words}");
    assert!(words.contains("=HYPERLINK(&quot;x&quot;)"), "{words}");
}

#[tokio::test]
async fn conditions_hold_within_a_line_over_runs_and_over_paragraphs() {
    let body = [
        paragraph(&["甲{{?留守}}不应出现{{/?}}乙"]),
        paragraph(&["丙{{?年", "龄}}满{{年龄}}", "岁{{/?}}", "丁"]),
        paragraph(&["{{?没有的}}"]),
        paragraph(&["整段不出现"]),
        paragraph(&["{{/?}}"]),
        paragraph(&["{{!没有的}}没有{{/没有的}}"]),
        paragraph(&["{{?联系记录}}有记录{{/?}}"]),
    ];
    let made = filled(&body.concat()).await;
    assert_eq!(words(&made), "甲乙\n丙满9岁丁\n没有\n有记录\n");
}

#[tokio::test]
async fn a_cell_keeps_a_paragraph_and_lines_stay_lines() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph(&["{{?没有}}"]),
        paragraph(&["x"]),
        paragraph(&["{{/?}}"]),
        paragraph(&["{{闪光点}}"])
    );
    let made = filled(&body).await;
    assert!(made.contains("<w:tc><w:p/></w:tc>"), "{made}");
    assert!(made.contains("画画好</w:t><w:br/><w:t xml:space=\"preserve\">爱帮同桌"), "{made}");
}

#[tokio::test]
async fn everything_else_stays_byte_for_byte() {
    let theme = "<?xml version='1.0'?>\r\n<a:theme xmlns:a='x'  name = \"é\"><!-- as it was --></a:theme>";
    let file = docx(
        &paragraph(&["{{姓名}}"]),
        &[("word/theme/theme1.xml", theme), ("word/header1.xml", "<w:hdr xmlns:w='w'><w:p/></w:hdr>")],
    );
    let before = unpack(&file);
    let after = unpack(&filler().fill(&file, vec![child()]).await.unwrap().remove(0));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, text) in &before {
        assert_eq!(after[name] == *text, name != "word/document.xml", "{name}");
    }
    let document = &after["word/document.xml"];
    let expected = before["word/document.xml"]
        .replace("<w:t>{{姓名}}</w:t>", "<w:t xml:space=\"preserve\">陈雨桐 &lt;&amp;&gt;</w:t>");
    assert_eq!(*document, expected);
}

#[tokio::test]
async fn a_look_tells_names_uses_and_what_is_wrong_with_their_place() {
    let body = [
        paragraph(&["{{姓名}}{{#联系记录}}{{内容}}{{/联系记录}}"]),
        paragraph(&["{{/多出来}}{{?没关}}"]),
        paragraph(&["{{没有结尾}"]),
        paragraph(&["{{#甲}}{{#乙}}{{/乙}}{{/甲}}"]),
    ];
    let checked = filler().check(&docx(&body.concat(), &[])).await.unwrap();
    let uses: Vec<_> =
        checked.uses.iter().map(|one| (one.name.as_str(), one.used, one.group.as_deref())).collect();
    assert_eq!(
        uses[..3],
        [("姓名", As::Field, None), ("联系记录", As::Rows, None), ("内容", As::Field, Some("联系记录"))]
    );
    let flaws: Vec<_> = checked.flaws.iter().map(|flaw| (flaw.fault, flaw.name.as_str())).collect();
    for wanted in [
        (Fault::Unopened, "{{/多出来}}"),
        (Fault::Unclosed, "{{?没关}}"),
        (Fault::OpenEnded, "{{没有结尾}"),
        (Fault::Nested, "{{#乙}}"),
    ] {
        assert!(flaws.contains(&wanted), "{wanted:?} not in {flaws:?}");
    }
}

/// What is filled in is never looked at again: a child's words with braces are words.
#[tokio::test]
async fn values_are_never_evaluated() {
    let mut data = Data::default();
    data.values.insert("甲".to_owned(), crate::text("{{乙}} {{#联系记录}} </w:t> &amp;"));
    data.values.insert("乙".to_owned(), crate::text("secret"));
    let made = filler().fill(&docx(&paragraph(&["{{甲}}"]), &[]), vec![data]).await.unwrap().remove(0);
    let document = unpack(&made).remove("word/document.xml").unwrap();
    assert!(
        document.contains("{{乙}} {{#联系记录}} &lt;/w:t&gt; &amp;amp;") && !document.contains("secret"),
        "{document}"
    );
}
