//! The state of the screen and everything that changes it: events in, effects out, no I/O.
//!
//! `update` ([`App::update`]) is independent of terminal, files, clock and environment; time and
//! results arrive as events. The view reads `&App`. The work is done in the submodules:
//! [`screens`] are shown, [`edit`] changes, [`dialogs`] overlay the screen.

mod background_work;
mod change_purpose;
pub mod clearing;
pub mod completing;
pub mod description;
pub mod detail;
pub mod dialog;
pub mod dialogs;
mod drafts;
pub mod edit;
pub mod editor;
pub mod event;
pub mod export;
mod file_sync;
#[cfg(test)]
mod fixture;
pub mod history;
mod import;
pub mod import_order;
pub mod input;
pub mod layout;
pub mod line_input;
pub mod listing;
pub mod loading;
pub mod marked;
pub mod merge_session;
mod message;
mod missing_file;
mod paste;
pub mod path_completion;
pub mod pointer;
pub mod proposal_desk;
pub mod proposing;
pub mod recovery;
mod relocation;
mod replace_document;
pub mod saved_undo;
pub mod saved_views;
pub mod saving;
pub mod screens;
pub mod sync_end;
pub mod syncing;
mod text_fields;
pub mod typed_texts;
pub mod unsaved_changes;
pub mod update;
pub mod value_choice;
pub mod workspace;

use std::borrow::Cow;

use ratatui::layout::Size;

use crate::command::{Command, CommandContext};
use crate::document::{Document, Slot};
use crate::keymap::Keymap;
use crate::model::date::Date;
use crate::model::source_age::{REVIEW_AFTER_MONTHS, ReviewPeriod};
use crate::text::ascii::spelled;
use crate::texts::Lang;
use crate::theme::{ColourDepth, Theme};
use completing::CompletionMenu;
use dialogs::Dialogs;
use drafts::Drafts;
use file_sync::FileSync;
use input::TextInput;
use workspace::Workspace;

pub use event::{
    ChangeOrigin, Copied, EditorProblem, Effect, Event, ExternalVersion, HistoryQuestion, Keep, RecoveredDraft,
    RecoveredSession, RecoveryDecision, SaveAnswer, SavedChange, SpoiledFile, ValueHistoryEntry,
};
pub use message::{Message, Tone};
pub use proposal_desk::{ProposalOnDesk, ProposeAnswer};
pub use screens::directory::Focus;
pub use screens::{ScreenKind, Screens};

/// Settings; while the program runs only a command changes them, and midnight the day.
#[derive(Debug, Clone)]
pub struct AppSettings {
    /// Language of the interface.
    pub lang: Lang,
    /// Colour theme.
    pub theme: Theme,
    /// Whether the theme becomes that of the terminal's background once it is known.
    pub follows_background: bool,
    /// How many colours the terminal has.
    pub colours: ColourDepth,
    /// Whether the terminal tells of the mouse now.
    pub mouse: bool,
    /// Whether it can.
    pub has_mouse: bool,
    /// Whether borders and marks are limited to ASCII.
    pub ascii: bool,
    /// Whether the program was started for `ForceCommand`.
    pub restricted: bool,
    /// The dataset may be synced with other machines.
    pub may_sync: bool,
    /// The name that the person goes by, by option, variable or configuration.
    pub author: Option<String>,
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

    /// Takes the theme of the terminal's background, unless one was chosen.
    fn follow_background(&mut self, is_light: bool) {
        if self.follows_background {
            self.theme = match self.theme {
                Theme::HighContrast { .. } => Theme::HighContrast { is_light: Some(is_light) },
                _ => Theme::of_background(is_light, self.colours),
            };
        }
    }

