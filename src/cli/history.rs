//! `history purge --before DATE`: takes old lines out of the history, for data protection.

use super::Code;
use super::change::order;
use super::context::Context;
use super::facts::moment;
use super::fail::Failure;
use crate::storage::{Holder, history};
use crate::texts::safekeeping as s;

/// Runs the command.
///
/// # Errors
/// Why nothing was taken out.
pub fn purge(context: &Context, before: &str) -> Result<Code, Failure> {
    let lang = context.lang;
    let before = moment(context, before)?;
    let loaded = context.load()?;
    let holder = Holder::this(&context.person(), context.now());
    context.require_writable(&loaded)?;
    let order = order(context, &loaded, &holder)?;
    let purged = history::purge(order, before).map_err(|error| Failure::store(lang, &error))?;
    context.say(&s::purged(lang, purged.removed, purged.kept));
    Ok(Code::Done)
}
