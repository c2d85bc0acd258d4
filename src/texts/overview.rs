//! What the overview of the networks says besides names.

texts! {
    title(count: usize) => "Übersicht · 1 Netzwerk" | "Übersicht · {count} Netzwerke" / "Overview · 1 network" | "Overview · {count} networks";
    nothing => "Es gibt noch keine Region; im Verzeichnis legt a eine an." / "There is no region yet; a adds one in the directory.";
    network => "Netzwerk" / "Network";
    agreement => "Vertrag" / "Agreement";
    last_conference => "Konferenz" / "Conference";
    next_conference => "Nächste" / "Next";
    bodies => "Gremien" / "Bodies";
    fields => "Felder" / "Fields";
    open => "Offen" / "Open";
    known => "Bekannt" / "Known";
    oldest => "Älteste" / "Oldest";
    legend(in_committee: &str) => "Sitze {in_committee}: ja = Zahl unbekannt · ? unbekannt · – nicht nötig" / "Seats {in_committee}: yes = number unknown · ? unknown · – not due";
    columns_legend(last_conference: &str) => "Konferenz: {last_conference} · Offen: Empfehlungen, die niemand aufgegriffen hat · Bekannt: Anteil einer vollständigen Seite · Älteste: älteste Angabe" / "Conference: {last_conference} · Open: recommendations not taken up · Known: share of a complete page · Oldest: oldest statement";
    seated => "ja" / "yes";
    missing => "fehlt" / "missing";
    per_cent(percent: u8) => "{percent} %" / "{percent}%";
    group_seats(group: &str, seats: &str) => "{group} {seats}" / "{group} {seats}";
    group_seated => "vertreten" / "seated";
    group_unknown => "unbekannt" / "unknown";
    group_not_required => "nicht nötig" / "not required";
    seats(count: u32) => "1 Sitz" | "{count} Sitze" / "1 seat" | "{count} seats";
    seats_at_least(count: u32) => "mindestens 1 Sitz" | "mindestens {count} Sitze" / "at least 1 seat" | "at least {count} seats";
    last_and_next(last: &str, next: &str) => "zuletzt {last}, nächste {next}" / "last {last}, next {next}";
    action_fields => "Handlungsfelder" / "Action fields";
    recommendations => "Empfehlungen" / "Recommendations";
    open_of(open: &str, all: &str) => "{open} von {all} offen" / "{open} of {all} open";
    none_known => "keine bekannt" / "none known";
    oldest_statement => "Älteste Angabe" / "Oldest statement";
    no_column(typed: &str) => "Diese Spalte gibt es nicht: {typed}" / "There is no such column: {typed}";
}
