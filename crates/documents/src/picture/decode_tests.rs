//! Pictures made here, read and written anew.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

/// A JPEG of two halves, red above and blue below, with an EXIF block that names a place and an orientation.
pub fn jpeg_with_exif(turn: u8) -> Vec<u8> {
    let mut rgb = Vec::new();
    for y in 0..32 {
        for _ in 0..48 {
            rgb.extend(if y < 16 { [220, 30, 30] } else { [30, 30, 220] });
        }
    }
    let mut plain = Vec::new();
    Encoder::new(&mut plain, 90).encode(&rgb, 48, 32, ColorType::Rgb).unwrap();
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([turn, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend_from_slice(b"GPS 27.123N 106.456E");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut with = plain[..2].to_vec();
    with.extend([0xFF, 0xE1]);
    with.extend(length);
    with.extend(exif);
    with.extend_from_slice(&plain[2..]);
    with.extend_from_slice(b"<script>alert(1)</script>");
    with
}

fn dimensions(jpeg: &[u8]) -> (usize, usize) {
    let (points, _) = super::jpeg(jpeg).unwrap();
    (points.width, points.height)
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

// F4
#[test]
fn nothing_but_the_points_of_a_photo_is_kept_and_it_stands_upright() {
    let photo = jpeg_with_exif(6);
    assert!(holds(&photo, b"GPS") && holds(&photo, b"<script>"));
    let clean = clean(&photo).unwrap();
    for words in [b"GPS".as_slice(), b"Exif", b"script"] {
        assert!(!holds(&clean, words), "{words:?}");
    }
    assert_eq!(dimensions(&clean), (32, 48), "held upright");
    let (points, _) = super::jpeg(&clean).unwrap();
    let (left, right) = (&points.rgb[..3], &points.rgb[31 * 3..32 * 3]);
    assert!(
        left[2] > 150 && right[0] > 150,
        "turned to the right: blue came to the left: {left:?} {right:?}"
    );
}

#[test]
fn every_orientation_keeps_every_point() {
    let rgb: Vec<u8> = (0..18).collect();
    for turn in 1..=8 {
        let turned = upright(Points { width: 3, height: 2, rgb: rgb.clone() }, turn);
        let mut sorted = turned.rgb.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, rgb, "{turn}");
        assert_eq!((turned.width, turned.height), if turn >= 5 { (2, 3) } else { (3, 2) });
    }
    let back = upright(upright(Points { width: 3, height: 2, rgb: rgb.clone() }, 6), 8);
    assert_eq!(back.rgb, rgb, "a quarter to the right and one to the left");
}

#[test]
fn a_large_picture_is_made_smaller_and_a_png_stands_on_white() {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 4_000, 1_000);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&vec![0; 4_000 * 1_000 * 4]).unwrap();
    let jpeg = clean(&bytes).unwrap();
    assert_eq!(dimensions(&jpeg), (1_333, 333));
    let (points, _) = super::jpeg(&jpeg).unwrap();
    assert!(points.rgb.iter().all(|part| *part > 250), "what is transparent is white");
}

#[test]
fn what_is_no_picture_is_refused_and_no_damage_is_a_fault() {
    assert_eq!(clean(b"GIF89a...."), Err(Unfit::Kind));
    assert_eq!(clean(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(Unfit::Kind));
    let photo = jpeg_with_exif(1);
    for cut in [3, 20, 60, 200] {
        assert!(clean(&photo[..cut.min(photo.len())]).is_err(), "{cut}");
    }
    for at in (0..photo.len()).step_by(7) {
        let mut odd = photo.clone();
        odd[at] ^= 0x55;
        let _ = clean(&odd);
    }
}
