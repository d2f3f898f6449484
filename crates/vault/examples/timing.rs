//! What sealing and opening cost on this machine: `cargo run --release -p vault --example timing`.
//! Microseconds per operation, best of nine rounds.
use std::hint::black_box;
use std::time::Instant;
use vault::{Compartment, Label, Place, Suite, Vault};

fn best(mut work: impl FnMut()) -> f64 {
    const TIMES: u32 = 2_000;
    let round = |_| {
        let start = Instant::now();
        (0..TIMES).for_each(|_| work());
        start.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES)
    };
    (0..9).map(round).fold(f64::INFINITY, f64::min)
}

fn main() {
    for suite in Suite::ALL {
        let vault = Vault::from_root(&[0x42; 32], suite);
        let label = Label { level: 2, compartment: Compartment::Gen };
        let at = Place { school: 1, table: "case_note", row: [7; 16], column: "body", label };
        let key = vault.row(at.school, at.table, at.row, label);
        println!("{}", suite.name());
        for size in [18, 300, 4096] {
            let plain = vec![0x61; size];
            let cell = vault.seal(&at, [1; 12], &plain);
            let seal = best(|| drop(black_box(vault.seal(&at, [1; 12], &plain))));
            let open = best(|| drop(black_box(vault.open(&at, &cell))));
            let seal_kept = best(|| drop(black_box(key.seal("body", [1; 12], &plain))));
            let open_kept = best(|| drop(black_box(key.open("body", &cell))));
            println!(
                "  {size:>4} B  seal {seal:.2}  open {open:.2}  with the row key: seal {seal_kept:.2}  open {open_kept:.2}"
            );
        }
        let row = best(|| drop(black_box(vault.row(1, "case_note", [7; 16], label))));
        let index = best(|| {
            black_box(vault.index(1, "phone", "13800000000"));
        });
        let whole = best(|| drop(black_box(Vault::from_root(&[0x42; 32], suite))));
        println!("  row key {row:.2}  index {index:.2}  vault from root {whole:.2}");
        let cell = vault.seal(&at, [1; 12], &[0x61; 40]);
        let page = best(|| {
            for row in 0..30_u8 {
                let key = vault.row(1, "case_note", [7; 16], label);
                (0..5).for_each(|_| drop(black_box(key.open("body", &cell))));
                black_box(row);
            }
        });
        println!("  page of 150 cells of 40 B in 30 rows {page:.0}");
    }
}
