//! Records as JSON one after the other, so that none of them waits for the others.
//!
//! A record stands on a line of its own: versions of the file differ where records do. What a
//! record consists of, others say by `Serialize`. Entry points: [`JsonTables`], [`line()`].

use std::io::{self, Write};

use serde::Serialize;

use super::json::FORMAT;

/// Writes tables of records as one JSON object.
pub struct JsonTables<W: Write> {
    out: W,
    tables: usize,
    records: usize,
}

impl<W: Write> JsonTables<W> {
    /// Begins the object with the version of its format.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn new(mut out: W) -> io::Result<JsonTables<W>> {
        write!(out, "{{\n\"format\": {FORMAT},\n\"tables\": {{")?;
        Ok(JsonTables { out, tables: 0, records: 0 })
    }

    /// Begins a table.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn table(&mut self, name: &str) -> io::Result<()> {
        self.end_table()?;
        self.out.write_all(if self.tables == 0 { b"\n" } else { b",\n" })?;
        (self.tables, self.records) = (self.tables + 1, 0);
        serde_json::to_writer(&mut self.out, name)?;
        self.out.write_all(b": [")
    }

    /// Writes a record of the table.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn record(&mut self, record: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.records == 0 { b"\n" } else { b",\n" })?;
        self.records += 1;
        Ok(serde_json::to_writer(&mut self.out, record)?)
    }

    /// Ends the object with what the choices are called.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn finish(mut self, labels: &impl Serialize) -> io::Result<()> {
        self.end_table()?;
        self.out.write_all(b"\n},\n\"labels\": ")?;
        serde_json::to_writer(&mut self.out, labels)?;
        self.out.write_all(b"\n}\n")?;
        self.out.flush()
    }

    fn end_table(&mut self) -> io::Result<()> {
        if self.tables > 0 { self.out.write_all(b"\n]") } else { Ok(()) }
    }
}

/// A record with the name of its table, as a line has it.
#[derive(Serialize)]
pub struct JsonLine<R> {
    /// The table.
    pub table: &'static str,
    /// The record.
    pub record: R,
}

/// Writes a value on a line of its own.
///
/// # Errors
/// When it could not be written.
pub fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
