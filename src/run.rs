//! The event loop: passes events to `update`, carries out its effects, and draws one frame for each
//! batch of events.
//!
//! The only place where effects are carried out. Must not decide anything about the dataset. Entry
//! point: [`screen`].

mod app_handle;
mod authorship;
pub mod background_load;
pub mod clipboard;
pub mod clock;
mod day;
mod effects;
mod external_changes;
pub mod external_editor;
mod external_merge;
pub mod merge_worker;
pub mod persistence;
pub mod save_worker;
pub mod saved_changes;
mod saving;
mod startup;
mod startup_recovery;

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use crate::app::{App, Effect, Event, Keep};
use crate::document::Snapshot;
use crate::storage::lock::KeptLock;
use crate::storage::watch::Watch;
use crate::storage::{Content, Loaded, RealDisk};
use crate::terminal::{Capabilities, Session, TerminalEvent};
use crate::view;
use app_handle::AppHandle;
use background_load::{LoadPoll, LoadedDataset, Loader};
use effects::EffectOutcome;
use external_merge::Joining;
use persistence::Persistence;
use saving::RunningSave;

pub use startup::{Left, RunError, Startup};

/// Runs the screen until it is left. `app` is created as soon as the terminal size is known.
///
/// # Errors
/// The error that ended the screen.
pub fn screen(world: Startup, make: impl FnOnce(ratatui::layout::Size, &Startup) -> App) -> Result<Left, RunError> {
    let mut session = Session::start(Capabilities::of(world.env.text("TERM")))?;
    let app = AppHandle::new(make(session.size(), &world));
    // All else can wait.
    session.draw(|buffer| view::paint(&app, buffer));
    let keeper = Persistence::new(app.workspace.doc.schema(), &world.env, &world.person, &world.loaded);
    let mut edge = EventLoop {
        app,
        world,
        keeper,
        stale: false,
        draft: None,
        watch: None,
        looked: Instant::now(),
        missing_since: None,
        unheard: false,
        theirs: None,
        loading: None,
        saving: None,
        kept_lock: None,
        joining: None,
        spoiled: None,
        saved: None,
        events: VecDeque::new(),
        is_left: false,
    };
    let left = edge.run_loop(&mut session);
    if left.is_err() {
        // Whatever ends the loop, what is unsaved is kept.
        edge.end(&mut session);
    }
    // To free a large dataset bit by bit takes long; with the end of the process it is free at
    // once.
    std::mem::forget(edge.app);
    left
}

/// The application state and everything its effects act on.
struct EventLoop {
    app: AppHandle,
    world: Startup,
    keeper: Persistence,
    /// True when the state may differ from what is on the screen. In a busy folder the watch also
    /// wakes for other files; nothing is drawn then.
    stale: bool,
    /// The text of the open field, persisted once per batch of keys.
    draft: Option<Keep>,
    /// The watch on the dataset's file, and the number of its wake-up source.
    watch: Option<(Watch, Option<usize>)>,
    /// When the file was last checked.
    looked: Instant,
    /// Since when the file has been missing.
    missing_since: Option<Instant>,
    /// True when the watch reported something during a save or a merge; the file is checked
    /// afterwards.
    unheard: bool,
    /// The external version of the file, until it is merged into the state.
    theirs: Option<Loaded>,
    /// The background load of a large file, and the number of its wake-up source.
    loading: Option<(Loader, usize)>,
    /// The running save.
    saving: Option<RunningSave>,
    /// The lock kept from a save that another writer outran, until that version is merged and the
    /// next attempt begins.
    kept_lock: Option<KeptLock>,
    /// The running merge of an external version.
    joining: Option<Joining>,
    /// What the file holds that is no dataset.
    spoiled: Option<Content>,
    /// The text of the last save, when the file is that.
    saved: Option<Snapshot>,
    /// What the state has not been told yet.
    events: VecDeque<Event>,
    /// The person has left.
    is_left: bool,
}

