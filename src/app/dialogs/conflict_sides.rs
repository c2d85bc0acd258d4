//! What the sides of a conflict are called, who wrote them and when, and what deciding for each is
//! called.
//!
//! Must not say what the sides hold. Entry point: [`side_words`].

use super::App;
use crate::app::merge_session::{MergePurpose, Merging};
use crate::document::Address;
use crate::document::merge::Conflict;
use crate::storage::history::ValueAuthor;
use crate::storage::person::short_name;
use crate::texts::{self, Lang};

/// The words about one side of a conflict.
pub(super) struct SideWords {
    pub head: String,
    /// When it was written, and by whom where the head does not name them.
    pub origin: Vec<String>,
    /// What deciding for it is called.
    pub decision: String,
}

/// Returns the words about our side, theirs and the version before both.
pub(super) fn side_words(app: &App, merging: &Merging, conflict: &Conflict) -> [SideWords; 3] {
    let lang = app.lang();
    let (theirs, authors) = match &merging.goal {
        MergePurpose::TakeIn { theirs, authors, .. } => (theirs, authors),
        MergePurpose::TakeProposal { proposer, .. } => return proposed(lang, proposer),
        MergePurpose::Unmark => return marked(lang),
        MergePurpose::Sync { who, .. } => return of_machines(lang, who.as_deref()),
    };
    let place = conflict.place.address();
    // The history knows a record that was renamed here by the id it has on the other side.
    let is_there = |place: &&Address| conflict.theirs.is_none() || theirs.find(place.table, &place.id).is_some();
    let their = place.filter(is_there).and_then(|place| authors.of_current(place, conflict.theirs.as_deref()));
    let former = place.and_then(|place| authors.of_former(place, Some(conflict.base.as_deref()?)));
    [
        SideWords {
            head: texts::conflicts::mine(lang).to_owned(),
            origin: vec![texts::conflicts::not_saved(lang).to_owned()],
            decision: texts::conflicts::keep_mine(lang).to_owned(),
        },
        of_others(lang, their),
        SideWords {
            head: texts::conflicts::before(lang).to_owned(),
            origin: match former {
                Some(ValueAuthor::Person { who, when }) => vec![who.to_owned(), when.to_owned()],
                author => without_person(lang, author),
            },
            decision: texts::conflicts::restore_before(lang).to_owned(),
        },
    ]
}

/// Returns the words about what the people named in the history wrote, as far as it names them.
fn of_others(lang: Lang, author: Option<ValueAuthor<'_>>) -> SideWords {
    match author {
        Some(ValueAuthor::Person { who, when }) => SideWords {
            head: texts::conflicts::theirs_of(lang, who),
            origin: vec![when.to_owned()],
            decision: texts::conflicts::take_theirs_of(lang, who),
        },
        author => SideWords {
            head: texts::conflicts::theirs(lang).to_owned(),
            origin: without_person(lang, author),
            decision: texts::conflicts::take_theirs(lang).to_owned(),
        },
    }
}

fn without_person(lang: Lang, author: Option<ValueAuthor<'_>>) -> Vec<String> {
    match author {
        Some(ValueAuthor::NotInHistory { file_time }) => {
            vec![texts::conflicts::not_in_history(lang).to_owned(), texts::conflicts::file_of(lang, file_time)]
        }
        _ => Vec::new(),
    }
}

/// Returns the words about the dataset, what somebody proposed, and what they found.
fn proposed(lang: Lang, proposer: &str) -> [SideWords; 3] {
    let who = short_name(proposer);
    [
        (texts::proposals::side_now(lang).to_owned(), texts::proposals::keep_now(lang).to_owned()),
        (texts::proposals::side_proposed(lang, who), texts::proposals::take_side(lang).to_owned()),
        (texts::conflicts::before(lang).to_owned(), texts::conflicts::restore_before(lang).to_owned()),
    ]
    .map(|(head, decision)| SideWords { head, origin: Vec::new(), decision })
}

/// Returns the words about the versions of this machine and of others.
fn of_machines(lang: Lang, who: Option<&str>) -> [SideWords; 3] {
    use texts::conflicts;
    let (there, take) = match who {
        Some(who) => (conflicts::theirs_of(lang, who), conflicts::take_theirs_of(lang, who)),
        None => (conflicts::theirs(lang).to_owned(), conflicts::take_theirs(lang).to_owned()),
    };
    let words = |head: String, decision: String| SideWords { head, origin: Vec::new(), decision };
    [
        words(conflicts::mine(lang).to_owned(), conflicts::keep_mine(lang).to_owned()),
        words(there, take),
        words(conflicts::before(lang).to_owned(), conflicts::restore_before(lang).to_owned()),
    ]
}

/// Returns the words about the sides of conflict markers.
fn marked(lang: Lang) -> [SideWords; 3] {
    [
        (texts::conflicts::here(lang), texts::conflicts::take_here(lang)),
        (texts::conflicts::there(lang), texts::conflicts::take_there(lang)),
        (texts::conflicts::base(lang), texts::conflicts::restore_base(lang)),
    ]
    .map(|(head, decision)| SideWords { head: head.to_owned(), origin: Vec::new(), decision: decision.to_owned() })
}
