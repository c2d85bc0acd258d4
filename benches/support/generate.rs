//! Large directories to measure with: invented regions in the shipped file's form, the same text
//! for the same size.
//!
//! Everything that a real file has occurs: comments, headings, all tables, umlauts, unknown values.
//! Nothing in it is true. Must not touch files. Enter at [`directory`].

use std::fmt::Write;

use bildungsnetz::model::SHIPPED;

mod words;

use words::{BEFORE, BEHIND, DOES, FIRST, HOW, LAST, WHO, WHOM};

/// Name, comment and what writes a region's part of it.
type Table = (&'static str, &'static str, fn(&mut Region));

/// A dataset of so many regions (at most 4,000 have names of their own), each with some 100
/// records.
pub fn directory(regions: usize) -> String {
    let start = SHIPPED.find("    district: District(").unwrap_or_default();
    let end = SHIPPED.find("    // Regionen.").unwrap_or_default();
    let mut text = String::with_capacity(regions * 48_000);
    text.push_str("#![enable(implicit_some)]\n\n// Erfundene Regionen zum Messen; nichts hier ist wahr.\nDirectory(\n    format: 1,\n\n");
    text.push_str(&SHIPPED[start..end]);
    let fields: Vec<&str> =
        SHIPPED[start..end].split(" id: \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let tables: [Table; 8] = [
        ("regions", "Regionen.", region),
        ("municipalities", "Städte und Gemeinden, eine je Zeile.", municipalities),
        ("bodies", "Gremien: in jeder Region Bildungskonferenz, Lenkungskreis und Bildungsbüro.", bodies),
        ("engagements", "Welche Region sich in welchem Handlungsfeld engagiert.", engagements),
        ("meetings", "Sitzungen.", meetings),
        ("recommendations", "Empfehlungen der Bildungskonferenzen.", recommendations),
        ("decisions", "Beschlüsse der Lenkungskreise.", decisions),
        ("measures", "Maßnahmen der Bildungsbüros.", measures),
    ];
    for (number, (name, comment, write)) in tables.into_iter().enumerate() {
        _ = write!(text, "    // {comment}\n    {name}: [\n");
        for index in 0..regions {
            let name = place(index);
            let seed = (index * tables.len() + number) as u64;
            let next = id(&place((index + 1) % regions));
            let (id, dice) = (id(&name), Dice(seed));
            let mut region = Region { id, name, next, index, regions, fields: &fields, dice, text: &mut text };
            region.line(format_args!("// {}\n", region.title()));
            write(&mut region);
        }
        text.push_str("    ],\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push_str("\n)\n");
    text
}

/// The region being written.
struct Region<'a> {
    id: String,
    name: String,
    /// The id of a neighbour.
    next: String,
    index: usize,
    regions: usize,
    /// The ids of the action fields.
    fields: &'a [&'a str],
    dice: Dice,
    text: &'a mut String,
}

/// Numbers that look random and are the same every time (Knuth's linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    fn sentence(&mut self) -> String {
        format!("{} {} {} {}.", self.pick(&WHO), self.pick(&DOES), self.pick(&WHOM), self.pick(&HOW))
    }

    /// A date as exact as it is known.
    fn date(&mut self, year: usize) -> String {
        let (month, day) = (self.roll(12) + 1, self.roll(28) + 1);
        match self.roll(4) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }
}

impl Region<'_> {
    fn title(&self) -> String {
        format!("{} {}", if self.is_city() { "Stadt" } else { "Kreis" }, self.name)
    }

    fn is_city(&self) -> bool {
        self.index % 11 == 5
    }

    /// A line, or several that bring their own indentation.
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        _ = writeln!(self.text, "        {line}");
    }

    /// Where a statement comes from.
    fn source(&mut self, year: usize) -> String {
        let as_of = match self.dice.roll(5) {
            0 => String::new(),
            _ => format!("\n                as_of: \"{}\",", self.dice.date(year)),
        };
        let page = self.dice.roll(90_000) + 10_000;
        let sure = self.dice.pick(&["High", "High", "Medium", "Low"]);
        let checked = self.dice.date(2025);
        format!(
            "Source(\n                url: \"https://www.kreis-{}.de/presse/bildungsnetzwerk_{page}.php\",{as_of}\n                \
             checked: \"{checked}\",\n                certainty: {sure},\n            )",
            self.id
        )
    }
}

