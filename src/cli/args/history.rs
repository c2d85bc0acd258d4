//! The arguments of the commands about what was: the history, and what was kept of lost sessions.
//!
//! Entry point: the types, one for each command.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `log`
#[derive(Debug, Args)]
pub struct Log {
    #[arg(value_name = "ADDRESS")]
    pub address: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// `history …`
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    Purge(Purge),
}

/// `history purge`
#[derive(Debug, Args)]
pub struct Purge {
    #[arg(long, value_name = "DATE")]
    pub before: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub value: Option<String>,
    #[arg(long)]
    pub yes: bool,
}

/// `recover`
#[derive(Debug, Args)]
pub struct Recover {
    #[arg(value_name = "JOURNAL")]
    pub journal: Option<String>,
    #[arg(long, conflicts_with_all = ["take", "drop", "output"])]
    pub list: bool,
    #[arg(long, conflicts_with_all = ["drop", "output"])]
    pub take: bool,
    #[arg(long, conflicts_with = "output")]
    pub drop: bool,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
