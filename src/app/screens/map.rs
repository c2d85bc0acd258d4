//! The map of the district: the cursor on a town, what the map is coloured by, going to a place.
//!
//! Where the towns lie is asked once per state of the dataset, the picture is painted once per size
//! (`query::map`). Draws nothing. Entry point: [`DistrictMap`].

pub mod layout;
pub mod picture;
mod question;

use ratatui::layout::Size;

use super::{Screen, ScreenContext, ScreenRequest};
use crate::app::Effect;
use crate::app::detail::{PageRow, Span};
use crate::app::input::TextInput;
use crate::app::layout as areas;
use crate::app::pointer::PointerTarget;
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::model::{ACTION_FIELDS, MUNICIPALITIES, REGIONS, SCHEMA};
use crate::present::map::{MapQuery, paint_of, shade_text, title};
use crate::query::contact::offices_to_ask;
use crate::query::map::raster::MapExtent;
use crate::query::map::shade::{MapTopic, RegionShade};
use crate::query::map::{MapDirection, MapTown, TerritoryMap};
use crate::texts;
use crate::theme::Role;
use layout::MapLayout;
use picture::MapPicture;
use question::MapQuestion;

/// How many towns a page is.
const PAGE: usize = 5;

/// The map.
#[derive(Debug, Default)]
pub struct DistrictMap {
    /// Where the towns lie.
    pub map: TerritoryMap,
    /// What it is coloured by.
    pub topic: MapTopic,
    /// The map as it is painted; `None` where there is nothing to paint or no room.
    pub picture: Option<MapPicture>,
    extent: Option<MapExtent>,
    /// True while the legend is shown in place of the map.
    pub shows_legend: bool,
    /// The town under the cursor.
    town: usize,
    /// The action field last chosen.
    field: Option<Slot>,
    /// What is being typed.
    question: Option<MapQuestion>,
    /// The index revision of which the towns were asked.
    made_of: Option<u64>,
    /// The town to which the cursor goes when the towns are asked anew.
    sought: Option<Slot>,
}

impl DistrictMap {
    /// Returns the town under the cursor.
    pub fn town(&self) -> Option<&MapTown> {
        self.map.towns.get(self.town)
    }

    /// Returns the number of the town under the cursor.
    pub fn number(&self) -> usize {
        self.town
    }

    /// Returns the region of the town under the cursor.
    pub fn region(&self) -> Option<Slot> {
        self.map.regions.get(self.town()?.region?).copied()
    }

    /// Returns what is being typed.
    pub fn typed(&self) -> Option<&MapQuestion> {
        self.question.as_ref()
    }

    /// Returns the current layout.
    pub fn layout(&self, size: Size) -> MapLayout {
        MapLayout::new(areas::screen(size).body, self.extent)
    }

    /// Returns the title.
    pub fn title(&self, workspace: &Workspace) -> String {
        let title = title(workspace.data(), self.topic, workspace.lang());
        if self.is_working() { format!("{title} · {}", texts::map::unread(workspace.lang())) } else { title }
    }

    /// Asks anew where the towns lie; the cursor stays on its town.
    fn ask(&mut self, workspace: &Workspace) {
        let here = self.sought.take().or_else(|| self.town().map(|town| town.slot));
        self.map = TerritoryMap::of(workspace.data());
        self.extent = MapExtent::of(&self.map);
        self.town = here.and_then(|slot| self.map.town(slot)).unwrap_or(0);
        self.picture = None;
    }

    /// Moves the cursor to a town or to the largest one of a region; returns false when it is not
    /// on the map.
    fn go_to(&mut self, record: Slot) -> bool {
        let number = match record.table {
            MUNICIPALITIES => self.map.town(record),
            REGIONS => {
                let region = self.map.regions.iter().position(|region| *region == record);
                region.and_then(|region| self.map.largest().get(region).copied())
            }
            _ => None,
        };
        self.town = number.unwrap_or(self.town);
        number.is_some()
    }

    fn step(&mut self, direction: MapDirection, times: usize) {
        for _ in 0..times {
            let Some(next) = self.map.neighbour(self.town, direction) else { return };
            self.town = next;
        }
    }

    /// Moves the cursor to the largest town of the next region or of the one before.
    fn step_region(&mut self, by: isize) {
        let count = self.map.regions.len();
        let here = self.town().and_then(|town| town.region);
        let next = match here {
            Some(region) => (region + count).saturating_add_signed(by) % count,
            None if count == 0 => return,
            None => 0,
        };
        self.town = self.map.largest().get(next).copied().unwrap_or(self.town);
    }

