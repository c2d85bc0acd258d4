//! The process: each meeting with what was recommended there, what was decided on it, and what is
//! done.
//!
//! Entry point: [`ProcessScreen`].

use super::{ScreenContext, ScreenRequest};
use crate::app::detail::{PageRow, Span};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingReply, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::index::body_level::role;
use crate::model::date::Date;
use crate::model::records::BodyRole;
use crate::model::{ACTION_FIELDS, BODIES, DECISIONS, MEASURES, RECOMMENDATIONS, REGIONS};
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::process::{ProcessWords, columns, counts_text};
use crate::query::belonging::belongs;
use crate::query::new_record::NewRecord;
use crate::query::process::{ProcessAnswer, ProcessQuestion, ProcessRow, date_of};
use crate::query::relations::subjects;
use crate::text::wrap;
use crate::texts;
use crate::theme::Role;

/// How many meetings are listed, or rows counted, between keys.
const SLICE: usize = 1_000;
/// How many rows are listed before the key is answered: more than any screen shows.
const FIRST_ROWS: usize = 200;
/// In so many slices at most.
const FIRST_SLICES: usize = 8;
/// For the first of so many meetings the cursor waits, as some have no rows.
const FEW: usize = 20;

/// The place of regions in the order in which scopes follow each other.
const REGION_PLACE: usize = 1;

/// The process.
pub type ProcessScreen = Listing<ProcessChains>;

/// What the chains shown are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum ProcessScope {
    /// Everything.
    #[default]
    All,
    /// These regions.
    Regions(Vec<Slot>),
    /// An action field.
    Field(Slot),
    /// A year.
    Year(u32),
}

impl ProcessScope {
    /// Returns its place in the order in which scopes follow each other.
    fn place(&self) -> usize {
        match self {
            ProcessScope::All => 0,
            ProcessScope::Regions(_) => REGION_PLACE,
            ProcessScope::Field(_) => 2,
            ProcessScope::Year(_) => 3,
        }
    }

    /// Returns what the chains in it have in common; `None` for everything.
    fn name(&self, workspace: &Workspace) -> Option<String> {
        Some(match self {
            ProcessScope::All => return None,
            ProcessScope::Regions(regions) => {
                regions.iter().map(|region| workspace.name(*region)).collect::<Vec<_>>().join(", ")
            }
            ProcessScope::Field(field) => workspace.name(*field),
            ProcessScope::Year(year) => year.to_string(),
        })
    }
}

/// The chains asked for.
#[derive(Debug, Default)]
pub struct ProcessChains {
    only_open: bool,
    scope: ProcessScope,
    answer: ProcessAnswer,
}

impl ProcessChains {
    fn words<'w>(&'w self, workspace: &'w Workspace) -> ProcessWords<'w> {
        ProcessWords {
            answer: &self.answer,
            data: workspace.data(),
            today: workspace.settings.today,
            lang: workspace.lang(),
        }
    }

    fn slot(&self, at: usize) -> Option<Slot> {
        self.answer.rows.get(at)?.slot()
    }

    /// Returns what the chains shown can be narrowed to where the cursor stands: the regions of the
    /// row, its action field, its year.
    fn scopes(&self, at: usize, workspace: &Workspace) -> Vec<ProcessScope> {
        let Some(slot) = self.slot(at) else { return Vec::new() };
        let (data, today) = (workspace.data(), workspace.settings.today);
        let regions = subjects(data, slot, REGIONS).records;
        let field = subjects(data, slot, ACTION_FIELDS).records.first().copied();
        let year = date_of(data, slot, today).map(Date::year);
        let regions = Some(regions).filter(|regions| !regions.is_empty()).map(ProcessScope::Regions);
        [regions, field.map(ProcessScope::Field), year.map(ProcessScope::Year)].into_iter().flatten().collect()
    }

    /// Returns what the chains can be narrowed to after a scope, where the cursor stands.
    fn following(&self, place: usize, at: Option<usize>, workspace: &Workspace) -> Vec<ProcessScope> {
        let scopes = at.map_or_else(Vec::new, |at| self.scopes(at, workspace));
        scopes.into_iter().skip_while(|scope| scope.place() <= place).collect()
    }

