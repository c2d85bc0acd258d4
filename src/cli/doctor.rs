//! `doctor`: inspects the program's surroundings, and says what to do where something is wrong.
//!
//! Changes nothing, leaves no file and waits for nobody. Entry point: [`run`].

mod folders;
mod repository;

use std::io::IsTerminal;
use std::path::Path;

use serde::Serialize;

use super::ExitStatus;
use super::answer::{self, BothLanguages};
use super::config::data_origin;
use super::context::CliContext;
use super::error::{CliError, shown};
use super::output::CommandOutput;
use crate::config::{self, character_locale};
use crate::export::Format;
use crate::model::SCHEMA;
use crate::storage::lock::{self, LockState, lock_path};
use crate::storage::{Loaded, RealDisk, interrupted, is_plausible_day};
use crate::texts::{self, Lang, Phrase, storage};

/// What is inspected; its code is the same in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum InspectedItem {
    Version,
    Terminal,
    Colours,
    Characters,
    Language,
    Dataset,
    Writing,
    Lock,
    Leftover,
    DatasetFolder,
    BackupFolder,
    HistoryFile,
    PresenceFolder,
    StateFolder,
    Repository,
    Configuration,
    Keys,
    Editor,
    Clipboard,
    Clock,
}

/// An inspected item, in the words of one language.
#[derive(Debug)]
struct Inspection {
    item: InspectedItem,
    found: String,
    /// What is wrong with it, and what to do.
    problem: Option<String>,
}

#[derive(Serialize)]
struct DoctorAnswer {
    inspections: Vec<JsonInspection>,
}

#[derive(Serialize)]
struct JsonInspection {
    item: InspectedItem,
    label: Phrase,
    found: BothLanguages<String>,
    problem: Option<BothLanguages<String>>,
}

/// Runs the command; a negative answer when something is wrong.
///
/// # Errors
/// When the requested format is not supported.
pub fn run(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&[Format::Table, Format::Json])?;
    let inspections = inspect(context);
    let sick = inspections.iter().any(|inspection| inspection.problem.is_some());
    match format {
        Format::Json => answer::print_json(&DoctorAnswer::of(context), out),
        _ => lines(context.lang, &inspections, out),
    }
    Ok(if sick { ExitStatus::Negative } else { ExitStatus::Done })
}

/// Inspects everything, and says what was found in the language of the context.
fn inspect(context: &CliContext) -> Vec<Inspection> {
    let mut looks = vec![look(InspectedItem::Version, env!("CARGO_PKG_VERSION"))];
    terminal(context, &mut looks);
    dataset(context, &mut looks);
    folders::inspect(context, &mut looks);
    repository::inspect(context, &mut looks);
    surroundings(context, &mut looks);
    looks
}

