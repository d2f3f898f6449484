//! The monthly review (V1): who sees which month, one tap a child, a finished month stands.

use testkit::client::{Client, Page};

use crate::story;
use crate::world::World;

/// The homeroom teacher of 七年级2班 begins the month and decides as proposed for every child; the review and the taps.
async fn decided(chen: &mut Client) -> (String, usize) {
    let day = chen.get("/").await;
    assert!(day.text().contains("每月会商"), "{}", day.text());
    let mut page = chen.submit(&day, "/reviews", &[]).await;
    let review = page.url.clone();
    let mut taps = 1;
    while let Some(action) = next(&page) {
        page = chen.submit(&page, &action, &[]).await;
        taps += 1;
    }
    (review, taps)
}

/// The form that takes the next proposal.
fn next(page: &Page) -> Option<String> {
    page.forms().into_iter().map(|form| form.action).find(|action| action.ends_with("/decision"))
}

async fn cases(world: &World) -> usize {
    let sql = "select count(*) from support_case k
        join enrollment e on e.school_id = k.school_id and e.student_id = k.student_id and e.until_on > '2026-11-20'
        join class c on c.school_id = e.school_id and c.id = e.class_id
        where k.school_id = 1 and c.grade = 7 and c.number = 2
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
            and x.closed_on <= '2026-11-20' and x.reopened_on > '2026-11-20')";
    usize::try_from(world.count(sql).await).unwrap()
}

story!(a_month_is_finished_with_one_tap_a_child, |world| {
    world.run("delete from review_kept").await;
    let mut chen = world.as_("chen.jing").await;
    let (review, taps) = decided(&mut chen).await;
    let children = cases(&world).await;
    assert!(children > 0);
    assert_eq!(taps, children + 1, "one to begin, one for each child");
    let page = chen.get(&review).await;
    let page = chen.submit(&page, &format!("{review}/finish"), &[]).await;
    assert!(page.text().contains("当天留存"), "{}", page.text());
    assert_eq!(world.count("select count(*) from review_kept").await, i64::try_from(children).unwrap());
    let minutes = chen.get(&format!("{review}/minutes")).await;
    assert!(!minutes.text().contains("。；"), "a sentence that a person ended: {}", minutes.text());
    assert!(minutes.text().contains("会商纪要") && minutes.text().contains("决定："), "{}", minutes.text());
    let word = chen.get(&format!("{review}/minutes.docx")).await;
    assert_eq!(word.status.as_u16(), 200);
});

story!(a_month_is_not_ended_with_one_slip_of_the_thumb, |world| {
    world.run("delete from review_kept").await;
    let mut chen = world.as_("chen.jing").await;
    let day = chen.get("/").await;
    let mut page = chen.submit(&day, "/reviews", &[]).await;
    let children = cases(&world).await;
    assert!(page.has(&format!("还有{children}个孩子没有商量")) && page.has("先散会"), "{}", page.text());
    while let Some(action) = next(&page) {
        page = chen.submit(&page, &action, &[]).await;
    }
    assert!(page.has("会开完了") && !page.has("先散会"), "{}", page.text());
});

story!(a_finished_month_cannot_be_changed_silently, |world| {
    world.run("delete from review_kept").await;
    let mut chen = world.as_("chen.jing").await;
    let (review, _) = decided(&mut chen).await;
    let open = chen.get(&review).await;
    let change = open
        .links()
        .into_iter()
        .find(|link| link.href.contains("/cases/") && link.href.contains("/reviews/"));
    let action = format!("{}/decision", change.unwrap().href);
    chen.submit(&open, &format!("{review}/finish"), &[]).await;
    let before = world.count("select count(*) from review_decision").await;
    let late = chen.post(&action, &[("decision", "close"), ("why", "改一下")]).await;
    assert_eq!(late.status.as_u16(), 409);
    assert_eq!(chen.post(&format!("{review}/finish"), &[]).await.status.as_u16(), 409);
    assert_eq!(world.count("select count(*) from review_decision").await, before);
    world.run("update absence set half_days = 40").await;
    let kept = chen.get(&review).await;
    assert!(!kept.text().contains("20 天"), "the figures are those of the day on which it was finished");
    let blank = chen.post(&format!("{review}/reopening"), &[("why", "")]).await;
    assert_eq!(blank.status.as_u16(), 422);
    let page = chen.submit(&kept, &format!("{review}/reopening"), &[("why", "漏了一个孩子的情况")]).await;
    assert!(page.text().contains("漏了一个孩子的情况"), "{}", page.text());
    assert_eq!(world.count("select count(*) from event where name = 'review.reopened'").await, 1);
    assert_eq!(
        world.count("select count(*) from review_kept").await,
        i64::try_from(cases(&world).await).unwrap()
    );
});

