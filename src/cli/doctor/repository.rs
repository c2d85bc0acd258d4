//! Checks whether git, if the dataset is in a repository, can merge and show it with this program.
//!
//! Starts git only when that is allowed, and never changes a repository. Entry point: [`inspect`].

use std::path::Path;

use super::{Inspection, look, wrong};
use crate::cli::context::CliContext;
use crate::cli::git::{DRIVER, GitAnswer, git, is_distrusted};
use crate::texts;

/// The configuration entries that name this program.
const ENTRIES: [&str; 2] = ["merge.bildungsnetz.driver", "diff.bildungsnetz.textconv"];

/// Inspects the dataset's repository, if there is one.
pub(super) fn inspect(context: &CliContext, looks: &mut Vec<Inspection>) {
    let lang = context.lang;
    if context.global.restricted {
        return;
    }
    let Some(path) = context.load().ok().filter(|loaded| loaded.fingerprint.is_some()).and_then(|loaded| loaded.path)
    else {
        return;
    };
    let Some((folder, name)) = std::fs::canonicalize(path)
        .ok()
        .and_then(|path| Some((path.parent()?.to_owned(), path.file_name()?.to_string_lossy().into_owned())))
    else {
        return;
    };
    match git(lang, &folder, &["rev-parse", "--show-toplevel"]) {
        Ok(GitAnswer::Done(top)) => looks.push(set_up(context, &folder, &name, &top)),
        Ok(GitAnswer::Refused(said)) if is_distrusted(&said) => {
            looks.push(wrong(
                texts::cli::repository(lang),
                folder.display().to_string(),
                texts::safekeeping::hint_distrusted(lang, &folder.display().to_string()),
            ));
        }
        // Without a repository or git there is nothing to report.
        _ => {}
    }
}

/// Reports whether the dataset's attributes name this program, and whether the configuration knows
/// its path.
fn set_up(context: &CliContext, folder: &Path, name: &str, top: &str) -> Inspection {
    let lang = context.lang;
    let answer = |arguments: &[&str]| match git(lang, folder, arguments) {
        Ok(GitAnswer::Done(answer)) => Some(answer),
        _ => None,
    };
    let attribute = answer(&["check-attr", "merge", "--", name]).unwrap_or_default();
    let found = |state: &str| format!("{top} ({state})");
    if !attribute.ends_with(&format!(": {DRIVER}")) {
        return look(texts::cli::repository(lang), found(texts::cli::git_by_lines(lang)));
    }
    for entry in ENTRIES {
        let Some(line) = answer(&["config", "--get", entry]) else {
            return wrong(
                texts::cli::repository(lang),
                found(texts::cli::git_by_lines(lang)),
                texts::cli::git_not_set_up(lang),
            );
        };
        let line = line.replace("%%", "%");
        let program = shell_words::split(&line).ok().and_then(|words| words.into_iter().next()).unwrap_or_default();
        if !super::is_program(context, &program) {
            return wrong(
                texts::cli::repository(lang),
                found(texts::cli::git_by_lines(lang)),
                texts::cli::git_driver_gone(lang, entry, &program),
            );
        }
    }
    look(texts::cli::repository(lang), found(texts::cli::git_by_records(lang)))
}
