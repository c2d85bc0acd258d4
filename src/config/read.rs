//! Parses the text of one configuration file. Pure: reads no file, does not judge names that it
//! does not know. Entry point: [`parse`].

use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ColourCount, Config, ConfigPosition, ConfigProblem, ConfiguredValue, ExpectedValue, ThemeName, Warning};
use crate::storage::Environment;
use crate::texts::Lang;

/// The names of all settings and sections.
pub(super) const NAMES: &[&str] = &[
    "lang",
    "author",
    "data",
    "theme",
    "colors",
    "mouse",
    "hyperlinks",
    "ascii",
    "review_after_months",
    "datasets",
    "keys",
    "check",
    "backup",
];
const CHECK_NAMES: &[&str] = &["silence"];
const BACKUP_NAMES: &[&str] = &["keep"];
const LANGUAGES: &[&str] = &["de", "en"];

/// Maximum review period in months: a thousand years, so that dates stay in range.
const MONTHS: u32 = 12_000;

/// Maximum number of daily backups: those of ten years.
const DAYS: u32 = 3650;

/// Parses a configuration; invalid settings are left out with a warning.
pub(super) fn parse(text: &str, file: &Arc<Path>, env: &Environment) -> (Config, Vec<Warning>) {
    // Some editors begin a file with a byte order mark, which TOML does not allow.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = ConfigReader { text, file, env, config: Config::default(), warnings: Vec::new() };
    for error in errors {
        let at = error.span().unwrap_or_default();
        reader.warn(at, ConfigProblem::Syntax(error.message().to_owned()));
    }
    // One wrong character causes several errors on its line; the first is the most precise.
    reader.warnings.dedup_by_key(|warning| warning.spot.line);
    reader.top(table.get_ref());
    reader.warnings.sort_by_key(|warning| (warning.spot.line, warning.spot.column));
    (reader.config, reader.warnings)
}

struct ConfigReader<'t> {
    text: &'t str,
    file: &'t Arc<Path>,
    env: &'t Environment,
    config: Config,
    warnings: Vec<Warning>,
}

/// A setting's name and value as they are in the file.
type ConfigValue<'i> = Spanned<DeValue<'i>>;

