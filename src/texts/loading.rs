//! What is said while the file is read, and of what in it cannot be read.

texts! {
    unfinished => "die Datei wird noch gelesen" / "the file is still being read";
    short => "liest …" / "reading …";
    percent(percent: u8) => "liest {percent} %" / "reading {percent} %";
    unreadable(count: usize) => "1 Eintrag ist nicht lesbar; p zeigt, wo." | "{count} Einträge sind nicht lesbar; p zeigt, wo." / "1 record cannot be read; p shows where." | "{count} records cannot be read; p shows where.";
}
