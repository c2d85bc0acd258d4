//! What a change of many records will do, before it is made: what is impossible first, then each
//! value before and after. Rows can be left out; Enter makes the change as one step.
//!
//! Whoever changes many records shows it here. Entry points: [`App::preview_change`],
//! [`PreviewScreen`].

use std::collections::HashSet;

use super::{ScreenContext, ScreenKind, ScreenRequest};
use crate::app::App;
use crate::app::change_purpose::ChangePurpose;
use crate::app::detail::{PageRow, Span};
use crate::app::import_order::{DoubtfulRow, ImportedRows};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingReply, RowTarget};
use crate::app::marked::MarkedPlace;
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::model::input::remarks;
use crate::present::change_preview::{ChangePreview, PreviewRow};
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::batch_change::{BatchAction, BatchChange, BatchPlan, BatchRefusal, SourceOfChange};
use crate::texts;
use crate::theme::Role;

/// The preview of a change.
pub type PreviewScreen = Listing<PreviewedChange>;

/// A change that is shown before it is made.
#[derive(Debug, Default)]
pub struct PreviewedChange {
    /// What is asked for, and behind it the sources that the values get.
    change: BatchChange,
    /// The number of entries that are asked for.
    asked: usize,
    /// The source of all values; `None` leaves each as it is.
    source: Option<SourceOfChange>,
    purpose: ChangePurpose,
    /// The rows of the file that ask for it.
    imported: Option<ImportedRows>,
    /// The screen that it came from.
    from: Option<ScreenKind>,
    plan: Option<BatchPlan>,
    /// The number of values that keep the source of the former ones.
    former_sources: usize,
    rows: Vec<PreviewRow>,
    /// The entries that are left out.
    left_out: HashSet<usize>,
}

impl App {
    /// Shows what a change of many records will do. Says so where it does nothing.
    pub fn preview_change(&mut self, change: BatchChange, purpose: ChangePurpose) {
        let plan = BatchPlan::of(&change, self.workspace.data(), self.workspace.settings.today);
        if plan.rows.is_empty() && plan.refused.is_empty() {
            return self.show_info(texts::batch::changes_nothing(self.lang()));
        }
        let from = Some(self.screens.shown).filter(|shown| *shown != ScreenKind::Preview);
        self.screens.preview = Listing::default();
        let asked = change.entries.len();
        self.screens.preview.answer = PreviewedChange { change, asked, purpose, from, ..PreviewedChange::default() };
        self.screens.shown = ScreenKind::Preview;
        self.message = None;
    }

    /// Shows what the rows of a file will do. Rows that were left out before stay so.
    pub(in crate::app) fn preview_rows(&mut self, change: BatchChange, purpose: ChangePurpose, imported: ImportedRows) {
        let before = if self.screens.shown == ScreenKind::Preview {
            std::mem::take(&mut self.screens.preview.answer)
        } else {
            self.screens.preview = Listing::default();
            PreviewedChange { from: Some(self.screens.shown), ..PreviewedChange::default() }
        };
        let left_out = before.left_out_of(&change, &imported);
        let (imported, asked) = (Some(imported), change.entries.len());
        let PreviewedChange { from, source, .. } = before;
        let answer =
            PreviewedChange { change, asked, source, purpose, imported, left_out, from, ..PreviewedChange::default() };
        self.screens.preview = self.screens.preview.asked_anew(answer);
        self.screens.shown = ScreenKind::Preview;
        self.message = None;
    }

    /// Gives all values of the change that is shown a source, or leaves each as it is.
    pub(in crate::app) fn set_source_of_change(&mut self, source: Option<SourceOfChange>) {
        let mut answer = std::mem::take(&mut self.screens.preview.answer);
        answer.source = source;
        self.screens.preview = self.screens.preview.asked_anew(answer);
    }

    /// Leaves the preview where nothing is left of it.
    pub(in crate::app) fn leave_import_preview(&mut self) {
        if self.screens.shown == ScreenKind::Preview {
            self.screens.shown = self.screens.preview.answer.from.unwrap_or(ScreenKind::Directory);
            self.screens.preview = Listing::default();
        }
    }

