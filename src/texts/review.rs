//! What the review says of statements that are unknown, old, unchecked, uncertain or wrong.

texts! {
    title(count: usize) => "Durchsicht · 1 Angabe" | "Durchsicht · {count} Angaben" / "Review · 1 statement" | "Review · {count} statements";
    nothing => "Hier gibt es nichts durchzusehen." / "There is nothing to review here.";
    statement => "Angabe" / "Statement";
    reason => "Grund" / "Reason";
    date => "Stand" / "As of";
    region => "Region" / "Region";
    value => "Wert" / "Value";
    rule => "Befund" / "finding";
    unknown => "unbekannt" / "unknown";
    uncertain => "unsicher" / "uncertain";
    unchecked => "ungeprüft" / "unchecked";
    old => "alt" / "old";
    undated => "ohne Stand" / "undated";
    confirmed => "bestätigt" / "confirmed";
    nothing_to_confirm => "Hier ist nichts bekannt, was noch stimmen könnte; Enter trägt etwas ein." / "Nothing is known here that could still be true; Enter fills it in.";
    nothing_to_deny => "Hier ist nichts bekannt; Enter trägt etwas ein." / "Nothing is known here; Enter fills it in.";
    all_still_true(count: usize, day: &str) => "1 Angabe stimmt noch, geprüft {day}" | "{count} Angaben stimmen noch, geprüft {day}" / "1 statement still true, checked {day}" | "{count} statements still true, checked {day}";
    marked(count: usize) => "1 Angabe markiert; t bestätigt sie, die Leertaste nimmt die Markierung zurück." | "{count} Angaben markiert; t bestätigt alle, die Leertaste nimmt eine Markierung zurück." / "1 statement marked; t confirms it, Space takes the mark away." | "{count} statements marked; t confirms all, Space takes a mark away.";
    no_longer_true => "Stimmt nicht mehr – was stattdessen?" / "No longer true – what instead?";
    another_value => "einen anderen &Wert eintragen" / "enter another &value";
    now_unknown => "nun &unbekannt: den Wert leeren, die Quelle bleibt" / "now &unknown: clear the value, the source stays";
    ended => "&beendet: als Status eintragen" / "&ended: enter it as the status";
    ended_today(day: &str) => "&beendet: bestand bis heute ({day})" / "&ended: existed until today ({day})";
    became_unknown(place: &str) => "{place}: nun unbekannt" / "{place}: now unknown";
    became_ended(record: &str) => "{record}: beendet" / "{record}: ended";
    scope => "Durchsehen" / "Review";
    scope_all => "alles" / "everything";
    scope_reason(reason: &str) => "nur: {reason}" / "only: {reason}";
    scope_older(years: u32) => "nur älter als ein Jahr" | "nur älter als {years} Jahre" / "only older than a year" | "only older than {years} years";
    scope_region(region: &str) => "nur {region}" / "only {region}";
    scope_caretaker(mailbox: &str) => "nur was {mailbox} pflegt" / "only what {mailbox} maintains";
    still_working => "wird noch ergänzt …" / "more to come …";
    class_office_contact => "Kontakt eines Bildungsbüros" / "contact of an education office";
    class_network => "Region und Netzwerk" / "region and network";
    class_work => "Arbeit an Handlungsfeldern" / "work on action fields";
    class_steering => "Lenkungskreis und Bildungskonferenz" / "steering committee and education conference";
    class_process => "Sitzungen, Empfehlungen, Beschlüsse, Maßnahmen" / "meetings, recommendations, decisions, measures";
    class_bodies => "weitere Gremien" / "other bodies";
    class_surroundings => "Handlungsfelder und Kommunen" / "action fields and towns";
    class_remarks => "Anmerkungen" / "remarks";
    class_confirmed => "alt, aber bestätigt" / "old but confirmed";
    more(count: usize) => "… und 1 weitere Angabe." | "… und {count} weitere Angaben." / "… and 1 more statement." | "… and {count} more statements.";
    no_caretaker(mailbox: &str) => "Keine Region wird von „{mailbox}“ gepflegt." / "No region is maintained by “{mailbox}”.";
    nobody_else(mailbox: &str) => "„{mailbox}“ pflegt diese Region nicht." / "“{mailbox}” does not maintain this region.";
}
