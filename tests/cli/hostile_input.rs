//! Hostile values and file names through every subcommand: nothing in them may steer a terminal,
//! and a pipe gets the exact bytes where that is promised.

use bildungsnetz::text::unsafe_chars;
use bildungsnetz::texts::Lang;

use crate::desk::{Desk, SMALL};
use crate::terminal::seen_with;

/// What steers a terminal, moves its cursor, turns its text around or cannot be seen.
const HOSTILE: &str = "x\u{1b}]0;HACK\u{7}\u{1b}[2J\u{9b}31m\u{90}q\r\u{8}\u{7f}\u{85}\u{2028}\u{202e}\u{2066}\u{ad}\u{180e}\u{115f}\u{3164}\u{200b}x";

/// The name of a file that is as hostile as a name can be.
const FILE: &str = "k\u{1b}]0;HACK\u{7}\r\n\u{9b}31m\u{202e}\u{ad}\u{3164}.ron";

/// The small dataset in which every name and many values are hostile, two are very long, and so is
/// what stands around them.
fn dataset() -> String {
    let escaped: String = HOSTILE.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c))).collect();
    let mut text = SMALL.to_owned();
    for value in ["Regierungsbezirk Köln", "MINT", "Robotik", "Kreis Düren", "Jülich", "Lenkungskreis", "Erste Sitzung"]
    {
        text = text.replace(&format!("\"{value}\""), &format!("\"{escaped}\\u{{0}}{value}\""));
    }
    for value in ["02421 22-0", "2024-06", "https://www.kreis-dueren.example", "zdi", "Düren", "52428"] {
        text = text.replace(&format!("\"{value}\""), &format!("\"{value}{escaped}\""));
    }
    let long = format!("\"{}{escaped}\"", "sehr lang ".repeat(2_000));
    text = text.replace("\"Stadt Köln\"", &long).replace("hotline: \"ja\"", &format!("r#hot.line: {long}"));
    text.replace("// Die Büros zuerst.", "// Die Büros \u{202e}\u{9b}31m zuerst.")
}

/// Every subcommand with hostile arguments; of those that answer in formats, in each.
fn runs() -> Vec<Vec<String>> {
    let plain = [
        "check|--all",
        "check",
        "config",
        "contact|dueren",
        "contact|52428",
        "contact|HOSTILE",
        "contact|Jülich|--field|mint",
        "diff|koeln.ron|other.ron",
        "diff|koeln.ron|FILE",
        "doctor",
        "find|HACK",
        "find|HOSTILE",
        "git|setup",
        "get|bodies/dueren-lenkungskreis/name",
        "get|bodies/HOSTILE",
        "get|HOSTILE",
        "history|purge|HOSTILE",
        "init|HOSTILE/FILE",
        "keys",
        "list|bodies",
        "remind|--caretaker|HOSTILE",
        "list|HOSTILE",
        "list|@",
        "list|@HOSTILE",
        "list|regions",
        "list|municipalities",
        "list|action_fields",
        "list|engagements",
        "list|meetings",
        "log",
        "log|bodies/HOSTILE",
        "log|bodies/dueren-lenkungskreis",
        "blame|bodies/dueren-lenkungskreis",
        "blame|bodies/HOSTILE",
        "sync|--dry-run",
        "map",
        "map|--field|mint",
        "map|--field|HOSTILE",
        "matrix",
        "matrix|--concerns",
        "publish|HOSTILE",
        "publish|FILE|--date|HOSTILE",
        "publish|web|--base-url|HOSTILE",
        "publish|web|--licence|HOSTILE|--contact|HOSTILE",
        "process",
        "process|--open|--region|HOSTILE",
        "process|--year|HOSTILE",
        "meetings",
        "meetings|--body|HOSTILE",
        "meetings|--body|dueren-lenkungskreis",
        "remind",
        "review",
        "review|--caretaker|HOSTILE",
        "review|--region|HOSTILE",
        "overview",
        "overview|--region|HOSTILE",
        "overview|--sort|HOSTILE",
        "network",
        "network|--list|bodies|--region|HOSTILE",
        "network|--field|HOSTILE",
        "network|--format|dot",
        "network|--format|graphml",
        "merge|koeln.ron|other.ron|third.ron",
        "merge|FILE|FILE|FILE",
        "merge|koeln.ron|other.ron|third.ron|--path|FILE",
        "export|--as|csv|HOSTILE",
        "export|--as|csv|--table|bodies|--region|HOSTILE",
        "export|--as|csv|--table|bodies|-o|no/FILE",
        "import|FILE|--table|bodies",
        "import|koeln.ron|--dry-run|--map|HOSTILE=name",
        "import|koeln.ron|--as|csv|--table|bodies",
        "recover",
        "recover|--drop|HOSTILE",
        "proposals|list",
        "proposals|show|2|--format|csv",
        "proposals|take|2",
        "proposals|decline|2|--reason|HOSTILE",
        "proposals|mine",
        "proposals|withdraw|HOSTILE",
        "--propose|set|bodies/dueren-buero/name|HOSTILE|--reason|HOSTILE",
        "--propose|--print|remove|bodies/dueren-buero/contact/phone",
        "remove|bodies/HOSTILE",
        "remove|HOSTILE",
        "show|bodies/dueren-buero",
        "show|regions/koeln",
        "show|HOSTILE",
        "set|bodies/dueren-lenkungskreis/name|HOSTILE|--reason|HOSTILE",
        "set|bodies/dueren-lenkungskreis/level|HOSTILE",
        "set|bodies/dueren-buero/contact/phone|1|--expect|HOSTILE",
        "confirm|HOSTILE",
        "confirm|bodies/HOSTILE|bodies/dueren-lenkungskreis",
        "add|bodies|HOSTILE",
        "add|bodies|(id: \"HOSTILE\")",
        "add|HOSTILE|()",
        "remove|meetings/dueren-1",
        "HOSTILE|HOSTILE",
        "--data|FILE|list|bodies",
        "--data|no/FILE|check",
        "--data|broken.ron|check",
        "--data|marked.ron|list|bodies",
    ];
    let words = |run: &str| -> Vec<String> {
        run.split('|').map(|word| word.replace("HOSTILE", HOSTILE).replace("FILE", FILE)).collect()
    };
    let formats = [
        "check",
        "contact|dueren",
        "find|HACK",
        "list|bodies",
        "list|regions",
        "log",
        "map",
        "map|--field|mint",
        "matrix",
        "process",
        "meetings",
        "remind",
        "review",
        "overview",
        "network",
        "show|regions/koeln",
        "keys",
    ];
    let formatted =
        formats.iter().flat_map(|run| ["json", "csv", "md", "table"].map(|format| format!("{run}|--format|{format}")));
    plain.iter().map(|run| words(run)).chain(formatted.map(|run| words(&run))).collect()
}

