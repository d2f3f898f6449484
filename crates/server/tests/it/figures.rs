//! The figures of a term (S1, S2, S3): the page, the lists behind the goals, and the paper.

use kernel::StudentId;

use crate::story;
use crate::templates::python;
use crate::world::World;

const PAGE: &str = "/figures?on=2026-11-20";

/// The number that stands before a word in the goal's row: `114 / 127` gives 114 and 127.
fn share(html: &str, goal: &str) -> (i64, i64) {
    let row = html.split("<tr>").find(|row| row.contains(&format!("scope=\"row\">{goal}<p"))).unwrap();
    let text = row.split("class=\"quiet\">").find(|part| part.contains(" / ")).unwrap();
    let (some, rest) = text.split_once(" / ").unwrap();
    let all: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (some.parse().unwrap(), all.parse().unwrap())
}

story!(a_principal_sees_goals_with_their_meaning_and_every_chart_with_its_table, |world| {
    let mut zhou = world.as_("zhou.wenyuan").await;
    let page = zhou.get(PAGE).await;
    let html = page.html();
    for id in ["caseload", "weeks", "load", "funnel", "flow", "heat"] {
        assert!(
            html.contains(&format!("id=\"{id}\"")) && html.contains(&format!("id=\"{id}-title\"")),
            "{id}"
        );
    }
    assert_eq!(html.matches("<svg class=\"chart\"").count(), html.matches("<figure").count());
    assert!(html.matches("<table").count() > 6 && !html.contains("style="));
    assert!(page.text().contains("有在办个案的孩子里，写了帮扶计划的"));
    assert_eq!(share(&html, "法律援助应援尽援"), (1, 2), "one was granted, one waits");
    let open = world
        .count(
            "select count(distinct student_id) from support_case k where k.school_id = 1 and not exists
             (select 1 from closure x where x.school_id = 1 and x.case_id = k.id and x.reopened_on > '2026-11-20'
              and x.closed_on <= '2026-11-20')",
        )
        .await;
    let (planned, all) = share(&html, "人人有计划");
    assert_eq!(all, open);
    // Who is missing is listed: as many as the figure lacks.
    let list = zhou.get("/figures/goals/plan?on=2026-11-20").await;
    assert_eq!(list.html().matches("class=\"person-name\"").count(), usize::try_from(all - planned).unwrap());
});

story!(a_figure_follows_the_records, |world| {
    let mut zhou = world.as_("zhou.wenyuan").await;
    let before = share(&zhou.get(PAGE).await.html(), "人人有结对教师");
    world.run("update member set until_on = '2026-11-01' where part = 'mentor'").await;
    let after = share(&zhou.get(PAGE).await.html(), "人人有结对教师");
    assert!(before.0 > 0 && after == (0, before.1), "{before:?} {after:?}");
});

story!(a_grade_leader_counts_her_own_grade_and_a_teacher_her_own_class, |world| {
    let mut zhou = world.as_("zhou.wenyuan").await;
    let (_, school) = share(&zhou.get(PAGE).await.html(), "人人有计划");
    let (_, seven) = share(&zhou.get(&format!("{PAGE}&grade=7")).await.html(), "人人有计划");
    let mut leader = world.as_("liang.zhicheng").await;
    let own = leader.get(&format!("{PAGE}&grade=7")).await;
    assert_eq!(share(&own.html(), "人人有计划").1, seven);
    let page = leader.get(PAGE).await;
    assert!(!page.text().contains("三年级（1）班") && share(&page.html(), "人人有计划").1 < school);
    // Asking for another grade gives no other children.
    let other = leader.get(&format!("{PAGE}&grade=3")).await;
    assert!(other.text().contains("还没有可以数的"), "{}", other.text());
    let mut teacher = world.as_("chen.jing").await;
    let (_, class) = share(&teacher.get(PAGE).await.html(), "人人有计划");
    assert!(class < seven);
});

story!(who_may_list_no_case_finds_no_figures, |world| {
    for login in ["fang.min", "zheng.qiu", "gao.shan"] {
        let mut client = world.as_(login).await;
        for path in
            [PAGE, "/figures/goals/plan", "/figures/places", "/figures/paper.pdf", "/figures/paper.xlsx"]
        {
            assert_eq!(client.get(path).await.status.as_u16(), 404, "{login} {path}");
        }
    }
    // The psychologist looks at the figures and takes none out.
    let mut shen = world.as_("shen.ruo").await;
    assert_eq!(shen.get(PAGE).await.status.as_u16(), 200);
    assert_eq!(shen.get("/figures/paper.docx").await.status.as_u16(), 404);
});

