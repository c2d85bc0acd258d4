//! What the overview of the networks says besides names.

texts! {
    title(count: usize) => "Übersicht · 1 Netzwerk" | "Übersicht · {count} Netzwerke" / "Overview · 1 network" | "Overview · {count} networks";
    nothing => "Es gibt noch keine Region; im Verzeichnis legt a eine an." / "There is no region yet; a adds one in the directory.";
    network => "Netzwerk" / "Network";
    agreement => "Vertrag" / "Agreement";
    bodies => "Gremien" / "Bodies";
    fields => "Felder" / "Fields";
}
