//! AC-06: every page that somebody can reach, as every role, holds no child outside that person's rights.

use std::collections::BTreeSet;

use access::{Action, Kind, actor, scope};
use kernel::{SchoolId, StaffId, StudentId};
use people::student::store;
use server::demo;

use crate::story;
use crate::walk::Walk;
use crate::world::{CAST, World};

/// Everybody's id, and those whom this person may know of.
async fn children(world: &World, login: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (school, staff): (i64, StaffId) =
        world.one("select school_id, staff_id from account where login = $1", login).await;
    let mut conn = world.app.db.reader().await.unwrap();
    let actor = actor::find(&mut conn, SchoolId(school), staff, demo::DAY).await.unwrap();
    let wanted = store::Wanted { class: None, skip: 0, take: 5_000 };
    let mut known = BTreeSet::new();
    for (action, kind) in [(Action::List, Kind::Roster), (Action::Read, Kind::Roster)] {
        let scope = scope(&actor, action, kind);
        let seen = store::list(&mut conn, &scope, demo::DAY, &wanted).await.unwrap();
        known.extend(seen.iter().map(|student| student.id.to_string()));
    }
    let all: Vec<StudentId> = conn.all("select id from student", &[]).await.unwrap();
    (all.iter().map(ToString::to_string).collect(), known)
}

story!(nobody_reaches_a_child_outside_her_rights_nor_a_dead_end, |world| {
    let mut dead: Vec<(String, String)> = Vec::new();
    let mut foreign: Vec<(String, String)> = Vec::new();
    for login in CAST {
        let (all, known) = children(&world, login).await;
        let mut walk = Walk::new(world.as_(login).await);
        while let Some((path, page)) = walk.next().await {
            assert!(!page.status.is_server_error(), "{login} {path}: {}", page.status);
            if !page.status.is_success() && !page.status.is_redirection() {
                dead.push((login.to_owned(), path.clone()));
            }
            let html = page.html();
            // A message that does not exist stands between such brackets; a file may hold their bytes by chance.
            let is_html = html.trim_start().starts_with("<!doctype html>");
            assert!(!is_html || !html.contains('⟦'), "{login} {path}: {html}");
            for id in ids(&html) {
                if all.contains(&id) && !known.contains(&id) {
                    foreign.push((login.to_owned(), path.clone()));
                }
            }
        }
        assert!(walk.visited > 1 || login == "gao.shan", "{login} reached {} pages", walk.visited);
    }
    assert!(foreign.is_empty(), "{foreign:#?}");
    assert!(dead.is_empty(), "links that lead nowhere: {dead:#?}");
});

/// Everything that looks like an id.
fn ids(html: &str) -> BTreeSet<String> {
    let bytes = html.as_bytes();
    let mut found = BTreeSet::new();
    for at in 0..bytes.len().saturating_sub(36) {
        let Some(text) = html.get(at..at + 36) else { continue };
        let is_id = text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
        if is_id {
            found.insert(text.to_owned());
        }
    }
    found
}

story!(the_address_of_a_foreign_child_is_the_same_as_none, |world| {
    let (foreign, _) = world.class(3, 1).await.remove(0);
    let nobody = "00000000-0000-7000-8000-000000000000";
    let shapes = [
        "/students/ID",
        "/students/ID/contact-card",
        "/students/ID/contact-card/edit",
        "/students/ID/guardians/new",
        "/notes/new?student=ID",
        "/cases/new?student=ID",
        "/census/students/ID",
        "/students/ID/excuses/new",
        "/students/ID/nominations",
    ];
    for login in ["chen.jing", "xu.hang", "ma.jun", "gao.shan"] {
        let (_, known) = children(&world, login).await;
        if known.contains(&foreign.to_string()) {
            continue;
        }
        let mut client = world.as_(login).await;
        for shape in shapes {
            let (real, none) = (shape.replace("ID", &foreign.to_string()), shape.replace("ID", nobody));
            let (real, none) = (client.get(&real).await, client.get(&none).await);
            assert_eq!((real.status, real.text()), (none.status, none.text()), "{login} {shape}");
            assert_ne!(real.status.as_u16(), 200, "{login} {shape}");
        }
    }
});
