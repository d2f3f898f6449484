//! Times (processor time of this thread, from Linux's scheduler) the check of 20,000 rows with 40 columns: `cargo run --release -p people --example roster_speed`.

use std::error::Error;
use std::time::Duration;

use jiff::civil::date;
use people::roster::fields::{self, Field, Shape};
use people::roster::{In, InRow, check, codes, id_number, layout};

fn main() -> Result<(), Box<dyn Error>> {
    let specs: Vec<_> = fields::all()
        .iter()
        .filter(|spec| !matches!(spec.field, Field::FamilyName | Field::GivenName | Field::Photo))
        .take(40)
        .collect();
    let header = specs.iter().map(|spec| In::Text(spec.header.to_owned())).collect();
    let mut rows = vec![InRow { number: 1, cells: header, hidden: false }];
    for nth in 0..20_000u32 {
        let cells = specs.iter().map(|spec| In::Text(text(spec.field, nth))).collect();
        rows.push(InRow { number: nth + 2, cells, hidden: false });
    }
    let started = spent()?;
    let proposal = layout::propose(&rows).map_err(|message| message.key)?;
    println!("{} columns, proposed in {:?}", proposal.mapping.columns.len(), spent()? - started);
    for _ in 0..3 {
        let started = spent()?;
        let checked = check::check(&rows, &proposal.mapping, date(2026, 10, 1));
        println!("checked in {:?}: {:?}", spent()? - started, check::count(&checked));
    }
    Ok(())
}

/// Processor time so far.
fn spent() -> Result<Duration, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanos = stat.split(' ').next().unwrap_or_default().parse()?;
    Ok(Duration::from_nanos(nanos))
}

fn text(field: Field, nth: u32) -> String {
    let birth = format!("2012{:02}{:02}", nth % 12 + 1, nth / 12 % 28 + 1);
    let id = || {
        let first17 = format!("330106{birth}{:03}", nth / 336 * 2 % 1000 + 1);
        let check = id_number::check_character(&first17).unwrap_or('0');
        format!("{first17}{check}")
    };
    match field.shape() {
        Shape::PersonName => format!("王{}", char::from_u32(0x4E00 + nth).unwrap_or('明')),
        Shape::Date => birth,
        Shape::Month => "201809".to_owned(),
        Shape::Code(codes::List::Sex) => "男".to_owned(),
        Shape::Code(list) => {
            codes::entries(list).first().map(|(_, label)| (*label).to_owned()).unwrap_or_default()
        }
        Shape::Country => "中国".to_owned(),
        Shape::Region => "浙江省杭州市西湖区".to_owned(),
        Shape::Place => "浙江省杭州市西湖区文一路 1 号".to_owned(),
        Shape::IdNumber => id(),
        Shape::RollNumber => format!("G{}", id()),
        Shape::Phone => format!("138{:08}", nth),
        Shape::PostCode => "310012".to_owned(),
        Shape::Email => "a@example.org".to_owned(),
        Shape::Grade => "七年级".to_owned(),
        Shape::Class => format!("{}班", nth % 20 + 1),
        Shape::Text(_) => format!("文字 {nth}"),
    }
}
