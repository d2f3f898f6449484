//! The figures as a page.

use std::fmt::Write as _;

use crate::figures::real;
use crate::machine::Machine;
use crate::{Figures, import, load, pages, papers, program};

/// The page.
#[must_use]
pub fn markdown(figures: &Figures) -> String {
    let mut text = String::from("# Results\n\nWritten by `cargo xtask bench`; do not edit.\n\n");
    machine(&mut text, &figures.machine);
    pages_table(&mut text, figures);
    if let Some(import) = &figures.import {
        import_table(&mut text, import);
    }
    starts(&mut text, &figures.starts);
    weights(&mut text, &figures.weights);
    text
}

/// A line into a string cannot fail.
fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(line);
    text.push('\n');
}

fn machine(text: &mut String, m: &Machine) {
    line(text, format_args!("| | |\n| --- | --- |"));
    line(text, format_args!("| Processor | {} cores, {} |", m.cores, m.processor));
    line(text, format_args!("| Memory | {} MiB |", m.memory));
    line(text, format_args!("| System | Linux {} |", m.system));
    line(text, format_args!("| Commit | {} |", m.commit));
    line(text, format_args!("| Time | {} (Shanghai) |", m.time));
    line(text, format_args!("| Load averages at the beginning and the end | {} |", m.load.join("; ")));
    let loaded = m.load.first().and_then(|load| load.split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0);
    if loaded > 0.5 {
        text.push_str(
            "\nThe machine was shared: other work ran while this was measured (see the load averages). Rates, waiting \
             times and wall clock are therefore worse than on a machine of one's own and vary between runs; ratios of \
             neighbouring rows and processor time are steadier.\n",
        );
    }
}

/// The page about papers.
#[must_use]
pub fn papers(place: &Machine, measured: &papers::Measured) -> String {
    let mut text = String::from("# Papers\n\nWritten by `cargo xtask bench papers`; do not edit.\n\n");
    machine(&mut text, place);
    line(
        &mut text,
        format_args!(
            "\n{} student files of the demonstration school, by the code that a bundle runs: rights, reading from the \
             database (SQLite), the readings and the leaving written down, the words, the file; not the sealing of the \
             kept file. The others get the paragraphs and tables of the same files as lists and only write them, {} of \
             them, multiplied; without our endnotes, merged cells and styles. Processor seconds with child processes. \
             Aims: Word 2 s, PDF 12 s, memory under 300 MiB.\n",
            papers::FILES,
            papers::FEW
        ),
    );
    text.push_str("| What | Made | CPU s for 1,000 | ms each | Peak MiB | kB each | Aim |\n| --- | --: | --: | --: | --: | --: | --- |\n");
    for row in &measured.rows {
        let count = real(u64::try_from(row.files.max(1)).unwrap_or(u64::MAX));
        let bytes = real(u64::try_from(row.bytes).unwrap_or(u64::MAX));
        let aim = row.aim.map_or("", |aim| verdict(row.of_all() <= aim && row.memory < 300));
        line(
            &mut text,
            format_args!(
                "| {} | {} | {:.2} | {:.2} | {} | {:.1} | {aim} |",
                row.what,
                row.files,
                row.of_all(),
                row.cpu * 1000.0 / count,
                row.memory,
                bytes / 1000.0 / count
            ),
        );
    }
    if let Some(reason) = &measured.left_out {
        line(&mut text, format_args!("\nThe others were not measured: {reason}."));
    }
    text
}

/// Whether an aim was met.
fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "**missed**" }
}

fn pages_table(text: &mut String, figures: &Figures) {
    if figures.pages.is_empty() && figures.left_out.is_empty() {
        return;
    }
    text.push_str("\n## Pages\n\n");
    line(
        text,
        format_args!(
            "{} students (schools of 1,200 in one database), {} connections, {} s each after warming up, the load from \
             a process of its own on the same machine. *Bare* is an axum handler that runs the statements recorded of \
             that page, with the same arguments, through the same pool (inserts and commits too) and answers the same \
             bytes; it steps over rows without decoding them, and with gzip it answers bytes packed once before. The \
             time is processor time of the serving process; PostgreSQL's own processes are not in it. Aims: at least \
             half of the bare rate; at most 1 ms of processor time.\n",
            pages::STUDENTS,
            pages::CONNECTIONS,
            pages::SECONDS
        ),
    );
    text.push_str(
        "| Engine | Page | Answer | Statements | Requests/s | p50 ms | p99 ms | CPU ms | Bare requests/s | Bare p99 ms \
         | Bare CPU ms | Share of bare | Aims |\n\
         | --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --- |\n",
    );
    for page in &figures.pages {
        page_line(text, page);
    }
    slowest(text, &figures.pages);
    for reason in &figures.left_out {
        line(text, format_args!("\nNot measured: {reason}."));
    }
}

/// Where the time of each page goes first.
fn slowest(text: &mut String, pages: &[pages::Measured]) {
    text.push_str("\nThe slowest statement of each page, run alone:\n\n");
    for page in pages.iter().filter(|page| !page.packed) {
        let (time, sql) = &page.slowest;
        line(text, format_args!("- {}, {}: {time:.1} ms `{sql}`", page.engine, page.page));
    }
}

