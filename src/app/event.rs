//! The closed set of events that come in and effects that go out.

mod payload;

use std::path::PathBuf;

use ratatui::layout::Size;

use super::export::{ExportAnswer, ExportOrder};
use super::import_order::{ImportAnswer, ImportOrder};
use super::line_input::LineRequest;
use super::path_completion::FolderListing;
use super::pointer::PointedPlace;
use super::proposal_desk::{AnswerWish, ProposalKey, ProposalOnDesk, ProposeAnswer};
use super::saved_views::{ViewsAnswer, ViewsRequest};
use super::sync_end::SyncEnd;
use crate::document::merge::Merged;
use crate::document::{Address, Change, Document};
use crate::index::Index;
use crate::key::{Chord, InputProblem, PointerAction};
use crate::model::date::Date;

pub use payload::{ExternalVersion, HistoryQuestion, RecoveredDraft, RecoveredSession, SavedChange, ValueHistoryEntry};

/// An input of the state machine.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted (bracketed paste).
    Paste(String),
    /// The mouse was used, at this place; `None` outside of everything.
    Pointer(PointerAction, Option<PointedPlace>),
    /// A line was typed where the program is used line by line.
    Line(LineRequest),
    /// What was typed or pasted arrived incomplete.
    InputProblem(InputProblem),
    /// The terminal told the colour of its background.
    Background {
        /// Whether dark text is read on it.
        is_light: bool,
    },
    /// The size of the terminal changed.
    Resize(Size),
    /// Another day has begun.
    Day(Date),
    /// More input is pending: a page that only the next frame needs can wait until
    /// [`Event::FrameDue`].
    MoreInput,
    /// A frame is about to be drawn: what was deferred is built.
    FrameDue,
    /// Something failed at the edge, in words.
    Problem(String),
    /// Something else failed; shown together with a problem that is still shown.
    FurtherProblem(String),
    /// No other input is pending: continue long-running work ([`super::App::is_busy`]).
    ContinueWork,
    /// Progress of reading a large file, in percent.
    Loading(u8),
    /// A large file has been read to its end, with the reason why it is read-only, if it is.
    Complete(Box<Document>, Box<Index>, Option<String>),
    /// The saved history of a place, newest first.
    History(HistoryQuestion, Vec<ValueHistoryEntry>),
    /// Values that this person saved earlier: those of one save, the newest first. Empty when there
    /// is no earlier save.
    Earlier(Vec<SavedChange>),
    /// Somebody else changed the file.
    FileChanged(Box<ExternalVersion>),
    /// The file is missing, and not just for the moment in which another program replaces it.
    FileGone,
    /// The file is back.
    FileBack,
    /// Others left in its place what is no dataset.
    FileSpoiled(SpoiledFile),
    /// These others have unsaved changes, in words.
    PresenceChanged(Vec<String>),
    /// The file holds conflict markers; these are the conflicts to resolve.
    Marked(Box<Merged>),
    /// Earlier sessions left unsaved changes.
    Recovered(Vec<RecoveredSession>),
    /// Progress of the running save, in percent.
    Saving(u8),
    /// A save ended.
    Saved(SaveAnswer),
    /// A proposal was made, or could not be.
    Proposed(ProposeAnswer),
    /// The proposals of the dataset, and what is to be said of this person's.
    Proposals(Vec<ProposalOnDesk>, Option<String>),
    /// The external editor returned the record's new text, or failed.
    Edited(Address, Result<String, EditorProblem>),
    /// Progress of the running export, in percent.
    Exporting(u8),
    /// An export ended.
    Exported(ExportAnswer),
    /// Progress of reading and comparing a file that is brought in, in percent.
    Importing(u8),
    /// That ended.
    Imported(ImportAnswer),
    /// Progress of the running sync, in percent.
    Syncing(u8),
    /// A sync ended.
    Synced(SyncEnd),
    /// The names in a folder that was asked for.
    FolderListed(FolderListing),
    /// The files of saved views were read or changed.
    Views(ViewsAnswer),
    /// The clipboard text was sent to the terminal, or could not be.
    Copied(Result<Copied, String>),
}

/// Why the external editor returned no text.
#[derive(Debug)]
pub enum EditorProblem {
    /// The editor failed; carries the text it wrote anyway, if any.
    Failed {
        /// The reason, for people.
        reason: String,
        /// The content of its file, where it differs from the text given to the editor.
        text: Option<String>,
    },
    /// Its file is kept: the editor may still be working on it, or it cannot be read as text.
    FileLeft {
        /// The reason, for people.
        reason: String,
        /// The file.
        path: PathBuf,
    },
}

