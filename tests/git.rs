//! Two people, two clones, one dataset: what git makes of it when it merges, rebases and picks
//! through this program.
//!
//! Every story is told three times: pulled, rebased, picked. Real git in a folder of its own,
//! without anybody's settings.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]
#![allow(clippy::disallowed_methods, reason = "a test's own files are nobody's live dataset")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use portable_pty::CommandBuilder;
use terminal::{Life, Terminal};

#[allow(dead_code, reason = "made for the tests of the screen too")]
#[path = "pty/terminal.rs"]
mod terminal;

const SMALL: &str = include_str!("cli/small.ron");
const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");

/// How what the other did comes here.
#[derive(Debug, Clone, Copy, PartialEq)]
enum How {
    Pull,
    Rebase,
    Pick,
}

/// A folder with a repository for both, and a clone of each.
struct Team {
    folder: tempfile::TempDir,
}

/// How it came out here.
struct End {
    /// Git had nothing to ask.
    clean: bool,
    /// What git said.
    said: String,
    /// The dataset.
    text: String,
    team: Team,
}

impl Team {
    fn new() -> Team {
        let team = Team { folder: tempfile::tempdir().unwrap() };
        team.git(".", &["init", "--quiet", "--bare", "--initial-branch=main", "hub"]);
        team.git(".", &["clone", "--quiet", "hub", "anna"]);
        std::fs::write(team.path("anna/koeln.ron"), SMALL).unwrap();
        team.program("anna", &["git", "setup"]);
        team.git("anna", &["checkout", "--quiet", "-B", "main"]);
        team.git("anna", &["add", "--all"]);
        team.git("anna", &["commit", "--quiet", "--message=Anfang"]);
        team.git("anna", &["push", "--quiet", "--set-upstream", "origin", "main"]);
        team.git(".", &["clone", "--quiet", "hub", "berta"]);
        team.program("berta", &["git", "setup"]);
        team
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, program: &str, place: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path(place)).env_clear().env("HOME", self.folder.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_EDITOR", "true");
        command.env("LANG", "en_GB.UTF-8").env("LC_ALL", "en_GB.UTF-8");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Test").env(format!("GIT_{role}_EMAIL"), "test@example.org");
        }
        command
    }

    fn try_git(&self, place: &str, arguments: &[&str]) -> Output {
        self.command("git", place).args(arguments).output().unwrap()
    }

    fn git(&self, place: &str, arguments: &[&str]) -> String {
        said_well(&self.try_git(place, arguments), arguments)
    }

    fn try_program(&self, place: &str, arguments: &[&str]) -> Output {
        let mut command = self.command(PROGRAM, place);
        command.env("BILDUNGSNETZ_DATA", self.path(place).join("koeln.ron"));
        command.args(arguments).output().unwrap()
    }

    fn program(&self, place: &str, arguments: &[&str]) -> String {
        said_well(&self.try_program(place, arguments), arguments)
    }

    /// Changes the dataset by commands of the program and commits that.
    fn change(&self, place: &str, commands: &[&[&str]]) {
        for arguments in commands {
            self.program(place, arguments);
        }
        self.git(place, &["commit", "--quiet", "--all", "--message", place]);
    }

    /// What Anna did is in the common repository; Berta takes it in.
    fn meet(self, how: How) -> End {
        self.git("anna", &["push", "--quiet"]);
        self.git("berta", &["fetch", "--quiet"]);
        let output = match how {
            How::Pull => self.try_git("berta", &["pull", "--no-rebase", "--no-edit"]),
            How::Rebase => self.try_git("berta", &["pull", "--rebase"]),
            How::Pick => self.try_git("berta", &["cherry-pick", "origin/main"]),
        };
        let said = format!("{how:?}\n{}{}", text(&output.stdout), text(&output.stderr));
        let file = std::fs::read_to_string(self.path("berta/koeln.ron")).unwrap();
        End { clean: output.status.success(), said, text: file, team: self }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn said_well(output: &Output, arguments: &[&str]) -> String {
    let said = text(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}{}", text(&output.stdout));
    text(&output.stdout)
}

/// Anna does one thing, Berta another; then they meet in every way.
fn story(anna: &[&[&str]], berta: &[&[&str]], look: impl Fn(&End)) {
    for how in [How::Pull, How::Rebase, How::Pick] {
        let team = Team::new();
        team.change("anna", anna);
        team.change("berta", berta);
        look(&team.meet(how));
    }
}

/// Everything is there, nothing is asked, and the dataset has no errors.
fn all_there(end: &End, parts: &[&str]) {
    assert!(end.clean, "{}\n{}", end.said, end.text);
    parts.iter().for_each(|part| assert!(end.text.contains(part), "{part} is missing\n{}\n{}", end.said, end.text));
    assert!(!end.text.contains("<<<<<<<"), "{}", end.text);
    end.team.program("berta", &["check"]);
    assert_eq!(end.team.git("berta", &["status", "--porcelain"]), "", "{}", end.said);
}

/// Git asks, both versions stand in the file, and `check` says so.
fn asked(end: &End, parts: &[&str]) {
    assert!(!end.clean, "{}\n{}", end.said, end.text);
    assert!(end.said.contains("Conflict: "), "{}", end.said);
    for part in parts.iter().chain(&["<<<<<<< ours\n", "||||||| base\n", "=======\n", ">>>>>>> theirs\n"]) {
        assert!(end.text.contains(part), "{part} is missing\n{}\n{}", end.said, end.text);
    }
    let check = end.team.try_program("berta", &["check"]);
    let said = text(&check.stdout) + &text(&check.stderr);
    assert!(!check.status.success() && said.contains("leftover of a merge"), "{said}");
    assert!(end.team.git("berta", &["status", "--porcelain"]).contains("U"), "{}", end.said);
}

/// How many lines stand between the first and the last marker, these included.
fn marked_lines(text: &str) -> usize {
    let at = |mark: &str| text.lines().position(|line| line.starts_with(mark)).unwrap();
    at(">>>>>>>") - at("<<<<<<<") + 1
}

#[test]
fn different_fields_of_one_record() {
    story(
        &[&["set", "bodies/dueren-buero/contact/phone", "02421 22-1"]],
        &[&["set", "bodies/dueren-buero/contact/email", "neu@kreis-dueren.example"]],
        |end| all_there(end, &["phone: \"02421 22-1\", // Zentrale", "email: \"neu@kreis-dueren.example\""]),
    );
}

#[test]
fn fields_on_one_line() {
    story(&[&["set", "regions/koeln/short", "K"]], &[&["set", "regions/koeln/seat", "Köln-Deutz"]], |end| {
        all_there(end, &["short: \"K\", kind: KreisfreieStadt, seat: \"Köln-Deutz\""]);
    });
}

#[test]
fn different_items_of_one_list() {
    story(
        &[&["set", "bodies/dueren-lenkungskreis/members/0/seats", "7"]],
        &[
            &["set", "bodies/dueren-lenkungskreis/members/1/seats", "8"],
            &["add", "action_fields/mint/synonyms", "Technik"],
        ],
        |end| {
            all_there(end, &["group: Schulaufsicht, seats: 7", "institution: \"Kreis Düren\", seats: 8", "\"Technik\""])
        },
    );
}

#[test]
fn added_on_both_sides() {
    story(
        &[
            &["add", "recommendations", "(id: \"r1\", action_field: \"mint\", text: \"Mehr Labore\")"],
            &["add", "action_fields/mint/synonyms", "Technik"],
        ],
        &[
            &["add", "recommendations", "(id: \"r2\", action_field: \"mint\", text: \"Mehr Zeit\")"],
            &["add", "action_fields/mint/synonyms", "Informatik"],
        ],
        |end| all_there(end, &["\"Mehr Labore\"", "\"Mehr Zeit\"", "\"Technik\"", "\"Informatik\""]),
    );
}

#[test]
fn an_id_renamed_here_and_referred_to_there() {
    let rename: &[&[&str]] = &[&["set", "regions/dueren/id", "kreis-dueren"]];
    let refer: &[&[&str]] =
        &[&["add", "bodies", "(id: \"neu\", level: Arbeitskreis, name: \"Neu\", regions: [\"dueren\"])"]];
    let look = |end: &End| {
        all_there(end, &["name: \"Neu\""]);
        assert_eq!(end.team.program("berta", &["get", "bodies/neu/regions/0"]), "kreis-dueren\n", "{}", end.said);
    };
    story(rename, refer, look);
    story(refer, rename, look);
}

#[test]
fn deleted_here_and_edited_there_is_asked() {
    let delete: &[&[&str]] = &[&["remove", "meetings/dueren-1"]];
    let edit: &[&[&str]] = &[&["set", "meetings/dueren-1/title", "Auftakt"]];
    let look = |end: &End| asked(end, &["title: \"Auftakt\"", "title: \"Erste Sitzung\""]);
    story(delete, edit, look);
    story(edit, delete, look);
}

#[test]
fn the_same_field_set_differently_is_asked_around_its_record_only() {
    let look = |end: &End| {
        asked(end, &["phone: \"111\"", "phone: \"222\"", "seat: \"Jülich\""]);
        // Three versions of one record of twelve lines with its comment, and four markers.
        assert!(marked_lines(&end.text) <= 3 * 13 + 4, "{}", end.text);
        assert_eq!(end.text.matches("seat: \"Jülich\"").count(), 1, "what is not in conflict is merged\n{}", end.text);
    };
    story(
        &[&["set", "bodies/dueren-buero/contact/phone", "111"], &["set", "regions/dueren/seat", "Jülich"]],
        &[&["set", "bodies/dueren-buero/contact/phone", "222"]],
        look,
    );
}

impl Team {
    /// Opens the program on somebody's dataset, in a terminal.
    fn open(&self, place: &str) -> Terminal {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["koeln.ron"]);
        command.cwd(self.path(place));
        command.env_clear();
        command.env("HOME", self.folder.path());
        command.env("LANG", "de_DE.UTF-8");
        command.env("TERM", "xterm-256color");
        Terminal::run(command)
    }
}

