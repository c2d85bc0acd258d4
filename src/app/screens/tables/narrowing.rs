//! What a table is narrowed to: the query as it is understood, and the regions besides.
//!
//! Entry point: [`RecordTable::expression`].

use super::RecordTable;
use crate::app::workspace::Workspace;
use crate::query::expression::{Expression, both};

impl RecordTable {
    /// Returns the query as it is understood; where it is not, as it was before.
    pub(super) fn expression(&mut self, workspace: &Workspace) -> Expression {
        let (data, today) = (workspace.data(), workspace.settings.today);
        let parse = |typed: &str| Expression::parse(typed, Some(self.table), data, today);
        match parse(&self.query) {
            Ok(expression) => {
                (self.understood, self.mistake) = (self.query.clone(), None);
                self.of_regions(expression, workspace)
            }
            Err(mistake) => {
                let former = parse(&self.understood).unwrap_or_else(|_| Expression::of_words(""));
                self.mistake = Some(mistake);
                self.of_regions(former, workspace)
            }
        }
    }

    /// Returns the query as it is understood, about the regions to which the table is narrowed.
    fn of_regions(&self, expression: Expression, workspace: &Workspace) -> Expression {
        let Some(regions) = &self.regions else { return expression };
        let terms = regions.iter().map(|region| format!("region:{}", workspace.doc.id(*region)));
        let query = terms.fold(self.understood.clone(), |query, term| both(&query, &term));
        let (data, today) = (workspace.data(), workspace.settings.today);
        Expression::parse(&query, Some(self.table), data, today).unwrap_or(expression)
    }
}