    /// Narrows to the next of what there is, then to nothing.
    fn narrow(&mut self, at: Option<usize>, workspace: &Workspace) -> ScreenRequest {
        let lang = workspace.lang();
        let mut following = self.following(self.scope.place(), at, workspace).into_iter();
        let (is_all, next) = (self.scope == ProcessScope::All, following.next());
        if is_all && next.is_none() {
            return ScreenRequest::Info(texts::process::no_scope(lang).to_owned());
        }
        self.scope = next.unwrap_or_default();
        let behind = following.next().and_then(|scope| scope.name(workspace));
        ScreenRequest::Info(match (self.scope.name(workspace), behind) {
            (None, _) => texts::process::showing_all(lang).to_owned(),
            (Some(name), Some(behind)) => texts::process::showing_then(lang, &name, &behind),
            (Some(name), None) => texts::process::showing_of(lang, &name),
        })
    }

    /// Returns the record of the step that follows a row, with what is known of it.
    fn next_step(&self, at: usize, workspace: &Workspace) -> Option<NewRecord> {
        let (row, doc) = (self.answer.rows.get(at)?, &workspace.doc);
        let slot = row.slot()?;
        let table = match row {
            ProcessRow::Meeting(meeting) | ProcessRow::WithoutResult(meeting) => {
                let body = workspace.index.references(*meeting).find(|to| to.table() == BODIES)?.to?;
                let is_committee = role(doc, body) == Some(BodyRole::Committee);
                if is_committee { DECISIONS } else { RECOMMENDATIONS }
            }
            ProcessRow::Step { .. } if slot.table == RECOMMENDATIONS => DECISIONS,
            ProcessRow::Step { .. } if slot.table == MEASURES => return None,
            ProcessRow::Step { .. } | ProcessRow::Unattached(_) => MEASURES,
        };
        let mut new = NewRecord::new(table);
        new.refer_to(doc, slot);
        Some(new)
    }

    fn add(&self, at: Option<usize>, workspace: &Workspace) -> ScreenRequest {
        match at.and_then(|at| self.next_step(at, workspace)) {
            Some(new) => ScreenRequest::Add(new),
            None => ScreenRequest::Info(texts::process::no_next_step(workspace.lang()).to_owned()),
        }
    }
}

/// Returns true for a meeting or step that belongs to one of these records.
fn is_of(slot: Slot, records: &[Slot], workspace: &Workspace) -> bool {
    let is_of = |record: &Slot| match record.table {
        REGIONS | ACTION_FIELDS => belongs(workspace.data(), slot, &[*record]),
        BODIES => workspace.index.refers(slot, *record),
        _ => false,
    };
    records.iter().any(is_of)
}

impl ListingAnswer for ProcessChains {
    const CONTEXTS: &'static [Context] = Context::Process.stack();
    const HAS_HEADINGS: bool = true;
    const IS_OF_REGIONS: bool = true;

    fn ask(&mut self, workspace: &Workspace) {
        let mut question = ProcessQuestion { only_open: self.only_open, ..ProcessQuestion::default() };
        match &self.scope {
            ProcessScope::All => {}
            ProcessScope::Regions(regions) => question.regions = Some(regions.clone()),
            ProcessScope::Field(field) => question.field = Some(*field),
            ProcessScope::Year(year) => question.year = Some(*year),
        }
        self.answer = question.begin(workspace.data(), workspace.settings.today);
        // Where little is open, the rest of it is looked for between keys.
        for _ in 0..FIRST_SLICES {
            if self.is_listing() && self.count() < FIRST_ROWS {
                self.work(workspace);
            }
        }
    }

    fn widen(&mut self) -> bool {
        std::mem::take(&mut self.scope) != ProcessScope::All
    }

    fn shown_regions(&self) -> Option<&[Slot]> {
        match &self.scope {
            ProcessScope::Regions(regions) => Some(regions),
            _ => None,
        }
    }

    fn show_regions(&mut self, regions: Option<Vec<Slot>>, _workspace: &Workspace) {
        self.scope = regions.map_or(ProcessScope::All, ProcessScope::Regions);
    }

    fn scope_name(&self, workspace: &Workspace) -> Option<String> {
        self.scope.name(workspace)
    }