fn lines(lang: Lang, looks: &[Inspection], out: &mut CommandOutput) {
    for look in looks {
        out.labelled(look.item.label(lang), &look.found, 0);
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

impl InspectedItem {
    fn label(self, lang: Lang) -> &'static str {
        match self {
            InspectedItem::Version => texts::cli::version(lang),
            InspectedItem::Terminal => texts::cli::terminal(lang),
            InspectedItem::Colours => texts::cli::colours(lang),
            InspectedItem::Characters => texts::cli::characters(lang),
            InspectedItem::Language => texts::cli::language(lang),
            InspectedItem::Dataset => texts::cli::dataset(lang),
            InspectedItem::Writing => texts::cli::writing(lang),
            InspectedItem::Lock => texts::cli::lock(lang),
            InspectedItem::Leftover => texts::cli::leftover(lang),
            InspectedItem::DatasetFolder => texts::cli::dataset_folder(lang),
            InspectedItem::BackupFolder => texts::cli::backup_folder(lang),
            InspectedItem::HistoryFile => texts::cli::history_file(lang),
            InspectedItem::PresenceFolder => texts::cli::presence_folder(lang),
            InspectedItem::StateFolder => texts::cli::state_folder(lang),
            InspectedItem::Repository => texts::cli::repository(lang),
            InspectedItem::Configuration => texts::cli::configuration(lang),
            InspectedItem::Keys => texts::cli::keys(lang),
            InspectedItem::Editor => texts::cli::editor(lang),
            InspectedItem::Clipboard => texts::cli::clipboard(lang),
            InspectedItem::Clock => texts::cli::clock(lang),
        }
    }
}

impl DoctorAnswer {
    /// Inspects everything once in each language. Much of what is said comes from the errors of
    /// others, which know one language at a time.
    fn of(context: &CliContext) -> DoctorAnswer {
        let [german, english] = [Lang::De, Lang::En].map(|lang| inspect(&CliContext { lang, ..context.clone() }));
        let both = |(german, english): (Inspection, Inspection)| {
            let problem = german.problem.zip(english.problem);
            JsonInspection {
                item: german.item,
                label: Phrase::new(german.item.label(Lang::De), german.item.label(Lang::En)),
                found: BothLanguages { de: german.found, en: english.found },
                problem: problem.map(|(de, en)| BothLanguages { de, en }),
            }
        };
        DoctorAnswer { inspections: german.into_iter().zip(english).map(both).collect() }
    }
}

fn look(item: InspectedItem, found: impl Into<String>) -> Inspection {
    Inspection { item, found: found.into(), problem: None }
}

fn wrong(item: InspectedItem, found: impl Into<String>, problem: impl Into<String>) -> Inspection {
    Inspection { problem: Some(problem.into()), ..look(item, found) }
}

fn terminal(context: &CliContext, looks: &mut Vec<Inspection>) {
    let (lang, settings) = (context.lang, &context.settings);
    let term = context.env.text("TERM").unwrap_or(texts::cli::not_set(lang));
    let size =
        rustix::termios::tcgetwinsize(std::io::stdout()).map(|size| format!(", {} × {}", size.ws_col, size.ws_row));
    let found = format!("{term}{}", size.unwrap_or_default());
    let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    looks.push(match (settings.dumb, is_terminal) {
        (true, true) => look(InspectedItem::Terminal, format!("{found} ({})", texts::cli::dumb(lang))),
        (_, false) => look(InspectedItem::Terminal, format!("{found} ({})", texts::cli::redirected(lang))),
        _ => look(InspectedItem::Terminal, found),
    });
    let depth = if settings.true_colour { texts::cli::true_colour(lang) } else { texts::cli::sixteen_colours(lang) };
    looks.push(look(InspectedItem::Colours, format!("{}, {depth}", settings.theme.name())));
    looks.push(characters(context));
    looks.push(look(InspectedItem::Language, settings.lang.code()));
}

/// Explains why only ASCII is drawn, unless it was asked for.
fn characters(context: &CliContext) -> Inspection {
    let lang = context.lang;
    let asked = context.global.ascii || context.config.ascii.is_some();
    match (context.settings.ascii, character_locale(&context.env)) {
        (false, _) => look(InspectedItem::Characters, "UTF-8"),
        (true, _) if asked => look(InspectedItem::Characters, "ASCII"),
        (true, Some((name, value))) => {
            wrong(InspectedItem::Characters, format!("ASCII ({name}={value})"), texts::cli::no_utf8(lang))
        }
        (true, None) => wrong(
            InspectedItem::Characters,
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
            return looks.push(wrong(InspectedItem::Dataset, data_origin(context).text(lang), failure.to_string()));
        }
    };
    let name = super::error::name_of(lang, &loaded);
    let found = format!("{name} ({})", data_origin(context).text(lang));
    looks.push(match super::context::Dataset::parse(loaded.clone(), lang) {
        Err(failure) => wrong(InspectedItem::Dataset, found, failure.to_string()),
        Ok(dataset) => {
            let count: usize = SCHEMA.all().map(|table| dataset.document.slots(table).len()).sum();
            look(InspectedItem::Dataset, format!("{found}, {}", texts::cli::records(lang, count)))
        }
    });
    looks.push(match (&loaded.read_only, &loaded.path) {
        (Some(reason), _) => wrong(InspectedItem::Writing, texts::cli::not_possible(lang), reason.text(lang)),
        (None, None) => wrong(InspectedItem::Writing, texts::cli::not_possible(lang), storage::no_place(lang)),
        (None, Some(path)) => look(InspectedItem::Writing, texts::cli::goes_to(lang, &shown(path))),
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
            InspectedItem::Leftover,
            shown(&leftover),
            storage::interrupted(context.lang, &shown(&leftover)),
        ));
    }
}