story!(the_map_of_places_opens_addresses_and_says_so_in_the_log, |world| {
    let sql = "select count(*) from log.reading where kind = 'identity'";
    let before = world.count(sql).await;
    let mut zhou = world.as_("zhou.wenyuan").await;
    zhou.get(PAGE).await;
    assert_eq!(world.count(sql).await, before, "the figures themselves open none");
    let page = zhou.get("/figures/places").await;
    assert!(page.text().contains("清溪镇") && page.text().contains("石板坡村"), "{}", page.text());
    let logged = world.count(sql).await - before;
    assert!(logged > 50, "{logged}");
    let mut leader = world.as_("liang.zhicheng").await;
    leader.get("/figures/places").await;
    assert!(world.count(sql).await - before - logged < logged, "her grade alone");
});

story!(before_and_after_is_said_with_its_interval_and_its_doubt, |world| {
    let mut zhou = world.as_("zhou.wenyuan").await;
    let text = zhou.get(PAGE).await.text();
    assert!(text.contains("95% 区间") && text.contains("不能证明是帮扶带来的"), "{text}");
    assert!(text.contains("期中考试") && text.contains("起点相近"));
    // The psychologist may list no marks: no comparison stands on her page.
    let text = world.as_("shen.ruo").await.get(PAGE).await.text();
    assert!(!text.contains("95% 区间"));
});

story!(the_paper_leaves_with_an_event_and_tells_no_small_group, |world| {
    let mut zhou = world.as_("zhou.wenyuan").await;
    let children: Vec<(StudentId, String)> = world.class(7, 2).await;
    for (path, head) in [("docx", b"PK".as_slice()), ("xlsx", b"PK"), ("pdf", b"%P")] {
        let before = world.count("select count(*) from event where name = 'paper.exported'").await;
        let file = zhou.get(&format!("/figures/paper.{path}?grade=7")).await;
        assert_eq!(file.status.as_u16(), 200);
        assert!(file.body.starts_with(head));
        assert_eq!(world.count("select count(*) from event where name = 'paper.exported'").await, before + 1);
        if path != "pdf" {
            let text = unpacked(&file.body);
            assert!(text.contains("清溪镇") && text.contains("1–4"), "{path}");
            assert!(
                children.iter().all(|(_, name)| !text.contains(name.as_str())),
                "{path}: no child is named"
            );
        }
    }
});

/// The rows of every sheet, as another program reads them.
const ROWS: &str = "import openpyxl, sys
for s in openpyxl.load_workbook(sys.argv[1]):
    for r in s.iter_rows(values_only=True): print('|'.join('' if c is None else str(c) for c in r))";

/// The number that a table of the page has in the row of this name.
fn counted(html: &str, row: &str) -> String {
    let cells = html.split(&format!("scope=\"row\">{row}</th>")).nth(1).unwrap_or_else(|| panic!("{row}"));
    let number = cells.split_once("</td>").unwrap().0;
    number.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect()
}

// S3: children found poor or ill count on the page; a paper that left them out would begin with another number.
story!(the_steps_from_signal_to_closed_case_are_the_same_on_the_page_and_in_the_file, |world| {
    for login in ["zhou.wenyuan", "liang.zhicheng", "chen.jing"] {
        let mut client = world.as_(login).await;
        let page = client.get(PAGE).await.html();
        let file = client.get("/figures/paper.xlsx?on=2026-11-20").await;
        let rows = python(ROWS, ".xlsx", &file.body);
        for step in ["本学期有信号", "有人看过", "开了个案", "写了计划"] {
            let said = counted(&page, step);
            let is_same = rows.lines().any(|row| row.starts_with(&format!("{step}|{said}|")));
            assert!(!said.is_empty() && is_same, "{login}: {step} {said} is not in {rows}");
        }
    }
});

// S1, M3: what is owed for a child whom a leader sees only as a mentor does not leave, and takes nothing else with it.
story!(a_leader_who_is_a_mentor_elsewhere_takes_out_the_duties_of_her_own_grade, |world| {
    let rows = async |world: &World| {
        let mut leader = world.as_("liang.zhicheng").await;
        let file = leader.get("/figures/paper.xlsx?on=2026-11-20").await;
        python(ROWS, ".xlsx", &file.body)
    };
    let kept = |rows: &str| rows.lines().find(|row| row.starts_with("应做的都做了|")).unwrap().to_owned();
    let before = kept(&rows(&world).await);
    assert!(before.split('|').nth(2).unwrap().parse::<i64>().is_ok(), "{before}");
    world
        .run(
            "update member set staff_id = (select staff_id from account where login = 'liang.zhicheng')
             where part = 'mentor' and until_on > '2026-11-20' and student_id in
             (select e.student_id from enrollment e join class c on c.school_id = e.school_id and c.id = e.class_id
              where c.grade = 3)",
        )
        .await;
    let mut leader = world.as_("liang.zhicheng").await;
    let page = leader.get("/compliance").await;
    assert!(page.text().contains("三年级"), "she sees her own part elsewhere: {}", page.text());
    assert_eq!(kept(&rows(&world).await), before);
});

/// All text parts of a package.
fn unpacked(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        if part.name().is_ok_and(|name| name.ends_with(".xml")) {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    text
}
