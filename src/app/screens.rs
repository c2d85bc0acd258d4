//! The screens below the head, one of them shown.
//!
//! A screen is a file here, a file of the view, and a line in the list below and in `view.rs`;
//! nothing else tells screens apart (`tests/architecture/screens.rs`). A screen changes only
//! itself: what concerns the dataset, another screen or the footer it requests. Entry points:
//! [`Screen`], [`Screens`].

pub mod directory;
pub mod guide;
pub mod map;
pub mod matrix;
pub mod meetings;
pub mod network;
pub mod overview;
pub mod preview;
pub mod process;
pub mod proposals;
pub mod review;
mod screen_request;
pub mod tables;

use ratatui::layout::Size;

use super::App;
use super::completing::QueryPrompt;
use super::input::TextInput;
use super::pointer::PointerTarget;
use super::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::query::place_and_topic::FieldInRegion;
use crate::schema::Table;
use crate::texts::Lang;
use directory::Directory;
use guide::Guide;
use map::DistrictMap;
use matrix::Matrix;
use meetings::MeetingsScreen;
use network::WhoSitsWhere;
use overview::NetworkOverview;
use preview::PreviewScreen;
use process::ProcessScreen;
use proposals::ProposalsScreen;
use review::StatementReview;
pub use screen_request::ScreenRequest;
use tables::TableScreen;

