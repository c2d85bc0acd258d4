//! The conflicts of a merge: mine, theirs and the original side by side, to choose from or to write
//! something else.
//!
//! One conflict is shown at a time, with the others listed below it. The merge itself belongs to
//! [`crate::app::merge_session`]. Entry point: [`App::show_conflicts`].

use super::conflict_sides::{SideWords, side_words};
use super::conflict_text::ConflictTextDialog;
use super::conflict_values::{SIDES, in_words, sources_in_words};
use super::{App, Dialog, DialogOutcome, DialogRow, DialogSize, RowChange, changes};
use crate::app::detail::Span;
use crate::app::merge_session::{MergePurpose, Merging};
use crate::app::{Tone, layout};
use crate::command::Command;
use crate::document::Address;
use crate::document::merge::{Conflict, ConflictSide};
use crate::text::{contrast_lines, truncate, width, wrap};
use crate::texts;
use crate::theme::Role;

/// Width in cells below which the sides are stacked.
const NARROW: usize = 50;

/// Minimum height of the terminal at which the choices stand apart from the sides, and both below
/// what is asked.
const ROOMY: u16 = 20;

/// Minimum height of a narrow terminal at which each side has several lines, and says when it was
/// written.
const LOW: u16 = 16;

/// Lines that the place of a conflict takes at most on a lower terminal.
const LOW_PLACE: usize = 2;

/// The conflicts of a merge.
#[derive(Debug)]
struct ConflictsDialog;

/// What to do with the conflict of this number.
#[derive(Debug, Clone, PartialEq)]
enum ConflictChoice {
    /// Resolve it with this side.
    Decide(usize, ConflictSide),
    /// Keep both of two new records.
    KeepBoth(usize),
    /// Show it.
    Show(usize),
    /// Write the text that resolves it.
    Write(usize),
}

type ConflictRow = DialogRow<ConflictChoice>;

impl App {
    /// Opens the conflicts unless they are open.
    pub(in crate::app) fn show_conflicts(&mut self) {
        if !self.is_asked_about_conflicts() && self.sync.merging.is_some() {
            // What was said before must not take the room of what is asked.
            self.message.take_if(|told| told.tone != Tone::Problem);
            self.open_dialog(ConflictsDialog);
        }
    }

    /// Returns true while a dialog asks about conflicts.
    pub(in crate::app) fn is_asked_about_conflicts(&self) -> bool {
        self.dialogs.contains::<ConflictsDialog>()
    }

    /// Closes the questions about conflicts. Returns true when text was being typed at one; it is
    /// set aside.
    pub(in crate::app) fn put_conflicts_aside(&mut self) -> bool {
        let count = self.drafts.set_aside.all().len();
        self.dialogs.remove::<ConflictsDialog>();
        for dialog in self.dialogs.remove::<ConflictTextDialog>() {
            self.set_dialog_text_aside(&*dialog);
        }
        self.drafts.set_aside.all().len() > count
    }

    /// Closes the questions about conflicts once all are resolved.
    pub(in crate::app) fn close_conflicts(&mut self) {
        self.dialogs.remove::<ConflictsDialog>();
        self.dialogs.remove::<ConflictTextDialog>();
    }

    /// Returns the place of a conflict in words; a record that our side lacks gets its name from
    /// the other side.
    pub(in crate::app) fn place_of_conflict(&self, conflict: &Conflict) -> String {
        let is_gone = |address: &&Address| address.path.is_empty() && self.workspace.doc.resolve(address).is_none();
        let gone = conflict.place.address().filter(is_gone);
        let name = gone.and_then(|address| {
            let ron = conflict.theirs.as_ref().or(conflict.base.as_ref())?;
            changes::name_of_removed(&self.workspace, address.table, ron)
        });
        name.unwrap_or_else(|| self.workspace.place_in_words(&conflict.place))
    }
}

impl Dialog for ConflictsDialog {
    type Choice = ConflictChoice;

    /// Returns the number of conflicts and which one is shown.
    fn title(&self, app: &App) -> String {
        let (at, all) = app.sync.merging.as_ref().map_or((0, 0), |m| (m.shown + 1, m.merged.conflicts.len()));
        if all < 2 {
            texts::conflicts::title(app.lang()).to_owned()
        } else {
            texts::conflicts::title_of(app.lang(), at, all)
        }
    }

    fn size(&self) -> DialogSize {
        DialogSize::Wide
    }

    fn is_flat(&self) -> bool {
        true
    }

    fn refresh(&mut self, _: &mut App, _: &str) -> RowChange {
        RowChange::Update
    }

