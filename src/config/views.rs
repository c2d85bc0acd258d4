//! Saved views: a table with a query, columns and an order, under a name.
//!
//! They are in a file of the user's own beside the configuration, and in one beside the dataset for
//! all who work on it; of two with the same name the user's own counts. A file is changed in the
//! places concerned, the rest of its text stays, and one that is not understood is never written.
//! What fields there are is for others to know. Entry points: [`ViewsFolder`], [`parse`].

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Value;
use toml::de::{DeTable, DeValue};

use super::read::position;
use super::{ConfigProblem, ExpectedValue, Warning};
use crate::index::fold::fold;
use crate::storage::text_file::{TextFile, VIEWS};
use crate::storage::{Disk, Environment, StoreError};
use crate::texts::{self, Lang};

/// Name of the user's own file in their configuration folder.
const FILE_NAME: &str = "views.toml";

/// How often a change is made anew when others change the file meanwhile.
const ATTEMPTS: usize = 3;

const SETTINGS: &[&str] = &["table", "query", "columns", "sort"];

/// A view as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedView {
    /// What it is called.
    pub name: String,
    /// The table.
    pub table: String,
    /// The query; empty for all records.
    pub query: String,
    /// The columns, as paths or labels.
    pub columns: Vec<String>,
    /// The columns to sort by, each with `-` before it for the greatest first.
    pub sort: Vec<String>,
}

/// Whose views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewOwner {
    /// The user's own.
    User,
    /// Those of everybody who works on the dataset.
    Everybody,
}

/// A view that there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownView {
    /// The view.
    pub view: SavedView,
    /// Whose it is.
    pub owner: ViewOwner,
}

/// The views that there are, the user's own first, and what is wrong with their files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnownViews {
    /// The views, those of a file in the order of their names.
    pub views: Vec<KnownView>,
    /// Why others are not among them: in German and English.
    pub problems: Vec<ViewsProblem>,
}

/// Why a file, or something in it, could not be used.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewsProblem {
    /// Something in it is not understood.
    Text(Warning),
    /// It cannot be read or written; the reason in both languages.
    Store {
        /// In German.
        de: String,
        /// In English.
        en: String,
    },
    /// It is written in a way that cannot be changed without losing something.
    Unusual(PathBuf),
    /// Others change it all the time.
    Busy(PathBuf),
    /// There is no place for it.
    NoPlace,
}

/// A change of a file of views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewChange {
    /// A view is saved; one of its name is replaced.
    Save(SavedView),
    /// The view of this name is removed.
    Remove(String),
}

/// Where views are saved.
#[derive(Clone)]
pub struct ViewsFolder {
    /// The user's own file; `None` in a restricted run, or without a home.
    pub user: Option<TextFile>,
    /// The file beside the dataset; `None` where the dataset is in no file.
    pub everybody: Option<TextFile>,
}

impl SavedView {
    /// Returns true when it is called so, whatever case, umlauts, blanks and hyphens.
    pub fn is_called(&self, name: &str) -> bool {
        let letters = |form: &str| form.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let (own, other) = (fold(&self.name), fold(name));
        let is_same = |own: &str, other: &str| letters(own) == letters(other);
        !letters(other.plain()).is_empty()
            && (is_same(own.plain(), other.plain()) || is_same(own.expanded(), other.expanded()))
    }

    /// Returns the section of a file that says it.
    fn section(&self) -> String {
        let text = |text: &String| Value::String(text.clone()).to_string();
        let list = |texts: &[String]| format!("[{}]", texts.iter().map(text).collect::<Vec<_>>().join(", "));
        let is_bare = self.name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        let mut lines = vec![format!("[{}]", if is_bare { self.name.clone() } else { text(&self.name) })];
        lines.push(format!("table = {}", text(&self.table)));
        lines.extend((!self.query.is_empty()).then(|| format!("query = {}", text(&self.query))));
        lines.extend((!self.columns.is_empty()).then(|| format!("columns = {}", list(&self.columns))));
        lines.extend((!self.sort.is_empty()).then(|| format!("sort = {}", list(&self.sort))));
        lines.join("\n") + "\n"
    }
}

impl KnownViews {
    /// Returns the view of a name; the user's own before those of everybody.
    pub fn find(&self, name: &str) -> Option<&KnownView> {
        self.views.iter().find(|known| known.view.is_called(name))
    }
}