/// Finds out who is writing the dataset, without waiting and without creating the lock file.
fn lock(lang: Lang, path: &Path) -> Inspection {
    let item = InspectedItem::Lock;
    match lock::look(&RealDisk, path) {
        Ok(LockState::Free) => look(item, texts::cli::lock_free(lang)),
        Ok(LockState::Held(None)) => look(item, texts::cli::lock_held_by_somebody(lang)),
        Ok(LockState::Held(Some(holder))) => look(item, texts::cli::lock_held(lang, &holder.text(lang))),
        Err(error) => wrong(item, shown(&lock_path(path)), format!("{}. {}", error.message(lang), error.hint(lang))),
    }
}

fn surroundings(context: &CliContext, looks: &mut Vec<Inspection>) {
    let (lang, env) = (context.lang, &context.env);
    for file in config::files(env, context.global.restricted) {
        let there = if file.exists() { texts::cli::is_read(lang) } else { texts::cli::is_missing(lang) };
        looks.push(look(InspectedItem::Configuration, format!("{} ({there})", shown(&file))));
    }
    for warning in &context.warnings {
        looks.push(wrong(InspectedItem::Configuration, warning.spot.file.display().to_string(), warning.text(lang)));
    }
    let (_, problems) = super::keys::keymap(context);
    looks.extend(problems.into_iter().map(|problem| wrong(InspectedItem::Keys, "config.toml", problem.to_string())));
    let unknown = super::check::unknown_rules(context).into_iter();
    looks.extend(unknown.map(|(place, problem)| wrong(InspectedItem::Configuration, place, problem)));
    looks.push(editor(context));
    let way = match (env.get("TMUX"), env.get("STY")) {
        (Some(_), _) => texts::cli::clipboard_tmux(lang),
        (_, Some(_)) => texts::cli::clipboard_screen(lang),
        _ => texts::cli::clipboard_direct(lang),
    };
    let far = env.get("SSH_CONNECTION").or(env.get("SSH_TTY")).map(|_| texts::cli::over_ssh(lang)).unwrap_or_default();
    looks.push(look(InspectedItem::Clipboard, format!("{way}{far}")));
    looks.push(clock(context));
}

/// Checks whether the clock can be right: ages, histories and backups depend on it.
fn clock(context: &CliContext) -> Inspection {
    let (lang, day) = (context.lang, context.day());
    if is_plausible_day(&day) {
        look(InspectedItem::Clock, day)
    } else {
        wrong(InspectedItem::Clock, day, texts::cli::hint_clock(lang))
    }
}

fn editor(context: &CliContext) -> Inspection {
    let lang = context.lang;
    if context.global.restricted {
        return look(InspectedItem::Editor, texts::cli::not_allowed(lang));
    }
    let line = context.env.first(&["VISUAL", "EDITOR"]).unwrap_or("vi");
    let program = shell_words::split(line).ok().and_then(|words| words.into_iter().next()).unwrap_or_default();
    if is_program(context, &program) {
        look(InspectedItem::Editor, line)
    } else {
        wrong(InspectedItem::Editor, line, texts::cli::no_editor(lang))
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
