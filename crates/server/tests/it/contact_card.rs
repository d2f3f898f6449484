//! The contact card (F2).

use crate::story;

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
