//! The few words that head, panes and footer add to names and labels.

texts! {
    pane_regions => "Regionen" / "Regions";
    pane_bodies => "Gremien" / "Bodies";
    pane_fields => "Felder" / "Fields";
    regions(count: usize) => "1 Region" | "{count} Regionen" / "1 region" | "{count} regions";
    bodies(count: usize) => "1 Gremium" | "{count} Gremien" / "1 body" | "{count} bodies";
    fields(count: usize) => "1 Handlungsfeld" | "{count} Handlungsfelder" / "1 action field" | "{count} action fields";
    read_only => "schreibgeschützt" / "read-only";
    put_off(key: &str) => "zurückgestellt: {key}" / "postponed: {key}";
    saved => "gespeichert" / "saved";
    gone => "Datei fehlt" / "file missing";
    spoiled => "Datei unlesbar" / "file unreadable";
    undecided => "unentschieden" / "undecided";
    unsaved(count: usize) => "1 ungespeichert" | "{count} ungespeichert" / "1 unsaved" | "{count} unsaved";
    still_reading => "wird gerade gelesen …" / "still being read …";
    empty => "leer – a legt an" / "empty – a adds";
    nothing_related(key: &str) => "nichts mit Bezug; {key} zeigt alle" / "nothing related; {key} shows all";
    related_to(name: &str) => "zu {name}" / "for {name}";
    show_all => "Alle zeigen" / "Show all";
    no_hits(filter: &str) => "nichts zu „{filter}“ – Esc zeigt alle" / "nothing for “{filter}” – Esc shows all";
    lines(first: usize, last: usize, all: usize) => "Zeilen {first}–{last} von {all}" / "lines {first}–{last} of {all}";
    short_lines(first: usize, last: usize, all: usize) => "{first}–{last} von {all}" / "{first}–{last} of {all}";
    more_below(count: usize) => " ↓ 1 weitere " | " ↓ {count} weitere " / " ↓ 1 more " | " ↓ {count} more ";
    row(at: usize, count: usize) => "Zeile {at} von {count}" / "row {at} of {count}";
}
