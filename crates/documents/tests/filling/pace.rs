//! How long a thousand children take.

use std::time::Instant;

use crate::package::{docx, paragraph};
use crate::{child, filler};

/// Processor time of ended children, in milliseconds.
fn children_cpu() -> u128 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u128 = fields[13].parse::<u128>().unwrap() + fields[14].parse::<u128>().unwrap();
    ticks * 10
}

#[tokio::test]
async fn a_thousand_files_are_filled_in_batches() {
    let table = "<w:tbl><w:tr><w:tc>{{#}}</w:tc></w:tr></w:tbl>"
        .replace("{{#}}", &paragraph(&["{{#联系记录}}{{日期}} {{内容}}{{/联系记录}}"]));
    let body = (0..40).map(|_| paragraph(&["姓名：{{姓名}}", "，年龄{{年龄}}"])).collect::<String>() + &table;
    let file = docx(&body, &[]);
    let (filler, start, before) = (filler(), Instant::now(), children_cpu());
    let mut bytes = 0;
    for _ in 0..63 {
        let made = filler.fill(&file, vec![child(); 16]).await.unwrap();
        bytes += made.iter().map(Vec::len).sum::<usize>();
    }
    println!(
        "1008 files, {bytes} bytes: {} ms, {} ms of processor in children",
        start.elapsed().as_millis(),
        children_cpu() - before
    );
}
