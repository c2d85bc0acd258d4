//! Checks whether git, if the dataset is in a repository, can merge and show it with this program.
//!
//! Starts git, and the programs registered there, only when that is allowed, and never changes a
//! repository. Entry point: [`inspect`].

use std::process::{Command, Stdio};

use super::{InspectedItem, Inspection, look, wrong};
use crate::cli::context::CliContext;
use crate::cli::git::{DRIVER, LINE_MERGE, registered_program};
use crate::storage::{Repository, RepositoryError};
use crate::texts;

/// The entry that names this program for merging, and that for showing.
const MERGE: &str = "merge.bildungsnetz.driver";
const SHOW: &str = "diff.bildungsnetz.textconv";

/// Inspects the dataset's repository, if there is one.
pub(super) fn inspect(context: &CliContext, looks: &mut Vec<Inspection>) {
    if context.global.restricted {
        return;
    }
    let Some(path) = context.load().ok().filter(|loaded| loaded.fingerprint.is_some()).and_then(|loaded| loaded.path)
    else {
        return;
    };
    match Repository::of(&path) {
        Ok(repository) => looks.push(set_up(context, &repository)),
        Err(RepositoryError::Refused { said, .. }) => {
            let item = InspectedItem::Repository;
            let why = said.split_whitespace().collect::<Vec<_>>().join(" ");
            looks.push(wrong(item, path.display().to_string(), texts::cli::git_refuses(context.lang, &why)));
        }
        // Without a repository or git there is nothing to report.
        Err(_) => {}
    }
}

/// Reports whether the dataset's attributes name this program, and whether what the configuration
/// names runs.
fn set_up(context: &CliContext, repository: &Repository) -> Inspection {
    let lang = context.lang;
    let item = InspectedItem::Repository;
    let found = |state: &str| format!("{} ({state})", repository.top.display());
    let by_lines = || found(texts::cli::git_by_lines(lang));
    if !repository.is_driven(DRIVER).unwrap_or(false) {
        return look(item, by_lines());
    }
    let mut programs = Vec::new();
    for entry in [MERGE, SHOW] {
        let Some(line) = repository.entry(entry) else {
            return wrong(item, by_lines(), texts::cli::git_not_set_up(lang));
        };
        let program = registered_program(&line).unwrap_or(line);
        if !runs(&program) {
            return wrong(item, by_lines(), texts::cli::git_driver_gone(lang, entry, &program));
        }
        programs.push(program);
    }
    let found = found(&texts::cli::git_by_records(lang, &programs[0]));
    let guarded = repository.entry(MERGE).is_some_and(|line| line.contains(LINE_MERGE));
    if guarded { look(item, found) } else { wrong(item, found, texts::cli::git_driver_unguarded(lang, MERGE)) }
}

/// Returns whether a program, by its path or its name, is this one in some version.
fn runs(program: &str) -> bool {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output();
    output.is_ok_and(|output| output.status.success() && output.stdout.starts_with(DRIVER.as_bytes()))
}
