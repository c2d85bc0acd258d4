//! The map in words, letters and roles: what stands for a region, and what that means.
//!
//! Nothing is told by a role alone: each region has a letter, each state a sign. Entry points:
//! [`letters`], [`paints`], [`legend`], [`picture`], [`sheet`].

use std::collections::HashSet;

use super::{Alignment, Audience, Sheet, Span, matrix, status};
use crate::document::Slot;
use crate::index::fold::fold;
use crate::model::MUNICIPALITIES;
use crate::model::records::Status;
use crate::model::source_age::ReviewPeriod;
use crate::query::DatasetView;
use crate::query::activity_status::RelationStatus;
use crate::query::completeness::Freshness;
use crate::query::map::raster::MapRaster;
use crate::query::map::shade::{MapTopic, RegionShade};
use crate::query::map::{MapTown, TerritoryMap};
use crate::texts::{self, Lang};
use crate::theme::{MAP_ROLES, Role};

/// What stands on the map where nothing is known, or no region.
const UNKNOWN: char = '?';

/// How a region is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionPaint {
    /// The letter or sign in it, one cell wide.
    pub sign: char,
    /// Its colour.
    pub role: Role,
}

impl RegionPaint {
    /// What stands for municipalities without a region.
    pub const NOWHERE: RegionPaint = RegionPaint { sign: UNKNOWN, role: Role::Unknown };
    /// What stands for regions that are still to be read.
    const UNREAD: RegionPaint = RegionPaint { sign: '.', role: Role::Dim };
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// The colour on the map; `None` for a line about all of them.
    pub role: Option<Role>,
    /// The letters and signs on the map.
    pub signs: String,
    /// What they mean.
    pub meaning: String,
}

impl LegendEntry {
    fn new(paint: RegionPaint, meaning: impl Into<String>) -> LegendEntry {
        LegendEntry { role: Some(paint.role), signs: paint.sign.to_string(), meaning: meaning.into() }
    }

    /// Returns the line as text.
    pub fn text(&self) -> String {
        if self.signs.is_empty() { self.meaning.clone() } else { format!("{} {}", self.signs, self.meaning) }
    }
}

/// Returns a letter for each region of a map: an initial of its short name where that is free, else
/// another letter of it, else any. Where there are more regions than letters, neighbours differ.
pub fn letters(data: DatasetView<'_>, map: &TerritoryMap, neighbours: &[Vec<usize>]) -> Vec<char> {
    let names: Vec<Vec<String>> = map.regions.iter().map(|region| words(&data.short_name(*region))).collect();
    let mut letters: Vec<Option<char>> = vec![None; names.len()];
    let mut taken: HashSet<char> = HashSet::new();
    // A name of one word has no other initial to give way to.
    let (single, several): (Vec<usize>, Vec<usize>) = (0..names.len()).partition(|region| names[*region].len() == 1);
    for region in single.into_iter().chain(several) {
        let candidates: Vec<char> = candidates(&names[region]).collect();
        let is_apart = |letter: &char| neighbours[region].iter().all(|other| letters[*other] != Some(*letter));
        let free = candidates.iter().find(|letter| !taken.contains(*letter));
        let letter = free.or_else(|| candidates.iter().find(|letter| is_apart(letter)));
        letters[region] = letter.copied();
        taken.extend(letter);
    }
    letters.into_iter().map(|letter| letter.unwrap_or(UNKNOWN)).collect()
}

/// Returns the words of a name, folded to ASCII.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name).plain().to_ascii_uppercase();
    folded.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Returns the letters that may stand for a name, the most telling first.
fn candidates(words: &[String]) -> impl Iterator<Item = char> {
    let initials = words.iter().filter_map(|word| word.chars().next());
    let further = words.iter().rev().flat_map(|word| word.chars());
    initials.chain(further).chain('A'..='Z').chain('a'..='z').chain('0'..='9')
}

/// Returns how each region of a map is painted, from what is to be shown of it.
pub fn paints(shades: &[RegionShade], letters: &[char], colours: &[usize]) -> Vec<RegionPaint> {
    let paint = |((shade, letter), colour): ((&RegionShade, &char), &usize)| match shade {
        RegionShade::Unread => RegionPaint::UNREAD,
        RegionShade::Itself => RegionPaint { sign: *letter, role: MAP_ROLES[*colour % MAP_ROLES.len()] },
        RegionShade::Work(shown) => work(shown.map(|shown| shown.status)),
        RegionShade::Age(freshness) => share(freshness.percent()),
        RegionShade::Completeness(percent) => share(Some(*percent)),
    };
    shades.iter().zip(letters).zip(colours).map(paint).collect()
}

/// Returns how the status of work is painted; `None` where nothing is known of any.
fn work(shown: Option<Option<Status>>) -> RegionPaint {
    let Some(state) = shown.map(RelationStatus::of) else { return RegionPaint::NOWHERE };
    let role = match state {
        RelationStatus::Active => Role::Active,
        RelationStatus::Waiting => Role::Waiting,
        RelationStatus::Ended => Role::Map6,
        RelationStatus::Unknown => Role::Map3,
    };
    RegionPaint { sign: status::sign(state).chars().next().unwrap_or(UNKNOWN), role }
}

