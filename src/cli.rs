//! The command line: arguments in, text out, and an exit code that scripts can rely on
//! ([`ExitStatus`]).
//!
//! Without a subcommand the screen is opened ([`screen`]). Every command takes the fields from the
//! declaration and lists none itself. Must not draw, and must not change a dataset without the lock
//! ([`mod@write`]). Entry point: [`main`].

mod access;
mod add;
mod answer;
mod args;
mod blame;
mod check;
mod columns;
mod complete;
mod config;
mod confirm;
mod contact;
mod context;
mod dataset_reading;
mod default_config;
mod diff;
mod doctor;
mod error;
mod export;
mod find;
mod get;
mod git;
mod git_access;
mod help;
mod history;
mod hyphen_values;
mod import;
mod init;
pub mod keys;
mod list;
mod log;
mod man;
mod many;
mod many_lines;
mod many_records;
mod map;
mod matrix;
mod meetings;
mod merge;
mod network;
mod output;
mod overview;
mod past_sources;
mod process;
mod proposals;
mod propose;
mod publish;
mod query;
mod question;
mod recover;
mod remind;
mod remove;
mod request;
mod resolve;
mod review;
mod screen;
mod set;
mod show;
mod show_fields;
mod sync;
mod usage;
mod value_counts;
mod views;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::error::ErrorKind;

use args::{Arguments, CliCommand, Git, HistoryCommand};
use context::CliContext;
use error::CliError;
use output::CommandOutput;
use question::ask;

use crate::storage::Environment;

/// The result of a run as an exit code. A run that is interrupted (Ctrl-C) ends by the signal,
/// which a shell reports as 130.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Success.
    Done,
    /// A negative answer: nothing found, value absent, findings that are errors.
    Negative,
    /// The command was not understood, or its request is refused.
    Usage,
    /// The dataset cannot be read.
    Unreadable,
    /// Nothing was written, neither a file nor the answer; the old file is unchanged. A change that
    /// is saved ends with [`ExitStatus::Done`] even when the message about it cannot be printed.
    NotWritten,
    /// Another program is writing the dataset.
    Locked,
    /// This signal ended the screen, or its terminal was lost (SIGHUP): 128 plus the signal's
    /// number, as in shells. Unsaved changes are in the journal.
    Signal(u8),
}