fn desk() -> Desk {
    let desk = Desk::new();
    let text = dataset();
    desk.put("koeln.ron", &text);
    desk.put("other.ron", &text.replace("seats: 1", "seats: 3").replace("MINT", "Mint"));
    desk.put("third.ron", &text.replace("seats: 1", "seats: 4").replace("MINT", "M"));
    desk.put(FILE, &text.replace("seats: 2", "seats: 7"));
    desk.put("broken.ron", &format!("Directory(regions: [(id: \"a\" {HOSTILE}"));
    desk.put("marked.ron", &format!("<<<<<<< {HOSTILE}\n{text}=======\n{text}>>>>>>> {HOSTILE}\n"));
    desk
}

#[test]
fn nothing_steers_a_terminal_whatever_is_asked() {
    let desk = desk();
    for run in runs() {
        let arguments: Vec<&str> = run.iter().map(String::as_str).collect();
        for language in ["de_DE.UTF-8", "de_DE.ISO-8859-1"] {
            let text = seen_with(&desk, 100, [("TERM", "xterm"), ("LANG", language)], &arguments);
            let text = text.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "").replace("\r\n", "\n");
            let steering = unsafe_chars(&text).find(|c| *c != '\n');
            assert_eq!(steering, None, "{arguments:?}: {text:?}");
        }
    }
}

#[test]
fn messages_are_safe_on_a_pipe_too_and_answers_exact() {
    let desk = desk();
    for run in runs() {
        let arguments: Vec<&str> = run.iter().map(String::as_str).collect();
        let err = desk.run(&arguments).err;
        assert_eq!(unsafe_chars(&err).find(|c| *c != '\n'), None, "{arguments:?}: {err:?}");
    }
    let exact = format!("{HOSTILE}\0Kreis Düren");
    desk.put("koeln.ron", &dataset());
    assert_eq!(desk.run(&["get", "regions/dueren/name"]).out, format!("{exact}\n"));
    let json: serde_json::Value =
        serde_json::from_str(&desk.run(&["show", "regions/dueren", "--format", "json"]).out).unwrap();
    assert!(json.to_string().contains(&serde_json::to_string(&exact).unwrap()), "{json}");
}

#[test]
fn every_subcommand_is_among_the_runs() {
    let command = bildungsnetz::cli::command(Lang::De);
    let names = command.get_subcommands().map(|command| command.get_name().to_owned());
    // What these print is the program's own.
    let own = ["completions", "man", "help"];
    for name in names.filter(|name| !own.contains(&name.as_str())) {
        assert!(runs().iter().any(|run| run.contains(&name)), "no run of {name}");
    }
}

#[test]
fn what_is_said_beside_an_answer_is_spelled_like_the_answer() {
    let desk = Desk::new();
    let german = [("TERM", "xterm"), ("LANG", "de_DE.ISO-8859-1")];
    let text = seen_with(&desk, 120, german, &["get", "bodies/dueren-büro"]);
    assert!(text.is_ascii() && text.contains("bodies/dueren-b\\u{fc}ro"), "{text}");
    let text = seen_with(&desk, 120, german, &["set", "bodies/dueren-buero/level", "Gremium"]);
    assert!(text.is_ascii() && text.contains("Moeglich"), "{text}");
    desk.put("köln.ron", "Directory(\n  regions: [ü");
    let text = seen_with(&desk, 120, german, &["--data", "köln.ron", "check"]);
    assert!(text.is_ascii() && text.contains("k\\u{f6}ln.ron:2:"), "{text}");
    // A pipe gets the letters.
    let broken = desk.run(&["--data", "köln.ron", "check"]).err;
    assert!(broken.contains("köln.ron:2:"), "{broken}");
}
