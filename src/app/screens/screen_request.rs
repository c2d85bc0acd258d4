//! What a screen asks for: it changes only itself.
//!
//! Must not decide whether a screen may ask. Entry points: [`ScreenRequest`], [`App::grant`].

use super::ScreenKind;
use super::tables::TableRequest;
use crate::app::import_order::DoubtfulRow;
use crate::app::listing::row_target::RowTarget;
use crate::app::marked::MarkRequest;
use crate::app::proposal_desk::ClearingRequest;
use crate::app::{App, Effect};
use crate::document::{Address, Slot};
use crate::query::batch_change::SourceOfChange;
use crate::query::new_record::NewRecord;

/// What a screen asks for.
#[derive(Debug)]
pub enum ScreenRequest {
    /// To show a screen as it was left.
    Show(ScreenKind),
    /// To open the page of a record.
    Open(Slot),
    /// To open one of several places; it is asked which.
    OpenOneOf(Vec<RowTarget>),
    /// To open the page of a record at one of its values.
    OpenAt(Slot, Address),
    /// To edit a value where it stands.
    Edit(Slot, Address),
    /// To open the page of a record at a statement.
    ShowStatement(Address),
    /// To open a statement where it can be mended, its value to be edited.
    Mend(Address),
    /// To open the next row, or the one before, of the list that led to the page.
    WalkOn(isize),
    /// To say of some statements that they are still true.
    Confirm(Vec<Address>),
    /// To ask what is true instead of a statement.
    AskWhatInstead(Address),
    /// To mark records or statements, or to take marks away.
    Mark(MarkRequest),
    /// To copy the marked records.
    CopyMarked,
    /// To make the change that is shown before it is made.
    MakePreviewedChange,
    /// To ask which record the row of a file is about.
    AskWhichIsSame(Box<DoubtfulRow>),
    /// To ask what is to be reviewed, given the region under the cursor.
    ChooseReviewScope(Option<Slot>),
    /// What only the table asks for.
    Table(TableRequest),
    /// To do something with proposed changes.
    Clear(ClearingRequest),
    /// To create a record.
    Add(NewRecord),
    /// To ask where all values of a change come from; what was said before.
    AskSourceOfChange(Option<SourceOfChange>),
    /// To search everything for what was typed.
    Search(String),
    /// An effect at the edge.
    Effect(Effect),
    /// To say something in the footer.
    Info(String),
    /// To say there what failed.
    Error(String),
}

impl App {
    /// Does what a screen asks for.
    pub(super) fn grant(&mut self, request: ScreenRequest) {
        match request {
            ScreenRequest::Show(kind) => self.screens.shown = kind,
            ScreenRequest::Open(slot) => self.open(slot),
            ScreenRequest::OpenOneOf(targets) => self.choose_row_target(targets),
            ScreenRequest::OpenAt(slot, address) => self.open_address(slot, &address),
            ScreenRequest::Edit(slot, address) => {
                self.open_address(slot, &address);
                self.start_edit();
            }
            ScreenRequest::ShowStatement(address) => drop(self.show_statement(&address)),
            ScreenRequest::Mend(address) => self.mend(&address),
            ScreenRequest::WalkOn(by) => self.walk_on(by),
            ScreenRequest::Confirm(statements) => drop(self.confirm_all(&statements)),
            ScreenRequest::AskWhatInstead(statement) => self.ask_what_instead(statement),
            ScreenRequest::Mark(request) => self.change_marks(request),
            ScreenRequest::CopyMarked => self.copy_marked(),
            ScreenRequest::MakePreviewedChange => self.make_previewed_change(),
            ScreenRequest::AskWhichIsSame(row) => self.ask_which_is_same(*row),
            ScreenRequest::AskSourceOfChange(source) => self.ask_source_of_change(source),
            ScreenRequest::ChooseReviewScope(region) => self.choose_review_scope(region),
            ScreenRequest::Table(request) => self.grant_table_request(request),
            ScreenRequest::Clear(request) => self.clear_proposals(request),
            ScreenRequest::Add(new) => self.add_record(new),
            ScreenRequest::Search(typed) => self.search_for(&typed),
            ScreenRequest::Effect(effect) => self.request(effect),
            ScreenRequest::Info(text) => self.show_info(text),
            ScreenRequest::Error(text) => self.show_error(text),
        }
    }
}
