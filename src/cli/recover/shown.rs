//! The presentation of journals: for people field by field, for programs as JSON.
//!
//! Entry point: [`page`], [`answer`].

use serde::Serialize;

use super::{JournalPreview, name_of, unfit_line};
use crate::app::recovery::RecoveredChange;
use crate::cli::output::CommandOutput;
use crate::cli::resolve;
use crate::document::FieldChange;
use crate::document::diff::value;
use crate::model::SCHEMA;
use crate::present::value_quote::difference_in_words;
use crate::session::clock::local;
use crate::storage::journal::{Recovered, UnreadableJournal};
use crate::texts::{self, Lang};

/// Prints the changes that a journal would make here; of those that do not fit, the conflict.
pub(super) fn page(lang: Lang, recovered: &Recovered<'_>, foreseen: &JournalPreview, out: &mut CommandOutput) {
    out.heading(&texts::safekeeping::journal_of(lang, &recovered.who, &local(recovered.last())));
    out.line(&format!("  {}", name_of(recovered)));
    for RecoveredChange { when, difference, .. } in foreseen.fitting() {
        let FieldChange { address, before, after } = &difference.change;
        for found in value(&SCHEMA, address, before.as_deref(), after.as_deref()) {
            out.line(&format!(
                "  {}  {}: {}",
                local(when),
                found.place.say(&SCHEMA, lang),
                difference_in_words(lang, &found)
            ));
        }
    }
    for unfit in foreseen.unfit() {
        out.line(&format!("  ! {}", unfit_line(lang, unfit)));
    }
    if recovered.damaged {
        out.line(&format!("  ! {}", texts::safekeeping::is_damaged(lang)));
    }
    if !recovered.owner_is_gone {
        out.line(&format!("  ! {}", texts::safekeeping::may_run(lang)));
    }
}

impl JournalPreview {
    /// Returns the changes that can be taken over.
    fn fitting(&self) -> impl Iterator<Item = &RecoveredChange> {
        self.items.iter().filter(|item| item.unfit.is_none())
    }
}

#[derive(Serialize)]
pub(super) struct RecoverAnswer {
    /// The dataset's file is gone; the changes are those of the records found in the journals.
    file_is_gone: bool,
    journals: Vec<JournalShown>,
    unreadable: Vec<String>,
}

#[derive(Serialize)]
struct JournalShown {
    journal: String,
    who: String,
    last: String,
    damaged: bool,
    owner_is_gone: bool,
    changes: Vec<ChangeShown>,
    /// The changes that do not fit the current dataset; while there are any, nothing of the journal
    /// is taken over.
    unfit: Vec<UnfitShown>,
}

#[derive(Serialize)]
struct ChangeShown {
    when: String,
    address: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct UnfitShown {
    address: String,
    wanted: Option<String>,
    found: Option<String>,
}

/// Returns everything for programs.
pub(super) fn answer(
    found: &[(&Recovered<'_>, JournalPreview)],
    unreadable: &[UnreadableJournal],
    gone: bool,
) -> RecoverAnswer {
    let journal = |(recovered, foreseen): &(&Recovered<'_>, JournalPreview)| {
        let changes = foreseen.fitting().map(|RecoveredChange { when, difference, .. }| ChangeShown {
            when: when.clone(),
            address: resolve::shown(&difference.change.address),
            before: difference.change.before.clone(),
            after: difference.change.after.clone(),
        });
        let unfit = foreseen.unfit().map(|unfit| UnfitShown {
            address: resolve::shown(&unfit.change.address),
            wanted: unfit.change.after.clone(),
            found: unfit.found.clone(),
        });
        JournalShown {
            journal: name_of(recovered),
            who: recovered.who.clone(),
            last: recovered.last().to_owned(),
            damaged: recovered.damaged,
            owner_is_gone: recovered.owner_is_gone,
            changes: changes.collect(),
            unfit: unfit.collect(),
        }
    };
    RecoverAnswer {
        file_is_gone: gone,
        journals: found.iter().map(journal).collect(),
        unreadable: unreadable.iter().map(|journal| journal.path.to_string_lossy().into_owned()).collect(),
    }
}
