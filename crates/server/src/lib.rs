//! The one program: configuration, wiring, router, commands.

pub mod background;
pub mod commands;
pub mod config;
pub mod demo;
pub mod open;
pub mod router;
