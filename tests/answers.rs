//! One question, one answer: what the screen shows and what the command line prints name the same
//! records, in the same order, in the same words.
//!
//! The screen is asked by keys, the command line as the real program, both about the same random
//! directory.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

mod common;
#[path = "../benches/support/generate.rs"]
mod generate;
mod support;

use std::fmt::Write as _;
use std::process::Command;

use bildungsnetz::app::Effect;
use bildungsnetz::app::dialog::Destination;
use bildungsnetz::app::dialogs::{ProblemChoice, ProblemsDialog, SearchChoice, SearchDialog};
use bildungsnetz::app::screens::guide::GuideStep;
use bildungsnetz::app::value_choice::ValueChoice;
use bildungsnetz::document::Slot;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, REGIONS, SCHEMA};
use bildungsnetz::query::choices::Surroundings;
use bildungsnetz::query::contact::ContactCard;
use bildungsnetz::query::map::shade::{MapTopic, RegionShade};
use bildungsnetz::query::relations::referrers_in_order;
use bildungsnetz::schema::{FieldKind, Table};
use bildungsnetz::texts::Lang;
use common::random::{Author, Chance};
use proptest::prelude::*;
use serde_json::Value;
use support::Screen;

/// A directory that both are asked about.
struct Asked {
    folder: tempfile::TempDir,
    screen: Screen,
}

