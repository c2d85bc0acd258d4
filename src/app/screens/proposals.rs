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
use crate::query::proposed_place::ProposedPlace;
use crate::texts;
use crate::theme::Role;

/// The list of proposals.
pub type ProposalsScreen = Listing<ProposalList>;

/// The changes that wait.
#[derive(Debug, Default)]
pub struct ProposalList {
    rows: Vec<WaitingRow>,
    marked: HashSet<ProposalKey>,
    /// The change whose mark was changed last: a stretch begins there.
    marked_last: Option<ProposalKey>,
}

/// A row.
#[derive(Debug)]
enum WaitingRow {
    /// What the changes below have in common.
    Heading(WaitingHeading),
    /// A change.
    Change(Box<WaitingChange>),
}

/// A region and the mailboxes that look after the changes below; no region for what belongs to
/// none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WaitingHeading {
    region: Option<Slot>,
    caretakers: Vec<String>,
}

impl WaitingHeading {
    /// Returns the heading of a change: the first of its regions, and who looks after its record.
    fn of(change: &WaitingChange, workspace: &Workspace, rank: impl Fn(&Slot) -> Option<u32>) -> WaitingHeading {
        let place = ProposedPlace::of(&workspace.doc, &workspace.index, &change.change.main);
        WaitingHeading { region: place.regions.into_iter().min_by_key(rank), caretakers: place.caretakers }
    }
}

impl ProposalList {
    fn change(&self, at: usize) -> Option<&WaitingChange> {
        match self.rows.get(at)? {
            WaitingRow::Heading(_) => None,
            WaitingRow::Change(change) => Some(change),
        }
    }

    /// Returns the changes that a command is about: the marked ones, else that of the row.
    fn meant(&self, at: Option<usize>) -> Vec<ProposalKey> {
        let here = at.and_then(|at| self.change(at)).map(|change| change.key.clone());
        let marked = self.rows.iter().filter_map(|row| match row {
            WaitingRow::Change(change) => Some(change.key.clone()).filter(|key| self.marked.contains(key)),
            WaitingRow::Heading(_) => None,
        });
        let marked: Vec<ProposalKey> = marked.collect();
        if marked.is_empty() { here.into_iter().collect() } else { marked }
    }
}

impl ListingAnswer for ProposalList {
    const CONTEXTS: &'static [Context] = Context::Proposals.stack();
    const HAS_HEADINGS: bool = true;
    const FINDS_HEADINGS: bool = true;
    const EXPLAINS_IN_FULL: bool = true;

