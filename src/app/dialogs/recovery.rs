//! The changes that earlier sessions left unsaved, each to be taken over or not.
//!
//! Marks and decisions belong to [`crate::app::recovery`]. Entry point:
//! [`App::ask_about_recovery`].

use super::{App, Dialog, DialogOutcome, DialogRow, DialogSize, RowChange, changes};
use crate::app::layout;
use crate::app::recovery::{RecoveredChange, Takeover};
use crate::command::Command;
use crate::text::{contrast_lines, width, wrap};
use crate::texts;
use crate::theme::Role;

/// Unsaved changes of earlier sessions.
#[derive(Debug)]
struct RecoveryDialog;

#[derive(Debug, Clone, PartialEq)]
enum RecoveryChoice {
    /// Take over the marked changes.
    Take,
    Later,
    /// Ask whether to drop all.
    Drop,
    /// Toggle whether this change is taken over.
    Mark(usize),
}

impl App {
    /// Asks about the recovered changes.
    pub(in crate::app) fn ask_about_recovery(&mut self) {
        self.open_dialog(RecoveryDialog);
    }

    /// Returns true while recovered changes are undecided and no dialog asks about them.
    pub fn is_recovery_put_off(&self) -> bool {
        !self.sync.recovery.items.is_empty() && !self.dialogs.contains::<RecoveryDialog>()
    }

    /// Closes the question about the recovered changes.
    pub(super) fn close_recovery(&mut self) {
        self.dialogs.remove::<RecoveryDialog>();
    }
}

impl Dialog for RecoveryDialog {
    type Choice = RecoveryChoice;

    fn title(&self, app: &App) -> String {
        texts::recovery::title(app.lang()).to_owned()
    }

    fn size(&self) -> DialogSize {
        DialogSize::Wide
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    fn rows(&self, app: &App, _: &str) -> Vec<DialogRow<RecoveryChoice>> {
        let (lang, recovery) = (app.lang(), &app.sync.recovery);
        let all = recovery.items.len();
        let taken = recovery.items.iter().filter(|item| item.taken).count();
        let take = match all {
            0 => texts::recovery::all_there(lang).to_owned(),
            _ if taken == all => texts::recovery::take_all(lang).to_owned(),
            _ => texts::recovery::take_marked(lang, taken, all),
        };
        let mut rows = vec![
            DialogRow::answer(Role::Text, &take, RecoveryChoice::Take),
            DialogRow::answer(Role::Text, texts::recovery::decide_later(lang), RecoveryChoice::Later),
        ];
        if all > 0 {
            rows.push(DialogRow::answer(Role::Warning, texts::recovery::drop_all(lang), RecoveryChoice::Drop));
        }
        for (number, offer) in recovery.offers.iter().enumerate() {
            rows.push(DialogRow::blank());
            rows.push(DialogRow::text(Role::Heading, texts::recovery::left_by(lang, &offer.who, &offer.last)));
            let items = recovery.items.iter().enumerate().filter(|(_, item)| item.offer == number);
            rows.extend(items.map(|(index, item)| row(app, index, item)));
        }
        rows
    }

    fn choose(&mut self, app: &mut App, choice: RecoveryChoice, _: &str) -> DialogOutcome {
        match choice {
            RecoveryChoice::Take => app.take_recovered(),
            RecoveryChoice::Later => return DialogOutcome::Cancels,
            RecoveryChoice::Drop => {
                app.ask_about_recovery();
                app.ask_before_dropping_recovered();
            }
            RecoveryChoice::Mark(number) => {
                app.mark(number);
                return DialogOutcome::Stays;
            }
        }
        DialogOutcome::Closes
    }

    fn offers(&self, command: Command, chosen: Option<&RecoveryChoice>) -> bool {
        command == Command::Drop && matches!(chosen, Some(RecoveryChoice::Mark(_)))
    }

    fn execute(&mut self, app: &mut App, command: Command, chosen: Option<RecoveryChoice>) -> DialogOutcome {
        match (command, chosen) {
            (Command::Drop, Some(choice)) => self.choose(app, choice, ""),
            _ => DialogOutcome::Stays,
        }
    }

    fn cancelled(&mut self, app: &mut App) {
        app.tell_of_put_off();
    }
}

/// Returns the row of a change: its mark, place and time, then its new value or its conflict.
fn row(app: &App, index: usize, item: &RecoveredChange) -> DialogRow<RecoveryChoice> {
    let lang = app.lang();
    let mark = match (&item.wish, item.taken) {
        (None, _) => "    ",
        (_, true) => "[x] ",
        (_, false) => "[ ] ",
    };
    let when = app.sync.recovery.offers.get(item.offer).map_or(item.when.as_str(), |o| within(&item.when, &o.last));
    let open = if item.draft.is_some() { texts::recovery::open_field(lang) } else { "" };
    let cells = layout::dialog_cells(app.size, DialogSize::Wide);
    let room = cells.saturating_sub(width(when) + 6).max(8);
    let (place, about) = changes::in_words(app, &item.difference);
    let place = wrap(&format!("{place}{open}"), room).join("\n    ");
    let mut spans = vec![(Role::Key, mark.to_owned()), (Role::Text, place)];
    let right = vec![(Role::Dim, when.to_owned())];
    let mut line = |role, text: &str| {
        spans.extend(wrap(text, room).into_iter().map(|line| (role, format!("\n    {line}"))));
    };
    if let Some(unfit) = &item.unfit {
        let why = match item.wish {
            Some(Takeover::SetAside(_)) => texts::recovery::set_aside(lang),
            Some(_) => texts::recovery::changed_since(lang),
            None => texts::recovery::gone_since(lang),
        };
        line(Role::Warning, item.reason.as_deref().unwrap_or(why));
        if item.reason.is_some() && item.wish.is_some() {
            line(Role::Dim, why);
        }
        let texts = [&unfit.change.after, &unfit.found, &unfit.change.before].map(|ron| unfit_in_words(app, item, ron));
        let [wanted, found, before] = contrast_lines(texts.each_ref().map(String::as_str), usize::MAX);
        line(Role::Changed, &texts::recovery::was_left(lang, &wanted));
        line(Role::Text, &texts::recovery::is_now(lang, &found));
        if item.reason.is_none() {
            line(Role::Dim, &texts::recovery::was_before(lang, &before));
        }
    } else {
        line(Role::Changed, &about);
    }
    DialogRow { spans, right, choice: Some(RecoveryChoice::Mark(index)), ..DialogRow::blank() }
}

fn unfit_in_words(app: &App, item: &RecoveredChange, ron: &Option<String>) -> String {
    let kind = item.difference.change.address.kind(app.workspace.doc.schema());
    let text = ron.as_ref().map(|ron| kind.map_or_else(|| ron.clone(), |kind| app.workspace.plain_value(kind, ron)));
    text.unwrap_or_else(|| texts::detail::unknown(app.lang()).to_owned())
}

/// Returns a moment, without the date if the other moment has the same.
fn within<'a>(when: &'a str, other: &str) -> &'a str {
    match (when.split_once(' '), other.split_once(' ')) {
        (Some((day, time)), Some((same, _))) if day == same => time,
        _ => when,
    }
}