    fn narrower(&self, at: usize, workspace: &Workspace) -> Option<String> {
        self.following(REGION_PLACE, Some(at), workspace).first()?.name(workspace)
    }

    fn regions(&self, at: usize, workspace: &Workspace) -> Vec<Slot> {
        self.slot(at).map_or_else(Vec::new, |slot| subjects(workspace.data(), slot, REGIONS).records)
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) {
        let scope = match &self.scope {
            ProcessScope::All => None,
            ProcessScope::Regions(regions) => {
                let regions: Option<Vec<Slot>> = regions.iter().map(|region| relocation.slot(*region)).collect();
                regions.map(ProcessScope::Regions)
            }
            ProcessScope::Field(field) => relocation.slot(*field).map(ProcessScope::Field),
            ProcessScope::Year(year) => Some(ProcessScope::Year(*year)),
        };
        self.scope = scope.unwrap_or_default();
        self.answer = ProcessAnswer::default();
    }

    fn count(&self) -> usize {
        self.answer.rows.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        columns(workspace.lang())
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let row = self.answer.rows.get(at);
        row.map_or_else(ListingRow::default, |row| self.words(workspace).row(row))
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        self.slot(at).map(RowTarget::page)
    }

    fn is_below_heading(&self, at: usize) -> bool {
        matches!(self.answer.rows.get(at), Some(ProcessRow::Step { .. }))
    }

    fn belongs(&self, at: usize, records: &[Slot], workspace: &Workspace) -> bool {
        self.slot(at).is_some_and(|slot| is_of(slot, records, workspace))
    }

    fn to_come(&self, records: &[Slot], workspace: &Workspace) -> Vec<RowTarget> {
        let meetings = self.answer.meetings_ahead().iter().copied();
        meetings.filter(|meeting| is_of(*meeting, records, workspace)).take(FEW).map(RowTarget::page).collect()
    }

    fn is_listing(&self) -> bool {
        !self.answer.is_listed()
    }

    fn is_working(&self) -> bool {
        !self.answer.is_counted()
    }

    fn work(&mut self, workspace: &Workspace) -> bool {
        self.answer.go_on(workspace.data(), workspace.settings.today, SLICE);
        false
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        let only_open = self.only_open.then(|| texts::process::only_open(lang).to_owned());
        let more = only_open.into_iter().map(|text| (Role::Dim, format!(" · {text}")));
        std::iter::once((Role::Heading, texts::process::title(lang).to_owned())).chain(more).collect()
    }

    fn summary(&self, workspace: &Workspace, cells: usize) -> Vec<Vec<Span>> {
        let lines = counts_text(&self.answer, workspace.lang()).into_iter().flat_map(|line| wrap(&line, cells));
        lines.map(|line| vec![(Role::Dim, line)]).collect()
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let Some(row) = self.answer.rows.get(at) else { return Vec::new() };
        let line = self.words(workspace).line(row);
        let mut spans = Vec::new();
        if let Some((role, sign)) = line.mark {
            spans.push((role, format!("{sign} ")));
            spans.push((Role::Dim, format!("{}: ", line.label)));
        }
        spans.extend(line.text);
        if !line.state.is_empty() {
            spans.push((Role::Dim, " · ".to_owned()));
        }
        spans.extend(line.state);
        vec![PageRow { spans, ..PageRow::default() }]
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        let lang = workspace.lang();
        if self.is_listing() {
            return texts::process::counting(lang).to_owned();
        }
        let nothing = if self.only_open { texts::process::nothing_open(lang) } else { texts::process::nothing(lang) };
        nothing.to_owned()
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
            Command::OnlyOpen => {
                self.only_open = !self.only_open;
                let text =
                    if self.only_open { texts::process::showing_open(lang) } else { texts::process::all_steps(lang) };
                requests.push(ScreenRequest::Info(text.to_owned()));
                ListingReply::AskAgain
            }
            Command::NarrowRows => {
                requests.push(self.narrow(at, context.workspace));
                ListingReply::AskAgain
            }
            Command::Add => {
                requests.push(self.add(at, context.workspace));
                ListingReply::Done
            }
            _ => ListingReply::Unknown,
        }
    }
}
