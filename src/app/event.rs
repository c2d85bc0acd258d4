//! What comes in and what goes out: the closed set of events and effects.

use std::path::PathBuf;

use ratatui::layout::Size;

use crate::document::merge::Merged;
use crate::document::{Address, Change, Document};
use crate::index::Index;
use crate::key::{Chord, InputProblem};
use crate::model::date::Date;

use super::merge_session::Theirs;
use super::recovery::RecoveredSession;
use super::saved_undo::SavedChanges;
use super::windows::value_history::ValueHistoryEntry;

/// Something happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted (bracketed paste).
    Paste(String),
    /// What was typed or pasted did not arrive whole.
    InputProblem(InputProblem),
    /// The terminal has another size.
    Resize(Size),
    /// Another day has begun.
    Day(Date),
    /// More input has come already: a page that only the next frame needs can wait until
    /// [`Event::FrameDue`].
    MoreInput,
    /// A frame is about to be drawn: what was put off is made.
    FrameDue,
    /// Something did not work at the edge, in words.
    Problem(String),
    /// Likewise, shown together with a problem that is still shown.
    FurtherProblem(String),
    /// Nothing else came: go on with what takes longer ([`super::App::is_busy`]).
    ContinueWork,
    /// So many per cent of the work that a large file makes are done.
    Loading(u8),
    /// A large file has been read to its end; why it cannot be written, if so.
    Complete(Box<Document>, Box<Index>, Option<String>),
    /// What was saved before at a place, newest first.
    History(String, Vec<ValueHistoryEntry>),
    /// What this person saved before: the values of one save, the newest first; none when nothing
    /// lies further back.
    Earlier(Vec<SavedChanges>),
    /// Somebody else changed the file.
    FileChanged(Box<Theirs>),
    /// The file is no longer there, and not only for the moment in which another program replaces
    /// it.
    FileGone,
    /// The file is there again.
    FileBack,
    /// Others left in its place what is no dataset.
    FileSpoiled(SpoiledFile),
    /// These others have unsaved changes, in words.
    PresenceChanged(Vec<String>),
    /// The file holds conflict markers; this is what they leave to decide.
    Marked(Box<Merged>),
    /// Earlier programs left something unsaved.
    Recovered(Vec<RecoveredSession>),
    /// So much of the save that is going on is done, in percent.
    Saving(u8),
    /// A save ended.
    Saved(SaveAnswer),
    /// The external editor came back with the record's new text, or without.
    Edited(Address, Result<String, EditorProblem>),
    /// The clipboard text was sent to the terminal, or why not.
    Copied(Result<Copied, String>),
}

/// Why the external editor brought no text.
#[derive(Debug)]
pub enum EditorProblem {
    /// It failed; what it wrote all the same, if anything.
    Failed {
        /// Why, for people.
        reason: String,
        /// What its file says, where that is another text than it was given.
        text: Option<String>,
    },
    /// Its file is left where it is: the editor may still be at work on it, or it cannot be read as
    /// text.
    FileLeft {
        /// Why, for people.
        reason: String,
        /// The file.
        path: PathBuf,
    },
}

/// What was sent to the terminal's clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Its length.
    pub bytes: usize,
    /// Characters that a terminal would act on were left out.
    pub cleaned: bool,
}

/// How a save ended.
#[derive(Debug)]
pub enum SaveAnswer {
    /// The file holds the dataset; where it lies and what else there is to say.
    Done {
        /// Name of the file.
        name: String,
        /// Its path.
        path: String,
        /// What a person should know (a hard link, a copy beside it); empty usually.
        note: Option<String>,
    },
    /// Nothing was written, since somebody else changed the file meanwhile.
    Changed(Box<Theirs>),
    /// Nothing was written, since the file is no longer there; what is said. The next save makes it
    /// anew.
    Gone(String),
    /// Nothing was written; the reason and what to do.
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
    /// The person made it.
    Made,
    /// They took it back.
    Undone,
    /// They made it again.
    Redone,
}

/// Something that must be on the disk before the screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Keep {
    /// A step: its name, how it came about, and the changes carried out.
    Step(String, ChangeOrigin, Vec<Change>),
    /// The text in an open field.
    Draft(Address, String),
    /// The field was closed; its text is a step now or was dropped.
    DraftClosed(Address),
}

/// What is to become of what earlier programs left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryDecision {
    /// It was taken over and is kept anew.
    Taken,
    /// It is not wanted.
    Dropped,
}

/// Something for the edge to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep this safe from a lost connection or a power cut.
    Keep(Keep),
    /// What earlier programs left has been decided about.
    Recovery(RecoveryDecision),
    /// Look up what was saved before at this address (as people type it), named so; answers with
    /// [`Event::History`].
    History(String, String),
    /// Look up what this person saved before, one save further back each time; answers with
    /// [`Event::Earlier`].
    Earlier,
    /// What others wrote has been taken in: the next save builds on it.
    ExternalMerged,
    /// All conflicts are decided whose markers the file holds: what earlier programs left can be
    /// offered now.
    MarkersResolved,
    /// Look whether the file still is what it was; answers with what has become of it, if not.
    LookAtFile,
    /// Save the dataset as it is now; answers with [`Event::Saved`] when that has ended, which may
    /// be after other events.
    Save,
    /// Send this text to the terminal's clipboard; answers with [`Event::Copied`].
    Copy(String),
    /// Edit this text of a record in the user's editor; answers with [`Event::Edited`].
    EditExternally(Address, String),
    /// Edit a file in the user's editor that it was given before; answers with [`Event::Edited`].
    EditFile(Address, PathBuf),
    /// Read such a file as it is now; answers with [`Event::Edited`].
    ReadFile(Address, PathBuf),
    /// Suspend the program (Ctrl-Z).
    Suspend,
    /// Draw everything afresh.
    Redraw,
    /// Leave.
    Quit,
}
