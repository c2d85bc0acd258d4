//! `add TABLE RON` and `add ADDRESS-OF-A-LIST RON`: a new record or list item; prints its address.

use super::Code;
use super::change::{self, Wish};
use super::context::{Context, Dataset};
use super::fail::Failure;
use super::list::readable;
use super::output::Out;
use super::which;
use crate::document::{Address, Edit, NodeKind, Step, Tree, Value};
use crate::index::names;
use crate::model::SCHEMA;
use crate::model::input::{Accepted, InputNote, read};
use crate::schema::Kind;
use crate::text::normalize;
use crate::texts::{Lang, cli as t};

/// Runs the command.
///
/// # Errors
/// Why nothing was written.
pub fn run(context: &Context, (to, ron, reason): (&str, &str, Option<String>), out: &mut Out) -> Result<Code, Failure> {
    let lang = context.lang;
    let ron = if ron == "-" { super::set::input(lang)? } else { ron.to_owned() };
    let address = which::address(lang, to)?;
    let mut added = None;
    let code = change::write(context, reason.as_deref(), |dataset| {
        let wish = if address.id.is_empty() && address.path.is_empty() {
            record(lang, &address, &ron, &mut added)
        } else {
            item(context, dataset, (&address, &ron), &mut added)
        };
        wish.map(Some)
    })?;
    if let Some(address) = added {
        out.line(&which::shown(&address));
    }
    Ok(code)
}

fn record(lang: Lang, table: &Address, ron: &str, added: &mut Option<Address>) -> Result<Wish, Failure> {
    if SCHEMA.table(table.table).single {
        return Err(Failure::usage(t::only_one(lang, SCHEMA.table(table.table).name)));
    }
    let normal = normalize(ron);
    let ron = &*normal.text;
    let tree = Tree::parse(ron).map_err(|error| change::refusal(lang, &error.into()))?;
    let root = tree.root(ron);
    let Some(id) = names::text(root, "id").filter(|_| root.kind() == NodeKind::Struct) else {
        return Err(Failure::usage(t::needs_an_id(lang)).with(t::record_form(lang)));
    };
    let address = Address::record(table.table, id);
    let done = t::added(lang, &which::shown(&address));
    *added = Some(address);
    let notes = if normal.replaced.is_empty() { Vec::new() } else { vec![InputNote::Replaced(normal.replaced)] };
    Ok(Wish {
        edits: vec![Edit::AddText { table: table.table, after: None, text: ron.to_owned() }],
        done,
        notes,
        hint: None,
        look: true,
    })
}

fn item(
    context: &Context,
    dataset: &Dataset,
    (list, ron): (&Address, &str),
    added: &mut Option<Address>,
) -> Result<Wish, Failure> {
    let lang = context.lang;
    let Some(Kind::List(kind)) = list.kind(&SCHEMA) else {
        let known = list.path.is_empty() || list.kind(&SCHEMA).is_some();
        return Err(if known {
            Failure::usage(t::no_list(lang, &which::shown(list)))
        } else {
            which::no_field(lang, list)
        });
    };
    let slot = which::record(lang, dataset, list)?;
    let record = readable(context, dataset, slot)?;
    let at = record.value(&list.path).and_then(Value::peel).map_or(0, |value| value.items().count());
    // A text in quotes is RON, as the argument says; one without is what a person would type.
    let quoted = Tree::parse(ron).is_ok_and(|tree| tree.root(ron).kind() == NodeKind::Str);
    let accepted = if quoted {
        Ok(Accepted { ron: ron.trim().to_owned(), notes: Vec::new() })
    } else {
        read(*kind, ron, context.today()?)
    };
    let Accepted { ron: value, notes } =
        accepted.map_err(|reason| Failure::usage(reason.text(lang)).with(which::shown(list)))?;
    let address = list.join(Step::Item(at));
    let done = t::added(lang, &which::shown(&address));
    *added = Some(address);
    Ok(Wish { edits: vec![Edit::InsertItem { list: list.clone(), at, value }], done, notes, hint: None, look: true })
}
