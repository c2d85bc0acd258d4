//! The arguments of `man`.
//!
//! Entry point: [`ManualArguments`].

use clap::Args;

/// `man`
#[derive(Debug, Clone, Args)]
pub struct ManualArguments {
    #[arg(value_name = "COMMAND", conflicts_with = "list")]
    pub command: Vec<String>,
    #[arg(long)]
    pub list: bool,
}
