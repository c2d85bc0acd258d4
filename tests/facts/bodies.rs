//! Cell by cell: the offices and all other bodies. A record may have several rows: one that it is
//! made from, and further ones that add to it.
//!
//! Must not say what a cell means beyond the mapping that README.md states.

use super::*;

#[test]
fn offices_and_bodies() {
    let (facts, data, mut found) = (Facts::read(), Data::load(), Differences::default());
    assert_eq!((facts.offices.rows().len(), facts.bodies.rows().len()), (15, 62));
    offices(&mut found, &facts, &data);
    bodies(&mut found, &facts, &data);
    adding_rows(&mut found, &facts, &data);
    for table in [&facts.offices, &facts.bodies] {
        found.hold(table.unasked().is_empty(), format!("not compared: {:?}", table.unasked()));
    }
    found.none();
}

/// Each office: the first row of its region, what later ones say of the contact, and the rows of
/// `bodies.csv` that add to it.
fn offices(found: &mut Differences, facts: &Facts, data: &Data) {
    for region in &data.regions {
        let office = data.office(&region.id);
        let rows: Vec<Row> = facts.offices.rows().filter(|row| row.cell("region") == Some(&region.id)).collect();
        let adding = rows_adding_to(facts, office);
        let (first, later) = rows.split_first().unwrap();
        let address = format!("bodies/{}", office.id);
        found.same("the office's own row", None, &first.place("says"), first.cell("says"));
        let named = first.cell("office_name").is_some();
        let name = first.cell("office_name").unwrap_or("Regionales Bildungsbüro");
        found.same(&first.place("office_name"), Some(name), &format!("{address}/name"), Some(&office.name));
        found.cell(*first, "umbrella", &format!("{address}/organisation"), office.organisation.as_deref());
        let notes =
            rows.iter().map(|row| row.cell("note")).chain(adding.iter().map(|row| row.cell("composition_or_note")));
        found.same(&first.place("note"), joined(notes), &format!("{address}/note"), office.note.clone());
        // A body must have a name; the source of the general one is then named.
        let pages: Vec<Row> = later.iter().chain(&adding).copied().collect();
        let further = further_pages((!named).then_some("Name"), &pages);
        same_source(found, *first, first.must("checked"), &address, office.source.as_ref(), further);
        contact(found, &rows, &address, &office.contact.clone().unwrap_or_default());
        for row in later {
            says_the_same(found, *row, "office_name", &office.name);
            let umbrella = row.cell("umbrella");
            let told = |told: &str| office.note.as_deref().is_some_and(|note| note.contains(told));
            let holds = umbrella == office.organisation.as_deref() || umbrella.is_none_or(|name| told(bare(name)));
            found.hold(holds, format!("{} is neither the organisation nor in the note", row.place("umbrella")));
        }
    }
}

/// How to reach an office: what the latest row says that says anything. A row that gives an address
/// and is not the office's own is the source of the contact.
fn contact(found: &mut Differences, rows: &[Row], address: &str, contact: &Contact) {
    let fields = [
        ("postal_address", "address", &contact.address),
        ("phone", "phone", &contact.phone),
        ("email", "email", &contact.email),
        ("website", "website", &contact.website),
    ];
    for (column, field, value) in fields {
        let said: Vec<&str> = rows.iter().filter_map(|row| row.cell(column)).collect();
        let place = rows[0].place(column);
        found.same(&place, said.last().copied(), &format!("{address}/contact/{field}"), value.as_deref());
    }
    match rows[1..].iter().find(|row| row.cell("postal_address").is_some()) {
        Some(row) => {
            same_source(found, *row, row.must("checked"), &format!("{address}/contact"), contact.source.as_ref(), None)
        }
        None => found.same("no table", None, &format!("{address}/contact/source"), contact.source.as_ref()),
    }
}

