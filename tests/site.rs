//! The web site of a dataset: which files it has and what they say, without a browser.
#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

use bildungsnetz::document::Document;
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::source_age::ReviewPeriod;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::site::{Site, SiteChange, SiteRequest};

/// A dataset with what is hard to publish.
const HARD: &str = r##"(
    district: Some((name: "Bezirk <b>X</b> & \"Y\"", authority: Some("Behörde"))),
    action_fields: [
        (id: "mint", name: "MINT</script><script>alert(1)</script>", concern: Some((wish: Some("Ich möchte <i>MINT</i>.")))),
    ],
    regions: [
        (id: "dueren", name: "Kreis Düren", kind: Some(Kreis), website: Some("javascript:alert(1)")),
        (id: "../../Ö", name: "Fern", kind: Some(Kreis)),
        (id: "dueren", name: "Noch ein Düren", kind: Some(Kreis)),
    ],
    municipalities: [
        (id: "juelich", name: "Jülich", region: "dueren", postcodes: ["52428"]),
        (id: "nirgends", name: "Nirgends", region: "gibt-es-nicht"),
    ],
    bodies: [
        (id: "buero", level: Some(Bildungsbuero), name: "Büro </script>", regions: ["dueren"], contact: Some((phone: Some("02421 22-0"),
            address: Some("Weg 1, 52349 Düren"), email: Some("buero@dueren.example"))),
            source: Some((url: Some("https://dueren.example/x?a=1&b=2"), as_of: Some("2020-01"), checked: Some("2026-11-22")))),
        (id: "kreis", level: Some(Lenkungskreis), name: "Lenkungskreis", regions: ["dueren"],
            members: [(group: Some(Schulen), institution: Some("Schule"), person: Some("Erika Mustermann"))]),
        (id: "kaputt", level: Some(Lenkungskreis), name: "x" "y", regions: ["dueren"]),
    ],
    engagements: [(id: "e", region: "dueren", action_field: "mint", status: Some(Active), wording: Some("Wir tun etwas."))],
    meetings: [
        (id: "m", body: "kreis", date: Some("2026-03-04"), end: Some("2026-03-05"), place: Some("Kreishaus")),
        (id: "n", body: "kreis", date: Some("2027"), title: Some("Nur das Jahr")),
    ],
    recommendations: [(id: "r", meeting: Some("m"), action_field: "mint", text: "Mehr MINT")],
    measures: [(id: "p", title: "Projekt", region: "dueren", action_fields: ["mint"], status: Some(Active))],
)"##;

type Files = BTreeMap<String, String>;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn request<'r>() -> SiteRequest<'r> {
    let period = ReviewPeriod { today: day("2026-11-29"), months: 24 };
    SiteRequest { period, base_url: None, with_names: false, licence: None, contact: None, changes: &[] }
}

/// The files of the site of a dataset.
fn site(text: &str, request: SiteRequest<'_>) -> Files {
    let document = Document::parse(&SCHEMA, text).unwrap();
    let index = Index::build(&document);
    let mut files = Files::new();
    let site = Site::new(&document, &index, request);
    site.each_file(&mut |file, progress| {
        assert_eq!(progress.done, files.len() + 1);
        let text = String::from_utf8(file.bytes).unwrap();
        assert_eq!(files.insert(file.path, text), None, "two files of one name");
        ControlFlow::Continue(())
    });
    assert_eq!(files.keys().cloned().collect::<BTreeSet<_>>(), site.paths().collect::<BTreeSet<_>>());
    files
}

/// The values of an attribute in a page.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let begin = format!(" {name}=\"");
    html.match_indices(&begin)
        .map(|(at, _)| &html[at + begin.len()..])
        .map(|rest| &rest[..rest.find('"').unwrap()])
        .collect()
}