    fn ask(&mut self, workspace: &Workspace) {
        let ranks = workspace.index.ranks(&workspace.doc, REGIONS);
        let rank = |region: &Slot| ranks.get(region.index as usize).copied();
        let of_region = |region: Slot| caretakers_of(&workspace.doc, &workspace.index, region);
        let waiting = workspace.waiting_changes().into_iter();
        let waiting = waiting.map(|change| (WaitingHeading::of(&change, workspace, rank), change));
        let mut waiting: Vec<(WaitingHeading, WaitingChange)> = waiting.collect();
        // What is in other care than its region stands behind the rest of it.
        waiting.sort_by_cached_key(|(WaitingHeading { region, caretakers }, _)| {
            let is_in_other_care = region.is_some_and(|region| of_region(region) != *caretakers);
            (region.is_none(), region.as_ref().and_then(rank), is_in_other_care, caretakers.clone())
        });
        self.rows.clear();
        let mut last = None;
        for (heading, change) in waiting {
            if last.as_ref() != Some(&heading) {
                self.rows.push(WaitingRow::Heading(heading.clone()));
                last = Some(heading);
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
            Some(WaitingRow::Heading(WaitingHeading { region, caretakers })) => {
                let name = region.map_or_else(
                    || texts::proposals::no_region(workspace.lang()).to_owned(),
                    |region| workspace.name(region),
                );
                let mut heading = vec![(Role::Heading, name)];
                heading.extend(caretakers.iter().map(|mailbox| (Role::Dim, format!(" · {mailbox}"))));
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

    fn mark_rows(&mut self, rows: &[usize], toggles: bool) -> bool {
        let keys: Vec<ProposalKey> = rows.iter().filter_map(|row| self.key(*row)).collect();
        self.marked_last = keys.last().cloned();
        if toggles && keys.iter().all(|key| self.marked.contains(key)) {
            self.marked.retain(|key| !keys.contains(key));
        } else {
            self.marked.extend(keys);
        }
        true
    }

    fn row_marked_last(&self) -> Option<usize> {
        let last = self.marked_last.as_ref()?;
        (0..self.rows.len()).find(|row| self.change(*row).is_some_and(|change| change.key == *last))
    }

    fn marked_rows(&self) -> usize {
        self.marked.len()
    }

    /// Who may not save answers nobody, but goes on with proposals of their own and withdraws them.
    fn label(&self, command: Command, at: usize, workspace: &Workspace) -> Option<String> {
        let (lang, file) = (workspace.lang(), &workspace.file);
        let is_own = self.change(at).is_some_and(|change| change.is_own);
        let may_save = !file.proposes && file.read_only.is_none();
        let label = match command {
            Command::ChangeMarked => "",
            Command::TakeProposed | Command::ChangeProposed | Command::DeclineProposed if may_save => return None,
            Command::ChangeProposed if file.proposes && is_own => texts::proposals::continue_own(lang),
            Command::DeclineProposed if file.proposes && is_own => texts::proposals::withdraw_own(lang),
            Command::TakeProposed | Command::ChangeProposed | Command::DeclineProposed => "",
            _ => return None,
        };
        Some(label.to_owned())
    }

    /// Marks stay whatever the list is narrowed to, so it says how many there are.
    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        let mut spans = vec![(Role::Heading, texts::proposals::screen_title(lang).to_owned())];
        let marked = self.marked.len();
        spans.extend((marked > 0).then(|| (Role::Changed, format!(" · {}", texts::batch::marked_now(lang, marked)))));
        spans
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let Some(change) = self.change(at) else { return Vec::new() };
        let (lang, document) = (workspace.lang(), &workspace.doc);
        let words = ProposalWords::in_full(lang, document, &change.change);
        let place = &change.change.main.address;
        let mut rows = vec![
            said(Role::Text, workspace.name_of(place)),
            labelled(texts::proposals::now(lang), (Role::Text, words.now)),
            labelled(texts::proposals::proposed_value(lang), (Role::Changed, words.proposed)),
        ];
        rows.extend(words.then.map(|then| labelled(texts::proposals::then(lang), (Role::Text, then))));
        if change.standing != ProposedStanding::Fits {
            let standing = (Role::Warning, standing_words(lang, change.standing).to_owned());
            let last = rows.last_mut().into_iter();
            last.for_each(|row| row.spans.extend([(Role::Dim, " · ".to_owned()), standing.clone()]));
        }
        for part in &change.change.with {
            let is_here = part.address.table == place.table && part.address.id == place.id;
            let label = match is_here {
                true => path_words(&part.address, lang).join(" › "),
                false => workspace.name_of(&part.address),
            };
            rows.push(labelled(&label, (Role::Text, ProposalWords::of_part(lang, document, part))));
        }
        rows.push(said(Role::Dim, texts::proposals::asked_by(lang, &change.who, &change.when)));
        if !change.why.is_empty() {
            rows.push(said(Role::Text, texts::proposals::asked_because(lang, &change.why)));
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
            Command::Unmark => self.marked.clear(),
            Command::OpenRow if here.is_some_and(|change| change.slot.is_none()) => {
                requests.push(ScreenRequest::Info(texts::proposals::not_there(context.workspace.lang()).to_owned()));
            }
            Command::EditRow | Command::CopySource | Command::ChangeMarked => {}
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

/// A line of what is said of a row.
fn said(role: Role, text: String) -> PageRow {
    PageRow { spans: vec![(role, text)], ..PageRow::default() }
}

/// The same behind its label.
fn labelled(label: &str, value: Span) -> PageRow {
    PageRow { spans: vec![(Role::Dim, format!("{label}: ")), value], ..PageRow::default() }
}
