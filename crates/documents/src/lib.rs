//! Files of other programs: what is read from them and what is written for them.

mod apart;
pub mod archive;
pub mod chart;
pub mod comma;
pub mod excel;
pub mod filling;
pub mod html;
mod look;
mod markup;
pub mod model;
pub mod pdf;
pub mod picture;
pub mod reading;
pub mod word;