#[test]
fn what_git_asks_is_decided_on_the_screen() {
    story(
        &[&["set", "bodies/dueren-buero/contact/phone", "111"], &["set", "regions/dueren/seat", "Jülich"]],
        &[&["set", "bodies/dueren-buero/contact/phone", "222"]],
        |end| {
            let team = &end.team;
            let mut screen = team.open("berta");
            screen.shows("╭─ Konflikt").shows("111").shows("222").shows("02421 22-0");
            screen.keys("e").shows("Enter übernimmt");
            screen.keys("\u{15}333\r").shows("Alle Konflikte sind entschieden");
            assert_eq!(
                std::fs::read_to_string(team.path("berta/koeln.ron")).unwrap(),
                end.text,
                "nothing is written yet"
            );
            screen.keys("\u{13}").shows(" gespeichert");
            screen.keys("q");
            assert_eq!(screen.ends(), Life::Ended(0));
            let expected = SMALL.replace("02421 22-0", "333").replace("seat: \"Düren\"", "seat: \"Jülich\"");
            assert_eq!(std::fs::read_to_string(team.path("berta/koeln.ron")).unwrap(), expected);
            team.program("berta", &["check"]);
            team.git("berta", &["add", "koeln.ron"]);
            assert!(!team.git("berta", &["status", "--porcelain"]).contains('U'), "{}", end.said);
            assert_eq!(team.git("berta", &["diff", "--check", "--cached"]), "");
        },
    );
}

