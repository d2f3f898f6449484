//! Find anyone, within one's rights (U1).

use db::args;

use crate::story;
use crate::world::SCHOOL;

story!(a_teacher_finds_her_student_by_name_pinyin_and_class, |world| {
    let mut chen = world.as_("chen.jing").await;
    for (id, name) in world.class(7, 2).await.into_iter().take(5) {
        let keys = language::names::search_keys(&name);
        for key in keys.iter().take(3) {
            let page = chen.get(&format!("/search?q={key}")).await;
            assert!(page.html().contains(&id.to_string()), "{name} by {key}");
        }
        assert!(chen.get("/search?q=七2班").await.html().contains(&id.to_string()), "{name} by class");
    }
});

story!(a_name_typed_with_its_class_is_found_and_with_another_class_is_not, |world| {
    let mut lin = world.as_("lin.hui").await;
    for (id, name) in world.class(7, 2).await.into_iter().take(3) {
        for typed in
            [format!("{name} 七2"), format!("七(2)班 {name}"), format!("{name}七2班"), format!("702{name}")]
        {
            let page = lin.get(&format!("/search?q={typed}")).await;
            assert!(page.html().contains(&id.to_string()), "{typed}: {}", page.text());
        }
        let page = lin.get(&format!("/search?q={name} 七3")).await;
        assert!(!page.html().contains(&id.to_string()), "{}", page.text());
    }
});

story!(a_student_of_another_class_is_not_found_by_any_word, |world| {
    let mut chen = world.as_("chen.jing").await;
    for (id, name) in world.class(3, 1).await.into_iter().take(3) {
        for key in language::names::search_keys(&name) {
            assert!(
                !chen.get(&format!("/search?q={key}")).await.html().contains(&id.to_string()),
                "{name} by {key}"
            );
        }
        assert!(!chen.get("/search?q=301").await.html().contains(&id.to_string()));
    }
});

story!(a_child_who_left_is_found_and_said_to_be_in_no_class, |world| {
    let (id, name) = world.class(7, 2).await.remove(0);
    let mut tx = world.app.db.begin().await.unwrap();
    let end = "update enrollment set until_on = '2026-11-01' where school_id = $1 and student_id = $2";
    tx.run(end, args![SCHOOL, id]).await.unwrap();
    tx.commit().await.unwrap();
    let page = world.as_("lin.hui").await.get(&format!("/search?q={name}")).await;
    assert!(page.html().contains(&id.to_string()) && page.has("现在不在班里"), "{}", page.text());
});
