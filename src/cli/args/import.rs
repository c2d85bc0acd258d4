//! The arguments of `import`.

use std::path::PathBuf;

use clap::Args;

use crate::exchange::import::ImportForm;

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long = "as", value_name = "FORM")]
    pub form: Option<ImportForm>,
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    pub mapped: Vec<String>,
    #[arg(long)]
    pub clear_empty: bool,
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    #[arg(long, value_name = "DATE", requires = "source")]
    pub as_of: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub keep_going: bool,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}
