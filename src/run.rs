//! The loop: events to `update`, effects to the world, one frame for each batch of events.
//!
//! The only place where effects are carried out. Must not decide anything about the dataset. Enter at [`screen`].

pub mod clipboard;
pub mod external;
pub mod loader;

use std::io;
use std::time::Duration;

use crate::app::{App, Effect, Event, SaveAnswer};
use crate::storage::{self, Content, Environment, Holder, Loaded, Order, RealDisk, Reason};
use crate::terminal::{Input, Session};
use crate::texts::run as r;
use crate::view;
use loader::{LoadError, Loader, Whole};

/// How long a save waits for another program that is saving.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the loop needs of the world.
pub struct World {
    /// Variables, folders and names.
    pub env: Environment,
    /// The dataset as it was read.
    pub loaded: Loaded,
    /// Since when this process holds the lock, as text for others.
    pub since: String,
    /// Why nothing may be written, when the user asked for that.
    pub asked: Option<Reason>,
    /// True when only the beginning of the file has been read; the loop reads the rest.
    pub beginning: bool,
}

/// Why the screen ended by itself.
#[derive(Debug)]
pub enum RunError {
    /// What the terminal refuses.
    Terminal(io::Error),
    /// The rest of the file cannot be read.
    Load(LoadError),
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> RunError {
        RunError::Terminal(error)
    }
}

/// Runs the screen until it is left; `app` is made when the size is known.
///
/// # Errors
/// Why it could not go on.
pub fn screen(world: World, make: impl FnOnce(ratatui::layout::Size, &World) -> App) -> Result<(), RunError> {
    let mut session = Session::start()?;
    let app = make(session.size()?, &world);
    let mut edge = Edge { app, world, loading: None };
    session.draw(|frame| view::draw(&edge.app, frame))?;
    edge.read_rest(&mut session)?;
    loop {
        for input in session.wait()? {
            if !edge.handle(input, &mut session)? {
                return Ok(());
            }
        }
        session.draw(|frame| view::draw(&edge.app, frame))?;
    }
}

/// The state and the world it acts on.
struct Edge {
    app: App,
    world: World,
    /// The rest of a large file being read, and the number by which it wakes.
    loading: Option<(Loader, usize)>,
}

impl Edge {
    /// Begins to read the rest of a large file.
    fn read_rest(&mut self, session: &mut Session) -> io::Result<()> {
        if let Some(path) = self.world.loaded.path.clone().filter(|_| self.world.beginning) {
            let (loader, wake) = Loader::start(self.app.doc.schema(), path)?;
            self.loading = Some((loader, session.also(wake)));
        }
        Ok(())
    }

    /// Handles what came; false when the program is to end.
    fn handle(&mut self, input: Input, session: &mut Session) -> Result<bool, RunError> {
        let event = match input {
            Input::Key(chord) => Event::Key(chord),
            Input::Paste(text) => Event::Paste(text),
            Input::Resize(size) => Event::Resize(size),
            Input::Ended => return Ok(false),
            Input::Ready(number) => match self.loaded(number, session)? {
                Some(event) => event,
                None => return Ok(true),
            },
        };
        let mut effects = self.app.update(event);
        while let Some(effect) = effects.pop() {
            match carry_out(effect, session, (&self.app, &mut self.world))? {
                Answer::Event(event) => effects.extend(self.app.update(*event)),
                Answer::Nothing => {}
                Answer::Leave => return Ok(false),
            }
        }
        Ok(true)
    }

    /// The whole of a large file, when it has been read.
    fn loaded(&mut self, number: usize, session: &mut Session) -> Result<Option<Event>, RunError> {
        let Some((loader, _)) = self.loading.take_if(|(_, wake)| *wake == number) else { return Ok(None) };
        session.no_more(number);
        let Some(whole) = loader.take() else { return Ok(None) };
        let Whole { loaded, document, index } = whole.map_err(RunError::Load)?;
        let origin = self.world.loaded.origin;
        let loaded = Loaded { read_only: self.world.asked.or(loaded.read_only), ..loaded };
        let read_only = loaded.read_only.map(|reason| reason.text(self.app.lang()).to_owned());
        self.world.loaded = Loaded { origin, ..loaded };
        Ok(Some(Event::Complete(Box::new(document), Box::new(index), read_only)))
    }
}

/// What comes of an effect.
enum Answer {
    Nothing,
    Event(Box<Event>),
    Leave,
}

fn carry_out(effect: Effect, session: &mut Session, (app, world): (&App, &mut World)) -> io::Result<Answer> {
    let event = match effect {
        Effect::Quit => return Ok(Answer::Leave),
        Effect::Redraw => {
            session.redraw()?;
            return Ok(Answer::Nothing);
        }
        Effect::Suspend => {
            session.stop()?;
            Event::Resize(session.size()?)
        }
        Effect::Save => Event::Saved(save(app, world)),
        Effect::Copy(text) => Event::Copied(match clipboard::sequence(&text, &world.env, app.lang()) {
            Ok(bytes) => session.send(&bytes).map(|()| text.len()).map_err(|e| e.to_string()),
            Err(reason) => Err(reason),
        }),
        Effect::EditExternally(address, text) => {
            let (env, lang) = (&world.env, app.lang());
            Event::Edited(address, session.suspend(|| external::edit(&text, env, lang))?)
        }
    };
    Ok(Answer::Event(Box::new(event)))
}

/// Writes the dataset to its file.
fn save(app: &App, world: &mut World) -> SaveAnswer {
    let lang = app.lang();
    match write(app, world) {
        Ok(saved) => {
            let notes: Vec<String> = saved.notes.iter().map(|note| note.text(lang)).collect();
            let name = saved.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            world.loaded.fingerprint = Some(saved.fingerprint);
            let path = saved.path.display().to_string();
            SaveAnswer::Done { name, path, note: (!notes.is_empty()).then(|| notes.join(" ")) }
        }
        Err(error) => {
            SaveAnswer::Failed(format!("{}\n\n{}\n\n{}", error.message(lang), error.hint(lang), r::kept(lang)))
        }
    }
}

fn write(app: &App, world: &World) -> Result<storage::Saved, storage::StoreError> {
    let holder = Holder::this(&world.env, world.since.clone());
    let expected: Option<Content> = world.loaded.content();
    let order = Order {
        disk: &RealDisk,
        path: world.loaded.target()?,
        read_only: world.loaded.read_only,
        holder: &holder,
        patience: PATIENCE,
        state: world.env.folders.as_ref().map(|f| f.state.as_path()),
    };
    let schema = app.doc.schema();
    let judge = |text: &str| crate::document::Document::parse(schema, text).map(drop).map_err(|e| e.say(app.lang()));
    storage::replace(order, expected, app.doc.chunks(), judge)
}
