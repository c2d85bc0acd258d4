//! The dialogs above the screen: a file for each, and the stack of those that are open.
//!
//! Each file has its rows, what a choice does, and the method of [`App`] that opens it; nobody else
//! names a dialog. Entry points: [`Dialogs`], [`App::open_dialog`].

mod about;
mod add;
mod change_marked;
mod change_source;
mod changes;
mod conflict_sides;
mod conflict_text;
mod conflict_values;
mod conflicts;
mod delete;
mod drop_recovered;
mod editor_file;
mod export_form;
mod export_path;
mod export_replace;
mod export_scope;
mod find;
mod help;
mod import_column;
mod import_path;
mod import_sheet;
mod import_table;
mod marked_value;
mod new_record;
mod no_longer_true;
mod notice;
mod palette;
mod problems;
pub(in crate::app) mod progress;
mod proposal_reason;
mod proposal_to_send;
mod proposal_withdrawal;
mod quit;
mod recovery;
mod remove_view;
mod replace_file;
mod retry;
mod review_scope;
mod row_target;
mod same_record;
mod search;
mod stray_text;
mod table_choice;
mod table_columns;
mod typed_texts;
mod value_counts;
mod value_history;
mod value_rows;
mod value_source;
mod view_name;
mod view_owner;
mod view_to_remove;

use std::any::{Any, TypeId};

use crate::command::Command;
use crate::document::{Address, Relocation};

use super::App;
use super::dialog::open::{AnyDialog, OpenDialog};
use super::dialog::panel::DialogPanel;
use super::dialog::{Destination, Dialog, DialogInput, DialogOutcome, DialogRow, DialogSize, RowChange};
use super::path_completion::FolderListing;
use super::screens::directory::trail::JumpNumber;
use super::workspace::Workspace;
use export_path::ExportPathDialog;
use import_path::ImportPathDialog;
pub use problems::{ProblemChoice, ProblemsDialog};
pub use search::{SearchChoice, SearchDialog};

/// The open dialogs, and the one that led to the page shown.
#[derive(Debug, Default)]
pub struct Dialogs {
    /// The topmost last.
    open: Vec<Box<dyn AnyDialog>>,
    left: Option<LeftDialog>,
}

/// A dialog that was left for a page.
#[derive(Debug)]
struct LeftDialog {
    dialog: Box<dyn AnyDialog>,
    /// The jump that it led to.
    jump: JumpNumber,
}

fn is<D: Dialog>(dialog: &dyn AnyDialog) -> bool {
    (dialog as &dyn Any).is::<OpenDialog<D>>()
}

impl Dialogs {
    /// Returns true when none is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Returns the topmost one.
    pub fn top(&self) -> Option<&dyn AnyDialog> {
        self.open.last().map(|dialog| &**dialog)
    }

    /// Returns which kind of dialog the topmost one is, to tell it from others.
    pub fn top_kind(&self) -> Option<TypeId> {
        self.top().map(|dialog| (dialog as &dyn Any).type_id())
    }

    /// Returns what is seen of each, the topmost last.
    pub fn panels(&self) -> impl Iterator<Item = &DialogPanel> {
        self.open.iter().map(|dialog| dialog.panel())
    }

    /// Returns what the rows of the topmost one stand for; nothing when it is another dialog.
    pub fn choices<D: Dialog>(&self) -> &[Option<D::Choice>] {
        let top = self.top().and_then(|dialog| (dialog as &dyn Any).downcast_ref::<OpenDialog<D>>());
        top.map_or(&[], OpenDialog::choices)
    }

    /// Returns true when a command of its own can be executed in the topmost one.
    pub(super) fn offers(&self, command: Command) -> bool {
        self.top().is_some_and(|dialog| dialog.offers(command))
    }

    /// Returns what is seen of the topmost one, to type into it.
    pub(super) fn panel_mut(&mut self) -> Option<&mut DialogPanel> {
        self.open.last_mut().map(|dialog| dialog.panel_mut())
    }

    /// Returns true when a dialog of this kind is open.
    fn contains<D: Dialog>(&self) -> bool {
        self.open.iter().any(|dialog| is::<D>(&**dialog))
    }

    /// Returns the topmost dialog of this kind.
    fn find_mut<D: Dialog>(&mut self) -> Option<&mut D> {
        let mut found = self.open.iter_mut().rev();
        found
            .find_map(|dialog| (&mut **dialog as &mut dyn Any).downcast_mut::<OpenDialog<D>>())
            .map(OpenDialog::dialog_mut)
    }

