//! Opens the screen; everything that can fail is checked before the terminal is touched.

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use ratatui::layout::Size;

use super::ExitStatus;
use super::context::CliContext;
use super::error::{CliError, name_of};
use super::keys::{KeyProblem, keymap};
use crate::app::{App, AppSettings, FileState};
use crate::config::views::ViewsFolder;
use crate::config::{ColourCount, ConfigPosition, ThemeName as Asked};
use crate::document::Document;
use crate::document::merge::parse_with_markers;
use crate::model::SCHEMA;
use crate::run::{self, ExitReason, RunError, Startup};
use crate::session::background_load::{self, Beginning, LoadError};
use crate::session::clock::SystemClock;
use crate::session::worker::Threads;
use crate::session::{OpenedDataset, SessionContext};
use crate::storage::{Disk as _, Loaded, Origin, ReadOnlyReason, RealDisk, load, proposals};
use crate::terminal::{Capabilities, is_terminal};
use crate::texts::{self, Lang};
use crate::theme::{ColourDepth, Theme};

/// Opens the screen and returns when it is left.
///
/// # Errors
/// Why there is no screen: no terminal, or a dataset that cannot be read.
pub fn screen(context: &CliContext) -> Result<ExitStatus, CliError> {
    let lang = context.lang;
    let (mut opened, document) = dataset(context)?;
    if opened.loaded.read_only == Some(ReadOnlyReason::Stream) {
        take_keys_from_terminal();
    }
    if !context.global.plain && !is_terminal() {
        return Err(CliError::usage(texts::cli::no_terminal(lang)).with(texts::cli::hint_no_terminal(lang)));
    }
    let name = context.env.text("TERM");
    let is_dumb = context.settings.dumb || Capabilities::is_without_screen(name);
    let (settings, notes) = settings(context)?;
    let proposes = proposes(context, &opened);
    let file = file(lang, &opened.loaded, proposes);
    if opened.loaded.read_only == Some(ReadOnlyReason::Stream) {
        // There is no file to watch, to lock or to save to.
        opened.loaded.path = None;
    }
    let is_beginning = opened.is_beginning;
    let capabilities = capabilities(context);
    let startup = Startup {
        capabilities,
        env: context.env.clone(),
        context: session_context(context, &opened.loaded, proposes),
        opened,
        asks_background: settings.follows_background,
        hyperlinks: context.settings.hyperlinks && !context.global.plain,
    };
    let make = move |size: Size| {
        let mut app = App::new(document, settings, file, size);
        if is_beginning {
            app.mark_partial();
        }
        if !notes.is_empty() {
            app.show_also(&notes.join(" · "));
        }
        app
    };
    let left = match (context.global.plain, is_dumb) {
        (true, _) => run::lines(startup, None, make),
        (false, true) => run::lines(startup, Some(name.unwrap_or_default()), make),
        (false, false) => run::screen(startup, make),
    };
    match left {
        Ok(ExitReason::Asked | ExitReason::InputEnded { is_unsaved: false }) => Ok(ExitStatus::Done),
        Ok(ExitReason::InputEnded { is_unsaved: true }) => Ok(ExitStatus::Negative),
        Ok(ExitReason::Signal(signal)) => Ok(ExitStatus::Signal(u8::try_from(signal).unwrap_or_default())),
        Err(RunError::Terminal(error)) => Err(CliError::usage(texts::cli::terminal_failed(lang, &error.to_string()))),
        Err(RunError::Load(LoadError::Store(error))) => Err(CliError::store(lang, &error)),
        Err(RunError::Load(LoadError::Parse(loaded, error))) => Err(CliError::parse(lang, &loaded, &error)),
    }
}

/// Lets the screen read keys from the terminal where the standard input was a pipe; where there is
/// no terminal, everything stays as it is.
fn take_keys_from_terminal() {
    if !io::stdin().is_terminal()
        && let Ok(terminal) = File::options().read(true).write(true).open("/dev/tty")
    {
        let _ = rustix::stdio::dup2_stdin(&terminal);
    }
}

