//! Everything that reads bytecode agrees with `javac` on every class of the installed JDK's
//! `java.base`: it decodes, verifies, and has oop maps that agree with its stack maps.
//!
//! Passes without looking if the JDK has no `jimage` tool.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use support::{Answers, Classes, class_files, extract};
use vm_bytecode::verify::{Failure, verify_class_file};
use vm_bytecode::{FrameState, MethodCode, RawCode, RefMaps};
use vm_classfile::access_flags::STATIC;

#[test]
fn all_of_java_base_verifies_and_has_oop_maps() {
    let Some(dir) = extract("regex:/java.base/.*\\.class", "java.base") else {
        return;
    };
    let mut files = Vec::new();
    class_files(&dir, &mut files);
    let classes = Classes::parse(&files);
    let mut problems = Vec::new();
    for class in classes.0.values() {
        let name = String::from_utf8_lossy(class.name()).into_owned();
        match verify_class_file(
            class,
            &mut Answers {
                classes: &classes,
                class,
                is_alone: false,
            },
        ) {
            Ok(()) => {}
            Err(Failure::Refused(refusal)) => problems.push(format!("{name}: {refusal:?}")),
            Err(Failure::Aborted(missing)) => {
                problems.push(format!(
                    "{name} needs {}",
                    String::from_utf8_lossy(&missing)
                ));
            }
        }
        for method in &class.methods {
            let Some(code) = &method.code else { continue };
            let descriptor = class.pool.utf8(method.descriptor_index).unwrap();
            let shape = MethodCode::new(code, descriptor, method.access_flags & STATIC != 0);
            let maps = match RefMaps::analyze(&shape, &class.pool) {
                Ok(maps) => maps,
                Err(error) => {
                    problems.push(format!("{name}: {error:?}"));
                    continue;
                }
            };
            for raw in RawCode::new(code.code) {
                let bci = raw.unwrap().bci as u16;
                let frame = maps.frame(&shape, &class.pool, bci, FrameState::InCall, &mut |_| 0);
                if let Err(error) = frame {
                    problems.push(format!("{name} @{bci}: {error:?}"));
                }
            }
        }
    }
    let n_classes = classes.0.len();
    assert!(n_classes > 5000, "only {n_classes} classes");
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems[..problems.len().min(20)].join("\n")
    );
}
