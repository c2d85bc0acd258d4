//! Saved views: which there are, what they list and take out, and what is said of those that are
//! not understood.

use crate::desk::{Desk, Run};

const OWN: &str = "config/bildungsnetz/views.toml";
const SHARED: &str = "koeln.ron.views.toml";

/// A desk with a view of its own and two of everybody, one of which the own one hides.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put(
        OWN,
        "[\"Büros\"]\ntable = \"Gremien\"\nquery = \"level:büro\"\ncolumns = [\"name\", \"Telefon\"]\nsort = [\"-name\"]\n",
    );
    desk.put(
        SHARED,
        "# Für alle.\n[\"büros\"]\ntable = \"bodies\"\n\n[\"düren-oder-köln\"]\ntable = \"municipalities\"\nquery = \"jülich or köln\"\n",
    );
    desk
}

fn told(run: &Run) -> &str {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    &run.out
}

#[test]
fn a_view_lists_what_it_was_saved_with_and_more_narrows_it() {
    let desk = desk();
    let csv = |arguments: &[&str]| desk.run(&[&["--format", "csv", "list"], arguments].concat());
    assert_eq!(
        told(&csv(&["@Büros"])),
        "name,contact/phone\nRegionales Bildungsbüro Kreis Düren,02421 22-0\nBildungsbüro Köln | Nord,\n"
    );
    assert_eq!(told(&csv(&["@bueros", "region:köln"])), "name,contact/phone\nBildungsbüro Köln | Nord,\n");
    assert_eq!(told(&csv(&["@büros", "--region", "dueren", "--columns", "id"])), "id\ndueren-buero\n");
    assert_eq!(told(&csv(&["@BÜROS", "--sort", "name", "--columns", "id"])), "id\nkoeln-buero\ndueren-buero\n");
    assert_eq!(
        told(&csv(&["@büros", "--count", "level"])),
        "level,level_de,level_en,records\nBildungsbuero,Bildungsbüro,Education office,2\n"
    );
    // The alternatives of a view are narrowed as a whole.
    assert_eq!(told(&csv(&["@dueren-oder-koeln", "kind:stadt", "--columns", "id"])), "id\njuelich\n");
    let ron = desk.run(&["--format", "ron", "list", "@büros"]);
    assert!(told(&ron).contains("hotline"), "{ron:?}");
    let none = desk.run(&["list", "@büros", "gibtesnicht"]);
    assert_eq!(none.code, Some(1), "{none:?}");
}

#[test]
fn a_view_is_understood_behind_its_table() {
    let desk = desk();
    let csv = |arguments: &[&str]| desk.run(&[&["--format", "csv", "list"], arguments].concat());
    assert_eq!(told(&csv(&["bodies", "@bueros", "region:köln"])), "name,contact/phone\nBildungsbüro Köln | Nord,\n");
    let refused = csv(&["regions", "@büros"]);
    assert!(
        refused.code == Some(2) && refused.err.contains("regions passt nicht zur Tabelle der Ansicht"),
        "{refused:?}"
    );
    let unknown = csv(&["bodies", "@nix"]);
    assert!(unknown.code == Some(2) && unknown.err.contains("Eine Ansicht „nix“ gibt es nicht"), "{unknown:?}");
    // In quotes it is a word, as a part of an e-mail address.
    let word = csv(&["bodies", "\"@kreis-dueren\"", "--columns", "id"]);
    assert_eq!(told(&word), "id\ndueren-buero\n");
}