/// Returns what the session of the file acts on.
fn session_context(context: &CliContext, loaded: &Loaded, proposes: bool) -> SessionContext {
    let dataset = loaded.path.as_deref().filter(|_| loaded.origin != Origin::Shipped);
    SessionContext {
        // Elsewhere what is taken out may be written to files of the user's own.
        disk: if proposes && context.global.restricted { context.proposing_disk() } else { &RealDisk },
        clock: &SystemClock,
        jobs: &Threads,
        person: context.person(),
        since: context.now(),
        home: context.env.folders.as_ref().map(|folders| folders.home.clone()),
        state: context.state().map(ToOwned::to_owned),
        views: ViewsFolder::new(&RealDisk, &context.env, context.global.restricted, dataset),
        backups: context.settings.backups,
        git: (context.may_sync() && !proposes && !context.global.read_only).then(|| context.git_identity()),
    }
}

/// Returns true when changes are proposed instead of saved: with `--propose`, where this user may
/// not write the dataset, and with `--read-only` where there is a folder of proposals. A restricted
/// access proposes only with `--propose`.
fn proposes(context: &CliContext, opened: &OpenedDataset) -> bool {
    let Some(path) = opened.loaded.path.as_deref().filter(|_| opened.loaded.origin != Origin::Shipped) else {
        return false;
    };
    let may_not_write = match opened.loaded.read_only {
        Some(ReadOnlyReason::Stream) => return false,
        Some(ReadOnlyReason::Permission | ReadOnlyReason::FileSystem) => true,
        Some(ReadOnlyReason::Asked) | None => opened.is_beginning && RealDisk.check_writable(path).is_err(),
    };
    let is_asked = context.global.read_only || opened.asked.is_some();
    let may_propose = if is_asked { proposals::is_open(&RealDisk, path) } else { may_not_write };
    context.global.propose || !context.global.restricted && may_propose
}

/// Reads the dataset, or the beginning of a large one, whose rest is loaded while it is on the
/// screen.
fn dataset(context: &CliContext) -> Result<(OpenedDataset, Document), CliError> {
    let asked = context.global.read_only.then_some(ReadOnlyReason::Asked);
    let place = context.place()?;
    let is_file = |path: &&Path| place.origin != Origin::Shipped && !load::is_stream(&RealDisk, path);
    let large = place.path.as_deref().filter(is_file);
    if let Some(Beginning { path, document }) =
        large.and_then(|path| background_load::beginning(&RealDisk, &SCHEMA, path))
    {
        let loaded =
            Loaded { text: "".into(), fingerprint: None, origin: place.origin, path: Some(path), read_only: None };
        return Ok((OpenedDataset { loaded, asked, is_beginning: true, marked: None }, document));
    }
    let mut loaded = context.load()?;
    let (document, marked) = parse_with_markers(&SCHEMA, loaded.text.clone(), &|_, _| {})
        .map_err(|error| CliError::parse(context.lang, &loaded, &error))?;
    if marked.is_some() {
        loaded.text = document.text().into();
    }
    // A decision about conflicts could not be saved into a pipe.
    let marked = marked.filter(|_| loaded.read_only != Some(ReadOnlyReason::Stream)).map(Box::new);
    Ok((OpenedDataset { loaded, asked, is_beginning: false, marked }, document))
}

/// Returns the settings of the screen, and messages about the configuration.
fn settings(context: &CliContext) -> Result<(AppSettings, Vec<String>), CliError> {
    let (keymap, problems) = keymap(context);
    let settings = AppSettings {
        lang: context.lang,
        theme: theme(context),
        follows_background: follows_background(context),
        colours: depth(context),
        mouse: context.settings.mouse && has_mouse(context),
        has_mouse: has_mouse(context),
        ascii: context.settings.ascii,
        restricted: context.global.restricted,
        may_sync: context.may_sync(),
        author: context.person().author,
        today: context.today()?,
        old_after: context.settings.review_after_months,
        silenced: context.settings.silence.iter().map(|given| given.value.clone()).collect(),
        keymap,
    };
    Ok((settings, notes(context, problems)))
}

