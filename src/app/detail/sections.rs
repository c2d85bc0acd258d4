//! The sections of a page: their headings fold what is below them, and keys lead from one to the
//! next.
//!
//! Which sections a page has is said where it is built; folding only hides rows, so that a page is
//! the same whatever is folded. Sections of a kind are folded alike on every page. Entry points:
//! [`fold`], [`plain`].

use std::collections::HashSet;

use super::{Detail, PageRow};
use crate::schema::Table;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// What the rows below a heading are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageSection {
    /// The offices of a region.
    Offices,
    /// The notes on the offices of a region.
    OfficeNotes,
    /// What a region does about the concerns of the public.
    Concerns,
    /// The bodies that everybody can attend.
    OpenBodies,
    /// When a region meets next.
    NextMeeting,
    /// The contract of a region.
    Agreement,
    /// The bodies that every network has.
    SteeringBodies,
    /// The other bodies of a region.
    OtherBodies,
    /// The action fields without a concern.
    OtherFields,
    /// The regions that work on an action field.
    RegionsAtWork,
    /// Other fields of the record itself.
    Rest,
    /// The records of a table that refer to the record.
    Referring(Table),
    /// What can be added.
    Additions,
    /// A section of the guide's card.
    Card,
}

/// Hides the rows of the folded sections; their headings say how many entries these are: the rows
/// of the least indent on which the cursor can stand.
pub fn fold(rows: &mut [PageRow], folded: &HashSet<PageSection>, lang: Lang) {
    let (mut heading, mut hidden) = (None, HiddenEntries::default());
    for number in 0..rows.len() {
        let section = rows[number].section.filter(|_| rows[number].folded.is_some());
        if let Some(section) = section {
            close(rows, heading, &hidden, lang);
            let hides = folded.contains(&section);
            // The blank line above belongs to what is shown on either side of it.
            if let Some(gap) = number.checked_sub(1).filter(|gap| rows[*gap].is_blank()) {
                rows[gap].hidden = heading.is_some() && hides;
            }
            rows[number].folded = Some(hides);
            rows[number].spans.clear();
            (heading, hidden) = (Some(number).filter(|_| hides), HiddenEntries::default());
        } else {
            rows[number].hidden = heading.is_some();
            if heading.is_some() && rows[number].holds_something() {
                hidden.add(rows[number].indent);
            }
        }
    }
    close(rows, heading, &hidden, lang);
}

/// Says below a folded heading how many entries are hidden, unless the heading counts them itself.
fn close(rows: &mut [PageRow], heading: Option<usize>, hidden: &HiddenEntries, lang: Lang) {
    let Some(heading) = heading.map(|heading| &mut rows[heading]) else { return };
    let mut after = heading.label.rsplit(" (");
    let is_counted = after.next().is_some_and(|count| count.starts_with(|c: char| c.is_ascii_digit()));
    if !(is_counted && after.next().is_some()) {
        heading.spans = vec![(Role::Dim, texts::detail::folded_entries(lang, hidden.count))];
    }
}

/// How many rows of the least indent are hidden.
#[derive(Debug, Clone, Copy, Default)]
struct HiddenEntries {
    indent: usize,
    count: usize,
}

impl HiddenEntries {
    fn add(&mut self, indent: usize) {
        if self.count == 0 || indent < self.indent {
            *self = HiddenEntries { indent, count: 0 };
        }
        self.count += usize::from(indent == self.indent);
    }
}

/// Returns rows as plain text, for pasting into a message.
pub fn plain(rows: &[PageRow]) -> String {
    let mut out = String::new();
    for row in rows {
        let (label, text) = (row.label.trim(), row.text());
        let between = if label.is_empty() || text.is_empty() { "" } else { ": " };
        let line = format!("{label}{between}{}", text.trim());
        out.push_str(line.trim_end());
        out.push('\n');
        if row.section.is_some() {
            out.push_str(&"-".repeat(crate::text::width(&line)));
            out.push('\n');
        }
    }
    out
}

impl Detail {
    /// Returns the headings, by the number of their rows.
    fn headings(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(|number| self.rows[*number].section.is_some())
    }

    /// Returns the heading above the cursor, or under it.
    fn heading_here(&self) -> Option<usize> {
        self.headings().take_while(|number| *number <= self.cursor).last()
    }

    /// Returns the section under the cursor as plain text, when that is its heading.
    pub(in crate::app) fn section_text(&self) -> Option<String> {
        let heading = self.row().filter(|row| row.section.is_some())?;
        let below = self.rows.iter().skip(self.cursor + 1).take_while(|row| row.section.is_none());
        let heading = PageRow { spans: Vec::new(), ..heading.clone() };
        let rows: Vec<PageRow> = std::iter::once(heading).chain(below.cloned()).collect();
        Some(plain(&rows).trim_end().to_owned())
    }

