//! The arguments of `remind`.

use clap::Args;

/// `remind`
#[derive(Debug, Args)]
pub struct RemindArguments {
    #[arg(long, value_name = "MAILBOX")]
    pub caretaker: Option<String>,
    #[arg(long, value_name = "MONTHS", default_value_t = 12)]
    pub every: u32,
    #[arg(long)]
    pub again: bool,
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}
