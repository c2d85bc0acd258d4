//! Applies changes: all of them or none.
//!
//! A change states the text it expects (`before`); where the document differs, nothing is changed.
//! Identifiers are unique when all are applied: on the way, two records may have the same.
//! The text it inserts must be exactly one piece, so that a journal, a history or another file
//! cannot break the file. Independent of why a change is made. Entry points: [`Document::apply`],
//! [`invert`].

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::file_parser::{self, SectionKind, SectionSpan};
use super::record_splitter::body;
use super::record_store::{ParsedRecord, RecordEntry, TextSpan};
use super::{Address, Change, Document, EditError, Path, Section, Slot, ValueError};
use crate::schema::Table;
use crate::syntax::lexer::Scanner;
use crate::syntax::syntax_tree::{decode_string, plain_ident};
use crate::syntax::{Tree, trivia};

/// Returns the changes that undo `changes`, in the order in which they must be applied.
pub fn invert(changes: &[Change]) -> Vec<Change> {
    let inverse = |change: &Change| {
        let id = match (&change.table, &change.before, &change.after) {
            (Some(_), Some(_), Some(after)) if !change.id.is_empty() => {
                id_of(after).unwrap_or_else(|| change.id.clone())
            }
            _ => change.id.clone(),
        };
        Change { id, before: change.after.clone(), after: change.before.clone(), ..change.clone() }
    };
    changes.iter().rev().map(inverse).collect()
}

/// Returns the id in a piece.
fn id_of(piece: &str) -> Option<String> {
    let closed = format!("{piece}]");
    let cuts = body(&closed, 0).ok()?.records;
    decode_string(&closed[cuts.first()?.id.clone()]).map(|id| id.into_owned())
}

impl Document {
    /// Applies changes in order, all or none. Returns the records touched.
    ///
    /// # Errors
    /// [`EditError::Stale`] when the document differs from `before`, [`EditError::IdTaken`], or
    /// [`EditError::Invalid`] when `after` is not exactly one piece. The document is then
    /// unchanged.
    pub fn apply(&mut self, changes: &[Change]) -> Result<Vec<Slot>, EditError> {
        self.changed += 1;
        let mut done = Vec::with_capacity(changes.len());
        let (mut touched, mut seen) = (Vec::new(), HashSet::new());
        let (mut seams, mut claims) = (BTreeSet::new(), Vec::new());
        for change in changes {
            match self.carry_out(change, &mut claims, &mut seams) {
                Ok((made, slots)) => {
                    done.push(made);
                    touched.extend(slots.into_iter().filter(|slot| seen.insert(*slot)));
                }
                Err(error) => {
                    self.take_back(&done);
                    return Err(error);
                }
            }
        }
        if let Err(error) = self.check_claims(&claims).and_then(|()| self.check_seams(&seams)) {
            self.take_back(&done);
            return Err(error);
        }
        self.follow_variant_in(changes.iter().map(|change| change.table));
        Ok(touched)
    }

    /// Takes back changes that were just applied.
    pub(super) fn take_back(&mut self, done: &[Change]) {
        for change in invert(done) {
            // This cannot fail: the document is in the state right after the change.
            let undone = self.carry_out(&change, &mut Vec::new(), &mut BTreeSet::new());
            debug_assert!(undone.is_ok(), "{undone:?}");
        }
        self.follow_variant_in(done.iter().map(|change| change.table));
    }

    /// Applies one change. Returns it as applied (with the position it was found at) and the
    /// records touched.
    fn carry_out(
        &mut self,
        change: &Change,
        claims: &mut Vec<Slot>,
        seams: &mut Seams,
    ) -> Result<(Change, Vec<Slot>), EditError> {
        let mut made = change.clone();
        let slots = match (change.table, &change.before, &change.after) {
            (_, None, None) => Vec::new(),
            (None, _, _) => self.carry_out_section(&mut made, seams)?,
            (Some(table), Some(before), Some(after)) if self.is_tail(table, change) => {
                self.swap_tail(table, before, after).ok_or_else(|| self.stale(change))?;
                seams.extend(self.rows(table).order().last().map(|index| Slot { table, index: *index }));
                Vec::new()
            }
            (Some(table), None, Some(after)) => {
                made.position = change.position.min(self.rows(table).len());
                vec![self.insert_record(&made, table, after, claims, seams)?]
            }
            (Some(table), Some(_), after) => {
                made.position = self.locate(table, change).ok_or_else(|| self.stale(change))?;
                let index = self.rows(table).order()[made.position];
                match after {
                    Some(after) => self.replace_record(Slot { table, index }, after, claims)?,
                    None if self.schema.table(table).single => {
                        return Err(EditError::Invalid(ValueError::Required(change.id.clone())));
                    }
                    None => drop(self.tables[usize::from(table.0)].remove(made.position)),
                }
                seams.insert(Slot { table, index });
                let near = self.rows(table).order().iter().skip(made.position.saturating_sub(1)).take(2);
                seams.extend(near.map(|index| Slot { table, index: *index }));
                vec![Slot { table, index }]
            }
        };
        Ok((made, slots))
    }

