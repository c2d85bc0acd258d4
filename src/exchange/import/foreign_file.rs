//! Files that are no tables, recognised by how they begin, so that it can be said what they are.
//!
//! Entry point: [`NonTableFile::of`].

use memchr::memmem;

use super::ImportForm;
use crate::texts::{self, Lang};

/// How many bytes are looked at to tell a text.
const BEGINNING: usize = 8 << 10;

/// What a file is instead of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonTableFile {
    /// A page to be printed.
    Pdf,
    /// A workbook of Excel as it was until 2007.
    OldExcel,
    /// A workbook or text of LibreOffice in its own form.
    OpenDocument,
    /// A text of Word.
    Word,
    /// A page of the web.
    WebPage,
    /// Neither a text nor a workbook.
    Binary,
}

impl NonTableFile {
    /// Returns what a file is that is to be read in a form; `None` where nothing speaks against it.
    pub(super) fn of(form: ImportForm, bytes: &[u8]) -> Option<NonTableFile> {
        let begins = |start: &[u8]| bytes.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
        if begins(b"PK\x03\x04") {
            let beginning = &bytes[..bytes.len().min(BEGINNING)];
            if memmem::find(beginning, b"mimetypeapplication/vnd.oasis.opendocument").is_some() {
                return Some(NonTableFile::OpenDocument);
            }
            let is_word = memmem::find(bytes, b"word/document.xml").is_some();
            return is_word
                .then_some(NonTableFile::Word)
                .or((form != ImportForm::Xlsx).then_some(NonTableFile::Binary));
        }
        let text = bytes.trim_ascii_start();
        let is_page = |start: &[u8]| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
        match bytes {
            _ if begins(b"%PDF-") => Some(NonTableFile::Pdf),
            _ if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Some(NonTableFile::OldExcel),
            _ if is_page(b"<!doctype html") || is_page(b"<html") => Some(NonTableFile::WebPage),
            // A workbook that is none says so itself; UTF-16 has such bytes.
            _ if form == ImportForm::Xlsx || begins(b"\xff\xfe") || begins(b"\xfe\xff") => None,
            _ => bytes[..bytes.len().min(BEGINNING)].contains(&0).then_some(NonTableFile::Binary),
        }
    }

    /// Returns what it is and what to do instead, as a sentence.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            NonTableFile::Pdf => texts::import::is_pdf(lang),
            NonTableFile::OldExcel => texts::import::is_old_excel(lang),
            NonTableFile::OpenDocument => texts::import::is_open_document(lang),
            NonTableFile::Word => texts::import::is_word(lang),
            NonTableFile::WebPage => texts::import::is_web_page(lang),
            NonTableFile::Binary => texts::import::is_binary(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_tables_are_recognised() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], Some(NonTableFile::Pdf)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Some(NonTableFile::OldExcel)),
            (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Some(NonTableFile::OpenDocument)),
            (b"PK\x03\x04..word/document.xml", Some(NonTableFile::Word)),
            (b"\n<!DOCTYPE HTML><html>", Some(NonTableFile::WebPage)),
            (b"\x89PNG\r\n\x1a\n\0\0", Some(NonTableFile::Binary)),
            (b"\xff\xfei\0d\0", None),
            (b"id,name\na,B", None),
            (b"", None),
        ] {
            assert_eq!(NonTableFile::of(ImportForm::Csv, bytes), expected, "{bytes:?}");
        }
        assert_eq!(NonTableFile::of(ImportForm::Xlsx, b"PK\x03\x04..xl/workbook.xml"), None);
    }
}
