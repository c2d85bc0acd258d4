//! `map`: the district as a picture of letters, coloured as on the screen; in the formats for
//! programs its municipalities with their regions and positions.
//!
//! Entry point: [`run`].

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::{MapArguments, MapBy};
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::document::Slot;
use crate::export::Format;
use crate::export::json::JsonLabels;
use crate::index::display_names::name;
use crate::model::records::Status;
use crate::model::{BODIES, DECISIONS, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS};
use crate::present::map::{
    MapQuery, RegionPaint, TownRow, legend, letters, missing, paints, picture, rows, sheet, title,
};
use crate::present::{Audience, Sheet, Tabular};
use crate::query::DatasetView;
use crate::query::completeness::Freshness;
use crate::query::map::TerritoryMap;
use crate::query::map::colouring::{colours, neighbours};
use crate::query::map::raster::{MapExtent, MapRaster, RasterSize};
use crate::query::map::shade::{MapTopic, RegionShade, shades};
use crate::schema::Table;
use crate::texts::{self, Lang};

/// Columns of the picture where no width is known.
const COLUMNS: usize = 80;
/// Columns of the picture at most: more would need more lines than a terminal has.
const MOST_COLUMNS: usize = 120;
/// A character is about twice as high as wide.
const PIXEL_HEIGHT: f64 = 2.0;

/// The tables whose records belong to a region.
const OF_REGIONS: [Table; 7] = [MUNICIPALITIES, BODIES, ENGAGEMENTS, MEASURES, MEETINGS, RECOMMENDATIONS, DECISIONS];

struct MapAnswer<'a> {
    data: DatasetView<'a>,
    query: MapQuery,
    map: TerritoryMap,
    shades: Vec<RegionShade>,
    lang: Lang,
}

/// Runs the command.
///
/// # Errors
/// When the field is unknown or the dataset cannot be read.
pub fn run(
    context: &CliContext,
    MapArguments { by, field }: &MapArguments,
    out: &mut CommandOutput,
) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let tables: &[Table] = match (by, field) {
        (Some(MapBy::Age | MapBy::Completeness), _) => &OF_REGIONS,
        (_, Some(_)) => &[MUNICIPALITIES, ENGAGEMENTS],
        (_, None) => &[MUNICIPALITIES],
    };
    let dataset = context.open_with_relations(tables)?;
    let data = dataset.data();
    let topic = match (by, field) {
        (None | Some(MapBy::Field), Some(typed)) => {
            MapTopic::Field(resolve::action_field(context.lang, &dataset, typed)?)
        }
        (Some(MapBy::Field), None) => return Err(CliError::usage(texts::cli::map_needs_field(context.lang))),
        (Some(_), Some(_)) => return Err(CliError::usage(texts::cli::map_takes_no_field(context.lang))),
        (None | Some(MapBy::Region), None) => MapTopic::Region,
        (Some(MapBy::Age), None) => MapTopic::Age,
        (Some(MapBy::Completeness), None) => MapTopic::Completeness,
    };
    let query = MapQuery { topic, period: context.period()? };
    let map = TerritoryMap::of(data);
    let shades = shades(data, &map, topic, query.period);
    let answer = MapAnswer { data, query, map, shades, lang: context.lang };
    let is_empty = answer.map.towns.is_empty();
    match format {
        Format::Table => answer.print_picture(out),
        _ => answer::print(&answer, format, out),
    }
    Ok(if is_empty { ExitStatus::Negative } else { ExitStatus::Done })
}

impl MapAnswer<'_> {
    fn print_picture(&self, out: &mut CommandOutput) {
        let (map, lang) = (&self.map, self.lang);
        let most = out.column_limits().width.unwrap_or(COLUMNS).clamp(1, MOST_COLUMNS);
        let size = MapExtent::of(map).map(|extent| {
            let columns = most.min(extent.widest());
            RasterSize { columns, rows: extent.rows(columns, PIXEL_HEIGHT), pixel_height: PIXEL_HEIGHT }
        });
        let Some(raster) = size.and_then(|size| MapRaster::new(map, size)) else {
            return out.line(texts::map::empty(lang));
        };
        let neighbours = neighbours(map, &raster);
        let letters = letters(self.data, map, &neighbours);
        let paints = paints(&self.shades, &letters, &colours(&neighbours));
        out.heading(&title(self.data, self.query.topic, lang));
        out.line("");
        picture(map, &raster, &paints).iter().for_each(|line| out.line(line));
        out.line("");
        self.print_legend(&paints, out);
    }

    fn print_legend(&self, paints: &[RegionPaint], out: &mut CommandOutput) {
        for entry in legend(self.data, &self.map, self.query, paints, self.lang, usize::MAX) {
            out.line(&entry.text());
        }
        missing(&self.map, self.lang).iter().for_each(|(_, text)| out.line(text));
    }
}

impl Tabular for MapAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let rows = rows(self.data, &self.map, &self.shades);
        sheet(self.data, &rows, self.query.topic, audience, self.lang)
    }
}

impl Serialize for MapAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let document = self.data.document;
        let id = |slot: Slot| document.id(slot);
        let ids = |slots: &[Slot]| slots.iter().map(|slot| document.id(*slot)).collect();
        let town = |row: &TownRow<'_>| JsonTown {
            municipality: id(row.town.slot),
            name: name(document, row.town.slot),
            region: row.region.map(id),
            latitude: row.town.centre.latitude,
            longitude: row.town.centre.longitude,
            shade: row.shade.and_then(|shade| match shade {
                RegionShade::Itself | RegionShade::Unread => None,
                RegionShade::Work(work) => Some(JsonShade::Work {
                    engagement: work.map(|work| id(work.engagement)),
                    status: work.and_then(|work| work.status).map(Status::name),
                }),
                RegionShade::Age(Freshness { statements, current, undated, checked, oldest }) => {
                    let oldest = oldest.map(|oldest| oldest.as_of.to_string());
                    Some(JsonShade::Age { statements, current, undated, checked, oldest })
                }
                RegionShade::Completeness(complete_percent) => Some(JsonShade::Completeness { complete_percent }),
            }),
        };
        let (by, field) = match self.query.topic {
            MapTopic::Region => ("region", None),
            MapTopic::Field(field) => ("field", Some(id(field))),
            MapTopic::Age => ("age", None),
            MapTopic::Completeness => ("completeness", None),
        };
        let rows = rows(self.data, &self.map, &self.shades);
        let answer = JsonMap {
            by,
            field,
            municipalities: rows.iter().map(town).collect(),
            without_position: ids(&self.map.unplaced),
            too_far_away: ids(&self.map.distant),
            labels: JsonLabels(self.data.document.schema(), vec![ENGAGEMENTS]),
        };
        answer.serialize(to)
    }
}

#[derive(Serialize)]
struct JsonMap<'a> {
    by: &'a str,
    field: Option<&'a str>,
    /// In the order of lists.
    municipalities: Vec<JsonTown<'a>>,
    without_position: Vec<&'a str>,
    too_far_away: Vec<&'a str>,
    labels: JsonLabels,
}

#[derive(Serialize)]
struct JsonTown<'a> {
    municipality: &'a str,
    name: String,
    region: Option<&'a str>,
    latitude: f64,
    longitude: f64,
    #[serde(flatten)]
    shade: Option<JsonShade<'a>>,
}

/// What the map shows of the region.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonShade<'a> {
    Work { engagement: Option<&'a str>, status: Option<&'static str> },
    Age { statements: u32, current: u32, undated: u32, checked: u32, oldest: Option<String> },
    Completeness { complete_percent: u8 },
}