    /// Makes the change that is shown, without what is left out, and returns to where it came from.
    /// While something is impossible, says so instead.
    pub(in crate::app) fn make_previewed_change(&mut self) {
        let lang = self.lang();
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::edit::read_only(lang));
        }
        let previewed = &self.screens.preview.answer;
        let change = previewed.change.without(&previewed.left_out);
        let plan = BatchPlan::of(&change, self.workspace.data(), self.workspace.settings.today);
        if !plan.refused.is_empty() {
            return self.show_error(texts::batch::refused_first(lang, plan.refused.len()));
        }
        if plan.rows.is_empty() {
            return self.show_info(texts::batch::changes_nothing(lang));
        }
        let name = previewed.purpose.step(lang, plan.records());
        let from = previewed.from.unwrap_or(ScreenKind::Directory);
        if self.apply_plan(&plan, name) {
            self.workspace.marked.clear();
            self.screens.preview = Listing::default();
            self.screens.shown = from;
        }
    }
}

impl PreviewedChange {
    fn words<'a>(&'a self, workspace: &'a Workspace) -> Option<ChangePreview<'a>> {
        let (data, lang, period) = (workspace.data(), workspace.lang(), workspace.settings.period());
        let values = ValueFormatter { data, style: ValueStyle::Printed, region: None, lang, period, with_names: true };
        Some(ChangePreview { change: &self.change, plan: self.plan.as_ref()?, values })
    }

    /// Returns the entries of a later change that are left out as they are here: by row and place.
    fn left_out_of(&self, change: &BatchChange, imported: &ImportedRows) -> HashSet<usize> {
        let Some(before) = &self.imported else { return HashSet::new() };
        let key = |rows: &ImportedRows, change: &BatchChange, entry: usize| {
            Some((rows.place(entry)?, change.entries.get(entry)?.address.clone()))
        };
        let left_out: HashSet<_> = self.left_out.iter().filter_map(|entry| key(before, &self.change, *entry)).collect();
        let is_left_out = |entry: &usize| key(imported, change, *entry).is_some_and(|key| left_out.contains(&key));
        (0..change.entries.len()).filter(is_left_out).collect()
    }

    /// Returns the row of an entry, to ask which record it is about.
    fn doubtful(&self, entry: usize) -> Option<Box<DoubtfulRow>> {
        let table = self.change.entries.get(entry)?.address.table;
        self.imported.as_ref()?.doubtful(entry, table, self.adds(entry)).map(Box::new)
    }

    /// Returns which key says which record a row is about, where that is doubtful.
    fn hint_same(&self, at: usize, workspace: &Workspace) -> Option<String> {
        let entry = self.entry(at).filter(|entry| self.asks_which_is_same(*entry))?;
        let is_doubtful = self.imported.as_ref().is_some_and(|rows| !rows.likely(entry).is_empty());
        let key = workspace.settings.keymap.key(Command::SameRecord).filter(|_| is_doubtful)?;
        Some(texts::import::hint_same(workspace.lang(), &key.label(workspace.lang())))
    }

    /// Returns true where somebody can say which record a row of a file is about: it would be a new
    /// one, or somebody said so already.
    fn asks_which_is_same(&self, entry: usize) -> bool {
        use BatchRefusal::{Lacks, Several};
        let is_unclear = matches!(self.change.entries[entry].action, BatchAction::Refuse(Lacks { .. } | Several(_)));
        let is_said = self.imported.as_ref().is_some_and(|rows| rows.is_said(entry));
        self.imported.is_some() && (self.adds(entry) || is_unclear || is_said)
    }

    /// Returns true for an entry that adds a record.
    fn adds(&self, entry: usize) -> bool {
        self.change.entries.get(entry).is_some_and(|entry| matches!(entry.action, BatchAction::AddFields(_)))
    }

    fn entry(&self, at: usize) -> Option<usize> {
        let plan = self.plan.as_ref()?;
        let entry = match *self.rows.get(at)? {
            PreviewRow::Refused(number) => plan.refused.get(number).map(|refused| refused.entry),
            PreviewRow::Changed(number) => plan.rows.get(number)?.entry,
        };
        // A source follows from its value.
        entry.filter(|entry| *entry < self.asked)
    }