    /// Returns the default settings.
    pub fn new(lang: Lang, today: Date) -> AppSettings {
        AppSettings {
            lang,
            theme: Theme::default(),
            follows_background: false,
            colours: ColourDepth::default(),
            mouse: false,
            has_mouse: true,
            ascii: false,
            restricted: false,
            may_sync: true,
            author: None,
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
    /// Changes are proposed instead of saved.
    pub proposes: bool,
    /// The file is missing, and the person knows; the next save creates it again.
    pub is_gone: bool,
    /// What lies in its place and is no dataset, once the person knows.
    pub spoiled: Option<SpoiledFile>,
}

/// The whole state of the program on the screen.
#[derive(Debug)]
pub struct App {
    /// What is edited.
    pub workspace: Workspace,
    /// What is shown below the head.
    pub screens: Screens,
    /// The dialogs above the screen.
    pub dialogs: Dialogs,
    /// Typed texts that are not in the dataset yet.
    pub drafts: Drafts,
    /// The exchange with the file: saves, and what others do.
    pub sync: FileSync,
    /// The message in the footer.
    pub message: Option<Message>,
    /// What fits where a query is being completed.
    pub completing: Option<CompletionMenu>,
    /// Size of the terminal.
    pub size: Size,
    /// Effects requested by the current event.
    effects: Vec<Effect>,
}

impl App {
    /// Returns the state for a dataset, with its screen just opened.
    pub fn new(doc: Document, settings: AppSettings, file: FileState, size: Size) -> App {
        let mut app = App {
            workspace: Workspace::new(doc, settings, file),
            screens: Screens::default(),
            dialogs: Dialogs::default(),
            drafts: Drafts::default(),
            sync: FileSync::default(),
            message: None,
            completing: None,
            size,
            effects: Vec::new(),
        };
        app.mention_unread();
        app.refresh();
        app
    }

    /// Returns the interface language.
    pub fn lang(&self) -> Lang {
        self.workspace.settings.lang
    }

    /// Returns the facts that the availability of commands depends on.
    pub fn facts(&self) -> CommandContext {
        CommandContext {
            read_only: self.workspace.file.read_only.is_some(),
            loading: self.workspace.loading.is_some(),
            restricted: self.workspace.settings.restricted,
            may_sync: self.workspace.settings.may_sync,
            proposes: self.workspace.file.proposes,
            undo: self.drafts.set_aside.is_last_step()
                || self.workspace.history.undo_name().is_some()
                || (self.workspace.file.read_only.is_none() && !self.sync.earlier.is_empty()),
            redo: self.workspace.history.redo_name().is_some(),
            only_copy: self.workspace.is_only_copy(),
            unsaved: !self.workspace.unsaved.is_empty()
                || self.screens.directory.editor.is_some()
                || self.is_undecided()
                || self.sync.saving.is_some(),
            one_history: self.dialogs.offers(Command::AllChanges),
            droppable: self.dialogs.offers(Command::Drop),
            undecided: self.is_undecided(),
            asks_source: self.dialogs.offers(Command::GiveSource),
            conflict: self.dialogs.offers(Command::EditConflict),
            several_lines: self.takes_lines(),
            dialog: !self.dialogs.is_empty(),
            next_field: match self.dialogs.is_empty() {
                true => self.has_field(1),
                false => self.dialogs.offers(Command::NextField),
            },
            previous_field: self.dialogs.is_empty() && self.has_field(-1),
            put_off: self.is_recovery_put_off(),
            of_file: self.screens.shown().shows_file(),
            typed: !self.drafts.set_aside.all().is_empty(),
            has_cut_text: !self.drafts.cut_texts.is_empty(),
            rows: !self.screens.shown().is_empty(),
            found: self.screens.shown().has_found(),
            marked: !self.workspace.marked.is_empty() || self.screens.shown().has_marks(),
            ..self.screens.directory.facts(&self.workspace)
        }
    }

    fn takes_lines(&self) -> bool {
        match (self.dialogs.top(), &self.screens.directory.editor) {
            (Some(dialog), _) => dialog.panel().input.as_ref().is_some_and(TextInput::several_lines),
            (None, editor) => editor.as_ref().is_some_and(|e| e.input.several_lines()),
        }
    }

    /// Returns the record that the detail view shows.
    pub fn subject(&self) -> Option<Slot> {
        self.screens.directory.subject(&self.workspace)
    }

    /// Shows a message in the footer.
    pub fn show_info(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), tone: Tone::Info });
    }

    /// Shows in the footer what a dialog did that closed; the next Enter only takes note of it.
    pub(in crate::app) fn show_outcome(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), tone: Tone::Outcome });
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
        self.screens.directory.more_input_pending = false;
        if self.screens.directory.page_due {
            self.refresh();
        }
    }

    /// Brings everything derived in line with document and size: panes, page, scroll position.
    pub fn refresh(&mut self) {
        self.workspace.count_proposals();
        let (screens, context) = self.screens_mut();
        screens.refresh(context);
    }
}
