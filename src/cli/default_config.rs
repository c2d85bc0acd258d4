//! A configuration file with every setting, its meaning and its default, all of it commented out.
//!
//! Which settings there are, the configuration knows; a test compares. Entry point: [`file`].

use std::fmt::Write as _;

use super::keys::default_bindings;
use crate::config::{ColourCount, ThemeName};
use crate::model::source_age::REVIEW_AFTER_MONTHS;
use crate::storage::backup;
use crate::texts::{self, Lang};

/// Returns the file in one language.
pub(super) fn file(lang: Lang) -> String {
    let mut text = String::new();
    comment(&mut text, texts::default_config::head(lang));
    let themes = quoted(ThemeName::NAMES);
    let theme = texts::default_config::theme(lang, &themes);
    let colours = texts::default_config::colours(lang, &quoted(ColourCount::NAMES));
    let settings = [
        ("lang", "\"de\"".to_owned(), texts::default_config::language(lang)),
        ("author", "\"Meier\"".to_owned(), texts::default_config::author(lang)),
        ("data", "\"/srv/netz/koeln.ron\"".to_owned(), texts::default_config::data(lang)),
        ("theme", "\"auto\"".to_owned(), &theme),
        ("colors", "\"auto\"".to_owned(), &colours),
        ("mouse", "false".to_owned(), texts::default_config::mouse(lang)),
        ("hyperlinks", "true".to_owned(), texts::default_config::hyperlinks(lang)),
        ("ascii", "false".to_owned(), texts::default_config::ascii(lang)),
        ("review_after_months", REVIEW_AFTER_MONTHS.to_string(), texts::default_config::review_after(lang)),
    ];
    for (name, value, meaning) in settings {
        text.push('\n');
        comment(&mut text, meaning);
        let _ = writeln!(text, "#{name} = {value}");
    }
    section(&mut text, "datasets", texts::default_config::datasets(lang));
    text.push_str("#bonn = \"/srv/netz/bonn.ron\"\n");
    section(&mut text, "check", texts::default_config::silence(lang));
    text.push_str("#silence = [\"unverified\"]\n");
    section(&mut text, "backup", texts::default_config::backup(lang));
    let _ = writeln!(text, "#keep = {}", backup::KEEP);
    section(&mut text, "keys", texts::default_config::keys(lang));
    for (name, chords, meaning) in default_bindings(lang) {
        let _ = writeln!(text, "#{name} = [{}]  # {meaning}", quoted(&chords));
    }
    text
}

fn section(text: &mut String, name: &str, meaning: &str) {
    text.push('\n');
    comment(text, meaning);
    let _ = writeln!(text, "[{name}]");
}

/// Writes lines of a comment.
fn comment(text: &mut String, lines: &str) {
    lines.lines().for_each(|line| {
        let _ = writeln!(text, "# {line}");
    });
}

/// Returns texts as TOML has them in a list.
fn quoted(texts: &[impl AsRef<str>]) -> String {
    let quoted = texts.iter().map(|text| toml::Value::from(text.as_ref()).to_string());
    quoted.collect::<Vec<_>>().join(", ")
}