impl ExitStatus {
    /// Returns the exit status of the process.
    fn status(self) -> u8 {
        match self {
            ExitStatus::Done => 0,
            ExitStatus::Negative => 1,
            ExitStatus::Usage => 2,
            ExitStatus::Unreadable => 3,
            ExitStatus::NotWritten => 4,
            ExitStatus::Locked => 5,
            ExitStatus::Signal(number) => number.saturating_add(128),
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(code: ExitStatus) -> ExitCode {
        ExitCode::from(code.status())
    }
}

/// Runs the program with the arguments of this process.
pub fn main() -> ExitCode {
    // While the signal is caught, exceeding the file-size limit is a write error that is reported
    // like a full disk.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    let words: Vec<OsString> = std::env::args_os().collect();
    run(&words).into()
}

fn run(words: &[OsString]) -> ExitStatus {
    // Only as the very first word: nothing in front could restrict what it reads.
    if let Some(line) = complete::asked(words) {
        return complete::answer(line);
    }
    let env = Environment::read();
    if args::early(words).restricted {
        request::forbid_core_dumps();
    }
    let asked = request::appended(words, &env);
    let words = asked.as_deref().unwrap_or(words);
    let setting = context::CliDefaults::read(env, args::early(words));
    let ascii = setting.ascii;
    if let Err(refusal) = &asked {
        return refusal.failure(setting.lang).report(ascii);
    }
    let command = help::command(setting.lang);
    let arguments = match args::parse(command, words) {
        Ok(arguments) => arguments,
        Err(error) => return answer(&error, &setting, words),
    };
    let context = match CliContext::new(setting, arguments.global, arguments.file) {
        Ok(context) => context,
        Err(failure) => return failure.report(ascii),
    };
    let lang = context.lang;
    let mut out = CommandOutput::stdout(&context);
    let writes = arguments.task.as_ref().is_some_and(CliCommand::writes);
    let result = execute(&context, arguments.task, &mut out);
    let printed = out.finish();
    match (result, printed) {
        (Err(failure), _) => failure.report(ascii),
        (Ok(code), Ok(())) => code,
        // A caller repeats a write that is reported as failed; what is saved must not be done
        // twice.
        (Ok(code), Err(error)) if writes => {
            CliError::unprinted(lang, &error).report(ascii);
            code
        }
        (Ok(_), Err(error)) => CliError::output(lang, &error).report(ascii),
    }
}

/// Reports help, version, or why the arguments are not understood.
fn answer(error: &clap::Error, setting: &context::CliDefaults, words: &[OsString]) -> ExitStatus {
    let text = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.render().to_string(),
        ErrorKind::DisplayVersion => help::version(setting.lang),
        _ => return usage::failure(error, setting.lang, words).report(setting.ascii),
    };
    let mut out = CommandOutput::plain();
    out.exact(&text);
    match out.finish() {
        Ok(()) => ExitStatus::Done,
        Err(error) => CliError::output(setting.lang, &error).report(setting.ascii),
    }
}

fn execute(context: &CliContext, task: Option<CliCommand>, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let Some(task) = task else { return screen::screen(context) };
    context.warn();
    match task {
        CliCommand::List(task) => ask(context, out, |context, out| list::run(context, &task, out)),
        CliCommand::Show { addresses, fields: None } => {
            ask(context, out, |context, out| show::run(context, &addresses, out))
        }
        CliCommand::Show { addresses, fields: Some(fields) } => {
            ask(context, out, |context, out| show_fields::run(context, &addresses, &fields, out))
        }
        CliCommand::Export(task) => export::run(context, &task, out),
        CliCommand::Import(task) => import::run(context, &task, out),
        CliCommand::Find { text } => ask(context, out, |context, out| find::run(context, &query::text(&text), out)),
        CliCommand::Contact { place, field } => {
            ask(context, out, |context, out| contact::run(context, &place.join(" "), field.as_deref(), out))
        }
        CliCommand::Get { address } => ask(context, out, |context, out| get::run(context, &address, out)),
        CliCommand::Set(task) => set::run(context, &task, out),
        CliCommand::Add { to, ron, many, reason } => add::run(context, &to, &ron, &many, reason.as_deref(), out),
        CliCommand::Confirm { addresses, query, many, reason } => {
            let asked = confirm::Confirmed { typed: &addresses, query: query.as_deref(), many: &many };
            confirm::run(context, &asked, reason.as_deref(), out)
        }
        CliCommand::Remove { address, query: Some(query), many, clear_references, reason } => {
            let asked = remove::RemovedMany { table: &address, query: &query, many: &many, clear_references };
            remove::run_many(context, &asked, reason.as_deref(), out)
        }
        CliCommand::Remove { address, query: None, clear_references, reason, .. } => {
            remove::run(context, &address, clear_references, reason)
        }
        CliCommand::Log(task) => log::run(context, &task, out),
        CliCommand::Blame { address } => ask(context, out, |context, out| blame::run(context, &address, out)),
        CliCommand::History { task: HistoryCommand::Purge(task) } => history::purge(context, &task),
        CliCommand::Recover(task) => recover::run(context, &task, out),
        CliCommand::Proposals { task } => proposals::run(context, &task, out),
        CliCommand::Diff(task) => diff::run(context, &task, out),
        CliCommand::Merge(task) => merge::run(context, &task, out),
        CliCommand::Git { task: Git::Setup { undo } } => git::setup(context, undo),
        CliCommand::Sync(task) => sync::run(context, &task, out),
        CliCommand::Init { file, district } => init::run(context, &file, district.as_deref()),
        CliCommand::Check(task) => check::run(context, &task, out),
        CliCommand::Review(asked) => review::run(context, &asked, out),
        CliCommand::Remind(asked) => remind::run(context, &asked, out),
        CliCommand::Matrix { concerns } => ask(context, out, |context, out| matrix::run(context, concerns, out)),
        CliCommand::Process(task) => ask(context, out, |context, out| process::run(context, &task, out)),
        CliCommand::Meetings(task) => ask(context, out, |context, out| meetings::run(context, &task, out)),
        CliCommand::Map(task) => ask(context, out, |context, out| map::run(context, &task, out)),
        CliCommand::Overview(task) => ask(context, out, |context, out| overview::run(context, &task, out)),
        CliCommand::Network(task) => ask(context, out, |context, out| network::run(context, &task, out)),
        CliCommand::Publish(task) => publish::run(context, &task),
        CliCommand::Keys => keys::run(context, out),
        CliCommand::Config(asked) => config::run(context, &asked, out),
        CliCommand::Doctor => doctor::run(context, out),
        CliCommand::Completions { shell } => man::completions(context, shell, out),
        CliCommand::Man(asked) => man::run(context, &asked, out),
    }
}

/// Returns clap's definition of the arguments in one language; for tests that check that the help
/// is complete.
pub fn command(lang: crate::texts::Lang) -> clap::Command {
    help::command(lang)
}

impl Arguments {
    /// Returns the command without help texts.
    fn bare() -> clap::Command {
        <Arguments as clap::CommandFactory>::command()
    }
}
