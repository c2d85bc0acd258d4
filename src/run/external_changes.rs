//! The loop's view of other programs: notices that they changed the file, and shows who is at work.
//!
//! With kernel notifications and no other editor present, this is idle until notified. Otherwise it
//! polls: the file on network file systems, and the presence files while other editors are shown,
//! because a killed process may leave no event. Entry point: [`EventLoop::catch_up`],
//! [`EventLoop::look`].

use std::io;
use std::time::{Duration, Instant};

use super::merge_worker::FileContent;
use super::{EventLoop, Session};
use crate::app::Event;
use crate::storage::RealDisk;
use crate::storage::watch::{FileStatus, Watch};

/// How long an editor that has ended may still be shown as at work.
const GONE_AFTER: Duration = Duration::from_secs(2);

/// How long a file must be missing before it is reported as gone: some programs save by removing
/// the old file first.
const MISSING_FOR: Duration = Duration::from_secs(2);

impl EventLoop {
    /// Takes in what others did while something else went on.
    pub(super) fn catch_up_with_others(&mut self, session: &mut Session) -> io::Result<()> {
        let event = self.catch_up(session)?;
        self.events.extend(event);
        self.deliver(session)
    }

    /// Catches up after other work: others may have written the file, or ended their work.
    pub(super) fn catch_up(&mut self, session: &mut Session) -> io::Result<Option<Event>> {
        if let Some(reason) = self.keeper.show(&self.app) {
            self.events.push_back(Event::Problem(reason));
            self.stale = true;
        }
        if let (Some((watch, _)), Some(own)) = (&mut self.watch, self.keeper.presence_file()) {
            watch.disregard(own);
        }
        // No notification covers what was written before the watch began.
        let begins = self.watch.is_none() && self.watch(session)?;
        if begins || self.saving.is_none() && std::mem::take(&mut self.unheard) {
            return self.look(session);
        }
        Ok(None)
    }

    /// Starts to watch the file for external changes, if there is a file.
    fn watch(&mut self, session: &mut Session) -> io::Result<bool> {
        let loaded = &self.world.loaded;
        let (Some(path), None, Some(_)) = (&loaded.path, &self.loading, loaded.fingerprint) else { return Ok(false) };
        let watch = Watch::start(&RealDisk, path, loaded.fingerprint);
        let wake = wake(&watch, session)?;
        self.watch = Some((watch, wake));
        self.looked = Instant::now();
        self.see_others();
        Ok(true)
    }

    /// Returns how often to poll the file and the presence files; `None` when notifications are
    /// enough.
    fn interval(&self) -> Option<Duration> {
        let (watch, _) = self.watch.as_ref().filter(|_| self.saving.is_none())?;
        let shown = (!self.app.others.is_empty()).then_some(GONE_AFTER);
        let missing = (self.missing_since.is_some() && !self.app.workspace.file.is_gone).then_some(MISSING_FOR);
        watch.interval().into_iter().chain(shown).chain(missing).min()
    }

    /// Returns how long the loop may sleep until the next poll; `None` for no limit.
    pub(super) fn patience(&self) -> Option<Duration> {
        self.interval().map(|interval| interval.saturating_sub(self.looked.elapsed()))
    }

    /// Polls when it is due.
    pub(super) fn look_if_due(&mut self, session: &mut Session) -> io::Result<()> {
        if self.patience() == Some(Duration::ZERO) {
            let event = self.look(session)?;
            self.events.extend(event);
        }
        self.deliver(session)
    }

    /// Checks what others did to the file and what they are working on.
    pub(super) fn look(&mut self, session: &mut Session) -> io::Result<Option<Event>> {
        self.looked = Instant::now();
        let Some((watch, number)) = &mut self.watch else { return Ok(None) };
        let seen = watch.poll(&RealDisk);
        if watch.renewed() {
            number.take().into_iter().for_each(|old| session.deregister(old));
            *number = wake(watch, session)?;
        }
        let known = watch.known().collect();
        if watch.others_stirred() || !self.app.others.is_empty() {
            self.see_others();
        }
        match seen {
            Ok(FileStatus::Gone) => return Ok(self.missing()),
            Ok(FileStatus::Same | FileStatus::Modified) => self.found(),
            Err(_) => {}
        }
        // A file that cannot be read now is checked again at the next notification.
        let (Ok(FileStatus::Modified), Some(path)) = (seen, self.world.loaded.path.clone()) else { return Ok(None) };
        if self.joining.is_some() {
            self.unheard = true;
            return Ok(None);
        }
        Ok(self.join(FileContent::File(path, known), false, session))
    }

    /// Looks for a person who asks: a file that is missing is then called gone at once.
    pub(super) fn look_now(&mut self, session: &mut Session) -> io::Result<Option<Event>> {
        if self.saving.is_some() {
            return Ok(None);
        }
        let event = self.look(session)?;
        let is_missing = self.missing_since.is_some() && !self.app.workspace.file.is_gone;
        Ok(if is_missing { Some(Event::FileGone) } else { event })
    }

    /// The file was not there at this look; tells of it once that has lasted.
    fn missing(&mut self) -> Option<Event> {
        let since = *self.missing_since.get_or_insert(self.looked);
        let is_news = !self.app.workspace.file.is_gone && since.elapsed() >= MISSING_FOR;
        self.stale |= is_news;
        is_news.then_some(Event::FileGone)
    }

    /// Records that the file is present.
    fn found(&mut self) {
        self.missing_since = None;
        if self.app.workspace.file.is_gone {
            self.events.push_back(Event::FileBack);
            self.stale = true;
        }
    }

    /// Shows who is at work; draws nothing when that has not changed.
    fn see_others(&mut self) {
        let others = self.keeper.others(self.app.lang());
        if others != self.app.others {
            self.events.push_back(Event::PresenceChanged(others));
            self.stale = true;
        }
    }
}

/// Lets the kernel's notifications wake the loop, where they are supported.
fn wake(watch: &Watch, session: &mut Session) -> io::Result<Option<usize>> {
    Ok(watch.fd().map(|fd| fd.try_clone_to_owned()).transpose()?.map(|fd| session.register(fd)))
}
