//! The saved history of a value, a record or the whole dataset; Enter restores a previous value.

use std::borrow::Cow;

use super::{App, Dialog, DialogOutcome, DialogRow};
use crate::app::detail::Span;
use crate::app::{HistoryQuestion, ValueHistoryEntry};
use crate::command::Command;
use crate::document::diff::{DiffPlace, value};
use crate::document::rebase::current_value;
use crate::document::{Address, FieldChange, Relocation};
use crate::schema::FieldKind;
use crate::text::{contrast, truncate};
use crate::texts::{self, Phrase};
use crate::theme::Role;

/// Cells of a former value at most, where it is only named.
const LONGEST: usize = 40;

/// The saved changes of a place, the newest first.
#[derive(Debug)]
struct ValueHistoryDialog {
    question: HistoryQuestion,
    entries: Vec<ValueHistoryEntry>,
}

/// An earlier value of a place.
#[derive(Debug, Clone, PartialEq)]
struct EarlierValue {
    /// `None` when the history names a place that cannot be read.
    address: Option<Address>,
    value: Option<String>,
    /// What turns its source back with it.
    source: Vec<FieldChange>,
}

impl App {
    /// Shows the saved changes of a place, the newest first.
    pub(in crate::app) fn show_value_history(&mut self, question: HistoryQuestion, entries: Vec<ValueHistoryEntry>) {
        self.open_dialog(ValueHistoryDialog { question, entries });
    }
}

impl Dialog for ValueHistoryDialog {
    type Choice = EarlierValue;

    fn title(&self, app: &App) -> String {
        texts::value_history::title(app.lang(), &self.question.place)
    }

