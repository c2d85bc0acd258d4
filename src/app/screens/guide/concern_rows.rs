//! The rows of the guide's first step: the concerns of the public, then the other fields.
//!
//! Only what is listed; what is done with a row is the guide's. Entry point: [`Guide::concerns`].

use std::collections::HashSet;

use ratatui::layout::Size;

use super::{Guide, GuideStep, typed_rows};
use crate::app::detail::{PageBuilder, PageRow};
use crate::app::screens::ScreenContext;
use crate::query::concerns::Concerns;
use crate::texts;
use crate::theme::Role;

/// Minimum height at which concerns are separated by blank lines.
const ROOMY: u16 = 28;

impl Guide {
    pub(super) fn is_roomy(&self, size: Size) -> bool {
        self.layout(size).texts[GuideStep::Concern as usize].height >= ROOMY
    }

    /// Returns what was typed; while nothing is, the concerns in the public's words, in file order,
    /// then the other fields by name.
    pub(super) fn concerns(&self, ScreenContext { workspace, size, .. }: ScreenContext<'_>) -> Vec<PageRow> {
        let typed = self.typed(GuideStep::Concern);
        if !typed.is_empty() {
            return typed_rows::of_concern(workspace, &typed);
        }
        let unfolded = HashSet::new();
        let mut page = PageBuilder::new(workspace.page_source(None), &unfolded);
        let Concerns { asked, others } = Concerns::of(workspace.data());
        let roomy = self.is_roomy(size);
        if let Some(region) = self.first_region() {
            let spans = vec![(Role::Text, texts::guide::only_office(workspace.lang(), &workspace.name(region)))];
            page.push(PageRow { spans, link: Some(region), indent: 1, ..PageRow::default() });
        }
        for field in &asked {
            let spans = page.concern(*field).unwrap_or_else(|| vec![(Role::Text, workspace.name(*field))]);
            page.push(PageRow { spans, link: Some(*field), indent: 1, ..PageRow::default() });
            if roomy {
                page.push(PageRow::default());
            }
        }
        let listed = self.others || asked.is_empty();
        if !others.is_empty() && !asked.is_empty() {
            let spans = vec![(Role::Text, texts::guide::other(workspace.lang()).to_owned())];
            page.push(PageRow { spans, folded: Some(!listed), indent: 1, ..PageRow::default() });
        }
        for field in others.iter().filter(|_| listed) {
            let mut spans = vec![(Role::Text, workspace.name(*field))];
            spans.extend(page.synonyms(*field));
            page.push(PageRow { spans, link: Some(*field), indent: 2, ..PageRow::default() });
        }
        if asked.is_empty() && others.is_empty() {
            page.text(Role::Unknown, texts::guide::no_concerns(workspace.lang()));
        }
        page.rows
    }
}