#[test]
fn what_git_asks_while_the_program_is_open_is_no_part_of_the_dataset() {
    let end = conflict();
    let text = std::fs::read_to_string(end.team.path("anna/koeln.ron")).unwrap();
    std::fs::write(end.team.path("berta/koeln.ron"), text).unwrap();
    let mut first = end.team.open("berta");
    // An answered key says that it watches the file.
    first.keys("j").shows("─ Stadt Köln ─");
    first.keys("k").shows("─ Kreis Düren ─");
    std::fs::write(end.team.path("berta/koeln.ron"), &end.text).unwrap();
    first.shows("Git hat Konfliktmarken");
    let mut second = end.team.open("berta");
    second.shows("╭─ Konflikt");
    second.keys("\r").shows("Alle Konflikte sind entschieden");
    second.keys("\u{13}").shows(" gespeichert");
    second.keys("q");
    assert_eq!(second.ends(), Life::Ended(0));
    first.shows("222");
    first.keys("q");
    assert_eq!(first.ends(), Life::Ended(0));
}

/// Both set the telephone, and git asks.
fn conflict() -> End {
    let team = Team::new();
    for (place, phone) in [("anna", "111"), ("berta", "222")] {
        team.change(place, &[&["set", "bodies/dueren-buero/contact/phone", phone]]);
    }
    let end = team.meet(How::Pull);
    assert!(end.text.contains("<<<<<<<"), "{}", end.said);
    end
}

