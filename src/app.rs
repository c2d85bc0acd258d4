//! The state of the screen and everything that changes it: events in, effects out, no I/O.
//!
//! `update` ([`App::update`]) knows no terminal, file, clock or environment; time and results
//! arrive as events. The view reads `&App`. Work stands in the sub-modules: [`navigate`] moves,
//! [`edit`] changes, [`window`]s lie above.

mod checking;
pub mod description;
pub mod detail;
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
pub mod name_cache;
pub mod navigate;
mod page_prefetch;
pub mod pane;
mod paste;
pub mod recovery;
pub mod relations;
mod relocation;
mod replace_document;
pub mod saved_undo;
pub mod saving;
mod searching;
pub mod typed_texts;
pub mod unsaved_changes;
pub mod update;
pub mod window;
pub mod windows;

use std::borrow::Cow;

use ratatui::layout::Size;

use crate::command::CommandContext;
use crate::document::{Address, Document, Slot};
use crate::index::Index;
use crate::keymap::Keymap;
use crate::model::date::Date;
use crate::model::source_age::{REVIEW_AFTER_MONTHS, ReviewPeriod};
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};
use crate::text::ascii::spelled;
use crate::texts::Lang;
use crate::theme::Theme;

use detail::Detail;
use editor::Editor;
use guide::Guide;
use history::UndoHistory;
use input::TextInput;
use matrix::Matrix;
use pane::Pane;
use saved_undo::Earlier;
use saving::{Leaving, SaveProgress};
use typed_texts::TypedTexts;
use unsaved_changes::Unsaved;
use window::Window;

pub use event::{ChangeOrigin, Copied, EditorProblem, Effect, Event, Keep, RecoveryDecision, SaveAnswer, SpoiledFile};

/// What the screen shows below its head.
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

/// Where the keyboard is on the directory screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// One of the panes, from 0.
    Pane(usize),
    /// The detail view.
    Detail,
}

/// What does not change while the program runs, or only by a setting.
#[derive(Debug, Clone)]
pub struct AppSettings {
    /// Language of the interface.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// Borders and marks in ASCII.
    pub ascii: bool,
    /// Started for `ForceCommand`.
    pub restricted: bool,
    /// Today.
    pub today: Date,
    /// Months after which a statement counts as old.
    pub old_after: u32,
    /// Names of check rules that are silenced.
    pub silenced: Vec<String>,
    /// Bindings.
    pub keymap: Keymap,
}

impl AppSettings {
    /// Returns a text as the terminal shows it: where it shows ASCII only, spelled as one does
    /// without umlauts.
    pub fn spelled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii { spelled(text) } else { Cow::Borrowed(text) }
    }

    /// What holds where nothing else is set.
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

    /// Until when a statement holds before it is to be looked at again.
    pub fn period(&self) -> ReviewPeriod {
        ReviewPeriod { today: self.today, months: self.old_after }
    }
}

/// The file as the head shows it.
#[derive(Debug, Clone, Default)]
pub struct FileState {
    /// Its name without the folder.
    pub name: String,
    /// Its whole path, or a sentence that it is the embedded one.
    pub path: String,
    /// Why it cannot be written, if so.
    pub read_only: Option<String>,
    /// It is no longer there, and the person knows; the next save makes it anew.
    pub is_gone: bool,
    /// What lies in its place and is no dataset, once the person knows.
    pub spoiled: Option<SpoiledFile>,
}

/// How grave a message in the footer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Goes with the next key.
    Info,
    /// Something did not work.
    Problem,
}

/// A message in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What is said.
    pub text: String,
    /// How grave.
    pub tone: Tone,
}

/// The whole state.
#[derive(Debug)]
pub struct App {
    /// The dataset.
    pub doc: Document,
    /// Its relations.
    pub index: Index,
    /// Names read already.
    pub names: name_cache::NameCache,
    /// Settings.
    pub settings: AppSettings,
    /// The file.
    pub file: FileState,
    /// Steps that can be undone and redone.
    pub history: UndoHistory,
    /// What was saved earlier and can be taken back, as far as it is known.
    earlier: Earlier,
    /// What differs from the saved file.
    pub unsaved: Unsaved,
    /// Size of the terminal.
    pub size: Size,
    /// What is shown.
    pub screen: Screen,
    /// The three panes.
    pub panes: [Pane; 3],
    /// Where the keyboard is.
    pub focus: Focus,
    /// The pane whose selection the marks of the others refer to.
    pub anchor: usize,
    /// Only what is related to the anchor's selection is shown in the other panes.
    pub related: bool,
    /// The record the marks refer to.
    related_to: Option<Slot>,
    /// The detail view.
    pub detail: Detail,
    /// Where one came from and went back from.
    pub trail: navigate::Trail,
    /// The value being edited in the detail view.
    pub editor: Option<Editor>,
    /// Windows above the screen, the last on top.
    pub windows: Vec<Window>,
    /// The search in its window.
    searching: searching::Searching,
    checking: Option<checking::Running>,
    /// The guide.
    pub guide: Guide,
    /// The matrix.
    pub matrix: Matrix,
    /// Others who have unsaved changes, in words.
    pub others: Vec<String>,
    /// While only the beginning of the file is here, how many per cent of the work are done.
    pub loading: Option<u8>,
    /// The message in the footer.
    pub message: Option<Message>,
    /// A merge that is being decided about.
    merging: Option<merge_session::Merging>,
    /// What earlier programs left unsaved, while it is being decided about.
    recovery: recovery::Recovery,
    /// A value that was changed and whose source nobody has been asked about.
    unsourced: Option<Address>,
    /// A list item that was just added, while its first fields are open and nothing stands in it.
    empty_item: Option<Address>,
    /// Typed texts as they were last handed over to be kept.
    drafted: Vec<(Address, String)>,
    /// What was typed into fields that were closed.
    pub typed_texts: TypedTexts,
    /// What the external editor was given to go on with.
    external: edit::ExternalEdit,
    /// More keys have come already: a page that only the next frame needs is not made before
    /// ([`App::flush_deferred`]).
    more_input_pending: bool,
    /// The page was not made for that reason.
    page_due: bool,
    /// Effects asked for by the event being handled.
    effects: Vec<Effect>,
    /// The save that is going on.
    pub saving: Option<SaveProgress>,
    /// What becomes of the program when it has ended.
    leaving: Leaving,
}

