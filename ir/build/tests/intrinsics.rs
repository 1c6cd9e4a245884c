//! The table of intrinsics: its rows are methods of the JDK, and the page in the documentation
//! lists them. `KILN_BLESS=1` rewrites the page.

mod support;

use ir_build::intrinsics::{Intrinsic, Meaning, Row};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;
use support::jdk;

/// What stands before the list stays.
const HEADING: &str = "## The list\n";

fn rows() -> impl Iterator<Item = &'static Row> {
    Intrinsic::all().map(Intrinsic::row)
}

/// `javap -v` of the classes, by class: for each method whether it has the annotation.
fn methods(classes: &[&str]) -> Option<HashMap<String, bool>> {
    let mut javap = Command::new(jdk::home()?.join("bin/javap"));
    let output = javap.args(["-v", "-p", "--system"]).arg(jdk::home()?);
    let output = output.args(classes).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (mut class, mut method) = (String::new(), String::new());
    let mut found = HashMap::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("  this_class: ") {
            let name = name.split("// ").nth(1)?.trim();
            class = name.replace('/', ".");
        } else if line.starts_with("  ") && !line.starts_with("   ") && line.ends_with(';') {
            let name = line.split('(').next()?;
            method = name.rsplit(' ').next()?.to_owned();
        } else if let Some(descriptor) = line.strip_prefix("    descriptor: ") {
            method = format!("{class}.{method}{descriptor}");
            found.insert(method.clone(), false);
        } else if line.ends_with("annotation.IntrinsicCandidate") {
            found.insert(method.clone(), true);
        }
    }
    Some(found)
}

#[test]
fn every_row_is_a_method_of_the_jdk() {
    let mut classes: Vec<&str> = rows().map(|row| row.class).collect();
    classes.sort_unstable();
    classes.dedup();
    let Some(methods) = methods(&classes) else {
        println!("skipped: there is no JDK 17");
        return;
    };
    let mut wrong = Vec::new();
    for row in rows() {
        match methods.get(&row.full_name()) {
            None => wrong.push(format!("{} does not exist", row.full_name())),
            Some(false) if row.is_hotspot => {
                wrong.push(format!("{} is no candidate", row.full_name()));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the page says of the methods of one name.
#[derive(Default)]
struct Line {
    ids: Vec<String>,
    built: Vec<String>,
}

fn built_as(row: &Row) -> String {
    match &row.meaning {
        Meaning::Op(opcode) | Meaning::Fence(opcode) | Meaning::Atomic(opcode, _) => {
            format!("`{opcode}`")
        }
        Meaning::Expand(_) => "operations".to_owned(),
        Meaning::Access(..) if row.name.starts_with("get") => "`load_at`".to_owned(),
        Meaning::Access(..) => "`store_at`".to_owned(),
        Meaning::Routine(routine, _) => format!("function `{routine}`"),
    }
}

/// Several methods of one name are one line: most differ in their types only.
fn page() -> String {
    let mut text =
        format!("{HEADING}\n| class | method | identifiers | built as |\n|---|---|---|---|\n");
    let mut lines: BTreeMap<(&str, &str), Line> = BTreeMap::new();
    for row in rows() {
        let line = lines.entry((row.class, row.name)).or_default();
        line.ids.push(format!("`{}`", row.id));
        let built = built_as(row);
        if !line.built.contains(&built) {
            line.built.push(built);
        }
    }
    for ((class, method), line) in lines {
        let (ids, built) = (line.ids.join(", "), line.built.join(", "));
        let _ = writeln!(text, "| `{class}` | `{method}` | {ids} | {built} |");
    }
    text
}

#[test]
fn the_list_in_the_docs_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/intrinsics.md");
    let text = std::fs::read_to_string(&path).expect("the page exists");
    let before = text.split(HEADING).next().unwrap_or_default();
    let wanted = format!("{before}{}", page());
    if std::env::var_os("KILN_BLESS").is_some() {
        std::fs::write(&path, &wanted).expect("the page is written");
    } else {
        assert_eq!(text, wanted, "run it with KILN_BLESS=1");
    }
}
