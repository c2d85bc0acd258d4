//! The review: statements that are unknown, old, unchecked, uncertain or wrong, one a row.
//!
//! What is listed, and in which order, [`Review`] says. A large dataset is read between keys, and a
//! change has only its own records read again. Entry point: [`StatementReview`].

mod scope;

pub use scope::{ReviewScope, ScopeChoice};

use crate::app::AppSettings;
use crate::app::detail::{PageRow, Span};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingReply, RowTarget};
use crate::app::marked::MarkedPlace;
use crate::app::screens::{ScreenContext, ScreenRequest};
use crate::app::workspace::Workspace;
use crate::check::{Finding, RecordCheck, SlicedCheck};
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::model::source_age::ReviewPeriod;
use crate::model::vocabulary::Vocabulary;
use crate::present::completeness::{region_bar, summary, summary_in_short};
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::review::{ReviewWords, columns, most_helpful, reason_words};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::present::{Span as Words, text_of};
use crate::query::completeness::{NetworksKnowledge, RegionKnowledge};
use crate::query::region_records::regions_of;
use crate::query::review::{Review, ReviewQuestion, ReviewReason, ReviewRow, check_options};
use crate::text::{width, wrap};
use crate::texts;
use crate::theme::Role;

/// Records read, and checked, before the next key is polled; either takes some milliseconds.
const SLICE: usize = 4_096;
/// Regions whose pages are looked at before the next key is polled.
const REGIONS_AT_ONCE: usize = 64;
/// So many findings of a rule become rows.
const MOST_PER_RULE: usize = 1_000;
/// So many regions have a bar of their own at most.
const MOST_BARS: usize = 40;
/// Cells of a bar for all regions, and of one for a region.
const BAR: usize = 8;
const SMALL_BAR: usize = 5;
/// Cells of a line that has room for two bars of a region.
const WIDE: usize = 100;

/// The review.
pub type StatementReview = Listing<ReviewList>;

/// The rows of the review.
#[derive(Debug, Default)]
pub struct ReviewList {
    /// What it is narrowed to.
    pub scope: ReviewScope,
    asked: Option<AskedReview>,
}

/// A review that was asked for, as far as it is known.
#[derive(Debug)]
struct AskedReview {
    review: Review,
    /// The revision of the index that it is of.
    revision: u64,
    /// The check whose findings it lacks.
    checking: Option<SlicedCheck>,
    /// The networks that have been looked at, and those that have not.
    networks: Vec<RegionKnowledge>,
    others: Vec<Slot>,
    knowledge: NetworksKnowledge,
}

impl ReviewList {
    fn row_at(&self, at: usize) -> Option<ReviewRow> {
        self.asked.as_ref()?.review.row(at)
    }

    fn words<'a>(&'a self, workspace: &'a Workspace) -> Option<ReviewWords<'a>> {
        let (data, style) = (workspace.data(), ValueStyle::Page);
        let (lang, period) = (workspace.lang(), workspace.settings.period());
        let values = ValueFormatter { data, style, region: None, lang, period, with_names: true };
        Some(ReviewWords { review: &self.asked.as_ref()?.review, values })
    }

    fn question(&self, period: ReviewPeriod) -> ReviewQuestion {
        let ReviewScope { regions, caretaker, reason, older_than, .. } = self.scope.clone();
        ReviewQuestion { regions, caretaker, reason, older_than, period }
    }

    /// Reads again what has changed since; returns false when it must be asked anew.
    fn follow(&mut self, workspace: &Workspace) -> bool {
        let question = self.question(workspace.settings.period());
        let Some(asked) = &mut self.asked else { return false };
        let changed = workspace.index.changed_since(asked.revision);
        let Some(changed) = changed.filter(|_| *asked.review.question() == question) else { return false };
        if changed.is_empty() {
            return true;
        }
        let (document, index) = (&workspace.doc, &workspace.index);
        let options = options(&workspace.settings);
        let check = RecordCheck::new(document, index, workspace.settings.today, &options);
        asked.review.update(document, index, &changed, |slot| check.record(slot));
        asked.revision = index.revision();
        asked.checking = asked.checking.take().map(|_| begin_check(workspace));
        asked.look_again(workspace, &changed);
        true
    }
}

