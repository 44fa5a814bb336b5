//! Blocks of a file hashed in their order, by whichever threads read them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::digest::Hasher;

/// The hash of a file's blocks so far, and whose turn it is.
#[derive(Default)]
pub(super) struct Turns {
    state: Mutex<State>,
    turned: Condvar,
}

#[derive(Default)]
struct State {
    hash: Hasher,
    /// The number of the block that comes next.
    next: u64,
    /// Some block will never come.
    stopped: bool,
}

/// Some block of the file will never come.
pub(super) struct Stopped;

impl Turns {
    /// Adds a block if it comes next; whether it did.
    pub(super) fn offer(&self, number: u64, block: &[u8]) -> bool {
        // Who holds the state is adding the block before.
        let state = self.state.try_lock().ok().filter(|state| state.next == number);
        state.map(|state| self.take_turn(state, block)).is_some()
    }

    /// Adds a block as soon as those before it were added.
    ///
    /// # Errors
    /// When one of them will never come.
    pub(super) fn add(&self, number: u64, block: &[u8]) -> Result<(), Stopped> {
        let state = self.turned.wait_while(self.lock(), |state| state.next != number && !state.stopped);
        let state = state.unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            return Err(Stopped);
        }
        self.take_turn(state, block);
        Ok(())
    }

    fn take_turn(&self, mut state: MutexGuard<'_, State>, block: &[u8]) {
        state.hash.add(block);
        state.next += 1;
        drop(state);
        self.turned.notify_all();
    }

    /// Nobody is to wait any longer.
    pub(super) fn stop(&self) {
        self.lock().stopped = true;
        self.turned.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The hash of all blocks.
    pub(super) fn finish(self) -> String {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).hash.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;

    #[test]
    fn blocks_are_hashed_in_their_order() {
        let turns = Turns::default();
        std::thread::scope(|scope| {
            for number in (0..20u64).rev() {
                let turns = &turns;
                scope.spawn(move || {
                    let block = number.to_string();
                    assert!(turns.offer(number, block.as_bytes()) || turns.add(number, block.as_bytes()).is_ok());
                });
            }
        });
        let all: String = (0..20).map(|number| number.to_string()).collect();
        assert_eq!(turns.finish(), sha256(all.as_bytes()));
    }

    #[test]
    fn nobody_waits_for_what_will_never_come() {
        let turns = Turns::default();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| turns.add(1, b"x").is_err());
            turns.stop();
            assert!(waiting.join().unwrap());
        });
        assert!(!turns.offer(1, b"x"));
    }
}