#[test]
fn a_view_is_taken_out() {
    let desk = desk();
    let export = |arguments: &[&str]| desk.run(&[&["export", "--as"], arguments].concat());
    assert_eq!(
        told(&export(&["csv", "@büros", "region:köln"])).replace("\r\n", "\n"),
        "name,contact/phone\nBildungsbüro Köln | Nord,\n"
    );
    let refused = export(&["csv", "@büros", "--table", "regions"]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
    let unknown = export(&["csv", "@bueross"]);
    assert!(unknown.err.contains("Eine Ansicht „bueross“ gibt es nicht"), "{unknown:?}");
}

#[test]
fn it_is_told_which_views_there_are_and_whose() {
    let desk = desk();
    let table = desk.run(&["list", "@"]);
    let lines: Vec<&str> = told(&table).lines().map(str::trim_end).collect();
    assert!(lines[0].starts_with("Ansicht") && lines[0].ends_with("Wessen"), "{lines:?}");
    assert!(lines[1].starts_with("@Büros") && lines[1].ends_with("eigene"), "{lines:?}");
    assert_eq!(lines.len(), 4, "{lines:?}");
    let json = desk.run(&["--format", "json", "list", "@"]);
    assert!(told(&json).contains("\"owner\": \"everybody\"") && told(&json).contains("\"sort\": [\n"), "{json:?}");
    // A restricted run has those of the dataset only, and the own one hides none.
    let path = desk.path("koeln.ron");
    let restricted = desk.run(&[
        "--data",
        path.to_str().unwrap(),
        "--restricted",
        "list",
        "@büros",
        "--format",
        "csv",
        "--columns",
        "id",
    ]);
    assert_eq!(told(&restricted).lines().count(), 4, "{restricted:?}");
    let english = Desk::new().run(&["--lang", "en", "list", "@"]);
    assert_eq!((english.code, english.out.as_str()), (Some(1), ""), "{english:?}");
    assert!(english.err.contains("No view has been saved yet."), "{english:?}");
}

#[test]
fn a_name_that_is_not_there_is_told_with_the_one_that_was_meant() {
    let desk = desk();
    let run = desk.run(&["list", "@bürso"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
    assert!(
        run.err.contains("Eine Ansicht „bürso“ gibt es nicht") && run.err.contains("Meinten Sie Büros?"),
        "{run:?}"
    );
    let run = Desk::new().run(&["list", "@x"]);
    assert!(run.err.contains("Noch keine Ansicht ist gesichert."), "{run:?}");
}

#[test]
fn a_view_that_names_what_is_not_there_says_so_and_what_to_do() {
    let desk = desk();
    for (view, wanted) in [
        ("table = \"bodies\"\ncolumns = [\"name\", \"contact/phon\"]", "Meinten Sie contact/phone?"),
        ("table = \"bodies\"\nsort = \"-fax\"", "fax"),
        ("table = \"bodis\"", "Meinten Sie bodies?"),
        ("table = \"bodies\"\nquery = \"lefel:büro\"", "Ist „level“ gemeint?"),
    ] {
        desk.put(OWN, &format!("[x]\n{view}\n"));
        let run = desk.run(&["list", "@x"]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains(wanted), "{view}: {run:?}");
        assert!(run.err.contains("So steht es in der Ansicht „x“ (~/config/bildungsnetz/views.toml)"), "{run:?}");
    }
}

#[test]
fn what_is_wrong_in_a_file_is_told_and_the_other_views_hold() {
    let desk = desk();
    desk.put(OWN, "[kaputt\ntable = \"bodies\"\n");
    let run = desk.run(&["list", "@büros", "--format", "csv", "--columns", "id"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(0), 4), "{run:?}");
    assert!(run.err.starts_with("~/config/bildungsnetz/views.toml:1:"), "{run:?}");
}

#[test]
fn what_others_put_beside_a_dataset_is_not_followed() {
    let desk = desk();
    let shared = desk.path(SHARED);
    std::fs::remove_file(&shared).unwrap();
    desk.put("secret.toml", "[geheim]\ntable = \"bodies\"\n");
    std::os::unix::fs::symlink(desk.path("secret.toml"), &shared).unwrap();
    let run = desk.run(&["list", "@geheim"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("koeln.ron.views.toml"), "{run:?}");
    // A pipe is not waited for.
    std::fs::remove_file(&shared).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, &shared, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    let run = desk.run(&["list", "@büros", "--format", "csv"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}