#[test]
fn lines_that_git_marked_by_itself_are_opened_too() {
    let team = Team::new();
    team.git("berta", &["config", "--remove-section", "merge.bildungsnetz"]);
    for (place, phone) in [("anna", "111"), ("berta", "222")] {
        team.change(place, &[&["set", "bodies/dueren-buero/contact/phone", phone]]);
    }
    let end = team.meet(How::Pull);
    assert!(end.text.contains("<<<<<<< HEAD") && !end.text.contains("|||||||"), "{}", end.text);
    let mut screen = end.team.open("berta");
    screen.shows("╭─ Konflikt").shows("111").shows("222");
    screen.keys("\u{1b}").hides("╭─ Konflikt");
    screen.keys("\u{13}").shows("Entscheiden Sie zuerst alle Konflikte").shows("╭─ Konflikt");
    screen.keys("j\r").shows("Alle Konflikte sind entschieden");
    screen.keys("\u{13}").shows(" gespeichert");
    screen.keys("q");
    assert_eq!(screen.ends(), Life::Ended(0));
    let text = std::fs::read_to_string(end.team.path("berta/koeln.ron")).unwrap();
    assert_eq!(text, SMALL.replace("02421 22-0", "111"));
}

#[test]
fn a_version_that_is_no_dataset_loses_nothing_either() {
    let team = Team::new();
    let put = |place: &str, text: &str| {
        std::fs::write(team.path(place).join("koeln.ron"), text).unwrap();
        team.git(place, &["commit", "--quiet", "--all", "--message", place]);
    };
    put("anna", &SMALL.replace("    regions: [\n", "    regions: [[\n"));
    put("berta", &SMALL.replace("\"Stadt Köln\"", "\"Köln am Rhein\""));
    let end = team.meet(How::Pull);
    assert!(!end.clean && end.text.contains("regions: [[") && end.text.contains("Köln am Rhein"), "{}", end.text);
}

#[test]
fn git_shows_changes_by_address() {
    let team = Team::new();
    team.change("anna", &[&["set", "bodies/dueren-buero/contact/phone", "111"]]);
    let shown = team.git("anna", &["show", "HEAD"]);
    assert!(shown.contains("-bodies/dueren-buero/contact/phone: \"02421 22-0\"\n"), "{shown}");
    assert!(shown.contains("+bodies/dueren-buero/contact/phone: \"111\"\n"), "{shown}");
    let external = format!("diff.bildungsnetz.command={PROGRAM} diff --git-external");
    let shown = team.git("anna", &["-c", &external, "diff", "HEAD~1"]);
    assert_eq!(shown, "koeln.ron\nbodies/dueren-buero/contact/phone: “02421 22-0” → “111”\n");
    team.git("anna", &["mv", "koeln.ron", "neu.ron"]);
    std::fs::write(team.path("anna/.gitattributes"), "*.ron diff=bildungsnetz\n").unwrap();
    let shown = team.git("anna", &["-c", &external, "diff", "--find-renames", "HEAD"]);
    assert!(shown.contains("koeln.ron"), "{shown}");
}