story!(another_decision_needs_a_sentence_and_a_task_lands_on_somebodys_day, |world| {
    let mut chen = world.as_("chen.jing").await;
    let day = chen.get("/").await;
    let page = chen.submit(&day, "/reviews", &[]).await;
    let sheet = page
        .links()
        .into_iter()
        .find(|link| link.href.contains("/reviews/") && link.href.contains("/cases/"));
    let sheet = chen.get(&sheet.unwrap().href).await;
    let action = format!("{}/decision", sheet.url);
    let other = if sheet.text().contains("建议：可以结案") { "go_on" } else { "close" };
    let back = chen.submit(&sheet, &action, &[("decision", other), ("why", "")]).await;
    assert_eq!(back.status.as_u16(), 422);
    let (_, zhao): (i64, uuid::Uuid) =
        world.one("select school_id, staff_id from account where login = $1", "zhao.lei").await;
    let zhao = zhao.to_string();
    let fields =
        [("decision", other), ("why", "她自己说可以了"), ("task", "带她去图书角"), ("owner", zhao.as_str())];
    chen.submit(&sheet, &action, &fields).await;
    world.run("update follow_up set due_on = '2026-11-20' where due_on = '2026-12-04'").await;
    let mut zhao = world.as_("zhao.lei").await;
    let day = zhao.get("/").await;
    assert!(day.text().contains("带她去图书角"), "{}", day.text());
});

story!(a_principal_sees_the_schools_month_and_a_mentor_only_her_own, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (review, _) = decided(&mut chen).await;
    let mut gu = world.as_("gu.ming").await;
    let month = gu.get("/reviews").await;
    assert!(month.text().contains("全校") && month.text().contains("七年级（2）班"), "{}", month.text());
    let page = gu.get(&review).await;
    assert_eq!(page.text().matches("起 ·").count(), cases(&world).await);
    let mut tang = world.as_("tang.xue").await;
    let fields = [("month", "2026-11"), ("place", "school")];
    assert_eq!(
        tang.post("/reviews", &fields).await.status.as_u16(),
        404,
        "a mentor leads no meeting of the school"
    );
    assert_eq!(gu.post("/reviews", &[("month", "2026-12"), ("place", "school")]).await.status.as_u16(), 400);
    let (child, case) = one_of_the_class(&world).await;
    serve_alone(&world, &case).await;
    let mut tang = world.as_("tang.xue").await;
    let page = tang.get(&review).await;
    assert!(page.text().contains(&child), "{}", page.text());
    assert_eq!(
        page.text().matches("起 ·").count(),
        1,
        "the mentor sees her own child alone: {}",
        page.text()
    );
    assert!(!page.text().contains("按约定应做"), "what colleagues owe is not hers to know");
    assert_eq!(tang.get(&format!("{review}/minutes")).await.status.as_u16(), 404);
    world.run("update member set until_on = '2026-11-01' where part = 'mentor' and until_on > '2026-11-20' and staff_id = (select staff_id from account where login = 'xu.hang')").await;
    let mut xu = world.as_("xu.hang").await;
    assert_eq!(xu.get(&review).await.status.as_u16(), 404, "who teaches the class and serves in no case");
    let mut yang = world.as_("yang.fan").await;
    assert_eq!(yang.get(&review).await.status.as_u16(), 404, "another class");
});

/// The first open case of 七年级2班: the child's name and the case.
async fn one_of_the_class(world: &World) -> (String, uuid::Uuid) {
    let sql = "select s.name, k.id from support_case k
        join student s on s.school_id = k.school_id and s.id = k.student_id
        join enrollment e on e.school_id = s.school_id and e.student_id = s.id
        join class c on c.school_id = e.school_id and c.id = e.class_id
        where k.school_id = 1 and c.grade = 7 and c.number = 2 and k.opened_on < $1
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id) order by k.id limit 1";
    world.one(sql, "2026-11-01").await
}

/// 唐雪 serves in this case and in no other.
async fn serve_alone(world: &World, case: &uuid::Uuid) {
    let (_, tang): (i64, uuid::Uuid) =
        world.one("select school_id, staff_id from account where login = $1", "tang.xue").await;
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run("update member set until_on = '2026-11-01' where staff_id = $1", db::args![tang]).await.unwrap();
    tx.run(
        "update member set staff_id = $1, until_on = '9999-12-31' where case_id = $2 and part = 'mentor'",
        db::args![tang, case],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}
