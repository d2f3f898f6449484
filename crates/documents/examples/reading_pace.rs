//! How long reading takes, against bare calamine in the same process: `cargo run --release --example reading_pace`.
//! The workbook: 20,000 rows of 30 columns, texts, numbers and dates, as a spreadsheet program writes it.

use std::error::Error;
use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use calamine::{Reader as _, Xlsx};
use documents::reading::{Limits, Reader};
use rust_xlsxwriter::{Format, Workbook};

const ROWS: u32 = 20_000;
const COLUMNS: u16 = 30;
const RUNS: usize = 7;

fn workbook() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            match column % 3 {
                0 => sheet.write_string(row, column, format!("学生{row}第{column}项"))?,
                1 => sheet.write_number(row, column, f64::from(row) + f64::from(column) / 8.0)?,
                _ => sheet.write_number_with_format(row, column, f64::from(40_000 + row % 5_000), &date)?,
            };
        }
    }
    Ok(book.save_to_buffer()?)
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn bare(bytes: &[u8]) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let names = book.sheet_names();
    let range = book.worksheet_range(names.first().ok_or("no sheet")?)?;
    let filled = range.used_cells().count();
    println!("calamine {:?}, {filled} cells", start.elapsed());
    Ok(start.elapsed())
}

async fn fenced(reader: &Reader, bytes: &[u8]) -> Result<(Duration, Duration), Box<dyn Error>> {
    let copy = bytes.to_vec();
    let start = Instant::now();
    let (book, usage) = reader.read_measured("a.xlsx", copy, None).await;
    let wall = start.elapsed();
    let sheets = book.map_err(|refusal| refusal.key())?.sheets;
    let rows = sheets.first().map_or(0, |sheet| sheet.rows.len());
    println!("reader   {wall:?}, child {:?} cpu, {} MiB, {rows} rows", usage.cpu, usage.peak_memory >> 20);
    Ok((wall, usage.cpu))
}

fn main() -> Result<(), Box<dyn Error>> {
    let bytes = workbook()?;
    let child: PathBuf = std::env::current_exe()?.with_file_name("read_table");
    let reader = Reader::new(child, Vec::new(), Limits::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut times = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        times.0.push(bare(&bytes)?);
        let (wall, cpu) = runtime.block_on(fenced(&reader, &bytes))?;
        times.1.push(wall);
        times.2.push(cpu);
    }
    let (bare, wall, cpu) = (middle(times.0), middle(times.1), middle(times.2));
    let times = wall.as_secs_f64() / bare.as_secs_f64();
    println!(
        "{} bytes; medians: calamine {bare:?}, reader {wall:?} ({times:.2}×), child cpu {cpu:?}",
        bytes.len()
    );
    Ok(())
}
