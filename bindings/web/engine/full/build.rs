//! Embeds the cases that ship: whoever asks has no use for them, so the library is built without.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    let entries = fs::read_dir(&rules)?.collect::<io::Result<Vec<_>>>()?;
    let mut names: Vec<_> = entries.iter().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| name.starts_with("cases-"));
    names.sort();
    let embedded = |name: &String| {
        format!(
            "({:?}, include_str!({:?})),",
            format!("rules/{name}"),
            rules.join(name).display().to_string()
        )
    };
    let list: String = names.iter().map(embedded).collect();
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&out).join("cases.rs"), format!("&[{list}]"))
}