impl ConfigReader<'_> {
    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match name {
                "lang" => self.config.lang = self.one_of(name, value, LANGUAGES, Lang::from_locale),
                "author" => self.config.author = self.text(name, value),
                "data" => self.config.data = self.text(name, value).map(|given| self.dataset(given)),
                "theme" => self.config.theme = self.one_of(name, value, ThemeName::NAMES, ThemeName::from_name),
                "colors" => {
                    self.config.colours = self.one_of(name, value, ColourCount::NAMES, ColourCount::from_name);
                }
                "mouse" => self.config.mouse = self.take(name, value, ExpectedValue::YesNo, |v| v.as_bool()),
                "hyperlinks" => {
                    self.config.hyperlinks = self.take(name, value, ExpectedValue::YesNo, |v| v.as_bool());
                }
                "ascii" => self.config.ascii = self.take(name, value, ExpectedValue::YesNo, |v| v.as_bool()),
                "review_after_months" => {
                    self.config.review_after_months =
                        self.take(name, value, ExpectedValue::Months, |v| number(v, 1..=MONTHS));
                }
                "datasets" => self.datasets(name, value),
                "keys" => self.keys(name, value),
                "check" => self.check(name, value),
                "backup" => self.backup(name, value),
                _ => self.warn(key.span(), ConfigProblem::Unknown(name.to_owned(), NAMES)),
            }
        }
    }

    fn datasets(&mut self, name: &str, value: &ConfigValue<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(name, value, ExpectedValue::Section);
        };
        for (key, value) in table {
            let dataset = key.get_ref().as_ref();
            if !is_dataset_name(dataset) {
                self.warn(key.span(), ConfigProblem::DatasetName(dataset.to_owned()));
            } else if let Some(given) = self.text(&format!("{name}.{dataset}"), value) {
                let given = self.dataset(given);
                self.config.datasets.insert(dataset.to_owned(), given);
            }
        }
    }

    fn keys(&mut self, name: &str, value: &ConfigValue<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(name, value, ExpectedValue::Section);
        };
        for (key, value) in table {
            let command = key.get_ref().as_ref();
            let Some(chords) = self.texts(&format!("{name}.{command}"), value) else {
                continue;
            };
            let value = chords.into_iter().map(|given| given.value).collect();
            self.config.keys.insert(command.to_owned(), ConfiguredValue { value, spot: self.spot(key.span()) });
        }
    }

    fn check(&mut self, name: &str, value: &ConfigValue<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(name, value, ExpectedValue::Section);
        };
        for (key, value) in table {
            let full = format!("{name}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "silence" => self.config.silence = self.texts(&full, value).unwrap_or_default(),
                _ => self.warn(key.span(), ConfigProblem::Unknown(full, CHECK_NAMES)),
            }
        }
    }

    fn backup(&mut self, name: &str, value: &ConfigValue<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(name, value, ExpectedValue::Section);
        };
        for (key, value) in table {
            let full = format!("{name}.{}", key.get_ref());
            match key.get_ref().as_ref() {
                "keep" => self.config.backups = self.take(&full, value, ExpectedValue::Days, |v| number(v, 0..=DAYS)),
                _ => self.warn(key.span(), ConfigProblem::Unknown(full, BACKUP_NAMES)),
            }
        }
    }

    /// Returns a value of the kind that `read` accepts.
    fn take<T>(
        &mut self,
        name: &str,
        value: &ConfigValue<'_>,
        expected: ExpectedValue,
        read: impl Fn(&DeValue<'_>) -> Option<T>,
    ) -> Option<ConfiguredValue<T>> {
        match read(value.get_ref()) {
            Some(found) => Some(ConfiguredValue { value: found, spot: self.spot(value.span()) }),
            None => {
                self.expected(name, value, expected);
                None
            }
        }
    }

    fn text(&mut self, name: &str, value: &ConfigValue<'_>) -> Option<ConfiguredValue<String>> {
        let text = |value: &DeValue<'_>| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        self.take(name, value, ExpectedValue::Text, text)
    }

    fn one_of<T>(
        &mut self,
        name: &str,
        value: &ConfigValue<'_>,
        words: &'static [&'static str],
        read: fn(&str) -> Option<T>,
    ) -> Option<ConfiguredValue<T>> {
        let known = |value: &DeValue<'_>| value.as_str().filter(|word| words.contains(word)).and_then(read);
        self.take(name, value, ExpectedValue::OneOf(words), known)
    }

    /// Returns a list of texts, or one text as a list of one; items that are not texts are left out
    /// with a warning.
    fn texts(&mut self, name: &str, value: &ConfigValue<'_>) -> Option<Vec<ConfiguredValue<String>>> {
        let as_text = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
        match value.get_ref().as_array() {
            Some(items) => {
                Some(items.iter().filter_map(|item| self.take(name, item, ExpectedValue::Texts, as_text)).collect())
            }
            None => self.take(name, value, ExpectedValue::Texts, as_text).map(|given| vec![given]),
        }
    }

    /// Resolves a path: `~/` is the home folder, other relative paths are relative to the
    /// configuration file.
    fn dataset(&self, given: ConfiguredValue<String>) -> ConfiguredValue<PathBuf> {
        let home = self.env.folders.as_ref().map(|folders| &folders.home);
        let value = match (given.value.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.file.parent().unwrap_or(Path::new("")).join(&given.value),
        };
        ConfiguredValue { value, spot: given.spot }
    }

    fn expected(&mut self, name: &str, value: &ConfigValue<'_>, expected: ExpectedValue) {
        // A value without a position comes from the parser where the line is not TOML, which is
        // reported already.
        if !value.span().is_empty() {
            self.warn(value.span(), ConfigProblem::Expected(name.to_owned(), expected));
        }
    }

    fn warn(&mut self, at: Range<usize>, problem: ConfigProblem) {
        let spot = self.spot(at);
        self.warnings.push(Warning { spot, problem });
    }

    fn spot(&self, at: Range<usize>) -> ConfigPosition {
        position(self.text, self.file, at.start)
    }
}