impl ViewsFolder {
    /// Returns the files of a run: in a restricted one the user has none.
    pub fn new(disk: &'static dyn Disk, env: &Environment, restricted: bool, dataset: Option<&Path>) -> ViewsFolder {
        let folders = env.folders.as_ref().filter(|_| !restricted);
        ViewsFolder {
            user: folders.map(|folders| TextFile::own(disk, folders.config.join(FILE_NAME))),
            everybody: dataset.and_then(|dataset| TextFile::beside(disk, dataset, VIEWS).ok()),
        }
    }

    /// Returns the file of an owner.
    pub fn file(&self, owner: ViewOwner) -> Option<&TextFile> {
        match owner {
            ViewOwner::User => self.user.as_ref(),
            ViewOwner::Everybody => self.everybody.as_ref(),
        }
    }

    /// Reads all views.
    pub fn read(&self) -> KnownViews {
        let mut known = KnownViews::default();
        for owner in [ViewOwner::User, ViewOwner::Everybody] {
            let Some(file) = self.file(owner) else { continue };
            match file.read() {
                Ok(text) => {
                    let (views, warnings) = parse(&text.unwrap_or_default(), &file.path);
                    known.views.extend(views.into_iter().map(|view| KnownView { view, owner }));
                    known.problems.extend(warnings.into_iter().map(ViewsProblem::Text));
                }
                Err(error) => known.problems.push(ViewsProblem::of(&error)),
            }
        }
        known
    }

    /// Changes the file of an owner; returns its path.
    ///
    /// # Errors
    /// Why it is as it was.
    pub fn change(&self, owner: ViewOwner, change: &ViewChange) -> Result<PathBuf, ViewsProblem> {
        let file = self.file(owner).ok_or(ViewsProblem::NoPlace)?;
        for _ in 0..ATTEMPTS {
            let read = file.read().map_err(|error| ViewsProblem::of(&error))?;
            let changed = changed(read.as_deref().unwrap_or_default(), &file.path, change)?;
            if file.replace(read.as_deref(), &changed).map_err(|error| ViewsProblem::of(&error))? {
                return Ok(file.path.clone());
            }
        }
        Err(ViewsProblem::Busy(file.path.clone()))
    }
}

impl ViewsProblem {
    fn of(error: &StoreError) -> ViewsProblem {
        ViewsProblem::Store { de: error.message(Lang::De), en: error.message(Lang::En) }
    }

    /// Returns the problem as a sentence.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            ViewsProblem::Text(warning) => warning.text(lang),
            ViewsProblem::Store { de, en } => if lang == Lang::De { de } else { en }.clone(),
            ViewsProblem::Unusual(path) => texts::views::unusual(lang, &path.to_string_lossy()),
            ViewsProblem::Busy(path) => texts::views::busy(lang, &path.to_string_lossy()),
            ViewsProblem::NoPlace => texts::views::no_place(lang).to_owned(),
        }
    }
}

/// Reads the views in the text of a file, in the order of their names; what is not understood is
/// left out with a warning.
pub fn parse(text: &str, file: &Path) -> (Vec<SavedView>, Vec<Warning>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = ViewsReader { text, file: file.into(), warnings: Vec::new() };
    for error in errors {
        reader.warn(error.span().unwrap_or_default(), ConfigProblem::Syntax(error.message().to_owned()));
    }
    reader.warnings.dedup_by_key(|warning| warning.spot.line);
    let mut views = Vec::new();
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        match value.get_ref().as_table() {
            Some(section) => views.extend(reader.view(name, key.span(), section)),
            None => reader.warn(key.span(), ConfigProblem::Expected(name.to_owned(), ExpectedValue::Section)),
        }
    }
    reader.warnings.sort_by_key(|warning| (warning.spot.line, warning.spot.column));
    (views, reader.warnings)
}

struct ViewsReader<'t> {
    text: &'t str,
    file: Arc<Path>,
    warnings: Vec<Warning>,
}