/// Returns what the first line says about the configuration: the problem before its place, because
/// there is little room.
fn notes(context: &CliContext, problems: Vec<KeyProblem>) -> Vec<String> {
    let lang = context.lang;
    let place = |spot: &ConfigPosition| {
        let name = spot.file.file_name().unwrap_or_default().to_string_lossy();
        format!("({name}:{})", spot.line)
    };
    let keys = problems.iter().map(|problem| match &problem.spot {
        Some(spot) => format!("{} {}", problem.text, place(spot)),
        None => problem.text.clone(),
    });
    let warnings =
        context.warnings.iter().map(|warning| format!("{} {}", warning.problem.text(lang), place(&warning.spot)));
    let mut notes: Vec<String> = keys.chain(warnings).collect();
    if notes.len() > 1 {
        notes.insert(0, texts::cli::several_problems(lang, notes.len()));
    }
    notes
}

/// Returns true when the theme is that of the terminal's background.
fn follows_background(context: &CliContext) -> bool {
    let is_open = matches!(context.settings.theme, Asked::Auto | Asked::HighContrast);
    is_open && depth(context) != ColourDepth::None && !context.global.plain
}

fn capabilities(context: &CliContext) -> Capabilities {
    Capabilities::of(context.env.text("TERM"), context.settings.true_colour)
}

fn has_mouse(context: &CliContext) -> bool {
    capabilities(context).has_mouse() && !context.global.plain
}

/// Returns how many colours are used: as many as the terminal has, unless the settings say.
fn depth(context: &CliContext) -> ColourDepth {
    match (context.settings.colours, capabilities(context).colours()) {
        (ColourCount::Auto, depth) => depth,
        // One that has none shows none, whatever the settings say.
        (_, ColourDepth::None) => ColourDepth::None,
        (ColourCount::Sixteen, ColourDepth::Vga) => ColourDepth::Vga,
        (ColourCount::Sixteen, _) => ColourDepth::Sixteen,
        (ColourCount::Indexed, _) => ColourDepth::Indexed,
        (ColourCount::True, _) => ColourDepth::True,
    }
}

fn theme(context: &CliContext) -> Theme {
    let depth = depth(context);
    match context.settings.theme {
        _ if context.global.plain => Theme::Plain,
        Asked::Auto => match context.settings.is_background_light {
            Some(is_light) => Theme::of_background(is_light, depth),
            None => Theme::of_unknown_background(depth),
        },
        Asked::Dark => Theme::of_background(false, depth),
        Asked::Light => Theme::of_background(true, depth),
        Asked::HighContrast if depth == ColourDepth::None => Theme::HighContrast { is_light: None },
        Asked::HighContrast => Theme::HighContrast { is_light: context.settings.is_background_light },
        Asked::NoColor => Theme::Plain,
        // The name of the dark theme before there was one for each number of colours.
        Asked::Rich => Theme::of_background(false, depth.max_indexed()),
    }
}

fn file(lang: Lang, loaded: &Loaded, proposes: bool) -> FileState {
    let path = name_of(lang, loaded);
    let name = loaded.path.as_ref().and_then(|path| path.file_name()).unwrap_or_default();
    let is_stream = loaded.read_only == Some(ReadOnlyReason::Stream);
    FileState {
        name: if is_stream { path.clone() } else { name.to_string_lossy().into_owned() },
        path,
        read_only: loaded.read_only.map(|reason| reason.text(lang).to_owned()).filter(|_| !proposes),
        proposes,
        is_gone: false,
        spoiled: None,
    }
}
