//! Writers of formats: one file for each, which knows sheets or values and no question.
//!
//! What the rows of an answer are, its [`Sheet`] says; a writer makes text of it. Must not print,
//! and must not know a command or a screen. Entry point: [`Format`] and the writer of each.
//!
//! [`Sheet`]: crate::present::Sheet

pub mod aligned;
pub mod content_line;
pub mod csv;
pub mod dot;
pub mod graphml;
pub mod json;
pub mod json_document;
pub mod json_object;
pub mod json_records;
pub mod json_schema;
pub mod labelled_text;
pub mod mail;
pub mod markdown;
pub mod ron;
pub mod xlsx;

/// The format of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs, with a version number.
    Json,
    /// RFC 4180.
    Csv,
    /// As it is in the file.
    Ron,
    /// Markdown.
    Md,
    /// A graph in the language of Graphviz.
    Dot,
    /// A graph in XML.
    Graphml,
}

impl Format {
    /// The formats of an answer that consists of rows.
    pub const TABULAR: [Format; 4] = [Format::Table, Format::Json, Format::Csv, Format::Md];

    /// Returns its name as an argument.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Ron => "ron",
            Format::Md => "md",
            Format::Dot => "dot",
            Format::Graphml => "graphml",
        }
    }
}
