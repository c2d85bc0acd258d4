//! The unsaved changes in plain words; Enter goes to one, `x` drops it.

use super::{App, Destination, Dialog, DialogOutcome, DialogRow, RowChange};
use crate::app::unsaved_changes::UnsavedDifference;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::{Address, Relocation};
use crate::present::path_words::path_words;
use crate::present::record_label::RecordLabel;
use crate::query::made_changes::MadeChange;
use crate::schema::Table;
use crate::text::{contrast_lines, escape_control};
use crate::texts::{self, Phrase, conflicts};
use crate::theme::Role;

/// How many of the references that a renaming carried along are listed.
const MOST_FOLLOWERS: usize = 20;

/// The width of what a removed record is called, in cells.
const SHORT: usize = 60;

/// The unsaved changes.
#[derive(Debug)]
struct ChangesDialog;

/// A change: its place, and where it leads to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ChangeChoice {
    address: Address,
    destination: Destination,
}

impl ChangeChoice {
    /// Goes to the change.
    pub(super) fn open(self, app: &mut App) -> DialogOutcome {
        self.destination.open(app)
    }

    /// Returns it after others changed the dataset.
    pub(super) fn relocated(self, relocation: &Relocation<'_>) -> ChangeChoice {
        ChangeChoice {
            address: relocation.last_address(&self.address),
            destination: self.destination.relocated(relocation),
        }
    }
}

impl App {
    /// Lists the unsaved changes.
    pub(in crate::app) fn show_changes(&mut self) {
        self.open_dialog(ChangesDialog);
    }
}

impl Dialog for ChangesDialog {
    type Choice = ChangeChoice;

    fn title(&self, app: &App) -> String {
        texts::changes::title(app.lang()).to_owned()
    }

    fn action(&self) -> Phrase {
        texts::keys::OPEN
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<ChangeChoice>> {
        rows(app)
    }

    fn choose(&mut self, app: &mut App, choice: ChangeChoice, _: &str) -> DialogOutcome {
        choice.open(app)
    }

    fn offers(&self, command: Command, _: Option<&ChangeChoice>) -> bool {
        command == Command::Drop
    }

    fn execute(&mut self, app: &mut App, command: Command, chosen: Option<ChangeChoice>) -> DialogOutcome {
        if command != Command::Drop {
            return DialogOutcome::Stays;
        }
        if let Some(choice) = chosen {
            app.drop_change(&choice.address);
        }
        if app.workspace.unsaved.is_empty() { DialogOutcome::Closes } else { DialogOutcome::Stays }
    }

    fn relocated(choice: ChangeChoice, relocation: &Relocation<'_>) -> ChangeChoice {
        choice.relocated(relocation)
    }
}

/// Returns one row for each unsaved change.
pub(super) fn rows(app: &App) -> Vec<DialogRow<ChangeChoice>> {
    let unsaved = &app.workspace.unsaved;
    let mut rows: Vec<_> = unsaved.made().iter().flat_map(|made| with_followers(app, made)).collect();
    if unsaved.removes_markers() {
        rows.push(DialogRow::text(Role::Changed, conflicts::markers_go(app.lang())));
    }
    rows
}

/// Returns the row of a change, a value with its source; below a renaming, those of the references
/// that it carried along.
fn with_followers(app: &App, made: &MadeChange) -> Vec<DialogRow<ChangeChoice>> {
    let differences = app.workspace.unsaved.differences();
    let difference = &differences[made.main];
    let (place, text) = in_words(app, difference);
    let address = &difference.change.address;
    let mut spans = vec![(Role::Text, place), (Role::Dim, ": ".to_owned()), (Role::Changed, text)];
    for number in &made.with {
        let part = &differences[*number];
        let (_, text) = in_words(app, part);
        let label = path_words(&part.change.address, app.lang());
        // What it has in common with the value before it need not be said again.
        let shared = address.path.iter().zip(&part.change.address.path).take_while(|(a, b)| a == b).count();
        let label = label[shared..].join(" › ");
        spans.extend([(Role::Dim, format!(" · {label}: ")), (Role::Changed, text)]);
    }
    let mut rows = vec![DialogRow {
        spans,
        choice: Some(ChangeChoice { address: address.clone(), destination: destination(app, difference) }),
        ..DialogRow::blank()
    }];
    let followers: Vec<&UnsavedDifference> = app.workspace.unsaved.followers(&difference.change).collect();
    if !followers.is_empty() {
        let carried = texts::records::references_carried(app.lang(), followers.len());
        rows.push(DialogRow::text(Role::Dim, format!("  {carried}")));
    }
    rows.extend(followers.iter().take(MOST_FOLLOWERS).map(|follower| {
        let place = escape_control(&app.workspace.name_of(&follower.change.address)).into_owned();
        let choice = ChangeChoice { address: address.clone(), destination: destination(app, follower) };
        DialogRow { choice: Some(choice), ..DialogRow::text(Role::Dim, format!("    {place}")) }
    }));
    if followers.len() > MOST_FOLLOWERS {
        let more = texts::records::and_more(app.lang(), followers.len() - MOST_FOLLOWERS);
        rows.push(DialogRow::text(Role::Dim, format!("    {more}")));
    }
    rows
}

fn destination(app: &App, difference: &UnsavedDifference) -> Destination {
    if app.workspace.doc.is_live(difference.slot) {
        Destination::Value(difference.slot, difference.change.address.clone())
    } else {
        Destination::Nowhere
    }
}

/// Returns the place of a change and what changed.
pub(super) fn in_words(app: &App, difference: &UnsavedDifference) -> (String, String) {
    let lang = app.lang();
    let change = &difference.change;
    let removed = change.before.as_deref().filter(|_| change.is_removal());
    let removed = removed.and_then(|ron| name_of_removed(&app.workspace, change.address.table, ron));
    let place = removed.unwrap_or_else(|| app.workspace.name_of(&change.address));
    let text = match (&change.before, &change.after, change.address.path.is_empty()) {
        (None, _, true) => texts::changes::is_new(lang).to_owned(),
        (Some(_), None, true) => texts::changes::is_gone(lang).to_owned(),
        (Some(_), Some(_), true) => texts::changes::is_different(lang).to_owned(),
        (before, after, _) => {
            let unknown = || texts::detail::unknown(lang).to_owned();
            let texts =
                [before, after].map(|ron| ron.as_ref().map_or_else(unknown, |v| plain(app, &change.address, v)));
            let [was, is] = contrast_lines(texts.each_ref().map(String::as_str), 60);
            escape_control(&format!("{was} → {is}")).into_owned()
        }
    };
    (escape_control(&place).into_owned(), text)
}

/// Returns the RON text of a value as a person reads it.
fn plain(app: &App, address: &Address, ron: &str) -> String {
    let kind = address.kind(app.workspace.doc.schema());
    kind.map_or_else(|| ron.to_owned(), |kind| app.workspace.plain_value(kind, ron))
}

/// Returns what a removed record of a table was called, on a short line.
pub(super) fn name_of_removed(workspace: &Workspace, table: Table, ron: &str) -> Option<String> {
    let label = RecordLabel::of_removed(workspace.data(), table, ron, workspace.lang())?;
    Some(label.fitted(SHORT).text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::shipped;

    #[test]
    fn a_list_without_changes_closes_when_one_is_to_be_dropped() {
        let mut app = shipped();
        app.show_changes();
        app.execute(Command::Drop);
        assert!(app.dialogs.is_empty());
    }
}