    fn stale(&self, change: &Change) -> EditError {
        EditError::Stale(match change.table {
            Some(table) => Address { table, id: change.id.clone(), path: Path::new() }.display(self.schema).to_string(),
            None => change.id.clone(),
        })
    }

    /// Returns true when a change concerns the text before the closing bracket.
    fn is_tail(&self, table: Table, change: &Change) -> bool {
        let Some(before) = &change.before else { return false };
        let tail = self.rows(table).tail.as_ref().is_some_and(|tail| tail.get(&self.base) == before);
        change.id.is_empty()
            && tail
            && (change.position >= self.rows(table).len() || self.locate(table, change).is_none())
    }

    fn swap_tail(&mut self, table: Table, before: &str, after: &str) -> Option<()> {
        let closed = format!("{after}]");
        let empty = body(&closed, 0).is_ok_and(|b| b.records.is_empty() && b.tail == (0..after.len()));
        let rows = &mut self.tables[usize::from(table.0)];
        rows.tail.as_ref().filter(|tail| empty && tail.get(&self.base) == before)?;
        rows.tail = Some(TextSpan::Own(after.into()));
        Some(())
    }

    /// Returns the current index of the piece that a change expects.
    fn locate(&self, table: Table, change: &Change) -> Option<usize> {
        let before = change.before.as_deref()?;
        let rows = self.rows(table);
        let same = |index: &u32| self.piece(Slot { table, index: *index }) == before;
        if rows.order().get(change.position).is_some_and(same) {
            return Some(change.position);
        }
        if change.id.is_empty() {
            return rows.order().iter().position(same);
        }
        rows.with_id(&change.id, &self.base).iter().filter(|index| same(index)).find_map(|index| rows.position(*index))
    }

    fn insert_record(
        &mut self,
        made: &Change,
        table: Table,
        after: &str,
        claims: &mut Vec<Slot>,
        seams: &mut Seams,
    ) -> Result<Slot, EditError> {
        if self.rows(table).tail.is_none() {
            return Err(self.stale(made));
        }
        let record = self.read_piece(table, after)?;
        let id = self.row_id(&record.entry);
        let rows = self.rows(table);
        let known = rows.with_id(&id, &self.base);
        let dead = |index: &&u32| !rows.is_live(**index);
        let same = known.iter().filter(dead).find(|index| self.piece(Slot { table, index: **index }) == after).copied();
        let slot = same.or_else(|| known.iter().find(dead).filter(|_| !id.is_empty()).copied());
        let index = self.tables[usize::from(table.0)].insert(made.position, record, slot, &self.base);
        if same.is_none() {
            claims.push(Slot { table, index });
        }
        let near = self.rows(table).order().iter().skip(made.position.saturating_sub(1)).take(3);
        seams.extend(near.map(|index| Slot { table, index: *index }));
        Ok(Slot { table, index })
    }

    fn replace_record(&mut self, slot: Slot, after: &str, claims: &mut Vec<Slot>) -> Result<(), EditError> {
        let record = self.read_piece(slot.table, after)?;
        if self.row_id(&record.entry) != self.id(slot) {
            claims.push(slot);
        }
        self.tables[usize::from(slot.table.0)].put(slot.index, record, &self.base);
        Ok(())
    }

    fn row_id(&self, entry: &RecordEntry) -> String {
        decode_string(entry.id_literal(&self.base)).unwrap_or_default().into_owned()
    }

