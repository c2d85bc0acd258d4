//! The state of the screen and everything that changes it: events in, effects out, no I/O.
//!
//! `update` ([`App::update`]) is independent of terminal, files, clock and environment; time and
//! results arrive as events. The view reads `&App`. The work is done in the submodules:
//! [`navigate`] moves, [`edit`] changes, [`dialogs`] overlay the screen.

mod copying;
pub mod description;
pub mod detail;
pub mod dialog;
pub mod dialogs;
pub mod edit;
pub mod editor;
pub mod event;
#[cfg(test)]
mod fixture;
pub mod guide;
pub mod history;
pub mod input;
pub mod layout;
pub mod loading;
pub mod matrix;
pub mod merge_session;
mod missing_file;
pub mod navigate;
mod page_prefetch;
pub mod pane;
mod paste;
pub mod recovery;
mod relocation;
mod replace_document;
pub mod saved_undo;
pub mod saving;
pub mod typed_texts;
pub mod unsaved_changes;
pub mod update;
mod work;
pub mod workspace;

use std::borrow::Cow;

use ratatui::layout::Size;

use crate::command::{Command, CommandContext};
use crate::document::{Address, Document, Slot};
use crate::keymap::Keymap;
use crate::model::date::Date;
use crate::model::source_age::{REVIEW_AFTER_MONTHS, ReviewPeriod};
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};
use crate::query::relations::Related;
use crate::text::ascii::spelled;
use crate::texts::Lang;
use crate::theme::Theme;
use detail::Detail;
use dialogs::Dialogs;
use editor::Editor;
use guide::Guide;
use input::TextInput;
use matrix::Matrix;
use pane::Pane;
use saved_undo::Earlier;
use saving::{Leaving, SaveProgress};
use typed_texts::TypedTexts;
use workspace::Workspace;

pub use event::{
    ChangeOrigin, Copied, EditorProblem, Effect, Event, Keep, RecoveredDraft, RecoveredSession, RecoveryDecision,
    SaveAnswer, SavedChange, SpoiledFile, Theirs, ValueHistoryEntry,
};

/// The screen below the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// Panes and detail.
    #[default]
    Directory,
    /// "Ich möchte …".
    Guide,
    /// Region × action field.
    Matrix,
}

/// The focused part of the directory screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// One of the panes, from 0.
    Pane(usize),
    /// The detail view.
    Detail,
}

/// Settings that are constant while the program runs, or change only by a command.
#[derive(Debug, Clone)]
pub struct AppSettings {
    /// Language of the interface.
    pub lang: Lang,
    /// Colour theme.
    pub theme: Theme,
    /// Whether borders and marks are limited to ASCII.
    pub ascii: bool,
    /// Whether the program was started for `ForceCommand`.
    pub restricted: bool,
    /// Today.
    pub today: Date,
    /// Months after which a statement counts as outdated.
    pub old_after: u32,
    /// Names of disabled check rules.
    pub silenced: Vec<String>,
    /// Key bindings.
    pub keymap: Keymap,
}

impl AppSettings {
    /// Returns a text as the terminal shows it: transliterated where it is limited to ASCII.
    pub fn spelled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii { spelled(text) } else { Cow::Borrowed(text) }
    }

    /// Returns the default settings.
    pub fn new(lang: Lang, today: Date) -> AppSettings {
        AppSettings {
            lang,
            theme: Theme::Default,
            ascii: false,
            restricted: false,
            today,
            old_after: REVIEW_AFTER_MONTHS,
            silenced: Vec::new(),
            keymap: Keymap::default(),
        }
    }

    /// Returns the period after which a statement is due for review.
    pub fn period(&self) -> ReviewPeriod {
        ReviewPeriod { today: self.today, months: self.old_after }
    }
}