    /// Moves to the next heading, or with `by` = −1 to the one above; beyond these to the end or
    /// the beginning of the page.
    pub(in crate::app) fn step_section(&mut self, by: isize) {
        let heading = match by {
            1 => self.headings().find(|number| *number > self.cursor),
            _ => self.headings().rfind(|number| *number < self.cursor),
        };
        match heading {
            Some(heading) => self.cursor = heading,
            None => self.step(if by > 0 { isize::MAX } else { isize::MIN }),
        }
        self.just_unfolded = true;
    }

    /// Folds or unfolds the section of the row under the cursor.
    pub(in crate::app) fn toggle_section(&mut self, lang: Lang) {
        let Some(heading) = self.heading_here() else { return };
        let Some(section) = self.rows[heading].section else { return };
        self.cursor = heading;
        self.just_unfolded = self.folded.remove(&section);
        if !self.just_unfolded {
            self.folded.insert(section);
        }
        self.refold(lang);
    }

    /// Folds every section of the page; unfolds them where all are folded.
    pub(in crate::app) fn toggle_all_sections(&mut self, lang: Lang) {
        let sections: HashSet<PageSection> = self.rows.iter().filter_map(|row| row.section).collect();
        if sections.is_subset(&self.folded) {
            self.folded.retain(|section| !sections.contains(section));
        } else {
            self.folded.extend(sections);
            self.cursor = self.heading_here().unwrap_or(self.cursor);
        }
        self.refold(lang);
    }

    /// Unfolds the section of the row under the cursor where that is hidden.
    pub(in crate::app) fn reveal(&mut self, lang: Lang) {
        let is_hidden = self.row().is_some_and(|row| row.hidden);
        if let Some(heading) = self.heading_here().filter(|_| is_hidden) {
            self.rows[heading].section.map(|section| self.folded.remove(&section));
            self.refold(lang);
        }
    }

    /// Moves from the heading that a page begins with to the first row below it.
    pub(in crate::app) fn begin_below_heading(&mut self) {
        let is_heading = self.row().is_some_and(|row| row.section.is_some() && row.folded == Some(false));
        self.step(isize::from(is_heading));
    }

    /// Hides and shows rows as sections are folded now.
    pub(in crate::app) fn refold(&mut self, lang: Lang) {
        fold(&mut self.rows, &self.folded, lang);
        self.laid = None;
        self.ahead.page = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Vec<PageRow> {
        let heading = |label: &str, section| PageRow {
            label: label.to_owned(),
            section: Some(section),
            folded: Some(false),
            ..PageRow::default()
        };
        let text =
            |text: &str, offers| PageRow { spans: vec![(Role::Text, text.to_owned())], offers, ..PageRow::default() };
        vec![
            text("first", true),
            PageRow::default(),
            heading("A", PageSection::Offices),
            text("a", true),
            text("said", false),
            PageRow::default(),
            heading("B", PageSection::Rest),
            text("b", true),
            PageRow::default(),
            heading("C", PageSection::Additions),
            text("c", true),
        ]
    }

    fn shown(folded: &[PageSection]) -> Vec<String> {
        let mut rows = page();
        fold(&mut rows, &folded.iter().copied().collect(), Lang::De);
        let seen = rows.iter().filter(|row| !row.hidden);
        seen.map(|row| format!("{} {}", row.label, row.text()).trim().to_owned()).collect()
    }

    #[test]
    fn a_folded_section_shows_its_heading_and_says_how_many_entries_it_hides() {
        use PageSection::{Additions, Offices, Rest};
        assert_eq!(shown(&[]), ["first", "", "A", "a", "said", "", "B", "b", "", "C", "c"]);
        assert_eq!(shown(&[Rest]), ["first", "", "A", "a", "said", "", "B 1 Eintrag", "", "C", "c"]);
        assert_eq!(shown(&[Offices, Rest]), ["first", "", "A 1 Eintrag", "B 1 Eintrag", "", "C", "c"]);
        assert_eq!(shown(&[Offices, Rest, Additions]), ["first", "", "A 1 Eintrag", "B 1 Eintrag", "C 1 Eintrag"]);
    }

    #[test]
    fn what_is_unfolded_again_is_the_page_it_was() {
        let (mut rows, before) = (page(), page());
        fold(&mut rows, &[PageSection::Offices, PageSection::Additions].into_iter().collect(), Lang::De);
        fold(&mut rows, &HashSet::new(), Lang::De);
        assert_eq!(format!("{rows:?}"), format!("{before:?}"));
    }
}
