//! The arguments of `config`.

use clap::Args;

/// `config`
#[derive(Debug, Args)]
pub struct ConfigArguments {
    #[arg(long, conflicts_with = "default")]
    pub show: bool,
    #[arg(long)]
    pub default: bool,
}
