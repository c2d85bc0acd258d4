//! The loop's side of a save: starts it, follows its progress, and updates journal, watch and file
//! state when it ends.
//!
//! The writing itself is done in [`super::save_worker`]. Entry point: [`EventLoop::save`].

use std::time::Duration;

use super::background_load::LARGE;
use super::external_merge::Joining;
use super::merge_worker::FileContent;
use super::persistence;
use super::save_worker::{Report, SaveJob, Saver};
use super::{EventLoop, Session, clock};
use crate::app::{Effect, Event, SaveAnswer};
use crate::document::Snapshot;
use crate::storage::lock::KeptLock;
use crate::storage::save::{Expected, SaveOutcome, SaveReport};
use crate::storage::{Content, Holder, Loaded, SaveNote, StoreError};
use crate::texts::run as r;

/// A save of a small file ends within this time and then costs one frame, as if it ran
/// synchronously.
pub(super) const SYNC_GRACE: Duration = Duration::from_millis(30);

/// After the terminal is lost, how long to wait at most for a running save: the process must exit
/// within 1 s. An unfinished save equals a kill: the file is intact and the journal has the
/// changes.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(700);

/// A running save.
pub(super) struct RunningSave {
    saver: Saver,
    /// The number of its wake-up source.
    wake: usize,
    snapshot: Snapshot,
    content: Content,
    /// Its timestamp in the history.
    when: Option<String>,
}

/// How a save ended.
enum End {
    /// With this answer for the state.
    Answer(SaveAnswer),
    /// Another program wrote this version first; it must be merged with what was to be saved.
    Outrun { theirs: Box<Loaded>, kept: Option<KeptLock> },
}

impl EventLoop {
    /// Starts to save the dataset as it is now. Returns the answer when the save ends immediately.
    pub(super) fn save(&mut self, session: &mut Session) -> Option<Event> {
        let lang = self.app.lang();
        let path = match self.world.loaded.target() {
            Ok(path) => path.to_owned(),
            Err(error) => return Some(Event::Saved(self.refused(&error))),
        };
        let facts = self.keeper.facts(&self.app);
        let when = facts.first().map(|fact| fact.when.clone());
        let snapshot = self.app.workspace.doc.snapshot();
        let content = Content::of_chunks(snapshot.chunks());
        let job = SaveJob {
            schema: self.app.workspace.doc.schema(),
            lang,
            snapshot: snapshot.clone(),
            expected: self.expected(),
            kept: self.kept_lock.take(),
            path,
            read_only: self.world.loaded.read_only,
            holder: Holder::this(&self.world.person, self.world.since.clone()),
            state: persistence::state(&self.world.env).map(ToOwned::to_owned),
            backups: (clock::day(), self.world.backups),
            facts,
        };
        self.keeper.saving(content);
        if let Some((watch, _)) = &mut self.watch {
            watch.saving(content);
        }
        match Saver::start(job) {
            Ok((saver, wake)) => {
                self.saving = Some(RunningSave { saver, wake: session.register(wake), snapshot, content, when });
                let small = content.len < LARGE;
                let end = self.wait(session, Some(if small { SYNC_GRACE } else { Duration::ZERO }))?;
                self.after(end, session)
            }
            Err(error) => Some(Event::Saved(SaveAnswer::Failed(r::no_thread(lang, &error.to_string())))),
        }
    }

    /// What the file must hold: who was told that it is gone wants it anew, and who was told that
    /// it is no dataset and wants it replaced means what was there then.
    fn expected(&self) -> Expected {
        match self.spoiled.filter(|_| self.app.workspace.file.spoiled.is_some()) {
            _ if self.app.workspace.file.is_gone => Expected::Exactly(None),
            Some(content) => Expected::Spoiled(content),
            None => Expected::Exactly(self.world.loaded.content()),
        }
    }

    /// Waits for the save that is going on, at most so long; how it ended, when it has.
    fn wait(&mut self, session: &mut Session, patience: Option<Duration>) -> Option<End> {
        let outcome = self.saving.as_mut()?.saver.wait(patience)?;
        self.ended(outcome, session)
    }

    /// Returns the answer to how a save ended.
    fn after(&mut self, end: End, session: &mut Session) -> Option<Event> {
        match end {
            End::Answer(answer) => Some(Event::Saved(answer)),
            End::Outrun { theirs, kept } => {
                self.kept_lock = kept;
                self.join(FileContent::Read(theirs), true, session)
            }
        }
    }

