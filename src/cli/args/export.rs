//! The arguments of `export`.

use std::path::PathBuf;

use clap::Args;

use crate::exchange::ExportForm;

/// `export`
#[derive(Debug, Clone, Args)]
pub struct Export {
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[arg(long = "as", value_name = "FORM")]
    pub form: Option<ExportForm>,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    #[arg(long, value_name = "COLUMNS")]
    pub sort: Option<String>,
    #[arg(long)]
    pub with_names: bool,
    #[arg(long)]
    pub for_spreadsheet: bool,
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    #[arg(long, value_name = "URL")]
    pub licence: Option<String>,
    #[arg(long, value_name = "MAILBOX")]
    pub contact: Option<String>,
    #[arg(long, exclusive = true)]
    pub schema: bool,
}
