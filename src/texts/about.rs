//! What the window about the program says.

texts! {
    title => "Über bildungsnetz" / "About bildungsnetz";
    file_at(path: &str) => "Datei: {path}" / "File: {path}";
    credits => "Quellen und Lizenzen" / "Sources and licences";
}
