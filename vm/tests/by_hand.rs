//! Lambdas, method references, calls of method handles and concatenated strings become the code
//! that one would write by hand: the functions after the last optimization are compared. The
//! program runs on the VM in the directory that `KILN_TEST_LIBJVM_DIR` names; without it on
//! HotSpot, and nothing is compared.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

fn jdk_tool(name: &str) -> String {
    std::env::var("JAVA_HOME").map_or(name.to_owned(), |home| format!("{home}/bin/{name}"))
}

/// What a function does.
#[derive(Default, Debug)]
struct Summary {
    /// Its operations, sorted; without jumps, polls, and proofs, which are no code.
    operations: Vec<String>,
    /// Methods that it names.
    methods: Vec<String>,
}

impl Summary {
    fn of(text: &str) -> Summary {
        let mut summary = Summary::default();
        for line in text.lines().filter(|line| line.starts_with("    ")) {
            let line = line.trim();
            if let Some((_, name)) = line.split_once(" = \"") {
                if line.starts_with("method") {
                    summary.methods.push(name.trim_end_matches('"').to_owned());
                }
                continue;
            }
            let operation = line.split_once(" = ").map_or(line, |(_, after)| after);
            let opcode = operation.split(' ').next().unwrap_or_default();
            if !matches!(opcode, "jump" | "guard_passed" | "safepoint_poll") {
                summary.operations.push(opcode.to_owned());
            }
        }
        summary.operations.sort();
        summary
    }

    /// How often it does this.
    fn count(&self, opcode: &str) -> usize {
        self.operations.iter().filter(|op| *op == opcode).count()
    }
}

/// The functions of the program's methods after the last optimization, the last ones of each.
fn functions() -> Option<HashMap<String, Summary>> {
    let libjvm = std::env::var("KILN_TEST_LIBJVM_DIR").ok();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("by_hand");
    std::fs::create_dir_all(&directory).expect("a directory can be made");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modern/ByHand.java");
    let status = Command::new(jdk_tool("javac"))
        .arg("-d")
        .arg(&directory)
        .arg(source)
        .status()
        .expect("javac can be run");
    assert!(status.success());
    let mut command = Command::new(jdk_tool("java"));
    if let Some(libjvm) = &libjvm {
        let options = "--policy=hotspot --passes=full --print-after=dce --filter=ByHand::";
        command.env("JAVA_TOOL_OPTIONS", options);
        command.arg(format!("-XXaltjvm={libjvm}/"));
    }
    let output = command
        .args(["-Xbatch", "-cp", ".", "ByHand"])
        .current_dir(&directory)
        .output()
        .expect("java can be run");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("sum 0"), "{text}");
    libjvm?;
    let mut functions = HashMap::new();
    for part in text.split("; ByHand::").skip(1) {
        if let Some((name, body)) = part.split_once(" after dce") {
            functions.insert(name.to_owned(), Summary::of(body));
        }
    }
    Some(functions)
}

#[test]
fn modern_java_compiles_to_what_is_written_by_hand() {
    let Some(functions) = functions() else {
        return;
    };
    for name in ["lambda", "capturing", "handle", "reference"] {
        let by_hand = &functions[&format!("{name}ByHand")];
        assert_eq!(functions[name].operations, by_hand.operations, "{name}");
    }
    let (concat, by_hand) = (&functions["concat"], &functions["concatByHand"]);
    assert!(
        concat.operations.len() <= by_hand.operations.len(),
        "{concat:?}\n{by_hand:?}"
    );
    assert_eq!(concat.count("call_virtual"), 0, "{concat:?}");
    assert_eq!(concat.count("call_interface"), 0, "{concat:?}");
}
