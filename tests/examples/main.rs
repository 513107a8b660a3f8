//! The examples for embedding, run as cargo built them: what they print.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::env;
use std::process::Command;

/// Each example, with parts of what it prints.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("own_struct", &["Keep it brief and contained", "? Is the therapist fit to work now?"]),
    (
        "clinic_overlay",
        &[
            "As it ships: Keep it brief and contained",
            "At Riverside: This is fine as it is.",
            "(episode-after-episode), by tears-with-the-bereaved",
            "as expected",
        ],
    ),
];

#[test]
fn they_print_what_they_show() {
    for (name, parts) in EXAMPLES {
        let output = example(name).output().expect("it starts");
        let printed = String::from_utf8(output.stdout).expect("it writes UTF-8");
        assert!(output.status.success(), "{name}");
        assert!(output.stderr.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        for part in *parts {
            assert!(printed.contains(part), "{name}: there is no `{part}` in\n{printed}");
        }
        assert!(!printed.contains("not as expected"), "{printed}");
    }
}

/// An example, which cargo builds beside this test.
fn example(name: &str) -> Command {
    let here = env::current_exe().expect("the test knows where it is");
    let target = here.parent().and_then(|deps| deps.parent()).expect("a test is built into `deps`");
    let path = target.join("examples").join(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built: run `cargo build --examples` first", path.display());
    Command::new(path)
}
