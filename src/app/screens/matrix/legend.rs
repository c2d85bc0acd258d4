//! What letters, signs and marks of the matrix mean, in as few lines as there is room for.
//!
//! Entry point: [`legend`].

use crate::app::detail::Span;
use crate::present::matrix::{kinds, marks, states};
use crate::text::width;
use crate::texts::Lang;
use crate::theme::Role;

/// Cells between two entries.
const GAP: usize = 2;

/// Returns the legend in lines of so many cells; no entry is divided.
pub(super) fn legend(lang: Lang, cells: usize) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = Vec::new();
    let mut used = 0;
    for (sign, word) in [kinds(lang), states(lang), marks(lang)].concat() {
        let needed = width(&sign) + 1 + width(&word);
        let fits = !lines.is_empty() && used + GAP + needed <= cells;
        let gap = if fits { GAP } else { 0 };
        used = if fits { used + GAP + needed } else { needed };
        if !fits {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut() {
            line.extend([(Role::Key, format!("{}{sign}", " ".repeat(gap))), (Role::Dim, format!(" {word}"))]);
        }
    }
    lines
}
