//! An OpenSSH server of its own for a test, and clients of it. Enter at [`Server::start`].

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use tempfile::TempDir;

use crate::recipe::{Places, SetUp};
use crate::terminal::Terminal;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_bildungsnetz");

/// How long anything may take before a test fails; far more than it takes.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// The names of the keys that clients have.
pub const KEYS: [&str; 2] = ["meier", "otto"];

/// What came of a run of a client.
#[derive(Debug, Clone)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A server with one account, that of this process, and a dataset.
pub struct Server {
    folder: TempDir,
    process: Child,
    port: u16,
    pub user: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts a server with a set-up of the document and this dataset.
    pub fn start(set_up: SetUp, dataset: &str) -> Server {
        Server::start_with(set_up, dataset, |config| config)
    }

    /// The same with a change of the configuration.
    pub fn start_with(set_up: SetUp, dataset: &str, change: impl Fn(String) -> String) -> Server {
        let sshd = program("sshd");
        let folder = TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("srv")).unwrap();
        fs::create_dir(at("home")).unwrap();
        fs::write(at("srv/koeln.ron"), dataset).unwrap();
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap().trim().to_owned();
        let public: Vec<String> = KEYS.iter().map(|name| make_key(&at(name))).collect();
        let host = make_key(&at("host"));
        let (keys, data) = (at("keys"), at("srv/koeln.ron"));
        let places = Places { user: &user, dataset: &data, keys: &keys };
        let has_two = matches!(set_up, SetUp::NamedKeys | SetUp::KeyCommands | SetUp::Proposals | SetUp::Sync);
        let public = if has_two { &public[..] } else { &public[..1] };
        fs::write(&keys, set_up.authorized_keys(&places, public)).unwrap();
        if rustix::process::geteuid().is_root() {
            // Where sshd runs as root, it wants this folder, which its service makes elsewhere.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let config = change(set_up.config(&places));
        let (process, port, log) = loop {
            // Another program may take the port between this look and sshd.
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            fs::write(at("sshd_config"), common(port, &at("host"), &at("home")) + &config).unwrap();
            if let Some((process, log)) = launch(&sshd, &at("sshd_config")) {
                break (process, port, log);
            }
        };
        fs::write(at("known_hosts"), format!("[127.0.0.1]:{port} {host}\n")).unwrap();
        Server { folder, process, port, user, log }
    }

    /// A file of this test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The dataset.
    pub fn dataset(&self) -> PathBuf {
        self.path("srv/koeln.ron")
    }

    /// The text of the dataset.
    pub fn text(&self) -> String {
        fs::read_to_string(self.dataset()).unwrap()
    }

    /// What the server has said so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The settings that hold for the account, as sshd itself names them.
    pub fn effective(&self) -> String {
        let mut sshd = Command::new(program("sshd"));
        let connection = format!("user={},host=localhost,addr=127.0.0.1", self.user);
        sshd.arg("-T").arg("-f").arg(self.path("sshd_config")).args(["-C", &connection]);
        String::from_utf8(sshd.output().unwrap().stdout).unwrap()
    }

    /// The arguments of a client that has a key.
    fn client(&self, key: &str) -> Vec<String> {
        let known = format!("UserKnownHostsFile={}", self.path("known_hosts").display());
        let options = [
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=yes",
            "LogLevel=ERROR",
            "SendEnv=LANG",
            &known,
        ];
        let mut words = vec!["-F".to_owned(), "none".to_owned(), "-i".to_owned()];
        words.push(self.path(key).display().to_string());
        options.iter().for_each(|option| words.extend(["-o".to_owned(), (*option).to_owned()]));
        words
    }

    /// The address that a client opens.
    pub fn address(&self) -> String {
        format!("{}@127.0.0.1", self.user)
    }