/// The path that a link leads to from a page.
fn followed(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{link} leads out of the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Fails with links of pages that lead nowhere.
#[track_caller]
fn every_link_leads_somewhere(files: &Files) {
    let ids: HashMap<&str, BTreeSet<&str>> =
        files.iter().map(|(path, html)| (path.as_str(), attributes(html, "id").into_iter().collect())).collect();
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let links = ["href", "src", "action"].into_iter().flat_map(|name| attributes(html, name));
        for link in links.filter(|link| !link.contains(':')) {
            let (file, place) = link.split_once('#').map_or((link, None), |(file, place)| (file, Some(place)));
            let target = if file.is_empty() { path.clone() } else { followed(path, file) };
            assert!(files.contains_key(&target), "{path}: {link}");
            if let Some(place) = place.filter(|_| target.ends_with(".html")) {
                assert!(ids[target.as_str()].contains(place), "{path}: {link}");
            }
        }
        let all = attributes(html, "id");
        assert_eq!(all.len(), ids[path.as_str()].len(), "{path} names a place twice: {all:?}");
    }
}

#[test]
fn every_link_of_the_shipped_directory_leads_somewhere() {
    every_link_leads_somewhere(&site(SHIPPED, SiteRequest { licence: Some("https://licence.example/"), ..request() }));
    every_link_leads_somewhere(&site(HARD, request()));
    every_link_leads_somewhere(&site("()", request()));
}

