//! The region to which a list is narrowed: by one key, the same in every list.
//!
//! It is the region from which the list was opened, where the row under the cursor belongs to it,
//! else that of the row. Must not say which rows belong to a region. Entry points:
//! [`Listing::switch_region`], [`Listing::region_label`].

use super::Listing;
use super::answer::ListingAnswer;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::document::Slot;
use crate::texts;

impl<A: ListingAnswer> Listing<A> {
    /// Returns the region to which the list can be narrowed where the cursor stands.
    fn region_here(&self, workspace: &Workspace) -> Option<Slot> {
        let of_row = self.here().map_or_else(Vec::new, |row| self.answer.regions(row, workspace));
        let is_home = |region: &&Slot| of_row.is_empty() || of_row.contains(region);
        let home = self.home.iter().filter(|region| workspace.doc.is_live(**region)).find(is_home);
        home.or(of_row.first()).copied()
    }

    /// Narrows the list to a region while it is about everything; `None` otherwise.
    pub(super) fn narrow_to_region(&mut self, workspace: &Workspace) -> Option<ScreenRequest> {
        if !A::IS_OF_REGIONS || self.answer.scope_name(workspace).is_some() {
            return None;
        }
        let region = self.region_here(workspace)?;
        let narrower = self.here().and_then(|row| self.answer.narrower(row, workspace));
        self.answer.show_regions(Some(vec![region]), workspace);
        self.ask_again();
        let (lang, name) = (workspace.lang(), workspace.name(region));
        Some(ScreenRequest::Info(match narrower {
            Some(narrower) => texts::listing::only_then(lang, &name, &narrower),
            None => texts::listing::only(lang, &name),
        }))
    }

    /// Narrows the list to a region, or lets it be about everything again.
    pub(super) fn switch_region(&mut self, workspace: &Workspace) -> Option<ScreenRequest> {
        if !A::IS_OF_REGIONS {
            return None;
        }
        let lang = workspace.lang();
        if self.answer.scope_name(workspace).is_none() {
            return Some(ScreenRequest::Info(texts::listing::no_region(lang).to_owned()));
        }
        self.answer.widen();
        // The record under the cursor is among more rows now.
        self.made_of = None;
        Some(ScreenRequest::Info(texts::listing::everything(lang).to_owned()))
    }

    /// Returns what the key narrows to; empty where it narrows to nothing.
    pub(super) fn region_label(&self, workspace: &Workspace) -> String {
        let lang = workspace.lang();
        match (self.answer.scope_name(workspace), self.region_here(workspace)) {
            (Some(_), _) => texts::listing::show_everything(lang).to_owned(),
            (None, Some(region)) => texts::listing::only_label(lang, &workspace.short(region)),
            (None, None) => String::new(),
        }
    }
}
