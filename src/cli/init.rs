//! `init FILE`: writes the dataset that comes with the program to a new file; with
//! `--district NAME` one for another district, made of the answers to five questions.
//!
//! Entry point: [`run`].

mod dataset_text;
mod questions;

use std::path::Path;

use self::questions::NewDistrict;
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
pub fn run(context: &CliContext, file: &Path, district: Option<&str>) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    if context.global.restricted {
        return Err(CliError::usage(texts::cli::restricted_command(lang, "init")));
    }
    let text = match district {
        // Nobody answers five questions for a file that cannot be written.
        Some(_) if context.disk().stat(&context.env.absolute(file)).is_ok() => {
            let failure = CliError::new(ExitStatus::NotWritten, texts::safekeeping::exists(lang, &shown(file)));
            return Err(failure.with(texts::cli::hint_unchanged(lang)));
        }
        Some(name) => NewDistrict::asked(context, name)?.text(),
        None => SHIPPED.to_owned(),
    };
    let document = Document::parse(&SCHEMA, text).map_err(|error| CliError::usage(error.say(lang)))?;
    write_new(context, file, document)?;
    context.say(&texts::cli::hint_open(lang, &shell_words::quote(&shown(file))));
    if let Some(settings) = config::files(&context.env, false).first() {
        let path = shown(&context.env.absolute(file));
        context.say(&texts::cli::hint_make_default(lang, &format!("data = {path:?}"), &shown(settings)));
    }
    Ok(ExitStatus::Done)
}
