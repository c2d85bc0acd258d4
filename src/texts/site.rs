//! What the web site says besides names, labels and what the screen says as well.

use super::Lang;

texts! {
    brand => "Bildungsnetze" / "Education networks";
    skip => "Zum Inhalt springen" / "Skip to content";
    in_this_language => "Deutsch" / "English";
    main_pages => "Hauptbereiche" / "Main pages";
    further_pages => "Weitere Seiten" / "Further pages";
    trail => "Sie sind hier" / "You are here";
    start => "Start" / "Home";
    regions => "Netzwerke" / "Networks";
    fields => "Handlungsfelder" / "Action fields";
    places => "Orte" / "Places";
    postcodes => "Postleitzahlen" / "Postcodes";
    meetings => "Sitzungen" / "Meetings";
    meeting => "Sitzung" / "Meeting";
    measure => "Maßnahme" / "Measure";
    map => "Karte" / "Map";
    matrix => "Matrix" / "Matrix";
    process => "Was offen ist" / "What is open";
    changes => "Änderungen" / "Changes";
    about => "Quellen und Hinweise" / "Sources and notes";
    find_office(your_office: &str) => "{your_office} finden" / "Find {your_office}";
    find_office_lead => "Ein Ort oder eine Postleitzahl genügt: Hier steht, wen Sie in Ihrer Region fragen können." / "A town or a postcode is enough: see whom to ask in your region.";
    place_example => "z. B. Düren oder 52349" / "e.g. Düren or 52349";
    search => "Suchen" / "Search";
    no_such_place => "Kein Ort gefunden." / "No place found.";
    places_found => "Orte gefunden:" / "Places found:";
    all_fields(count: usize) => "Das Handlungsfeld ansehen" | "Alle {count} Handlungsfelder ansehen" / "See the action field" | "See all {count} action fields";
    networks(count: usize) => "Das Netzwerk" | "Die {count} Netzwerke" / "The network" | "The {count} networks";
    all_networks(count: usize) => "Das Netzwerk ansehen" | "Alle {count} Netzwerke ansehen" / "See the network" | "See all {count} networks";
    at_a_glance => "Auf einen Blick" / "At a glance";
    description(district: &str) => "Die Regionalen Bildungsnetzwerke {district}: Ansprechstellen, Handlungsfelder, Gremien und Sitzungen." / "The regional education networks {district}: offices to ask, action fields, bodies and meetings.";
    regions_lead(office: &str, that: &str) => "Jede Region hat ein Bildungsnetzwerk und {office}, {that} Ihre Fragen beantwortet." / "Each region has an education network and {office} {that} answers your questions.";
    search_by_place => "Nach Ort oder Postleitzahl suchen" / "Search by place or postcode";
    fields_lead => "Woran die Netzwerke arbeiten – und wer wo dafür ansprechbar ist." / "What the networks work on – and whom to ask about it where.";
    regions_known(count: usize) => "aus einer Region bekannt" | "aus {count} Regionen bekannt" / "known from one region" | "known from {count} regions";
    places_title => "Orte von A bis Z" / "Places from A to Z";
    places_lead(to_office: &str) => "Zu jedem Ort das Netzwerk der Region und der schnellste Weg {to_office}." / "For each place the network of its region and the quickest way {to_office}.";
    by_postcode => "Nach Postleitzahl" / "By postcode";
    letters => "Zum Buchstaben" / "Jump to a letter";
    postcodes_lead => "Zu jeder Postleitzahl die Orte und das Netzwerk ihrer Region." / "For each postcode the places and the network of their region.";
    postcodes_credit => "Postleitzahlen: © OpenStreetMap contributors, Open Database License (ODbL) 1.0" / "Postcodes: © OpenStreetMap contributors, Open Database License (ODbL) 1.0";
    map_lead => "Welche Orte zu welchem Netzwerk gehören." / "Which places belong to which network.";
    no_map => "Für eine Karte fehlt die Lage der Kommunen." / "A map needs the positions of the municipalities.";
    matrix_lead => "Welche Region an welchem Handlungsfeld arbeitet." / "Which region works on which action field.";
    matrix_caption => "Handlungsfelder und Regionen" / "Action fields and regions";
    meetings_lead => "Wann die Gremien zusammenkommen und wann sie zuletzt getagt haben." / "When the bodies meet, and when they met last.";
    latest_only(count: usize) => "Hier steht nur die letzte Sitzung; alle stehen auf den Seiten der Gremien." | "Hier stehen die letzten {count} Sitzungen; alle stehen auf den Seiten der Gremien." / "Only the last meeting is listed here; the pages of the bodies have all." | "The last {count} meetings are listed here; the pages of the bodies have all.";
    process_lead => "Was aus Empfehlungen, Beschlüssen und Maßnahmen geworden ist." / "What came of recommendations, decisions and measures.";
    process_how(conference: &str, committee: &str, office: &str) => "{conference} empfiehlt, {committee} beschließt, {office} setzt um. Offen ist, was noch auf den nächsten Schritt wartet oder wozu kein Beschluss bekannt ist." / "{conference} recommends, {committee} decides, {office} carries out. Open is what still waits for the next step, or for which no decision is known.";
    process_caption => "Schritte und Offenes nach Netzwerk" / "Steps and open points by network";
    open => "Offen" / "Open";
    age_lead => "Wie vollständig und wie frisch die Angaben zu den Netzwerken sind." / "How complete and how fresh what is known of the networks is.";
    age_how => "Vollständig ist eine Seite, wenn alles bekannt ist, wonach Menschen fragen. Aktuell ist eine Angabe, deren Stand noch nicht zur Überprüfung ansteht." / "A page is complete when everything is known that people ask for. A statement is current when it is not yet due for review.";
    age_caption => "Vollständigkeit und Aktualität nach Netzwerk" / "Completeness and currency by network";
    missing_most => "Am meisten fehlt" / "Most missing";
    missing => "Das fehlt noch" / "Still missing";
    how_complete => "Wie vollständig diese Seite ist" / "How complete this page is";
    old_statements(count: usize) => "Eine Angabe mit altem Stand" | "{count} Angaben mit altem Stand" / "One statement that is old" | "{count} statements that are old";
    further_old(count: usize) => "und eine weitere" | "und {count} weitere" / "and one more" | "and {count} more";
    changes_lead => "Was zuletzt geändert wurde." / "What was changed lately.";
    as_feed => "Änderungen als Atom-Feed" / "Changes as an Atom feed";
    no_changes => "Es sind keine Änderungen verzeichnet." / "No changes are recorded.";
    was_added => "neu aufgenommen" / "added";
    was_removed => "entfernt" / "removed";
    was_changed => "geändert" / "changed";
    value_changed(place: &str, before: &str, after: &str) => "{place}: {before} → {after}" / "{place}: {before} → {after}";
    value_is(place: &str, value: &str) => "{place}: {value}" / "{place}: {value}";
    value_removed(place: &str) => "{place} entfernt" / "{place} removed";
    place_changed(place: &str) => "{place} geändert" / "{place} changed";
    your_office => "Ihre Ansprechstelle" / "Your office to ask";
    call => "Anrufen" / "Call";
    write => "Schreiben" / "Write";
    visit => "Besuchen" / "Visit";
    read => "Webseite" / "Website";
    ask => "Fragen Sie:" / "Ask:";
    since => "seit" / "since";
    not_known => "Nicht bekannt" / "Not known";
    nothing_known => "Dazu ist nichts bekannt; das heißt nicht, dass nichts geschieht." / "Nothing is known about this, which does not mean that nothing is done.";
    nothing_known_heading => "Regionen, aus denen dazu nichts bekannt ist" / "Regions where nothing is known about it";
    nothing_known_lead => "Das heißt nicht, dass dort nichts geschieht: Fragen Sie das Büro." / "That does not mean nothing is being done there: ask the office.";
    source_is => "Quelle:" / "Source:";
    no_origin => "Quelle nicht genannt" / "source not named";
    about_region => "Zur Region" / "About the region";
    on_this_page => "Auf dieser Seite" / "On this page";
    concerns => "Anliegen" / "Concerns";
    bodies => "Gremien" / "Bodies";
    towns => "Kommunen" / "Municipalities";
    about_field => "Zum Handlungsfeld" / "About the action field";
    agreement => "Kooperationsvertrag" / "Cooperation agreement";
    other_fields => "Weitere Handlungsfelder" / "Other action fields";
    mistake_to => "Etwas stimmt nicht? Schreiben Sie an" / "Found a mistake? Write to";
    contact => "Kontakt" / "Contact";
    members => "Mitglieder" / "Members";
    unreadable => "Dieser Eintrag ist zurzeit nicht lesbar." / "This record cannot be read at present.";
    region_description(office: &str, name: &str) => "{office}, Handlungsfelder, Gremien und Sitzungen des Bildungsnetzwerks: {name}." / "{office}, action fields, bodies and meetings of the education network: {name}.";
    field_description(name: &str) => "Welche Region am Handlungsfeld {name} arbeitet und wen Sie fragen können." / "Which region works on the action field {name}, and whom to ask.";
    body_description(name: &str, regions: &str) => "{name} ({regions}): Aufgabe, Kontakt, Mitglieder, Sitzungen." / "{name} ({regions}): task, contact, members, meetings.";
    ages_as_of(day: &str) => "Alter und Fristen sind gerechnet zum {day}" / "Ages and due dates are computed as of {day}";
    age_rule(months: u32) => "Was älter ist als ein Monat, ist hervorgehoben." | "Was älter ist als {months} Monate, ist hervorgehoben." / "What is older than a month stands out." | "What is older than {months} months stands out.";
    about_lead => "Woher die Angaben stammen, was sie bedeuten und unter welchen Bedingungen sie weiterverwendet werden dürfen." / "Where the statements come from, what they mean, and under which terms they may be used.";
    how_to_read => "So lesen Sie diese Seiten" / "How to read these pages";
    unknown_is_not_no => "Was unbekannt ist, steht als unbekannt da; das heißt niemals „nein“." / "What is unknown is shown as unknown, which never means “no”.";
    own_words => "Was eine Region tut, steht in ihren eigenen Worten, mit Quelle und Stand." / "What a region does is told in its own words, with source and date.";
    without_names => "Namen von Personen werden nicht veröffentlicht." / "Names of persons are not published.";
    sources => "Quellen und Lizenzen" / "Sources and licences";
    postcodes_licence => "Die Postleitzahlen sind eine eigene Datenbank:" / "The postcodes are a database of their own:";
    privacy => "Datenschutz" / "Privacy";
    privacy_says => "Diese Seiten setzen keine Cookies, laden nichts von anderen Servern und messen keine Besuche." / "These pages set no cookies, load nothing from other servers and measure no visits.";
    accessibility => "Barrierefreiheit" / "Accessibility";
    accessibility_says => "Alle Seiten lassen sich mit der Tastatur, mit Vorleseprogrammen, ohne JavaScript und auf kleinen Bildschirmen benutzen; angestrebt ist WCAG 2.2, Stufe AA." / "All pages work with the keyboard, with screen readers, without JavaScript and on small screens; the aim is WCAG 2.2, level AA.";
    licence => "Die Angaben auf diesen Seiten stehen unter dieser Lizenz:" / "What these pages say is under this licence:";
    catalogue => "Beschreibung für Open-Data-Portale (DCAT-AP.de)" / "Description for open-data portals (DCAT-AP.de)";
    save_contact => "Kontakt speichern (vCard)" / "Save contact (vCard)";
    save_event => "Termin speichern (iCalendar)" / "Save date (iCalendar)";
    subscribe => "Termine als Kalender abonnieren (iCalendar)" / "Subscribe to these dates as a calendar (iCalendar)";
    published_by => "Herausgeber" / "Published by";
}

/// The names of the months.
const MONTHS: [(&str, &str); 12] = [
    ("Januar", "January"),
    ("Februar", "February"),
    ("März", "March"),
    ("April", "April"),
    ("Mai", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("August", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Dezember", "December"),
];

/// Returns a date in words, as exactly as it is known.
pub fn long_date(lang: Lang, year: u32, month: Option<u32>, day: Option<u32>) -> String {
    let name = month.and_then(|month| MONTHS.get(month as usize - 1));
    let Some(name) = name.map(|(de, en)| if lang == Lang::De { *de } else { *en }) else { return year.to_string() };
    match (lang, day) {
        (Lang::De, Some(day)) => format!("{day}. {name} {year}"),
        (Lang::En, Some(day)) => format!("{day} {name} {year}"),
        (_, None) => format!("{name} {year}"),
    }
}