/// The file as shown in the head.
#[derive(Debug, Clone, Default)]
pub struct FileState {
    /// Its name without the folder.
    pub name: String,
    /// Its full path, or a sentence that it is the embedded dataset.
    pub path: String,
    /// Why it is read-only, if so.
    pub read_only: Option<String>,
    /// The file is missing, and the person knows; the next save creates it again.
    pub is_gone: bool,
    /// What lies in its place and is no dataset, once the person knows.
    pub spoiled: Option<SpoiledFile>,
}

/// Severity of a message in the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Disappears with the next key.
    Info,
    /// Something failed.
    Problem,
}

/// A message in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The text.
    pub text: String,
    /// Its severity.
    pub tone: Tone,
}

/// The whole state of the program on the screen.
#[derive(Debug)]
pub struct App {
    /// What is edited.
    pub workspace: Workspace,
    /// Earlier saves that can be undone, as far as they are known.
    earlier: Earlier,
    /// Size of the terminal.
    pub size: Size,
    /// The screen shown.
    pub screen: Screen,
    /// The three panes.
    pub panes: [Pane; 3],
    /// The focused part of the directory screen.
    pub focus: Focus,
    /// The pane whose selection determines the marks of the other panes.
    pub anchor: usize,
    /// Whether the other panes show only records related to the anchor's selection.
    pub related: bool,
    /// The record that the marks refer to.
    related_to: Option<Slot>,
    /// The detail view.
    pub detail: Detail,
    /// The trail for going back and forward.
    pub trail: navigate::Trail,
    /// The value being edited in the detail view.
    pub editor: Option<Editor>,
    /// The dialogs above the screen.
    pub dialogs: Dialogs,
    /// The guide.
    pub guide: Guide,
    /// The matrix.
    pub matrix: Matrix,
    /// Other people with unsaved changes, in words.
    pub others: Vec<String>,
    /// Progress in percent while only the beginning of the file is loaded.
    pub loading: Option<u8>,
    /// The message in the footer.
    pub message: Option<Message>,
    /// A merge that waits for decisions.
    merging: Option<merge_session::Merging>,
    /// Changes of earlier sessions that wait for a decision.
    recovery: recovery::Recovery,
    /// A changed value whose source has not been asked for yet.
    unsourced: Option<Address>,
    /// A list item that was just added, while its first fields are open and empty.
    empty_item: Option<Address>,
    /// Typed texts as they were last handed over to be persisted.
    drafted: Vec<(Address, String)>,
    /// Texts of closed fields that were set aside.
    pub typed_texts: TypedTexts,
    /// What remains of a previous edit in the external editor.
    external: edit::ExternalEdit,
    /// More keys are waiting, so a page that only the next frame needs is not built yet
    /// ([`App::flush_deferred`]).
    more_input_pending: bool,
    /// The page was not built for that reason.
    page_due: bool,
    /// Effects requested by the current event.
    effects: Vec<Effect>,
    /// The running save.
    pub saving: Option<SaveProgress>,
    /// Whether the program quits when the save has ended.
    leaving: Leaving,
}

impl App {
    /// Returns the state for a dataset, with its screen just opened.
    pub fn new(doc: Document, settings: AppSettings, file: FileState, size: Size) -> App {
        let mut app = App {
            workspace: Workspace::new(doc, settings, file),
            earlier: Earlier::default(),
            size,
            screen: Screen::default(),
            panes: [REGIONS, BODIES, ACTION_FIELDS].map(Pane::new),
            focus: Focus::Pane(0),
            anchor: 0,
            related: false,
            related_to: None,
            detail: Detail::default(),
            trail: navigate::Trail::default(),
            editor: None,
            dialogs: Dialogs::default(),
            guide: Guide::default(),
            matrix: Matrix::default(),
            others: Vec::new(),
            loading: None,
            message: None,
            merging: None,
            recovery: recovery::Recovery::default(),
            unsourced: None,
            empty_item: None,
            drafted: Vec::new(),
            typed_texts: TypedTexts::default(),
            external: edit::ExternalEdit::default(),
            more_input_pending: false,
            page_due: false,
            effects: Vec::new(),
            saving: None,
            leaving: Leaving::default(),
        };
        app.refresh();
        app.mention_unread();
        app
    }