impl EventLoop {
    /// Runs the loop until the screen is left.
    fn run_loop(&mut self, session: &mut Session) -> Result<Left, RunError> {
        self.read_rest(session)?;
        self.tell_of_copies();
        if let Some(marked) = self.world.marked.take() {
            self.update(Event::Marked(marked), session)?;
        } else {
            self.recover();
        }
        self.catch_up_with_others(session)?;
        self.stale = true;
        while !self.is_left {
            // What a slow line has not taken yet is not added to: the next frame waits, and with it
            // all keys until then.
            if self.stale {
                self.stale = !session.draw(|buffer| view::paint(&self.app, buffer));
            }
            if self.saving.is_none() && self.joining.is_none() {
                // The save has led to a question or an error, so the lock is not held while the
                // user decides.
                self.kept_lock = None;
            }
            let busy = self.app.is_busy();
            let inputs = session.wait(if busy { Some(Duration::ZERO) } else { self.patience() })?;
            // A busy folder produces events all the time; only input takes precedence.
            if busy && inputs.iter().all(|input| matches!(input, TerminalEvent::Ready(_))) {
                // Work done ahead of time does not change the screen.
                let seen = !self.app.is_page_ahead_due();
                self.update(Event::ContinueWork, session)?;
                self.stale |= seen && (!self.app.is_busy() || self.app.is_checking());
            }
            if inputs.len() > 1 {
                self.update(Event::MoreInput, session)?;
            }
            for input in inputs {
                self.stale |= !matches!(input, TerminalEvent::Ready(_));
                if let TerminalEvent::Ended(signal) = input {
                    self.end(session);
                    return Ok(Left::Signal(signal));
                }
                self.handle(input, session)?;
                if self.is_left {
                    return Ok(Left::Asked);
                }
            }
            self.update(Event::FrameDue, session)?;
            self.keep_draft();
            self.look_if_due(session)?;
        }
        Ok(Left::Asked)
    }

    /// Starts to read the rest of a large file.
    fn read_rest(&mut self, session: &mut Session) -> io::Result<()> {
        if let Some(path) = self.world.loaded.path.clone().filter(|_| self.world.beginning) {
            let (loader, wake) = Loader::start(self.app.workspace.doc.schema(), path)?;
            self.loading = Some((loader, session.register(wake)));
        }
        Ok(())
    }

    /// Ends the program without the user having asked for it; everything unsaved is persisted.
    fn end(&mut self, session: &mut Session) {
        self.keep_draft();
        self.finish_save_within_grace(session);
        self.keeper.end(&self.app);
    }

    /// Handles what came.
    fn handle(&mut self, input: TerminalEvent, session: &mut Session) -> Result<(), RunError> {
        self.begin_day(session)?;
        let event = match input {
            TerminalEvent::Key(chord) => Some(Event::Key(chord)),
            TerminalEvent::Paste(text) => Some(Event::Paste(text)),
            TerminalEvent::Problem(problem) => Some(Event::InputProblem(problem)),
            TerminalEvent::Resize(size) => {
                // Redraws even when the size equals that of the last frame: it may have been
                // different in between.
                session.redraw();
                Some(Event::Resize(size))
            }
            TerminalEvent::Continued => {
                // A lost line wakes the program before the error shows; if the terminal is gone,
                // the next wait reports it.
                if session.retake().is_err() {
                    return Ok(());
                }
                Some(Event::Resize(session.size()))
            }
            // An external SIGTSTP suspends the program just as Ctrl-Z does.
            TerminalEvent::Stop => return Ok(self.perform([Effect::Suspend].into(), session)?),
            TerminalEvent::Ended(_) => return Ok(()),
            TerminalEvent::Ready(number) => {
                let event = self.ready(number, session)?;
                self.stale |= event.is_some();
                event
            }
        };
        self.events.extend(event);
        self.deliver(session)?;
        self.catch_up_with_others(session)?;
        Ok(())
    }

    /// Tells the state of something and carries out what it asks for, in order.
    fn update(&mut self, event: Event, session: &mut Session) -> io::Result<()> {
        self.events.push_back(event);
        self.deliver(session)
    }

    /// Tells the state what it has not been told yet and carries out what it asks for, in order.
    fn deliver(&mut self, session: &mut Session) -> io::Result<()> {
        self.perform(VecDeque::new(), session)
    }

    /// Tells the state what it has not been told yet; adds what is to be carried out.
    fn tell(&mut self, effects: &mut VecDeque<Effect>) {
        while let Some(event) = self.events.pop_front() {
            effects.extend(self.app.update(event));
        }
    }

