//! Random datasets: every form is written without a panic and can be read, nothing is lost that a
//! form can say.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;

use bildungsnetz::document::Document;
use bildungsnetz::exchange::{
    ExportError, ExportFolder, ExportForm, ExportReport, ExportRequest, Progress, Publication, write, write_folder,
};
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::records::{Body, Measure, Meeting};
use bildungsnetz::model::source_age::ReviewPeriod;
use bildungsnetz::model::{BODIES, MEASURES, MEETINGS, SCHEMA};
use bildungsnetz::query::selection::Selection;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::texts::Lang;
use proptest::prelude::*;

use crate::common::random::{Author, Chance};
use crate::common::readers::python;

/// The files of a form.
#[derive(Default)]
struct Files {
    files: BTreeMap<String, Vec<u8>>,
}

impl ExportFolder for Files {
    fn file(&mut self, name: &str) -> io::Result<&mut dyn io::Write> {
        Ok(self.files.entry(name.to_owned()).or_default())
    }
}

/// A dataset in every form.
struct Exported {
    document: Document,
    forms: BTreeMap<&'static str, String>,
    reports: BTreeMap<&'static str, ExportReport>,
}

fn export(text: &str) -> Exported {
    let document = Document::parse(&SCHEMA, text).unwrap();
    let (mut forms, mut reports) = (BTreeMap::new(), BTreeMap::new());
    {
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        let selection = Selection::everything(data);
        let period = ReviewPeriod { today: Date::parse("2026-11-29").unwrap(), months: 24 };
        let request = ExportRequest {
            data,
            selection: &selection,
            columns: None,
            with_names: false,
            for_spreadsheet: false,
            lang: Lang::De,
            period,
            publication: Publication { licence: Some("https://example.org/l"), ..Publication::default() },
        };
        for form in ExportForm::all() {
            let mut go_on = |_: Progress| ControlFlow::Continue(());
            if form.is_folder(&selection) {
                let mut files = Files::default();
                reports.insert(form.name(), write_folder(form, &request, &mut files, &mut go_on).unwrap());
                forms.extend(files.files.remove("datapackage.json").map(|bytes| (form.name(), text_of(bytes))));
            } else {
                let mut bytes = Vec::new();
                reports.insert(form.name(), write(form, &request, &mut bytes, &mut go_on).unwrap());
                forms.insert(form.name(), String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    Exported { document, forms, reports }
}

fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn is_exact(date: Option<&str>) -> bool {
    date.and_then(|date| Date::parse(date).ok()).is_some_and(|date| date.day().is_some())
}

/// A text as its line has it.
fn escaped(text: &str) -> String {
    let told = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    let told: String =
        told.chars().map(|c| if c.is_control() && !"\n\t".contains(c) { '\u{fffd}' } else { c }).collect();
    told.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_contact_is_in_its_card_and_every_exact_day_in_the_calendar(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        let text = Author::new(&mut Chance(&bytes)).file();
        let Exported { document, forms, reports } = export(&text);
        let cards = forms["vcard"].replace("\r\n ", "");
        let bodies: Vec<Body> = document.slots(BODIES).filter_map(|slot| document.get(slot).ok()).collect();
        prop_assert_eq!(cards.matches("BEGIN:VCARD\r\n").count(), bodies.len());
        for contact in bodies.into_iter().filter_map(|body| body.contact) {
            for email in contact.email.iter().filter(|email| !email.trim().is_empty()) {
                prop_assert!(cards.contains(&format!("\r\nEMAIL:{}", escaped(email))), "{email:?} {cards}");
            }
            let known = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
            prop_assert!(!known(&contact.phone) || cards.contains("\r\nTEL;"), "{cards}");
            prop_assert!(!known(&contact.address) || cards.contains("\r\nADR;LABEL="), "{cards}");
            prop_assert!(!known(&contact.website) || cards.contains("\r\nURL:"), "{cards}");
        }
        let meetings = document.slots(MEETINGS).filter_map(|slot| document.get::<Meeting>(slot).ok());
        let measures = document.slots(MEASURES).filter_map(|slot| document.get::<Measure>(slot).ok());
        let exact = meetings.filter(|meeting| is_exact(meeting.date.as_deref())).count()
            + measures.filter(|measure| is_exact(measure.start.as_deref())).count();
        prop_assert_eq!(forms["ical"].matches("BEGIN:VEVENT\r\n").count(), exact);
        prop_assert_eq!(reports["ical"].records, exact);
        for form in ["geojson", "hsds", "hsds-json", "oparl", "dcat"] {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&forms[form]).is_ok(), "{form}: {}", forms[form]);
        }
    }
}

/// Reads cards, calendars and places of many datasets.
const READ: &str = r"
import geojson, icalendar, json, sys, vobject
for forms in json.load(sys.stdin.buffer):
    cards = list(vobject.readComponents(forms['vcard']))
    assert len(cards) == forms['vcard'].count('BEGIN:VCARD\r\n')
    calendar = icalendar.Calendar.from_ical(forms['ical'])
    for event in calendar.walk('VEVENT'):
        assert not event.errors, event.errors
        assert event['DTSTART'].dt and event['UID'] and event['SUMMARY'] is not None
    places = geojson.loads(forms['geojson'])
    assert places.is_valid, places.errors()
print('read')
";

#[test]
fn others_read_random_datasets() {
    let mut seed = 7_u64;
    let mut random = || {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as u8
    };
    let datasets: Vec<BTreeMap<&str, String>> = (0..60)
        .map(|_| {
            let bytes: Vec<u8> = (0..2500).map(|_| random()).collect();
            export(&Author::new(&mut Chance(&bytes)).file()).forms
        })
        .collect();
    assert_eq!(python(READ, &[], serde_json::to_string(&datasets).unwrap().as_bytes()), "read\n");
}

#[test]
fn an_export_ends_when_it_is_told_to() {
    let document = Document::parse(&SCHEMA, bildungsnetz::model::SHIPPED).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let selection = Selection::everything(data);
    let period = ReviewPeriod { today: Date::parse("2026-11-29").unwrap(), months: 24 };
    let publication = Publication::default();
    let request = ExportRequest {
        data,
        selection: &selection,
        columns: None,
        with_names: false,
        for_spreadsheet: false,
        lang: Lang::De,
        period,
        publication,
    };
    for form in ExportForm::all() {
        let mut stop = |_: Progress| ControlFlow::Break(());
        let outcome = match form.is_folder(&selection) {
            true => write_folder(form, &request, &mut Files::default(), &mut stop),
            false => write(form, &request, &mut Vec::new(), &mut stop),
        };
        assert!(matches!(outcome, Err(ExportError::Cancelled)), "{}", form.name());
    }
}

#[test]
fn a_workbook_that_is_being_packed_ends_when_it_is_told_to() {
    let document = Document::parse(&SCHEMA, bildungsnetz::model::SHIPPED).unwrap();
    let (index, names) = (Index::build(&document), NameCache::default());
    let data = DatasetView { document: &document, index: &index, names: &names };
    let selection = Selection::everything(data);
    let period = ReviewPeriod { today: Date::parse("2026-11-29").unwrap(), months: 24 };
    let publication = Publication::default();
    let request = ExportRequest {
        data,
        selection: &selection,
        columns: None,
        with_names: false,
        for_spreadsheet: false,
        lang: Lang::De,
        period,
        publication,
    };
    // All records are written by then; what is left is to pack them.
    let mut asked = 0;
    let mut stop = |progress: Progress| {
        asked += usize::from(progress.done == progress.all);
        if asked > 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut bytes = Vec::new();
    let outcome = write(ExportForm::Xlsx, &request, &mut bytes, &mut stop);
    assert!(matches!(outcome, Err(ExportError::Cancelled)) && bytes.is_empty(), "{}", bytes.len());
}
