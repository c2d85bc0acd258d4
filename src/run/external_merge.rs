//! The loop's side of merging external changes: starts the worker and hands its result to the
//! state.
//!
//! The work itself is done in [`super::merge_worker`]; this decides whether its result is still
//! valid. Entry point: [`EventLoop::join`], [`EventLoop::joined`].

use std::time::Duration;

use super::merge_worker::{Base, FileContent, Holds, MergeJob, News, Others};
use super::saving::SYNC_GRACE;
use super::{EventLoop, Session, background_load};
use crate::app::{Event, SaveAnswer, SpoiledFile};
use crate::storage::{Content, StoreError};
use crate::texts::run as r;

/// Retries of the background merge when the document was edited meanwhile. After that the merge
/// runs synchronously.
const ATTEMPTS: u8 = 3;

/// A running merge of an external version.
pub(super) struct Joining {
    others: Others,
    /// The number of its wake-up source.
    wake: usize,
    how: MergeReason,
    /// The text that both sides started from.
    base: Option<Content>,
}

/// Why the merge runs.
#[derive(Clone, Copy)]
pub(super) struct MergeReason {
    /// It blocks a save, which continues afterwards.
    saving: bool,
    attempt: u8,
}

impl Joining {
    /// Returns true when a save waits for it.
    pub(super) fn is_for_save(&self) -> bool {
        self.how.saving
    }

    /// Returns true when this is the number of its wake-up source.
    pub(super) fn wakes_by(&self, number: usize) -> bool {
        self.wake == number
    }
}

impl EventLoop {
    /// Starts to read and merge an external version. Returns an event when that ends immediately.
    /// With `saving` it blocks a save, which continues afterwards.
    pub(super) fn join(&mut self, source: FileContent, saving: bool, session: &mut Session) -> Option<Event> {
        self.begin_to_join(source, MergeReason { saving, attempt: 1 }, session)
    }

    fn begin_to_join(&mut self, source: FileContent, how: MergeReason, session: &mut Session) -> Option<Event> {
        let base = match &self.saved {
            Some(snapshot) => Base::Saved(snapshot.clone()),
            None => Base::Read(self.world.loaded.text.clone()),
        };
        let small = (self.app.workspace.doc.byte_len() as u64) < background_load::LARGE;
        match Others::start(MergeJob {
            source,
            base,
            ours: self.app.workspace.doc.clone(),
            is_noted: self.kept_lock.is_some(),
        }) {
            Ok((others, wake)) => {
                let wake = session.register(wake);
                let base = self.world.loaded.content();
                if let Some(former) = self.joining.replace(Joining { others, wake, how, base }) {
                    session.deregister(former.wake);
                }
                self.joined(Some(if small { SYNC_GRACE } else { Duration::ZERO }), session)
            }
            Err(error) => {
                let reason = r::no_thread(self.app.lang(), &error.to_string());
                how.saving.then_some(Event::Saved(SaveAnswer::Failed(reason)))
            }
        }
    }

    /// Waits for the merge, at most for `patience`; returns the resulting event.
    pub(super) fn joined(&mut self, patience: Option<Duration>, session: &mut Session) -> Option<Event> {
        let news = self.joining.as_mut()?.others.wait(patience)?;
        let Joining { wake, how, base, .. } = self.joining.take()?;
        session.deregister(wake);
        let News { loaded, ours, holds } = match news {
            Ok(news) => news,
            Err(error) => return self.cannot_read(&error),
        };
        if !how.saving && (self.saving.is_some() || base != self.world.loaded.content()) {
            // A save began or ended meanwhile, so this version of the file is out of date.
            self.unheard = true;
            return None;
        }
        let is_known = matches!(holds, Holds::Known);
        let fits = ours.same_revision(&self.app.workspace.doc);
        if !is_known && !fits && how.attempt < ATTEMPTS {
            let how = MergeReason { attempt: how.attempt + 1, ..how };
            return self.begin_to_join(FileContent::Read(Box::new(loaded)), how, session);
        }
        // Recorded as read only now that there is a result: a merge that was discarded must be
        // repeated.
        if let (Some((watch, _)), Some(fingerprint)) = (&mut self.watch, loaded.fingerprint) {
            watch.took(fingerprint);
        }
        let is_back =
            is_known && self.app.workspace.file.spoiled.is_some() && loaded.content() == self.world.loaded.content();
        self.stale |= !is_known || is_back;
        let content = loaded.content();
        let lang = self.app.lang();
        match holds {
            Holds::Known => is_back.then_some(Event::FileBack),
            Holds::Dataset(mut theirs) => {
                self.theirs = Some(loaded);
                theirs.saving = how.saving;
                theirs.merged.take_if(|_| !fits);
                Some(if how.saving { Event::Saved(SaveAnswer::Changed(theirs)) } else { Event::FileChanged(theirs) })
            }
            Holds::Marked => {
                self.events.push_back(Event::Problem(r::theirs_marked(lang).to_owned()));
                in_the_way(format!("{}\n\n{}", r::theirs_marked(lang), r::kept(lang)), how)
            }
            Holds::Other(error) => {
                let reason = r::theirs_unreadable(lang, error.line, error.column, &error.problem.say(lang));
                self.spoiled = content;
                self.events.push_back(Event::FileSpoiled(SpoiledFile { reason, is_replaceable: content.is_some() }));
                in_the_way(r::theirs_in_the_way(lang).to_owned(), how)
            }
        }
    }

    /// A file that is being replaced is looked at again with the next notice; what does not pass is
    /// told.
    fn cannot_read(&mut self, error: &StoreError) -> Option<Event> {
        if matches!(error, StoreError::NotUtf8 { .. } | StoreError::NotAFile { .. } | StoreError::TooLarge { .. }) {
            let reason = error.message(self.app.lang());
            self.events.push_back(Event::FileSpoiled(SpoiledFile { reason, is_replaceable: false }));
            self.stale = true;
        }
        None
    }
}

/// Others wrote what cannot be taken in; a save that waits for it fails.
fn in_the_way(reason: String, how: MergeReason) -> Option<Event> {
    how.saving.then_some(Event::Saved(SaveAnswer::Failed(reason)))
}