    /// Returns the sides of the conflict, the possible actions, and the other conflicts.
    fn rows(&self, app: &App, _: &str) -> Vec<ConflictRow> {
        let lang = app.lang();
        let Some((merging, conflict)) = app.sync.merging.as_ref().and_then(|m| Some((m, m.conflict()?))) else {
            return Vec::new();
        };
        let cells = layout::dialog_cells(app.size, DialogSize::Wide);
        let help = if matches!(merging.goal, MergePurpose::Unmark) {
            texts::conflicts::help_markers(lang)
        } else {
            texts::conflicts::help(lang)
        };
        let lines = |role, text: &str| wrap(text, cells).into_iter().map(move |line| DialogRow::text(role, line));
        let place = app.place_of_conflict(conflict);
        let is_low = app.size.height < ROOMY;
        let mut rows: Vec<ConflictRow> = Vec::new();
        if is_low {
            // What differs and what can be done about it come before all words. The end of a long
            // place names the value.
            let place = wrap(&place, cells);
            let from = place.len().saturating_sub(LOW_PLACE);
            rows.extend(place[from..].iter().map(|line| DialogRow::text(Role::Heading, line.clone())));
        } else {
            rows.extend(lines(Role::Dim, help));
            rows.push(DialogRow::blank());
            rows.extend(lines(Role::Heading, &place));
        }
        match app.size.height < LOW && cells < NARROW {
            true => rows.extend(side_lines(app, merging, conflict, cells)),
            false => rows.extend(sides(app, merging, conflict, cells)),
        }
        if !is_low {
            rows.push(DialogRow::blank());
        }
        rows.extend(decisions(app, merging, conflict));
        rows.extend(others(app, merging, cells));
        if is_low {
            rows.push(DialogRow::blank());
            rows.extend(lines(Role::Dim, help));
        }
        rows
    }

    fn choose(&mut self, app: &mut App, choice: ConflictChoice, _: &str) -> DialogOutcome {
        match choice {
            ConflictChoice::Decide(number, side) => {
                if let Err(reason) = app.decide(number, &side) {
                    app.show_error(reason);
                }
                app.show_conflicts();
            }
            ConflictChoice::KeepBoth(number) => {
                if let Err(reason) = app.keep_both(number) {
                    app.show_error(reason);
                }
                app.show_conflicts();
            }
            ConflictChoice::Show(number) => {
                if let Some(merging) = &mut app.sync.merging {
                    merging.shown = number;
                }
                app.show_conflicts();
            }
            ConflictChoice::Write(number) => {
                app.show_conflicts();
                app.write_resolution(number);
            }
        }
        DialogOutcome::Closes
    }

    fn offers(&self, command: Command, _: Option<&ConflictChoice>) -> bool {
        command == Command::EditConflict
    }

    fn execute(&mut self, app: &mut App, command: Command, _: Option<ConflictChoice>) -> DialogOutcome {
        if command == Command::EditConflict
            && let Some(shown) = app.sync.merging.as_ref().map(|merging| merging.shown)
        {
            app.write_resolution(shown);
        }
        DialogOutcome::Stays
    }

    fn cancelled(&mut self, app: &mut App) {
        app.postpone_merge();
    }
}

/// Returns the ways to resolve the conflict shown.
fn decisions(app: &App, merging: &Merging, conflict: &Conflict) -> Vec<ConflictRow> {
    let lang = app.lang();
    let take = |(words, side): (SideWords, ConflictSide)| {
        let text = match conflict.references_that_go(&merging.merged.document, &side) {
            0 => words.decision,
            count => texts::conflicts::with_references(lang, count, &words.decision),
        };
        DialogRow::answer(Role::Text, &text, ConflictChoice::Decide(merging.shown, side))
    };
    let sides = side_words(app, merging, conflict);
    let mut rows: Vec<ConflictRow> = sides.into_iter().zip(SIDES).take(known(merging, conflict)).map(take).collect();
    if let Some(id) = app.id_to_keep_both(merging.shown) {
        let text = match merging.goal {
            MergePurpose::Unmark => texts::conflicts::keep_both_here(lang, &id),
            MergePurpose::TakeIn { .. } | MergePurpose::TakeProposal { .. } | MergePurpose::Sync { .. } => {
                texts::conflicts::keep_both(lang, &id)
            }
        };
        rows.push(DialogRow::answer(Role::Text, &text, ConflictChoice::KeepBoth(merging.shown)));
    }
    let another = ConflictChoice::Write(merging.shown);
    rows.push(DialogRow::answer(Role::Text, texts::conflicts::write_another(lang), another));
    rows
}