/// Tenths from which a share counts as fair, and as good.
const BANDS: [u8; 2] = [4, 7];

/// Returns how a share in per cent is painted: as its tenth; `None` where there is nothing to
/// share.
fn share(percent: Option<u8>) -> RegionPaint {
    let Some(tenth) = percent.map(|percent| (percent / 10).min(9)) else { return RegionPaint::NOWHERE };
    let role = match BANDS {
        [_, good] if tenth >= good => Role::Active,
        [fair, _] if tenth >= fair => Role::Waiting,
        _ => Role::Error,
    };
    RegionPaint { sign: char::from(b'0' + tenth), role }
}

/// Returns how the municipality of a pixel is painted.
pub fn paint_of(town: &MapTown, paints: &[RegionPaint]) -> RegionPaint {
    town.region.and_then(|region| paints.get(region)).copied().unwrap_or(RegionPaint::NOWHERE)
}

/// What is asked of a map besides the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapQuery {
    /// What it is coloured by.
    pub topic: MapTopic,
    /// How long statements count as current.
    pub period: ReviewPeriod,
}

/// Returns what letters and signs mean, at most `most` of them.
pub fn legend(
    data: DatasetView<'_>,
    map: &TerritoryMap,
    MapQuery { topic, period }: MapQuery,
    paints: &[RegionPaint],
    lang: Lang,
    most: usize,
) -> Vec<LegendEntry> {
    match topic {
        MapTopic::Region => {
            let regions = map.regions.iter().zip(paints).take(most);
            regions.map(|(region, paint)| LegendEntry::new(*paint, data.name(*region))).collect()
        }
        MapTopic::Field(_) => states(lang),
        MapTopic::Age => {
            let scale = match period.months {
                0 => texts::map::current_scale(lang).to_owned(),
                months => texts::map::age_scale(lang, months as usize),
            };
            bands(scale, texts::map::no_statement(lang))
        }
        MapTopic::Completeness => {
            let mut bands = bands(texts::map::completeness_scale(lang).to_owned(), "");
            bands.pop();
            bands
        }
    }
}

fn states(lang: Lang) -> Vec<LegendEntry> {
    let states = [Some(Status::Active), Some(Status::Planned), Some(Status::Ended)];
    let known = states.into_iter().zip(matrix::states(lang));
    let known = known.map(|(status, (_, meaning))| LegendEntry::new(work(Some(status)), meaning));
    // Beside what is not known at all, a state that is unknown needs its noun.
    let unknown = LegendEntry::new(work(Some(None)), texts::matrix::no_status(lang));
    let nothing = LegendEntry::new(work(None), texts::map::nothing_known(lang));
    known.chain([unknown, nothing]).collect()
}

/// Returns what tenths mean, and what is said where there are none.
fn bands(scale: String, nothing: &str) -> Vec<LegendEntry> {
    let [fair, good] = BANDS;
    let band = |from: u8, to: u8| LegendEntry {
        signs: format!("{from}–{to}"),
        ..LegendEntry::new(
            share(Some(from * 10)),
            format!("{}–{} %", from * 10, if to == 9 { 100 } else { to * 10 + 9 }),
        )
    };
    let scale = LegendEntry { role: None, signs: String::new(), meaning: scale };
    vec![scale, band(good, 9), band(fair, good - 1), band(0, fair - 1), LegendEntry::new(share(None), nothing)]
}

/// Returns what the map shows of a region, in words; `None` where it shows only which one it is.
pub fn shade_text(shade: RegionShade, lang: Lang) -> Option<String> {
    Some(match shade {
        RegionShade::Itself => return None,
        RegionShade::Unread => texts::map::unread(lang).to_owned(),
        RegionShade::Work(None) => texts::map::nothing_known(lang).to_owned(),
        RegionShade::Work(Some(work)) => {
            work.status.map_or(texts::matrix::no_status(lang), |status| status.label().get(lang)).to_owned()
        }
        RegionShade::Age(freshness) => match (freshness.percent(), freshness.oldest) {
            (None, _) => texts::map::no_statement(lang).to_owned(),
            (Some(percent), None) => texts::map::current(lang, percent),
            (Some(percent), Some(oldest)) => texts::map::current_oldest(lang, percent, &oldest.as_of.to_string()),
        },
        RegionShade::Completeness(percent) => texts::map::complete(lang, percent),
    })
}

/// Returns the title of a map.
pub fn title(data: DatasetView<'_>, topic: MapTopic, lang: Lang) -> String {
    match topic {
        MapTopic::Region => texts::map::title(lang, texts::map::regions(lang)),
        MapTopic::Field(field) => texts::map::title(lang, &data.name(field)),
        MapTopic::Age => texts::map::title(lang, texts::map::age(lang)),
        MapTopic::Completeness => texts::map::title(lang, texts::map::completeness(lang)),
    }
}