    /// Carries out effects, and what comes of them, in order, until there is nothing left to tell
    /// or the program is to end.
    fn perform(&mut self, mut effects: VecDeque<Effect>, session: &mut Session) -> io::Result<()> {
        while !self.is_left {
            self.tell(&mut effects);
            let Some(effect) = effects.pop_front() else { break };
            if effect == Effect::Suspend
                && let Some(event) = self.finish_save(session)
            {
                // What comes of it may be another save, which is to end first, too.
                self.events.push_back(event);
                self.tell(&mut effects);
                effects.push_back(effect);
                continue;
            }
            match self.perform_effect(effect, session)? {
                EffectOutcome::Event(event) => self.events.push_back(*event),
                EffectOutcome::Nothing => {}
                EffectOutcome::Leave => {
                    self.keeper.leave();
                    self.is_left = true;
                }
            }
        }
        Ok(())
    }

    /// Handles a wake-up from a source other than the terminal.
    fn ready(&mut self, number: usize, session: &mut Session) -> Result<Option<Event>, RunError> {
        if self.watch.as_ref().is_some_and(|(_, wake)| *wake == Some(number)) {
            // During a save the file may be the old or the new one; it is checked when the save has
            // ended.
            if self.saving.is_some() {
                self.unheard = true;
                self.watch.iter_mut().for_each(|(watch, _)| watch.hear(&RealDisk));
                return Ok(None);
            }
            return Ok(self.look(session)?);
        }
        if self.saving.is_some()
            && let Some(event) = self.heard_of_save(number, session)
        {
            return Ok(Some(event));
        }
        if self.joining.as_ref().is_some_and(|joining| joining.wakes_by(number)) {
            return Ok(self.joined(Some(Duration::ZERO), session));
        }
        self.loaded(number, session)
    }

    /// Takes over a large file once all of it has been read.
    fn loaded(&mut self, number: usize, session: &mut Session) -> Result<Option<Event>, RunError> {
        let Some((loader, _)) = self.loading.as_mut().filter(|(_, wake)| *wake == number) else { return Ok(None) };
        let whole = match loader.look() {
            LoadPoll::Nothing => return Ok(None),
            LoadPoll::Percent(percent) => return Ok(Some(Event::Loading(percent))),
            LoadPoll::Done(whole) => whole.map(|whole| *whole),
        };
        self.loading = None;
        session.deregister(number);
        self.stale = true;
        let Some(whole) = whole else { return Ok(None) };
        let LoadedDataset { loaded, document, index, marked } = whole.map_err(RunError::Load)?;
        let origin = self.world.loaded.origin;
        let loaded = Loaded { read_only: self.world.asked.or(loaded.read_only), ..loaded };
        let read_only = loaded.read_only.map(|reason| reason.text(self.app.lang()).to_owned());
        self.world.loaded = Loaded { origin, ..loaded };
        self.keeper =
            Persistence::new(self.app.workspace.doc.schema(), &self.world.env, &self.world.person, &self.world.loaded);
        self.events.push_back(Event::Complete(Box::new(document), Box::new(index), read_only));
        // What earlier programs left is offered on the whole of it.
        self.deliver(session)?;
        if marked.is_none() {
            self.recover();
        }
        Ok(marked.map(Event::Marked))
    }
}

impl EventLoop {
    /// Persists a step at once, and the text of the open field at the end of the batch.
    fn put_away(&mut self, keep: Keep) {
        if let Keep::Draft(field, _) | Keep::DraftClosed(field) = &keep {
            // Of one field only the last text matters; a different field's text must be persisted
            // before it is replaced.
            let pending = self.draft.take();
            let is_other = |draft: &Keep| !matches!(draft, Keep::Draft(other, _) if other == field);
            pending.filter(is_other).into_iter().for_each(|draft| self.keep(draft));
        }
        if matches!(keep, Keep::Draft(..)) {
            self.draft = Some(keep);
        } else {
            self.keep(keep);
        }
    }

    /// Makes the external version the base of the next save.
    fn build_on_theirs(&mut self) {
        if let Some(theirs) = self.theirs.take() {
            let Loaded { origin, path, read_only, .. } = std::mem::replace(&mut self.world.loaded, theirs);
            self.world.loaded = Loaded { origin, path, read_only, ..self.world.loaded.clone() };
            self.saved = None;
        }
    }

    /// Persists something and reports a failure.
    fn keep(&mut self, keep: Keep) {
        if let Some(reason) = self.keeper.keep(keep, self.app.lang()) {
            self.events.push_back(Event::Problem(reason));
        }
    }

    /// Persists the text of the open field before the screen shows it.
    fn keep_draft(&mut self) {
        if let Some(draft) = self.draft.take() {
            self.keep(draft);
        }
    }
}
