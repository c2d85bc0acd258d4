//! The map as rows: each town with its region and what the map shows of that.
//!
//! Entry point: [`MapPlace`].

use super::page::text_of_row;
use super::place::{LinePlace, LineRow, LineTarget};
use crate::app::App;
use crate::app::pointer::PointerTarget;
use crate::app::screens::map::DistrictMap;
use crate::present::map::{missing, shade_text};
use crate::texts;

/// The map of the district.
pub struct MapPlace<'a> {
    /// The program.
    pub app: &'a App,
}

impl MapPlace<'_> {
    fn map(&self) -> &DistrictMap {
        &self.app.screens.map
    }
}

impl LinePlace for MapPlace<'_> {
    fn key(&self) -> String {
        "map".to_owned()
    }

    fn title(&self) -> String {
        self.map().title(&self.app.workspace)
    }

    fn about(&self) -> Vec<String> {
        let lang = self.app.lang();
        let empty = self.map().map.towns.is_empty().then(|| texts::map::empty(lang).to_owned());
        empty.into_iter().chain(missing(&self.map().map, lang).into_iter().map(|(_, text)| text)).collect()
    }

    fn count(&self) -> usize {
        self.map().map.towns.len()
    }

    fn row(&self, index: usize) -> Option<LineRow> {
        let (screen, workspace, lang) = (self.map(), &self.app.workspace, self.app.lang());
        let town = screen.map.towns.get(index)?;
        let region = town.region.and_then(|region| screen.map.regions.get(region));
        let region = region.map_or_else(|| texts::map::no_region(lang).to_owned(), |region| workspace.name(*region));
        let picture = screen.picture.as_ref();
        let shade =
            picture.and_then(|picture| picture.shades.get(town.region?)).and_then(|shade| shade_text(*shade, lang));
        let words: Vec<String> = [workspace.name(town.slot), region].into_iter().chain(shade).collect();
        Some(LineRow { number: Some(index + 1), text: words.join(" · "), mark: None })
    }

    fn cursor(&self) -> Option<usize> {
        self.map().town().map(|_| self.map().number())
    }

    fn numbered(&self) -> usize {
        self.count()
    }

    fn target(&self, number: usize, _: Option<usize>) -> Option<LineTarget> {
        let town = number.checked_sub(1).filter(|town| *town < self.count())?;
        Some(LineTarget::Row(PointerTarget::Town(town)))
    }

    fn number_chooses(&self) -> bool {
        false
    }

    fn about_row(&self) -> Vec<String> {
        let lang = self.app.lang();
        self.map().about(&self.app.workspace).iter().map(|row| text_of_row(row, lang)).collect()
    }

    fn below(&self) -> Vec<String> {
        let question = self.map().typed().filter(|question| question.has_no_answer());
        let nothing = question.map(|question| texts::map::no_place(self.app.lang(), question.input.text().trim()));
        nothing.into_iter().collect()
    }

    fn prompt(&self) -> Option<String> {
        let question = self.map().typed()?;
        let field = texts::map::field_prompt(self.app.lang()).trim_end_matches([':', ' ']);
        Some(if question.is_place() { texts::line_mode::input(self.app.lang()) } else { field }.to_owned())
    }
}
