//! Damaged classes get the same answer, to the letter, as from the installed JDK 17.
//!
//! Classes of `java.base` are damaged in one place of a method's code or stack map; the JDK
//! and the verifier both look at them. Passes without looking if there is no JDK 17.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use std::path::PathBuf;
use std::sync::OnceLock;

use support::{Classes, Random, answer, class_files, extract, java_home, link_all};
use vm_bytecode::RawCode;
use vm_classfile::{ClassFile, ParseOptions};

const N_MUTANTS: usize = 600;

/// Damages one method: a random byte of its code or stack map, or an opcode.
fn damage(class: &ClassFile<'_>, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = class.bytes.to_vec();
    let methods: Vec<_> = class
        .methods
        .iter()
        .filter_map(|m| m.code.as_ref())
        .collect();
    let code = methods.get(random.below(methods.len().max(1)))?;
    let offset_of = |part: &[u8]| part.as_ptr() as usize - class.bytes.as_ptr() as usize;
    let map = code.stack_map_table.filter(|map| map.len() > 2);
    match (random.below(4), map) {
        (0, Some(map)) => {
            bytes[offset_of(map) + 2 + random.below(map.len() - 2)] = random.below(256) as u8;
        }
        (1, _) => {
            let at = offset_of(code.code) + random.below(code.code.len());
            let limit = [256, 16][random.below(2)];
            bytes[at] = random.below(limit) as u8;
        }
        _ => {
            let starts: Vec<_> = RawCode::new(code.code).map(|raw| raw.unwrap()).collect();
            let raw = starts[random.below(starts.len())];
            bytes[offset_of(code.code) + raw.bci as usize] = random.below(202) as u8;
        }
    }
    Some(bytes)
}

#[test]
fn damaged_classes_are_refused_with_the_words_of_the_jdk() {
    compare(None);
}

#[test]
fn damaged_classes_of_version_50_fail_over() {
    compare(Some(50));
}

#[test]
fn damaged_old_classes_are_refused_with_the_words_of_the_jdk() {
    compare(Some(49));
}

/// Damages classes, with the version changed if there is one, and compares the answers.
fn compare(version: Option<u8>) {
    static EXTRACTED: OnceLock<Option<PathBuf>> = OnceLock::new();
    let extract = || extract("regex:/java.base/.*\\.class", "java.base.damaged");
    let (Some(java), Some(dir)) = (java_home(17), EXTRACTED.get_or_init(extract)) else {
        return;
    };
    let mut files = Vec::new();
    class_files(dir, &mut files);
    let classes = Classes::parse(&files);
    let mut versioned = files.clone();
    for file in &mut versioned {
        file[7] = version.unwrap_or(file[7]);
    }
    let parse = |file| ClassFile::parse(file, ParseOptions::default()).ok();
    let mut bases: Vec<ClassFile<'_>> = versioned.iter().filter_map(|file| parse(file)).collect();
    bases.retain(|class| !class.name().starts_with(b"java/"));
    bases.sort_unstable_by_key(|class| class.name());
    let mut random = Random::new();
    let mut mutants = Vec::new();
    while mutants.len() < N_MUTANTS {
        let class = &bases[random.below(bases.len())];
        // Subclasses know the undamaged class: some classes are bad in a loader of their own.
        if answer(&classes, class.bytes) != "ok" {
            continue;
        }
        let Some(bytes) = damage(class, &mut random) else {
            continue;
        };
        mutants.push(bytes);
    }
    let expected = link_all(&java, &mutants, &format!("mutants{}", version.unwrap_or(0)));
    assert_eq!(expected.len(), mutants.len());
    let (mut n_refused, mut wrong) = (0, Vec::new());
    for (i, (bytes, expected)) in mutants.iter().zip(expected).enumerate() {
        // Linking may fail for reasons that are not the verifier's.
        if expected.starts_with("other ") {
            continue;
        }
        let found = answer(&classes, bytes);
        // Where the table is cut off, HotSpot goes on with the bytes after it.
        if found.contains("Invalid stackmap specification.") && expected.starts_with(&found) {
            continue;
        }
        n_refused += usize::from(found != "ok");
        if found != expected {
            let n_same = found
                .bytes()
                .zip(expected.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            wrong.push(format!(
                "{i} from {n_same}:\n  java: {expected}\n  here: {found}"
            ));
        }
    }
    assert!(n_refused > N_MUTANTS / 8, "only {n_refused} refused");
    assert!(
        wrong.is_empty(),
        "{} differ\n{}",
        wrong.len(),
        wrong[..wrong.len().min(15)].join("\n")
    );
}