impl Asked {
    fn new(text: &str) -> Asked {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("koeln.ron"), text).unwrap();
        let mut screen = Screen::new(text, Lang::De, (200, 60));
        // The command line asks the clock, and ages depend on it.
        screen.app.workspace.settings.today = Date::parse(&jiff::Zoned::now().date().to_string()).unwrap();
        Asked { folder, screen }
    }

    /// What the command line prints.
    fn prints(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bildungsnetz"));
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "de_DE.UTF-8");
        command.arg("--data").arg(self.folder.path().join("koeln.ron")).args(arguments);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let text = self.prints(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{text}"))
    }

    fn id(&self, slot: Slot) -> String {
        self.screen.app.workspace.doc.id(slot).to_owned()
    }

    /// Chooses the row of a step of the guide that leads to a record.
    fn choose(&mut self, step: GuideStep, slot: Slot) {
        let place = |asked: &Asked| {
            let mut rows =
                asked.screen.app.screens.guide.pages[step as usize].rows.iter().filter(|row| row.selectable());
            rows.position(|row| row.link == Some(slot))
        };
        let down = place(self).unwrap_or_else(|| {
            // Fields without a concern are folded away.
            self.screen.keys("<end><enter><home>");
            place(self).unwrap()
        });
        self.screen.keys(&"<down>".repeat(down)).keys("<enter>");
    }

    /// The card that the guide leads to: the records that its rows lead to, and what the rows say.
    fn card(&mut self, field: Slot, region: Slot) -> (Vec<String>, String) {
        self.screen.keys("i");
        self.choose(GuideStep::Concern, field);
        self.choose(GuideStep::Place, region);
        let rows = &self.screen.app.screens.guide.pages[GuideStep::Card as usize].rows;
        let links = rows.iter().filter_map(|row| row.link).map(|slot| self.id(slot)).collect();
        let text = words(&bildungsnetz::app::detail::plain(rows));
        self.screen.keys("q");
        (links, text)
    }

    /// The records of a table that the page of a record leads to, each once.
    fn page(&mut self, pane: usize, slot: Slot, table: Table) -> Vec<String> {
        let place = self.screen.app.screens.directory.panes[pane].items.iter().position(|item| *item == slot).unwrap();
        self.screen.keys(&format!("{}<home>{}4G", pane + 1, "<down>".repeat(place)));
        let detail = &self.screen.app.screens.directory.detail;
        assert_eq!(detail.subject, Some(slot));
        assert!(detail.rest.is_empty(), "the page is whole");
        let links = detail.rows.iter().filter_map(|row| row.link).filter(|link| link.table == table);
        let mut found: Vec<String> = links.map(|link| self.id(link)).collect();
        found.sort();
        found.dedup();
        self.screen.keys("1");
        found
    }

    /// The card is the answer of `contact`.
    fn contact_is_the_card(&mut self, field: Slot, region: Slot) {
        let (field_id, region_id) = (self.id(field), self.id(region));
        let arguments = ["contact", &region_id, "--field", &field_id];
        let answer = &self.json(&arguments)["regions"][0];
        let mut links = ids(&answer["offices"], "id");
        let here = ids(&answer["engagements"], "id");
        let elsewhere = ids(&answer["other_engagements"], "region");
        links.extend(if here.is_empty() { elsewhere } else { here });
        for bodies in ["open_bodies", "field_bodies"] {
            links.extend(answer[bodies].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()));
        }
        let (shown, card) = self.card(field, region);
        assert_eq!(shown, links, "{region_id} × {field_id}\n{card}");
        // The rows of the screen stand on the command line too, in the same words.
        let printed = words(&self.prints(&arguments));
        for other in answer["other_engagements"].as_array().unwrap().iter().filter(|_| card.contains("Regionen, aus")) {
            let engagement = other["engagement"].as_str().unwrap();
            let slot = self.screen.app.workspace.doc.find(ENGAGEMENTS, engagement).unwrap();
            let read = self.screen.app.workspace.doc.get::<bildungsnetz::model::records::Engagement>(slot).unwrap();
            let ended = read.status == Some(bildungsnetz::model::records::Status::Ended);
            let row = format!("{} {}", if ended { "○" } else { "" }, words(&read.wording.unwrap_or_default()));
            let row = format!("{}{}", row.trim(), if ended { " · beendet" } else { "" });
            assert!(card.contains(&row) && printed.contains(&row), "{row:?}\n{card}\n{printed}");
        }
    }

    /// The matrix is copied as `matrix --format md` prints it.
    fn the_matrix_is_the_matrix(&mut self) {
        self.screen.keys("mY");
        let Some(Effect::Copy(copied)) = self.screen.effects.last().cloned() else { panic!("nothing copied") };
        assert_eq!(self.prints(&["matrix", "--format", "md"]), copied);
        self.screen.keys("<esc>");
    }

    /// The lists are copied as `overview` and `network` print them above their legends.
    fn the_lists_are_printed(&mut self) {
        let lists = [
            ("OY", &["overview"][..]),
            ("WY", &["network"]),
            ("vY", &["network", "--list", "fields"]),
            ("vY", &["network", "--list", "bodies"]),
        ];
        for (keys, arguments) in lists {
            self.screen.keys(keys);
            let Some(Effect::Copy(copied)) = self.screen.effects.last().cloned() else { panic!("nothing copied") };
            let printed = self.prints(&[arguments, &["--format", "md"]].concat());
            assert!(printed.starts_with(&copied), "{arguments:?}:\n{printed}\n{copied}");
        }
        self.screen.keys("<esc>");
    }

    /// A page is copied as `show` prints it.
    fn the_page_is_shown(&mut self) {
        self.screen.keys("1");
        for key in ["Y", "jY", "2Y", "3GY"] {
            self.screen.keys(key);
            let Some(Effect::Copy(copied)) = self.screen.effects.last().cloned() else { panic!("nothing copied") };
            let slot = self.screen.app.subject().unwrap();
            let address = format!("{}/{}", SCHEMA.table(slot.table).name, self.id(slot));
            assert_eq!(self.prints(&["show", &address]), copied);
        }
    }

    /// The map shows of each town what `map` says of it.
    fn the_map_is_the_map(&mut self, field: Slot) {
        let answer = self.json(&["map", "--field", &self.id(field)]);
        self.screen.keys("M");
        self.screen.app.screens.map.topic = MapTopic::Field(field);
        self.screen.resize(200, 60);
        let shown = &self.screen.app.screens.map;
        let shades = shown.picture.as_ref().map_or(&[][..], |picture| &picture.shades);
        let mut towns: Vec<[Option<String>; 4]> = Vec::new();
        for town in &shown.map.towns {
            let work = town.region.and_then(|region| match shades[region] {
                RegionShade::Work(work) => work,
                other => panic!("{other:?}"),
            });
            let region = town.region.map(|region| self.id(shown.map.regions[region]));
            let status = work.and_then(|work| work.status).map(|status| status.name().to_owned());
            towns.push([Some(self.id(town.slot)), region, work.map(|work| self.id(work.engagement)), status]);
        }
        let text = |town: &Value, name: &str| town[name].as_str().map(str::to_owned);
        let mut told: Vec<[Option<String>; 4]> = (answer["municipalities"].as_array().unwrap().iter())
            .map(|town| ["municipality", "region", "engagement", "status"].map(|name| text(town, name)))
            .collect();
        towns.sort();
        told.sort();
        assert_eq!(towns, told);
        self.screen.keys("M");
    }

    /// Each cell of the matrix explains the engagements that `matrix` has in it.
    fn cells_are_the_cells(&mut self) {
        let answer = self.json(&["matrix"]);
        let (fields, regions) = (strings(&answer["action_fields"]), strings(&answer["regions"]));
        self.screen.keys("mg<home>");
        for field in &fields {
            for region in &regions {
                self.screen.keys("y");
                let Some(Effect::Copy(told)) = self.screen.effects.last().cloned() else { panic!("nothing copied") };
                let is_here = |cell: &&Value| cell["action_field"] == **field && cell["region"] == **region;
                let here: Vec<&Value> = answer["cells"].as_array().unwrap().iter().filter(is_here).collect();
                let lines: Vec<&str> = told.lines().skip(1).step_by(2).collect();
                assert_eq!(lines.len(), here.len().max(1), "{region} × {field}: {told}");
                for (line, cell) in lines.iter().zip(&here) {
                    let engagement = format!("engagements/{}/wording", cell["engagement"].as_str().unwrap());
                    let wording = self.prints(&["get", &engagement]);
                    assert!(wording.is_empty() || line.ends_with(wording.trim_end()), "{line} / {wording}");
                }
                assert_eq!(here.is_empty(), told.contains("Nichts bekannt"), "{told}");
                self.screen.keys("<right>");
            }
            self.screen.keys("<home><down>");
        }
        self.screen.keys("<esc>");
    }

    /// What `list` finds, by id. An engagement that refers to nothing is on no page.
    fn listed(&self, table: Table, option: &str, id: &str) -> Vec<String> {
        let answer = self.json(&["list", SCHEMA.table(table).name, option, id]);
        let exists = |record: &Value, field: &str, to: Table| {
            record.get(field).is_none_or(|id| self.screen.app.workspace.doc.find(to, id.as_str().unwrap()).is_some())
        };
        let records = answer["records"].as_array().unwrap().iter();
        let whole = records.filter(|record| exists(record, "region", REGIONS));
        let whole = whole.filter(|record| exists(record, "action_field", ACTION_FIELDS));
        let mut found: Vec<String> = whole.map(|record| record["id"].as_str().unwrap().to_owned()).collect();
        found.sort();
        found
    }

    /// The page of a field has the engagements that `list` finds for it and that the contact card
    /// names.
    fn who_works_on_a_field_is_told_alike(&mut self, field: Slot) {
        let id = self.id(field);
        let shown = self.page(2, field, ENGAGEMENTS);
        let listed = self.listed(ENGAGEMENTS, "--field", &id);
        assert_eq!(shown, listed, "{id}");
        let Some(region) = self.screen.app.workspace.doc.slots(REGIONS).next() else { return };
        let answer = self.json(&["contact", &self.id(region), "--field", &id]);
        let answer = &answer["regions"][0];
        let mut told = ids(&answer["engagements"], "id");
        told.extend(ids(&answer["other_engagements"], "engagement"));
        told.sort();
        assert_eq!(shown, told, "{id}");
    }

    /// The page of a region has the engagements and bodies that `list` finds for it, and so has a
    /// pane that is narrowed to it.
    fn what_belongs_to_a_region_is_told_alike(&mut self, region: Slot) {
        let id = self.id(region);
        for table in [ENGAGEMENTS, BODIES] {
            assert_eq!(self.page(0, region, table), self.listed(table, "--region", &id), "{id}");
        }
        let listed = ids(&self.json(&["list", "bodies", "--region", &id])["records"], "id");
        self.screen.keys("r");
        let narrowed: Vec<String> =
            self.screen.app.screens.directory.panes[1].items.iter().map(|slot| self.id(*slot)).collect();
        self.screen.keys("r");
        assert_eq!(narrowed, listed, "{id}");
    }

    /// The guide offers the regions that `contact` answers for, first of all.
    fn places_lead_to_the_same_regions(&mut self, typed: &str) {
        let field = self.screen.app.workspace.doc.slots(ACTION_FIELDS).next().unwrap();
        self.screen.keys("i");
        self.choose(GuideStep::Concern, field);
        self.screen.keys(typed);
        let rows = &self.screen.app.screens.guide.pages[GuideStep::Place as usize].rows;
        let mut offered: Vec<String> = Vec::new();
        let regions = rows.iter().filter_map(|row| row.link).filter(|slot| slot.table == REGIONS);
        for region in regions.map(|slot| self.id(slot)) {
            if !offered.contains(&region) {
                offered.push(region);
            }
        }
        self.screen.keys("<esc><esc><esc>");
        let text = self.prints(&["contact", typed, "--format", "json"]);
        let answered = serde_json::from_str(&text).map_or_else(|_| Vec::new(), |a: Value| ids(&a["regions"], "region"));
        assert!(offered.starts_with(&answered), "{typed}: {offered:?} {answered:?}");
        assert_eq!(offered.is_empty(), answered.is_empty(), "{typed}");
    }

    /// The dialog of the check has the findings of `check`, and counts what it counts.
    fn the_check_is_the_check(&mut self) {
        for (keys, arguments) in [("p", &["check"][..]), ("<enter>", &["check", "--all"])] {
            let findings = &self.json(arguments)["findings"];
            let printed = self.prints(arguments);
            let counted = printed.lines().last().filter(|line| line.contains("in den letzten 24 Monaten aber geprüft"));
            if keys == "<enter>" {
                let choices = self.screen.keys("G").app.dialogs.choices::<ProblemsDialog>();
                if choices.iter().flatten().next_back() != Some(&ProblemChoice::ListAll) {
                    break;
                }
            }
            self.screen.keys(keys);
            let rows = self.screen.app.dialogs.top().unwrap().panel().rows.iter();
            let rows: Vec<String> = rows.map(|row| row.spans.iter().map(|(_, text)| text.as_str()).collect()).collect();
            let (mut expected, mut shown) = (messages(findings), rows.clone());
            expected.extend(counted.map(|line| format!("{line} · Enter zeigt sie")));
            if expected.is_empty() {
                expected.push("Keine Befunde.".to_owned());
            }
            shown.retain(|row| !expected.iter().any(|message| row.ends_with(message.as_str())));
            assert!(shown.is_empty() && rows.len() == expected.len(), "{shown:#?}\n{expected:#?}");
            assert_eq!(rows.last().map(|row| row.ends_with("Enter zeigt sie")), Some(counted.is_some()));
        }
        self.screen.keys("<esc>");
    }

    /// The page of an engagement tells both ages of its source in the words of `show`.
    fn ages_are_told_alike(&mut self) {
        let engagements: Vec<Slot> = self.screen.app.workspace.doc.slots(ENGAGEMENTS).collect();
        for slot in engagements.into_iter().take(4) {
            let printed = words(&self.prints(&["show", &format!("engagements/{}", self.id(slot))]));
            let unfolded = std::collections::HashSet::new();
            let (rows, _) =
                bildungsnetz::app::detail::begin(self.screen.app.workspace.page_source(Some(slot)), slot, &unfolded);
            let source = rows.iter().find(|row| row.label == "Quelle").unwrap().text();
            let told: Vec<&str> = source
                .split(" · ")
                .filter(|part| ["Stand", "geprüft", "Prüfdatum"].iter().any(|word| part.starts_with(word)))
                .collect();
            if source != "unbekannt" {
                assert_eq!(told.len(), 2, "{source}");
                assert!(printed.contains(&told.join(", ")), "{source}\n{printed}");
            }
        }
    }

    /// The panes have the order of `list`.
    fn lists_are_the_panes(&self) {
        for (table, pane) in [REGIONS, BODIES, ACTION_FIELDS].into_iter().zip(&self.screen.app.screens.directory.panes)
        {
            let listed = ids(&self.json(&["list", SCHEMA.table(table).name])["records"], "id");
            let shown: Vec<String> = pane.items.iter().map(|slot| self.id(*slot)).collect();
            assert_eq!(listed, shown);
        }
    }

    /// Regions, bodies and fields come in the order of the panes wherever several are listed.
    fn lists_have_one_order(&mut self) {
        let panes = [0, 1, 2].map(|pane| self.screen.app.screens.directory.panes[pane].items.clone());
        for (table, shown) in [REGIONS, BODIES, ACTION_FIELDS].into_iter().zip(&panes) {
            let choices =
                self.screen.app.workspace.matching_choices(FieldKind::Ref(table), false, "", &Surroundings::default());
            let picked: Vec<ValueChoice> = shown.iter().copied().map(ValueChoice::Record).collect();
            assert_eq!(choices, picked, "the picker");
        }
        let [regions, bodies, fields] = panes;
        let listed = |slots: &[Slot]| slots.iter().map(|slot| self.id(*slot)).collect::<Vec<_>>();
        let matrix = self.json(&["matrix"]);
        assert_eq!(strings(&matrix["regions"]), listed(&regions), "the columns");
        assert_eq!(strings(&matrix["action_fields"]), listed(&fields), "the rows");
        let data = self.screen.app.workspace.data();
        let in_order = |what: &str, slots: Vec<Slot>| {
            let keys: Vec<_> = slots.iter().map(|slot| data.name_key(*slot)).collect();
            assert!(keys.is_sorted(), "{what}: {keys:?}");
        };
        let first = |slot: &Slot| data.index.region_of(*slot);
        in_order("the bodies", bodies.iter().filter_map(first).collect());
        for field in &fields {
            let engaged = data.index.engaged(data.document, *field);
            in_order("who works on a field", engaged.iter().filter_map(first).collect());
            let referring = referrers_in_order(data, *field, ENGAGEMENTS);
            in_order("what refers to a field", referring.iter().filter_map(first).collect());
            let Some(region) = regions.first() else { continue };
            let card = ContactCard::of(data, *region, Some(*field));
            let others = card.field.map(|known| known.elsewhere).unwrap_or_default();
            for group in others.chunk_by(|a, b| a.status == b.status) {
                in_order("other regions", group.iter().map(|other| other.region).collect());
            }
        }
        self.screen.keys("i");
        if let Some(field) = fields.first() {
            self.choose(GuideStep::Concern, *field);
            let rows = &self.screen.app.screens.guide.pages[GuideStep::Place as usize].rows;
            assert_eq!(rows.iter().filter_map(|row| row.link).collect::<Vec<_>>(), regions, "the guide");
        }
        self.screen.keys("<esc><esc><esc>");
    }

    /// The rows of the search are the hits of `find`, as far as they are shown.
    fn finds_the_same(&mut self, typed: &str) {
        let answer = self.json(&["find", typed]);
        let hits = answer["hits"].as_array().unwrap();
        self.screen.keys("s").keys(typed);
        let mut found = 0;
        let targets = answer["targets"].as_array().map_or(0, Vec::len);
        for choice in self.screen.app.dialogs.choices::<SearchDialog>().iter().flatten().skip(targets) {
            let slot = match choice {
                SearchChoice::Hit(hit) => hit.slot,
                SearchChoice::Go(Destination::Record(slot) | Destination::Value(slot, _)) => *slot,
                SearchChoice::Go(Destination::Nowhere | Destination::Card(_)) => continue,
            };
            let address = self.screen.app.workspace.doc.address(slot).display(&SCHEMA).to_string();
            let table = SCHEMA.table(slot.table).name;
            let expected = &hits[found];
            // A town leads to its region.
            if expected["table"] == "municipalities" && table == "regions" {
                found += 1;
                continue;
            }
            assert_eq!(expected["address"], address, "{typed}: hit {found} of {answer:#}");
            found += 1;
            let more = hits[found..].iter().take_while(|hit| hit["table"] == expected["table"]).count();
            let shown = hits[..found].iter().filter(|hit| hit["table"] == expected["table"]).count();
            found += if shown == 15 { more } else { 0 };
        }
        assert_eq!(found, hits.len(), "{typed}");
        self.screen.keys("<esc>");
    }

    fn everything(&mut self, finds: &[&str]) {
        let fields: Vec<Slot> = self.screen.app.workspace.doc.slots(ACTION_FIELDS).collect();
        let regions: Vec<Slot> = self.screen.app.workspace.doc.slots(REGIONS).collect();
        for field in fields.iter().take(2) {
            regions.iter().take(3).for_each(|region| self.contact_is_the_card(*field, *region));
        }
        self.the_page_is_shown();
        self.the_matrix_is_the_matrix();
        fields.iter().take(1).for_each(|field| self.the_map_is_the_map(*field));
        self.the_lists_are_printed();
        fields.iter().take(1).for_each(|field| self.who_works_on_a_field_is_told_alike(*field));
        self.the_check_is_the_check();
        self.ages_are_told_alike();
        self.lists_are_the_panes();
        self.lists_have_one_order();
        finds.iter().for_each(|typed| self.finds_the_same(typed));
    }
}

