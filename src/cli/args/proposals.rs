//! The arguments of `proposals`.
//!
//! Entry point: the types.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `proposals …`
#[derive(Debug, Subcommand)]
pub enum ProposalsCommand {
    List {
        #[arg(long, value_name = "REGION")]
        region: Option<String>,
        #[arg(long, value_name = "MAILBOX")]
        caretaker: Option<String>,
    },
    Show {
        #[arg(value_name = "PROPOSAL")]
        id: String,
    },
    Take(AnsweredProposals),
    Decline(AnsweredProposals),
    Mine,
    Add {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Withdraw {
        #[arg(value_name = "PROPOSAL")]
        id: String,
    },
}

/// `proposals take`, `proposals decline`
#[derive(Debug, Args)]
pub struct AnsweredProposals {
    #[arg(value_name = "PROPOSAL", required = true)]
    pub ids: Vec<String>,
    #[arg(long = "change", value_name = "N")]
    pub changes: Vec<usize>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

impl ProposalsCommand {
    /// Returns true when its success means that something was written.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::List { .. } | Self::Show { .. } | Self::Mine)
    }
}
