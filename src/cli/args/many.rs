//! The arguments of commands that change many records at once.

use clap::Args;

/// Whether a change of many records is only shown, and what becomes of it when something is
/// refused.
#[derive(Debug, Clone, Default, Args)]
pub struct ManyOptions {
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub keep_going: bool,
}
