//! A text that stays in its file: pages of it are read when they are asked for, and kept.
//!
//! A page begins where a record does, so that no record lies in two. What cannot be read, or is no
//! text any more, is noted, and seems empty. Must not know where the file is. Entry points:
//! [`PagedText::part`]; for what is looked at once [`PageReader::part`].

use std::fmt::Debug;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::damage_notice::DamageNotice;

/// How many bytes are read at once where parts are read one after the other.
const RUN: usize = 16 << 10;

/// What a text is read from.
pub trait TextSource: Debug + Send + Sync {
    /// Returns its size in bytes.
    fn byte_len(&self) -> usize;

    /// Fills a buffer with the bytes from an offset on; returns false where that is not possible.
    fn fill(&self, buffer: &mut [u8], from: usize) -> bool;

    /// Returns false once somebody has written to it.
    fn is_unchanged(&self) -> bool;
}

impl TextSource for String {
    fn byte_len(&self) -> usize {
        self.len()
    }

    fn fill(&self, buffer: &mut [u8], from: usize) -> bool {
        let found = self.as_bytes().get(from..from + buffer.len());
        found.map(|found| buffer.copy_from_slice(found)).is_some()
    }

    fn is_unchanged(&self) -> bool {
        true
    }
}

/// Returns a part of a text; `None` where it cannot be read.
pub(super) fn read_part(source: &dyn TextSource, part: Range<usize>) -> Option<String> {
    let mut buffer = vec![0; part.len()];
    let is_filled = source.fill(&mut buffer, part.start);
    String::from_utf8(buffer).ok().filter(|_| is_filled)
}

/// A text that is read in pages.
pub(super) struct PagedText {
    source: Arc<dyn TextSource>,
    /// Where each page starts; the last one ends with the text.
    starts: Vec<u32>,
    pages: Vec<OnceLock<String>>,
    /// All of it, where that was asked for.
    whole: OnceLock<String>,
    notice: DamageNotice,
}

impl PagedText {
    pub(super) fn new(source: Arc<dyn TextSource>, starts: Vec<u32>, notice: DamageNotice) -> PagedText {
        let pages = starts.iter().map(|_| OnceLock::new()).collect();
        PagedText { source, starts, pages, whole: OnceLock::new(), notice }
    }

    pub(super) fn source(&self) -> Arc<dyn TextSource> {
        self.source.clone()
    }

    /// Returns a part that lies in one page.
    pub(super) fn part(&self, start: usize, len: usize) -> &str {
        let Some(number) = self.page_at(start) else { return self.whole().get(start..start + len).unwrap_or_default() };
        let page = self.pages[number].get_or_init(|| self.read(self.range(number)));
        let from = start - self.starts[number] as usize;
        page.get(from..from + len).unwrap_or_default()
    }

    /// Returns all of it.
    pub(super) fn whole(&self) -> &str {
        self.whole.get_or_init(|| self.read(0..self.source.byte_len()))
    }

    fn page_at(&self, offset: usize) -> Option<usize> {
        self.starts.partition_point(|start| *start as usize <= offset).checked_sub(1)
    }

    fn range(&self, number: usize) -> Range<usize> {
        let end = self.starts.get(number + 1).map_or_else(|| self.source.byte_len(), |next| *next as usize);
        self.starts[number] as usize..end
    }

    /// Returns where so many pages are that they are read at once.
    fn run(&self, first: usize) -> Range<usize> {
        let Range { start, end } = self.range(first);
        let next = self.starts.partition_point(|next| (*next as usize) < start + RUN);
        start..self.starts.get(next).map_or_else(|| self.source.byte_len(), |next| *next as usize).max(end)
    }

    fn read(&self, part: Range<usize>) -> String {
        let read = read_part(&*self.source, part);
        read.unwrap_or_else(|| {
            self.notice.give();
            String::new()
        })
    }
}

/// Reads parts of a text one after the other, of which none is kept.
pub(super) struct PageReader<'a> {
    text: &'a PagedText,
    /// The pages that were read last, and where they are.
    run: Vec<u8>,
    range: Range<usize>,
}

impl<'a> PageReader<'a> {
    pub(super) fn new(text: &'a PagedText) -> PageReader<'a> {
        PageReader { text, run: Vec::new(), range: 0..0 }
    }

    /// Returns a part that lies in one page.
    pub(super) fn part(&mut self, start: usize, len: usize) -> &[u8] {
        if !self.range.contains(&start) {
            let Some(number) = self.text.page_at(start) else { return self.text.part(start, len).as_bytes() };
            self.range = self.text.run(number);
            self.run.resize(self.range.len(), 0);
            if !self.text.source.fill(&mut self.run, self.range.start) {
                self.text.notice.give();
            }
        }
        let from = start - self.range.start;
        self.run.get(from..from + len).unwrap_or_default()
    }
}
