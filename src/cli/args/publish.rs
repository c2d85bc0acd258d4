//! The arguments of `publish`.

use std::path::PathBuf;

use clap::Args;

/// `publish`
#[derive(Debug, Args)]
pub struct PublishArguments {
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    #[arg(long)]
    pub with_names: bool,
    #[arg(long, value_name = "URL")]
    pub licence: Option<String>,
    #[arg(long, value_name = "MAILBOX")]
    pub contact: Option<String>,
}