impl ViewsReader<'_> {
    fn view(&mut self, name: &str, at: Range<usize>, section: &DeTable<'_>) -> Option<SavedView> {
        let mut view = SavedView { name: name.to_owned(), ..SavedView::default() };
        for (key, value) in section {
            let (setting, full) = (key.get_ref().as_ref(), format!("{name}.{}", key.get_ref()));
            let text = value.get_ref().as_str().map(str::to_owned);
            let (texts, expected) = (self.texts(value.get_ref()), ExpectedValue::Texts);
            let read = match setting {
                "table" => text.map(|text| view.table = text).ok_or(ExpectedValue::Text),
                "query" => text.map(|text| view.query = text).ok_or(ExpectedValue::Text),
                "columns" => texts.map(|texts| view.columns = texts).ok_or(expected),
                "sort" => texts.map(|texts| view.sort = texts).ok_or(expected),
                _ => {
                    self.warn(key.span(), ConfigProblem::Unknown(full, SETTINGS));
                    continue;
                }
            };
            if let Err(expected) = read {
                self.warn(value.span(), ConfigProblem::Expected(full, expected));
            }
        }
        if view.table.is_empty() {
            self.warn(at, ConfigProblem::Expected(format!("{name}.table"), ExpectedValue::Text));
            return None;
        }
        Some(view)
    }

    /// Returns a list of texts, or one text as a list of one.
    fn texts(&self, value: &DeValue<'_>) -> Option<Vec<String>> {
        let one = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
        match value.as_array() {
            Some(items) => items.iter().map(|item| one(item.get_ref())).collect(),
            None => one(value).map(|text| vec![text]),
        }
    }

    fn warn(&mut self, at: Range<usize>, problem: ConfigProblem) {
        let spot = position(self.text, &self.file, at.start);
        self.warnings.push(Warning { spot, problem });
    }
}

/// Returns the text of a file with a change made; everything else in it stays as it is.
///
/// # Errors
/// When the text is not understood as a whole, or cannot be changed in one place.
pub fn changed(text: &str, file: &Path, change: &ViewChange) -> Result<String, ViewsProblem> {
    let (before, warnings) = parse(text, file);
    let is_broken = |warning: &Warning| matches!(warning.problem, ConfigProblem::Syntax(_));
    if let Some(warning) = warnings.iter().find(|warning| is_broken(warning)) {
        return Err(ViewsProblem::Text(warning.clone()));
    }
    let (name, section) = match change {
        ViewChange::Save(view) => (&view.name, view.section()),
        ViewChange::Remove(name) => (name, String::new()),
    };
    let place = before.iter().find(|view| view.is_called(name)).and_then(|view| section_of(text, &view.name));
    let new = match place {
        Some(place) if section.is_empty() => {
            let rest = text[place.end..].trim_start_matches(['\n', '\r']);
            format!("{}{rest}", &text[..place.start])
        }
        Some(place) => format!("{}{section}{}", &text[..place.start], &text[place.end..]),
        None if text.trim().is_empty() => section,
        None => format!("{}\n\n{section}", text.trim_end()),
    };
    let mut wanted: Vec<SavedView> = before.into_iter().filter(|view| !view.is_called(name)).collect();
    if let ViewChange::Save(view) = change {
        wanted.push(view.clone());
    }
    let (mut found, others) = parse(&new, file);
    [&mut wanted, &mut found].into_iter().for_each(|views| views.sort_by(|a, b| a.name.cmp(&b.name)));
    if found != wanted || others.len() > warnings.len() {
        return Err(ViewsProblem::Unusual(file.to_owned()));
    }
    Ok(new)
}