    fn move_by(&mut self, command: Command) -> bool {
        match command {
            Command::Up => self.step(MapDirection::North, 1),
            Command::Down => self.step(MapDirection::South, 1),
            Command::Left => self.step(MapDirection::West, 1),
            Command::Right => self.step(MapDirection::East, 1),
            Command::PageUp | Command::HalfUp => self.step(MapDirection::North, PAGE),
            Command::PageDown | Command::HalfDown => self.step(MapDirection::South, PAGE),
            Command::First => self.town = self.outermost(|town| -town.south),
            Command::Last => self.town = self.outermost(|town| town.south),
            Command::NextRegion => self.step_region(1),
            Command::PreviousRegion => self.step_region(-1),
            _ => return false,
        }
        true
    }

    /// Returns the town that lies furthest in a direction.
    fn outermost(&self, far: impl Fn(&MapTown) -> f64) -> usize {
        let towns = self.map.towns.iter().enumerate();
        towns.max_by(|(_, a), (_, b)| far(a).total_cmp(&far(b))).map_or(0, |(number, _)| number)
    }

    /// Colours the map by the next topic.
    fn switch_topic(&mut self, workspace: &Workspace) {
        let first = || workspace.index.order(&workspace.doc, ACTION_FIELDS).first().copied();
        self.topic = match self.topic {
            MapTopic::Region => self.field.or_else(first).map_or(MapTopic::Age, MapTopic::Field),
            MapTopic::Field(_) => MapTopic::Age,
            MapTopic::Age => MapTopic::Completeness,
            MapTopic::Completeness => MapTopic::Region,
        };
    }

    fn choose_field(&mut self, field: Slot) {
        self.field = Some(field);
        self.topic = MapTopic::Field(field);
    }

    /// Reads what is still to be read of what the map shows.
    fn read_all(&mut self, workspace: &Workspace) {
        while let Some(picture) = self.picture.as_mut().filter(|picture| !picture.is_read()) {
            picture.read_on(workspace, &self.map);
        }
    }

    fn copied(&mut self, command: Command, workspace: &Workspace) -> Option<ScreenRequest> {
        self.read_all(workspace);
        let text = match command {
            Command::CopySource => workspace.doc.source(self.town()?.slot).to_owned(),
            Command::Copy => {
                let lines: Vec<String> = self.about(workspace).iter().map(PageRow::text).collect();
                lines.join(" · ")
            }
            _ => self.picture.as_ref()?.text(workspace, &self.map),
        };
        Some(ScreenRequest::Effect(Effect::Copy(text)))
    }

    /// Returns what is said of the town under the cursor: its name, its region, the office to ask,
    /// and what the map shows of it.
    pub fn about(&self, workspace: &Workspace) -> Vec<PageRow> {
        let (Some(town), Some(picture), lang) = (self.town(), &self.picture, workspace.lang()) else {
            return Vec::new();
        };
        let row = |spans: Vec<Span>| PageRow { spans, ..PageRow::default() };
        let mut rows = vec![row(vec![(Role::Heading, workspace.name(town.slot))])];
        let Some(region) = self.region() else {
            rows.push(row(vec![(Role::Unknown, texts::map::no_region(lang).to_owned())]));
            return rows;
        };
        rows.push(row(vec![(Role::Text, workspace.name(region))]));
        let offices = offices_to_ask(workspace.data(), region);
        for office in offices.iter() {
            let way = office.way.iter().map(|way| (Role::Text, format!(" · {way}")));
            rows.push(row([(Role::Link, office.name.clone())].into_iter().chain(way).collect()));
        }
        if offices.is_empty() {
            rows.push(row(vec![(Role::Unknown, texts::map::no_office(lang).to_owned())]));
        }
        let shade = town.region.and_then(|region| picture.shades.get(region));
        if let Some((shade, shown)) = shade.and_then(|shade| Some((shade, shade_text(*shade, lang)?))) {
            let paint = paint_of(town, &picture.paints);
            // A share needs no sign before its number, and one that is unread has none.
            let is_bare = paint.sign.is_ascii_digit() || *shade == RegionShade::Unread;
            let sign = if is_bare { String::new() } else { format!("{} ", paint.sign) };
            rows.push(row(vec![(paint.role, format!("{sign}{shown}"))]));
        }
        rows
    }
}

impl Screen for DistrictMap {
    /// Places the cursor on the first town or region among the records and those they refer to; an
    /// action field among them is what the map shows.
    fn open(&mut self, records: &[Slot], context: ScreenContext<'_>) {
        self.question = None;
        self.shows_legend = false;
        self.refresh(context);
        let references = records.iter().flat_map(|slot| context.workspace.index.references(*slot));
        let from: Vec<Slot> = records.iter().copied().chain(references.filter_map(|to| to.to)).collect();
        let _ = from.iter().any(|record| self.go_to(*record));
        self.field = from.iter().copied().find(|record| record.table == ACTION_FIELDS).or(self.field);
        if let Some(field) = records.iter().find(|record| record.table == ACTION_FIELDS) {
            self.choose_field(*field);
        }
    }

