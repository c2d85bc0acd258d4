//! The conflicts of a merge: mine, theirs and the original side by side, to choose from or to write
//! something else.
//!
//! One conflict is shown at a time, with the others listed below it. Entry point: [`open`];
//! [`edit`] asks for a text of one's own.

use std::borrow::Cow;

use super::{App, Window, WindowPurpose, WindowRow, changes, said};
use crate::app::detail::Span;
use crate::app::editor::PickerOption;
use crate::app::layout;
use crate::app::merge_session::{Goal, Merging};
use crate::app::window::Action;
use crate::document::merge::{Conflict, ConflictSide};
use crate::index::fold::fold;
use crate::model::input as rules;
use crate::schema::{FieldKind, RecordType};
use crate::storage::history::ValueAuthor;
use crate::syntax::{SyntaxValue, Tree};
use crate::text::{contrast, truncate, width, wrap};
use crate::texts::{app as t, conflicts as c, detail as dt};
use crate::theme::Role;

/// Width in cells below which the sides are stacked.
const NARROW: usize = 50;

/// The sides from left to right.
const SIDES: [ConflictSide; 3] = [ConflictSide::Ours, ConflictSide::Theirs, ConflictSide::Base];

/// Returns the window with the conflict shown.
pub fn open(app: &App) -> Window {
    Window::new(WindowPurpose::Conflicts, title(app), rows(app))
}

/// Returns the number of conflicts and which one is shown.
pub fn title(app: &App) -> String {
    let (at, all) = app.merging.as_ref().map_or((0, 0), |m| (m.shown + 1, m.merged.conflicts.len()));
    if all < 2 { c::title(app.lang()).to_owned() } else { c::title_of(app.lang(), at, all) }
}

/// Returns the sides of the conflict, the possible actions, and the other conflicts.
pub fn rows(app: &App) -> Vec<WindowRow> {
    let lang = app.lang();
    let Some((merging, conflict)) = app.merging.as_ref().and_then(|m| Some((m, m.conflict()?))) else {
        return Vec::new();
    };
    let cells = layout::window_cells(app.size, &WindowPurpose::Conflicts);
    let help = if matches!(merging.goal, Goal::Unmark) { c::help_markers(lang) } else { c::help(lang) };
    let mut rows: Vec<WindowRow> = wrap(help, cells).into_iter().map(|line| said(Role::Dim, line)).collect();
    rows.push(WindowRow::default());
    rows.extend(wrap(&place(app, conflict), cells).into_iter().map(|line| said(Role::Heading, line)));
    rows.extend(sides(app, merging, conflict, cells));
    rows.push(WindowRow::default());
    let choice = |text: &str, action| WindowRow {
        spans: vec![(Role::Text, format!("  {text}"))],
        action: Some(action),
        ..WindowRow::default()
    };
    for (label, side) in labels(app, merging).iter().zip(SIDES).take(known(merging, conflict)) {
        let take = match conflict.references_that_go(&merging.merged.document, &side) {
            0 => c::take(lang, label),
            1 => c::take_with_reference(lang, label),
            count => c::take_with_references(lang, label, count),
        };
        rows.push(choice(&take, Action::Decide(merging.shown, side)));
    }
    rows.push(choice(c::write_another(lang), Action::EditConflict(merging.shown)));
    let others = || merging.merged.conflicts.iter().enumerate().filter(|(i, _)| *i != merging.shown);
    if others().next().is_some() {
        rows.push(WindowRow::default());
        rows.push(said(Role::Heading, c::others(lang)));
    }
    let short = |conflict: &Conflict| truncate(&place(app, conflict), cells.saturating_sub(2)).into_owned();
    rows.extend(others().map(|(number, conflict)| choice(&short(conflict), Action::ShowConflict(number))));
    rows
}