fn options(settings: &AppSettings) -> crate::check::CheckOptions {
    check_options(&settings.silenced, MOST_PER_RULE)
}

fn begin_check(workspace: &Workspace) -> SlicedCheck {
    SlicedCheck::new(&workspace.doc, workspace.settings.today, options(&workspace.settings))
}

impl AskedReview {
    fn begin(workspace: &Workspace, question: ReviewQuestion) -> AskedReview {
        let (document, index) = (&workspace.doc, &workspace.index);
        let mut others = question.pages(document, index);
        others.reverse();
        let is_checked =
            question.older_than.is_none() && question.reason.is_none_or(|reason| reason == ReviewReason::Rule);
        AskedReview {
            review: Review::begin(document, index, question),
            revision: index.revision(),
            checking: is_checked.then(|| begin_check(workspace)),
            networks: Vec::new(),
            others,
            knowledge: NetworksKnowledge::default(),
        }
    }

    fn is_working(&self) -> bool {
        !self.review.is_complete() || !self.others.is_empty() || self.checking.is_some()
    }

    /// Does a slice of what is left: the rows, then how complete the pages are, then the check.
    fn work(&mut self, workspace: &Workspace) {
        let (document, index) = (&workspace.doc, &workspace.index);
        if !self.review.is_complete() {
            self.review.go_on(document, index, SLICE);
        } else if !self.others.is_empty() {
            self.look(workspace);
        } else if let Some(mut checking) = self.checking.take() {
            if checking.go_on(document, index, SLICE) {
                let findings: Vec<Finding> = checking.finish(document).findings;
                self.review.add_findings(document, index, findings);
            } else {
                self.checking = Some(checking);
            }
        }
    }

    fn look(&mut self, workspace: &Workspace) {
        let next = self.others.split_off(self.others.len().saturating_sub(REGIONS_AT_ONCE));
        let next: Vec<Slot> = next.into_iter().rev().collect();
        self.networks.extend(RegionKnowledge::of(workspace.data(), &next, workspace.settings.period()));
        self.knowledge = NetworksKnowledge::of(&self.networks);
    }

    /// Looks again at the pages of the regions to which changed records belong.
    fn look_again(&mut self, workspace: &Workspace, changed: &[Slot]) {
        let mut regions = Vec::new();
        changed.iter().for_each(|slot| regions_of(&workspace.index, *slot, &mut |region| regions.push(region)));
        let stale = self.networks.iter_mut().filter(|network| regions.contains(&network.region));
        for network in stale {
            let known = RegionKnowledge::of(workspace.data(), &[network.region], workspace.settings.period());
            *network = known.into_iter().next().unwrap_or_else(|| network.clone());
        }
        self.networks.retain(|network| workspace.doc.is_live(network.region));
        self.knowledge = NetworksKnowledge::of(&self.networks);
    }
}

impl ListingAnswer for ReviewList {
    const CONTEXTS: &'static [Context] = Context::Review.stack();
    const IS_OF_REGIONS: bool = true;

    fn ask(&mut self, workspace: &Workspace) {
        if self.follow(workspace) {
            return;
        }
        let mut asked = AskedReview::begin(workspace, self.question(workspace.settings.period()));
        // What is seen first, and all of a small dataset.
        while asked.is_working() && (asked.review.is_empty() || workspace.doc.byte_len() < SMALL) {
            asked.work(workspace);
        }
        self.asked = Some(asked);
    }

    fn widen(&mut self) -> bool {
        std::mem::take(&mut self.scope) != ReviewScope::default()
    }

