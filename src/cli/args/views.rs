//! The arguments of the commands that print what the views of the screen show.
//!
//! Entry point: the structs, one for each command.

use clap::Args;

/// `process`
#[derive(Debug, Args)]
pub struct Process {
    #[arg(long)]
    pub open: bool,
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
    #[arg(long, value_name = "YEAR")]
    pub year: Option<u32>,
}

/// `meetings`
#[derive(Debug, Args)]
pub struct Meetings {
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "BODY")]
    pub body: Option<String>,
    #[arg(long)]
    pub overdue: bool,
}