    /// Adds the sources of the values that are not left out, and returns what the whole does.
    fn plan(&mut self, workspace: &Workspace) -> BatchPlan {
        let (data, today) = (workspace.data(), workspace.settings.today);
        self.change.entries.truncate(self.asked);
        let plan = BatchPlan::of(&self.change, data, today);
        let Some(source) = &self.source else { return plan };
        let change = std::mem::take(&mut self.change);
        self.change = change.with_source(
            &plan,
            data.document,
            source,
            today,
            &|place| workspace.statement_check(place),
            &self.left_out,
        );
        BatchPlan::of(&self.change, data, today)
    }

    fn is_left_out(&self, at: usize) -> bool {
        self.entry(at).is_some_and(|entry| self.left_out.contains(&entry))
    }

    /// Returns true for a row of a record that is there already.
    fn is_there(&self, at: Option<usize>, workspace: &Workspace) -> bool {
        let target = at.and_then(|at| self.target(at));
        target.is_some_and(|target| workspace.doc.slots(target.slot.table).any(|slot| slot == target.slot))
    }

    /// Returns how many entries are refused and not left out.
    fn refused(&self) -> usize {
        let refused = self.plan.iter().flat_map(|plan| &plan.refused);
        refused.filter(|refused| !self.left_out.contains(&refused.entry)).count()
    }

    /// Returns the number of records that are to get a value they have already.
    fn count_same(&self) -> usize {
        use ChangePurpose::{AddItem, Clear, RemoveItem, Set};
        if !matches!(self.purpose, Set(_) | Clear(_) | AddItem(_) | RemoveItem(_)) {
            return 0;
        }
        let seen: HashSet<usize> = (0..self.rows.len()).filter_map(|row| self.entry(row)).collect();
        let is_same = |entry: &usize| !seen.contains(entry) && !self.left_out.contains(entry);
        (0..self.change.entries.len()).filter(is_same).count()
    }

    /// Leaves out everything that is impossible, or takes it in again.
    fn leave_out_refused(&mut self) {
        let refused: Vec<usize> =
            self.plan.iter().flat_map(|plan| &plan.refused).map(|refused| refused.entry).collect();
        if refused.iter().all(|entry| self.left_out.contains(entry)) {
            self.left_out.retain(|entry| !refused.contains(entry));
        } else {
            self.left_out.extend(refused);
        }
    }
}

impl ListingAnswer for PreviewedChange {
    const CONTEXTS: &'static [Context] = Context::Preview.stack();

    fn ask(&mut self, workspace: &Workspace) {
        let plan = self.plan(workspace);
        let refused = (0..plan.refused.len()).map(PreviewRow::Refused);
        self.rows = refused.chain((0..plan.rows.len()).map(PreviewRow::Changed)).collect();
        self.former_sources = plan.values_with_former_source(&workspace.doc, workspace.settings.today).len();
        self.plan = Some(plan);
    }

    fn relocate(&mut self, _relocation: &Relocation<'_>) {
        self.plan = None;
        self.rows.clear();
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        ChangePreview::columns(workspace.lang())
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let found = self.words(workspace).zip(self.rows.get(at));
        let Some((words, row)) = found else { return ListingRow::default() };
        let mut line = words.row(*row);
        let is_left_out = self.is_left_out(at);
        let sign = match row {
            _ if is_left_out => (Role::Dim, "– "),
            PreviewRow::Refused(_) => (Role::Error, "! "),
            // What follows from others cannot be left out.
            PreviewRow::Changed(_) if self.entry(at).is_none() => (Role::Dim, "  "),
            PreviewRow::Changed(_) => (Role::Changed, "■ "),
        };
        if is_left_out {
            line.cells.iter_mut().flatten().for_each(|(role, _)| *role = Role::Dim);
        }
        if let Some(first) = line.cells.first_mut() {
            first.insert(0, (sign.0, sign.1.to_owned()));
        }
        line
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        let plan = self.plan.as_ref()?;
        let slot = match *self.rows.get(at)? {
            PreviewRow::Changed(number) => plan.rows.get(number)?.slot,
            // Nothing may be there.
            PreviewRow::Refused(number) => {
                let table = self.change.entries.get(plan.refused.get(number)?.entry)?.address.table;
                Slot { table, index: u32::MAX }
            }
        };
        Some(RowTarget { number: u32::try_from(at).unwrap_or(u32::MAX), ..RowTarget::page(slot) })
    }

