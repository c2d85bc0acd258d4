//! The arguments. The help for each is in `texts::help`, in both languages; `cli::help` adds it.
//!
//! Must not judge values beyond their form. Entry point: [`early()`], [`parse`].

mod check;
mod config;
mod early;
mod export;
mod history;
mod import;
mod man;
mod many;
mod views;

mod map;
mod proposals;
mod publish;

mod remind;
mod review;
mod sync;

pub use remind::RemindArguments;
pub use review::{ReviewCommand, ReviewKind};

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::hyphen_values;
use crate::config::Colour;
use crate::export::Format;
use crate::texts::Lang;
pub use check::{Check, FailOn};
pub use config::ConfigArguments;
pub use early::{EarlyOptions, early};
pub use export::Export;
pub use history::{HistoryCommand, Log, Purge, Recover};
pub use import::Import;
pub use man::ManualArguments;
pub use many::ManyOptions;
pub use map::{MapArguments, MapBy};
pub use proposals::{AnsweredProposals, ProposalsCommand};
pub use publish::PublishArguments;
pub use sync::{SyncArguments, TakenSide};
pub use views::{Meetings, Network, OverviewOptions, Process};

/// The parsed command line.
#[derive(Debug, Parser)]
#[command(name = "bildungsnetz", version, propagate_version = true)]
#[command(disable_help_subcommand = true, disable_help_flag = true, disable_version_flag = true)]
#[command(args_override_self = true)]
pub struct Arguments {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub task: Option<CliCommand>,
}

/// Options that every command takes, before or after its name.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "FILE")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Language>,
    #[arg(long, global = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    #[arg(long, global = true)]
    pub read_only: bool,
    #[arg(long, global = true)]
    pub propose: bool,
    #[arg(long, global = true)]
    pub print: bool,
    #[arg(long, global = true)]
    pub allow_sync: bool,
    #[arg(long, global = true)]
    pub restricted: bool,
    #[arg(long, global = true, value_name = "NAME")]
    pub author: Option<String>,
    #[arg(long, global = true)]
    pub ascii: bool,
    #[arg(long, global = true)]
    pub plain: bool,
    #[arg(long, global = true, value_name = "WHEN")]
    pub color: Option<ColorChoice>,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, global = true, action = ArgAction::Version)]
    version: Option<bool>,
}

/// Language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    De,
    En,
}

