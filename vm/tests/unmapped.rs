//! Code that was not verified and whose frames cannot be described to the collector is refused when the
//! method is first called. HotSpot runs it, and dies at the first collection.

use std::path::Path;
use std::process::Command;

const EXPORT: [&str; 2] = [
    "--add-exports",
    "java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED",
];

fn tool(name: &str) -> Command {
    let mut command = match std::env::var("JAVA_HOME") {
        Ok(home) => Command::new(format!("{home}/bin/{name}")),
        Err(_) => Command::new(name),
    };
    command.args(EXPORT);
    command
}

#[test]
fn methods_without_reference_maps_are_refused() {
    let Ok(libjvm) = std::env::var("KILN_TEST_LIBJVM_DIR") else {
        return;
    };
    let classes = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unmapped");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/unmapped/Unmapped.java");
    let compiled = tool("javac")
        .args(["-nowarn", "-d"])
        .args([&classes, &source])
        .status()
        .expect("javac can be run");
    assert!(compiled.success());
    let output = tool("java")
        .arg(format!("-XXaltjvm={libjvm}/"))
        .args([
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-cp",
        ])
        .arg(&classes)
        .arg("Unmapped")
        .output()
        .expect("java can be run");
    let refused = "depths: java.lang.VerifyError: No reference maps for method Odd.depths(I)V: \
                   StackMismatch { bci: 5 }\n";
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        format!("fine returned\n{refused}{refused}fine returned\n")
    );
}
