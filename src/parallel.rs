//! Runs many small tasks on all processors.
//!
//! The threads end before the call returns, so tasks may borrow. Independent of what the tasks do.
//! Entry points: [`map`], [`each`].

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// Receives the number of tasks completed and their total; called often and from any thread.
pub type OnProgress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Returns the results of `task` for each number below `count`, in order. With `alone`, runs on the
/// calling thread only.
pub(crate) fn map<T: Send>(count: usize, alone: bool, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
    map_with_progress(count, alone, &|_, _| {}, task)
}

/// Runs the tasks as [`map`] does; `on_progress` is called after each one.
pub(crate) fn map_with_progress<T: Send>(
    count: usize,
    alone: bool,
    on_progress: OnProgress<'_>,
    task: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let mut made = Vec::with_capacity(count);
    each(count, alone, on_progress, task, |result| made.push(result));
    made
}

/// Runs `task` for each number below `count` on all processors and passes the results to `take` in
/// order, each as soon as its turn comes, so that results need not be collected.
pub(crate) fn each<T: Send>(
    count: usize,
    alone: bool,
    on_progress: OnProgress<'_>,
    task: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) + Send,
) {
    let done = AtomicUsize::new(0);
    let task = |number| {
        let result = task(number);
        on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, count);
        result
    };
    let workers = if alone || count < 2 { 1 } else { processors().min(count) };
    if workers < 2 {
        return (0..count).map(task).for_each(take);
    }
    let next = AtomicUsize::new(0);
    // Results that are early, the number whose turn it is, and their consumer.
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
        // When the system refuses another thread, fewer of them do the work.
        (1..workers).for_each(|_| drop(thread::Builder::new().spawn_scoped(scope, work)));
        work();
    });
}

/// A pool of reusable values for tasks: at most one for each thread.
pub(crate) struct Pool<T, N> {
    spare: Mutex<Vec<T>>,
    new: N,
}

impl<T, N: Fn() -> T> Pool<T, N> {
    /// Creates an empty pool; `new` makes a value.
    pub(crate) fn new(new: N) -> Pool<T, N> {
        Pool { spare: Mutex::default(), new }
    }

    /// Runs a task with a value that no other task has at the same time.
    pub(crate) fn with<R>(&self, task: impl FnOnce(&mut T) -> R) -> R {
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let left = spare().pop();
        let mut one = left.unwrap_or_else(&self.new);
        let result = task(&mut one);
        spare().push(one);
        result
    }
}

/// Returns the number of processors. Cached, because the query takes longer than a small task.
fn processors() -> usize {
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    *PROCESSORS.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::{Pool, map, map_with_progress};

    #[test]
    fn every_task_that_is_done_is_told_of() {
        let told = Mutex::new(Vec::new());
        map_with_progress(50, false, &|done, all| told.lock().unwrap().push((done, all)), |number| number);
        let mut told = told.into_inner().unwrap();
        told.sort();
        assert_eq!(told, (1..=50).map(|done| (done, 50)).collect::<Vec<_>>());
    }

    #[test]
    fn what_one_task_leaves_the_next_takes() {
        let spare = Pool::new(Vec::new);
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
