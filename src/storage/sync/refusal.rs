//! Reasons why a repository cannot be synchronised.
//!
//! Entry point: [`SyncRefusal::message`].

use crate::texts::{self, Lang};

/// Why a repository cannot be synchronised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncRefusal {
    /// Git is in the middle of something, called as git calls it.
    Busy(&'static str),
    /// Another git works in the repository, or one was killed there: this file tells.
    Locked(String),
    /// Another sync of this repository is running.
    Running,
    /// No branch is checked out.
    Detached,
    /// The branch has no upstream.
    NoUpstream(String),
    /// Git is told to ignore the dataset.
    Ignored,
    /// The saved dataset cannot be read: why.
    Unreadable(String),
    /// The version of the others cannot be read: why.
    TheirsUnreadable(String),
    /// The others removed the dataset.
    TheirsGone,
    /// The versions have no common origin.
    Unrelated,
    /// These other files were changed on both sides.
    OtherFiles(Vec<String>),
    /// These other files have changes that are not committed, and the others changed them too.
    DirtyFiles(Vec<String>),
    /// Others pushed first at every attempt.
    TooOften,
}

impl SyncRefusal {
    /// Returns why, and what to do about it.
    pub fn message(&self, lang: Lang) -> (String, String) {
        use texts::sync::*;
        match self {
            SyncRefusal::Busy(what) => (busy(lang, what), hint_busy(lang).to_owned()),
            SyncRefusal::Locked(path) => (locked(lang, path), hint_locked(lang).to_owned()),
            SyncRefusal::Running => (running(lang).to_owned(), String::new()),
            SyncRefusal::Detached => (detached(lang).to_owned(), hint_detached(lang).to_owned()),
            SyncRefusal::NoUpstream(branch) => (no_upstream(lang, branch), hint_upstream(lang, branch)),
            SyncRefusal::Ignored => (ignored(lang).to_owned(), hint_ignored(lang).to_owned()),
            SyncRefusal::Unreadable(why) => (unreadable(lang, why), hint_unreadable(lang).to_owned()),
            SyncRefusal::TheirsUnreadable(why) => (theirs_unreadable(lang, why), hint_theirs(lang).to_owned()),
            SyncRefusal::TheirsGone => (theirs_gone(lang).to_owned(), hint_theirs(lang).to_owned()),
            SyncRefusal::Unrelated => (unrelated(lang).to_owned(), hint_unrelated(lang).to_owned()),
            SyncRefusal::OtherFiles(names) => (other_files(lang, &names.join(", ")), hint_other_files(lang).to_owned()),
            SyncRefusal::DirtyFiles(names) => (dirty_files(lang, &names.join(", ")), hint_dirty_files(lang).to_owned()),
            SyncRefusal::TooOften => (too_often(lang).to_owned(), String::new()),
        }
    }

    /// Returns true when it is only a matter of time.
    pub fn is_locked(&self) -> bool {
        matches!(self, SyncRefusal::Locked(_) | SyncRefusal::Running | SyncRefusal::TooOften)
    }
}
