//! What a client asks for without a screen, with each set-up of the document.

use crate::recipe::SetUp;
use crate::server::{KEYS, Run, Server, finish};

pub const SMALL: &str = include_str!("../cli/small.ron");

const PHONE: &str = "bodies/dueren-buero/contact/phone";

fn done(run: &Run) -> &str {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    &run.out
}

/// What is said of a change stands beside the answer.
fn saved(run: &Run) {
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn a_reader_asks_by_words_of_a_shell_and_writes_nothing() {
    let server = Server::start(SetUp::Look, SMALL);
    assert!(done(&server.ask("find mint")).contains("MINT"));
    assert!(done(&server.ask("contact 'Kreis Düren'")).contains("02421 22-0"));
    assert!(done(&server.ask("bildungsnetz contact Jülich")).contains("02421 22-0"));
    let json: serde_json::Value = serde_json::from_str(done(&server.ask("list regions --format json"))).unwrap();
    assert!(json.to_string().contains("Kreis Düren"));
    assert_eq!(server.ask("find nirgends").code, Some(1));
    for request in [format!("set {PHONE} 110"), format!("set {PHONE} 110 --restricted"), "recover --take".to_owned()] {
        let run = server.ask(&request);
        assert!(matches!(run.code, Some(4)) && run.err.contains("--read-only"), "{request}: {run:?}");
    }
    // Without a terminal there is no screen, and it is said what there is instead.
    let mut login = server.command("ssh", KEYS[0]);
    login.arg(server.address());
    let run = finish(login, "");
    assert!(run.code == Some(2) && run.err.contains("ssh -t"), "{run:?}");
    assert_eq!(server.text(), SMALL);
}

#[test]
fn an_editor_writes_and_the_history_knows_the_key() {
    let server = Server::start(SetUp::NamedKeys, SMALL);
    saved(&server.ask_as("meier", &[], &format!("set {PHONE} '02421 22-1'")));
    saved(&server.ask_as("otto", &[], &format!("set {PHONE} \"02421 22-2\" --reason 'neuer Anschluss'")));
    let log = server.ask(&format!("log {PHONE}"));
    let told = done(&log);
    let (otto, meier) = (told.find("author=Otto").unwrap(), told.find("author=Meier").unwrap());
    assert!(otto < meier && told.contains("ssh=127.0.0.1") && told.contains("02421 22-1"), "{told}");
    assert!(server.text().contains("\"02421 22-2\", // Zentrale"));
    // What comes in by a pipe is read, a file is not.
    let mut import = server.command("ssh", "meier");
    import.args([&server.address(), "import - --as csv --table regions"]);
    let run = finish(import, "id,name,kind\nbonn,Stadt Bonn,KreisfreieStadt\n");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(server.text().contains("Stadt Bonn"));
}

#[test]
fn a_key_with_a_command_has_the_rights_and_the_name_that_it_says() {
    let server = Server::start(SetUp::KeyCommands, SMALL);
    saved(&server.ask_as("meier", &[], &format!("set {PHONE} '02421 22-1'")));
    assert!(done(&server.ask_as("otto", &[], &format!("log {PHONE}"))).contains("author=Meier"));
    let run = server.ask_as("otto", &[], &format!("set {PHONE} 110"));
    assert_eq!(run.code, Some(4), "{run:?}");
    let run = server.ask_as("meier", &[], &format!("set {PHONE} 110 --author Otto"));
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn the_server_itself_closes_what_the_blocks_close() {
    let closed = [
        "disableforwarding yes",
        "allowagentforwarding no",
        "allowtcpforwarding no",
        "allowstreamlocalforwarding no",
        "x11forwarding no",
        "permittunnel no",
        "permituserrc no",
        "clientaliveinterval 15",
        "clientalivecountmax 4",
    ];
    for set_up in [SetUp::Look, SetUp::Write, SetUp::NamedKeys] {
        let server = Server::start(set_up, SMALL);
        let effective = server.effective();
        let missing: Vec<_> = closed.iter().filter(|line| !effective.lines().any(|found| found == **line)).collect();
        assert!(missing.is_empty(), "{set_up:?}: {missing:?}\n{effective}");
        let accepted: Vec<&str> = effective.lines().filter_map(|line| line.strip_prefix("acceptenv ")).collect();
        assert_eq!(accepted, ["LANG", "LC_*", "NO_COLOR", "COLORTERM"], "{set_up:?}");
        let own = effective.lines().find(|line| line.starts_with("permituserenvironment")).unwrap();
        let wanted = if set_up == SetUp::NamedKeys { "BILDUNGSNETZ_AUTHOR" } else { "no" };
        assert_eq!(own, format!("permituserenvironment {wanted}"));
    }
}

#[test]
fn whoever_may_only_propose_does_nothing_else_whatever_is_asked() {
    let server = Server::start(SetUp::Proposals, SMALL);
    let propose = |request: &str| server.ask_as("meier", &[], request);
    let proposed = propose(&format!("set {PHONE} '02421 22-1' --reason 'neuer Anschluss'"));
    assert_eq!(proposed.code, Some(0), "{proposed:?}");
    assert_eq!(server.text(), SMALL);
    let other = server.ask_as("otto", &[], "proposals list --format json");
    assert!(done(&other).contains("neuer Anschluss") && other.out.contains("author=Meier"), "{other:?}");
    for request in [
        "proposals take 2",
        "proposals decline 2 --reason x",
        "proposals add /etc/passwd",
        "proposals show ../../etc/passwd",
        "proposals withdraw ../koeln",
        "--propose list regions",
        "set bodies/dueren-buero/contact/phone 1 --propose",
        "history purge --before 2999 --yes",
        "import /etc/passwd",
    ] {
        let run = propose(request);
        assert!(matches!(run.code, Some(1 | 2 | 4)), "{request}: {run:?}");
    }
    // What comes by a pipe is read to a limit, and must be a proposal.
    for (input, said) in [("x".repeat(3 << 20), "1 MB"), ("nothing".to_owned(), "no proposal")] {
        let mut add = server.command("ssh", "meier");
        add.args([&server.address(), "proposals add - --lang en"]);
        let run = finish(add, &input);
        assert!(run.code == Some(2) && run.err.contains(said), "{run:?}");
    }
    // The name of the key says who it is: Otto does not withdraw what Meier proposed.
    let withdrawn = server.ask_as("otto", &[], "proposals withdraw 2 --lang en");
    assert!(withdrawn.code == Some(2) && withdrawn.err.contains("Somebody else"), "{withdrawn:?}");
    assert_eq!(server.text(), SMALL);
    let taken = server.ask_as("otto", &[], "proposals take 2");
    assert_eq!(taken.code, Some(0), "{taken:?}");
    assert!(server.text().contains("02421 22-1"));
}
