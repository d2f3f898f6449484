//! The parts of the program that tests and tools share with it.

pub mod demo;
