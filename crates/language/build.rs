//! The catalogues are embedded: a locale file added, changed or removed rebuilds this crate.

fn main() {
    println!("cargo::rerun-if-changed=../../locales");
}