    /// Closes the dialogs of this kind.
    fn remove<D: Dialog>(&mut self) -> Vec<Box<dyn AnyDialog>> {
        self.open.extract_if(.., |dialog| is::<D>(&**dialog)).collect()
    }

    /// Moves the places of all dialogs; returns false when one closes because what it asks about is
    /// gone.
    pub(super) fn relocate(&mut self, workspace: &Workspace, relocation: &Relocation<'_>) -> bool {
        let count = self.open.len();
        self.open.retain_mut(|dialog| dialog.relocate(workspace, relocation));
        self.left.take_if(|left| !left.dialog.relocate(workspace, relocation));
        self.open.len() == count
    }

    /// Returns the jump for which a dialog was left.
    pub(super) fn left_for(&self) -> Option<JumpNumber> {
        self.left.as_ref().map(|left| left.jump)
    }

    /// Opens the dialog again that was left for a page.
    pub(super) fn reopen(&mut self) {
        self.open.extend(self.left.take().map(|left| left.dialog));
    }
}

impl App {
    /// Opens a dialog on top.
    fn open_dialog(&mut self, dialog: impl Dialog) {
        self.completing = None;
        let open = OpenDialog::new(self, dialog);
        self.dialogs.open.push(Box::new(open));
    }

    /// Lets the topmost dialog act, off the stack; it returns to its place if it stays.
    fn with_dialog(&mut self, act: impl FnOnce(&mut dyn AnyDialog, &mut App) -> DialogOutcome) {
        let Some(mut dialog) = self.dialogs.open.pop() else { return };
        let place = self.dialogs.open.len();
        match act(&mut *dialog, self) {
            DialogOutcome::Stays => {}
            DialogOutcome::Refuses(reason) => dialog.panel_mut().error = Some(reason),
            DialogOutcome::Closes => return,
            DialogOutcome::Leads => return self.leave_dialog(dialog),
            DialogOutcome::Cancels => return self.cancel_dialog(dialog),
        }
        // What it opened lies above it.
        self.dialogs.open.insert(place.min(self.dialogs.open.len()), dialog);
    }

    /// Keeps a dialog that led to a page until that is left. Above another one it just closes.
    fn leave_dialog(&mut self, dialog: Box<dyn AnyDialog>) {
        let jump = self.screens.directory.trail.last_jump().filter(|_| self.dialogs.is_empty());
        self.dialogs.left = jump.map(|jump| LeftDialog { dialog, jump });
    }

    fn cancel_dialog(&mut self, mut dialog: Box<dyn AnyDialog>) {
        self.set_dialog_text_aside(&*dialog);
        dialog.cancelled(self);
    }

    fn set_dialog_text_aside(&mut self, dialog: &dyn AnyDialog) {
        if let Some(text) = dialog.typed_text(self) {
            self.set_aside(text);
        }
    }

    /// Brings the topmost dialog up to date with what was `typed` or otherwise happened.
    pub(super) fn refresh_dialog(&mut self, typed: bool) {
        self.with_dialog(|dialog, app| {
            dialog.refresh(app, typed);
            DialogOutcome::Stays
        });
    }

    /// Completes the path in the topmost dialog, unless something else is typed by now.
    pub(super) fn complete_path(&mut self, listing: FolderListing) {
        let completed = listing.completed();
        let Some(panel) = self.dialogs.panel_mut().filter(|panel| panel.text() == listing.typed) else { return };
        panel.set_text(&completed);
        if let Some(dialog) = self.dialogs.find_mut::<ImportPathDialog>() {
            dialog.completion.offer(listing);
        } else if let Some(dialog) = self.dialogs.find_mut::<ExportPathDialog>() {
            dialog.completion.offer(listing);
        }
    }

    /// Executes a command in the topmost dialog.
    pub(super) fn execute_in_dialog(&mut self, command: Command) {
        self.with_dialog(|dialog, app| dialog.execute(app, command));
    }

    /// Closes the topmost dialog without a choice; returns false when none is open.
    pub(super) fn close_dialog(&mut self) -> bool {
        let Some(dialog) = self.dialogs.open.pop() else { return false };
        self.cancel_dialog(dialog);
        true
    }

    /// Returns true while each slice of the topmost dialog's work is to be seen.
    pub fn shows_progress(&self) -> bool {
        self.dialogs.top().is_some_and(AnyDialog::shows_progress)
    }

    /// Returns true while the topmost dialog has work to do.
    pub(super) fn is_dialog_working(&self) -> bool {
        self.dialogs.top().is_some_and(AnyDialog::is_working)
    }