    /// Waits without limit for the end of a save: before the program is suspended, since a
    /// suspended one would keep everybody else locked out.
    pub(super) fn finish_save(&mut self, session: &mut Session) -> Option<Event> {
        let end = self.wait(session, None);
        let mut event = end.and_then(|end| self.after(end, session));
        while event.is_none() && self.joining.as_ref().is_some_and(Joining::is_for_save) {
            event = self.joined(None, session);
        }
        event
    }

    /// Waits for a running save after the terminal is lost, at most for [`SHUTDOWN_GRACE`].
    pub(super) fn finish_save_within_grace(&mut self, session: &mut Session) {
        if let Some(End::Answer(answer)) = self.wait(session, Some(SHUTDOWN_GRACE)) {
            for effect in self.app.update(Event::Saved(answer)) {
                match effect {
                    Effect::Keep(keep) => self.keep(keep),
                    Effect::Quit => self.keeper.leave(),
                    // Without a terminal nothing is begun; what a save would have written stays in
                    // the journal.
                    _ => {}
                }
            }
        }
    }

    /// Handles a report of the running save; returns `None` also when another source woke the loop.
    pub(super) fn heard_of_save(&mut self, number: usize, session: &mut Session) -> Option<Event> {
        let saving = self.saving.as_mut().filter(|saving| saving.wake == number)?;
        match saving.saver.report()? {
            Report::Percent(percent) => Some(Event::Saving(percent)),
            Report::Ended(outcome) => {
                let end = self.ended(*outcome, session)?;
                self.after(end, session)
            }
        }
    }

    /// Updates journal, presence and watch after a save.
    fn ended(&mut self, outcome: Result<SaveOutcome, StoreError>, session: &mut Session) -> Option<End> {
        let RunningSave { wake, snapshot, content, when, .. } = self.saving.take()?;
        session.deregister(wake);
        self.stale = true;
        let fingerprint = match &outcome {
            Ok(SaveOutcome::Saved(report)) => Some(report.saved.fingerprint),
            _ => None,
        };
        if let Some((watch, _)) = &mut self.watch {
            watch.saved(fingerprint);
        }
        Some(match outcome {
            Ok(SaveOutcome::Saved(report)) => {
                self.world.loaded.fingerprint = fingerprint;
                // Text that differs from this is produced only when an external version has to be
                // merged.
                self.world.loaded.text = "".into();
                self.saved = Some(snapshot);
                let durable = !report.saved.notes.contains(&SaveNote::NotDurable);
                self.keeper.saved(&report.saved.path, content, durable, when);
                End::Answer(self.done(*report))
            }
            Ok(SaveOutcome::Outrun { theirs, kept }) => End::Outrun { theirs, kept },
            // A snapshot is always written.
            Ok(SaveOutcome::Unchanged) => return None,
            Err(error) => End::Answer(self.refused(&error)),
        })
    }

    fn done(&self, report: SaveReport) -> SaveAnswer {
        let lang = self.app.lang();
        let SaveReport { saved, backup, history } = report;
        let mut notes: Vec<String> = match backup {
            Err(error) => vec![r::no_backup(lang, &error.message(lang))],
            Ok(Some(copy)) if self.app.workspace.file.spoiled.is_some() => {
                vec![r::spoiled_kept(lang, &copy.display().to_string())]
            }
            Ok(_) => Vec::new(),
        };
        notes.extend(saved.notes.iter().map(|note| note.text(lang)));
        notes.extend(history.err().map(|e| r::no_history(lang, &e.message(lang))));
        let name = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = saved.path.display().to_string();
        SaveAnswer::Done { name, path, note: (!notes.is_empty()).then(|| notes.join(" ")) }
    }

    fn refused(&self, error: &StoreError) -> SaveAnswer {
        let lang = self.app.lang();
        let (message, hint) = (error.message(lang), error.hint(lang));
        match error {
            StoreError::Gone { .. } => SaveAnswer::Gone(format!("{message}\n\n{hint}\n\n{}", r::makes_anew(lang))),
            _ => SaveAnswer::Failed(format!("{message}\n\n{hint}\n\n{}", r::kept(lang))),
        }
    }
}
