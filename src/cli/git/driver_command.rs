//! The commands by which git calls this program to merge and to show a dataset.
//!
//! Git runs each in a shell. Where this program is gone or fails, git's own merge marks the lines
//! that differ: a driver that cannot run would leave ours without a mark. Entry points:
//! [`entries`], and [`registered_program`] to read them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::context::CliContext;
use crate::cli::error::CliError;
use crate::texts;

/// The name of this program, and of its drivers in git's configuration.
pub(in crate::cli) const DRIVER: &str = "bildungsnetz";

/// Git's own merge of three files line by line.
pub(in crate::cli) const LINE_MERGE: &str = "git merge-file";

/// Returns the entries of git's configuration.
pub(super) fn entries(context: &CliContext) -> Result<[(&'static str, String); 3], CliError> {
    let program = program(context)?;
    Ok([
        ("merge.bildungsnetz.name", DRIVER.to_owned()),
        ("merge.bildungsnetz.driver", merge_command(&program)),
        ("diff.bildungsnetz.textconv", textconv_command(&program)),
    ])
}

/// Returns the command of the merge driver. 0 and 1 are this program's answers; whatever else
/// happened, the lines are merged, and what that could not do either is in conflict as it is.
fn merge_command(program: &str) -> String {
    let ours = format!("{} merge %O %A %B --output %A --path=%P", program.replace('%', "%%"));
    let lines = format!("{LINE_MERGE} --diff3 -L ours -L base -L theirs %A %O %B");
    format!("{ours}; code=$?; test $code -le 1 && exit $code; {lines} || exit 1")
}

/// Returns the command that prints a dataset for `git diff`, or else the file as it is.
fn textconv_command(program: &str) -> String {
    format!("show() {{ {program} diff --textconv \"$1\" || cat \"$1\"; }}; show")
}

/// Returns the program that an entry of the configuration names.
pub(in crate::cli) fn registered_program(entry: &str) -> Option<String> {
    let words = shell_words::split(&entry.replace("%%", "%")).ok()?;
    let subcommand = words.iter().position(|word| matches!(word.as_str(), "merge" | "diff"))?;
    words.into_iter().nth(subcommand.checked_sub(1)?)
}

/// Returns how a shell calls this program: by its name where that finds it, else by its path.
fn program(context: &CliContext) -> Result<String, CliError> {
    let lang = context.lang;
    let own = std::env::current_exe()
        .map_err(|error| CliError::usage(texts::safekeeping::git_refused(lang, &error.to_string())))?;
    if found_on_path(context, DRIVER).and_then(|found| fs::canonicalize(found).ok()) == fs::canonicalize(&own).ok() {
        return Ok(DRIVER.to_owned());
    }
    Ok(shell_words::quote(&own.to_string_lossy()).into_owned())
}

/// Returns the first program of this name in the folders of `PATH`. Folders that depend on where
/// one is are left out.
fn found_on_path(context: &CliContext, name: &str) -> Option<PathBuf> {
    let folders = context.env.get("PATH").unwrap_or_default();
    let candidates = std::env::split_paths(folders).filter(|folder| folder.is_absolute()).map(|f| f.join(name));
    candidates.into_iter().find(|path| is_executable(path))
}

fn is_executable(path: &Path) -> bool {
    path.is_file() && rustix::fs::access(path, rustix::fs::Access::EXEC_OK).is_ok()
}