    /// These rows stand for no record as it is.
    fn marked_place(&self, _at: usize, _workspace: &Workspace) -> Option<MarkedPlace> {
        None
    }

    fn shows_file(&self) -> bool {
        self.imported.is_some()
    }

    fn came_from(&self) -> Option<ScreenKind> {
        self.from
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        let records = self.plan.as_ref().map_or(0, BatchPlan::records);
        // What is cut on a narrow screen is known already: what was asked for.
        let mut spans = vec![(Role::Heading, texts::batch::title(lang, records))];
        let refused = self.refused();
        if refused > 0 {
            spans.push((Role::Error, format!(" · {}", texts::batch::count_refused(lang, refused))));
        }
        let persons = self.imported.as_ref().map_or(0, |imported| imported.persons);
        if persons > 0 {
            spans.push((Role::Dim, format!(" · {}", texts::import::count_persons(lang, persons))));
        }
        let skipped = self.imported.as_ref().map_or(&[][..], |imported| &imported.skipped);
        if !skipped.is_empty() {
            spans.push((Role::Warning, format!(" · {}", texts::import::count_skipped(lang, &skipped.join(", ")))));
        }
        let same = self.count_same();
        if same > 0 {
            spans.push((Role::Dim, format!(" · {}", texts::batch::count_same(lang, same))));
        }
        if !self.left_out.is_empty() {
            spans.push((Role::Dim, format!(" · {}", texts::batch::count_left_out(lang, self.left_out.len()))));
        }
        spans.push((Role::Heading, format!(" · {}", self.purpose.title(lang))));
        if self.former_sources > 0 {
            spans.push((Role::Dim, format!(" · {}", texts::batch::count_former_sources(lang, self.former_sources))));
        }
        spans
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let found = self.words(workspace).zip(self.rows.get(at));
        let said = found.map_or_else(Vec::new, |(words, row)| words.said(*row));
        let mut rows: Vec<PageRow> = said.into_iter().map(|spans| PageRow { spans, ..PageRow::default() }).collect();
        let origin = self.entry(at).zip(self.imported.as_ref());
        let origin = origin.and_then(|(entry, imported)| imported.told(entry, workspace.lang()));
        rows.extend(origin.map(|told| PageRow { spans: vec![(Role::Dim, told)], ..PageRow::default() }));
        let notes = self.entry(at).and_then(|entry| self.change.entries.get(entry)).map(|entry| &entry.notes);
        let told = notes.and_then(|notes| remarks(notes, workspace.lang()));
        rows.extend(told.map(|told| PageRow { spans: vec![(Role::Warning, told)], ..PageRow::default() }));
        rows.extend(
            self.hint_same(at, workspace).map(|hint| PageRow { spans: vec![(Role::Dim, hint)], ..PageRow::default() }),
        );
        rows
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        texts::batch::changes_nothing(workspace.lang()).to_owned()
    }

    fn execute(
        &mut self,
        command: Command,
        at: Option<usize>,
        context: ScreenContext<'_>,
        requests: &mut Vec<ScreenRequest>,
    ) -> ListingReply {
        let lang = context.workspace.lang();
        match command {
            Command::ApplyChange => requests.push(ScreenRequest::MakePreviewedChange),
            Command::ChangeSource => requests.push(ScreenRequest::AskSourceOfChange(self.source.clone())),
            Command::LeaveOutRefused => self.leave_out_refused(),
            Command::LeaveOut => match at.and_then(|at| self.entry(at)) {
                Some(entry) => {
                    if !self.left_out.remove(&entry) {
                        self.left_out.insert(entry);
                    }
                    return if self.source.is_some() { ListingReply::AskAgain } else { ListingReply::NextRow };
                }
                None => requests.push(ScreenRequest::Info(texts::batch::follows(lang).to_owned())),
            },
            Command::SameRecord => match at.and_then(|at| self.entry(at)).filter(|at| self.asks_which_is_same(*at)) {
                Some(entry) => requests.extend(self.doubtful(entry).map(ScreenRequest::AskWhichIsSame)),
                None => requests.push(ScreenRequest::Info(texts::import::only_new(lang).to_owned())),
            },
            Command::EditRow | Command::CopySource if !self.is_there(at, context.workspace) => {}
            _ => return ListingReply::Unknown,
        }
        ListingReply::Done
    }
}
