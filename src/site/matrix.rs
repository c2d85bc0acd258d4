//! The matrix region × action field.
//!
//! The rows are what there is more of, so that the table grows downward. Entry point:
//! [`PageContext::matrix`].

use maud::{Markup, html};

use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::model::records::EngagementKind;
use crate::present::matrix::{code, kinds, marks, states};
use crate::query::matrix::{CellEngagement, MatrixGrid, MatrixRows};
use crate::texts;

impl PageContext<'_> {
    pub(super) fn matrix(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::site::matrix(lang).to_owned();
        let grid = MatrixGrid::build(self.data, MatrixRows::All, self.site.request.period);
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::matrix_lead(lang)) }
            (self.legend())
            @if grid.fields.is_empty() || grid.regions.is_empty() { p.unknown { (texts::site::nothing_known(lang)) } }
            @else { (self.matrix_table(&grid)) }
        };
        let description = texts::site::matrix_lead(lang).to_owned();
        PageContent { title, description, main, is_wide: true, ..PageContent::default() }
    }

    fn legend(&self) -> Markup {
        let lang = self.lang;
        html! {
            dl.legend {
                @for (sign, word) in kinds(lang).into_iter().chain(states(lang)).chain(marks(lang)) {
                    div { dt { (sign) } dd { (word) } }
                }
                div { dt { "–" } dd { (texts::matrix::nothing_known(lang)) } }
            }
        }
    }

    fn matrix_table(&self, grid: &MatrixGrid) -> Markup {
        let lang = self.lang;
        let is_turned = grid.regions.len() > grid.fields.len();
        let (rows, columns) = if is_turned { (&grid.regions, &grid.fields) } else { (&grid.fields, &grid.regions) };
        let cell = |row, column| if is_turned { grid.cell(column, row) } else { grid.cell(row, column) };
        let row_title = if is_turned { texts::map::region(lang) } else { texts::grid::field(lang) };
        html! {
            div.scroll role="region" aria-labelledby="matrix-table" tabindex="0" {
                table.matrix {
                    caption id="matrix-table" { (texts::site::matrix_caption(lang)) }
                    thead {
                        tr {
                            th scope="col" { (row_title) }
                            @for column in columns { th.turned scope="col" { span { (self.link_as(*column, &self.data.short_name(*column))) } } }
                        }
                    }
                    tbody {
                        @for (number, row) in rows.iter().enumerate() {
                            tr {
                                th scope="row" { (self.link_as(*row, &self.data.short_name(*row))) }
                                @for (place, column) in columns.iter().enumerate() {
                                    @let (field, region) = if is_turned { (*column, *row) } else { (*row, *column) };
                                    td { (self.matrix_cell(cell(number, place), field, region)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Returns the engagements of a cell as a link to what the region says about the field.
    fn matrix_cell(&self, engagements: &[CellEngagement], field: Slot, region: Slot) -> Markup {
        let lang = self.lang;
        let Some(first) = engagements.first() else {
            return html! { span.unknown aria-label=(texts::map::nothing_known(lang)) role="img" { "–" } };
        };
        let (role, sign) = code(first, lang);
        let kind = first.kind.map_or(texts::matrix::no_kind(lang), |kind: EngagementKind| kind.label().get(lang));
        let status = first.status.map_or(texts::matrix::no_status(lang), |status| status.label().get(lang));
        let more = if engagements.len() > 1 { format!("+{}", engagements.len() - 1) } else { String::new() };
        let class = match role {
            crate::theme::Role::Active => "state-active",
            crate::theme::Role::Waiting => "state-waiting",
            _ => "state-ended",
        };
        html! {
            a class=(class) href=(format!("{}#{}", self.href(SitePage::Record(field)), self.anchor(region))) {
                span aria-hidden="true" { (sign) (more) }
                span.visually-hidden {
                    (kind) ", " (status)
                    @if first.is_overdue { ", " (texts::grid::overdue(lang)) }
                    @if engagements.len() > 1 { ", " (texts::matrix::several(lang, engagements.len())) }
                }
            }
        }
    }
}
