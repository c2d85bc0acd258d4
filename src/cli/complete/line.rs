//! Where the cursor is in a line that is being typed.
//!
//! Must not look at values. Entry point: [`TypedLine::read`].

use clap::{Arg, Command};

use crate::query::columns::table_called;
use crate::schema::Table;

/// A line that is being typed, up to the cursor.
pub struct TypedLine<'a> {
    root: &'a Command,
    /// The command typed last, or the program.
    pub level: &'a Command,
    /// The names of the commands typed, joined by dots, as in the help.
    pub path: String,
    /// The option whose value is being typed.
    pub awaited: Option<&'a Arg>,
    /// Number of values that stand in front, other than those of options.
    pub given: usize,
    /// The first of these values.
    pub first_value: Option<&'a str>,
    /// Whether `--` stands in front, so that nothing is an option.
    pub is_behind_dashes: bool,
    /// The table that the line names, by itself or in an address.
    table: Option<&'a str>,
    /// The dataset that the line names.
    pub data: Option<&'a str>,
    /// The word being typed.
    pub current: &'a str,
}

impl<'a> TypedLine<'a> {
    /// Reads the words of a line: the program, those in front, the one being typed.
    pub fn read(root: &'a Command, words: &'a [String]) -> TypedLine<'a> {
        let (current, before) = words.split_last().map_or(("", &[][..]), |(last, rest)| (last.as_str(), rest));
        let mut line = TypedLine {
            root,
            level: root,
            path: String::new(),
            awaited: None,
            given: 0,
            first_value: None,
            is_behind_dashes: false,
            table: None,
            data: None,
            current,
        };
        before.iter().skip(1).for_each(|word| line.take(word));
        line
    }

    fn take(&mut self, word: &'a str) {
        if let Some(arg) = self.awaited.take() {
            if arg.get_id() == "data" {
                self.data = Some(word);
            }
            self.note_table(arg, word);
        } else if self.is_behind_dashes {
            self.value(word);
        } else if word == "--" {
            self.is_behind_dashes = true;
        } else if let Some((option, value)) = word.split_once('=').filter(|(option, _)| option.starts_with("--")) {
            if option == "--data" {
                self.data = Some(value);
            }
            if let Some(arg) = self.option(option) {
                self.note_table(arg, value);
            }
        } else if word.len() > 1 && word.starts_with('-') {
            self.awaited = self.option(word).filter(|arg| arg.get_action().takes_values());
        } else if let Some(inner) = self.level.find_subcommand(word).filter(|_| self.given == 0) {
            let separator = if self.path.is_empty() { "" } else { "." };
            self.path = format!("{}{separator}{}", self.path, inner.get_name());
            self.level = inner;
        } else {
            self.value(word);
        }
    }

    fn note_table(&mut self, arg: &Arg, value: &'a str) {
        match value_name(arg) {
            "TABLE" => self.table = Some(value),
            "ADDRESS" | "WHERE" => self.table = value.split('/').next(),
            _ => {}
        }
    }

    /// Returns the table that the line is about.
    pub fn table(&self) -> Option<Table> {
        self.table.and_then(table_called)
    }

    fn value(&mut self, word: &'a str) {
        if let Some(arg) = self.positional() {
            self.note_table(arg, word);
        }
        self.given += 1;
        self.first_value.get_or_insert(word);
    }

    /// Returns the options that may stand here.
    pub fn options(&self) -> impl Iterator<Item = &'a Arg> {
        let globals = self.root.get_arguments().filter(|arg| arg.is_global_set());
        let own = self.level.get_arguments().filter(|arg| !arg.is_global_set());
        own.chain(globals).filter(|arg| !arg.is_positional())
    }

    /// Returns the option of this name, with its dashes.
    pub fn option(&self, name: &str) -> Option<&'a Arg> {
        self.options().find(|arg| match name.strip_prefix("--") {
            Some(long) => arg.get_long() == Some(long),
            None => arg
                .get_short()
                .is_some_and(|short| name.strip_prefix('-').is_some_and(|rest| rest == short.to_string())),
        })
    }

    /// Returns the argument whose value is being typed, where it is no option.
    pub fn positional(&self) -> Option<&'a Arg> {
        let all: Vec<&Arg> = self.level.get_positionals().collect();
        let repeats = |arg: &&&Arg| arg.get_num_args().is_some_and(|range| range.max_values() > 1) || is_repeated(arg);
        all.get(self.given).or_else(|| all.last().filter(repeats)).copied()
    }
}

/// Returns what the help calls the value of an argument.
pub fn value_name(arg: &Arg) -> &str {
    arg.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str())
}

fn is_repeated(arg: &Arg) -> bool {
    matches!(arg.get_action(), clap::ArgAction::Append)
}
