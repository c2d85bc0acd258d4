//! What others propose, change by change, by region with its caretaker: the value now, the one
//! proposed, by whom and why.
//!
//! Each is taken, taken with changes, declined, or left; of one's own, continued or withdrawn.
//!
//! Entry point: [`ProposalsScreen`].

use std::collections::HashSet;

use super::{ScreenContext, ScreenRequest};
use crate::app::detail::{PageRow, Span};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingReply, RowTarget};
use crate::app::marked::MarkedPlace;
use crate::app::proposal_desk::{ClearingRequest, ProposalKey, WaitingChange};
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Address, Relocation, Slot};
use crate::model::REGIONS;
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::path_words::path_words;
use crate::present::proposal::{ProposalWords, standing_words};
use crate::query::caretaker::caretakers_of;
use crate::query::proposal::ProposedStanding;
use crate::query::region_records::regions_of_all;
use crate::texts;
use crate::theme::Role;

/// The list of proposals.
pub type ProposalsScreen = Listing<ProposalList>;

/// The changes that wait.
#[derive(Debug, Default)]
pub struct ProposalList {
    rows: Vec<WaitingRow>,
    marked: HashSet<ProposalKey>,
}

/// A row.
#[derive(Debug)]
enum WaitingRow {
    /// A region, or nothing for what belongs to none.
    Region(Option<Slot>),
    /// A change.
    Change(Box<WaitingChange>),
}

impl ProposalList {
    fn change(&self, at: usize) -> Option<&WaitingChange> {
        match self.rows.get(at)? {
            WaitingRow::Region(_) => None,
            WaitingRow::Change(change) => Some(change),
        }
    }

    /// Returns the changes that a command is about: the marked ones, else that of the row.
    fn meant(&self, at: Option<usize>) -> Vec<ProposalKey> {
        let here = at.and_then(|at| self.change(at)).map(|change| change.key.clone());
        let marked = self.rows.iter().filter_map(|row| match row {
            WaitingRow::Change(change) => Some(change.key.clone()).filter(|key| self.marked.contains(key)),
            WaitingRow::Region(_) => None,
        });
        let marked: Vec<ProposalKey> = marked.collect();
        if marked.is_empty() { here.into_iter().collect() } else { marked }
    }

    fn mark_all(&mut self) {
        let all = self.rows.iter().filter_map(|row| match row {
            WaitingRow::Change(change) => Some(change.key.clone()),
            WaitingRow::Region(_) => None,
        });
        let all: HashSet<ProposalKey> = all.collect();
        self.marked = if self.marked == all { HashSet::new() } else { all };
    }
}

impl ListingAnswer for ProposalList {
    const CONTEXTS: &'static [Context] = Context::Proposals.stack();
    const HAS_HEADINGS: bool = true;

    fn ask(&mut self, workspace: &Workspace) {
        let ranks = workspace.index.ranks(&workspace.doc, REGIONS);
        let region = |change: &WaitingChange| {
            let slot = change.slot?;
            let mut regions = regions_of_all(&workspace.index, &[slot]);
            regions.sort_by_key(|region| ranks.get(region.index as usize).copied());
            regions.first().copied().or(Some(slot).filter(|slot| slot.table == REGIONS))
        };
        let waiting = workspace.waiting_changes().into_iter().map(|change| (region(&change), change));
        let mut waiting: Vec<(Option<Slot>, WaitingChange)> = waiting.collect();
        let rank = |region: &Option<Slot>| region.and_then(|region| ranks.get(region.index as usize).copied());
        waiting.sort_by_key(|(region, _)| (region.is_none(), rank(region)));
        self.rows.clear();
        let mut last = None;
        for (region, change) in waiting {
            if last != Some(region) {
                self.rows.push(WaitingRow::Region(region));
                last = Some(region);
            }
            self.rows.push(WaitingRow::Change(Box::new(change)));
        }
        let keys: HashSet<ProposalKey> = self.rows.iter().enumerate().filter_map(|(at, _)| self.key(at)).collect();
        self.marked.retain(|key| keys.contains(key));
    }