/// Returns what is said of municipalities that are not on the map.
pub fn missing(map: &TerritoryMap, lang: Lang) -> Vec<Span> {
    let said = |count: usize, text: fn(Lang, usize) -> String| (count > 0).then(|| (Role::Dim, text(lang, count)));
    [said(map.unplaced.len(), texts::map::unplaced), said(map.distant.len(), texts::map::distant)]
        .into_iter()
        .flatten()
        .collect()
}

/// Returns the map as lines of letters and signs, without the blanks at their ends.
pub fn picture(map: &TerritoryMap, raster: &MapRaster, paints: &[RegionPaint]) -> Vec<String> {
    let sign = |column, row| {
        let owner = raster.owner(column, row);
        owner.map_or(' ', |town| paint_of(&map.towns[town], paints).sign)
    };
    let line = |row| (0..raster.size.columns).map(|column| sign(column, row)).collect::<String>().trim_end().to_owned();
    (0..raster.size.rows).map(line).collect()
}

/// A municipality as a row: where it lies, its region, and what the map shows of that.
#[derive(Debug, Clone, Copy)]
pub struct TownRow<'a> {
    /// The municipality.
    pub town: &'a MapTown,
    /// Its region.
    pub region: Option<Slot>,
    /// What the map shows of the region.
    pub shade: Option<RegionShade>,
}

/// Returns the municipalities of a map as rows, in the order of lists.
pub fn rows<'a>(data: DatasetView<'_>, map: &'a TerritoryMap, shades: &[RegionShade]) -> Vec<TownRow<'a>> {
    let ranks = data.index.ranks(data.document, MUNICIPALITIES);
    let row = |town: &'a MapTown| TownRow {
        town,
        region: town.region.map(|region| map.regions[region]),
        shade: town.region.map(|region| shades[region]),
    };
    let mut rows: Vec<TownRow<'a>> = map.towns.iter().map(row).collect();
    rows.sort_by_key(|row| ranks[row.town.slot.index as usize]);
    rows
}

/// Returns the municipalities as rows of a table.
pub fn sheet(data: DatasetView<'_>, rows: &[TownRow<'_>], topic: MapTopic, audience: Audience, lang: Lang) -> Sheet {
    let mut titles = match audience {
        Audience::Programs => vec!["municipality", "region", "latitude", "longitude"],
        Audience::People => vec![
            texts::map::municipality(lang),
            texts::map::region(lang),
            texts::map::latitude(lang),
            texts::map::longitude(lang),
        ],
    };
    titles.extend(match (topic, audience) {
        (MapTopic::Region, _) => vec![],
        (MapTopic::Field(_), Audience::Programs) => vec!["engagement", "status"],
        (MapTopic::Age, Audience::Programs) => vec!["statements", "current", "undated", "checked", "oldest"],
        (MapTopic::Completeness, Audience::Programs) => vec!["complete_percent"],
        (MapTopic::Field(_), Audience::People) => vec![texts::map::state(lang)],
        (MapTopic::Age, Audience::People) => vec![texts::map::age(lang)],
        (MapTopic::Completeness, Audience::People) => vec![texts::map::completeness(lang)],
    });
    let mut sheet = Sheet::new(titles, rows.iter().map(|row| cells(data, row, audience, lang)).collect());
    sheet.columns[2..4].iter_mut().for_each(|column| column.alignment = Alignment::Right);
    sheet
}

fn cells(data: DatasetView<'_>, row: &TownRow<'_>, audience: Audience, lang: Lang) -> Vec<String> {
    let name = |slot| match audience {
        Audience::Programs => data.document.id(slot).to_owned(),
        Audience::People => data.name(slot),
    };
    let degrees = [row.town.centre.latitude, row.town.centre.longitude].map(|degrees| degrees.to_string());
    let mut cells = vec![name(row.town.slot), row.region.map(name).unwrap_or_default()];
    cells.extend(degrees);
    match (row.shade, audience) {
        (None | Some(RegionShade::Itself), _) | (Some(RegionShade::Unread), Audience::Programs) => {}
        (Some(shade), Audience::People) => cells.extend(shade_text(shade, lang)),
        (Some(RegionShade::Work(work)), Audience::Programs) => {
            cells.push(work.map(|work| name(work.engagement)).unwrap_or_default());
            cells.push(work.and_then(|work| work.status).map(Status::name).unwrap_or_default().to_owned());
        }
        (Some(RegionShade::Age(Freshness { statements, current, undated, checked, oldest })), Audience::Programs) => {
            cells.extend([statements, current, undated, checked].map(|count| count.to_string()));
            cells.push(oldest.map(|oldest| oldest.as_of.to_string()).unwrap_or_default());
        }
        (Some(RegionShade::Completeness(percent)), Audience::Programs) => cells.push(percent.to_string()),
    }
    cells
}
