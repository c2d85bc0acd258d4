//! The matrix region × action field as text: the signs of its cells, what they mean, its rows.
//!
//! Entry points: [`sheet`] and [`cell`].

use super::program_value::program_list;
use super::status::{role, sign};
use super::{Alignment, Audience, Sheet, Span, text_of};
use crate::document::{Document, Slot};
use crate::index::display_names::{name, short_name};
use crate::model::records::{EngagementKind, Status};
use crate::query::activity_status::RelationStatus;
use crate::query::matrix::{CellEngagement, MatrixGrid};
use crate::text::width;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// The mark of a statement that is due for review.
const OVERDUE: &str = "!";

/// Returns a row for each field and one of totals; every row ends with its total.
pub fn sheet(document: &Document, grid: &MatrixGrid, audience: Audience, lang: Lang) -> Sheet {
    if audience == Audience::Programs {
        return program_sheet(document, grid);
    }
    let total = || texts::grid::total(lang).to_owned();
    let regions = grid.regions.iter().map(|region: &Slot| short_name(document, *region));
    let titles = [texts::grid::field(lang).to_owned()].into_iter().chain(regions);
    let mut rows = Vec::with_capacity(grid.fields.len() + 1);
    for (row, field) in grid.fields.iter().enumerate() {
        let cells = (0..grid.regions.len()).map(|column| text_of(&cell(grid.cell(row, column), lang)));
        let last = grid.in_row(row).to_string();
        rows.push([name(document, *field)].into_iter().chain(cells).chain([last]).collect());
    }
    let sums = (0..grid.regions.len()).map(|column| grid.in_column(column).to_string());
    rows.push([total()].into_iter().chain(sums).chain([grid.total().to_string()]).collect());
    let mut sheet = Sheet::new(titles.chain([total()]), rows);
    if let [_, regions @ .., total] = &mut sheet.columns[..] {
        regions.iter_mut().for_each(|column| column.alignment = Alignment::Left);
        total.alignment = Alignment::Right;
    }
    sheet.legend = legend(lang);
    sheet
}

/// Returns the same for programs: identifiers, and each engagement as `Kind:Status`, where a part
/// that is unknown is empty.
fn program_sheet(document: &Document, grid: &MatrixGrid) -> Sheet {
    let id = |slot: &Slot| document.id(*slot).to_owned();
    let titles = ["action_field".to_owned()].into_iter().chain(grid.regions.iter().map(id));
    let engagement = |entry: &CellEngagement| {
        let (kind, status) = (entry.kind.map(EngagementKind::name), entry.status.map(Status::name));
        format!("{}:{}", kind.unwrap_or_default(), status.unwrap_or_default())
    };
    let row = |number: usize| {
        let cells =
            (0..grid.regions.len()).map(|column| program_list(grid.cell(number, column).iter().map(engagement)));
        [id(&grid.fields[number])].into_iter().chain(cells).collect()
    };
    Sheet::new(titles, (0..grid.fields.len()).map(row).collect())
}

/// Returns the meaning of the letters and signs in cells, on one line.
fn legend(lang: Lang) -> String {
    let words = [kinds(lang), states(lang), marks(lang)].concat();
    words.into_iter().map(|(sign, word)| format!("{sign} {word}")).collect::<Vec<_>>().join(" · ")
}

/// Returns a cell in a few characters: the letter of the kind and the sign of the status of its
/// first engagement, a mark when that is old, `+n` when there are more.
pub fn cell(engagements: &[CellEngagement], lang: Lang) -> Vec<Span> {
    let Some(first) = engagements.first() else { return Vec::new() };
    let mut spans = vec![code(first, lang)];
    if engagements.len() > 1 {
        spans.push((Role::Dim, format!("+{}", engagements.len() - 1)));
    }
    spans
}

/// Returns a cell in at most so many characters: where `+n` has no room, `+`.
pub fn cell_within(engagements: &[CellEngagement], cells: usize, lang: Lang) -> Vec<Span> {
    let mut spans = cell(engagements, lang);
    let width: usize = spans.iter().map(|(_, text)| width(text)).sum();
    if let Some((_, more)) = spans.get_mut(1).filter(|_| width > cells) {
        more.truncate(1);
    }
    spans
}

/// Returns the letter of the kind and the sign of the status of an engagement, and [`OVERDUE`] when
/// it is old. The letter is small where somebody else acts than the office.
pub fn code(engagement: &CellEngagement, lang: Lang) -> Span {
    let (standing, letter) = (RelationStatus::of(engagement.status), letter(engagement.kind, lang));
    let small = letter.to_lowercase().next().filter(|_| engagement.has_actor);
    let overdue = if engagement.is_overdue { OVERDUE } else { "" };
    (role(standing), format!("{}{}{overdue}", small.unwrap_or(letter), sign(standing)))
}

/// Returns the letter of a kind: the first one of its name.
fn letter(kind: Option<EngagementKind>, lang: Lang) -> char {
    let first = kind.and_then(|k| k.label().get(lang).chars().next());
    first.and_then(|c| c.to_uppercase().next()).unwrap_or('?')
}

/// Returns the letters and what they mean.
pub fn kinds(lang: Lang) -> Vec<(String, String)> {
    let kinds = EngagementKind::ALL.iter();
    kinds.map(|kind| (letter(Some(*kind), lang).to_string(), kind.label().get(lang).to_owned())).collect()
}

/// Returns the marks of a statement and what they mean.
pub fn marks(lang: Lang) -> Vec<(String, String)> {
    let of = |sign: &str, word: &str| (sign.to_owned(), word.to_owned());
    let (overdue, small) = (texts::grid::overdue(lang), texts::grid::small(lang));
    vec![
        of(OVERDUE, overdue),
        of(small, texts::grid::others_act(lang)),
        of("+1", texts::grid::one_more(lang)),
        of(texts::grid::empty(lang), texts::grid::nothing_known(lang)),
    ]
}

/// Returns the signs and what they mean. Planned and paused share one.
pub fn states(lang: Lang) -> Vec<(String, String)> {
    let word = |status: Status| status.label().get(lang);
    let waiting = format!("{}/{}", word(Status::Planned), word(Status::Paused));
    [
        (Some(Status::Active), word(Status::Active).to_owned()),
        (Some(Status::Planned), waiting),
        (Some(Status::Ended), word(Status::Ended).to_owned()),
        (None, texts::grid::unknown(lang).to_owned()),
    ]
    .map(|(status, word)| (sign(RelationStatus::of(status)).to_owned(), word))
    .to_vec()
}
