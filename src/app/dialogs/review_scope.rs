//! What is to be reviewed: everything, a region, what somebody looks after, one reason, an age.
//!
//! Each choice narrows in one way and leaves the others as they are. Entry point:
//! [`App::choose_review_scope`].

use super::{App, Dialog, DialogInput, DialogOutcome, DialogRow, RowChange};
use crate::app::screens::review::ScopeChoice;
use crate::document::Slot;
use crate::index::fold::fold;
use crate::model::REGIONS;
use crate::present::review::reason_words;
use crate::query::caretaker::caretakers;
use crate::query::review::ReviewReason;
use crate::texts;

/// With more regions than this only that of the row under the cursor is offered.
const FEW_REGIONS: usize = 200;
/// The ages offered, in years.
const YEARS: [u32; 4] = [1, 2, 5, 10];

/// What is to be reviewed?
#[derive(Debug)]
struct ReviewScopeDialog {
    regions: Vec<Slot>,
    mailboxes: Vec<String>,
}

impl App {
    /// Asks what is to be reviewed; `region` is that of the row under the cursor.
    pub(in crate::app) fn choose_review_scope(&mut self, region: Option<Slot>) {
        let document = &self.workspace.doc;
        let all = self.workspace.index.order(document, REGIONS);
        let others = all.iter().copied().filter(|other| Some(*other) != region && all.len() <= FEW_REGIONS);
        let regions: Vec<Slot> = region.into_iter().chain(others).collect();
        let mailboxes = caretakers(document);
        self.open_dialog(ReviewScopeDialog { regions, mailboxes });
    }
}

impl Dialog for ReviewScopeDialog {
    type Choice = ScopeChoice;

    fn title(&self, app: &App) -> String {
        texts::review::scope(app.lang()).to_owned()
    }

    fn input(&self, _: &App) -> Option<DialogInput> {
        Some(DialogInput::Filter { prompt: "/" })
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, typed: &str) -> Vec<DialogRow<ScopeChoice>> {
        let lang = app.lang();
        let mut rows = vec![DialogRow::option(texts::review::scope_all(lang), ScopeChoice::All)];
        rows.extend(ReviewReason::ALL.into_iter().map(|reason| {
            let text = texts::review::scope_reason(lang, reason_words(reason, lang));
            DialogRow::option(text, ScopeChoice::Reason(reason))
        }));
        rows.extend(YEARS.map(|years| {
            DialogRow::option(texts::review::scope_older(lang, years), ScopeChoice::OlderThan(years * 12))
        }));
        rows.extend(self.mailboxes.iter().map(|mailbox| {
            DialogRow::option(texts::review::scope_caretaker(lang, mailbox), ScopeChoice::Caretaker(mailbox.clone()))
        }));
        rows.extend(self.regions.iter().map(|region| {
            let text = texts::review::scope_region(lang, &app.workspace.name(*region));
            DialogRow::option(text, ScopeChoice::Region(*region))
        }));
        let words: Vec<_> = typed.split_whitespace().map(fold).collect();
        rows.retain(|row| {
            let text: String = row.spans.iter().map(|(_, text)| text.as_str()).collect();
            let text = fold(&text);
            words.iter().all(|word| text.contains(word))
        });
        rows
    }

    fn choose(&mut self, app: &mut App, choice: ScopeChoice, _: &str) -> DialogOutcome {
        app.narrow_review(choice);
        DialogOutcome::Closes
    }
}