fn region(r: &mut Region) {
    let (id, title) = (r.id.clone(), r.title());
    let kind = if r.is_city() { "KreisfreieStadt" } else { "Kreis" };
    let signed = r.dice.date(2008 + r.index % 4);
    let (name, ags, source) = (r.name.clone(), 10_000 + r.index, r.source(2009));
    r.line(format_args!(
        "Region(
            id: \"{id}\",
            name: \"{title}\",
            short: \"{name}\",
            kind: {kind},
            ags: \"{ags}\",
            seat: \"{name}\",
            network: \"Regionales Bildungsnetzwerk {title}\",
            agreement: Agreement(signed: \"{signed}\", source: {source}),
        ),
"
    ));
}

fn municipalities(r: &mut Region) {
    let across = (r.regions as f64).sqrt().ceil() as usize;
    for k in 0..9 {
        let number = r.index * 9 + k;
        let name = format!("{}{}", place(number % 4000), BEHIND[number / 4000 % 9]);
        let (id, region, kind) = (id(&name), r.id.clone(), if k % 3 == 0 { "Stadt" } else { "Gemeinde" });
        let lat = 47.5 + 7.0 * ((r.index / across * 3 + k / 3) as f64) / (3 * across) as f64;
        let lon = 6.5 + 7.0 * ((r.index % across * 3 + k % 3) as f64) / (3 * across) as f64;
        let (postcode, area, people) = (10_000 + number, 20 + r.dice.roll(140), 4_000 + r.dice.roll(90_000));
        r.line(format_args!(
            "Municipality(id: \"{id}\", name: \"{name}\", kind: {kind}, region: \"{region}\", postcodes: [\"{postcode}\"], \
             position: ({lat:.3}, {lon:.3}), area_km2: {area}.{k}, population: {people}),"
        ));
    }
    r.text.push('\n');
}

