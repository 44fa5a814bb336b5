//! Ctrl-C, a polite kill, a terminal that closes: what was begun is taken away, and the process ends as the signal says.
//!
//! A shell then counts 128 and the signal's number: 130 for Ctrl-C. What nobody can catch (`kill -9`, a power cut) leaves
//! the temporary folder; the next run with the same `--out` takes it away.

use carbonlabel::audit::Leftovers;
use carbonlabel::finding::Language;

use super::progress::Progress;

/// From now on, a signal that ends the process sweeps `leftovers` away first. When the result has its name already, the
/// process goes on: it is done in a moment.
#[cfg(unix)]
pub fn sweep_on_signals(leftovers: &Leftovers, progress: &Progress, language: Language) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    let ignored = ignored_signals();
    let ending = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    // A limit on the size of files is a full disk: with its signal caught, the write fails and is told as a fault.
    let Ok(mut signals) = Signals::new(ending.chain([SIGXFSZ])) else { return };
    let (leftovers, end_progress) = (leftovers.clone(), progress.end());
    std::thread::spawn(move || {
        for signal in signals.forever().filter(|signal| *signal != SIGXFSZ) {
            if leftovers.sweep() {
                end_progress();
                super::terminal::say(language.pick("已中断；没有留下任何文件", "interrupted; nothing was left behind"));
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        }
    });
}

#[cfg(not(unix))]
pub fn sweep_on_signals(_: &Leftovers, _: &Progress, _: Language) {}

/// The signals that whoever started the process has told it to ignore, such as `nohup` and the `&` of a script, one bit
/// for each; none where the system does not say.
#[cfg(unix)]
fn ignored_signals() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