    /// Rejects an id that another record has, too. Ids that the file itself repeats may come back.
    fn check_claims(&self, claims: &[Slot]) -> Result<(), EditError> {
        let taken = claims.iter().find(|slot| {
            let (rows, id) = (self.rows(slot.table), self.id(**slot));
            let is_shared = || rows.namesakes(id, &self.base).any(|other| other != slot.index);
            !id.is_empty() && rows.is_live(slot.index) && !rows.is_repeated(id) && is_shared()
        });
        taken.map_or(Ok(()), |slot| Err(EditError::IdTaken(self.id(*slot).to_owned())))
    }

    /// Parses a text that must be exactly one piece of a table.
    fn read_piece(&self, table: Table, text: &str) -> Result<ParsedRecord, EditError> {
        let piece = || TextSpan::Own(text.into());
        if let Some((_, cut)) = self.damaged.iter().find(|(known, _)| known.get(&self.base) == text) {
            return Ok(ParsedRecord::new(piece(), cut));
        }
        let whole = || EditError::Invalid(ValueError::NotOne);
        let cut = if self.schema.table(table).single {
            let mut scan = Scanner::new(text, 0);
            let sect = file_parser::section(self.schema, &mut scan)?;
            match sect.kind {
                SectionKind::Single(found, cut)
                    if found == table && sect.span == (0..text.len()) && cut.fault.is_none() =>
                {
                    cut
                }
                _ => return Err(whole()),
            }
        } else {
            let closed = format!("{text}]");
            let mut found = body(&closed, 0)?;
            let one = found.records.len() == 1 && found.records[0].span == (0..text.len());
            found.records.pop().filter(|cut| one && cut.fault.is_none()).ok_or_else(whole)?
        };
        Ok(ParsedRecord::new(piece(), &cut))
    }

    fn carry_out_section(&mut self, made: &mut Change, seams: &mut Seams) -> Result<Vec<Slot>, EditError> {
        match (&made.before, &made.after) {
            (None, Some(after)) => {
                made.position = made.position.min(self.sections.len());
                self.insert_section(made, after, seams)
            }
            (Some(before), after) => {
                let same = |i: &usize| self.section_matches(*i, before, after.is_none(), &made.id);
                let at = Some(made.position).filter(same).or_else(|| (0..self.sections.len()).find(same));
                made.position = at.ok_or_else(|| self.stale(made))?;
                match after {
                    None => Ok(self.remove_section(made.position)),
                    Some(after) => {
                        self.swap_foot(made.position, after).ok_or_else(|| self.stale(made)).map(|()| Vec::new())
                    }
                }
            }
            (None, None) => Ok(Vec::new()),
        }
    }

    /// Returns true when section `index` has this name and this text, either as a whole or as the
    /// text after its value.
    fn section_matches(&self, index: usize, text: &str, whole: bool, name: &str) -> bool {
        let Some(section) = self.sections.get(index) else { return false };
        if self.section_name(section) != name {
            return false;
        }
        if whole {
            return self.section_parts(section).map(|t| t.get(&self.base)).collect::<String>() == text;
        }
        self.section_foot(section).is_some_and(|foot| foot == text)
    }

