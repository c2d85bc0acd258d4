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
    office => "das zuständige Bildungsbüro" / "the education office in charge";
    office_phone => "die Telefonnummer des Bildungsbüros" / "the phone number of the education office";
    office_email => "die E-Mail-Adresse des Bildungsbüros" / "the e-mail address of the education office";
    office_address => "die Anschrift des Bildungsbüros" / "the postal address of the education office";
    office_website => "die Webseite des Bildungsbüros" / "the website of the education office";
    concerns => "die Auskunft, an welchen Anliegen das Netzwerk arbeitet" / "which concerns the network works on";
    steering => "der Lenkungskreis" / "the steering committee";
    groups => "die Pflichtgruppen im Lenkungskreis" / "the mandatory groups in the steering committee";
    conference => "die Bildungskonferenz" / "the education conference";
    agreement => "das Datum des Kooperationsvertrags" / "the date of the cooperation agreement";
    last_meeting => "das Datum der letzten Sitzung" / "the date of the last meeting";
    next_meeting => "das Datum der nächsten Sitzung" / "the date of the next meeting";
    network_name => "der Name des Netzwerks" / "the name of the network";
    network_website => "die Webseite des Netzwerks" / "the website of the network";
}
