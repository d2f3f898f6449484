//! How fast words are. Run optimised: `cargo test --release -p language --test speed -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use language::names::{search_keys, sort_key};
use language::{Lang, date, t, tf};

fn per_call(times: u32, mut call: impl FnMut()) -> Duration {
    call();
    let start = Instant::now();
    (0..times).for_each(|_| call());
    start.elapsed() / times
}

#[test]
#[ignore = "measures; needs an optimised build"]
fn a_word_costs_at_most_60_nanoseconds() {
    let plain = per_call(1_000_000, || _ = black_box(t(Lang::ZhHans, black_box("language-heading-plain"))));
    let found = per_call(1_000_000, || _ = black_box(t(Lang::ZhHans, black_box("language-day-yesterday"))));
    let args = [("days", 3.into())];
    let argued = per_call(100_000, || drop(black_box(tf(Lang::En, black_box("language-day-ago"), &args))));
    let day = jiff::civil::date(2026, 11, 22);
    let dated = per_call(100_000, || drop(black_box(date(Lang::ZhHans, black_box(day)))));
    println!("t {found:?}, t missing {plain:?}, tf {argued:?}, date {dated:?}");
    assert!(found <= Duration::from_nanos(60), "{found:?}");
}

#[test]
#[ignore = "measures; needs an optimised build"]
fn two_hundred_thousand_names_get_their_keys_in_seconds() {
    let names = names(200_000);
    let start = Instant::now();
    let keys: usize = names.iter().map(|name| search_keys(name).len()).sum();
    let searched = start.elapsed();
    let start = Instant::now();
    let letters: usize = names.iter().map(|name| sort_key(name).len()).sum();
    let sorted = start.elapsed();
    println!("search keys {searched:?} ({keys} keys), sort keys {sorted:?} ({letters} letters)");
    assert!(searched < Duration::from_secs(5) && sorted < Duration::from_secs(2));
}

/// Names of two and three characters from common surnames and given names, with the polyphones that occur.
fn names(count: usize) -> Vec<String> {
    let surnames: Vec<char> =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶单解"
            .chars()
            .collect();
    let given: Vec<char> =
        "伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂子涵雨轩梓浩宇欣怡乐朝行晟".chars().collect();
    let name = |n: usize| {
        let tail = [given[n * 7 % given.len()], given[n / 43 * 5 % given.len()]];
        let used = if n.is_multiple_of(5) { 1 } else { 2 };
        std::iter::once(surnames[n % surnames.len()]).chain(tail.into_iter().take(used)).collect()
    };
    (0..count).map(name).collect()
}