    pub(super) fn section_name<'a>(&self, section: &'a Section) -> &'a str {
        match section {
            Section::List { table, .. } | Section::Single { table } => self.schema.table(*table).name,
            Section::Other { name, .. } => name,
        }
    }

    /// Returns the comma and the rest of the line after the value of a section, unless it is a
    /// single record.
    pub(super) fn section_foot<'a>(&'a self, section: &'a Section) -> Option<&'a str> {
        match section {
            Section::List { foot, .. } => foot.get(&self.base).strip_prefix(']'),
            Section::Other { foot, .. } => Some(foot.get(&self.base)),
            Section::Single { .. } => None,
        }
    }

    fn insert_section(&mut self, made: &Change, after: &str, seams: &mut Seams) -> Result<Vec<Slot>, EditError> {
        let sect = self.read_section(&made.id, after)?;
        let table = match &sect.kind {
            SectionKind::List(table, _) | SectionKind::Single(table, _) => Some(*table),
            SectionKind::Other => None,
        };
        if table.is_some_and(|table| self.has_section(table)) {
            return Err(EditError::IdTaken(made.id.clone()));
        }
        let part = |r: &Range<usize>| TextSpan::Own(after[r.clone()].into());
        let section = self.take_section(after, sect, part, &mut Default::default());
        self.sections.insert(made.position, section);
        let slots: Vec<Slot> = table.map_or(Vec::new(), |table| self.slots(table).collect());
        seams.extend(slots.iter().copied());
        Ok(slots)
    }

    /// Parses a text that must be exactly one section of this name and valid RON throughout.
    fn read_section(&self, name: &str, text: &str) -> Result<SectionSpan, EditError> {
        let sect = file_parser::section(self.schema, &mut Scanner::new(text, 0))?;
        let value = &text[sect.key.end..sect.foot.start];
        let value = &value[value.find(':').map_or(0, |colon| colon + 1)..];
        Tree::parse(value)?;
        let foot = &text[sect.foot.clone()];
        let whole = sect.span == (0..text.len()) && is_foot(foot) && plain_ident(&text[sect.key.clone()]) == name;
        if whole { Ok(sect) } else { Err(EditError::Invalid(ValueError::NotOne)) }
    }

    /// Returns true when the file has this table.
    pub(super) fn has_section(&self, table: Table) -> bool {
        self.sections
            .iter()
            .any(|s| matches!(s, Section::List { table: t, .. } | Section::Single { table: t } if *t == table))
    }

    fn remove_section(&mut self, position: usize) -> Vec<Slot> {
        let (Section::List { table, .. } | Section::Single { table }) = self.sections.remove(position) else {
            return Vec::new();
        };
        let slots: Vec<Slot> = self.slots(table).collect();
        let rows = &mut self.tables[usize::from(table.0)];
        while rows.len() > 0 {
            rows.remove(rows.len() - 1);
        }
        rows.tail = None;
        slots
    }

    fn swap_foot(&mut self, position: usize, after: &str) -> Option<()> {
        is_foot(after).then_some(())?;
        match self.sections.get_mut(position)? {
            Section::List { foot, .. } => *foot = TextSpan::Own(format!("]{after}").into()),
            Section::Other { foot, .. } => *foot = TextSpan::Own(after.into()),
            Section::Single { .. } => return None,
        }
        Some(())
    }

    /// Checks that every record but the last of a table, and every section but the last, has its
    /// comma.
    fn check_seams(&self, seams: &Seams) -> Result<(), EditError> {
        for slot in seams {
            let rows = self.rows(slot.table);
            let Some(position) = rows.position(slot.index) else { continue };
            let last = position + 1 == rows.len();
            if !last && !self.schema.table(slot.table).single && !self.has_comma(*slot) {
                return Err(EditError::Invalid(ValueError::NotOne));
            }
        }
        for section in self.sections.iter().rev().skip(1) {
            let behind = match section {
                Section::Single { table } => self.slots(*table).next().is_some_and(|slot| self.has_comma(slot)),
                _ => self.section_foot(section).is_some_and(|foot| foot[trivia::content(foot)..].starts_with(',')),
            };
            if !behind {
                return Err(EditError::Invalid(ValueError::NotOne));
            }
        }
        Ok(())
    }

    /// Returns true when a comma follows a record, or when the record is not valid RON, so that the
    /// comma cannot be found.
    fn has_comma(&self, slot: Slot) -> bool {
        let rows = self.rows(slot.table);
        let Some(entry) = rows.entry(slot.index) else { return true };
        let piece = entry.piece.get(&self.base);
        if rows.fault(slot.index).is_some() {
            return true;
        }
        if self.schema.table(slot.table).single {
            return file_parser::section(self.schema, &mut Scanner::new(piece, 0))
                .is_ok_and(|sect| sect.comma.is_some());
        }
        let behind = &piece[entry.value().end..];
        behind[trivia::content(behind)..].starts_with(',')
    }
}

/// Records whose neighbours have changed.
type Seams = BTreeSet<Slot>;

/// Returns true when a text may follow the value of a section: comments and a comma.
fn is_foot(text: &str) -> bool {
    let closed = format!("{text})");
    let mut scan = Scanner::new(&closed, 0);
    let before = scan.skip_trivia();
    scan.eat(b',');
    before.is_ok() && scan.skip_trivia().is_ok() && scan.at == text.len()
}