/// Returns the place of a conflict in words; a record that our side lacks gets its name from the
/// other side.
pub fn place(app: &App, conflict: &Conflict) -> String {
    let gone = conflict.place.address().filter(|a| a.path.is_empty() && app.workspace.doc.resolve(a).is_none());
    let name = gone.and_then(|address| {
        let ron = conflict.theirs.as_ref().or(conflict.base.as_ref())?;
        changes::name_of_removed(&app.workspace.doc, address.table, ron)
    });
    name.unwrap_or_else(|| app.workspace.place_in_words(&conflict.place))
}

/// Returns the number of known sides: git may omit the base from its markers.
fn known(merging: &Merging, conflict: &Conflict) -> usize {
    if matches!(merging.goal, Goal::Unmark) && conflict.base.is_none() { 2 } else { 3 }
}

/// Returns the labels of the sides.
fn labels(app: &App, merging: &Merging) -> [String; 3] {
    let lang = app.lang();
    match &merging.goal {
        Goal::Unmark => [c::here(lang), c::there(lang), c::base(lang)].map(str::to_owned),
        Goal::TakeIn { .. } => [t::mine(lang), t::their(lang), t::before(lang)].map(str::to_owned),
    }
}

/// Returns author and time of each side, as far as they are known.
fn authors(app: &App, merging: &Merging, conflict: &Conflict) -> [Vec<String>; 3] {
    let (Goal::TakeIn { theirs, authors, .. }, Some(place)) = (&merging.goal, conflict.place.address()) else {
        return Default::default();
    };
    let lang = app.lang();
    let words = |author: ValueAuthor<'_>| match author {
        ValueAuthor::Person { who, when } => vec![who.to_owned(), when.to_owned()],
        ValueAuthor::NotInHistory { file_time } => {
            vec![c::not_in_history(lang).to_owned(), c::file_of(lang, file_time)]
        }
    };
    // The history knows a record that was renamed here by the id it has on the other side.
    let is_there = conflict.theirs.is_none() || theirs.find(place.table, &place.id).is_some();
    let their = authors.of_current(place, conflict.theirs.as_deref()).filter(|_| is_there);
    let before = conflict.base.as_deref().and_then(|base| authors.of_former(place, Some(base)));
    [Some(vec![c::by_you(lang).to_owned()]), their.map(words), before.map(words)].map(Option::unwrap_or_default)
}

/// Returns the three sides beside each other, or stacked where it is narrow.
fn sides(app: &App, merging: &Merging, conflict: &Conflict, cells: usize) -> Vec<WindowRow> {
    let (labels, texts, authors) = (labels(app, merging), in_words(app, conflict), authors(app, merging, conflict));
    let room = usize::from(app.size.height).saturating_sub(14).max(3);
    if cells < NARROW {
        let side = |side: usize| {
            let lines = short(wrap(&texts[side], cells.saturating_sub(2)), room / 2);
            let author = authors[side].join(", ");
            let head = if author.is_empty() { labels[side].clone() } else { format!("{}: {author}", labels[side]) };
            let mut rows: Vec<WindowRow> = wrap(&head, cells).into_iter().map(|line| said(Role::Key, line)).collect();
            rows.extend(lines.into_iter().map(|line| said(Role::Text, format!("  {line}"))));
            rows
        };
        return (0..known(merging, conflict)).flat_map(side).collect();
    }
    let known = known(merging, conflict);
    let one = (cells + 3) / known - 3;
    let columns = texts.map(|text| short(wrap(&text, one), room));
    let head = labels.iter().map(|label| (Role::Key, label.as_str()));
    let mut rows = vec![line(app, head.take(known), one)];
    let mut below = |columns: [Vec<String>; 3], roles: [Role; 3]| {
        let height = columns[..known].iter().map(Vec::len).max().unwrap_or(0);
        rows.extend((0..height).map(|i| {
            let text = columns.iter().map(|column| column.get(i).map_or("", String::as_str));
            line(app, roles.into_iter().zip(text).take(known), one)
        }));
    };
    if authors.iter().any(|author| !author.is_empty()) {
        below(authors.map(|author| author.iter().flat_map(|line| wrap(line, one)).collect()), [Role::Dim; 3]);
    }
    below(columns, [Role::Text, Role::Text, Role::Dim]);
    rows
}