/// Each row that is a body, with the rows that add to it.
fn bodies(found: &mut Differences, facts: &Facts, data: &Data) {
    for row in facts.bodies.rows().filter(|row| row.cell("adds_to").is_none()) {
        let regions: Vec<&str> = row.must("regions").split(';').collect();
        let (level, name) = (level(row), row.must("name"));
        let mine = |b: &&Body| b.level.map(Level::name) == Some(level) && b.regions == regions && b.name == name;
        let Some(body) = data.bodies.iter().find(mine) else {
            found.hold(false, format!("{} is not in the data: {level:?} {name:?} of {regions:?}", row.place("name")));
            continue;
        };
        found.same("a row of its own", None, &row.place("says"), row.cell("says"));
        let address = format!("bodies/{}", body.id);
        let adding = rows_adding_to(facts, body);
        let rows: Vec<Row> = [row].into_iter().chain(adding.iter().copied()).collect();
        times(found, &rows, body);
        let notes = joined(rows.iter().map(|row| row.cell("composition_or_note")));
        found.same(&row.place("composition_or_note"), notes, &format!("{address}/note"), body.note.clone());
        let mandatory = (level == "Lenkungskreis").then_some("Pflichtgruppen");
        let further = further_pages(mandatory, &adding);
        same_source(found, row, row.must("checked"), &address, body.source.as_ref(), further);
    }
    for office in data.bodies.iter().filter(|body| body.level.map(Level::name) == Some("Bildungsbuero")) {
        times(found, &rows_adding_to(facts, office), office);
    }
}

/// A row that adds to a body means that body. One that names what it adds is of another page.
fn adding_rows(found: &mut Differences, facts: &Facts, data: &Data) {
    let adding = facts.bodies.rows().filter_map(|row| Some((row, row.cell("adds_to")?)));
    for (row, id) in adding {
        let body = data.bodies.iter().find(|body| body.id == id).unwrap_or_else(|| panic!("no body {id}"));
        found.same(&row.place("level"), Some(level(row)), &format!("bodies/{id}/level"), body.level.map(Level::name));
        found.cell(row, "regions", &format!("bodies/{id}/regions"), Some(&body.regions.join(";")));
        says_the_same(found, row, "name", &body.name);
        let source = body.source.clone().unwrap_or_default();
        let is_same_page = row.cell("source") == source.url.as_deref();
        found.hold(is_same_page == row.cell("says").is_none(), format!("{} is not as it should be", row.place("says")));
        if is_same_page {
            found.cell(row, "as_of", &format!("bodies/{id}/source/as_of"), source.as_of.as_deref());
            let sure = certainty(row.cell("confidence"));
            found.same(&row.place("confidence"), sure, &format!("bodies/{id}/source/certainty"), source.certainty);
            found.hold(row.cell("checked").is_some(), format!("{} is empty", row.place("checked")));
        }
    }
}

/// The rows of `bodies.csv` that add to a body, in their order.
fn rows_adding_to<'a>(facts: &'a Facts, body: &Body) -> Vec<Row<'a>> {
    facts.bodies.rows().filter(|row| row.cell("adds_to") == Some(&body.id)).collect()
}

/// How often and since when a body meets, by whichever of its rows says it.
fn times(found: &mut Differences, rows: &[Row], body: &Body) {
    let interval = body.interval.map(|interval| format!("{interval:?}").to_lowercase());
    let fields = [
        ("rhythm", body.rhythm.as_deref()),
        ("interval", interval.as_deref()),
        ("since", body.since.as_deref()),
        ("until", body.until.as_deref()),
    ];
    for (field, value) in fields {
        let said: Vec<&str> = rows.iter().filter_map(|row| row.cell(field)).collect();
        found.same(
            &format!("bodies.csv, {field}"),
            said.first().copied(),
            &format!("bodies/{}/{field}", body.id),
            value,
        );
    }
}

/// A later page may name a body a little differently; the first word is the same.
fn says_the_same(found: &mut Differences, row: Row, column: &str, name: &str) {
    let first = |name: &str| name.split(' ').next().map(str::to_owned);
    if let Some(cell) = row.cell(column) {
        found.same(&row.place(column), first(cell), "the name", first(name));
    }
}

/// A name without the brackets behind it.
fn bare(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(bare, _)| bare)
}

fn level(row: Row) -> &'static str {
    match row.must("level") {
        "bildungskonferenz" => "Bildungskonferenz",
        "lenkungskreis" => "Lenkungskreis",
        "bildungsbuero" => "Bildungsbuero",
        "fachforum" => "Fachforum",
        "arbeitskreis" => "Arbeitskreis",
        "weitere" => "Weitere",
        other => panic!("level {other}"),
    }
}
