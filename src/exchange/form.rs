//! The forms in which the dataset is taken out: the one list of them.
//!
//! Command line, dialog, help and completions read it. What a form makes of records, its file
//! beside this one says. Entry point: [`ExportForm`].

use crate::query::selection::Selection;
use crate::texts::{self, Lang};

/// A form, in the order in which they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum ExportForm {
    /// RFC 4180.
    Csv,
    /// A workbook of Excel.
    Xlsx,
    /// One JSON object.
    Json,
    /// A JSON object for each record, on a line of its own.
    Jsonl,
    /// CommonMark.
    Md,
    /// Plain text.
    Text,
}

/// What is known of a form.
struct FormTraits {
    /// Its name as an argument.
    name: &'static str,
    /// How the names of its files end, without the dot.
    ending: &'static str,
    media_type: &'static str,
    /// What it is and for whom.
    label: fn(Lang) -> &'static str,
    /// True when every value of a record is in it, so that it can be brought in without loss.
    carries_all: bool,
    /// True when people can read it as text, so that it may be shown or copied.
    is_text: bool,
    files: FormFiles,
}

/// The files that a form consists of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FormFiles {
    /// One.
    One,
    /// One for each table.
    Tables,
}

/// The forms, each at its place.
static FORMS: &[FormTraits] = &[
    FormTraits {
        name: "csv",
        ending: "csv",
        media_type: "text/csv; charset=utf-8",
        label: texts::exchange::csv,
        carries_all: true,
        is_text: true,
        files: FormFiles::Tables,
    },
    FormTraits {
        name: "xlsx",
        ending: "xlsx",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        label: texts::exchange::xlsx,
        carries_all: true,
        is_text: false,
        files: FormFiles::One,
    },
    FormTraits {
        name: "json",
        ending: "json",
        media_type: "application/json",
        label: texts::exchange::json,
        carries_all: true,
        is_text: true,
        files: FormFiles::One,
    },
    FormTraits {
        name: "jsonl",
        ending: "jsonl",
        media_type: "application/jsonl",
        label: texts::exchange::jsonl,
        carries_all: true,
        is_text: true,
        files: FormFiles::One,
    },
    FormTraits {
        name: "md",
        ending: "md",
        media_type: "text/markdown; charset=utf-8",
        label: texts::exchange::md,
        carries_all: false,
        is_text: true,
        files: FormFiles::One,
    },
    FormTraits {
        name: "text",
        ending: "txt",
        media_type: "text/plain; charset=utf-8",
        label: texts::exchange::text,
        carries_all: false,
        is_text: true,
        files: FormFiles::One,
    },
];

impl ExportForm {
    fn traits(self) -> &'static FormTraits {
        &FORMS[self as usize]
    }

    /// Returns all forms in order.
    pub fn all() -> impl Iterator<Item = ExportForm> {
        <ExportForm as clap::ValueEnum>::value_variants().iter().copied()
    }

    /// Returns its name as an argument.
    pub fn name(self) -> &'static str {
        self.traits().name
    }

    /// Returns how the names of its files end, without the dot.
    pub fn ending(self) -> &'static str {
        self.traits().ending
    }

    /// Returns its media type.
    pub fn media_type(self) -> &'static str {
        self.traits().media_type
    }

    /// Returns what it is and for whom.
    pub fn label(self, lang: Lang) -> &'static str {
        (self.traits().label)(lang)
    }

    /// Returns true when every value of a record is in it, so that it can be brought in without
    /// loss.
    pub fn carries_all(self) -> bool {
        self.traits().carries_all
    }

    /// Returns true when people can read it as text, so that it may be shown or copied.
    pub fn is_text(self) -> bool {
        self.traits().is_text
    }

    /// Returns true when it consists of several files for this selection.
    pub fn is_folder(self, selection: &Selection) -> bool {
        match self.traits().files {
            FormFiles::One => false,
            FormFiles::Tables => selection.tables().len() > 1,
        }
    }

    /// Returns the form that a file of this name is expected to have.
    pub fn of_file_name(name: &str) -> Option<ExportForm> {
        let (_, ending) = name.rsplit_once('.')?;
        ExportForm::all().find(|form| form.ending().eq_ignore_ascii_case(ending))
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    #[test]
    fn each_form_is_called_as_its_argument() {
        for form in ExportForm::all() {
            assert_eq!(form.to_possible_value().unwrap().get_name(), form.name());
        }
        assert_eq!(ExportForm::all().count(), FORMS.len());
    }

    #[test]
    fn a_file_name_says_its_form() {
        assert_eq!(ExportForm::of_file_name("a.b.CSV"), Some(ExportForm::Csv));
        assert_eq!(ExportForm::of_file_name("csv"), None);
    }
}
