//! How complete and how fresh the pages of networks are, in words.

texts! {
    complete(percent: u8) => "{percent} % vollständig" / "{percent}% complete";
    complete_in_short(percent: u8) => "{percent} % vollst." / "{percent}% complete";
    fresh(percent: u8) => "{percent} % aktuell" / "{percent}% current";
    no_statement => "keine Angabe mit Quelle" / "no statement with a source";
    oldest(date: &str) => "älteste Angabe {date}" / "oldest statement {date}";
    networks(count: usize) => "1 Netzwerk" | "{count} Netzwerke" / "1 network" | "{count} networks";
    helps_most(what: &str) => "Am meisten hilft: {what}." / "What would help most: {what}.";
    nothing_missing => "Es fehlt nichts." / "Nothing is missing.";
    open_in(what: &str, regions: &str, all: &str) => "{what} (bei {regions} von {all} offen)" / "{what} (open for {regions} of {all})";
    phone(of_office: &str) => "die Telefonnummer {of_office}" / "the phone number {of_office}";
    email(of_office: &str) => "die E-Mail-Adresse {of_office}" / "the e-mail address {of_office}";
    address(of_office: &str) => "die Anschrift {of_office}" / "the postal address {of_office}";
    website(of_office: &str) => "die Webseite {of_office}" / "the website {of_office}";
    concerns => "die Auskunft, an welchen Anliegen das Netzwerk arbeitet" / "which concerns the network works on";
    groups(in_committee: &str) => "die Pflichtgruppen {in_committee}" / "the mandatory groups {in_committee}";
    agreement => "das Datum des Kooperationsvertrags" / "the date of the cooperation agreement";
    last_meeting => "das Datum der letzten Sitzung" / "the date of the last meeting";
    next_meeting => "das Datum der nächsten Sitzung" / "the date of the next meeting";
    network_name => "der Name des Netzwerks" / "the name of the network";
    network_website => "die Webseite des Netzwerks" / "the website of the network";
}