/// When emphasis is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// The command to run.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    List(List),
    Show {
        #[arg(value_name = "ADDRESS", required = true)]
        addresses: Vec<String>,
        #[arg(long = "field", value_name = "COLUMNS")]
        fields: Option<String>,
    },
    Find {
        #[arg(value_name = "QUERY", required = true)]
        text: Vec<String>,
    },
    Contact {
        #[arg(value_name = "PLACE", required = true)]
        place: Vec<String>,
        #[arg(long, value_name = "FIELD")]
        field: Option<String>,
    },
    Get {
        #[arg(value_name = "ADDRESS")]
        address: String,
    },
    Set(Set),
    Confirm {
        #[arg(value_name = "ADDRESS", required = true)]
        addresses: Vec<String>,
        #[arg(long = "where", value_name = "QUERY")]
        query: Option<String>,
        #[command(flatten)]
        many: ManyOptions,
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    Add {
        #[arg(value_name = "WHERE")]
        to: String,
        #[arg(value_name = "RON")]
        ron: String,
        #[command(flatten)]
        many: ManyOptions,
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    Remove {
        #[arg(value_name = "ADDRESS")]
        address: String,
        #[arg(long = "where", value_name = "QUERY")]
        query: Option<String>,
        #[command(flatten)]
        many: ManyOptions,
        #[arg(long)]
        clear_references: bool,
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    Export(Export),
    Import(Import),
    Log(Log),
    Blame {
        #[arg(value_name = "ADDRESS")]
        address: String,
    },
    #[command(subcommand_required = true, arg_required_else_help = true)]
    History {
        #[command(subcommand)]
        task: HistoryCommand,
    },
    Recover(Recover),
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Proposals {
        #[command(subcommand)]
        task: ProposalsCommand,
    },
    Diff(Diff),
    Merge(Merge),
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Git {
        #[command(subcommand)]
        task: Git,
    },
    Sync(SyncArguments),
    Init {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "NAME")]
        district: Option<String>,
    },
    Check(Check),
    Review(ReviewCommand),
    Remind(RemindArguments),
    Matrix {
        #[arg(long)]
        concerns: bool,
    },
    Process(Process),
    Meetings(Meetings),
    Map(MapArguments),
    Overview(OverviewOptions),
    Network(Network),
    Publish(PublishArguments),
    Keys,
    Config(ConfigArguments),
    Doctor,
    Completions {
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    Man(ManualArguments),
}

impl CliCommand {
    /// Returns true for a command whose success means that something was written; its output is
    /// then only a confirmation.
    pub fn writes(&self) -> bool {
        match self {
            CliCommand::Set(_)
            | CliCommand::Confirm { .. }
            | CliCommand::Add { .. }
            | CliCommand::Remove { .. }
            | CliCommand::History { .. }
            | CliCommand::Init { .. }
            | CliCommand::Publish(_)
            | CliCommand::Git { .. } => true,
            CliCommand::Proposals { task } => task.writes(),
            CliCommand::Recover(recover) => recover.take || recover.drop || recover.output.is_some(),
            CliCommand::Merge(merge) => merge.output.is_some(),
            CliCommand::Import(import) => !import.dry_run,
            CliCommand::Sync(sync) => !sync.dry_run,
            CliCommand::Export(export) => export.output.is_some(),
            CliCommand::List(_)
            | CliCommand::Show { .. }
            | CliCommand::Find { .. }
            | CliCommand::Contact { .. }
            | CliCommand::Get { .. }
            | CliCommand::Log(_)
            | CliCommand::Blame { .. }
            | CliCommand::Diff(_)
            | CliCommand::Check(_)
            | CliCommand::Review(_)
            | CliCommand::Remind(_)
            | CliCommand::Matrix { .. }
            | CliCommand::Process(_)
            | CliCommand::Meetings(_)
            | CliCommand::Map(_)
            | CliCommand::Overview(_)
            | CliCommand::Network(_)
            | CliCommand::Keys
            | CliCommand::Config(_)
            | CliCommand::Doctor
            | CliCommand::Completions { .. }
            | CliCommand::Man(_) => false,
        }
    }
}

/// `list`
#[derive(Debug, Clone, Args)]
pub struct List {
    #[arg(value_name = "TABLE")]
    pub table: String,
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    #[arg(long, value_name = "COLUMNS")]
    pub sort: Option<String>,
    #[arg(long, value_name = "COLUMNS", conflicts_with_all = ["columns", "sort"])]
    pub count: Option<String>,
}

/// `set`
#[derive(Debug, Args)]
pub struct Set {
    #[arg(value_name = "ADDRESS")]
    pub address: String,
    #[arg(value_name = "VALUE")]
    pub value: Option<String>,
    #[arg(long = "where", value_name = "QUERY", conflicts_with_all = ["source", "as_of"])]
    pub query: Option<String>,
    #[command(flatten)]
    pub many: ManyOptions,
    #[arg(long, conflicts_with = "value")]
    pub clear: bool,
    #[arg(long, value_name = "OLD")]
    pub expect: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// `diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// Two files; one with `textconv`; git's arguments with `git_external`.
    #[arg(value_name = "FILE", required = true, num_args = 1..=9)]
    pub files: Vec<PathBuf>,
    #[arg(long, conflicts_with = "git_external")]
    pub textconv: bool,
    #[arg(long)]
    pub git_external: bool,
}

/// `merge`
#[derive(Debug, Args)]
pub struct Merge {
    #[arg(value_name = "BASE")]
    pub base: PathBuf,
    #[arg(value_name = "OURS")]
    pub ours: PathBuf,
    #[arg(value_name = "THEIRS")]
    pub theirs: PathBuf,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub path: Option<String>,
    #[arg(long)]
    pub keep_both: bool,
}

/// `git …`
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Git {
    Setup {
        #[arg(long)]
        undo: bool,
    },
}

/// Parses the arguments.
///
/// # Errors
/// Clap's result: also when help or version were asked for.
pub fn parse(command: clap::Command, words: &[OsString]) -> Result<Arguments, clap::Error> {
    let words = hyphen_values::separated(&command, words);
    Arguments::from_arg_matches(&command.try_get_matches_from(words)?)
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::De => Lang::De,
            Language::En => Lang::En,
        }
    }
}

impl From<ColorChoice> for Colour {
    fn from(when: ColorChoice) -> Colour {
        match when {
            ColorChoice::Auto => Colour::Auto,
            ColorChoice::Always => Colour::Always,
            ColorChoice::Never => Colour::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_is_consistent() {
        Arguments::bare().debug_assert();
    }
}