/// The texts of a list.
fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().map(|value| value.as_str().unwrap()).collect()
}

/// What the findings say in German.
fn messages(findings: &Value) -> Vec<String> {
    let said = |finding: &Value| finding["message"]["de"].as_str().unwrap().to_owned();
    findings.as_array().into_iter().flatten().map(said).collect()
}

/// The values of a key in the objects of a list.
fn ids(list: &Value, key: &str) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|value| value[key].as_str().unwrap().to_owned()).collect()
}

/// A text without its line breaks and columns.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A directory whose records refer to each other in every way that the questions ask for.
fn directory(bodies: &[[u8; 4]], engagements: &[[u8; 4]]) -> String {
    const NAMES: [&str; 6] = ["Rhein|Sieg", "A\\|B", "Erft *neu*", "Ähre", "ahre", "Zülpich <b>"];
    const LEVELS: [&str; 6] =
        ["Bildungskonferenz", "Lenkungskreis", "Bildungsbuero", "Bildungsbuero", "Fachforum", "Weitere"];
    const OPEN: [&str; 3] = ["", ", open_to_all: true", ", open_to_all: false"];
    const STATUS: [&str; 5] = ["", ", status: Active", ", status: Planned", ", status: Paused", ", status: Ended"];
    const SOURCE: [&str; 6] = [
        "",
        ", source: (url: \"Blatt\")",
        ", source: (url: \"Blatt\", as_of: \"2013\", checked: \"2026-11-22\")",
        ", source: (url: \"Blatt\", as_of: \"2013-06\", checked: \"2019\")",
        ", source: (url: \"Blatt\", checked: \"2026-11-22\")",
        ", source: (url: \"Blatt\", as_of: \"2026-10-01\")",
    ];
    let name = |number: u8| NAMES[usize::from(number) % NAMES.len()];
    let mut text = String::from("#![enable(implicit_some)]\n(regions: [");
    for region in 0..4_u8 {
        let name = name(region * 2 + 1);
        let short: String = name.chars().take(3).collect();
        _ = writeln!(text, "(id: \"r{region}\", name: {name:?}, short: {short:?}, kind: Kreis),");
    }
    text.push_str("], action_fields: [");
    (0..3_u8).for_each(|field| _ = writeln!(text, "(id: \"f{field}\", name: {:?}),", name(field)));
    text.push_str("], municipalities: [");
    for (number, town) in ["Ährental", "Rheinort", "Rhein", "Erftstadt"].iter().enumerate() {
        let region = (number + bodies.len()) % 4;
        _ = writeln!(
            text,
            "(id: \"m{number}\", name: {town:?}, region: \"r{region}\", postcodes: [\"5000{}\"]),",
            number / 2
        );
    }
    text.push_str("], bodies: [");
    for (number, [level, region, more, title]) in bodies.iter().enumerate() {
        let (level, open) = (LEVELS[usize::from(*level) % 6], OPEN[usize::from(*more) % 3]);
        _ = writeln!(
            text,
            "(id: \"b{number}\", level: {level}, name: {:?}, regions: [\"r{}\"], action_fields: [\"f{}\"]{open}),",
            name(*title),
            region % 5,
            more % 4,
        );
    }
    text.push_str("], engagements: [");
    for (number, [region, field, status, wording]) in engagements.iter().enumerate() {
        _ = writeln!(
            text,
            "(id: \"e{number}\", region: \"r{}\", action_field: \"f{}\", wording: {:?}{}{}),",
            region % 5,
            field % 4,
            format!("Werk {number} {}", name(*wording)),
            STATUS[usize::from(*status) % 5],
            SOURCE[usize::from(*wording) % 6],
        );
    }
    text + "])"
}

