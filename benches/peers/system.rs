//! What Linux tells of processes and of the machine, from `/proc`.
//!
//! Must not start or end anything. Each function answers with nothing where the system does not
//! say.

use std::fs;
use std::time::{Duration, Instant};

/// Time that all threads of a process have been on a processor.
pub fn cpu(pid: u32) -> Duration {
    threads(pid, "schedstat", |text| text.split(' ').next()?.parse().ok()).map(Duration::from_nanos).sum()
}

/// How often the threads of a process have been woken after waiting for something (voluntary
/// context switches).
pub fn wakeups(pid: u32) -> u64 {
    threads(pid, "status", |text| value(text, "voluntary_ctxt_switches")).sum()
}

/// The most memory a process has had, in kilobytes.
pub fn peak_memory(pid: u32) -> Option<u64> {
    value(&fs::read_to_string(format!("/proc/{pid}/status")).ok()?, "VmHWM")
}

fn threads(pid: u32, file: &str, read: impl Fn(&str) -> Option<u64>) -> impl Iterator<Item = u64> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks.filter_map(move |task| read(&fs::read_to_string(task.path().join(file)).ok()?))
}

/// The number behind `name:` in a status file.
fn value(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Processor time of the whole machine and of this process since the start, in ticks of 10 ms.
fn busy() -> Option<(u64, u64)> {
    let all = fs::read_to_string("/proc/stat").ok()?;
    let all: Vec<u64> = all.lines().next()?.split_whitespace().skip(1).filter_map(|n| n.parse().ok()).collect();
    let own = fs::read_to_string("/proc/self/stat").ok()?;
    let own: Vec<u64> = own.rsplit(')').next()?.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    // user, nice, system, interrupts; of this process and its ended children: user and system.
    Some(([0, 1, 2, 5, 6].iter().filter_map(|i| all.get(*i)).sum(), own.get(10..14)?.iter().sum()))
}

/// A look at the load, to be compared with a later one.
pub struct Load(Instant, Option<(u64, u64)>);

impl Load {
    /// The load from now on.
    pub fn begin() -> Load {
        Load(Instant::now(), busy())
    }

    /// How many processors anything else kept busy since then; `known` is what the measured program
    /// took.
    pub fn others(&self, known: Duration) -> f64 {
        let (Some((all, own)), Some((all_now, own_now))) = (self.1, busy()) else { return 0.0 };
        let others = (all_now - all) as f64 / 100.0 - (own_now - own) as f64 / 100.0 - known.as_secs_f64();
        (others / self.0.elapsed().as_secs_f64()).max(0.0)
    }
}

/// Waits until nothing else keeps more than a tenth of a processor busy, at most so long.
pub fn wait_for_quiet(patience: Duration) {
    let until = Instant::now() + patience;
    while Instant::now() < until {
        let load = Load::begin();
        std::thread::sleep(Duration::from_secs(1));
        if load.others(Duration::ZERO) < 0.1 {
            return;
        }
    }
}

/// Processor, memory, system: one line.
pub fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).map(str::to_owned);
        line.and_then(|line| Some(line.split_once([':', '='])?.1.trim().trim_matches('"').to_owned()))
            .unwrap_or_default()
    };
    let model = field(&read("/proc/cpuinfo"), "model name");
    let memory = value(&read("/proc/meminfo"), "MemTotal").unwrap_or_default() / (1 << 20);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (system, kernel) = (field(&read("/etc/os-release"), "PRETTY_NAME"), read("/proc/sys/kernel/osrelease"));
    // What stands behind the number names a build, not a version.
    let kernel = kernel.trim().split('-').next().unwrap_or_default();
    format!("{model}, {cores} cores, {memory} GB; {system}, Linux {kernel}")
}
