//! The contact card (F2).

use crate::story;
use crate::templates::python;

story!(numbers_are_masked_until_somebody_says_why, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, _) = world.class(7, 2).await.remove(0);
    let path = format!("/students/{id}/contact-card");
    let before = world.count("select count(*) from log.reading where action = 'reveal'").await;
    let masked = chen.get(&path).await;
    assert!(masked.text().contains("****"), "{}", masked.text());
    let shown = chen.post(&path, &[("reason", "contact")]).await;
    assert!(!shown.text().contains("****"));
    let after = world.count("select count(*) from log.reading where action = 'reveal'").await;
    assert!(after > before, "a reveal is written down");
});

story!(a_changed_guardian_stays_in_the_history, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, _) = world.class(7, 2).await.remove(0);
    let path = format!("/students/{id}/contact-card");
    let page = chen.get(&format!("/students/{id}/guardians/new")).await;
    let action = format!("/students/{id}/guardians");
    let fields =
        [("name", "王秀兰"), ("relation", "grandmother"), ("phone", "19900001234"), ("legal", "yes")];
    let card = chen.submit(&page, &action, &fields).await;
    assert!(card.text().contains("王秀兰"), "{}", card.text());
    let again = chen.submit(&page, &action, &fields).await;
    assert_eq!(
        again.text().matches("王秀兰").count(),
        card.text().matches("王秀兰").count(),
        "sent twice, kept once"
    );
    let edit = card
        .links()
        .into_iter()
        .map(|link| link.href)
        .rfind(|href| href.contains("/edit") && href.contains("guardians"))
        .unwrap();
    let form = chen.get(&edit).await;
    let target = edit.trim_end_matches("/edit").to_owned();
    chen.submit(&form, &target, &[("occupation", "务农")]).await;
    assert!(chen.get(&path).await.text().contains("务农"));
    let events =
        world.count("select count(*) from event where name in ('guardian.kept', 'guardian.changed')").await;
    assert_eq!(events, 2);
});

story!(a_card_of_another_class_does_not_exist, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, _) = world.class(3, 1).await.remove(0);
    let unknown = chen.get("/students/00000000-0000-7000-8000-000000000000/contact-card").await;
    let foreign = chen.get(&format!("/students/{id}/contact-card")).await;
    assert_eq!((foreign.status.as_u16(), foreign.text()), (404, unknown.text()));
});

// K3, F2: whom to call while the parents are far away.
story!(who_looks_after_a_child_for_a_time_is_on_the_childs_page_and_on_the_card, |world| {
    let sql = "select k.id, k.student_id from support_case k
        join enrollment e on e.school_id = k.school_id and e.student_id = k.student_id
        join class c on c.school_id = e.school_id and c.id = e.class_id
        where k.school_id = 1 and c.grade = 7 and c.number = 2 and k.opened_on < $1
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id) order by k.id limit 1";
    let (case, child): (uuid::Uuid, uuid::Uuid) = world.one(sql, "2026-10-01").await;
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get(&format!("/cases/{case}")).await;
    let fields = [
        ("companion", "temporary_guardian"),
        ("companion_name", "谢春兰"),
        ("companion_relation", "隔壁阿姨"),
        ("companion_phone", "16000000071"),
        ("companion_until", "2026-12-31"),
    ];
    chen.submit(&page, &format!("/cases/{case}/companions"), &fields).await;
    let page = chen.get(&format!("/students/{child}")).await;
    for words in ["临时监护人 · 隔壁阿姨", "谢春兰", "16000000071", "到2026年12月31日"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    // The card on the screen and the card in Word say the same.
    let card = chen.get(&format!("/students/{child}/contact-card")).await;
    for words in ["临时监护人 · 隔壁阿姨", "谢春兰", "16000000071", "到2026年12月31日"] {
        assert!(card.has(words), "{words}: {}", card.text());
    }
    let card = chen.get(&format!("/students/{child}/contact-card.docx")).await;
    let script = "import docx, sys
for table in docx.Document(sys.argv[1]).tables:
    for row in table.rows:
        print(' '.join(cell.text for cell in row.cells))";
    let text = python(script, ".docx", &card.body);
    for words in ["谢春兰", "16000000071", "照看到2026年12月31日"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // Over and done: nobody is sent to her any more.
    let page = chen.get(&format!("/cases/{case}")).await;
    let html = page.html();
    let (_, rest) = html.split_once("谢春兰").unwrap();
    let (_, rest) = rest.split_once("action=\"").unwrap();
    chen.submit(&page, rest.split('"').next().unwrap(), &[]).await;
    for path in ["", "/contact-card"] {
        assert!(!chen.get(&format!("/students/{child}{path}")).await.has("谢春兰"), "{path}");
    }
});
