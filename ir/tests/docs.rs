//! The table of instructions in `docs/ir.md` is that of the crate. `KILN_BLESS=1` rewrites it.

use ir::effects::{Effects, Region, Regions};
use ir::immediate::ImmediateKind;
use ir::opcode::{Opcode, Row, Targets, TypeRule};
use std::fmt::Write;
use std::path::PathBuf;

const HEADER: &str =
    "| instruction | operands | result | effects | meaning |\n|---|---|---|---|---|\n";

fn type_name(rule: TypeRule) -> String {
    match rule {
        TypeRule::Exactly(ty) => ty.name().to_owned(),
        TypeRule::Any => "any".to_owned(),
        TypeRule::Same => "the same".to_owned(),
        TypeRule::Member => "the member's".to_owned(),
        TypeRule::Returned => "the method's".to_owned(),
        TypeRule::None => String::new(),
    }
}

fn operands(row: &Row) -> String {
    let mut parts = Vec::new();
    if row.immediate != ImmediateKind::None {
        parts.push(format!(
            "*{}*",
            format!("{:?}", row.immediate).to_lowercase()
        ));
    }
    for operand in row.operands {
        parts.push(format!("{}: {}", operand.name, type_name(operand.rule)));
    }
    if row.variadic {
        parts.push("arguments".to_owned());
    }
    match row.targets {
        Targets::None => {}
        Targets::One => parts.push("*target*".to_owned()),
        Targets::Two => parts.push("*target*, *target*".to_owned()),
        Targets::Table => parts.push("*default*, *key*: *target* ..".to_owned()),
        Targets::Handler => parts.push("*normal*, *exceptional*".to_owned()),
    }
    parts.join(", ")
}

fn regions(name: &str, regions: Regions) -> Vec<String> {
    if regions == Regions::ALL {
        return vec![format!("{name} all")];
    }
    [
        Region::Field,
        Region::Static,
        Region::Element,
        Region::Monitor,
        Region::Osr,
    ]
    .into_iter()
    .filter(|region| regions.overlaps(Regions::of(*region)))
    .map(|region| format!("{name} {}", format!("{region:?}").to_lowercase()))
    .collect()
}

fn effects(row: &Row) -> String {
    let mut words = Vec::new();
    for (flag, word) in [
        (Effects::COMMUTATIVE, "commutative"),
        (Effects::ALLOC, "allocates"),
        (Effects::SAFEPOINT, "safepoint"),
        (Effects::DEOPT, "may deoptimize"),
        (Effects::THROWS, "may throw"),
        (Effects::TERMINATOR, "ends its block"),
        (Effects::PINNED, "may not move up"),
    ] {
        if row.effects.has(flag) {
            words.push(word.to_owned());
        }
    }
    words.extend(regions("reads", row.effects.reads));
    words.extend(regions("writes", row.effects.writes));
    words.join(", ")
}

fn table() -> String {
    let mut table = HEADER.to_owned();
    for opcode in Opcode::ALL {
        let row = opcode.row();
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} | {} |",
            row.mnemonic,
            operands(row),
            type_name(row.result),
            effects(row),
            row.doc
        );
    }
    table
}

#[test]
fn the_table_in_the_docs_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/ir.md");
    let text = std::fs::read_to_string(&path).expect("the page exists");
    let before = text.split(HEADER).next().unwrap_or_default();
    let wanted = format!("{before}{}", table());
    if std::env::var_os("KILN_BLESS").is_some() {
        std::fs::write(&path, &wanted).expect("the page is written");
    } else {
        assert_eq!(text, wanted, "run it with KILN_BLESS=1");
    }
}

/// The tutorial quotes the tree: each block names its file, and stands in it but for indentation.
#[test]
fn the_tutorial_shows_what_is_there() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("the file is there");
    let squeezed = |text: &str| {
        let lines = text.lines().map(str::trim);
        lines.collect::<Vec<_>>().join("\n")
    };
    let page = read("docs/adding-an-ir-instruction.md");
    let mut n_blocks = 0;
    for part in page.split("<!-- in: ").skip(1) {
        let (file, rest) = part.split_once(" -->\n```rust\n").expect("a block follows");
        let (block, _) = rest.split_once("```").expect("the block ends");
        assert!(
            squeezed(&read(file)).contains(squeezed(block).trim_end()),
            "{file} does not have:\n{block}"
        );
        n_blocks += 1;
    }
    assert_eq!(n_blocks, page.matches("```rust").count());
}
