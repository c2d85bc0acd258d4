//! Draws text fields: what is typed, what of it is selected, and the terminal's cursor in its
//! place.
//!
//! Every place where text is typed is drawn here. Must not know whose field it is. Entry points:
//! [`draw_input`], [`FieldLine::of`], [`FieldLine::in_title`].

use std::ops::Range;

use ratatui::layout::Rect;

use super::Canvas;
use crate::app::AppSettings;
use crate::app::detail::Span;
use crate::app::input::TextInput;
use crate::app::pointer::PointerTarget;
use crate::text::{truncate, truncate_start, width};
use crate::theme::Role;

/// Cells of a border beside the title in it.
pub const BESIDE_TITLE: u16 = 6;

/// A text field in a line among others, such as a title.
pub struct FieldLine {
    /// What is seen of the text.
    pub spans: Vec<Span>,
    /// Cells before the cursor.
    pub cursor: usize,
}

impl FieldLine {
    /// Returns what is seen of a field in a line of `cells`: the part around its cursor.
    pub fn of(input: &TextInput, cells: usize, settings: &AppSettings) -> FieldLine {
        let text = input.as_str();
        let spelled = |range: Range<usize>| settings.spelled(&text[range]).into_owned();
        let before = spelled(0..input.cursor());
        // At most a third for what stands behind the cursor, at least the cell of the cursor.
        let behind = width(&spelled(input.cursor()..text.len())).min(cells / 3).max(1);
        let left = truncate_start(&before, cells.saturating_sub(behind));
        let cursor = width(&left);
        let hidden = if left.len() == before.len() { 0 } else { before.len() - (left.len() - "…".len()) };
        let selection = input.selection();
        let parts = [
            (Role::Input, 0..selection.start),
            (Role::SelectedText, selection.clone()),
            (Role::Input, selection.end..text.len()),
        ];
        let mut spans: Vec<Span> = Vec::new();
        let (mut at, mut room) = (0, cells);
        for (role, range) in parts {
            let part = spelled(range);
            let skipped = hidden.saturating_sub(at).min(part.len());
            at += part.len();
            let sign = if spans.is_empty() && hidden > 0 && at > hidden { "…" } else { "" };
            let shown = format!("{sign}{}", &part[skipped..]);
            let shown = truncate(&shown, room).into_owned();
            room -= width(&shown);
            spans.push((role, shown));
        }
        spans.retain(|(_, text)| !text.is_empty());
        FieldLine { spans, cursor }
    }

    /// Returns a title of at most `cells` that ends in a field behind its prompt, and what is
    /// `between`. Where there is no room for all, the field takes that of the title.
    pub fn in_title(
        mut title: Vec<Span>,
        between: &str,
        prompt: &str,
        input: &TextInput,
        cells: usize,
        settings: &AppSettings,
    ) -> FieldLine {
        let seen = |spans: &[Span]| -> usize { spans.iter().map(|(_, text)| width(&settings.spelled(text))).sum() };
        let needed = width(&settings.spelled(prompt)) + width(&settings.spelled(input.as_str())) + 1;
        if seen(&title) + width(between) + needed > cells {
            title.clear();
        } else {
            title.push((Role::Dim, between.to_owned()));
        }
        title.push((Role::Dim, prompt.to_owned()));
        let before = seen(&title);
        let field = FieldLine::of(input, cells.saturating_sub(before), settings);
        title.extend(field.spans);
        FieldLine { spans: title, cursor: before + field.cursor }
    }
}

/// Places the terminal's cursor behind so many cells of the title of a border.
pub fn point_in_title(canvas: &mut Canvas<'_>, frame: Rect, cursor: usize) {
    let at = frame.x.saturating_add(3).saturating_add(u16::try_from(cursor).unwrap_or(u16::MAX));
    canvas.point(at.min(frame.right().saturating_sub(2)), frame.y);
}

/// Draws an input into lines of this width, and places the terminal's cursor.
pub fn draw_input(canvas: &mut Canvas<'_>, areas: &mut impl Iterator<Item = Rect>, input: &TextInput, cells: u16) {
    let (text, cursor, selection) = (input.as_str(), input.cursor(), input.selection());
    let cursor_line = input.cursor_line(cells.into());
    for (number, part) in input.breaks(cells.into()).into_iter().enumerate() {
        let Some(area) = areas.next() else { return };
        canvas.target(area, PointerTarget::TextLine(part.clone()));
        let within = |at: usize| at.clamp(part.start, part.end);
        let (from, to) = (within(selection.start), within(selection.end));
        let mut x = area.x;
        for (role, range) in
            [(Role::Input, part.start..from), (Role::SelectedText, from..to), (Role::Input, to..part.end)]
        {
            let rest = Rect { x, width: area.right().saturating_sub(x), ..area };
            x = canvas.typed(rest, role, &text[range]);
        }
        if number == cursor_line && !area.is_empty() {
            canvas.point(area.x + width(&text[part.start..cursor.max(part.start)]) as u16, area.y);
        }
    }
}