    fn shown_regions(&self) -> Option<&[Slot]> {
        self.scope.regions.as_deref()
    }

    fn show_regions(&mut self, regions: Option<Vec<Slot>>, workspace: &Workspace) {
        self.scope.caretaker = None;
        let names = regions.iter().flatten().map(|region| workspace.name(*region));
        (self.scope.whose, self.scope.regions) = (names.collect::<Vec<_>>().join(", "), regions);
    }

    fn scope_name(&self, _workspace: &Workspace) -> Option<String> {
        let is_narrow = self.scope.regions.is_some() || self.scope.caretaker.is_some();
        is_narrow.then(|| self.scope.whose.clone())
    }

    fn regions(&self, at: usize, _workspace: &Workspace) -> Vec<Slot> {
        self.row_at(at).and_then(|row| row.region).into_iter().collect()
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) {
        self.asked = None;
        if let Some(regions) = &mut self.scope.regions {
            *regions = regions.iter().filter_map(|region| relocation.slot(*region)).collect();
        }
    }

    fn count(&self) -> usize {
        self.asked.as_ref().map_or(0, |asked| asked.review.len())
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        columns(workspace.lang())
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let found = self.words(workspace).zip(self.row_at(at));
        let Some((words, row)) = found else { return ListingRow::default() };
        words.row(row)
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        let row = self.row_at(at)?;
        Some(RowTarget { number: row.place(), ..RowTarget::page(row.slot) })
    }

    fn marked_place(&self, at: usize, workspace: &Workspace) -> Option<MarkedPlace> {
        let row = self.row_at(at)?;
        let address = self.asked.as_ref()?.review.address(&workspace.doc, row);
        Some(MarkedPlace { slot: row.slot, path: address.path })
    }

    fn find(&self, sought: &RowTarget) -> Option<usize> {
        self.asked.as_ref()?.review.find(sought.slot, sought.number)
    }

    fn is_working(&self) -> bool {
        self.asked.as_ref().is_some_and(AskedReview::is_working)
    }

    fn work(&mut self, workspace: &Workspace) -> bool {
        if let Some(asked) = &mut self.asked {
            asked.work(workspace);
        }
        true
    }

    /// Begins at the most useful statement of the region that was shown before.
    fn first(&self, records: &[Slot], _from: usize, workspace: &Workspace) -> Option<usize> {
        let mut regions = Vec::new();
        for record in records {
            regions_of(&workspace.index, *record, &mut |region| regions.push(region));
        }
        let rows = &self.asked.as_ref()?.review;
        rows.rows().position(|row| row.region.is_some_and(|region| regions.contains(&region)))
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        let mut spans = vec![(Role::Heading, texts::review::title(lang, self.count()))];
        let ReviewScope { reason, older_than, .. } = &self.scope;
        let narrowed = reason.map(|reason| reason_words(reason, lang).to_owned()).into_iter();
        let narrowed = narrowed.chain(older_than.map(|months| texts::review::scope_older(lang, months / 12)));
        spans.extend(narrowed.map(|words| (Role::Warning, format!(" · {words}"))));
        if self.is_working() {
            spans.push((Role::Dim, format!(" · {}", texts::review::still_working(lang))));
        }
        spans
    }