    fn contexts(&self) -> &'static [Context] {
        if self.question.is_some() { Context::Pick.stack() } else { Context::Map.stack() }
    }

    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool {
        let workspace = context.workspace;
        if self.question.is_some() {
            return self.answer_by(command, workspace, requests);
        }
        match command {
            Command::OpenRow => requests.extend(self.region().or(self.town().map(|t| t.slot)).map(ScreenRequest::Open)),
            Command::EditRow => requests.extend(self.town().map(|town| ScreenRequest::Open(town.slot))),
            Command::MapTopic | Command::SortRows => self.switch_topic(workspace),
            Command::FindPlace | Command::FilterRows => self.put_question(MapQuestion::place(self.town)),
            Command::Legend => self.shows_legend = !self.shows_legend,
            Command::MapField => self.put_question(MapQuestion::field(self.topic, workspace)),
            Command::Copy | Command::CopyPage | Command::CopySource => requests.extend(self.copied(command, workspace)),
            _ => return self.move_by(command),
        }
        true
    }

    fn text_field(&mut self) -> Option<&mut TextInput> {
        self.question.as_mut().map(|question| &mut question.input)
    }

    fn follow_typing(&mut self, context: ScreenContext<'_>) {
        self.follow_question(context.workspace);
    }

    fn point_at(&mut self, target: &PointerTarget, _context: ScreenContext<'_>) -> bool {
        let PointerTarget::Town(town) = *target else { return false };
        self.town = town.min(self.map.towns.len().saturating_sub(1));
        true
    }

    fn cancel(&mut self, _context: ScreenContext<'_>) -> bool {
        match self.question.take() {
            Some(question) => question.withdraw(self),
            None => return std::mem::take(&mut self.shows_legend),
        }
        true
    }

    fn refresh(&mut self, context: ScreenContext<'_>) {
        let workspace = context.workspace;
        let revision = workspace.index.revision();
        if self.made_of != Some(revision) {
            self.ask(workspace);
            self.made_of = Some(revision);
        }
        let is_live = |field: &Slot| workspace.doc.is_live(*field);
        self.field = self.field.filter(is_live);
        if matches!(self.topic, MapTopic::Field(field) if !is_live(&field)) {
            self.topic = MapTopic::Region;
        }
        let area = self.layout(context.size).map;
        let query = MapQuery { topic: self.topic, period: workspace.settings.period() };
        MapPicture::renew(&mut self.picture, workspace, &self.map, query, area.as_size());
    }

    fn is_empty(&self) -> bool {
        self.map.towns.is_empty()
    }

    fn label(&self, command: Command, workspace: &Workspace) -> Option<String> {
        let lang = workspace.lang();
        let open = |table| texts::listing::open_this(lang, SCHEMA.table(table).singular.get(lang));
        match command {
            Command::OpenRow => Some(open(if self.region().is_some() { REGIONS } else { MUNICIPALITIES })),
            Command::EditRow => Some(open(MUNICIPALITIES)).filter(|_| self.region().is_some()).or(Some(String::new())),
            // What sorts a list colours the map.
            Command::SortRows => Some(String::new()),
            _ => None,
        }
    }

    fn is_working(&self) -> bool {
        self.picture.as_ref().is_some_and(|picture| !picture.is_read())
    }

    fn work(&mut self, context: ScreenContext<'_>) {
        if let Some(picture) = &mut self.picture {
            picture.read_on(context.workspace, &self.map);
        }
    }

    fn records(&self) -> Option<Vec<Slot>> {
        let field = match self.topic {
            MapTopic::Field(field) => Some(field),
            MapTopic::Region | MapTopic::Age | MapTopic::Completeness => None,
        };
        Some(self.region().into_iter().chain(field).collect())
    }

    /// The cursor stays on its town; everything else is asked anew.
    fn relocate(&mut self, relocation: &Relocation<'_>) -> bool {
        let to = |slot: Slot| relocation.slot(slot);
        self.sought = self.sought.or_else(|| self.town().map(|town| town.slot)).and_then(to);
        self.field = self.field.and_then(to);
        self.topic = match self.topic {
            MapTopic::Field(field) => to(field).map_or(MapTopic::Region, MapTopic::Field),
            other => other,
        };
        self.question = None;
        self.map = TerritoryMap::default();
        self.picture = None;
        self.made_of = None;
        true
    }
}
