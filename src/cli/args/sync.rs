//! The arguments of `sync`.
//!
//! Entry point: [`SyncArguments`].

use clap::{Args, ValueEnum};

/// `sync`
#[derive(Debug, Args)]
pub struct SyncArguments {
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "SIDE")]
    pub take: Option<TakenSide>,
    #[arg(long, value_name = "MINUTES", conflicts_with = "dry_run")]
    pub watch: Option<u32>,
}

/// Whose version stands at every conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TakenSide {
    Ours,
    Theirs,
}