/// Returns as many lines as fit; ends with `…` when there are more.
fn short(mut lines: Vec<String>, room: usize) -> Vec<String> {
    if lines.len() > room {
        lines.truncate(room.saturating_sub(1));
        lines.push("…".to_owned());
    }
    lines
}

/// Returns one line of all columns.
fn line<'t>(app: &App, texts: impl Iterator<Item = (Role, &'t str)>, one: usize) -> WindowRow {
    let edge = if app.workspace.settings.ascii { " | " } else { " │ " };
    let mut spans: Vec<Span> = Vec::new();
    for (role, text) in texts {
        if !spans.is_empty() {
            spans.push((Role::Dim, edge.to_owned()));
        }
        let text = truncate(text, one);
        let blank = " ".repeat(one.saturating_sub(width(&text)));
        spans.push((role, format!("{text}{blank}")));
    }
    WindowRow { spans, ..WindowRow::default() }
}

/// Returns the text of each side in words; of records only the differing fields.
fn in_words(app: &App, conflict: &Conflict) -> [String; 3] {
    let kind = conflict.place.address().and_then(|a| a.kind(app.workspace.doc.schema()));
    let texts = SIDES.each_ref().map(|side| conflict.text(side));
    if let Some(FieldKind::Record(record)) = kind
        && let Some(words) = fields_in_words(app, record, texts)
    {
        return words;
    }
    let words = |text: &str| kind.map_or_else(|| text.to_owned(), |kind| app.workspace.plain_value(kind, text));
    told_apart(texts.map(|text| text.map_or_else(|| dt::unknown(app.lang()).to_owned(), words)))
}

/// Returns the sides with invisible differences spelled out.
fn told_apart(sides: [String; 3]) -> [String; 3] {
    contrast(sides.each_ref().map(String::as_str)).map(Cow::into_owned)
}

