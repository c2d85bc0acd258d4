//! The shipped data and the facts behind it: every cell of the tables here is found again, and
//! nothing else is said.
//!
//! How a cell becomes a value stands in README.md beside this file and at the head of
//! `data/koeln.ron`. An empty cell means that nothing is known; the field is then absent. All
//! differences are shown at once.

#![allow(clippy::unwrap_used, reason = "in helpers of tests too, what is unexpected fails the test")]

mod bodies;
mod table;
mod tables;
mod unknown;
mod work;

use std::fmt::Debug;

use bildungsnetz::document::Document;
use bildungsnetz::model::records::*;
use bildungsnetz::model::{self, Entity, SCHEMA, SHIPPED};
use table::{Row, Table};

/// The page that says of every region that it has an agreement, a conference, a steering committee
/// and an office.
const DISTRICT_PAGE: &str = "Bezirksregierung Köln, Regionale Bildungsnetzwerke";

/// The day on which the sources were looked up, of tables that do not say it in a row.
const LOOKED_UP: &str = "2026-11-22";

/// The tables of facts.
struct Facts {
    regions: Table,
    municipalities: Table,
    postcodes: Table,
    action_fields: Table,
    engagements: Table,
    offices: Table,
    bodies: Table,
    contracts: Table,
    meetings: Table,
    measures: Table,
}

impl Facts {
    fn read() -> Facts {
        Facts {
            regions: Table::read("regions.csv", include_str!("regions.csv")),
            municipalities: Table::read("municipalities.csv", include_str!("municipalities.csv")),
            postcodes: Table::read("postcodes.csv", include_str!("postcodes.csv")),
            action_fields: Table::read("action_fields.csv", include_str!("action_fields.csv")),
            engagements: Table::read("engagements.csv", include_str!("engagements.csv")),
            offices: Table::read("offices.csv", include_str!("offices.csv")),
            bodies: Table::read("bodies.csv", include_str!("bodies.csv")),
            contracts: Table::read("contracts.csv", include_str!("contracts.csv")),
            meetings: Table::read("meetings.csv", include_str!("meetings.csv")),
            measures: Table::read("measures.csv", include_str!("measures.csv")),
        }
    }
}

/// The shipped dataset, typed.
struct Data {
    regions: Vec<Region>,
    municipalities: Vec<Municipality>,
    action_fields: Vec<ActionField>,
    engagements: Vec<Engagement>,
    bodies: Vec<Body>,
    meetings: Vec<Meeting>,
    measures: Vec<Measure>,
    document: Document,
}

impl Data {
    fn load() -> Data {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        Data {
            regions: all(&document),
            municipalities: all(&document),
            action_fields: all(&document),
            engagements: all(&document),
            bodies: all(&document),
            meetings: all(&document),
            measures: all(&document),
            document,
        }
    }

    /// The bodies of a level in a region alone.
    fn bodies_of(&self, region: &str, level: &str) -> Vec<&Body> {
        self.bodies.iter().filter(|b| b.level.map(Level::name) == Some(level) && b.regions == [region]).collect()
    }

    /// The Bildungsbüro of a region.
    fn office(&self, region: &str) -> &Body {
        let offices = self.bodies_of(region, "Bildungsbuero");
        assert_eq!(offices.len(), 1, "offices of {region}: {offices:#?}");
        offices[0]
    }
}

/// All records of a table as `ron` reads them.
fn all<T: Entity>(document: &Document) -> Vec<T> {
    let read = |slot| document.get(slot).unwrap_or_else(|e| panic!("{}: {e}", document.address(slot).display(&SCHEMA)));
    document.slots(T::TABLE).map(read).collect()
}