    fn action(&self) -> Phrase {
        texts::keys::RESTORE
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<EarlierValue>> {
        if self.entries.is_empty() {
            return vec![DialogRow::text(Role::Dim, texts::value_history::nothing(app.lang()))];
        }
        self.entries.iter().map(|entry| row(app, entry, &self.question.place)).collect()
    }

    /// From the history of one place, that of the whole dataset is one key away.
    fn offers(&self, command: Command, _: Option<&EarlierValue>) -> bool {
        command == Command::AllChanges && !self.question.address.is_empty()
    }

    fn execute(&mut self, app: &mut App, _: Command, _: Option<EarlierValue>) -> DialogOutcome {
        app.ask_all_history();
        DialogOutcome::Closes
    }

    fn choose(&mut self, app: &mut App, earlier: EarlierValue, _: &str) -> DialogOutcome {
        let EarlierValue { address: Some(address), value, source } = earlier else { return DialogOutcome::Cancels };
        app.bring_value_back(FieldChange { address, before: value, after: None }, source);
        DialogOutcome::Closes
    }

    fn relocated(earlier: EarlierValue, relocation: &Relocation<'_>) -> EarlierValue {
        let address = earlier.address.map(|address| relocation.last_address(&address));
        let moved = |change: FieldChange| FieldChange { address: relocation.last_address(&change.address), ..change };
        EarlierValue { address, source: earlier.source.into_iter().map(moved).collect(), ..earlier }
    }
}

/// Returns one change, with list items below it. Its place is named only where the title does not
/// name it.
fn row(app: &App, past: &ValueHistoryEntry, title: &str) -> DialogRow<EarlierValue> {
    let ValueHistoryEntry { when, entry, source } = past;
    let change = entry.change(app.workspace.doc.schema());
    let mut spans = vec![(Role::Dim, format!("{when} {}  ", entry.saved_by(app.lang())))];
    match &change {
        Some(change) => spans.extend(differences(app, change, title)),
        None => {
            let texts =
                [&entry.before, &entry.after].map(|ron| ron.as_deref().unwrap_or(texts::detail::unknown(app.lang())));
            spans.push((Role::Text, format!("{}: ", entry.address)));
            spans.push((Role::Changed, texts::document::turned(app.lang(), texts[0], texts[1])));
        }
    }
    spans.extend(entry.reason.iter().map(|reason| (Role::Dim, format!("  ({reason})"))));
    if let Some(change) = change.as_ref().filter(|change| !change.address.is_id()) {
        spans.push((Role::Dim, format!("\n    → {}", offer(app, change, !source.is_empty()))));
    }
    let source = source.iter().filter_map(|entry| entry.change(app.workspace.doc.schema())).collect();
    let (address, value) = change.map(|change| (change.address, change.before)).unzip();
    DialogRow { spans, choice: Some(EarlierValue { address, value: value.flatten(), source }), ..DialogRow::blank() }
}

/// Returns what Enter brings back.
fn offer(app: &App, change: &FieldChange, has_source: bool) -> String {
    let lang = app.lang();
    let offer = match former(app, change) {
        Some(value) => texts::value_history::brings_back(lang, &value),
        None => texts::value_history::brings_back_former(lang).to_owned(),
    };
    if has_source { format!("{offer} ({})", texts::value_history::with_source(lang)) } else { offer }
}

/// Returns the former value as a person reads it, on a part of a line; `None` for one of several
/// parts.
fn former(app: &App, change: &FieldChange) -> Option<String> {
    let kind = change.address.kind(app.workspace.doc.schema())?;
    let is_whole = change.address.path.is_empty();
    if is_whole || matches!(kind, FieldKind::Record(_) | FieldKind::List(_)) {
        return None;
    }
    let value = change.before.as_ref().map(|text| app.workspace.plain_value(kind, text));
    let value = value.unwrap_or_else(|| texts::detail::unknown(app.lang()).to_owned());
    Some(truncate(value.lines().next().unwrap_or_default(), LONGEST).into_owned())
}

/// Returns the differences with their places: on the same line if there is one, else on separate
/// lines.
fn differences(app: &App, change: &FieldChange, title: &str) -> Vec<Span> {
    let found = value(app.workspace.doc.schema(), &change.address, change.before.as_deref(), change.after.as_deref());
    let is_one = found.len() == 1;
    let mut spans = Vec::new();
    for difference in &found {
        if !is_one {
            spans.push((Role::Text, "\n    ".to_owned()));
        }
        let place = app.workspace.place_in_words(&difference.place);
        spans.push((Role::Text, if place == title { String::new() } else { format!("{place}: ") }));
        let said = difference.say(app.lang(), |texts| in_words(app, &difference.place, texts));
        spans.push((Role::Changed, said));
    }
    spans
}

/// Returns the values of a place as a person reads them; a whole record appears as `…`.
fn in_words(app: &App, place: &DiffPlace, texts: [Option<&str>; 2]) -> [String; 2] {
    let kind = place.address().and_then(|address| address.kind(app.workspace.doc.schema()));
    let whole = place.address().is_some_and(|address| address.path.is_empty());
    let words = texts.map(|text| match (text, kind) {
        (None, _) => texts::detail::unknown(app.lang()).to_owned(),
        (Some(_), _) if whole => "…".to_owned(),
        (Some(text), Some(kind)) => app.workspace.plain_value(kind, text),
        (Some(text), None) => text.to_owned(),
    });
    contrast(words.each_ref().map(String::as_str)).map(Cow::into_owned)
}

impl App {
    /// Restores what stood before a change, and the source that it had, as a step of its own.
    fn bring_value_back(&mut self, change: FieldChange, source: Vec<FieldChange>) {
        let place = self.workspace.name_of(&change.address);
        if change.address.is_id() {
            return self.show_error(texts::value_history::not_restored(self.lang()));
        }
        let lang = self.lang();
        let name = match former(self, &change) {
            Some(value) => texts::value_history::value_brought_back(lang, &place, &value),
            None => texts::value_history::brought_back(lang, &place),
        };
        let name = match source.is_empty() {
            true => name,
            false => format!("{name} ({})", texts::value_history::with_source(lang)),
        };
        let undo = |change: FieldChange| {
            let after = current_value(&self.workspace.doc, &change.address);
            FieldChange { after, ..change }.undo_edit()
        };
        let edits: Vec<_> = std::iter::once(change).chain(source).map(undo).collect();
        if let Some(reason) = self.broken_rule(&edits) {
            self.show_error(reason);
        } else if self.apply(&edits, name.clone()).is_some() {
            self.show_outcome(name);
        }
    }
}