#[test]
fn setting_up_is_told_can_be_repeated_and_is_refused_elsewhere() {
    let team = Team::new();
    let before = |name: &str| std::fs::read_to_string(team.path(name)).unwrap();
    let files = [before("anna/.gitattributes"), before("anna/.git/config"), before("anna/.git/info/exclude")];
    assert_eq!(files[0], "/koeln.ron merge=bildungsnetz diff=bildungsnetz\n");
    let again = team.try_program("anna", &["git", "setup"]);
    assert!(text(&again.stderr).contains("merge.bildungsnetz.driver"), "{}", text(&again.stderr));
    assert_eq!(files, [before("anna/.gitattributes"), before("anna/.git/config"), before("anna/.git/info/exclude")]);
    std::fs::create_dir(team.path("elsewhere")).unwrap();
    std::fs::write(team.path("elsewhere/koeln.ron"), SMALL).unwrap();
    for (place, arguments) in [("elsewhere", &["git", "setup"][..]), ("anna", &["--restricted", "git", "setup"])] {
        let refused = team.try_program(place, arguments);
        assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    }
    assert!(!Path::new(&team.path("elsewhere/.gitattributes")).exists());
}

#[test]
fn setting_up_writes_through_no_trap() {
    let team = Team::new();
    let attributes = team.path("anna/.gitattributes");
    std::fs::write(team.path("victim"), "mine\n").unwrap();
    type Trap = fn(&Team, &str);
    let traps: [(Trap, &str); 3] = [
        (|team, at| std::os::unix::fs::symlink(team.path("victim"), at).unwrap(), "symbolischer Verweis"),
        (|team, at| std::fs::hard_link(team.path("victim"), at).unwrap(), "Namen"),
        (|_, at| std::fs::create_dir(at).unwrap(), "Datei"),
    ];
    for (set, why) in traps {
        std::fs::remove_file(&attributes).or_else(|_| std::fs::remove_dir(&attributes)).unwrap();
        set(&team, attributes.to_str().unwrap());
        let refused = team.try_program("anna", &["--lang", "de", "git", "setup"]);
        assert_eq!(refused.status.code(), Some(4), "{}", text(&refused.stderr));
        assert!(text(&refused.stderr).contains(why), "{}", text(&refused.stderr));
    }
    assert_eq!(std::fs::read_to_string(team.path("victim")).unwrap(), "mine\n");
}

#[test]
fn setting_up_covers_exactly_the_file_whatever_its_name() {
    let names = [
        "Verzeichnis Köln.ron",
        "[neu] köln.ron",
        "#a*\"b\\c?.ron",
        "!tab\tand space.ron",
        "zwei\nZeilen.ron",
        "-x.ron",
        "am Ende ein Leerzeichen.ron ",
        "daten/ für/#k [1].ron",
        "[attr]x.ron",
        "\u{1}steuer\u{7f}.ron",
    ];
    for name in names {
        let team = Team::new();
        let file = team.path("anna").join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, SMALL).unwrap();
        team.program("anna", &[&format!("--data=./{name}"), "git", "setup"]);
        let driver = |name: &str| {
            let said = team.git("anna", &["check-attr", "-z", "merge", "diff", "--", name]);
            said.split('\0').skip(2).step_by(3).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(driver(name), ["bildungsnetz"; 2], "{name:?}");
        for other in [format!("x{name}"), format!("sub/{name}"), name.replace('k', "z"), format!("{name}x")] {
            assert!(other == name || driver(&other) == ["unspecified"; 2], "{other:?}");
        }
        let beside = |before: &str, behind: &str| {
            let (folder, name) = name.rsplit_once('/').map_or((String::new(), name), |(f, n)| (format!("{f}/"), n));
            format!("{folder}{before}{name}{behind}")
        };
        for ignored in
            [beside("", ".history"), beside("", ".backups/x"), beside("", ".reminders"), beside(".", ".lock")]
        {
            team.git("anna", &["check-ignore", "-q", "--", &ignored]);
            let elsewhere = format!("sub/{ignored}");
            assert!(!team.try_git("anna", &["check-ignore", "-q", "--", &elsewhere]).status.success(), "{elsewhere}");
        }
    }
}