    /// A client program (`ssh`, `scp`, `sftp`) with its options, English, and nothing else around
    /// it.
    pub fn command(&self, name: &str, key: &str) -> Command {
        let mut command = Command::new(program(name));
        command.args(self.client(key)).arg(if name == "ssh" { "-p" } else { "-P" }).arg(self.port.to_string());
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", self.folder.path()).env("LANG", "en_GB.UTF-8");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command over SSH, given as one text, as ssh sends it.
    pub fn ask(&self, request: &str) -> Run {
        self.ask_as(KEYS[0], &[], request)
    }

    /// The same with a key and options of the client.
    pub fn ask_as(&self, key: &str, options: &[&str], request: &str) -> Run {
        let mut command = self.command("ssh", key);
        command.args(options).args([&self.address(), "--", request]);
        finish(command, "")
    }

    /// Logs in with a terminal of 80 × 24 cells.
    pub fn log_in(&self, key: &str, lang: &str) -> Terminal {
        self.log_in_as(key, lang, "xterm-256color")
    }

    /// The same as a terminal of this type.
    pub fn log_in_as(&self, key: &str, lang: &str, term: &str) -> Terminal {
        let mut command = CommandBuilder::new(program("ssh"));
        command.env_clear();
        command.args(self.client(key));
        command.args(["-tt", "-p", &self.port.to_string(), &self.address()]);
        for (name, value) in [("PATH", "/usr/bin:/bin"), ("LANG", lang), ("TERM", term)] {
            command.env(name, value);
        }
        Terminal::run(command)
    }

    /// The processes that serve this dataset now.
    pub fn sessions(&self) -> Vec<Pid> {
        let data = self.dataset();
        let is_one = |process: &Path| {
            let line = fs::read(process.join("cmdline")).unwrap_or_default();
            let mut words = line.split(|byte| *byte == 0);
            words.next() == Some(PROGRAM.as_bytes()) && words.any(|word| word == data.as_os_str().as_encoded_bytes())
        };
        let processes = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
        let number = |path: PathBuf| Pid::from_raw(path.file_name()?.to_str()?.parse().ok()?);
        processes.filter(|path| is_one(path)).filter_map(number).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for pid in self.sessions() {
            let _ = kill_process(pid, Signal::HUP);
            ends(pid);
        }
        // The journals lie with the account, not in the folder of the test.
        let mut recover = Command::new(PROGRAM);
        recover.arg("--data").arg(self.dataset()).args(["--restricted", "recover", "--drop"]).env_clear();
        let _ = recover.stdout(Stdio::null()).stderr(Stdio::null()).status();
        let _ = kill_process(Pid::from_child(&self.process), Signal::TERM);
        let _ = self.process.wait();
        if thread::panicking() {
            eprintln!("the server said:\n{}", self.log());
        }
    }
}

/// Waits until a process that is no child of this one has ended.
pub fn ends(pid: Pid) {
    let Ok(process) = pidfd_open(pid, PidfdFlags::empty()) else { return };
    let mut waited = [rustix::event::PollFd::new(&process, rustix::event::PollFlags::IN)];
    let limit = rustix::event::Timespec { tv_sec: DEADLINE.as_secs().cast_signed(), tv_nsec: 0 };
    assert_eq!(rustix::event::poll(&mut waited, Some(&limit)), Ok(1), "{pid:?} still runs");
}

/// Runs a command to its end, with something to read.
pub fn finish(mut command: Command, input: &str) -> Run {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Finds a program of OpenSSH.
pub fn program(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_absolute() && path.is_file());
    found.unwrap_or_else(|| {
        panic!("{name} is neither in PATH nor in /usr/sbin: install openssh-server and openssh-client")
    })
}

/// Makes a pair of keys; returns the public one.
fn make_key(path: &Path) -> String {
    let mut make = Command::new(program("ssh-keygen"));
    make.args(["-q", "-t", "ed25519", "-N", "", "-C", "key", "-f"]).arg(path);
    assert!(make.status().unwrap().success());
    fs::read_to_string(path.with_extension("pub")).unwrap().trim().to_owned()
}

/// What belongs to this test rather than to an administrator: where the server listens, and that it
/// serves the account of this process from a folder that anybody may enter. A home of its own keeps
/// what the shell of the account reads out of the test.
fn common(port: u16, host_key: &Path, home: &Path) -> String {
    format!(
        "ListenAddress 127.0.0.1:{port}\nHostKey {}\nPidFile none\nUsePAM no\nStrictModes no\n\
         PermitRootLogin prohibit-password\nMaxStartups 300\nMaxSessions 20\n\
         SetEnv HOME={}\nSubsystem sftp internal-sftp\n",
        host_key.display(),
        home.display()
    )
}

/// Starts sshd and waits until it listens; `None` when the port is taken.
fn launch(sshd: &Path, config: &Path) -> Option<(Child, Arc<Mutex<String>>)> {
    let mut command = Command::new(sshd);
    command.args(["-D", "-e", "-f"]).arg(config).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let log = Arc::new(Mutex::new(String::new()));
    let (says, said) = mpsc::channel();
    let (lines, kept) = (BufReader::new(process.stderr.take().unwrap()), Arc::clone(&log));
    thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok) {
            let mut log = kept.lock().unwrap();
            log.push_str(&line);
            log.push('\n');
            let _ = says.send(line);
        }
    });
    let started = Instant::now();
    let next = || said.recv_timeout(DEADLINE.saturating_sub(started.elapsed())).ok();
    let known = ["Server listening on", "Address already in use"];
    let answer = std::iter::from_fn(next).find_map(|line| known.into_iter().position(|text| line.contains(text)));
    if answer == Some(0) {
        return Some((process, log));
    }
    let _ = process.kill();
    let _ = process.wait();
    assert!(answer.is_some(), "sshd does not start:\n{}", log.lock().unwrap());
    None
}