impl App {
    /// A screen on a dataset.
    pub fn new(doc: Document, settings: AppSettings, file: FileState, size: Size) -> App {
        let index = Index::build(&doc);
        let mut app = App {
            doc,
            index,
            names: name_cache::NameCache::default(),
            settings,
            file,
            history: UndoHistory::default(),
            earlier: Earlier::default(),
            unsaved: Unsaved::default(),
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
            windows: Vec::new(),
            searching: searching::Searching::default(),
            checking: None,
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

    /// The interface language.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// What availability of commands is judged on.
    pub fn facts(&self) -> CommandContext {
        let row = self.detail.row();
        let in_detail = self.focus == Focus::Detail;
        CommandContext {
            read_only: self.file.read_only.is_some(),
            loading: self.loading.is_some(),
            restricted: self.settings.restricted,
            record: self.subject().is_some(),
            value: in_detail && row.is_some_and(|r| r.address.is_some()),
            link: in_detail && row.is_some_and(|r| r.link.is_some()),
            item: in_detail && self.item_under_cursor().is_some(),
            undo: self.typed_texts.is_last_step()
                || self.history.undo_name().is_some()
                || (self.file.read_only.is_none() && !self.earlier.is_empty()),
            redo: self.history.redo_name().is_some(),
            only_copy: self.is_only_copy(),
            unsaved: !self.unsaved.is_empty() || self.editor.is_some() || self.is_undecided() || self.saving.is_some(),
            droppable: self.windows.last().is_some_and(|w| {
                w.purpose == window::WindowPurpose::Changes || matches!(w.action(), Some(window::Action::Mark(_)))
            }),
            undecided: self.is_undecided(),
            conflict: self.windows.last().is_some_and(|w| w.purpose == window::WindowPurpose::Conflicts),
            back: self.trail.can_go_back(),
            forward: self.trail.can_go_forward(),
            several_lines: self.takes_lines(),
            fields: self.windows.is_empty(),
            put_off: self.is_recovery_put_off(),
            typed: !self.typed_texts.all().is_empty(),
            found: !self.detail.find.is_empty() || self.panes.iter().any(|p| !p.filter.is_empty()),
        }
    }

    fn takes_lines(&self) -> bool {
        match (self.windows.last(), &self.editor) {
            (Some(window), _) => window.input.as_ref().is_some_and(TextInput::several_lines),
            (None, editor) => editor.as_ref().is_some_and(|e| e.input.several_lines()),
        }
    }

    /// The record the detail view shows.
    pub fn subject(&self) -> Option<Slot> {
        self.detail.subject.filter(|s| self.doc.is_live(*s))
    }

    /// What the anchor's selection is related to.
    pub fn related_to(&self) -> Option<relations::Related<'_>> {
        self.related_to.map(|anchor| relations::Related { index: &self.index, anchor })
    }

    /// Says something in the footer.
    pub fn show_info(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), tone: Tone::Info });
    }

    /// Says in the footer that something did not work.
    pub fn show_error(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), tone: Tone::Problem });
    }

    /// Tells of a problem together with another one that is still shown.
    pub fn show_also(&mut self, text: &str) {
        let shown = self.message.as_ref().filter(|message| message.tone == Tone::Problem);
        self.show_error(shown.map_or_else(|| text.to_owned(), |shown| format!("{} · {text}", shown.text)));
    }

    /// Asks the edge to do something after this event.
    pub(crate) fn request(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Makes what was put off; before a frame is drawn, and before anything but a move in a list.
    fn flush_deferred(&mut self) {
        self.more_input_pending = false;
        if self.page_due {
            self.refresh();
        }
    }

    /// Brings everything derived in line with document and size: panes, page, scroll.
    pub fn refresh(&mut self) {
        self.refresh_panes();
        // In a list keys do not ask what the page says.
        let unseen = self.more_input_pending && self.windows.is_empty() && matches!(self.focus, Focus::Pane(_));
        self.page_due = unseen && self.screen == Screen::Directory;
        if !self.page_due {
            self.refresh_detail();
        }
        self.refresh_scroll();
        matrix::refresh(self);
        guide::refresh(self);
    }
}
