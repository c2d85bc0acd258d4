//! The arguments of `check`.
//!
//! Entry point: [`Check`].

use clap::{Args, ValueEnum};

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "MAILBOX")]
    pub caretaker: Option<String>,
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOn,
    #[arg(short, long)]
    pub quiet: bool,
}

/// The least grave finding for which `check` answers negatively.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}