    fn relocate(&mut self, _relocation: &Relocation<'_>) {
        self.rows.clear();
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        let lang = workspace.lang();
        vec![
            ListingColumn::rest(texts::proposals::place(lang), 24),
            ListingColumn::between(texts::proposals::now(lang), 12, 30),
            ListingColumn::between(texts::proposals::proposed_value(lang), 12, 30).growing_first(),
            ListingColumn::between(texts::safekeeping::who(lang), 8, 16),
        ]
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let change = match self.rows.get(at) {
            None => return ListingRow::default(),
            Some(WaitingRow::Region(region)) => {
                let name = region.map_or_else(
                    || texts::proposals::no_region(workspace.lang()).to_owned(),
                    |region| workspace.name(region),
                );
                let mut heading = vec![(Role::Heading, name)];
                let caretakers =
                    region.map(|region| caretakers_of(&workspace.doc, &workspace.index, region)).unwrap_or_default();
                heading.extend(caretakers.into_iter().map(|mailbox| (Role::Dim, format!(" · {mailbox}"))));
                return ListingRow::heading(heading);
            }
            Some(WaitingRow::Change(change)) => change,
        };
        let words = ProposalWords::of(workspace.lang(), &workspace.doc, &change.change);
        let address = &change.change.main.address;
        let record = workspace.name_of(&Address { path: Vec::new(), ..address.clone() });
        // The field tells more than a name that is cut.
        let mut place = match path_words(address, workspace.lang()).join(" › ") {
            field if field.is_empty() => vec![(Role::Text, record)],
            field => vec![(Role::Text, field), (Role::Dim, " · ".to_owned()), (Role::Text, record)],
        };
        if self.marked.contains(&change.key) {
            place.insert(0, (Role::Changed, "■ ".to_owned()));
        }
        if change.standing != ProposedStanding::Fits {
            place.insert(0, (Role::Warning, "! ".to_owned()));
        }
        let value = |role, text: String| vec![(role, text)];
        let who = if change.is_own { texts::proposals::you(workspace.lang()).to_owned() } else { change.name.clone() };
        ListingRow::new(vec![
            place,
            value(Role::Dim, words.now),
            value(Role::Changed, words.proposed),
            value(Role::Text, who),
        ])
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        let change = self.change(at)?;
        // Nothing may be there yet.
        let slot = change.slot.unwrap_or(Slot { table: change.change.main.address.table, index: u32::MAX });
        let path = change.slot.map(|_| change.change.main.address.path.clone()).unwrap_or_default();
        Some(RowTarget { slot, path, number: u32::try_from(at).unwrap_or(u32::MAX) })
    }

    /// These rows stand for no record as it is.
    fn marked_place(&self, _at: usize, _workspace: &Workspace) -> Option<MarkedPlace> {
        None
    }

    fn regions(&self, _at: usize, _workspace: &Workspace) -> Vec<Slot> {
        Vec::new()
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        vec![(Role::Heading, texts::proposals::screen_title(workspace.lang()).to_owned())]
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let Some(change) = self.change(at) else { return Vec::new() };
        let lang = workspace.lang();
        let row = |role, text: String| PageRow { spans: vec![(role, text)], ..PageRow::default() };
        // Names are cut in the list.
        let place = workspace.name_of(&change.change.main.address);
        let mut rows =
            vec![row(Role::Text, place), row(Role::Text, texts::proposals::asked_by(lang, &change.who, &change.when))];
        if !change.why.is_empty() {
            rows.push(row(Role::Text, texts::proposals::asked_because(lang, &change.why)));
        }
        if change.standing != ProposedStanding::Fits {
            rows.push(row(Role::Warning, standing_words(lang, change.standing).to_owned()));
        }
        if !change.change.with.is_empty() {
            rows.push(row(Role::Dim, texts::proposals::with_more(lang, change.change.with.len())));
        }
        rows
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        texts::proposals::nothing_waits(workspace.lang()).to_owned()
    }

    fn execute(
        &mut self,
        command: Command,
        at: Option<usize>,
        context: ScreenContext<'_>,
        requests: &mut Vec<ScreenRequest>,
    ) -> ListingReply {
        let here = at.and_then(|at| self.change(at));
        match command {
            Command::TakeProposed => requests.push(ScreenRequest::Clear(ClearingRequest::Take(self.meant(at)))),
            Command::DeclineProposed => requests.push(ScreenRequest::Clear(ClearingRequest::Decline(self.meant(at)))),
            Command::ChangeProposed => {
                let key = here.map(|change| change.key.clone());
                requests.extend(key.map(|key| ScreenRequest::Clear(ClearingRequest::Change(key))));
            }
            Command::Mark => {
                if let Some(key) = at.and_then(|at| self.key(at))
                    && !self.marked.remove(&key)
                {
                    self.marked.insert(key);
                }
                return ListingReply::NextRow;
            }
            Command::MarkAll => self.mark_all(),
            Command::Unmark => self.marked.clear(),
            Command::OpenRow if here.is_some_and(|change| change.slot.is_none()) => {
                requests.push(ScreenRequest::Info(texts::proposals::not_there(context.workspace.lang()).to_owned()));
            }
            Command::EditRow | Command::CopySource | Command::MarkRange | Command::ChangeMarked => {}
            _ => return ListingReply::Unknown,
        }
        ListingReply::Done
    }
}

impl ProposalList {
    fn key(&self, at: usize) -> Option<ProposalKey> {
        self.change(at).map(|change| change.key.clone())
    }
}
