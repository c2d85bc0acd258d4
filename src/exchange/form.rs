//! The forms in which the dataset is taken out: the one list of them.
//!
//! Command line, dialog, help and completions read it. What a form makes of records, its file
//! beside this one says. Entry point: [`ExportForm`].

use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS, REGIONS,
};
use crate::query::selection::Selection;
use crate::schema::Table;
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
    /// vCard 4.0 (RFC 6350).
    Vcard,
    /// iCalendar (RFC 5545).
    Ical,
    /// RFC 7946.
    Geojson,
    /// HSDS 3.0 as a tabular data package.
    Hsds,
    /// HSDS 3.0 as JSON.
    HsdsJson,
    /// In the shape of OParl 1.1.
    Oparl,
    /// DCAT-AP.de 3.0 in JSON-LD.
    Dcat,
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
    /// True when it consists of values that can be chosen.
    has_columns: bool,
    files: FormFiles,
    /// The tables whose records it carries; `None` for all.
    tables: Option<&'static [Table]>,
    /// Says how many records it cannot say.
    left_out: fn(Lang, usize) -> String,
}

/// The files that a form consists of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FormFiles {
    /// One.
    One,
    /// One for each table.
    Tables,
    /// Several, whatever is selected.
    Several,
}

/// A text of one file, as most forms are.
const TEXT: FormTraits = FormTraits {
    name: "text",
    ending: "txt",
    media_type: "text/plain; charset=utf-8",
    label: texts::exchange::text,
    carries_all: false,
    is_text: true,
    has_columns: true,
    files: FormFiles::One,
    tables: None,
    left_out: texts::exchange::left_out,
};

/// A text for programs of a field, which says what their format has a place for.
const FOREIGN: FormTraits = FormTraits { has_columns: false, ..TEXT };

/// The tables of HSDS.
const HSDS: &[Table] = &[ACTION_FIELDS, REGIONS, BODIES, ENGAGEMENTS];

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
        ..TEXT
    },
    FormTraits {
        name: "xlsx",
        ending: "xlsx",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        label: texts::exchange::xlsx,
        carries_all: true,
        is_text: false,
        files: FormFiles::One,
        ..TEXT
    },
    FormTraits {
        name: "json",
        ending: "json",
        media_type: "application/json",
        label: texts::exchange::json,
        carries_all: true,
        is_text: true,
        files: FormFiles::One,
        ..TEXT
    },
    FormTraits {
        name: "jsonl",
        ending: "jsonl",
        media_type: "application/jsonl",
        label: texts::exchange::jsonl,
        carries_all: true,
        is_text: true,
        files: FormFiles::One,
        ..TEXT
    },
    FormTraits {
        name: "md",
        ending: "md",
        media_type: "text/markdown; charset=utf-8",
        label: texts::exchange::md,
        carries_all: false,
        is_text: true,
        files: FormFiles::One,
        ..TEXT
    },
    TEXT,
    FormTraits {
        name: "vcard",
        ending: "vcf",
        media_type: "text/vcard; charset=utf-8",
        label: texts::exchange::vcard,
        tables: Some(&[BODIES]),
        ..FOREIGN
    },
    FormTraits {
        name: "ical",
        ending: "ics",
        media_type: "text/calendar; charset=utf-8",
        label: texts::exchange::ical,
        tables: Some(&[MEETINGS, MEASURES]),
        left_out: texts::exchange::without_day,
        ..FOREIGN
    },
    FormTraits {
        name: "geojson",
        ending: "geojson",
        media_type: "application/geo+json",
        label: texts::exchange::geojson,
        tables: Some(&[REGIONS, MUNICIPALITIES]),
        ..FOREIGN
    },
    FormTraits {
        name: "hsds",
        ending: "hsds",
        media_type: "text/csv; charset=utf-8",
        label: texts::exchange::hsds,
        files: FormFiles::Several,
        tables: Some(HSDS),
        left_out: texts::exchange::no_service,
        ..FOREIGN
    },
    FormTraits {
        name: "hsds-json",
        ending: "hsds.json",
        media_type: "application/json",
        label: texts::exchange::hsds_json,
        tables: Some(HSDS),
        left_out: texts::exchange::no_service,
        ..FOREIGN
    },
    FormTraits {
        name: "oparl",
        ending: "oparl.json",
        media_type: "application/json",
        label: texts::exchange::oparl,
        tables: Some(&[REGIONS, BODIES, MEETINGS, RECOMMENDATIONS, DECISIONS]),
        left_out: texts::exchange::without_region,
        ..FOREIGN
    },
    FormTraits {
        name: "dcat",
        ending: "jsonld",
        media_type: "application/ld+json",
        label: texts::exchange::dcat,
        ..FOREIGN
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

    /// Returns true when it consists of values that can be chosen.
    pub fn has_columns(self) -> bool {
        self.traits().has_columns
    }

    /// Returns true when it consists of several files for this selection.
    pub fn is_folder(self, selection: &Selection) -> bool {
        match self.traits().files {
            FormFiles::One => false,
            FormFiles::Tables => selection.tables().len() > 1,
            FormFiles::Several => true,
        }
    }

    /// Returns how many of the selected records it carries or has to leave out.
    pub fn carried(self, selection: &Selection) -> usize {
        selection.tables().filter(|(table, _)| self.takes(*table)).map(|(_, slots)| slots.len()).sum()
    }

    /// Returns true when it has a place for the records of a table.
    pub fn takes(self, table: Table) -> bool {
        self.traits().tables.is_none_or(|tables| tables.contains(&table))
    }

    /// Returns true when it describes a publication of the dataset, whose licence must be named.
    pub fn describes_publication(self) -> bool {
        self == ExportForm::Dcat
    }

    /// Says how many records it could not say, and why.
    pub fn left_out_text(self, lang: Lang, count: usize) -> String {
        (self.traits().left_out)(lang, count)
    }

    /// Returns the form that a file of this name is expected to have.
    pub fn of_file_name(name: &str) -> Option<ExportForm> {
        let name = name.to_lowercase();
        let fits = |form: &ExportForm| {
            let before = name.strip_suffix(form.ending()).and_then(|before| before.strip_suffix('.'));
            before.is_some_and(|before| !before.is_empty())
        };
        ExportForm::all().filter(fits).max_by_key(|form| form.ending().len())
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
        assert_eq!(ExportForm::of_file_name("koeln.json"), Some(ExportForm::Json));
        assert_eq!(ExportForm::of_file_name("koeln.oparl.json"), Some(ExportForm::Oparl));
        assert_eq!(ExportForm::of_file_name("csv"), None);
        assert_eq!(ExportForm::of_file_name(".csv"), None);
    }
}