    /// Returns the interface language.
    pub fn lang(&self) -> Lang {
        self.workspace.settings.lang
    }

    /// Returns the facts that the availability of commands depends on.
    pub fn facts(&self) -> CommandContext {
        let row = self.detail.row();
        let in_detail = self.focus == Focus::Detail;
        CommandContext {
            read_only: self.workspace.file.read_only.is_some(),
            loading: self.loading.is_some(),
            restricted: self.workspace.settings.restricted,
            record: self.subject().is_some(),
            value: in_detail && row.is_some_and(|r| r.address.is_some()),
            link: in_detail && row.is_some_and(|r| r.link.is_some()),
            item: in_detail && self.item_under_cursor().is_some(),
            undo: self.typed_texts.is_last_step()
                || self.workspace.history.undo_name().is_some()
                || (self.workspace.file.read_only.is_none() && !self.earlier.is_empty()),
            redo: self.workspace.history.redo_name().is_some(),
            only_copy: self.workspace.is_only_copy(),
            unsaved: !self.workspace.unsaved.is_empty()
                || self.editor.is_some()
                || self.is_undecided()
                || self.saving.is_some(),
            droppable: self.dialogs.offers(Command::Drop),
            undecided: self.is_undecided(),
            conflict: self.dialogs.offers(Command::EditConflict),
            back: self.trail.can_go_back(),
            forward: self.trail.can_go_forward(),
            several_lines: self.takes_lines(),
            fields: self.dialogs.is_empty(),
            put_off: self.is_recovery_put_off(),
            typed: !self.typed_texts.all().is_empty(),
            found: !self.detail.find.is_empty() || self.panes.iter().any(|p| !p.filter.is_empty()),
        }
    }

    fn takes_lines(&self) -> bool {
        match (self.dialogs.top(), &self.editor) {
            (Some(dialog), _) => dialog.panel().input.as_ref().is_some_and(TextInput::several_lines),
            (None, editor) => editor.as_ref().is_some_and(|e| e.input.several_lines()),
        }
    }

    /// Returns the record that the detail view shows.
    pub fn subject(&self) -> Option<Slot> {
        self.detail.subject.filter(|s| self.workspace.doc.is_live(*s))
    }

    /// Returns the relations of the anchor's selection.
    pub fn related_to(&self) -> Option<Related<'_>> {
        self.related_to.map(|anchor| Related { data: self.workspace.data(), anchor })
    }

    /// Shows a message in the footer.
    pub fn show_info(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), tone: Tone::Info });
    }

    /// Shows in the footer that something failed.
    pub fn show_error(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), tone: Tone::Problem });
    }

    /// Adds an error to another one that is still shown.
    pub fn show_also(&mut self, text: &str) {
        let shown = self.message.as_ref().filter(|message| message.tone == Tone::Problem);
        self.show_error(shown.map_or_else(|| text.to_owned(), |shown| format!("{} · {text}", shown.text)));
    }

    /// Requests an effect from the edge after this event.
    pub(crate) fn request(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Builds what was deferred: before a frame is drawn, and before anything but a movement in a
    /// list.
    fn flush_deferred(&mut self) {
        self.more_input_pending = false;
        if self.page_due {
            self.refresh();
        }
    }

    /// Brings everything derived in line with document and size: panes, page, scroll position.
    pub fn refresh(&mut self) {
        self.refresh_panes();
        // Keys in a list do not depend on the page.
        let unseen = self.more_input_pending && self.dialogs.is_empty() && matches!(self.focus, Focus::Pane(_));
        self.page_due = unseen && self.screen == Screen::Directory;
        if !self.page_due {
            self.refresh_detail();
        }
        self.refresh_scroll();
        matrix::refresh(self);
        guide::refresh(self);
    }
}
