//! Attacks by other means of the connection than the words of a request: variables, ports, files,
//! sizes.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;
use std::{fs, thread};

use rustix::process::{Pid, Signal, kill_process};

use super::attacked_servers::{AttackRow, AttackedServers, SECRET};
use crate::recipe::SetUp;
use crate::requests::SMALL;
use crate::server::{KEYS, Run, Server, finish, program};

/// What a host that only the server reaches says.
const REACHED: &str = "reached";

pub fn rows(servers: &AttackedServers) -> Vec<AttackRow> {
    let mut rows = variables(servers);
    rows.extend(ports(servers));
    rows.extend(transfers(servers));
    rows.push(looking(servers));
    rows.push(long(servers));
    rows.push(not_text(servers));
    rows.push(link(servers));
    rows
}

/// Asks with a variable that the client sets.
fn with_variable(server: &Server, variable: &str, request: &str) -> Run {
    server.ask_as(KEYS[0], &["-o", &format!("SetEnv={variable}")], request)
}

fn variables(servers: &AttackedServers) -> Vec<AttackRow> {
    // With a library that does not exist the loader complains, so it is seen whether it was asked.
    let library = "LD_PRELOAD=/nowhere/evil.so";
    assert!(with_variable(&servers.open, library, "true").err.contains("evil.so"));
    let run = with_variable(&servers.write, library, "get regions/dueren/name");
    assert!(run.code == Some(0) && run.err.is_empty(), "{run:?}");
    let mut rows = vec![AttackRow::new(
        "a library by `LD_PRELOAD`",
        "sshd does not accept the variable; the answer is the usual one",
    )];
    // These are accepted by a careless server, and the program does not read them.
    let own = servers.lax.path("own.ron");
    let (own, folder) = (own.to_str().unwrap(), servers.lax.path("").display().to_string());
    let wanted = servers.lax.ask("get regions/dueren/name");
    assert_eq!(wanted.out, "Kreis Düren\n");
    let reading = format!("BILDUNGSNETZ_DATA={own}");
    let open = with_variable(&servers.open, &reading, &format!("{} get regions/dueren/name", crate::server::PROGRAM));
    assert!(open.out.contains(SECRET), "{open:?}");
    fs::create_dir_all(servers.lax.path("bildungsnetz")).unwrap();
    fs::write(servers.lax.path("bildungsnetz/config.toml"), format!("data = \"{own}\"\n")).unwrap();
    for (name, value) in [
        ("BILDUNGSNETZ_DATA", own),
        ("HOME", &folder),
        ("XDG_CONFIG_HOME", &folder),
        ("XDG_DATA_HOME", &folder),
        ("XDG_STATE_HOME", &folder),
        ("SSH_ORIGINAL_COMMAND", "keys"),
    ] {
        let run = with_variable(&servers.lax, &format!("{name}={value}"), "get regions/dueren/name");
        assert_eq!((run.code, &run.out), (Some(0), &wanted.out), "{name}: {run:?}");
        rows.push(AttackRow::new(
            format!("`{name}`, even where sshd accepts it"),
            "the program does not follow it; the answer is the usual one",
        ));
    }
    for columns in ["18446744073709551615", "-1", "1\u{1b}[2J"] {
        let run = with_variable(&servers.lax, &format!("COLUMNS={columns}"), "list regions");
        assert!(run.code == Some(0) && run.out.len() < 2_000, "{columns}: {run:?}");
    }
    rows.push(AttackRow::new("`COLUMNS` of 18446744073709551615", "a table as wide as its columns"));
    rows
}

fn ports(servers: &AttackedServers) -> Vec<AttackRow> {
    let inner = TcpListener::bind("127.0.0.1:0").unwrap();
    let target = inner.local_addr().unwrap().to_string();
    thread::spawn(move || {
        inner.incoming().for_each(|line| drop(line.map(|mut line| line.write_all(REACHED.as_bytes()))))
    });
    let through = |server: &Server| {
        let mut client = server.command("ssh", KEYS[0]);
        client.args(["-W", &target, &server.address()]);
        finish(client, "")
    };
    assert_eq!(through(&servers.open).out, REACHED);
    let run = through(&servers.write);
    assert_eq!((run.code, run.out.as_str()), (Some(255), ""), "{run:?}");
    let mut rows = vec![refusal("a port of another host, as `-W`, `-L` and `-D` ask for it", &run)];

    let back = |server: &Server| {
        let options = ["-o", "ExitOnForwardFailure=yes", "-o", "LogLevel=INFO", "-R", &format!("0:{target}")];
        let request = if std::ptr::eq(server, &servers.open) { "true" } else { "keys" };
        server.ask_as(KEYS[0], &options, request)
    };
    assert_eq!(back(&servers.open).code, Some(0));
    let run = back(&servers.write);
    assert_eq!((run.code, run.out.as_str()), (Some(255), ""), "{run:?}");
    rows.push(refusal("a port on the server by `-R`", &run));

    // Of these the client is told nothing; the server says it to its log.
    let told = Server::start_with(SetUp::Write, SMALL, |config| format!("LogLevel DEBUG1\n{config}"));
    let agent = Agent::start(&told);
    let with_agent = |server: &Server, request: &str| {
        let mut client = server.command("ssh", KEYS[0]);
        client.env("SSH_AUTH_SOCK", &agent.socket).args(["-A", &server.address(), request]);
        finish(client, "")
    };
    assert!(!with_agent(&servers.open, "echo $SSH_AUTH_SOCK").out.trim().is_empty());
    assert_eq!(with_agent(&told, "keys").code, Some(0));
    let mut client = told.command("ssh", KEYS[0]);
    client.env("DISPLAY", "127.0.0.1:99").args(["-Y", &told.address(), "keys"]);
    assert_eq!(finish(client, "").code, Some(0));
    for (attack, refused) in
        [("the agent of the client by `-A`", "agent forwarding disabled"), ("X11 by `-Y`", "X11 forwarding disabled")]
    {
        assert!(told.log().contains(refused), "{refused}: {}", told.log());
        rows.push(AttackRow::new(attack, format!("sshd: {refused}")));
    }
    rows
}