/// Declares the screens: their kinds, their states and the commands that open them.
macro_rules! screens {
    ($($(#[$doc:meta])* $kind:ident, $field:ident: $screen:ty, $opened_by:expr;)*) => {
        /// Which screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ScreenKind {
            $($(#[$doc])* $kind,)*
        }

        impl ScreenKind {
            /// All screens.
            const ALL: &[ScreenKind] = &[$(ScreenKind::$kind,)*];

            /// Returns true for a list that is worked off row by row.
            pub const fn is_worked_off(self) -> bool {
                matches!(self, ScreenKind::Review)
            }

            /// Returns the command that opens the screen.
            const fn opened_by(self) -> Option<Command> {
                match self {
                    $(ScreenKind::$kind => $opened_by,)*
                }
            }
        }

        /// All screens; each keeps its state while another is shown.
        #[derive(Debug)]
        pub struct Screens {
            /// The screen shown.
            pub shown: ScreenKind,
            $($(#[$doc])* pub $field: $screen,)*
        }

        impl Default for Screens {
            fn default() -> Screens {
                Screens { shown: ScreenKind::Directory, $($field: Default::default(),)* }
            }
        }

        impl Screens {
            fn get(&self, kind: ScreenKind) -> &dyn Screen {
                match kind {
                    $(ScreenKind::$kind => &self.$field,)*
                }
            }

            fn get_mut(&mut self, kind: ScreenKind) -> &mut dyn Screen {
                match kind {
                    $(ScreenKind::$kind => &mut self.$field,)*
                }
            }
        }
    };
}

screens! {
    /// Panes and page; lies below the others.
    Directory, directory: Directory, None;
    /// "Ich möchte …".
    Guide, guide: Guide, Some(Command::Guide);
    /// Region × action field.
    Matrix, matrix: Matrix, Some(Command::Matrix);
    /// The district as a map.
    Map, map: DistrictMap, Some(Command::Map);
    /// One row a network.
    Overview, overview: NetworkOverview, Some(Command::Overview);
    /// Who sits where.
    Network, network: WhoSitsWhere, Some(Command::Network);
    /// Meeting → recommendation → decision → measure.
    Process, process: ProcessScreen, Some(Command::Process);
    /// The calendar of meetings.
    Meetings, meetings: MeetingsScreen, Some(Command::Meetings);
    /// What is unknown, old, unchecked, uncertain or wrong.
    Review, review: StatementReview, Some(Command::Review);
    /// The records of a table, in columns.
    Tables, tables: TableScreen, Some(Command::Tables);
    /// What others propose.
    Proposals, proposals: ProposalsScreen, Some(Command::Proposals);
    /// What a change of many records will do.
    Preview, preview: PreviewScreen, None;
}

/// What a screen may look at.
#[derive(Clone, Copy)]
pub struct ScreenContext<'a> {
    /// What is edited.
    pub workspace: &'a Workspace,
    /// Size that the screens have ([`App::screen_size`]).
    pub size: Size,
    /// The screen shown.
    pub shown: ScreenKind,
    /// Whether a dialog lies above it.
    pub is_covered: bool,
}

impl ScreenContext<'_> {
    /// Returns true when this screen is shown and no dialog lies above it.
    fn is_in_front(&self, kind: ScreenKind) -> bool {
        self.shown == kind && !self.is_covered
    }
}

/// A screen: what keys mean on it, and what it derives from the dataset.
pub trait Screen {
    /// Prepares to be shown, about the records of the screen that was shown before.
    fn open(&mut self, _records: &[Slot], _context: ScreenContext<'_>) {}

    /// Returns the contexts of the keyboard, innermost first.
    fn contexts(&self) -> &'static [Context];

    /// Executes a command; returns false when it has no meaning here.
    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool;

    /// Returns the text field that has the keyboard.
    fn text_field(&mut self) -> Option<&mut TextInput> {
        None
    }

    /// Follows what was typed into it.
    fn follow_typing(&mut self, _context: ScreenContext<'_>) {}

    /// Moves the cursor to what was clicked at; returns false where that is no row.
    fn point_at(&mut self, _target: &PointerTarget, _context: ScreenContext<'_>) -> bool {
        false
    }

    /// Scrolls what the pointer is on by so many rows.
    fn scroll_at(&mut self, _target: &PointerTarget, _by: isize, _context: ScreenContext<'_>) {}

    /// Returns the query that is being typed, if it is one.
    fn query_prompt(&self) -> Option<QueryPrompt> {
        None
    }

    /// Closes the innermost thing; returns false when only the screen itself is left to close.
    fn cancel(&mut self, _context: ScreenContext<'_>) -> bool {
        false
    }

    /// Returns the screen to which leaving this one leads; `None` for the directory.
    fn came_from(&self) -> Option<ScreenKind> {
        None
    }

    /// Brings everything derived in line with dataset and size.
    fn refresh(&mut self, context: ScreenContext<'_>);

    /// Returns the table of the records that are filtered, `None` for any, while nothing of the
    /// filter is typed.
    fn awaited_query(&self) -> Option<Option<Table>> {
        None
    }

    /// Returns what is wrong with what is being typed.
    fn complaint(&self, _lang: Lang) -> Option<String> {
        None
    }

    /// Returns the records that the screen is about; `None` where that is the one of the directory.
    fn records(&self) -> Option<Vec<Slot>> {
        None
    }

    /// Moves on by one row of a list that is worked off; returns false at its end.
    fn walk(&mut self, _by: isize, _context: ScreenContext<'_>) -> bool {
        false
    }

    /// Returns true when there is nothing on it to choose from.
    fn is_empty(&self) -> bool {
        false
    }

    /// Returns true when rows are marked that stand for no place of the dataset.
    fn has_marks(&self) -> bool {
        false
    }

    /// Returns what a command does where the cursor stands, if that is more exact than its label;
    /// empty where it does nothing there.
    fn label(&self, _command: Command, _workspace: &Workspace) -> Option<String> {
        None
    }

    /// Returns true when it shows what the rows of a file ask for.
    fn shows_file(&self) -> bool {
        false
    }

    /// Returns true when there are hits of a text to go on to.
    fn has_found(&self) -> bool {
        false
    }

    /// Lists the rows that are still to come.
    fn list_all(&mut self, _context: ScreenContext<'_>) {}

    /// Returns the records of the rows shown, in their order.
    fn listed(&self) -> Vec<Slot> {
        Vec::new()
    }

    /// Returns true while there is work to do between keys.
    fn is_working(&self) -> bool {
        false
    }

    /// Does a slice of it.
    fn work(&mut self, _context: ScreenContext<'_>) {}

    /// Moves to the slots that its records have in a dataset read anew, and marks what was derived
    /// as outdated. Returns true when the records on the screen have kept their slots.
    fn relocate(&mut self, relocation: &Relocation<'_>) -> bool;
}

impl Screens {
    /// Returns the screen shown.
    pub(super) fn shown(&self) -> &dyn Screen {
        self.get(self.shown)
    }

    /// Returns the screen shown, to be changed.
    pub(super) fn shown_mut(&mut self) -> &mut dyn Screen {
        self.get_mut(self.shown)
    }

    /// Returns true when nothing but the directory is shown.
    pub fn is_directory(&self) -> bool {
        self.shown == ScreenKind::Directory
    }

    /// Returns true when tables are shown.
    pub fn is_tables(&self) -> bool {
        self.shown == ScreenKind::Tables
    }

    /// Returns to the directory.
    pub(super) fn show_directory(&mut self) {
        self.shown = ScreenKind::Directory;
    }

    /// Leaves the screen shown for the one that it came from.
    pub(super) fn leave_shown(&mut self) {
        self.shown = self.shown().came_from().unwrap_or(ScreenKind::Directory);
    }

    /// Brings the screen shown in line with dataset and size, and the directory below it.
    pub(super) fn refresh(&mut self, context: ScreenContext<'_>) {
        self.directory.refresh(context);
        if !self.is_directory() {
            self.shown_mut().refresh(context);
        }
    }

    /// Moves all screens to the slots in a dataset read anew. Returns true when the records on them
    /// have kept their slots.
    pub(super) fn relocate(&mut self, relocation: &Relocation<'_>) -> bool {
        let mut is_kept = true;
        for kind in ScreenKind::ALL {
            is_kept &= self.get_mut(*kind).relocate(relocation);
        }
        is_kept
    }
}

impl App {
    /// Returns what a screen may look at.
    pub fn screen_context(&self) -> ScreenContext<'_> {
        ScreenContext {
            workspace: &self.workspace,
            size: self.screen_size(),
            shown: self.screens.shown,
            is_covered: !self.dialogs.is_empty(),
        }
    }

    /// Returns the screens, and what they may look at.
    pub(super) fn screens_mut(&mut self) -> (&mut Screens, ScreenContext<'_>) {
        let size = self.screen_size();
        let App { workspace, screens, dialogs, .. } = self;
        let context = ScreenContext { workspace, size, shown: screens.shown, is_covered: !dialogs.is_empty() };
        (screens, context)
    }

    /// Returns the records that the cursor stands on.
    pub(super) fn records_here(&self) -> Vec<Slot> {
        let records = self.screens.shown().records();
        let mut records = records.unwrap_or_else(|| self.subject().into_iter().collect());
        // A row of a file may stand for a record that is not there yet.
        records.retain(|record| self.workspace.doc.is_live(*record));
        records
    }

    /// Opens the screen of a command; returns false when it opens none.
    pub(super) fn open_screen(&mut self, command: Command) -> bool {
        let Some(kind) = ScreenKind::ALL.iter().find(|kind| kind.opened_by() == Some(command)) else { return false };
        if self.screens.shown == *kind {
            self.screens.show_directory();
            return true;
        }
        let records = self.records_here();
        self.screens.shown = *kind;
        let (screens, context) = self.screens_mut();
        screens.shown_mut().open(&records, context);
        true
    }

    /// Shows the card that the guide leads to.
    pub(super) fn show_card(&mut self, about: FieldInRegion) {
        self.screens.guide = Guide::at_card(about);
        self.screens.shown = ScreenKind::Guide;
    }

    /// Executes a command on the screen shown; returns false when it has no meaning there.
    pub(super) fn execute_on_screen(&mut self, command: Command) -> bool {
        let mut requests = Vec::new();
        let (screens, context) = self.screens_mut();
        let done = screens.shown_mut().execute(command, context, &mut requests);
        requests.into_iter().for_each(|request| self.grant(request));
        done || self.leave_screen(command)
    }

    /// Leaves the screen for the directory, and the directory for the shell; returns false for any
    /// other command.
    fn leave_screen(&mut self, command: Command) -> bool {
        match command {
            Command::Quit if self.screens.is_directory() => self.quit(),
            Command::Quit => self.screens.leave_shown(),
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::guide::GuideStep;
    use super::*;
    use crate::app::fixture::workspace;

    #[test]
    fn a_screen_works_without_the_program_around_it() {
        let workspace = workspace();
        let size = Size::new(80, 24);
        let context = ScreenContext { workspace: &workspace, size, shown: ScreenKind::Guide, is_covered: false };
        let (mut guide, mut requests) = (Guide::default(), Vec::new());
        let mut execute = |guide: &mut Guide, command| {
            guide.refresh(context);
            guide.execute(command, context, &mut requests)
        };
        assert!(execute(&mut guide, Command::GuideNext));
        assert_eq!(guide.text_field().map(|field| field.paste("bonn")), Some(false));
        guide.follow_typing(context);
        assert!(execute(&mut guide, Command::Choose));
        assert_eq!(guide.step, GuideStep::Card);
        assert_eq!(guide.records().map(|records| records.len()), Some(2), "an action field and a region");
        assert!(!execute(&mut guide, Command::Edit), "it edits nothing");
        assert!(execute(&mut guide, Command::GuideNext));
        assert!(matches!(requests.as_slice(), [ScreenRequest::Open(_) | ScreenRequest::OpenAt(..)]), "{requests:?}");
    }
}
