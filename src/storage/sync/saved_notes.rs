//! Looks up in the history why the changes of a commit were made, and who proposed them.
//!
//! Names go out as authors of commits do: without account, machine and address. Entry point:
//! [`saved_notes`].

use super::SyncRequest;
use crate::document::FieldChange;
use crate::model::SCHEMA;
use crate::storage::history::{self, HistoryEntry, path_in_record};
use crate::storage::person::short_name;
use crate::storage::repository::{ChangeNote, ChangeNotes, Repository};

/// A change of the commit, and what is found about it.
struct SoughtChange<'c> {
    change: &'c FieldChange,
    address: String,
    /// Its place under the id that the record had before, where the commit changes that.
    former: Option<String>,
    note: Option<ChangeNote>,
}

/// Returns what the history has about changes that were saved after `head`, the version before, was
/// committed. A history that cannot be read has nothing.
pub(super) fn saved_notes(
    repository: &Repository,
    request: &SyncRequest<'_>,
    head: Option<&str>,
    changes: &[FieldChange],
) -> ChangeNotes {
    let committed = head.and_then(|head| repository.instant_of(head));
    let mut sought: Vec<SoughtChange<'_>> = changes.iter().map(|change| SoughtChange::of(change, changes)).collect();
    let past = history::read(request.order.disk, request.order.path).ok().flatten();
    for entry in past.into_iter().flatten().map_while(Result::ok) {
        let is_older = committed.is_some_and(|before| entry.instant().is_some_and(|when| when < before));
        if is_older || sought.iter().all(|change| change.note.is_some()) {
            break;
        }
        sought.iter_mut().filter(|change| change.note.is_none()).for_each(|change| change.look_at(&entry));
    }
    let known = sought.into_iter().map(|change| (change.address, change.note.unwrap_or_default()));
    ChangeNotes::of(&known.collect::<Vec<(String, ChangeNote)>>())
}

impl<'c> SoughtChange<'c> {
    fn of(change: &'c FieldChange, all: &[FieldChange]) -> SoughtChange<'c> {
        let address = change.address.display(&SCHEMA).to_string();
        let renames = |other: &&FieldChange| {
            other.renaming().is_some()
                && (other.address.table, &other.address.id) == (change.address.table, &change.address.id)
        };
        let former = all.iter().find(renames).and_then(|other| history::unquoted(other.renaming()?.0));
        let former = former.and_then(|former| {
            let table = address.split('/').next()?;
            Some(format!("{table}/{former}/{}", path_in_record(&address)))
        });
        SoughtChange { change, address, former, note: None }
    }

    /// Takes over what the newest entry about this place says, if it left what is committed.
    fn look_at(&mut self, entry: &HistoryEntry) {
        let is_here = entry.address == self.address || self.former.as_ref() == Some(&entry.address);
        if !is_here {
            return;
        }
        // What was changed in a new record before it was committed is part of it.
        let is_new = self.change.address.path.is_empty() && self.change.before.is_none() && entry.before.is_none();
        let note = ChangeNote {
            reason: entry.reason.clone(),
            proposed_by: entry.proposed_by.as_deref().map(|who| short_name(who).to_owned()),
        };
        self.note = Some(if is_new || entry.after == self.change.after { note } else { ChangeNote::default() });
    }
}
