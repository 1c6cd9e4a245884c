//! The lists in `docs/passes.md` are those of the crate. `KILN_BLESS=1` rewrites them.

use opt::pipeline::{PRESETS, Pipeline};
use opt::registry::{PASSES, Preserved};
use opt::rules;
use std::fmt::Write;
use std::path::PathBuf;

/// What stands before the lists stays.
const HEADING: &str = "## Passes\n";

fn page() -> String {
    let mut text =
        format!("{HEADING}\n| pass | stage | keeps | what it does |\n|---|---|---|---|\n");
    for pass in PASSES {
        let info = pass.info();
        let stage = info.stage.map_or("both", |stage| stage.word());
        let keeps = match info.preserves {
            Preserved::Blocks => "blocks",
            Preserved::Nothing => "",
        };
        let _ = writeln!(
            text,
            "| `{}` | {stage} | {keeps} | {} |",
            info.name, info.doc
        );
    }
    text.push_str("\n## Presets\n\n| preset | passes | for |\n|---|---|---|\n");
    for preset in PRESETS {
        let pipeline = Pipeline::parse(preset.name).expect("presets are pipelines");
        let _ = writeln!(
            text,
            "| `{}` | `{pipeline}` | {} |",
            preset.name, preset.doc
        );
    }
    text.push_str("\n## Rules of canonicalize\n\n| rule | operations | example |\n|---|---|---|\n");
    for rule in rules::all() {
        let operations: Vec<&str> = rule.on.iter().map(|opcode| opcode.mnemonic()).collect();
        let operations = operations.join(", ");
        let _ = writeln!(
            text,
            "| {} | {operations} | `{}` |",
            rule.name, rule.example
        );
    }
    text
}

#[test]
fn the_lists_in_the_docs_are_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/passes.md");
    let text = std::fs::read_to_string(&path).expect("the page exists");
    let before = text.split(HEADING).next().unwrap_or_default();
    let wanted = format!("{before}{}", page());
    if std::env::var_os("KILN_BLESS").is_some() {
        std::fs::write(&path, &wanted).expect("the page is written");
    } else {
        assert_eq!(text, wanted, "run it with KILN_BLESS=1");
    }
}
