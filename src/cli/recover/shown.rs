//! Journals as they are shown: for people field by field, for programs as JSON.
//!
//! Enter at [`page`], [`answer`].

use serde::Serialize;

use super::{Foreseen, foreseen, name_of, unfit_line};
use crate::cli::context::Dataset;
use crate::cli::facts::{local, words};
use crate::cli::json::FORMAT;
use crate::cli::output::Out;
use crate::cli::which;
use crate::storage::journal::{Pending, Recovered};
use crate::texts::{Lang, safekeeping as s};

/// Writes what a journal would change here.
pub(super) fn page(lang: Lang, dataset: &Dataset, recovered: &Recovered<'_>, out: &mut Out) {
    let foreseen = foreseen(&dataset.document, recovered, dataset.loaded.content());
    out.heading(&s::journal_of(lang, &recovered.who, &local(recovered.last())));
    out.line(&format!("  {}", name_of(recovered)));
    for (time, (address, before, after)) in foreseen.lines() {
        let address = which::shown(address);
        let change = words(lang, &address, (before.as_deref(), after.as_deref()));
        out.line(&format!("  {}  {address}: {change}", local(time)));
    }
    for unfit in &foreseen.unfit {
        out.line(&format!("  ! {}", unfit_line(lang, unfit)));
    }
    if recovered.damaged {
        out.line(&format!("  ! {}", s::is_damaged(lang)));
    }
    if !recovered.owner_is_gone {
        out.line(&format!("  ! {}", s::may_run(lang)));
    }
}

impl Foreseen {
    /// Every change with its time.
    fn lines(&self) -> impl Iterator<Item = (&str, &crate::document::diff::Noted)> {
        self.steps.iter().flat_map(|step| step.changes.iter().map(|change| (step.time.as_str(), change)))
    }
}

#[derive(Serialize)]
pub(super) struct Answer {
    format: u32,
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
    /// What does not fit what is there now; as long as there is any, nothing of the journal is taken over.
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

/// Everything for programs.
pub(super) fn answer(dataset: &Dataset, pending: &Pending<'_>) -> Answer {
    let journal = |recovered: &Recovered<'_>| {
        let foreseen = foreseen(&dataset.document, recovered, dataset.loaded.content());
        let changes = foreseen.lines().map(|(time, (address, before, after))| ChangeShown {
            when: time.to_owned(),
            address: which::shown(address),
            before: before.clone(),
            after: after.clone(),
        });
        let unfit = foreseen.unfit.iter().map(|unfit| UnfitShown {
            address: which::shown(&unfit.address),
            wanted: unfit.wanted.clone(),
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
    Answer {
        format: FORMAT,
        journals: pending.recovered.iter().map(journal).collect(),
        unreadable: pending.unreadable.iter().map(|journal| journal.path.to_string_lossy().into_owned()).collect(),
    }
}
