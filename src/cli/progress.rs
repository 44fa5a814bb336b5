//! A progress line for work that lasts over a second, on a terminal only: while a batch is read, how much of it, how fast
//! and how long it will take; then the stage, and how long the work has lasted.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;

use carbonlabel::finding::Language;
use carbonlabel::intake;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work lasts before anything shows.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn.
const BEAT: Duration = Duration::from_millis(100);

/// The stages of a long command.
pub struct Progress {
    bar: ProgressBar,
    reading: Arc<intake::Progress>,
}

impl Progress {
    /// Begins with a stage; nothing shows before a second has passed, and nothing ever in a pipe.
    pub fn start(stage: &'static str, language: Language) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(stage);
        let reading = Arc::new(intake::Progress::default());
        if std::io::stderr().is_terminal() {
            let (bar, reading) = (bar.clone(), Arc::clone(&reading));
            std::thread::spawn(move || show(&bar, &reading, language));
        }
        Self { bar, reading }
    }

    /// The next stage begins.
    pub fn stage(&self, stage: &'static str) {
        self.bar.set_message(stage);
    }

    /// What the reading of a batch tells of its progress.
    pub fn reading(&self) -> &intake::Progress {
        &self.reading
    }

    /// What takes the line away, from any thread.
    pub fn end(&self) -> impl Fn() + Send + use<> {
        let bar = self.bar.clone();
        move || bar.finish_and_clear()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn show(bar: &ProgressBar, reading: &intake::Progress, language: Language) {
    let style = |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let left = language.pick("剩余", "left");
    let of_bytes = style(&format!("{{spinner}} {{msg}} [{{bar:24}}] {{bytes}}/{{total_bytes}} {{bytes_per_sec}} {left} {{eta}}"));
    let of_stage = style("{spinner} {msg} {elapsed}");
    std::thread::sleep(PATIENCE);
    bar.set_draw_target(ProgressDrawTarget::stderr());
    while !bar.is_finished() {
        let (bytes, total) = (reading.bytes(), reading.total());
        if bytes < total {
            bar.set_style(of_bytes.clone());
            bar.set_length(total);
            bar.set_position(bytes);
        } else {
            bar.set_style(of_stage.clone());
        }
        bar.tick();
        std::thread::sleep(BEAT);
    }
}