#[test]
fn every_record_has_a_page_in_both_languages() {
    let files = site(SHIPPED, request());
    let in_language = |code: &str| {
        let files = files.keys().filter_map(|path| path.strip_prefix(&format!("{code}/")));
        files.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    assert_eq!(in_language("de"), in_language("en"));
    let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    for name in ["regions", "action_fields", "bodies", "meetings", "measures"] {
        for slot in document.slots(SCHEMA.find(name).unwrap()) {
            assert!(files.contains_key(&format!("de/{name}/{}.html", document.id(slot))));
        }
    }
}

#[test]
fn the_same_dataset_gives_the_same_bytes_and_another_day_other_ages() {
    let once = site(SHIPPED, request());
    assert!(once == site(SHIPPED, request()));
    let mut later = request();
    later.period.today = day("2036-11-29");
    let later = site(SHIPPED, later);
    let page = "de/regions/dueren.html";
    assert!(once[page] != later[page] && later[page].contains("29. November 2036"));
    assert_eq!(once["style.css"], later["style.css"]);
}

#[test]
fn the_office_stands_on_the_page_of_its_region_as_a_card() {
    let files = site(HARD, request());
    let page = &files["de/regions/dueren.html"];
    for part in [
        r#"<section class="office" id="office""#,
        r#"<a href="tel:+492421220">02421 22-0</a>"#,
        "Weg 1<br>52349 Düren",
        "Stand 2020-01 (vor 6 Jahren)",
        r#"href="https://dueren.example/x?a=1&amp;b=2""#,
        r#"<html lang="de">"#,
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let english = &files["en/regions/dueren.html"];
    assert!(
        english.contains("as of 2020-01 (6 years ago)") && english.contains(r#"<span lang="de">Kreis Düren</span>"#)
    );
    let postcodes = &files["de/postcodes.html"];
    assert!(postcodes.contains("52428") && postcodes.contains(r#"href="regions/dueren.html#office""#));
}

#[test]
fn nothing_in_the_dataset_becomes_markup_or_a_script() {
    let files = site(HARD, request());
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for bad in ["alert(1)</script>", "<b>X", "<i>MINT", "\"javascript:", "Büro </script>"] {
            assert!(!html.contains(bad), "{path}: {bad}");
        }
    }
    assert!(!files["places.js"].contains("</script"));
    assert!(files.keys().all(|path| path.split('/').all(|part| !part.is_empty() && part != "..")));
    assert!(files.contains_key("de/regions/~2e~2e~2f~2e~2e~2f~c3~96.html"));
    assert!(files["de/regions/dueren~~2.html"].contains("Noch ein Düren"));
    assert!(files["de/bodies/kaputt.html"].contains("nicht lesbar"));
}

#[test]
fn no_person_is_named_unless_asked_for() {
    let named = |files: &Files| files.values().any(|text| text.contains("Mustermann"));
    let change = |address: &str, before: Option<&str>, after: &str| SiteChange {
        when: "2026-11-28T10:00:00+01:00".to_owned(),
        address: address.to_owned(),
        before: before.map(str::to_owned),
        after: Some(after.to_owned()),
    };
    let changes = [
        change("bodies/kreis/members/0/person", None, "Some(\"Max Mustermann\")"),
        change("bodies/kreis/members", None, "[(person: Some(\"Max Mustermann\"))]"),
        change("bodies/kreis", None, "(id: \"kreis\", name: \"x\", members: [(person: Some(\"Max Mustermann\"))])"),
        change("bodies/buero/contact/phone", Some("Some(\"02421 1\")"), "Some(\"02421 22-0\")"),
    ];
    let asked = SiteRequest { changes: &changes, ..request() };
    let files = site(HARD, asked);
    assert!(!named(&files));
    let feed = &files["de/changes.xml"];
    assert!(feed.contains("Kontakt › Telefon: 02421 22-0") && feed.contains("Mitglieder geändert"), "{feed}");
    assert!(named(&site(HARD, SiteRequest { with_names: true, ..asked })));
    // Nor in a text.
    let noted = HARD.replace("place: Some(\"Kreishaus\")", "note: Some(\"Anmeldung bei Frau Mustermann\")");
    let files = site(&noted, request());
    assert!(!named(&files) && files["de/meetings/m.html"].contains("Anmeldung bei Frau [Name]"));
}

#[test]
fn credited_is_who_provided_what_the_dataset_has() {
    let licensed = SiteRequest { licence: Some("https://example.org/licence"), ..request() };
    // Postcodes of the program are found by the identifiers of municipalities.
    let (shipped, other) = (site(SHIPPED, licensed), site(&HARD.replace("juelich", "anderswo"), licensed));
    for credit in ["Destatis", "OpenStreetMap", "Open Database License", "Eurostat"] {
        for page in ["de/about.html", "en/about.html"] {
            assert!(shipped[page].contains(credit) && !other[page].contains(credit), "{page}: {credit}");
        }
    }
    assert!(shipped["dcat.jsonld"].contains("#postcodes") && !other["dcat.jsonld"].contains("#postcodes"));
    assert!(other["de/about.html"].contains("einzelne Tatsachen aus den jeweils genannten Seiten"));
}

#[test]
fn what_somebody_removed_is_not_told_on() {
    let change = |address: &str, before: Option<&str>, after: Option<&str>| SiteChange {
        when: "2026-11-28T10:00:00+01:00".to_owned(),
        address: address.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    let changes = [
        change("bodies/buero/contact/phone", Some("Some(\"0171 111\")"), Some("Some(\"02421 22-0\")")),
        change("bodies/buero/contact/email", Some("Some(\"geheim@example.org\")"), None),
        change("bodies/buero/note", None, Some("Some(\"Schlüssel bei Geheimrat\")")),
        change("bodies/geheim", Some("(id: \"geheim\", level: Fachforum, name: \"Geheimrat\")"), None),
        change("engagements/e/status", Some("Some(Planned)"), Some("Some(Active)")),
    ];
    let files = site(HARD, SiteRequest { changes: &changes, with_names: true, ..request() });
    for path in ["de/changes.xml", "en/changes.xml", "de/changes.html", "en/changes.html"] {
        let told = &files[path];
        for gone in ["0171", "geheim", "Geheimrat", "Schlüssel"] {
            assert!(!told.contains(gone), "{path} tells {gone}: {told}");
        }
    }
    let feed = &files["de/changes.xml"];
    for told in [
        "Kontakt › Telefon: 02421 22-0",
        "Kontakt › E-Mail entfernt",
        "Anmerkung geändert",
        "<title>Gremium</title>",
        "<summary>entfernt</summary>",
        "Status: geplant → aktiv",
    ] {
        assert!(feed.contains(told), "{told}: {feed}");
    }
}

#[test]
fn nothing_comes_from_elsewhere() {
    for (path, html) in site(SHIPPED, request()) {
        let loads: Vec<&str> = attributes(&html, "src");
        assert!(loads.iter().all(|src| src.starts_with("../")), "{path}: {loads:?}");
        let links = html.match_indices("<link ").map(|(at, _)| &html[at..at + html[at..].find('>').unwrap()]);
        assert!(path.ends_with(".xml") || links.clone().all(|link| !link.contains("://")), "{path}");
        for word in ["@import", "url(", "document.cookie", "localStorage", "fetch("] {
            assert!(!html.contains(word) || path.ends_with(".html"), "{path}: {word}");
        }
    }
}

#[test]
fn the_address_of_the_site_stands_where_programs_need_it() {
    let files = site(HARD, SiteRequest { base_url: Some("https://netz.example/"), ..request() });
    let sitemap = &files["sitemap.xml"];
    assert!(sitemap.contains("<loc>https://netz.example/de/regions/dueren.html</loc>"));
    assert_eq!(
        sitemap.matches("<url>").count(),
        files.keys().filter(|p| p.ends_with(".html") && p.contains('/')).count()
    );
    assert!(files["en/map.html"].contains(r#"<link rel="canonical" href="https://netz.example/en/map.html">"#));
    assert!(files["en/map.html"].contains(r#"hreflang="de" href="https://netz.example/de/map.html""#));
    assert!(files["de/changes.xml"].contains(r#"<link rel="self""#));
    every_link_leads_somewhere(&files);
    assert!(!site(HARD, request()).contains_key("sitemap.xml"));
}

#[test]
fn what_search_engines_read_is_what_the_page_says() {
    let files = site(HARD, request());
    let data = |path: &str| {
        let html = &files[path];
        let begin = r#"<script type="application/ld+json">"#;
        let rest = &html[html.find(begin)? + begin.len()..];
        Some(serde_json::from_str::<serde_json::Value>(&rest[..rest.find("</script>")?]).unwrap())
    };
    let office = data("de/regions/dueren.html").unwrap()[0].clone();
    assert_eq!(office["@type"], "GovernmentOffice");
    assert_eq!(office["name"], "Büro </script>");
    assert_eq!(office["contactPoint"]["telephone"], "02421 22-0");
    assert_eq!(office["areaServed"][0]["name"], "Kreis Düren");
    let event = data("de/meetings/m.html").unwrap();
    assert_eq!((&event["@type"], &event["startDate"]), (&"Event".into(), &"2026-03-04".into()));
    assert_eq!((&event["endDate"], &event["location"]["name"]), (&"2026-03-05".into(), &"Kreishaus".into()));
    assert_eq!(data("de/meetings/n.html"), None, "the year alone is no day");
}

#[test]
fn it_can_be_ended_at_any_file() {
    let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
    let index = Index::build(&document);
    let mut count = 0;
    Site::new(&document, &index, request()).each_file(&mut |_, _| {
        count += 1;
        if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(count, 3);
}

#[test]
fn contacts_and_dates_can_be_taken_into_other_programs() {
    let files = site(HARD, request());
    let card = &files["bodies/buero.vcf"];
    assert!(card.starts_with("BEGIN:VCARD\r\n") && card.contains("tel:+49-2421-22-0"), "{card}");
    for page in ["de/regions/dueren.html", "en/bodies/buero.html"] {
        assert!(files[page].contains(r#"<a href="../../bodies/buero.vcf">"#), "{page}");
    }
    assert!(!files.contains_key("bodies/kreis.vcf"), "nobody knows how to reach it");
    let event = &files["meetings/m.ics"];
    assert!(event.contains("DTSTART;VALUE=DATE:20260304\r\n") && event.matches("BEGIN:VEVENT").count() == 1, "{event}");
    assert!(!files.contains_key("meetings/n.ics"), "the year alone is no day");
    assert_eq!((&files["regions/dueren.ics"], &files["meetings.ics"]), (event, event));
    assert!(files["de/regions/dueren.html"].contains(r#"<a href="../../regions/dueren.ics">"#));
    assert!(files["de/meetings.html"].contains(r#"<a href="../meetings.ics">"#));
    assert!(!site("()", request()).keys().any(|path| path.ends_with(".ics") || path.ends_with(".vcf")));
}

#[test]
fn open_data_portals_find_a_record_where_the_licence_is_named() {
    assert!(!site(HARD, request()).contains_key("dcat.jsonld"));
    let licence = "http://dcat-ap.de/def/licenses/dl-by-de/2.0";
    let asked = SiteRequest { licence: Some(licence), contact: Some("daten@netz.example"), ..request() };
    let files = site(HARD, asked);
    let record: serde_json::Value = serde_json::from_str(&files["dcat.jsonld"]).unwrap();
    assert_eq!(record["dcat:distribution"][0]["dct:license"]["@id"], licence);
    assert_eq!(record["dcat:contactPoint"]["vcard:hasEmail"]["@id"], "mailto:daten@netz.example");
    assert!(
        files["de/about.html"].contains(r#"<a href="../dcat.jsonld">"#) && files["de/about.html"].contains(licence)
    );
}
