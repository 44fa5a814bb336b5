//! Told to stop in the middle, or out of disk: nothing is left behind, and one line says why.
#![cfg(unix)]

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Said, carbonlabel, command, run, said, temp, text};

const DISTRICT: &str = "samples/district";

/// Seven enterprises with so many rows of another year that reading them takes a while.
fn long_batch(folder: &Path) {
    let mut batch = crate::harness::Batch::of(&crate::harness::root().join("samples/seven"));
    let row = batch.lines("energy.csv")[1].replace("2024-06", "2019-06");
    batch.lines("energy.csv").extend(std::iter::repeat_n(row, 600_000));
    batch.write(folder);
}

/// Whether children of this process get signals: a test run that a script started with `&` passes on that they are ignored.
fn signals_arrive() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let arrive = ignored.unwrap_or(0).trailing_zeros() >= 2;
    if !arrive {
        eprintln!("skipped: this process was told to ignore SIGINT or SIGHUP");
    }
    arrive
}

/// Waits for something to come to be.
fn until<T>(mut seen: impl FnMut() -> Option<T>) -> T {
    let look = || {
        std::thread::sleep(Duration::from_millis(1));
        seen()
    };
    std::iter::repeat_with(look).take(30_000).flatten().next().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn spawn(command: &mut Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn send(signal: &str, child: &Child) {
    assert!(Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap().success());
}

/// The signal that ended a process, and what the process said.
fn end(child: Child) -> (Option<i32>, Said) {
    let output = child.wait_with_output().unwrap();
    (output.status.signal(), said(&output))
}

#[test]
fn a_run_that_is_told_to_stop_while_it_reads_leaves_nothing() {
    if !signals_arrive() {
        return;
    }
    let folder = temp();
    long_batch(&folder.path().join("batch"));
    let out = folder.path().join("runs/run");
    let cases = [("INT", 2, "zh", "已中断；没有留下任何文件\n"), ("TERM", 15, "en", "interrupted; nothing was left behind\n")];
    for (name, number, lang, line) in cases {
        let batch = folder.path().join("batch");
        let child = spawn(&mut command(&["run", text(&batch), "--period", "2024-06", "--out", text(&out), "--lang", lang]));
        let runs = folder.path().join("runs");
        until(|| runs.is_dir().then(|| names(&runs)).filter(|names| !names.is_empty()));
        send(name, &child);
        let (signal, said) = end(child);
        assert_eq!((signal, said.err.as_str()), (Some(number), line), "{name}");
        assert_eq!(names(&runs), Vec::<String>::new());
    }
}

#[test]
fn a_run_that_is_told_to_stop_while_it_writes_leaves_nothing() {
    if !signals_arrive() {
        return;
    }
    let folder = temp();
    let out = folder.path().join("run");
    let arguments = ["run", DISTRICT, "--period", "2024", "--reports", "all", "--out", text(&out)];
    for (name, number) in [("INT", 2), ("HUP", 1)] {
        let child = spawn(&mut command(&arguments));
        until(|| names(folder.path()).into_iter().find(|name| folder.path().join(name).join("reports").exists()));
        send(name, &child);
        let (signal, said) = end(child);
        assert_eq!((signal, said.err.as_str()), (Some(number), "interrupted; nothing was left behind\n"), "{name}");
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
    run(&crate::harness::root().join("samples/seven"), "2024-06", &out, &[]).expect(0);
}

/// A shell counts a process that a signal ended as 128 and the signal's number.
#[test]
fn a_shell_sees_130_after_ctrl_c() {
    if !signals_arrive() {
        return;
    }
    let folder = temp();
    long_batch(folder.path());
    let script = "cd \"$1\"; (until ls -d .run.partial-* >/dev/null 2>&1; do sleep 0.01; done; kill -s INT $(cat pid)) & \
                  sh -c 'echo $$ >pid; exec \"$0\" run . --period 2024-06 --out run' \"$0\"; echo $?";
    let output = Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_carbonlabel")]).arg(folder.path()).output().unwrap();
    assert_eq!(said(&output).out, "130\n");
}

/// `nohup`, and the `&` of a script, tell the program to ignore signals; it does.
#[test]
fn signals_that_were_to_be_ignored_are() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("skipped: this system does not say which signals are ignored");
        return;
    }
    let folder = temp();
    let out = folder.path().join("run");
    let script = format!("trap '' HUP INT; exec \"$0\" run {DISTRICT} --period 2024 --out \"$1\"");
    let child =
        spawn(Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_carbonlabel"), text(&out)]).current_dir(crate::harness::root()));
    until(|| names(folder.path()).into_iter().next());
    send("HUP", &child);
    send("INT", &child);
    end(child).1.expect(1);
    assert_eq!(names(folder.path()), ["run"]);
}

#[test]
fn a_replay_that_is_told_to_stop_leaves_nothing() {
    if !signals_arrive() {
        return;
    }
    let folder = temp();
    let [out, scratch] = ["run", "scratch"].map(|name| folder.path().join(name));
    run(&crate::harness::root().join(DISTRICT), "2024", &out, &[]).expect(1);
    std::fs::create_dir(&scratch).unwrap();
    let child = spawn(command(&["replay", text(&out), "--batch", DISTRICT]).env("TMPDIR", &scratch));
    let second = |name: &String| names(&scratch.join(name)).into_iter().next();
    until(|| names(&scratch).iter().find_map(second));
    send("INT", &child);
    assert_eq!(end(child).0, Some(2));
    assert_eq!(names(&scratch), Vec::<String>::new());
    carbonlabel(&["replay", text(&out)]).expect(0);
}

/// A limit on the size of files stands for a full disk where nobody may mount one.
#[test]
fn a_file_that_may_not_grow_is_named_and_nothing_is_left() {
    let folder = temp();
    let out = folder.path().join("run");
    let script = format!("ulimit -f 64; exec \"$0\" run {DISTRICT} --period 2024 --out \"$1\" --lang \"$2\"");
    for (lang, words) in [("zh", "文件超过系统允许的大小；没有留下任何文件"), ("en", "; nothing was left behind")] {
        let mut shell = Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_carbonlabel"), text(&out), lang]).current_dir(crate::harness::root());
        let said = said(&shell.output().unwrap()).expect(2);
        assert!(said.err.contains(text(&out.join("ledger.parquet"))) && said.err.contains(words), "{}", said.err);
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}

/// A disk of a few pages, where the system lets one mount it in a namespace of one's own.
#[test]
fn a_full_disk_is_named_and_nothing_is_left() {
    let namespace = || Command::new("unshare").args(["--map-root-user", "--mount", "true"]).output();
    if !namespace().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no disk can be mounted here");
        return;
    }
    let folder = temp();
    let script = format!(
        "mount -t tmpfs -o size=64k none \"$1\" || exit 77; \"$0\" run {DISTRICT} --period 2024 --out \"$1/run\" --lang \"$2\"; \
         code=$?; ls -A \"$1\"; exit $code"
    );
    for (lang, words) in [("zh", "磁盘已满；没有留下任何文件"), ("en", "No space left on device")] {
        let mut shell = Command::new("unshare");
        shell.args(["--map-root-user", "--mount", "sh", "-c", &script, env!("CARGO_BIN_EXE_carbonlabel"), text(folder.path()), lang]);
        let said = said(&shell.current_dir(crate::harness::root()).output().unwrap());
        if said.code == Some(77) {
            eprintln!("skipped: no disk can be mounted here: {}", said.err);
            return;
        }
        let said = said.expect(2);
        assert!(said.err.contains(text(&folder.path().join("run"))) && said.err.contains(words), "{}", said.err);
        assert_eq!(said.out, "", "nothing is left on the disk");
    }
}

/// On a terminal a long run tells how far it is; in a pipe nothing is ever drawn.
#[test]
#[expect(clippy::disallowed_methods, reason = "what shows depends on the clock")]
fn progress_shows_on_a_terminal_and_never_in_a_pipe() {
    let folder = temp();
    long_batch(folder.path());
    let call = format!("{} run {} --period 2024-06 --out {}", env!("CARGO_BIN_EXE_carbonlabel"), folder.path().display(), "OUT");
    let out = |name: &str| folder.path().join(name);
    let mut terminal = Command::new("script");
    terminal.args(["-qec", &call.replace("OUT", text(&out("one"))), "/dev/null"]).env("TERM", "xterm").env("LANG", "zh_CN.UTF-8");
    let started = Instant::now();
    match terminal.stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() && started.elapsed() < Duration::from_millis(1500) => {
            eprintln!("skipped: this machine is too fast to show anything: {:?}", started.elapsed());
        }
        Ok(output) if output.status.success() => {
            let shown = said(&output).out;
            for words in ["读取 [", "iB/", "剩余"] {
                assert!(shown.contains(words), "{words}: {shown}");
            }
        }
        _ => eprintln!("skipped: no `script` to make a terminal with"),
    }
    let piped = run(folder.path(), "2024-06", &out("two"), &[]).expect(0);
    assert!(!piped.err.contains(['\r', '\u{1b}']) && !piped.err.contains("reading"), "{}", piped.err);
}
