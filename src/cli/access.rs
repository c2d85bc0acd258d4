//! What only the administrator of a restricted access may say: the options that stand before
//! `--restricted`, and what is said once.
//!
//! Entry point: [`judge`].

use super::args::EarlyOptions;
use super::error::CliError;
use crate::config::Config;
use crate::storage::Environment;
use crate::storage::environment::AUTHOR_VARIABLE;
use crate::texts::{self, Lang};

/// Refuses what only the administrator of a restricted access may say.
///
/// # Errors
/// When a dataset or a person is given by more than one source, or an option that allows something
/// stands where a client can write.
pub fn judge(
    early: &EarlyOptions,
    has_file: bool,
    config: &Config,
    env: &Environment,
    lang: Lang,
) -> Result<(), CliError> {
    let is_person_set = config.author.is_some() || env.text(AUTHOR_VARIABLE).is_some();
    let refused = match () {
        () if has_file || !early.data.is_one(config.data.is_some()) => texts::cli::restricted_file(lang),
        () if !early.author.is_one(is_person_set) => texts::cli::restricted_author(lang),
        () if early.propose.is_behind() => texts::proposals::restricted_propose(lang),
        () if early.allow_sync.is_behind() => texts::sync::restricted_allow(lang),
        () => return Ok(()),
    };
    Err(CliError::usage(refused))
}