/// An agent for keys, which holds none.
struct Agent {
    socket: PathBuf,
    process: Pid,
}

impl Agent {
    fn start(server: &Server) -> Agent {
        let socket = server.path("agent");
        let mut agent = Command::new(program("ssh-agent"));
        let said = String::from_utf8(agent.arg("-a").arg(&socket).output().unwrap().stdout).unwrap();
        let number = said.split("SSH_AGENT_PID=").nth(1).unwrap().split(';').next().unwrap();
        Agent { socket, process: Pid::from_raw(number.parse().unwrap()).unwrap() }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = kill_process(self.process, Signal::TERM);
    }
}

/// A row with what the client says of the server's refusal.
fn refusal(attack: &str, run: &Run) -> AttackRow {
    let said = run.err.lines().next().unwrap_or_default().trim_start_matches("Error: ");
    AttackRow::new(attack, format!("exit 255: {said}"))
}

fn transfers(servers: &AttackedServers) -> Vec<AttackRow> {
    let transfer = |server: &Server, program: &str, options: &[&str], key: &str| {
        let mut client = server.command(program, key);
        let far = format!("{}:{}", server.address(), server.path("secret").display());
        client.args(options).arg(far).arg(server.path("fetched"));
        let run = finish(client, "");
        (run, fs::read_to_string(server.path("fetched")).ok())
    };
    let mut rows = Vec::new();
    for (name, program, options) in
        [("`scp`", "scp", &["-s"][..]), ("`scp -O`", "scp", &["-O"]), ("`sftp`", "sftp", &[])]
    {
        let (run, fetched) = transfer(&servers.open, program, options, KEYS[0]);
        assert_eq!(fetched.as_deref(), Some(SECRET), "{name}: {run:?}");
        let (run, fetched) = transfer(&servers.write, program, options, KEYS[0]);
        assert!(fetched.is_none() && run.code != Some(0), "{name}: {run:?}");
        // Of a subsystem sshd passes on no messages.
        let said = ["No files are transferred in restricted mode", "Connection closed"];
        let said = said.into_iter().find(|said| run.err.contains(said)).unwrap_or_else(|| panic!("{name}: {run:?}"));
        rows.push(AttackRow::new(format!("a file fetched by {name}"), said));
    }
    rows
}

fn looking(servers: &AttackedServers) -> AttackRow {
    let run = servers.look.ask("set bodies/dueren-buero/contact/phone 110 --read-only=false");
    assert_eq!(run.code, Some(2), "{run:?}");
    let run = servers.look.ask("set bodies/dueren-buero/contact/phone 110");
    assert_eq!((run.code, servers.look.text().as_str()), (Some(4), SMALL), "{run:?}");
    let said = run.err.lines().next().unwrap().rsplit_once(": ").unwrap().1.to_owned();
    AttackRow::new("a change with the account that only looks", format!("exit 4: not written: {said}"))
}

fn long(servers: &AttackedServers) -> AttackRow {
    let run = servers.write.ask(&format!("find {}", "x".repeat(100_000)));
    assert_eq!(run.code, Some(1), "{:?}", run.code);
    AttackRow::new("a request of 100,000 letters", "exit 1: nothing is called so")
}

fn not_text(servers: &AttackedServers) -> AttackRow {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let mut client = servers.write.command("ssh", KEYS[0]);
    client.arg(servers.write.address()).arg(OsStr::from_bytes(b"find \x9b31m\xff\xed\xa0\x80"));
    let run = finish(client, "");
    assert_eq!(run.code, Some(2), "{run:?}");
    AttackRow::new("bytes that are no text (8-bit CSI, half a surrogate)", servers.told(&run))
}

/// Somebody who may write in the folder lays a link where the program writes.
fn link(servers: &AttackedServers) -> AttackRow {
    for name in [".koeln.ron.lock", "koeln.ron.history", "koeln.ron.backups", ".koeln.ron.d"] {
        symlink(servers.lax.path("secret"), servers.lax.path("srv").join(name)).unwrap();
    }
    let run = servers.lax.ask("set bodies/dueren-buero/contact/phone '02421 1'");
    let mut secret = String::new();
    fs::File::open(servers.lax.path("secret")).unwrap().read_to_string(&mut secret).unwrap();
    assert_eq!((run.code, secret.as_str()), (Some(0), SECRET), "{run:?}");
    assert!(run.err.matches("symbolic link").count() >= 3, "{run:?}");
    AttackRow::new(
        "symbolic links in the place of lock, history, backups and presence",
        "none is followed; the change is saved, and each is told: it is a symbolic link",
    )
}
