//! `keys`: every command of the screen with the keys that run it now.

use serde::Serialize;

use super::Code;
use super::args::Format;
use super::context::Context;
use super::fail::{Failure, say};
use super::json::{self, FORMAT};
use super::output::Out;
use super::sheet::Sheet;
use crate::command::{CommandSpec, Context as Where, TABLE};
use crate::keymap::Keymap;
use crate::text::safe;
use crate::texts::{Lang, cli as t};

/// Runs the command.
///
/// # Errors
/// When it is to be written in a way that it is not.
pub(super) fn run(context: &Context, out: &mut Out) -> Result<Code, Failure> {
    let format = context.format(&[Format::Table, Format::Json, Format::Csv, Format::Md])?;
    let (keymap, problems) = keymap(context);
    problems.iter().for_each(|problem| say(&format!("{}\n", safe(problem))));
    let lang = context.lang;
    match format {
        Format::Json => json::print(
            &Answer { format: FORMAT, commands: TABLE.iter().map(|spec| Told::new(spec, &keymap, lang)).collect() },
            out,
        ),
        Format::Md => out.text(&markdown(&keymap, lang)),
        _ => sheet(&keymap, lang).write(format, out),
    }
    Ok(Code::Done)
}

/// The bindings in force and what is wrong with those of the configuration.
pub(super) fn keymap(context: &Context) -> (Keymap, Vec<String>) {
    let overrides = context.settings.keys.iter().map(|(name, given)| (name.as_str(), given.value.as_slice()));
    Keymap::new(overrides, context.lang)
}

/// The commands by where they work, each once, in the order of the help.
fn ordered() -> impl Iterator<Item = (Where, &'static CommandSpec)> {
    Where::ALL.into_iter().flat_map(|place| {
        TABLE.iter().filter(move |spec| spec.contexts.first() == Some(&place)).map(move |spec| (place, spec))
    })
}

/// The keys as Markdown, a table for each place where they work; the README's is this one.
pub fn markdown(keymap: &Keymap, lang: Lang) -> String {
    let mut text = String::new();
    let heads = format!("| {} | {} | {} |", t::key(lang), t::name(lang), t::meaning(lang));
    for place in Where::ALL {
        text.push_str(&format!("**{}**\n\n{heads}\n| --- | --- | --- |\n", place.label().get(lang)));
        for (_, spec) in ordered().filter(|(at, spec)| *at == place && !keymap.chords(spec.command).is_empty()) {
            let keys: Vec<String> =
                keymap.chords(spec.command).iter().map(|chord| format!("`{}`", chord.label(lang))).collect();
            text.push_str(&format!("| {} | {} | {} |\n", keys.join(" "), spec.name, spec.help.get(lang)));
        }
        text.push('\n');
    }
    text
}

fn sheet(keymap: &Keymap, lang: Lang) -> Sheet {
    let rows = ordered().map(|(place, spec)| {
        let keys: Vec<String> = keymap.chords(spec.command).iter().map(|chord| chord.label(lang)).collect();
        vec![
            place.label().get(lang).to_owned(),
            keys.join(" "),
            spec.label.get(lang).to_owned(),
            spec.help.get(lang).to_owned(),
            spec.name.to_owned(),
        ]
    });
    let heads = [t::place(lang), t::keys(lang), t::label(lang), t::meaning(lang), t::name(lang)];
    Sheet { heads: heads.map(str::to_owned).to_vec(), rows: rows.collect() }
}

#[derive(Serialize)]
struct Answer {
    format: u32,
    commands: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    name: &'static str,
    keys: Vec<String>,
    contexts: Vec<String>,
    label: &'static str,
    help: &'static str,
}

impl Told {
    fn new(spec: &'static CommandSpec, keymap: &Keymap, lang: Lang) -> Told {
        Told {
            name: spec.name,
            keys: keymap.chords(spec.command).iter().map(ToString::to_string).collect(),
            contexts: spec.contexts.iter().map(|place| format!("{place:?}").to_lowercase()).collect(),
            label: spec.label.get(lang),
            help: spec.help.get(lang),
        }
    }
}
