//! `keys`: every command of the screen with its current keys.

use std::fmt;

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use crate::command::{Binding, CommandSpec, Context as Where, TABLE, bindings};
use crate::config::ConfigPosition;
use crate::export::{Format, markdown};
use crate::keymap::{BindingError, Keymap};
use crate::present::program_value::program_list;
use crate::present::{Audience, Sheet, Tabular};
use crate::texts::{self, Lang, Phrase};

/// Runs the command.
///
/// # Errors
/// When the requested format is not supported.
pub(super) fn run(context: &CliContext, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    tell_mistakes(context);
    let (keymap, _) = keymap(context);
    let lang = context.lang;
    match format {
        Format::Md => out.text(&markdown_page(&keymap, lang)),
        _ => answer::print(&KeysAnswer { keymap: &keymap, lang }, format, out),
    }
    Ok(ExitStatus::Done)
}

/// A mistake in a binding of the configuration.
#[derive(Debug)]
pub struct KeyProblem {
    /// Its place in the file.
    pub spot: Option<ConfigPosition>,
    /// What is wrong, in a sentence.
    pub text: String,
}

impl fmt::Display for KeyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.spot {
            Some(spot) => write!(f, "{spot}: {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// Returns the effective bindings, and the mistakes in those of the configuration.
pub(super) fn keymap(context: &CliContext) -> (Keymap, Vec<KeyProblem>) {
    let given = &context.settings.keys;
    let overrides = given.iter().map(|(name, given)| (name.as_str(), given.value.as_slice()));
    let (keymap, mut mistakes) = Keymap::new(overrides, context.lang);
    let spot = |mistake: &BindingError| given.get(&mistake.name).map(|given| &given.spot);
    mistakes.sort_by_key(|mistake| spot(mistake).map(|spot| (spot.line, spot.column)));
    let problem = |mistake: &BindingError| KeyProblem { spot: spot(mistake).cloned(), text: mistake.message.clone() };
    (keymap, mistakes.iter().map(problem).collect())
}

/// Returns the bindings without a configuration: name, chords as a configuration has them, meaning.
pub(super) fn default_bindings(lang: Lang) -> impl Iterator<Item = (&'static str, Vec<String>, &'static str)> {
    let (keymap, _) = Keymap::new([], lang);
    bindings().map(move |binding| {
        let chords = keymap.chords(binding).iter().map(ToString::to_string).collect();
        (binding.name, chords, binding.command.spec().help.get(lang))
    })
}

/// Prints the mistakes in the bindings of the configuration.
pub(super) fn tell_mistakes(context: &CliContext) {
    keymap(context).1.iter().for_each(|problem| context.say(&problem.to_string()));
}

/// The bindings of a command that are shown together, because they begin with the same context.
struct KeyGroup {
    place: Where,
    spec: &'static CommandSpec,
    bindings: Vec<&'static Binding>,
}

impl KeyGroup {
    /// Returns the bindings by where they work, in the order of the help.
    fn all() -> Vec<KeyGroup> {
        let mut groups = Vec::new();
        for place in Where::ALL {
            for spec in TABLE {
                let bindings = spec.bindings.iter().filter(|binding| binding.contexts.first() == Some(&place));
                let bindings: Vec<&Binding> = bindings.collect();
                if !bindings.is_empty() {
                    groups.push(KeyGroup { place, spec, bindings });
                }
            }
        }
        groups
    }

    fn keys(&self, keymap: &Keymap, lang: Lang) -> Vec<String> {
        self.bindings.iter().flat_map(|binding| keymap.chords(binding)).map(|chord| chord.label(lang)).collect()
    }

    fn names(&self) -> String {
        self.bindings.iter().map(|binding| binding.name).collect::<Vec<_>>().join(" ")
    }
}

/// Formats the keys as Markdown, a table for each context; docs/keys.md contains this one.
pub fn markdown_page(keymap: &Keymap, lang: Lang) -> String {
    let mut text = String::new();
    let heads = [texts::cli::key(lang), texts::cli::name(lang), texts::cli::meaning(lang)];
    let groups = KeyGroup::all();
    for place in Where::ALL {
        let bound = groups.iter().filter(|group| group.place == place && !group.keys(keymap, lang).is_empty());
        let row = |group: &KeyGroup| {
            let keys: Vec<String> = group.keys(keymap, lang).iter().map(|key| markdown::code(key)).collect();
            vec![keys.join(" "), group.names(), group.spec.help.get(lang).to_owned()]
        };
        let mut rows = bound.map(row).peekable();
        if rows.peek().is_some() {
            text.push_str(&markdown::section(place.label().get(lang), &heads, rows));
        }
    }
    text
}

/// The commands and their keys.
struct KeysAnswer<'a> {
    keymap: &'a Keymap,
    lang: Lang,
}

impl Tabular for KeysAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.lang;
        if audience == Audience::Programs {
            return self.for_programs();
        }
        let columns = [
            texts::cli::place(lang),
            texts::cli::keys(lang),
            texts::cli::label(lang),
            texts::cli::meaning(lang),
            texts::cli::name(lang),
        ];
        let rows = KeyGroup::all().into_iter().map(|group| {
            let spec = group.spec;
            vec![
                group.place.label().get(lang).to_owned(),
                group.keys(self.keymap, lang).join(" "),
                spec.label.get(lang).to_owned(),
                spec.help.get(lang).to_owned(),
                group.names(),
            ]
        });
        Sheet::new(columns, rows.collect()).with_whole([1, 4])
    }
}

impl KeysAnswer<'_> {
    /// Returns a row for each binding, with its texts in both languages.
    fn for_programs(&self) -> Sheet {
        let columns = ["name", "keys", "contexts", "label_de", "label_en", "help_de", "help_en"];
        let row = |binding| {
            let KeyRecord { name, keys, contexts, label, help } = KeyRecord::new(binding, self.keymap);
            let lists = [program_list(keys), program_list(contexts)];
            let texts = [label.de, label.en, help.de, help.en].map(str::to_owned);
            std::iter::once(name.to_owned()).chain(lists).chain(texts).collect()
        };
        Sheet::new(columns, bindings().map(row).collect())
    }
}

impl Serialize for KeysAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let commands = bindings().map(|binding| KeyRecord::new(binding, self.keymap)).collect();
        JsonKeys { commands }.serialize(to)
    }
}

#[derive(Serialize)]
struct JsonKeys {
    commands: Vec<KeyRecord>,
}

#[derive(Serialize)]
struct KeyRecord {
    name: &'static str,
    keys: Vec<String>,
    contexts: Vec<String>,
    label: Phrase,
    help: Phrase,
}

impl KeyRecord {
    fn new(binding: &'static Binding, keymap: &Keymap) -> KeyRecord {
        let spec = binding.command.spec();
        KeyRecord {
            name: binding.name,
            keys: keymap.chords(binding).iter().map(ToString::to_string).collect(),
            contexts: binding.contexts.iter().map(|place| format!("{place:?}").to_lowercase()).collect(),
            label: spec.label,
            help: spec.help,
        }
    }
}
