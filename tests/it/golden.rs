//! Golden texts: what people read on a terminal. Accept them anew with `INSTA_UPDATE=always cargo test --test it golden`.

use crate::harness::{carbonlabel, root, run, temp, text};

const COMMANDS: [&str; 22] = [
    "",
    "run",
    "check",
    "explain",
    "replay",
    "template",
    "completions",
    "factors",
    "factors list",
    "factors show",
    "factors releases",
    "factors diff",
    "factors why",
    "factors used",
    "factors impact",
    "factors lint",
    "factors new-release",
    "factors sign",
    "factors verify",
    "methods",
    "methods list",
    "methods show",
];

/// A text and the name under which it is kept. The clock and the machine are in none of them.
fn keep(name: &str, text: &str) {
    let settings = {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings
    };
    settings.bind(|| insta::assert_snapshot!(name.to_owned(), text));
}

#[test]
fn help_of_every_command_in_both_languages() {
    for language in ["en", "zh"] {
        let help = |command: &str| {
            let words = command.split(' ').filter(|word| !word.is_empty());
            let arguments: Vec<&str> = words.chain(["--help", "--lang", language]).collect();
            format!("$ carbonlabel {}\n{}", arguments.join(" "), carbonlabel(&arguments).expect(0).out)
        };
        keep(&format!("help-{language}"), &COMMANDS.map(help).join("\n"));
    }
}

/// A command that is new shows in the help, and must be put into the list above.
#[test]
fn every_command_is_in_the_list() {
    let listed = |arguments: &[&str]| {
        let help = carbonlabel(&[arguments, &["--help", "--lang", "en"]].concat()).expect(0).out;
        let commands = help.split("Commands:\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty());
        commands.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let below =
        ["factors", "methods"].into_iter().flat_map(|group| listed(&[group]).into_iter().map(move |name| format!("{group} {name}")));
    let mut found: Vec<String> = listed(&[]).into_iter().chain(below).chain([String::new()]).collect();
    found.sort();
    let mut known = COMMANDS.map(str::to_owned).to_vec();
    known.sort();
    assert_eq!(found, known);
}

#[test]
fn factors_list_in_both_languages() {
    for language in ["en", "zh"] {
        keep(
            &format!("factors-list-{language}"),
            &carbonlabel(&["factors", "list", "--release", "2025-12-31", "--lang", language]).expect(0).out,
        );
    }
}

#[test]
fn explanation_of_a_pencil_enterprise_in_both_languages() {
    let folder = temp();
    let out = folder.path().join("run");
    run(&root().join("samples/pencil"), "2024-01..2024-02", &out, &[]).expect(0);
    for language in ["en", "zh"] {
        keep(
            &format!("explain-{language}"),
            &carbonlabel(&["explain", text(&out), "91440307FAKE900204", "--lang", language]).expect(0).out,
        );
    }
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(carbonlabel(&["--version"]).expect(0).out.trim(), format!("carbonlabel {}", env!("CARGO_PKG_VERSION")));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(carbonlabel(&["completions", shell]).expect(0).out.contains("new-release"), "{shell}");
    }
}

/// Filled in by nobody, a template is a batch without rows: it is read, and there is nothing to grade.
#[test]
fn a_template_is_a_batch() {
    for language in ["en", "zh"] {
        let folder = temp();
        let batch = folder.path().join("batch");
        carbonlabel(&["template", text(&batch), "--lang", language]).expect(0);
        carbonlabel(&["check", text(&batch)]).expect(0);
        run(&batch, "2024", &folder.path().join("run"), &[]).expect(0);
        carbonlabel(&["template", text(&batch)]).expect(2);
    }
}
