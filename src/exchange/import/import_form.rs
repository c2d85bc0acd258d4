//! The forms in which records are brought in: the one list of them.
//!
//! Entry point: [`ImportForm`].

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum ImportForm {
    /// Cells separated by commas, semicolons or tabs.
    Csv,
    /// A workbook of Excel or LibreOffice.
    Xlsx,
    /// JSON: a whole export, or an array of records.
    Json,
    /// A JSON object on each line.
    Jsonl,
    /// Cards of an address book.
    Vcard,
    /// The form of the dataset: another one, a list of records, or one record.
    Ron,
}

impl ImportForm {
    /// Returns all forms in order.
    pub fn all() -> impl Iterator<Item = ImportForm> {
        <ImportForm as clap::ValueEnum>::value_variants().iter().copied()
    }

    /// Returns its name as an argument.
    pub fn name(self) -> &'static str {
        match self {
            ImportForm::Csv => "csv",
            ImportForm::Xlsx => "xlsx",
            ImportForm::Json => "json",
            ImportForm::Jsonl => "jsonl",
            ImportForm::Vcard => "vcard",
            ImportForm::Ron => "ron",
        }
    }

    /// Returns the form of a file: as its name says, else as it begins.
    pub fn of(file_name: &str, bytes: &[u8]) -> ImportForm {
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "csv" | "tsv" => ImportForm::Csv,
            "xlsx" | "xlsm" => ImportForm::Xlsx,
            "json" => ImportForm::Json,
            "jsonl" | "ndjson" => ImportForm::Jsonl,
            "vcf" | "vcard" => ImportForm::Vcard,
            "ron" => ImportForm::Ron,
            _ => ImportForm::of_content(bytes),
        }
    }

    fn of_content(bytes: &[u8]) -> ImportForm {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let first_line = text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
        match text.first() {
            _ if bytes.starts_with(b"PK\x03\x04") => ImportForm::Xlsx,
            _ if text.starts_with(b"#![") || text.starts_with(b"Directory") || text.starts_with(b"(") => {
                ImportForm::Ron
            }
            _ if first_line.eq_ignore_ascii_case(b"BEGIN:VCARD") => ImportForm::Vcard,
            Some(b'{') if first_line.len() > 1 && first_line.ends_with(b"}") => ImportForm::Jsonl,
            Some(b'{' | b'[') => ImportForm::Json,
            _ => ImportForm::Csv,
        }
    }
}