fn page_line(text: &mut String, page: &pages::Measured) {
    let load::Sample { rate, p50, p99, cpu } = page.ours;
    let (bare, share) = (page.bare, rate / page.bare.rate.max(0.1));
    let kind = if page.packed { "gzip" } else { "plain" };
    line(
        text,
        format_args!(
            "| {} | {} | {} B {kind} | {} | {rate:.0} | {p50:.1} | {p99:.1} | {cpu:.2} | {:.0} | {:.1} | {:.2} | {:.0} % | \
             rate {}, CPU {} |",
            page.engine,
            page.page,
            page.bytes,
            page.statements,
            bare.rate,
            bare.p99,
            bare.cpu,
            share * 100.0,
            verdict(share >= 0.5),
            verdict(cpu <= 1.0)
        ),
    );
}

fn import_table(text: &mut String, import: &import::Measured) {
    let times = import.reading / import.calamine.max(0.001);
    text.push_str("\n## Roster import\n\n");
    line(
        text,
        format_args!(
            "{} rows of {} columns, a workbook of {} kB, into a school without students on SQLite; then the same again. \
             Calamine only reads the sheet, in the same process. Aims: reading at most twice calamine's time; under 1 s \
             of processor time apart from the reading; memory flat.\n",
            crate::roster::ROWS,
            crate::roster::HEADERS.len(),
            import.bytes / 1000
        ),
    );
    text.push_str("| | |\n| --- | --- |\n");
    line(text, format_args!("| Calamine, wall clock | {:.2} s |", import.calamine));
    line(
        text,
        format_args!(
            "| Reading in a fenced child, wall clock | {:.2} s: {times:.2} times, {} |",
            import.reading,
            verdict(times <= 2.0)
        ),
    );
    line(
        text,
        format_args!(
            "| Of it processor time | {:.2} s child, {:.2} s program |",
            import.child_cpu, import.reading_cpu
        ),
    );
    text.push_str(
        "\n| Import | Rows | Wall s (read + judge + write) | Against calamine | CPU s of the program apart from reading \
         | Memory before → after, most (MiB) |\n| --- | --- | --- | --: | --- | --- |\n",
    );
    for (at, round) in import.rounds.iter().enumerate() {
        round_line(text, import, (at, round));
    }
    let after: Vec<u64> = import.rounds.iter().map(|round| round.memory[1]).collect();
    let flat = after.last().zip(after.get(1)).is_some_and(|(last, second)| *last <= second + second / 10);
    line(
        text,
        format_args!("\nMemory flat from the second import to the last (within a tenth): {}.", verdict(flat)),
    );
}

fn round_line(text: &mut String, import: &import::Measured, (at, round): (usize, &import::Round)) {
    let apart = (round.cpu - import.reading_cpu).max(0.0);
    let ([read, judge, write], [before, after, most]) = (round.steps, round.memory);
    line(
        text,
        format_args!(
            "| {} | {} | {:.2} ({read:.2} + {judge:.2} + {write:.2}) | {:.1} × | {apart:.2}, {} | {before} → {after}, {most} |",
            at + 1,
            round.counts,
            round.wall,
            round.wall / import.calamine.max(0.001),
            verdict(apart < 1.0)
        ),
    );
}

fn starts(text: &mut String, starts: &[program::Start]) {
    if starts.is_empty() {
        return;
    }
    text.push_str("\n## Start and memory\n\n");
    line(
        text,
        format_args!(
            "`chunyu demo` on SQLite with its schools already made: from the start of the process to the whole sign-in \
             page; then {} pages of a signed-in homeroom teacher (my day, my students, cases, census, each student of the \
             class). Resident memory counts the database file as far as it is mapped; *anonymous* is the program's own. \
             Aims: under 1 s; resident under 128 MiB with 1,200 and 256 MiB with 100,000 students.\n",
            program::VIEWS
        ),
    );
    text.push_str(
        "| Students | Made before in | Database | First page | Resident at first | Resident after | Of it anonymous | Peak \
         | Aims |\n| --: | --: | --: | --: | --: | --: | --: | --: | --- |\n",
    );
    for start in starts {
        let aim = if start.students <= 1_200 { 128.0 } else { 256.0 };
        let mib = |kib: u64| real(kib) / 1024.0;
        line(
            text,
            format_args!(
                "| {} | {:.1} s | {} MiB | {:.0} ms | {:.0} MiB | {:.0} MiB | {:.0} MiB | {:.0} MiB | start {}, memory {} |",
                start.students,
                start.making,
                start.database,
                start.first_page,
                mib(start.resident_first),
                mib(start.resident),
                mib(start.anonymous),
                mib(start.peak),
                verdict(start.first_page < 1000.0),
                verdict(mib(start.resident) < aim)
            ),
        );
    }
}

fn weights(text: &mut String, weights: &[program::Weight]) {
    if weights.is_empty() {
        return;
    }
    text.push_str(
        "\n## Weight of pages\n\nBytes on the wire with headers, gzip accepted, the school of 1,200, a homeroom teacher. \
         Aims: first visit at most 150 kB, later pages at most 15 kB.\n\n| Page | kB | Aim |\n| --- | --: | --- |\n",
    );
    for (at, weight) in weights.iter().enumerate() {
        let aim = if at == 0 { 150_000 } else { 15_000 };
        let bytes = real(u64::try_from(weight.bytes).unwrap_or(u64::MAX));
        line(
            text,
            format_args!("| {} | {:.1} | {} |", weight.page, bytes / 1000.0, verdict(weight.bytes <= aim)),
        );
    }
}
