//! `init FILE`: writes the dataset that comes with the program to a new file.

use std::path::Path;

use super::ExitStatus;
use super::context::CliContext;
use super::error::{CliError, shown};
use super::write::write_new;
use crate::config;
use crate::document::Document;
use crate::model::{SCHEMA, SHIPPED};
use crate::texts;

/// Runs the command. A file that is there already stays as it is.
///
/// # Errors
/// Why nothing was written.
pub fn run(context: &CliContext, file: &Path) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(CliError::usage(texts::cli::restricted_file(lang)));
    }
    let document = Document::parse(&SCHEMA, SHIPPED).map_err(|error| CliError::usage(error.say(lang)))?;
    write_new(context, file, document)?;
    context.say(&texts::cli::hint_open(lang, &shell_words::quote(&shown(file))));
    if let Some(settings) = config::files(&context.env, false).first() {
        let path = shown(&context.env.absolute(file));
        context.say(&texts::cli::hint_make_default(lang, &format!("data = {path:?}"), &shown(settings)));
    }
    Ok(ExitStatus::Done)
}
