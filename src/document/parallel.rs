//! Many small tasks on as many processors as there are.
//!
//! The threads end before the call does, so nothing is shared with them any longer than it takes.
//! Must not know what the tasks do. Enter at [`map`], [`each`].

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// Is told how much of the work is done and how much there is; from any thread, often.
pub type Tell<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// What `task` makes of each number below `count`, in order; with `alone` on the calling thread
/// only.
pub(crate) fn map<T: Send>(count: usize, alone: bool, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
    map_telling(count, alone, &|_, _| {}, task)
}

/// The same; `tell` is told of every task that is done.
pub(crate) fn map_telling<T: Send>(
    count: usize,
    alone: bool,
    tell: Tell<'_>,
    task: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let mut made = Vec::with_capacity(count);
    each(count, alone, tell, task, |result| made.push(result));
    made
}

/// Hands over what `task` makes of each number below `count`, in order and one at a time, while
/// others are being made: what is needed no longer makes room for them.
pub(crate) fn each<T: Send>(
    count: usize,
    alone: bool,
    tell: Tell<'_>,
    task: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) + Send,
) {
    let done = AtomicUsize::new(0);
    let task = |number| {
        let result = task(number);
        tell(done.fetch_add(1, Ordering::Relaxed) + 1, count);
        result
    };
    let workers = if alone || count < 2 { 1 } else { processors().min(count) };
    if workers < 2 {
        return (0..count).map(task).for_each(take);
    }
    let next = AtomicUsize::new(0);
    // What came before its turn, and whose turn it is.
    let waiting = Mutex::new((BTreeMap::new(), 0, &mut take));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return;
            }
            let result = task(number);
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let (made, turn, take) = &mut *waiting;
            made.insert(number, result);
            while let Some(result) = made.remove(turn) {
                take(result);
                *turn += 1;
            }
        }
    };
    thread::scope(|scope| {
        // Where the system gives no further thread, there are fewer of them.
        (1..workers).for_each(|_| drop(thread::Builder::new().spawn_scoped(scope, work)));
        work();
    });
}

/// What a task needs and leaves behind for the next one: as many as there are threads.
pub(crate) struct Spare<T, N> {
    spare: Mutex<Vec<T>>,
    new: N,
}

impl<T, N: Fn() -> T> Spare<T, N> {
    /// None yet; `new` makes one.
    pub(crate) fn new(new: N) -> Spare<T, N> {
        Spare { spare: Mutex::default(), new }
    }

    /// Does something with one that nobody else has meanwhile.
    pub(crate) fn with<R>(&self, task: impl FnOnce(&mut T) -> R) -> R {
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let left = spare().pop();
        let mut one = left.unwrap_or_else(&self.new);
        let result = task(&mut one);
        spare().push(one);
        result
    }
}

/// How many processors there are; asked for once, since the answer takes longer than a small task.
fn processors() -> usize {
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    *PROCESSORS.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::{Spare, map, map_telling};

    #[test]
    fn every_task_that_is_done_is_told_of() {
        let told = Mutex::new(Vec::new());
        map_telling(50, false, &|done, all| told.lock().unwrap().push((done, all)), |number| number);
        let mut told = told.into_inner().unwrap();
        told.sort();
        assert_eq!(told, (1..=50).map(|done| (done, 50)).collect::<Vec<_>>());
    }

    #[test]
    fn what_one_task_leaves_the_next_takes() {
        let spare = Spare::new(Vec::new);
        let counts = map(100, false, |number| {
            spare.with(|seen: &mut Vec<usize>| {
                seen.push(number);
                seen.len()
            })
        });
        assert_eq!(counts.iter().filter(|count| **count == 1).count(), spare.spare.lock().unwrap().len());
        assert_eq!(spare.spare.lock().unwrap().iter().map(Vec::len).sum::<usize>(), 100);
    }

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        for alone in [true, false] {
            assert_eq!(map(1_000, alone, |number| number * 2), (0..1_000).map(|n| n * 2).collect::<Vec<_>>());
            assert!(map(0, alone, |number| number).is_empty());
        }
    }
}
