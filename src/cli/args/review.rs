//! The arguments of `review`.

use clap::{Args, ValueEnum};

/// `review`
#[derive(Debug, Args)]
pub struct ReviewCommand {
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "MAILBOX")]
    pub caretaker: Option<String>,
    #[arg(long, value_name = "KIND")]
    pub kind: Option<ReviewKind>,
    #[arg(long, value_name = "MONTHS")]
    pub older_than: Option<u32>,
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Why `review` lists a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewKind {
    Unknown,
    Old,
    Unchecked,
    Uncertain,
    Rule,
}
