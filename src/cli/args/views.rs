//! The arguments of the commands that print what the views of the screen show.
//!
//! Entry point: the structs, one for each command.

use clap::Args;

use crate::present::network::NetworkList;

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

/// `overview`
#[derive(Debug, Args)]
pub struct OverviewOptions {
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "COLUMN")]
    pub sort: Option<String>,
}

/// `network`
#[derive(Debug, Args)]
pub struct Network {
    #[arg(long, value_name = "LIST", default_value = "institutions")]
    pub list: NetworkList,
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
}