    /// Does a slice of the topmost dialog's work.
    pub(super) fn work_in_dialog(&mut self) {
        self.with_dialog(|dialog, app| {
            dialog.work(app);
            DialogOutcome::Stays
        });
    }

    /// Returns the texts typed into dialogs that would be lost with the program.
    pub(super) fn dialog_drafts(&self) -> impl Iterator<Item = (Address, String)> {
        self.dialogs.open.iter().filter_map(|dialog| dialog.draft(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Event;
    use crate::app::fixture::shipped;
    use crate::app::input::TextInput;
    use crate::app::typed_texts::{TextHome, TypedText};
    use crate::key::{Chord, Key};
    use crate::model::REGIONS;

    /// A dialog about nothing: everything that a new one needs.
    #[derive(Debug)]
    struct WordsDialog {
        words: Vec<&'static str>,
    }

    impl Dialog for WordsDialog {
        type Choice = &'static str;

        fn title(&self, _: &App) -> String {
            format!("{} words", self.words.len())
        }

        fn rows(&self, _: &App, typed: &str) -> Vec<DialogRow<&'static str>> {
            let matching = self.words.iter().filter(|word| word.contains(typed));
            matching.map(|word| DialogRow::option(*word, *word)).collect()
        }

        fn choose(&mut self, app: &mut App, word: &'static str, _: &str) -> DialogOutcome {
            match word {
                "refuse" => DialogOutcome::Refuses("no".to_owned()),
                "open" => {
                    app.show_about();
                    DialogOutcome::Stays
                }
                "cancel" => DialogOutcome::Cancels,
                _ => DialogOutcome::Closes,
            }
        }

        fn input(&self, _: &App) -> Option<DialogInput> {
            Some(DialogInput::Filter { prompt: "" })
        }

        fn refresh(&mut self, app: &mut App, _: &str) -> RowChange {
            if app.message.take().is_some() {
                self.words.insert(0, "above");
            }
            RowChange::Update
        }

        fn typed_text(&self, app: &App, input: Option<&TextInput>) -> Option<TypedText> {
            let home = TextHome::Record(app.workspace.doc.address(app.workspace.doc.slots(REGIONS).next()?));
            let text = input?.text();
            Some(TypedText { home, place: "here".to_owned(), text, restoration: None, is_stray: false })
        }
    }

    fn words() -> App {
        let mut app = shipped();
        app.open_dialog(WordsDialog { words: vec!["refuse", "open", "cancel", "close"] });
        app
    }

    fn press(app: &mut App, keys: &[Key]) {
        keys.iter().for_each(|key| drop(app.update(Event::Key(Chord::plain(*key)))));
    }

    fn shown(app: &App) -> (String, String) {
        let panel = app.dialogs.top().unwrap().panel();
        (panel.title.clone(), panel.rows[panel.cursor].spans[0].1.clone())
    }

    #[test]
    fn the_cursor_stays_on_its_row_when_others_appear() {
        let mut app = words();
        press(&mut app, &[Key::Down]);
        assert_eq!(shown(&app), ("4 words".to_owned(), "open".to_owned()));
        drop(app.update(Event::Problem("look".to_owned())));
        assert_eq!(shown(&app), ("5 words".to_owned(), "open".to_owned()));
        press(&mut app, &[Key::Char('c')]);
        assert_eq!(shown(&app).1, "cancel", "what is typed begins at the first row");
    }

    #[test]
    fn what_a_dialog_opens_lies_above_it_while_it_stays() {
        let mut app = words();
        press(&mut app, &[Key::Down, Key::Enter]);
        assert_eq!(app.dialogs.panels().count(), 2);
        assert_ne!(shown(&app).0, "4 words");
        press(&mut app, &[Key::Esc]);
        assert_eq!(shown(&app), ("4 words".to_owned(), "open".to_owned()));
    }

    #[test]
    fn a_refusal_is_said_until_something_is_typed() {
        let mut app = words();
        press(&mut app, &[Key::Enter]);
        let error = |app: &App| app.dialogs.top().and_then(|dialog| dialog.panel().error.clone());
        assert_eq!(error(&app).as_deref(), Some("no"));
        press(&mut app, &[Key::Char('e')]);
        assert_eq!(error(&app), None);
    }

    #[test]
    fn only_a_dialog_that_is_not_answered_sets_its_text_aside() {
        for (word, count) in [("close", 0), ("cancel", 1)] {
            let mut app = words();
            press(&mut app, &word.chars().map(Key::Char).collect::<Vec<_>>());
            press(&mut app, &[Key::Enter]);
            assert!(app.dialogs.is_empty());
            assert_eq!(app.drafts.set_aside.all().len(), count, "{word}");
        }
    }
}
