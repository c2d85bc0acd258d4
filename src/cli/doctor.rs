//! `doctor`: inspects the program's surroundings, and says what to do where something is wrong.
//!
//! Changes nothing, leaves no file and waits for nobody. Entry point: [`run`].

mod folders;
mod repository;

use std::io::IsTerminal;
use std::path::Path;

use super::ExitStatus;
use super::answer;
use super::config::data_origin;
use super::context::CliContext;
use super::error::{CliError, shown};
use super::output::CommandOutput;
use crate::config::{self, character_locale};
use crate::export::Format;
use crate::model::SCHEMA;
use crate::storage::lock::{self, LockState, lock_path};
use crate::storage::{Loaded, RealDisk, interrupted, is_plausible_day};
use crate::texts::{self, Lang, storage};

/// An inspected item.
#[derive(Debug, serde::Serialize)]
struct Inspection {
    name: &'static str,
    found: String,
    /// What is wrong with it, and what to do.
    problem: Option<String>,
}

#[derive(serde::Serialize)]
struct DoctorAnswer {
    looks: Vec<Inspection>,
}

/// Runs the command; a negative answer when something is wrong.
///
/// # Errors
/// When the requested format is not supported.
pub fn run(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&[Format::Table, Format::Json])?;
    let mut looks = vec![look(texts::cli::version(context.lang), env!("CARGO_PKG_VERSION"))];
    terminal(context, &mut looks);
    dataset(context, &mut looks);
    folders::inspect(context, &mut looks);
    repository::inspect(context, &mut looks);
    surroundings(context, &mut looks);
    let sick = looks.iter().any(|look| look.problem.is_some());
    match format {
        Format::Json => answer::print_json(&DoctorAnswer { looks }, out),
        _ => lines(context.lang, &looks, out),
    }
    Ok(if sick { ExitStatus::Negative } else { ExitStatus::Done })
}

fn lines(lang: Lang, looks: &[Inspection], out: &mut CommandOutput) {
    for look in looks {
        out.labelled(look.name, &look.found, 0);
        if let Some(problem) = &look.problem {
            out.labelled("", &format!("! {problem}"), 0);
        }
    }
    let problems = looks.iter().filter(|look| look.problem.is_some()).count();
    out.line("");
    out.heading(&if problems == 0 {
        texts::cli::healthy(lang).to_owned()
    } else {
        texts::cli::problems(lang, problems)
    });
}

fn look(name: &'static str, found: impl Into<String>) -> Inspection {
    Inspection { name, found: found.into(), problem: None }
}

fn wrong(name: &'static str, found: impl Into<String>, problem: impl Into<String>) -> Inspection {
    Inspection { problem: Some(problem.into()), ..look(name, found) }
}

fn terminal(context: &CliContext, looks: &mut Vec<Inspection>) {
    let (lang, settings) = (context.lang, &context.settings);
    let term = context.env.text("TERM").unwrap_or(texts::cli::not_set(lang));
    let size =
        rustix::termios::tcgetwinsize(std::io::stdout()).map(|size| format!(", {} × {}", size.ws_col, size.ws_row));
    let found = format!("{term}{}", size.unwrap_or_default());
    let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    looks.push(match (settings.dumb, is_terminal) {
        (true, _) => wrong(texts::cli::terminal(lang), found, texts::cli::dumb(lang)),
        (_, false) => look(texts::cli::terminal(lang), format!("{found} ({})", texts::cli::redirected(lang))),
        _ => look(texts::cli::terminal(lang), found),
    });
    let depth = if settings.true_colour { texts::cli::true_colour(lang) } else { texts::cli::sixteen_colours(lang) };
    looks.push(look(texts::cli::colours(lang), format!("{}, {depth}", settings.theme.name())));
    looks.push(characters(context));
    looks.push(look(texts::cli::language(lang), lang.code()));
}

/// Explains why only ASCII is drawn, unless it was asked for.
fn characters(context: &CliContext) -> Inspection {
    let lang = context.lang;
    let asked = context.global.ascii || context.config.ascii.is_some();
    match (context.settings.ascii, character_locale(&context.env)) {
        (false, _) => look(texts::cli::characters(lang), "UTF-8"),
        (true, _) if asked => look(texts::cli::characters(lang), "ASCII"),
        (true, Some((name, value))) => {
            wrong(texts::cli::characters(lang), format!("ASCII ({name}={value})"), texts::cli::no_utf8(lang))
        }
        (true, None) => wrong(
            texts::cli::characters(lang),
            format!("ASCII ({})", texts::cli::not_set(lang)),
            texts::cli::no_utf8(lang),
        ),
    }
}