/// Returns the lines of a section, from its heading to its last setting.
fn section_of(text: &str, name: &str) -> Option<Range<usize>> {
    let (table, _) = DeTable::parse_recoverable(text);
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let starts: Vec<(usize, bool)> =
        table.get_ref().iter().map(|(key, _)| (line(key.span().start), key.get_ref() == name)).collect();
    let start = starts.iter().find(|(_, is_this)| *is_this)?.0;
    let next = starts.iter().map(|(other, _)| *other).filter(|other| *other > start).min().unwrap_or(text.len());
    // Comments right above the next heading belong to that.
    let lines = text[start..next].split_inclusive('\n').collect::<Vec<_>>();
    let belongs = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let count = lines.iter().rposition(belongs)? + 1;
    Some(start..start + lines[..count].iter().map(|line| line.len()).sum::<usize>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Our views.\n\n[b\u{fc}ros]\ntable = \"bodies\"\nquery = \"level:b\u{fc}ro\"\n\n\
                        # For the minutes.\n[offen]\ntable = \"measures\" # all\ncolumns = [\"title\", \"end\"]\nsort = \"-end\"\n";

    fn read(text: &str) -> (Vec<SavedView>, Vec<String>) {
        let (views, warnings) = parse(text, Path::new("/v.toml"));
        (views, warnings.iter().map(|warning| warning.text(Lang::En)).collect())
    }

    fn view(name: &str) -> SavedView {
        SavedView {
            name: name.to_owned(),
            table: "regions".to_owned(),
            query: "\"Kreis\" \\ x".to_owned(),
            columns: vec!["name".to_owned(), "seat".to_owned()],
            sort: vec!["-seat".to_owned()],
        }
    }

    fn change(text: &str, change: ViewChange) -> Result<String, ViewsProblem> {
        changed(text, Path::new("/v.toml"), &change)
    }

    #[test]
    fn a_view_is_read_and_called_in_any_spelling() {
        let text = FILE.replace("[b\u{fc}ros]", "[\"b\u{fc}ros\"]");
        let (views, warnings) = read(&text);
        assert_eq!(warnings, [""; 0]);
        assert_eq!(views.len(), 2);
        assert!(views[0].is_called("Bueros") && views[0].is_called("BÜROS") && !views[0].is_called("büro"));
        assert_eq!(views[1].columns, ["title", "end"]);
        assert_eq!(views[1].sort, ["-end"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_the_rest_holds() {
        let (views, warnings) =
            read("x = 1\n[a]\ntable = \"bodies\"\nquerry = \"x\"\nsort = [1]\n[b]\nquery = \"x\"\n");
        assert_eq!(views.len(), 1);
        assert_eq!(
            warnings,
            [
                "/v.toml:1:1: x takes a section of its own",
                "/v.toml:4:1: There is no setting a.querry; did you mean query?",
                "/v.toml:5:8: a.sort takes a text in quotes or a list of such texts",
                "/v.toml:6:2: b.table takes a text in quotes",
            ]
        );
    }

    #[test]
    fn a_change_leaves_the_rest_of_the_text_as_it_is() {
        let text = FILE.replace("[b\u{fc}ros]", "[\"b\u{fc}ros\"]");
        let saved = change(&text, ViewChange::Save(view("Neue Sicht"))).unwrap();
        assert!(saved.starts_with(&text), "{saved}");
        assert!(saved.ends_with("\n\n[\"Neue Sicht\"]\ntable = \"regions\"\nquery = '\"Kreis\" \\ x'\ncolumns = [\"name\", \"seat\"]\nsort = [\"-seat\"]\n"), "{saved}");
        assert_eq!(change(&saved, ViewChange::Remove("neue-sicht".to_owned())).unwrap().trim_end(), text.trim_end());
        let replaced = change(&text, ViewChange::Save(view("Büros"))).unwrap();
        assert!(replaced.starts_with("# Our views.\n\n[\"Büros\"]\n"), "{replaced}");
        assert!(replaced.ends_with("\n\n# For the minutes.\n[offen]\ntable = \"measures\" # all\ncolumns = [\"title\", \"end\"]\nsort = \"-end\"\n"), "{replaced}");
        let removed = change(&text, ViewChange::Remove("büros".to_owned())).unwrap();
        assert!(removed.starts_with("# Our views.\n\n# For the minutes.\n[offen]"), "{removed}");
        assert_eq!(change("", ViewChange::Save(view("a"))).unwrap().lines().next(), Some("[a]"));
    }

    #[test]
    fn what_is_not_understood_is_never_written() {
        let broken = "[a]\ntable = \"bodies\n";
        assert!(matches!(change(broken, ViewChange::Save(view("b"))), Err(ViewsProblem::Text(_))));
        let dotted = "a.table = \"bodies\"\na.query = \"x\"\n";
        assert!(matches!(change(dotted, ViewChange::Save(view("a"))), Err(ViewsProblem::Unusual(_)) | Ok(_)));
        let inline = "a = { table = \"bodies\" }\n";
        let removed = change(inline, ViewChange::Remove("a".to_owned())).unwrap();
        assert_eq!(removed, "");
        // Settings that this program does not know are kept with the others.
        let newer = "[a]\ntable = \"bodies\"\nwidths = [1]\n\n[b]\ntable = \"regions\"\n";
        assert!(change(newer, ViewChange::Save(view("b"))).unwrap().contains("widths = [1]"));
    }
}