/// What was sent to the terminal's clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// How it begins.
    pub beginning: String,
    /// Its length in characters as people count them.
    pub characters: usize,
    /// Control characters were removed from it.
    pub cleaned: bool,
}

/// How a save ended.
#[derive(Debug)]
pub enum SaveAnswer {
    /// The file holds the dataset.
    Done {
        /// Name of the file.
        name: String,
        /// Its path.
        path: String,
        /// What the person should know (a hard link, an extra copy); usually empty.
        note: Option<String>,
    },
    /// Nothing was written, because somebody else changed the file meanwhile.
    Changed(Box<ExternalVersion>),
    /// Nothing was written, because the file is missing; carries the message. The next save creates
    /// it again.
    Gone(String),
    /// Nothing was written; carries the reason and what to do.
    Failed(String),
}

/// What lies in the dataset's place and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpoiledFile {
    /// What is wrong with it.
    pub reason: String,
    /// A save may replace it.
    pub is_replaceable: bool,
}

/// How a step came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeOrigin {
    /// Made by the person.
    Made,
    /// Undone by the person.
    Undone,
    /// Redone by the person.
    Redone,
}

/// Something that must be on disk before the screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Keep {
    /// A step: its name, origin and changes.
    Step(String, ChangeOrigin, Vec<Change>),
    /// A step that takes proposed changes: its name, its changes, and which ones it takes.
    Taking(String, Vec<Change>, Vec<ProposalKey>),
    /// The text in an open field.
    Draft(Address, String),
    /// The field was closed; its text became a step or was dropped.
    DraftClosed(Address),
}

/// The person's decision about recovered changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryDecision {
    /// They were taken over and are journaled again.
    Taken,
    /// They were rejected.
    Dropped,
}

/// A request to the edge of the program.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Persist this, so that it survives a lost connection or a power cut.
    Keep(Keep),
    /// The person decided about the recovered changes.
    Recovery(RecoveryDecision),
    /// Look up the saved history of a place; answered by [`Event::History`].
    History(HistoryQuestion),
    /// Look up what this person saved earlier, one save further back each time; answered by
    /// [`Event::Earlier`].
    Earlier,
    /// External changes have been merged; the next save builds on them.
    ExternalMerged,
    /// All conflicts from the file's conflict markers are resolved; recovered changes can be
    /// offered now.
    MarkersResolved,
    /// Look whether the file still is what it was; answers with what has become of it, if not.
    LookAtFile,
    /// Save the dataset as it is now; answers with [`Event::Saved`] when that has ended, which may
    /// be after other events.
    Save,
    /// Propose what is unsaved, for this reason; answers with [`Event::Proposed`].
    Propose(String),
    /// Nothing is unsaved any more although nothing was saved: it was proposed.
    NothingUnsaved,
    /// Put these answers with proposals; answers with [`Event::Proposals`], which says this.
    AnswerProposals(Vec<AnswerWish>, Option<String>),
    /// Write records to a file; answers with [`Event::Exported`] when that has ended, which may be
    /// after other events.
    Export(Box<ExportOrder>),
    /// Give the running export up.
    CancelExport,
    /// Read a file and compare it with the dataset; answers with [`Event::Imported`] when that has
    /// ended, which may be after other events.
    Import(Box<ImportOrder>),
    /// Give the running import up.
    CancelImport,
    /// Sync what is saved with other machines; the saved file has decided the conflicts with this
    /// commit of theirs. Answers with [`Event::Synced`] when that has ended, which may be after
    /// other events.
    Sync(Option<String>),
    /// Give the running sync up.
    CancelSync,
    /// List the names that continue what was typed; answered by [`Event::FolderListed`].
    ListFolder(String),
    /// Read or change the files of saved views; answered by [`Event::Views`].
    Views(ViewsRequest),
    /// Send this text to the terminal's clipboard; answered by [`Event::Copied`].
    Copy(String),
    /// Edit this text of a record in the user's editor; answered by [`Event::Edited`].
    EditExternally(Address, String),
    /// Reopen a file in the user's editor; answered by [`Event::Edited`].
    EditFile(Address, PathBuf),
    /// Read such a file; answered by [`Event::Edited`].
    ReadFile(Address, PathBuf),
    /// Suspend the program (Ctrl-Z).
    Suspend,
    /// Let the terminal tell of the mouse, or no longer.
    Mouse(bool),
    /// Redraw the whole screen.
    Redraw,
    /// Quit.
    Quit,
}