#[test]
fn ended_work_elsewhere_is_named_and_marked_on_both() {
    let mut asked = Asked::new(&directory(&[], &[[1, 0, 4, 0]]));
    let document = &asked.screen.app.workspace.doc;
    let (field, region) = (document.find(ACTION_FIELDS, "f0").unwrap(), document.find(REGIONS, "r0").unwrap());
    asked.contact_is_the_card(field, region);
    assert!(asked.card(field, region).1.contains("○ Werk 0 Rhein|Sieg · beendet"));
    assert!(asked.prints(&["contact", "r0", "--field", "f0"]).contains("○ Werk 0 Rhein|Sieg · beendet"));
}

#[test]
fn the_shipped_data_and_a_large_directory_are_answered_alike() {
    Asked::new(bildungsnetz::model::SHIPPED).everything(&[
        "bildung",
        "köln",
        "52062",
        "02421",
        "MINT Siegburg",
        "lenkungskries",
        "14.1.2009",
        "St. Augustin",
    ]);
    Asked::new(&generate::directory(12)).everything(&["bildung", "kreis", "2024"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn screen_and_command_line_give_the_same_answer(
        bodies in proptest::collection::vec(any::<[u8; 4]>(), 0..10),
        engagements in proptest::collection::vec(any::<[u8; 4]>(), 0..14),
    ) {
        let mut asked = Asked::new(&directory(&bodies, &engagements));
        asked.everything(&["werk", "r1"]);
        asked.cells_are_the_cells();
        let regions: Vec<Slot> = asked.screen.app.workspace.doc.slots(REGIONS).collect();
        regions.iter().take(2).for_each(|region| asked.what_belongs_to_a_region_is_told_alike(*region));
        ["Rhein", "50000", "a", "nirgends"].iter().for_each(|typed| asked.places_lead_to_the_same_regions(typed));
    }

    #[test]
    fn files_in_any_form_are_listed_and_searched_alike(bytes in proptest::collection::vec(any::<u8>(), 0..900)) {
        let mut chance = Chance(&bytes);
        let text = Author::new(&mut chance).file();
        let mut asked = Asked::new(&text);
        asked.lists_are_the_panes();
        asked.finds_the_same("a");
    }
}

/// A region whose office can be visited alone; the second one's answers the telephone.
const UNREACHABLE: &str = "#![enable(implicit_some)]
(
    district: (name: \"Bezirk\", authority: \"Bezirksregierung\", unit: \"Schulabteilung\"),
    regions: [
        (id: \"r\", name: \"Kreis R\", kind: Kreis, website: \"https://netz-r.de\", caretaker: \"netz@r.de\"),
        (id: \"s\", name: \"Kreis S\", kind: Kreis, website: \"https://netz-s.de\"),
    ],
    bodies: [
        (id: \"rb\", level: Bildungsbuero, name: \"Büro R\", regions: [\"r\"], contact: (website: \"https://r.de\")),
        (id: \"rf\", level: Fachforum, name: \"Forum R\", regions: [\"r\"], contact: (phone: \"0221 1-2\")),
        (id: \"rg\", level: Fachforum, name: \"Früheres\", regions: [\"r\"], contact: (phone: \"0221 1-3\"), until: \"2020\"),
        (id: \"sb\", level: Bildungsbuero, name: \"Büro S\", regions: [\"s\"], contact: (phone: \"0221 3-4\")),
    ],
)
";

#[test]
fn where_the_office_cannot_be_reached_both_say_whom_to_ask_instead() {
    let others =
        ["netz@r.de", "Forum R · 0221 1-2", "https://netz-r.de", "Schulabteilung, Bezirksregierung · begleitet"];
    let mut asked = Asked::new(UNREACHABLE);
    let printed = asked.prints(&["contact", "Kreis R"]);
    for other in others {
        assert!(printed.contains(other), "{printed}");
        asked.screen.shows(other);
    }
    let lines: Vec<usize> = others.iter().map(|other| printed.find(other).unwrap()).collect();
    assert!(lines.is_sorted() && !printed.contains("Früheres"), "{printed}");
    let json = asked.json(&["contact", "Kreis R", "--format", "json"]);
    assert_eq!(json["regions"][0]["instead"][1]["body"]["id"], "rf", "{json}");
    // The office that can be called is enough.
    assert!(!asked.prints(&["contact", "Kreis S"]).contains("Sonst fragen"));
    asked.screen.keys("j").shows("0221 3-4").hides("Sonst fragen");
    // Each of them can be selected and copied; a body is opened.
    for other in others {
        let mut screen = Screen::new(UNREACHABLE, Lang::De, (120, 40));
        screen.keys("4g");
        let is_there = |screen: &Screen| {
            let (text, at) = (screen.text(), screen.cursor());
            text.lines().nth(at.y.into()).is_some_and(|line| line.contains(other))
        };
        for _ in 0..30 {
            if !is_there(&screen) {
                screen.keys("j");
            }
        }
        assert!(is_there(&screen), "{other}:\n{}", screen.text());
        screen.keys("y");
        let copied = |effect: &Effect| matches!(effect, Effect::Copy(text) if other.starts_with(text.split(" · ").next().unwrap_or("-")));
        assert!(screen.effects.iter().any(copied), "{other}: {:?}", screen.effects);
    }
}