/// What differs between facts and data.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    /// A cell (and what follows from it) and the value that the data has.
    fn same<T: PartialEq + Debug>(&mut self, place: &str, fact: Option<T>, address: &str, data: Option<T>) {
        if fact != data {
            let say = |value: Option<T>| value.map_or("nothing".to_owned(), |v| format!("{v:?}"));
            self.0.push(format!("{place} says {}\n    {address} says {}", say(fact), say(data)));
        }
    }

    /// A cell and the text that the data has for it.
    fn cell(&mut self, row: Row, column: &str, address: &str, data: Option<&str>) {
        self.same(&row.place(column), row.cell(column), address, data);
    }

    /// Any other statement.
    fn hold(&mut self, holds: bool, otherwise: String) {
        if !holds {
            self.0.push(otherwise);
        }
    }

    /// Fails with all of them.
    #[track_caller]
    fn none(self) {
        let all = self.0.join("\n");
        assert!(self.0.is_empty(), "{} differences between facts and data:\n{all}", self.0.len());
    }
}

/// The certainty that a table writes in lower case.
fn certainty(name: Option<&str>) -> Option<Certainty> {
    name.map(|name| match name {
        "high" => Certainty::High,
        "medium" => Certainty::Medium,
        "low" => Certainty::Low,
        _ => panic!("certainty {name}"),
    })
}

/// The columns `source`, `as_of` and `confidence` of a row, the day it was looked up, the further
/// pages, and the source of a record.
fn same_source(
    differences: &mut Differences,
    row: Row,
    checked: &str,
    address: &str,
    source: Option<&Source>,
    further: Option<String>,
) {
    let Some(source) = source else {
        return differences.hold(false, format!("{address} has no source"));
    };
    let at = |field: &str| format!("{address}/source/{field}");
    differences.cell(row, "source", &at("url"), source.url.as_deref());
    differences.same(&row.place("confidence"), certainty(row.cell("confidence")), &at("certainty"), source.certainty);
    differences.same("the day of looking up", Some(checked), &at("checked"), source.checked.as_deref());
    let (as_of, dating) = match row.cell("as_of") {
        Some(cell) if !is_plain_date(cell) => (earliest_year(cell), Some(dating(cell))),
        plain => (plain, None),
    };
    differences.same(&row.place("as_of"), as_of, &at("as_of"), source.as_of.as_deref());
    differences.same(&row.place("as_of"), dating, &at("dating"), source.dating.as_deref());
    differences.same("the further pages", further, &at("note"), source.note.clone());
}

/// The note of a source: which statements stand on the page of the district, and what each further
/// row adds that names it. How sure a further page is and when it was looked up has no place of its
/// own; that it is no weak one is held here.
fn further_pages(district: Option<&str>, rows: &[Row]) -> Option<String> {
    let district = district.map(|says| format!("{says}: {DISTRICT_PAGE}"));
    let adding = rows.iter().filter_map(|row| Some((row, row.cell("says")?)));
    let adding = adding.map(|(row, says)| {
        assert_ne!(row.cell("confidence"), Some("low"), "{}", row.place("confidence"));
        assert!(row.cell("checked").is_none_or(is_plain_date), "{}", row.place("checked"));
        let age = row.cell("as_of").map(|cell| format!(" (Stand {})", cell.replace(" (", ", ").replace(')', "")));
        format!("{says}{}: {}", age.unwrap_or_default(), row.must("source"))
    });
    joined(district.into_iter().chain(adding).map(Some))
}

/// What several rows say, in one text.
fn joined<T: Into<String>>(cells: impl IntoIterator<Item = Option<T>>) -> Option<String> {
    let cells: Vec<String> = cells.into_iter().flatten().map(Into::into).collect();
    (!cells.is_empty()).then(|| cells.join("; "))
}

/// True of `2009`, `2009-06` and `2009-06-22`.
fn is_plain_date(cell: &str) -> bool {
    model::date::Date::parse(cell).is_ok()
}

/// The first year of `2013-2014 (erschlossen)`; a source of unknown age (`unknown (nach 2010)`) has
/// none.
fn earliest_year(cell: &str) -> Option<&str> {
    (!cell.starts_with("unknown")).then(|| cell.get(..4)).flatten()
}

/// How a date is known that is no plain one: the cell, without `unknown (…)` around it, for that is
/// what an absent date says.
fn dating(cell: &str) -> &str {
    cell.strip_prefix("unknown (").and_then(|rest| rest.strip_suffix(')')).unwrap_or(cell)
}