fn dataset(context: &CliContext, looks: &mut Vec<Inspection>) {
    let lang = context.lang;
    let loaded = match context.load() {
        Ok(loaded) => loaded,
        Err(failure) => {
            return looks.push(wrong(texts::cli::dataset(lang), data_origin(context).text(lang), failure.to_string()));
        }
    };
    let name = super::error::name_of(lang, &loaded);
    let found = format!("{name} ({})", data_origin(context).text(lang));
    looks.push(match super::context::Dataset::parse(loaded.clone(), lang) {
        Err(failure) => wrong(texts::cli::dataset(lang), found, failure.to_string()),
        Ok(dataset) => {
            let count: usize = SCHEMA.all().map(|table| dataset.document.slots(table).len()).sum();
            look(texts::cli::dataset(lang), format!("{found}, {}", texts::cli::records(lang, count)))
        }
    });
    looks.push(match (&loaded.read_only, &loaded.path) {
        (Some(reason), _) => wrong(texts::cli::writing(lang), texts::cli::not_possible(lang), reason.text(lang)),
        (None, None) => wrong(texts::cli::writing(lang), texts::cli::not_possible(lang), storage::no_place(lang)),
        (None, Some(path)) => look(texts::cli::writing(lang), texts::cli::goes_to(lang, &shown(path))),
    });
    if let (Some(path), Some(_)) = (&loaded.path, &loaded.fingerprint) {
        looks.push(lock(lang, path));
    }
    leftovers(context, &loaded, looks);
}

fn leftovers(context: &CliContext, loaded: &Loaded, looks: &mut Vec<Inspection>) {
    let Some(path) = &loaded.path else { return };
    for leftover in interrupted(&RealDisk, path, context.state()) {
        looks.push(wrong(
            texts::cli::leftover(context.lang),
            shown(&leftover),
            storage::interrupted(context.lang, &shown(&leftover)),
        ));
    }
}

/// Finds out who is writing the dataset, without waiting and without creating the lock file.
fn lock(lang: Lang, path: &Path) -> Inspection {
    let name = texts::cli::lock(lang);
    match lock::look(&RealDisk, path) {
        Ok(LockState::Free) => look(name, texts::cli::lock_free(lang)),
        Ok(LockState::Held(None)) => look(name, texts::cli::lock_held_by_somebody(lang)),
        Ok(LockState::Held(Some(holder))) => look(name, texts::cli::lock_held(lang, &holder.text(lang))),
        Err(error) => wrong(name, shown(&lock_path(path)), format!("{}. {}", error.message(lang), error.hint(lang))),
    }
}

fn surroundings(context: &CliContext, looks: &mut Vec<Inspection>) {
    let (lang, env) = (context.lang, &context.env);
    for file in config::files(env, context.global.restricted) {
        let there = if file.exists() { texts::cli::is_read(lang) } else { texts::cli::is_missing(lang) };
        looks.push(look(texts::cli::configuration(lang), format!("{} ({there})", shown(&file))));
    }
    for warning in &context.warnings {
        looks.push(wrong(texts::cli::configuration(lang), warning.spot.file.display().to_string(), warning.text(lang)));
    }
    let (_, problems) = super::keys::keymap(context);
    looks.extend(problems.into_iter().map(|problem| wrong(texts::cli::keys(lang), "config.toml", problem.to_string())));
    let unknown = super::check::unknown_rules(context).into_iter();
    looks.extend(unknown.map(|(place, problem)| wrong(texts::cli::configuration(lang), place, problem)));
    looks.push(editor(context));
    let way = match (env.get("TMUX"), env.get("STY")) {
        (Some(_), _) => texts::cli::clipboard_tmux(lang),
        (_, Some(_)) => texts::cli::clipboard_screen(lang),
        _ => texts::cli::clipboard_direct(lang),
    };
    let far = env.get("SSH_CONNECTION").or(env.get("SSH_TTY")).map(|_| texts::cli::over_ssh(lang)).unwrap_or_default();
    looks.push(look(texts::cli::clipboard(lang), format!("{way}{far}")));
    looks.push(clock(context));
}

/// Checks whether the clock can be right: ages, histories and backups depend on it.
fn clock(context: &CliContext) -> Inspection {
    let (lang, day) = (context.lang, context.day());
    if is_plausible_day(&day) {
        look(texts::cli::clock(lang), day)
    } else {
        wrong(texts::cli::clock(lang), day, texts::cli::hint_clock(lang))
    }
}

fn editor(context: &CliContext) -> Inspection {
    let lang = context.lang;
    if context.global.restricted {
        return look(texts::cli::editor(lang), texts::cli::not_allowed(lang));
    }
    let line = context.env.first(&["VISUAL", "EDITOR"]).unwrap_or("vi");
    let program = shell_words::split(line).ok().and_then(|words| words.into_iter().next()).unwrap_or_default();
    if is_program(context, &program) {
        look(texts::cli::editor(lang), line)
    } else {
        wrong(texts::cli::editor(lang), line, texts::cli::no_editor(lang))
    }
}

/// Returns true when there is a program of this name, by its path or in one of the folders of
/// `PATH`.
fn is_program(context: &CliContext, program: &str) -> bool {
    if Path::new(program).components().count() > 1 {
        return Path::new(program).is_file();
    }
    let folders = context.env.get("PATH").unwrap_or_default();
    !program.is_empty() && std::env::split_paths(folders).any(|folder| folder.join(program).is_file())
}
