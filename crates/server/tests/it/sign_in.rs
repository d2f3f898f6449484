//! Signing in and out (Y1, Y2).

use crate::story;
use crate::world::PASSWORD;

story!(a_teacher_signs_in_and_out, |world| {
    let mut chen = world.stranger();
    let page = chen.get("/sign-in").await;
    let page = chen.submit(&page, "/sign-in", &[("sign_in", "Chen.Jing "), ("password", PASSWORD)]).await;
    assert_eq!(page.status.as_u16(), 200, "{}", page.text());
    assert!(page.text().contains("陈静"), "the frame names who is signed in");
    assert_eq!(chen.get("/students").await.status.as_u16(), 200);
    chen.post("/sign-out", &[]).await;
    assert!(chen.get("/students").await.url.contains("/sign-in"));
});

story!(a_sign_in_that_ended_leads_back_to_where_she_was, |world| {
    let mut chen = world.stranger();
    let page = chen.get("/students?page=0&q=a%26b").await;
    assert!(page.url.contains("/sign-in?back="), "{}", page.url);
    // A wrong password keeps the place.
    let sent = [("sign_in", "chen.jing"), ("password", "not the right one at all")];
    let page = chen.submit(&page, "/sign-in", &sent).await;
    let page = chen.submit(&page, "/sign-in", &[("sign_in", "chen.jing"), ("password", PASSWORD)]).await;
    assert!(page.url.ends_with("/students?page=0&q=a%26b"), "{}", page.url);
    // Another site is never followed.
    let mut zhao = world.stranger();
    let page = zhao.get("/sign-in?back=%2F%2Fevil.example").await;
    let page = zhao.submit(&page, "/sign-in", &[("sign_in", "chen.jing"), ("password", PASSWORD)]).await;
    assert!(page.url.ends_with('/') && !page.url.contains("evil"), "{}", page.url);
});

story!(a_wrong_name_and_a_wrong_password_get_the_same_answer, |world| {
    let mut stranger = world.stranger();
    let wrong = stranger
        .post("/sign-in", &[("sign_in", "chen.jing"), ("password", "not the right one at all")])
        .await;
    let unknown = stranger
        .post("/sign-in", &[("sign_in", "nobody.here"), ("password", "not the right one at all")])
        .await;
    assert_eq!((wrong.status, unknown.status.as_u16()), (unknown.status, 422));
    assert_eq!(wrong.text().replace("chen.jing", ""), unknown.text().replace("nobody.here", ""));
});

story!(many_wrong_passwords_make_everybody_wait, |world| {
    let mut stranger = world.stranger();
    for login in ["chen.jing", "nobody.else"] {
        let mut waited = false;
        for _ in 0..5 {
            let page = stranger
                .post("/sign-in", &[("sign_in", login), ("password", "guess guess guess guess")])
                .await;
            waited = waited || page.text().contains("请等几秒");
        }
        assert!(waited, "{login} could be guessed without a pause");
    }
});

story!(a_request_from_another_site_is_refused, |world| {
    let mut chen = world.as_("chen.jing").await.with("origin", "https://elsewhere.example");
    assert_eq!(chen.post("/language", &[("language", "en")]).await.status.as_u16(), 403);
    let mut forged = world.as_("chen.jing").await.with("sec-fetch-site", "cross-site");
    assert_eq!(forged.post("/language", &[("language", "en")]).await.status.as_u16(), 403);
});

story!(a_page_speaks_the_readers_language, |world| {
    for (tag, words) in [("zh-Hans", "学生"), ("zh-Hant", "學生"), ("en", "Students")] {
        let mut chen = world.as_("chen.jing").await;
        chen.post("/language", &[("language", tag), ("back", "/students")]).await;
        assert!(chen.get("/students").await.text().contains(words), "{tag}");
    }
});

story!(an_administrator_sees_no_child, |world| {
    let mut gao = world.as_("gao.shan").await;
    let (id, name) = world.class(7, 2).await.remove(0);
    assert_eq!(gao.get(&format!("/students/{id}/contact-card")).await.status.as_u16(), 404);
    let list = gao.get("/students").await;
    assert!(!list.text().contains(&name));
    assert!(!gao.get(&format!("/search?q={name}")).await.html().contains(&id.to_string()));
});

story!(everybody_finds_the_way_to_a_password_of_her_own_choice, |world| {
    for login in ["chen.jing", "zheng.qiu", "gao.shan"] {
        let mut tab = world.as_(login).await;
        let page = tab.get("/").await;
        let form = tab.get(&page.link("改密码")).await;
        assert_eq!(form.url, "/password", "{login}");
        let typed = [
            ("old", PASSWORD),
            ("new", "操场边的银杏叶落了一地，又落一地"),
            ("again", "操场边的银杏叶落了一地，又落一地"),
        ];
        let changed = tab.submit(&form, "/password", &typed).await;
        assert!(changed.has("密码") && changed.url == "/", "{login}: {}", changed.text());
    }
});
