//! `history purge --before DATE`: removes old lines from the history, for data protection.

use super::Code;
use super::context::CliContext;
use super::error::CliError;
use super::history_entries::moment;
use super::write::order;
use crate::storage::{Holder, history};
use crate::texts::safekeeping as s;

/// Runs the command.
///
/// # Errors
/// Why nothing was removed.
pub fn purge(context: &CliContext, before: &str) -> Result<Code, CliError> {
    let lang = context.lang;
    let before = moment(context, before)?;
    let loaded = context.load()?;
    let holder = Holder::this(&context.person(), context.now());
    context.require_writable(&loaded)?;
    let order = order(context, &loaded, &holder)?;
    let purged = history::purge(order, before).map_err(|error| CliError::store(lang, &error))?;
    context.say(&s::purged(lang, purged.removed, purged.kept));
    Ok(Code::Done)
}
