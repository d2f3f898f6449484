#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use super::*;

#[test]
fn headings_are_numbered_as_official_documents_number_them() {
    let mut numbers = Numbers::default();
    let mut next = |level| numbers.next(level, Lang::ZhHans);
    assert_eq!(next(Level::One), "一、");
    assert_eq!(next(Level::Two), "（一）");
    assert_eq!(next(Level::Three), "1.");
    assert_eq!(next(Level::Four), "（1）");
    assert_eq!(next(Level::Four), "（2）");
    assert_eq!(next(Level::Two), "（二）");
    assert_eq!(next(Level::Three), "1.");
    assert_eq!(next(Level::One), "二、");
    assert_eq!(next(Level::Two), "（一）");
    let later = (3..=21).map(|_| next(Level::One)).collect::<Vec<_>>();
    assert_eq!(later[7], "十、");
    assert_eq!(later[8], "十一、");
    assert_eq!(later[17], "二十、");
    assert_eq!(later[18], "二十一、");
}

#[test]
fn what_is_pasted_keeps_its_words_and_loses_its_controls() {
    assert_eq!(clean("王\u{0}小\u{1B}明\u{202E}gpj\u{2069}"), "王小明gpj");
    assert_eq!(clean("一\r\n二\r三\u{B}四\u{2028}五\t六"), "一\n二\n三\n四\n五 六");
    assert_eq!(clean("\u{FEFF}a\u{FFFE}b\u{FDD0}c\u{1FFFF}"), "abc");
    assert_eq!(
        clean("ئۇيغۇر\u{200C}چە 堃赟喆犇䶮㛃𠮷 👩\u{200D}🏫"),
        "ئۇيغۇر\u{200C}چە 堃赟喆犇䶮㛃𠮷 👩\u{200D}🏫"
    );
}

#[test]
fn a_run_with_line_feeds_becomes_lines_of_the_same_kind() {
    let spans = [Span::text("一\n二"), Span::fact(3, "4\n"), Span::text("五")];
    assert_eq!(
        lines(&spans),
        vec![vec![Span::text("一")], vec![Span::text("二"), Span::fact(3, "4")], vec![Span::text("五")]]
    );
    assert_eq!(lines(&[]), vec![Vec::<Span>::new()]);
}

#[test]
fn merged_cells_fall_where_a_clerk_would_draw_them() {
    let photo = Cell::text("照片").down(2);
    let rows =
        [vec![Cell::label("姓名"), Cell::text("王小明"), photo.clone()], vec![Cell::label("住址").across(2)]];
    let rows = rows.iter().map(Vec::as_slice).collect::<Vec<_>>();
    let placed = place(&rows, 3).unwrap();
    assert_eq!(placed[0], vec![Slot::Begins(&rows[0][0]), Slot::Begins(&rows[0][1]), Slot::Begins(&photo)]);
    assert_eq!(placed[1], vec![Slot::Begins(&rows[1][0]), Slot::Covered(1)]);
    let short = [vec![Cell::text("甲")]];
    assert_eq!(place(&[&short[0]], 2).unwrap()[0], vec![Slot::Begins(&short[0][0]), Slot::Empty]);
}

#[test]
fn a_cell_that_would_fall_outside_is_refused_rather_than_lost() {
    let wide = [Cell::text("甲").across(3)];
    assert!(matches!(place(&[&wide], 2), Err(WriteError::CellWithoutRoom { row: 0 })));
    let many = [Cell::text("甲"), Cell::text("乙"), Cell::text("丙")];
    assert!(matches!(place(&[&many], 2), Err(WriteError::CellWithoutRoom { row: 0 })));
    let deep = [Cell::text("甲").down(2)];
    assert!(matches!(place(&[&deep], 1), Err(WriteError::CellWithoutRoom { row: 0 })));
    let (above, below) = ([Cell::text("甲"), Cell::text("乙").down(2)], [Cell::text("丙").across(2)]);
    assert!(matches!(place(&[&above, &below], 2), Err(WriteError::CellWithoutRoom { row: 1 })));
    assert!(matches!(place(&[&[]], 0), Err(WriteError::CellWithoutRoom { .. })));
}

#[test]
fn widths_share_out_the_whole_line() {
    assert_eq!(shares(&[1, 1, 1], 8845), vec![2948, 2948, 2949]);
    assert_eq!(shares(&[0, 0], 10), vec![5, 5]);
    assert_eq!(shares(&[u32::MAX, u32::MAX], 9000), vec![4500, 4500]);
}

#[test]
fn a_link_that_leaves_the_site_is_refused() {
    for link in ["", "papers", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a b", "/a\n"] {
        assert!(!is_path(link), "{link}");
    }
    for link in ["/", "/papers/7/facts/3", "/papers?term=2026-1"] {
        assert!(is_path(link), "{link}");
    }
}