/// Returns the place of an offset in the text of a file.
pub(super) fn position(text: &str, file: &Arc<Path>, at: usize) -> ConfigPosition {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    ConfigPosition {
        file: Arc::clone(file),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// Returns true for a name that can be typed behind `@` without quotes.
fn is_dataset_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// Returns a whole number in a range.
fn number(value: &DeValue<'_>, range: RangeInclusive<u32>) -> Option<u32> {
    let number = value.as_integer()?;
    let number = u32::from_str_radix(number.as_str(), number.radix()).ok()?;
    range.contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        let file: Arc<Path> = Path::new("/etc/c.toml").into();
        let (config, warnings) = parse(text, &file, &Environment::default());
        (config, warnings.iter().map(|warning| warning.text(Lang::En)).collect())
    }

    #[test]
    fn every_setting_is_read() {
        let (config, warnings) = read(concat!(
            "lang = \"en\"\ndata = \"netz/koeln.ron\"\ntheme = \"no-color\"\ncolors = \"256\"\nmouse = true\nascii = true\nreview_after_months = 12\n",
            "[keys]\nsave = [\"ctrl-s\", \"f2\"]\nquit = \"q\"\n[check]\nsilence = [\"stale\"]\n[backup]\nkeep = 30\n",
        ));
        assert_eq!(warnings, [""; 0]);
        assert_eq!(config.lang.unwrap().value, Lang::En);
        assert_eq!(config.data.unwrap().value, Path::new("/etc/netz/koeln.ron"));
        assert_eq!(config.theme.unwrap().value, ThemeName::NoColor);
        assert_eq!(config.colours.unwrap().value, ColourCount::Indexed);
        assert!(config.mouse.unwrap().value);
        assert!(config.ascii.unwrap().value);
        assert_eq!(config.review_after_months.unwrap().value, 12);
        assert_eq!(config.keys["save"].value, ["ctrl-s", "f2"]);
        assert_eq!((config.keys["quit"].spot.line, config.keys["quit"].spot.column), (10, 1));
        assert_eq!(config.silence[0].value, "stale");
        assert_eq!((config.silence[0].spot.line, config.silence[0].spot.column), (12, 12));
        assert_eq!(config.backups.unwrap().value, 30);
    }

    #[test]
    fn copies_are_kept_for_so_many_days_or_not_at_all() {
        for (text, kept) in
            [("keep = 0", Some(0)), ("keep = 3650", Some(3650)), ("keep = -1", None), ("keep = 3651", None)]
        {
            let (config, warnings) = read(&format!("[backup]\n{text}\n"));
            assert_eq!(config.backups.map(|given| given.value), kept, "{text}");
            assert_eq!(warnings.is_empty(), kept.is_some(), "{warnings:?}");
        }
        let (_, warnings) = read("[backup]\nkep = 3\n");
        assert_eq!(warnings, ["/etc/c.toml:2:1: There is no setting backup.kep; did you mean keep?"]);
    }

    #[test]
    fn what_is_wrong_is_warned_of_and_the_rest_holds() {
        let (config, warnings) = read(concat!(
            "thme = \"rich\"\nlang = \"fr\"\nascii = \"ja\"\nreview_after_months = 0\ntheme = \"rich\"\nkeys = 1\n",
            "[check]\nsilence = [\"a\", 2]\nquiet = []\n",
        ));
        assert_eq!(
            warnings,
            [
                "/etc/c.toml:1:1: There is no setting thme; did you mean theme?",
                "/etc/c.toml:2:8: lang takes one of: de, en",
                "/etc/c.toml:3:9: ascii takes true or false",
                "/etc/c.toml:4:23: review_after_months takes a whole number of months, at least 1",
                "/etc/c.toml:6:8: keys takes a section of its own",
                "/etc/c.toml:8:17: check.silence takes a text in quotes or a list of such texts",
                "/etc/c.toml:9:1: There is no setting check.quiet (possible: silence)",
            ]
        );
        assert_eq!(config.theme.unwrap().value, ThemeName::Rich);
        assert_eq!(config.silence.len(), 1);
    }

    #[test]
    fn a_line_that_is_no_toml_does_not_take_the_others_with_it() {
        let (config, warnings) = read("ascii = true\nlang == \"en\"\ntheme = \"rich\"\n");
        assert!(config.ascii.unwrap().value);
        assert_eq!(config.theme.unwrap().value, ThemeName::Rich);
        assert!(warnings.len() == 1 && warnings[0].starts_with("/etc/c.toml:2:7: This is not TOML"), "{warnings:?}");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_setting() {
        let (config, warnings) = read("\u{feff}ascii = true\r\n");
        assert!(config.ascii.unwrap().value && warnings.is_empty());
    }

    #[test]
    fn the_users_file_lies_over_the_institutions() {
        let (user, _) = read("ascii = true\n[keys]\nsave = \"f2\"\n[check]\nsilence = \"a\"");
        let (institution, _) =
            read("ascii = false\nlang = \"en\"\n[keys]\nsave = \"f3\"\nquit = \"f10\"\n[check]\nsilence = \"b\"");
        let config = user.over(institution);
        assert!(config.ascii.unwrap().value);
        assert_eq!(config.lang.unwrap().value, Lang::En);
        assert_eq!(config.keys["save"].value, ["f2"]);
        assert_eq!(config.keys["quit"].value, ["f10"]);
        assert_eq!(config.silence.iter().map(|given| given.value.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }
}