/// Returns the other conflicts, below a heading.
fn others(app: &App, merging: &Merging, cells: usize) -> Vec<ConflictRow> {
    let others = merging.merged.conflicts.iter().enumerate().filter(|(number, _)| *number != merging.shown);
    let mut rows: Vec<ConflictRow> = others
        .map(|(number, conflict)| {
            let place = app.place_of_conflict(conflict);
            let place = truncate(&place, cells.saturating_sub(2));
            DialogRow::option(format!("  {place}"), ConflictChoice::Show(number))
        })
        .collect();
    if !rows.is_empty() {
        rows.splice(0..0, [DialogRow::blank(), DialogRow::text(Role::Heading, texts::conflicts::others(app.lang()))]);
    }
    rows
}

/// Returns the number of known sides: git may omit the base from its markers.
fn known(merging: &Merging, conflict: &Conflict) -> usize {
    if matches!(merging.goal, MergePurpose::Unmark) && conflict.base.is_none() { 2 } else { 3 }
}

/// Returns each side on one line that shows where it differs from the others.
fn side_lines(app: &App, merging: &Merging, conflict: &Conflict, cells: usize) -> Vec<ConflictRow> {
    let (sides, texts) = (side_words(app, merging, conflict), in_words(app, conflict));
    let column = sides.iter().map(|side| width(&side.head)).max().unwrap_or(0).min(cells / 3);
    let texts = contrast_lines(texts.each_ref().map(String::as_str), cells.saturating_sub(column + 1));
    let row = |(side, text): (SideWords, String)| {
        let head = truncate(&side.head, column).into_owned();
        let gap = " ".repeat(column + 1 - width(&head));
        DialogRow { spans: vec![(Role::Key, head + &gap), (Role::Text, text)], ..DialogRow::blank() }
    };
    sides.into_iter().zip(texts).take(known(merging, conflict)).map(row).collect()
}

/// Returns the three sides beside each other, or stacked where it is narrow.
fn sides(app: &App, merging: &Merging, conflict: &Conflict, cells: usize) -> Vec<ConflictRow> {
    let (sides, mut texts) = (side_words(app, merging, conflict), in_words(app, conflict));
    for (text, source) in texts.iter_mut().zip(sources_in_words(app, merging, conflict).into_iter().flatten()) {
        text.push_str(&format!("\n{source}"));
    }
    let room = usize::from(app.size.height).saturating_sub(14).max(3);
    if cells < NARROW {
        let side = |side: usize| {
            let lines = short(wrap(&texts[side], cells.saturating_sub(2)), room / 2);
            let SideWords { head, origin, .. } = &sides[side];
            let head = if origin.is_empty() { head.clone() } else { format!("{head}: {}", origin.join(", ")) };
            let mut rows: Vec<ConflictRow> =
                wrap(&head, cells).into_iter().map(|line| DialogRow::text(Role::Key, line)).collect();
            rows.extend(lines.into_iter().map(|line| DialogRow::text(Role::Text, format!("  {line}"))));
            rows
        };
        return (0..known(merging, conflict)).flat_map(side).collect();
    }
    let known = known(merging, conflict);
    let one = (cells + 3) / known - 3;
    let columns = texts.map(|text| short(wrap(&text, one), room));
    let mut rows = Vec::new();
    let mut below = |columns: [Vec<String>; 3], roles: [Role; 3]| {
        let height = columns[..known].iter().map(Vec::len).max().unwrap_or(0);
        rows.extend((0..height).map(|i| {
            let text = columns.iter().map(|column| column.get(i).map_or("", String::as_str));
            line(app, roles.into_iter().zip(text).take(known), one)
        }));
    };
    below(sides.each_ref().map(|side| wrap(&side.head, one)), [Role::Key; 3]);
    let origin = |side: &SideWords| side.origin.iter().flat_map(|line| wrap(line, one)).collect();
    below(sides.each_ref().map(origin), [Role::Dim; 3]);
    below(columns, [Role::Text, Role::Text, Role::Dim]);
    rows
}

/// Returns as many lines as fit; ends with `…` when there are more.
fn short(mut lines: Vec<String>, room: usize) -> Vec<String> {
    if lines.len() > room {
        lines.truncate(room.saturating_sub(1));
        lines.push("…".to_owned());
    }
    lines
}

/// Returns one line of all columns.
fn line<'t>(app: &App, texts: impl Iterator<Item = (Role, &'t str)>, one: usize) -> ConflictRow {
    let edge = if app.workspace.settings.ascii { " | " } else { " │ " };
    let mut spans: Vec<Span> = Vec::new();
    for (role, text) in texts {
        if !spans.is_empty() {
            spans.push((Role::Dim, edge.to_owned()));
        }
        let text = truncate(text, one);
        let blank = " ".repeat(one.saturating_sub(width(&text)));
        spans.push((role, format!("{text}{blank}")));
    }
    DialogRow { spans, ..DialogRow::blank() }
}
