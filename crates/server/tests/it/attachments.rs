//! Photos and recordings kept with a note: F4.

use axum::http::StatusCode;
use testkit::client::{Client, File, Page};

use crate::story;
use crate::world::World;

/// A picture of one point, with something behind its end that is no picture.
fn png() -> Vec<u8> {
    let mut bytes =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    bytes.extend(b"\0\0\0\rIDATx\xdacd\xf8\xcfP\x0f\0\x03\x86\x01\x80Z4}k\0\0\0\0IEND\xaeB`\x82");
    bytes.extend(b"<script>alert(1)</script>");
    bytes
}

/// A recording of some minutes: frames of 417 bytes, more than one sealed piece.
fn mp3() -> Vec<u8> {
    let mut frame = vec![0xFF, 0xFB, 0x90, 0x00];
    frame.resize(417, 0x11);
    frame.repeat(2_000)
}

async fn written(world: &World) -> (Client, Page) {
    let mut chen = world.as_("chen.jing").await;
    let (id, _) = world.class(7, 2).await.remove(0);
    let sheet = chen.get(&format!("/notes/new?student={id}&kind=observation")).await;
    let page = chen.submit(&sheet, "/notes", &[("text", "一张照片。")]).await;
    (chen, page)
}

async fn add(tab: &mut Client, page: &Page, content: &[u8]) -> Page {
    let action = format!("{}/attachments", page.url.split(['?', '#']).next().unwrap());
    let page = tab.get(action.trim_end_matches("/attachments")).await;
    let key = page.form(&action).field("key").value.clone();
    let file = File { field: "file", name: "林小雨.jpg", media: "image/jpeg", content };
    tab.upload(&action, &[("key", &key)], &[file]).await
}

/// Adds a photo to this note; where it is served.
pub async fn add_photo(tab: &mut Client, note: &str) -> String {
    let page = tab.get(note).await;
    address(&add(tab, &page, &png()).await)
}

fn address(page: &Page) -> String {
    let html = page.html();
    let from = html.find("src=\"/attachments/").unwrap_or_else(|| panic!("{}", page.text())) + 5;
    html[from..].split('"').next().unwrap().to_owned()
}

story!(a_photo_is_kept_anew_sealed_and_served_with_the_rights_of_its_note, |world| {
    let (mut chen, page) = written(&world).await;
    let shown = add(&mut chen, &page, &png()).await;
    assert_eq!(shown.status, StatusCode::OK);
    let photo = address(&shown);
    let file = chen.get(&photo).await;
    assert!(file.status == StatusCode::OK && file.body.starts_with(&[0xFF, 0xD8, 0xFF]), "{}", file.status);
    assert!(!file.body.windows(6).any(|six| six == b"script"), "nothing of the file but its points");
    assert_eq!(file.header("content-type"), Some("image/jpeg"));
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"chunyu.jpg\""));
    assert!(file.header("content-security-policy").unwrap().starts_with("sandbox"));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let cells: Vec<Vec<u8>> = world
        .app
        .db
        .reader()
        .await
        .unwrap()
        .all("select cell from attachment_piece", db::args![])
        .await
        .unwrap();
    assert!(
        !cells.is_empty()
            && cells.iter().all(|cell| !cell.windows(3).any(|three| three == [0xFF, 0xD8, 0xFF]))
    );
    let before = world.count("select count(*) from log.reading").await;
    chen.get(&photo).await;
    assert_eq!(world.count("select count(*) from log.reading").await, before + 1);
    for other in ["yang.fan", "xu.hang", "fang.min", "gao.shan"] {
        let mut tab = world.as_(other).await;
        assert_eq!(tab.get(&photo).await.status, StatusCode::NOT_FOUND, "{other}");
        let act = format!("{photo}/withdrawal");
        assert_eq!(tab.post(&act, &[]).await.status, StatusCode::NOT_FOUND, "{other}");
    }
    assert!(world.stranger().get(&photo).await.url.starts_with("/sign-in"));
    let gone = chen.post(&format!("{photo}/withdrawal"), &[]).await;
    assert!(!gone.html().contains(&photo));
    assert_eq!(chen.get(&photo).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.count("select count(*) from event where name like 'attachment.%'").await, 2);
});

story!(a_recording_comes_back_byte_for_byte_and_a_piece_out_of_its_place_is_a_fault, |world| {
    let (mut chen, page) = written(&world).await;
    let shown = add(&mut chen, &page, &mp3()).await;
    let sound = address(&shown);
    let file = chen.get(&sound).await;
    assert_eq!((file.header("content-type"), file.body.to_vec() == mp3()), (Some("audio/mpeg"), true));
    assert!(world.count("select count(*) from attachment_piece").await > 3);
    for (from, to) in [(0, 100), (1, 0), (100, 1)] {
        world.run(&format!("update attachment_piece set place = {to} where place = {from}")).await;
    }
    assert_eq!(chen.get(&sound).await.status, StatusCode::INTERNAL_SERVER_ERROR);
});

story!(what_is_neither_photo_nor_recording_is_refused_with_words, |world| {
    let (mut chen, page) = written(&world).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice();
    let cut = png()[..40].to_vec();
    for (content, words) in [
        (svg, "只能加"),
        (b"%PDF-1.7 ...", "只能加"),
        (b"MZ\x90\0", "只能加"),
        (&cut, "打不开"),
        (b"", "是空的"),
    ] {
        let back = add(&mut chen, &page, content).await;
        assert!(back.has(words), "{words}: {}", back.text());
    }
    assert_eq!(world.count("select count(*) from attachment").await, 0);
    let large = vec![0_u8; 21 * 1024 * 1024];
    assert_eq!(add(&mut chen, &page, &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut lin = world.as_("lin.hui").await;
    let seen = lin.get(page.url.split('?').next().unwrap()).await;
    assert!(
        seen.status == StatusCode::OK && !seen.html().contains("multipart"),
        "the office reads and adds nothing"
    );
});
