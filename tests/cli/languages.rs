//! What programs read is the same in every language.

use crate::desk::{Desk, SMALL};

/// Every command with the formats for programs that it has.
const COMMANDS: &[(&[&str], &[&str])] = &[
    (&["list", "bodies"], &["json", "csv", "ron"]),
    (&["list", "regions"], &["json", "csv", "ron"]),
    (&["list", "engagements", "--columns", "region,status,since", "--sort", "status"], &["json", "csv"]),
    (&["show", "bodies/dueren-buero"], &["json", "ron"]),
    (&["show", "bodies/dueren-buero", "--field", "level,source/certainty"], &["json", "csv", "ron"]),
    (&["find", "mint"], &["json", "csv"]),
    (&["contact", "jülich", "--field", "mint"], &["json", "csv"]),
    (&["get", "bodies/dueren-buero/level"], &["json", "ron", "table"]),
    (&["log"], &["json", "csv"]),
    (&["recover"], &["json"]),
    (&["diff", "koeln.ron", "other.ron"], &["json"]),
    (&["check", "--all"], &["json", "csv"]),
    (&["review"], &["json", "csv"]),
    (&["matrix"], &["json", "csv"]),
    (&["process"], &["json", "csv"]),
    (&["meetings"], &["json", "csv"]),
    (&["overview"], &["json", "csv"]),
    (&["network"], &["json", "csv", "dot", "graphml"]),
    (&["keys"], &["json", "csv"]),
    (&["config"], &["json", "csv"]),
];

#[test]
fn programs_read_the_same_in_every_language() {
    let desk = Desk::new();
    desk.put("koeln.ron", &SMALL.replace("\"2024-06\"", "\"2014-06\"").replace("short: \"Köln\"", "shrt: \"Köln\""));
    desk.put("other.ron", SMALL);
    assert_eq!(desk.run(&["set", "regions/koeln/name", "Köln"]).code, Some(0));
    for (command, formats) in COMMANDS {
        for format in *formats {
            let told = |lang: &str| desk.run(&[command, &["--format", format, "--lang", lang][..]].concat()).out;
            // This setting is the language itself.
            let other =
                |out: &str| out.lines().filter(|line| !line.starts_with("lang,")).collect::<Vec<_>>().join("\n");
            let own = |out: &str| out.replacen("\"value\": \"de\"", "\"value\": \"en\"", 1);
            let (de, en) = (other(&told("de")), other(&told("en")));
            assert!(!de.is_empty(), "{command:?} {format}");
            let de = if *command == ["config"] { own(&de) } else { de };
            assert_eq!(de, en, "{command:?} {format}");
        }
    }
}

#[test]
fn codes_have_their_labels_beside_them() {
    let desk = Desk::new();
    let out = |arguments: &[&str]| desk.run(arguments).out;
    let csv = out(&["list", "bodies", "--format", "csv"]);
    assert!(csv.starts_with("id,level,level_de,level_en,name,"), "{csv}");
    assert!(csv.contains("dueren-buero,Bildungsbuero,Bildungsbüro,"), "{csv}");
    let json = out(&["show", "bodies/dueren-buero", "--format", "json"]);
    assert!(
        json.contains("\"labels\"") && json.contains("\"members/group\"") && json.contains("\"de\": \"Bildungsbüro\""),
        "{json}"
    );
    let check = out(&["check", "--format", "csv"]);
    assert!(check.starts_with("line,column,severity,rule,address,message_de,message_en\n"), "{check}");
    assert!(out(&["keys", "--format", "csv"]).starts_with("name,keys,contexts,label_de,label_en,help_de,help_en\n"));
    assert!(out(&["matrix", "--format", "csv"]).contains("mint,Schwerpunkt:Active,\n"));
}