/// The members of a Lenkungskreis; a kreisfreie Stadt has no Kreis.
fn members(r: &Region) -> String {
    let title = r.title();
    let kreis = format!("\n                Member(group: Kreis, institution: \"{title}\", seats: 2),");
    let kreis = if r.is_city() { "" } else { &kreis };
    format!(
        "
            members: [
                Member(group: Schulaufsicht, institution: \"Schulamt für {title}\", seats: 1),{kreis}
                Member(group: Gemeinden, institution: \"Städte und Gemeinden\", role: \"Bürgermeisterin\", seats: 3),
                // Wie sich die Sitze auf die Schulformen verteilen, ist nicht bekannt.
                Member(group: Schulen, institution: \"unterschiedliche Schulformen\"),
            ],"
    )
}

/// How to reach a Bildungsbüro.
fn contact(r: &mut Region) -> String {
    let (house, area, number) = (1 + r.dice.roll(90), 1_000 + r.dice.roll(9_000), r.dice.roll(90));
    let (postcode, town, host) = (10_000 + r.index * 9, &r.name, &r.id);
    format!(
        "
            organisation: \"Amt für Schule und Bildung\",
            contact: Contact(
                address: \"Rathausplatz {house}, {postcode} {town}\",
                phone: \"0{area} 22-{number}0\",
                email: \"bildungsbuero@kreis-{host}.de\",
                website: \"https://www.kreis-{host}.de/bildungsbüro\",
            ),"
    )
}

fn bodies(r: &mut Region) {
    let (members, contact) = (members(r), contact(r));
    let all: [(&str, &str, &str, &str); 8] = [
        (
            "bildungskonferenz",
            "Bildungskonferenz",
            "Regionale Bildungskonferenz",
            "\n            rhythm: \"jährlich\",",
        ),
        ("lenkungskreis", "Lenkungskreis", "Lenkungskreis", &members),
        ("bildungsbuero", "Bildungsbuero", "Regionales Bildungsbüro", &contact),
        ("fachforum-1", "Fachforum", "Fachforum Übergänge", "\n            open_to_all: true,"),
        ("fachforum-2", "Fachforum", "Fachforum Bildung im digitalen Wandel", ""),
        ("arbeitskreis-1", "Arbeitskreis", "Arbeitskreis Grundschule", "\n            rhythm: \"zweimal im Jahr\","),
        ("arbeitskreis-2", "Arbeitskreis", "Arbeitskreis Kulturelle Bildung", ""),
        ("verbund", "Weitere", "Verbund für Ausbildung", ""),
    ];
    for (k, (suffix, level, name, more)) in all.into_iter().enumerate() {
        let (id, town, field, note) = (r.id.clone(), r.name.clone(), r.dice.pick(r.fields), r.dice.sentence());
        let source = r.source(2015 + k);
        let neighbour = if suffix == "verbund" { format!(", \"{}\"", r.next) } else { String::new() };
        r.line(format_args!(
            "Body(
            id: \"{id}-{suffix}\",
            level: {level},
            name: \"{name} {town}\",
            regions: [\"{id}\"{neighbour}],
            action_fields: [\"{field}\"],{more}
            note: \"{note}\",
            source: {source},
        ),"
        ));
    }
    r.text.push('\n');
}

fn engagements(r: &mut Region) {
    for k in 0..20 {
        let (id, field) = (r.id.clone(), r.fields[(r.index + k) % r.fields.len()]);
        let kind = r.dice.pick(&["Handlungsfeld", "Schwerpunkt", "Massnahme", "Veranstaltung", "Konferenzthema"]);
        let status = r.dice.pick(&["", "", "\n            status: Active,", "\n            status: Ended,"]);
        let (wording, source) = (r.dice.sentence(), r.source(2012 + k % 12));
        r.line(format_args!(
            "Engagement(
            id: \"{id}-{field}\",
            region: \"{id}\",
            action_field: \"{field}\",
            kind: {kind},{status}
            wording: \"{wording}\",
            source: {source},
        ),"
        ));
    }
    r.text.push('\n');
}

fn meetings(r: &mut Region) {
    for k in 0..16 {
        let (id, body) = (r.id.clone(), if k % 2 == 0 { "bildungskonferenz" } else { "lenkungskreis" });
        let (date, people) = (r.dice.date(2009 + k), 40 + r.dice.roll(200));
        let (title, source) = (r.dice.pick(&WHOM), r.source(2009 + k));
        let number = k / 2 + 1;
        r.line(format_args!(
            "Meeting(
            id: \"{id}-sitzung-{k}\",
            body: \"{id}-{body}\",
            number: {number},
            date: \"{date}\",
            title: \"{title}\",
            participants: {people},
            source: {source},
        ),"
        ));
    }
    r.text.push('\n');
}

fn recommendations(r: &mut Region) {
    for k in 0..14 {
        let (id, field, meeting) = (r.id.clone(), r.dice.pick(r.fields), k / 2 * 2);
        let text = r.dice.sentence();
        // Each is answered by a decision that is carried out.
        let status = r.dice.pick(&["Taken", "Taken", "Taken", "None"]);
        r.line(format_args!(
            "Recommendation(
            id: \"{id}-empfehlung-{k}\",
            meeting: \"{id}-sitzung-{meeting}\",
            action_field: \"{field}\",
            text: \"{text}\",
            status: {status},
        ),"
        ));
    }
    r.text.push('\n');
}

fn decisions(r: &mut Region) {
    for k in 0..14 {
        let (id, meeting, text) = (r.id.clone(), k / 2 * 2 + 1, r.dice.sentence());
        let priority = r.dice.pick(&["High", "Medium", "Low"]);
        r.line(format_args!(
            "Decision(
            id: \"{id}-beschluss-{k}\",
            meeting: \"{id}-sitzung-{meeting}\",
            recommendations: [\"{id}-empfehlung-{k}\"],
            text: r#\"{text} Vermerk: \"einstimmig\".\"#,
            priority: {priority},
        ),"
        ));
    }
    r.text.push('\n');
}

fn measures(r: &mut Region) {
    for k in 0..18 {
        let (id, decision, field) = (r.id.clone(), k % 14, r.dice.pick(r.fields));
        let kind = r.dice.pick(&["Projekt", "Veranstaltung", "Konzept", "Beratung"]);
        let status = r.dice.pick(&["Planned", "Active", "Active", "Done"]);
        let (title, note) = (r.dice.pick(&HOW), r.dice.sentence());
        let year = 2010 + k % 14;
        r.line(format_args!(
            "Measure(
            id: \"{id}-massnahme-{k}\",
            kind: {kind},
            title: \"Region {title}\",
            region: \"{id}\",
            action_fields: [\"{field}\"],
            decision: \"{id}-beschluss-{decision}\",
            lead: \"{id}-bildungsbuero\", /* die Federführung wechselt */
            status: {status},
            start: \"{year}\",
            note: \"{note}\",
        ),"
        ));
    }
    r.text.push('\n');
}

/// One of 4,000 names of places.
fn place(number: usize) -> String {
    let (before, first, last) = (BEFORE[number / 400 % 10], FIRST[number / 20 % 20], LAST[number % 20]);
    format!("{before}{first}{last}")
}

/// The identifier of a name.
fn id(name: &str) -> String {
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'ä' => id.push_str("ae"),
            'ö' => id.push_str("oe"),
            'ü' => id.push_str("ue"),
            'ß' => id.push_str("ss"),
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    id.trim_end_matches('-').to_owned()
}
