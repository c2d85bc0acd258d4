//! A document of JSON written piece by piece: an object whose lists have an item a line, so that
//! little is in memory and two states of it differ by lines.
//!
//! Entry point: [`JsonDocument`].

use std::io::{self, Write};

use serde::Serialize;

/// An object being written.
pub struct JsonDocument<'o> {
    out: &'o mut dyn Write,
    /// How each open object or list ends.
    open: Vec<&'static str>,
    /// True where the next entry or item is the first of its object or list.
    is_first: bool,
}

impl<'o> JsonDocument<'o> {
    /// Begins the object.
    ///
    /// # Errors
    /// When it cannot be written; so do all others.
    pub fn begin(out: &'o mut dyn Write) -> io::Result<JsonDocument<'o>> {
        out.write_all(b"{")?;
        Ok(JsonDocument { out, open: vec!["}"], is_first: true })
    }

    /// Writes an entry.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn entry(&mut self, name: &str, value: &impl Serialize) -> io::Result<()> {
        self.name(name)?;
        self.value(value)
    }

    /// Begins an entry that is a list.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin_list(&mut self, name: &str) -> io::Result<()> {
        self.name(name)?;
        self.descend("[", "]")
    }

    /// Begins an entry that is an object.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin_object(&mut self, name: &str) -> io::Result<()> {
        self.name(name)?;
        self.descend("{", "}")
    }

    /// Writes an item of the list begun last.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn item(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.next_line()?;
        self.value(value)
    }

    /// Ends the list or object begun last.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_inner(&mut self) -> io::Result<()> {
        let Some(end) = self.open.pop() else { return Ok(()) };
        let line_break = if self.is_first { "" } else { "\n" };
        self.is_first = false;
        write!(self.out, "{line_break}{end}")
    }

    /// Ends the object.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self) -> io::Result<()> {
        while !self.open.is_empty() {
            self.end_inner()?;
        }
        self.out.write_all(b"\n")
    }

    fn descend(&mut self, begin: &str, end: &'static str) -> io::Result<()> {
        self.open.push(end);
        self.is_first = true;
        self.out.write_all(begin.as_bytes())
    }

    fn name(&mut self, name: &str) -> io::Result<()> {
        self.next_line()?;
        self.value(&name)?;
        self.out.write_all(b": ")
    }

    fn next_line(&mut self) -> io::Result<()> {
        let comma = if self.is_first { "\n" } else { ",\n" };
        self.is_first = false;
        self.out.write_all(comma.as_bytes())
    }

    fn value(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value).map_err(io::Error::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::json_object::{JsonObject, JsonValue};

    #[test]
    fn a_document_has_an_item_a_line_and_says_only_what_is_known() {
        let mut item = JsonObject::new();
        item.put_text("name", Some("Düren"));
        item.put_text("note", Some(" "));
        item.put_known("area", Some(1.5));
        item.put_list("none", Vec::<String>::new());
        item.put("geometry", JsonValue::Null);
        let mut out = Vec::new();
        let mut document = JsonDocument::begin(&mut out).unwrap();
        document.entry("type", &"X").unwrap();
        document.begin_list("items").unwrap();
        document.item(&item).unwrap();
        document.item(&1).unwrap();
        document.end_inner().unwrap();
        document.begin_object("inner").unwrap();
        document.begin_list("empty").unwrap();
        document.end().unwrap();
        let wanted = "{\n\"type\": \"X\",\n\"items\": [\n{\"name\":\"Düren\",\"area\":1.5,\"geometry\":null},\n1\n],\n\
                      \"inner\": {\n\"empty\": []\n}\n}\n";
        assert_eq!(String::from_utf8(out).unwrap(), wanted);
    }
}