#[test]
fn a_file_of_any_name_is_merged_by_records() {
    let name = "-k \"ö\" [1]%P.ron";
    let team = Team::new();
    std::fs::rename(team.path("anna/koeln.ron"), team.path("anna").join(name)).unwrap();
    let data = format!("--data=./{name}");
    team.program("anna", &[&data, "git", "setup"]);
    team.git("anna", &["add", "--all"]);
    team.git("anna", &["commit", "--quiet", "--message=Name"]);
    let set = |address: &str, value: &str| {
        team.program("anna", &[&data, "set", address, value]);
        team.git("anna", &["commit", "--quiet", "--all", "--message", value]);
    };
    team.git("anna", &["checkout", "--quiet", "-b", "dort"]);
    set("bodies/dueren-buero/contact/email", "neu@kreis-dueren.example");
    team.git("anna", &["checkout", "--quiet", "main"]);
    set("bodies/dueren-buero/contact/phone", "02421 22-1");
    let said = team.git("anna", &["merge", "--no-edit", "dort"]);
    let merged = std::fs::read_to_string(team.path("anna").join(name)).unwrap();
    assert!(merged.contains("02421 22-1") && merged.contains("neu@kreis-dueren"), "{said}\n{merged}");
}

#[test]
fn setting_up_and_undoing_it_leave_other_attributes_byte_for_byte() {
    let own = b"# Attribute\r\n*.png binary\r\n\xff.ron merge=union\n\n*.txt text".to_vec();
    let team = Team::new();
    let read = |name: &str| std::fs::read(team.path(name)).unwrap_or_default();
    let (config, exclude) = (read("anna/.git/config"), read("anna/.git/info/exclude"));
    std::fs::write(team.path("anna/.gitattributes"), &own).unwrap();
    team.program("anna", &["git", "setup"]);
    let written = [own.as_slice(), b"\n/koeln.ron merge=bildungsnetz diff=bildungsnetz\n"].concat();
    assert_eq!(read("anna/.gitattributes"), written);
    assert_eq!((read("anna/.git/config"), read("anna/.git/info/exclude")), (config, exclude));
    // Once more, also where git or a person made the entries differ or double.
    team.git("anna", &["config", "--add", "merge.bildungsnetz.driver", "false"]);
    team.program("anna", &["git", "setup"]);
    assert_eq!(read("anna/.gitattributes"), written);
    assert_eq!(team.git("anna", &["config", "--get-all", "merge.bildungsnetz.name"]), "bildungsnetz\n");
    assert_eq!(team.git("anna", &["config", "--get-all", "merge.bildungsnetz.driver"]).lines().count(), 1);

    for time in [1, 2] {
        let told = text(&team.try_program("anna", &["git", "setup", "--undo"]).stderr);
        assert_eq!(told.contains("Nothing is set up"), time == 2, "{told}");
        assert_eq!(read("anna/.gitattributes"), [own.as_slice(), b"\n"].concat());
        assert!(!String::from_utf8_lossy(&read("anna/.git/config")).contains("bildungsnetz"));
        assert!(!String::from_utf8_lossy(&read("anna/.git/info/exclude")).contains("koeln.ron"));
    }
    std::fs::write(team.path("anna/.gitattributes"), "").unwrap();
    team.program("anna", &["git", "setup"]);
    team.program("anna", &["git", "setup", "--undo"]);
    assert!(!team.path("anna/.gitattributes").exists(), "what only it wrote goes as a whole");
}

#[test]
fn undoing_keeps_what_another_dataset_of_the_repository_needs() {
    let team = Team::new();
    std::fs::write(team.path("anna/bonn.ron"), SMALL).unwrap();
    team.program("anna", &["--data", "bonn.ron", "git", "setup"]);
    team.program("anna", &["git", "setup", "--undo"]);
    let attributes = std::fs::read_to_string(team.path("anna/.gitattributes")).unwrap();
    assert_eq!(attributes, "/bonn.ron merge=bildungsnetz diff=bildungsnetz\n");
    assert!(team.git("anna", &["config", "merge.bildungsnetz.driver"]).contains("merge %O %A %B"));
}

#[test]
fn attributes_that_come_first_are_named() {
    let team = Team::new();
    std::fs::write(team.path("anna/.git/info/attributes"), "*.ron merge=union\n").unwrap();
    let setup = team.try_program("anna", &["git", "setup"]);
    assert_eq!(setup.status.code(), Some(1));
    assert!(text(&setup.stderr).contains(".git/info/attributes"), "{}", text(&setup.stderr));
    // A pattern of one's own is left alone.
    std::fs::write(team.path("anna/.git/info/attributes"), "*.ron merge=bildungsnetz diff=bildungsnetz\n").unwrap();
    std::fs::write(team.path("anna/.gitattributes"), "").unwrap();
    team.program("anna", &["git", "setup"]);
    assert_eq!(std::fs::read_to_string(team.path("anna/.gitattributes")).unwrap(), "");
}