    /// Returns how complete and how fresh the networks are, what would help most, and a bar for
    /// each network while there are few.
    fn summary(&self, workspace: &Workspace, cells: usize) -> Vec<Vec<Span>> {
        let Some(asked) = self.asked.as_ref().filter(|asked| !asked.networks.is_empty()) else { return Vec::new() };
        let lang = workspace.lang();
        let mut lines = vec![match cells {
            70.. => summary(&asked.knowledge, BAR, lang),
            _ => summary_in_short(&asked.knowledge, lang),
        }];
        let helps = most_helpful(&asked.review, &asked.knowledge, Vocabulary::of(workspace.doc.schema()), lang);
        lines.extend(wrap(&helps, cells).into_iter().map(|line| vec![(Role::Text, line)]));
        if (2..=MOST_BARS).contains(&asked.networks.len()) {
            let bar = if cells < WIDE { 0 } else { SMALL_BAR };
            // Those of which least is known stand first: they are seen where there is no room for
            // all.
            let mut networks: Vec<&RegionKnowledge> = asked.networks.iter().collect();
            networks.sort_by_key(|network| network.percent());
            let bars = networks.iter().map(|network| region_bar(workspace.data(), network, bar));
            let legend = vec![(Role::Dim, texts::review::bars(lang).to_owned())];
            lines.extend(side_by_side(&std::iter::once(legend).chain(bars).collect::<Vec<_>>(), cells));
        }
        lines
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let found = self.words(workspace).zip(self.row_at(at));
        let Some((words, row)) = found else { return Vec::new() };
        let cells = words.row(row).cells;
        let mut rows = Vec::new();
        let mut first: Vec<Span> = Vec::new();
        for cell in cells.into_iter().filter(|cell| !cell.is_empty()) {
            if !first.is_empty() {
                first.push((Role::Dim, " · ".to_owned()));
            }
            first.extend(cell);
        }
        rows.push(PageRow { spans: first, ..PageRow::default() });
        let details = words.details(row);
        if !details.is_empty() {
            rows.push(PageRow { spans: details, ..PageRow::default() });
        }
        rows
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        texts::review::nothing(workspace.lang()).to_owned()
    }

    fn execute(
        &mut self,
        command: Command,
        at: Option<usize>,
        context: ScreenContext<'_>,
        requests: &mut Vec<ScreenRequest>,
    ) -> ListingReply {
        let workspace = context.workspace;
        if command == Command::ReviewScope {
            let region = at.and_then(|at| self.row_at(at)?.region);
            requests.push(ScreenRequest::ChooseReviewScope(region));
            return ListingReply::Done;
        }
        let here = at.and_then(|at| self.row_at(at)).zip(self.asked.as_ref());
        let Some(address) = here.map(|(row, asked)| asked.review.address(&workspace.doc, row)) else {
            return ListingReply::Unknown;
        };
        match command {
            Command::OpenRow => {
                requests.push(ScreenRequest::ShowStatement(address));
                ListingReply::Done
            }
            Command::EditRow => {
                // A row that is mended leaves the list, so that the next one is under the cursor.
                requests.push(ScreenRequest::Mend(address));
                ListingReply::Done
            }
            Command::ConfirmRows => {
                let marked = workspace.marked.addresses(&workspace.doc);
                // What is confirmed moves to the end of the list; the cursor does not.
                let is_left = marked.is_empty() && workspace.is_known(&address) || marked.contains(&address);
                let statements = if marked.is_empty() { vec![address] } else { marked };
                requests.push(ScreenRequest::Confirm(statements));
                if is_left { ListingReply::NextRow } else { ListingReply::Done }
            }
            Command::NoLongerTrue => {
                requests.push(ScreenRequest::AskWhatInstead(address));
                ListingReply::Done
            }
            _ => ListingReply::Unknown,
        }
    }
}

/// A dataset of fewer bytes is reviewed as a whole before the next key.
const SMALL: usize = 1 << 20;

/// Puts pieces of one width beside each other, as many as a line has room for.
fn side_by_side(pieces: &[Vec<Words>], cells: usize) -> Vec<Vec<Span>> {
    let widest = pieces.iter().map(|piece| width(&text_of(piece))).max().unwrap_or(0) + 1;
    let columns = (cells / widest).max(1);
    let mut lines = Vec::new();
    for pieces in pieces.chunks(columns) {
        let mut line: Vec<Span> = Vec::new();
        for piece in pieces {
            let gap = widest - width(&text_of(piece));
            line.extend(piece.iter().cloned());
            line.push((Role::Dim, " ".repeat(gap)));
        }
        lines.push(line);
    }
    lines
}
