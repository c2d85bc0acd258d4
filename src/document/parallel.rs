//! Many small tasks on as many processors as there are.
//!
//! The threads end before the call does, so nothing is shared with them any longer than it takes. Must not know what the
//! tasks do. Enter at [`map`].

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What `task` makes of each number below `count`, in order; with `alone` on the calling thread only.
pub(crate) fn map<T: Send>(count: usize, alone: bool, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let workers = if alone { 1 } else { thread::available_parallelism().map_or(1, usize::from).min(count) };
    if workers < 2 {
        return (0..count).map(task).collect();
    }
    let (next, made) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(count)));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return;
            }
            let result = task(number);
            made.lock().unwrap_or_else(PoisonError::into_inner).push((number, result));
        }
    };
    thread::scope(|scope| {
        (1..workers).for_each(|_| drop(scope.spawn(work)));
        work();
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_unstable_by_key(|(number, _)| *number);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        for alone in [true, false] {
            assert_eq!(map(1_000, alone, |number| number * 2), (0..1_000).map(|n| n * 2).collect::<Vec<_>>());
            assert!(map(0, alone, |number| number).is_empty());
        }
    }
}