#[test]
fn the_command_is_registered_by_name_where_the_path_leads_to_this_program() {
    let team = Team::new();
    let driver = |folders: &[&Path]| {
        let path = std::env::join_paths(folders.iter().map(|f| f.to_path_buf()).chain([PathBuf::from("/usr/bin")]));
        let mut setup = team.command(PROGRAM, "anna");
        setup.env("PATH", path.unwrap()).env("BILDUNGSNETZ_DATA", team.path("anna/koeln.ron"));
        said_well(&setup.args(["git", "setup"]).output().unwrap(), &["git", "setup"]);
        team.git("anna", &["config", "merge.bildungsnetz.driver"])
    };
    let own = Path::new(PROGRAM).parent().unwrap();
    assert!(driver(&[own]).starts_with("bildungsnetz merge %O"), "{}", driver(&[own]));
    assert!(driver(&[]).starts_with(&format!("{PROGRAM} merge %O")), "{}", driver(&[]));
    let links = team.path("links");
    std::fs::create_dir(&links).unwrap();
    std::os::unix::fs::symlink(PROGRAM, links.join("bildungsnetz")).unwrap();
    assert!(driver(&[&links]).starts_with("bildungsnetz merge %O"), "by a link too");
    let other = team.path("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::copy("/bin/true", other.join("bildungsnetz")).unwrap();
    assert!(driver(&[&other, own]).starts_with(&format!("{PROGRAM} merge %O")), "another program is in front");
}

/// Copies a program by another process: one that this process had open for writing could not be
/// started while a child of another test still holds it.
fn install(program: &Path, at: &Path) {
    let done = Command::new("install").args(["-m", "755"]).args([program, at]).status().unwrap();
    assert!(done.success());
}

/// Anna and Berta set up with a program of their own, which is then taken away or spoiled.
fn without_program(spoil: impl Fn(&Path), values: [&[&[&str]]; 2]) -> End {
    let team = Team::new();
    let own = team.path("own program %");
    install(Path::new(PROGRAM), &own);
    let mut setup = team.command(own.to_str().unwrap(), "berta");
    setup.env("BILDUNGSNETZ_DATA", team.path("berta/koeln.ron")).args(["git", "setup"]);
    said_well(&setup.output().unwrap(), &["git", "setup"]);
    team.change("anna", values[0]);
    team.change("berta", values[1]);
    spoil(&own);
    team.meet(How::Pull)
}

#[test]
fn a_program_that_is_gone_or_fails_leaves_the_markers_of_git() {
    use std::os::unix::fs::PermissionsExt as _;
    let phones: [&[&[&str]]; 2] = [
        &[&["set", "bodies/dueren-buero/contact/phone", "111"]],
        &[&["set", "bodies/dueren-buero/contact/phone", "222"]],
    ];
    let script = |own: &Path, text: &str| {
        let written = own.with_extension("new");
        std::fs::write(&written, text).unwrap();
        install(&written, own);
    };
    let spoilt: [&dyn Fn(&Path); 5] = [
        &|own| std::fs::remove_file(own).unwrap(),
        &|own| std::fs::set_permissions(own, std::fs::Permissions::from_mode(0o644)).unwrap(),
        &|own| script(own, "#!/bin/sh\nexit 3\n"),
        &|own| script(own, "#!/bin/sh\nkill -9 $$\n"),
        &|own| script(own, "#!/nowhere/sh\n"),
    ];
    for spoil in spoilt {
        let end = without_program(spoil, phones);
        assert!(!end.clean, "{}", end.said);
        for part in ["<<<<<<< ours\n", "||||||| base\n", "=======\n", ">>>>>>> theirs\n", "\"111\"", "\"222\""] {
            assert!(end.text.contains(part), "{part} is missing\n{}\n{}", end.said, end.text);
        }
        assert!(end.team.git("berta", &["status", "--porcelain"]).contains("UU"), "{}", end.said);
        let diff = end.team.git("berta", &["show", "HEAD"]);
        assert!(diff.contains("222"), "what changed is shown by lines: {diff}");
    }
    // What no line of both concerns is merged as git does it everywhere.
    let end =
        without_program(|own| std::fs::remove_file(own).unwrap(), [phones[0], &[&["set", "regions/koeln/short", "K"]]]);
    assert!(end.clean && end.text.contains("\"111\"") && end.text.contains("short: \"K\""), "{}", end.said);
}

#[test]
fn a_version_that_is_no_text_of_ours_is_merged_by_git() {
    let team = Team::new();
    let put = |place: &str, bytes: &[u8]| {
        std::fs::write(team.path(place).join("koeln.ron"), bytes).unwrap();
        team.git(place, &["commit", "--quiet", "--all", "--message", place]);
    };
    // Latin-1, as an old editor saves it.
    let latin: Vec<u8> = SMALL.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    put("anna", &latin);
    put("berta", SMALL.replace("\"Stadt Köln\"", "\"Köln am Rhein\"").as_bytes());
    team.git("anna", &["push", "--quiet"]);
    let pull = team.try_git("berta", &["pull", "--no-rebase", "--no-edit"]);
    let merged = std::fs::read(team.path("berta/koeln.ron")).unwrap();
    let has = |part: &[u8]| merged.windows(part.len()).any(|bytes| bytes == part);
    assert!(!pull.status.success() && has(b"<<<<<<< ours") && has(b"K\xf6ln") && has("Köln am Rhein".as_bytes()));
}

#[test]
fn doctor_says_whether_git_merges_by_records_and_what_is_wrong_with_it() {
    let team = Team::new();
    let says = |wanted: &str| {
        let told = text(&team.try_program("anna", &["doctor"]).stdout);
        assert!(told.contains(wanted), "{wanted}: {told}");
    };
    says(&format!("(merges by record with {PROGRAM})"));
    team.git("anna", &["config", "merge.bildungsnetz.driver", "/nowhere/bildungsnetz merge %O %A %B"]);
    says("names /nowhere/bildungsnetz, which cannot be started; bildungsnetz git setup corrects that");
    team.git("anna", &["config", "merge.bildungsnetz.driver", "/bin/true merge %O %A %B"]);
    says("names /bin/true, which cannot be started");
    team.git("anna", &["config", "merge.bildungsnetz.driver", &format!("{PROGRAM} merge %O %A %B --output %A")]);
    says("is from an earlier version");
    team.git("anna", &["config", "--unset", "merge.bildungsnetz.driver"]);
    says("this clone is not set up; run bildungsnetz git setup");
    team.program("anna", &["git", "setup"]);
    says("(merges by record with ");
    std::fs::write(team.path("anna/.gitattributes"), "").unwrap();
    says("(merges by line; bildungsnetz git setup sets it up)");
}

#[test]
fn a_repository_of_another_account_is_named_and_not_called_missing() {
    let team = Team::new();
    let command = |arguments: &[&str]| {
        let mut command = team.command(PROGRAM, "anna");
        // As git itself tests it (t/t0033-safe-directory.sh), without needing a second account.
        command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").env("BILDUNGSNETZ_DATA", team.path("anna/koeln.ron"));
        command.args(arguments).output().unwrap()
    };
    let setup = command(&["git", "setup"]);
    assert_eq!(setup.status.code(), Some(2));
    let told = text(&setup.stderr);
    assert!(!told.contains("does not lie in"), "{told}");
    // What git says itself, line by line.
    let said = command_of_git(&team);
    assert!(said.contains("safe.directory") && said.lines().count() > 2, "{said}");
    said.lines().map(str::trim).for_each(|line| assert!(told.contains(line), "{line} is missing\n{told}"));
    let told = text(&command(&["doctor"]).stdout);
    assert!(told.contains("detected dubious ownership") && told.contains("safe.directory"), "{told}");
}

/// What git says about Anna's repository where it belongs to somebody else.
fn command_of_git(team: &Team) -> String {
    let mut command = team.command("git", "anna");
    command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").env("LC_ALL", "C");
    text(&command.args(["rev-parse", "--show-toplevel"]).output().unwrap().stderr)
}
