//! EN-04: what was written in confidence stands nowhere in plain text: not in the database, its log or beside it.

use std::fs;

use testkit::engines::SqliteFolder;

use crate::story;
use crate::world::{Engine, World};

/// Words that no demonstration school holds.
const WORDS: [&str; 5] = [
    "金丝雀一号在屋檐下唱歌",
    "金丝雀二号只对一个人说",
    "金丝雀三号住在青石桥",
    "金丝雀四号约好周五",
    "19911112222",
];

/// The same words as they would look in other encodings.
fn forms(words: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hex: String = words.bytes().map(|byte| format!("{byte:02x}")).collect();
    vec![words.as_bytes().to_vec(), utf16, hex.clone().into_bytes(), hex.to_uppercase().into_bytes()]
}

fn finds(haystack: &[u8], words: &str) -> bool {
    forms(words).iter().any(|form| haystack.windows(form.len()).any(|window| window == form.as_slice()))
}

async fn plant(world: &World) {
    let mut chen = world.as_("chen.jing").await;
    let (id, _) = world.class(7, 2).await.remove(0);
    let page = chen.get(&format!("/notes/new?student={id}&back=/students/{id}")).await;
    let said =
        [("kind", "talk"), ("text", WORDS[0]), ("follow_up_text", WORDS[3]), ("follow_up_on", "2026-11-27")];
    let shown = chen.submit(&page, "/notes", &said).await;
    assert!(shown.text().contains(WORDS[0]), "{}", shown.text());
    let page = chen.get(&format!("/students/{id}/contact-card/edit")).await;
    let action = format!("/students/{id}/contact-card/edit");
    chen.submit(&page, &action, &[("address", WORDS[2]), ("phone", WORDS[4])]).await;
    let page = chen.get(&format!("/students/{id}")).await;
    let action = format!("/students/{id}/strengths");
    let shown = chen.submit(&page, &action, &[("text", WORDS[1])]).await;
    assert!(shown.text().contains(WORDS[1]), "{}", shown.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_written_in_confidence_stand_nowhere_in_plain() {
    let world = World::on(Engine::Sqlite).await;
    plant(&world).await;
    let mut looked_at = 0;
    for entry in fs::read_dir(world.folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        looked_at += bytes.len();
        for words in WORDS {
            assert!(!finds(&bytes, words), "{words} stands in {}", path.display());
        }
    }
    assert!(looked_at > 1_000_000, "the database was looked at");
    // The control: the name of a child is plain by its label, and the scan would have seen it.
    let (_, name) = world.class(7, 2).await.remove(0);
    let database = fs::read(world.folder().join("chunyu.db")).unwrap();
    assert!(finds(&database, &name), "the scan sees what is plain");
}

#[test]
fn the_scan_sees_every_form() {
    let folder = SqliteFolder::fresh();
    for form in forms(WORDS[0]) {
        let file = folder.path().join("x");
        fs::write(&file, [b"before ".as_slice(), &form, b" after"].concat()).unwrap();
        assert!(finds(&fs::read(&file).unwrap(), WORDS[0]));
    }
}

story!(a_reading_is_written_down_before_the_answer, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, _) = world.class(7, 2).await.remove(0);
    let before = world.count("select count(*) from log.reading").await;
    chen.get(&format!("/students/{id}")).await;
    let after = world.count("select count(*) from log.reading").await;
    assert!(after > before, "opening a child's page leaves a trace");
    let kinds: i64 = world
        .count("select count(distinct kind) from log.reading where kind in ('identity', 'family')")
        .await;
    assert_eq!(kinds, 2);
});
