//! `bildungsnetz`: the directory of the regional education networks, in a terminal.
//!
//! The library holds everything; `main.rs` only passes the arguments on. ARCHITECTURE.md is the
//! map. Modules are listed here from the ground up, and each imports only those above it in this
//! list (`tests/architecture` enforces it).

pub mod text;
pub mod texts;
pub mod theme;

pub mod key;

pub mod parallel;

pub mod syntax;

pub mod schema;

pub mod document;

pub mod model;

pub mod index;

pub mod check;

pub mod query;

pub mod present;

pub mod export;

pub mod exchange;

pub mod site;

pub mod storage;

pub mod config;

pub mod command;
pub mod keymap;

pub mod app;
pub mod session;
pub mod view;

pub mod line_view;

pub mod terminal;

pub mod run;

pub mod cli;