/// Returns the fields in which three texts of a record differ; `None` when there are none to show.
fn fields_in_words(app: &App, record: &RecordType, texts: [Option<&str>; 3]) -> Option<[String; 3]> {
    let trees = texts.map(|text| text.map(Tree::parse));
    if trees.iter().flatten().any(Result::is_err) {
        return None;
    }
    let value = |i: usize| texts[i].and_then(|text| trees[i].as_ref()?.as_ref().ok()?.root(text).unwrap_option());
    let mut found = Vec::new();
    let sides = [0, 1, 2].map(value);
    differing(app, record, "", sides.map(|side| side.is_some()), sides, &mut found);
    let lang = app.lang();
    let gone = |i: usize| if i < 2 && texts[2].is_some() { t::is_gone(lang) } else { c::not_there(lang) };
    let words = |i: usize| match value(i) {
        None => gone(i).to_owned(),
        Some(_) => {
            let line = |(label, values): &(String, [String; 3])| format!("{label}: {}", values[i]);
            found.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    };
    (!found.is_empty()).then(|| [0, 1, 2].map(words))
}

/// Collects the label and texts of the declared fields in which the sides that have the record
/// differ.
fn differing(
    app: &App,
    record: &RecordType,
    above: &str,
    has: [bool; 3],
    sides: [Option<SyntaxValue<'_>>; 3],
    found: &mut Vec<(String, [String; 3])>,
) {
    for field in record.fields {
        let values =
            sides.map(|side| side.and_then(|side| side.field(field.name)).and_then(SyntaxValue::unwrap_option));
        let mut present = has.iter().zip(&values).filter(|(has, _)| **has).map(|(_, v)| v.map(SyntaxValue::text));
        let first = present.next().flatten();
        if present.all(|text| text == first) {
            continue;
        }
        let label = format!("{above}{}", field.label.get(app.lang()));
        match field.kind {
            FieldKind::Record(inner) => differing(app, inner, &format!("{label} › "), has, values, found),
            kind => {
                let words = |v: Option<SyntaxValue<'_>>| {
                    v.map_or_else(|| dt::unknown(app.lang()).to_owned(), |v| app.workspace.plain_value(kind, v.text()))
                };
                found.push((label, told_apart(values.map(words))));
            }
        }
    }
}

/// Asks for the text that resolves a conflict, starting with mine, or with theirs where mine is
/// deleted.
pub fn edit(app: &App, number: usize) -> Option<Window> {
    let conflict = app.merging.as_ref()?.merged.conflicts.get(number)?;
    let kind = kind(app, conflict);
    let from = [&conflict.ours, &conflict.theirs, &conflict.base].into_iter().flatten().next();
    let text = from.map_or_else(String::new, |ron| match (kind, Tree::parse(ron)) {
        (Some(kind), Ok(tree)) => rules::to_editable_text(kind, tree.root(ron)),
        _ => ron.clone(),
    });
    let several = kind.is_none_or(|kind| kind.has_lines() || matches!(kind, FieldKind::Record(_) | FieldKind::List(_)));
    let rows = choices(app, number, "");
    let picks = rows.iter().any(|row| row.action.is_some());
    let text = if picks { "" } else { &text };
    let prompt = if several && !picks { "" } else { c::what_holds(app.lang()) };
    let window = Window::new(WindowPurpose::ConflictText(number), place(app, conflict), rows);
    let mut window = window.typing(prompt, text, several && !picks);
    let current = |row: &WindowRow| matches!(&row.action, Some(Action::Give(value)) if Some(value) == from);
    window.cursor = window.rows.iter().position(current).unwrap_or(window.cursor);
    Some(window)
}

fn kind(app: &App, conflict: &Conflict) -> Option<FieldKind> {
    conflict.place.address().and_then(|a| a.kind(app.workspace.doc.schema()))
}

/// Returns the values to pick from, or how the text is confirmed.
pub fn choices(app: &App, number: usize, typed: &str) -> Vec<WindowRow> {
    let conflict = app.merging.as_ref().and_then(|m| m.merged.conflicts.get(number));
    let all = conflict.and_then(|c| kind(app, c)).map(|kind| app.workspace.choices(kind, false)).unwrap_or_default();
    if all.is_empty() {
        return vec![said(Role::Dim, c::edit_hint(app.lang()))];
    }
    let needle = fold(typed.trim());
    let matching = all.into_iter().filter(|choice| typed.trim().is_empty() || fold(&choice.label).contains(&needle));
    let row = |choice: PickerOption| {
        Some(WindowRow {
            spans: vec![(Role::Text, choice.label)],
            action: Some(Action::Give(choice.value?)),
            ..WindowRow::default()
        })
    };
    matching.filter_map(row).collect()
}

/// Takes the typed text or picked value, or says why not.
pub fn confirm(app: &mut App, number: usize, text: &str, picked: Option<Action>) {
    let lang = app.lang();
    let conflict = app.merging.as_ref().and_then(|m| m.merged.conflicts.get(number));
    let kind = conflict.and_then(|conflict| kind(app, conflict));
    let given = match (picked, kind) {
        (Some(Action::Give(value)), _) => Ok(value),
        (_, Some(kind)) if !app.workspace.choices(kind, false).is_empty() => Err(t::no_such_choice(lang).to_owned()),
        (_, Some(kind)) => rules::parse(kind, text, app.workspace.settings.today)
            .map(|value| value.ron)
            .map_err(|reason| reason.text(lang)),
        (_, None) => Ok(text.to_owned()),
    };
    let window = app.windows.pop();
    let answer = given.and_then(|ron| app.decide(number, &ConflictSide::Text(ron)));
    if let (Err(reason), Some(window)) = (answer, window) {
        app.windows.push(Window { error: Some(reason), ..window });
    }
}
