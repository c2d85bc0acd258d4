//! `get ADDRESS`: one raw value, for scripts.

use super::ExitStatus;
use super::context::CliContext;
use super::error::CliError;
use super::list::readable;
use super::output::CommandOutput;
use super::resolve;
use crate::export::json::{self, Json};
use crate::export::{Format, ron};
use crate::model::SCHEMA;
use crate::model::input::to_editable_text;
use crate::syntax::{NodeKind, SyntaxValue};

/// Prints the plain value, or the RON text of a structured one; nothing and a negative answer when
/// it is absent.
///
/// # Errors
/// When the address leads nowhere or the record cannot be read.
pub fn run(context: &CliContext, typed: &str, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&[Format::Table, Format::Json, Format::Ron])?;
    let dataset = context.open()?;
    let address = resolve::address_in(context.lang, &dataset, typed)?;
    let slot = resolve::record(context.lang, &dataset, &address)?;
    let record = readable(context, &dataset, slot)?;
    let kind = address.kind(&SCHEMA);
    let Some(value) = record.value(&address.path).and_then(SyntaxValue::unwrap_option) else {
        return if kind.is_some() { Ok(ExitStatus::Negative) } else { Err(resolve::no_field(context.lang, &address)) };
    };
    match (format, kind) {
        (Format::Json, _) => out.text(&json::value(&Json(value))),
        (Format::Ron, _) => out.text(&ron::value(value.text())),
        (_, Some(kind)) => out.text(&format!("{}\n", to_editable_text(kind, value))),
        (_, None) if value.kind() == NodeKind::Str => out.text(&format!("{}\n", value.as_str().unwrap_or_default())),
        (_, None) => out.text(&format!("{}\n", value.text())),
    }
    Ok(ExitStatus::Done)
}
