//! `kiln` under its own name: subcommands, and finding JDK and VM.
//!
//! The VM is the JDK's own unless `KILN_TEST_LIBJVM_DIR` names the directory of another.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The executable, with an environment that says nothing about JDKs and VMs.
fn kiln() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiln"));
    for name in [
        "KILN_JDK",
        "KILN_LIBJVM_DIR",
        "JAVA_HOME",
        "JDK_JAVA_OPTIONS",
        "CLASSPATH",
    ] {
        command.env_remove(name);
    }
    command
}

fn jdk() -> PathBuf {
    let output = text(
        &Command::new(env!("CARGO_BIN_EXE_kiln"))
            .arg("doctor")
            .output()
            .expect("kiln starts"),
    );
    let line = output
        .lines()
        .find_map(|line| line.strip_prefix("JDK "))
        .expect("a JDK 17");
    PathBuf::from(line.trim().rsplit_once(" (").expect("how it was found").0)
}

fn libjvm_dir() -> PathBuf {
    let named = std::env::var_os("KILN_TEST_LIBJVM_DIR").map(PathBuf::from);
    named.unwrap_or_else(|| jdk().join("lib/server"))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn temporary(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("kiln-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&path).expect("temporary directory");
    path
}

#[test]
fn help_lists_the_subcommands() {
    let output = kiln().arg("help").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    for name in [
        "run", "example", "javap", "trace", "bench", "doctor", "help",
    ] {
        assert!(
            text(&output).contains(&format!("\n  {name} ")),
            "{}",
            text(&output)
        );
    }
}

#[test]
fn the_example_runs() {
    let output = kiln()
        .arg("example")
        .env("KILN_LIBJVM_DIR", libjvm_dir())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let lines = text(&output);
    assert!(
        lines.contains("primes below 100000: 9592, the largest is 99991\n"),
        "{lines}"
    );
    assert!(
        lines.contains("by last digit: {1=2387, 2=1, 3=2402, 5=1, 7=2411, 9=2390}\n"),
        "{lines}"
    );
}

#[test]
fn the_example_shows_its_source() {
    let output = kiln().args(["example", "--source"]).output().unwrap();
    assert!(text(&output).contains("public class Example"));
    let output = kiln().args(["example", "nonsense"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_class_may_be_called_like_a_subcommand() {
    let dir = libjvm_dir();
    for (words, class) in [
        (&["run", "doctor"][..], "doctor"),
        (&["-Xint", "help"], "help"),
    ] {
        let output = kiln()
            .args(words)
            .env("KILN_LIBJVM_DIR", &dir)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let expected = format!("Error: Could not find or load main class {class}\n");
        assert!(text(&output).contains(&expected), "{}", text(&output));
    }
}

#[test]
fn without_words_the_usage_is_shown() {
    let output = kiln()
        .env("KILN_LIBJVM_DIR", libjvm_dir())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        output
            .stderr
            .starts_with(b"Usage: kiln [options] <mainclass>"),
        "{}",
        text(&output)
    );
}

/// A VM outside the JDK is told where the JDK is; one inside is not.
#[test]
fn java_home_reaches_a_vm_elsewhere() {
    let dir = temporary("elsewhere");
    let library = libjvm_dir().join("libjvm.so");
    std::fs::copy(library, dir.join("libjvm.so")).unwrap();
    let mut command = kiln();
    command
        .arg("-version")
        .env("KILN_LIBJVM_DIR", &dir)
        .env("_JAVA_LAUNCHER_DEBUG", "1");
    let output = command.output().unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    let expected = format!("    option[ 0] = '-Djava.home={}'\n", jdk().display());
    assert!(text(&output).contains(&expected), "{}", text(&output));

    command.env("KILN_LIBJVM_DIR", jdk().join("lib/server"));
    let output = command.output().unwrap();
    assert!(!text(&output).contains("-Djava.home="), "{}", text(&output));
}

#[test]
fn a_missing_vm_is_named() {
    let output = kiln()
        .arg("-version")
        .env("KILN_LIBJVM_DIR", "/nowhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(
        text(&output).contains("JVM at `/nowhere/libjvm.so'"),
        "{}",
        text(&output)
    );
}

#[test]
fn a_library_that_is_no_vm_is_refused() {
    let dir = temporary("no-vm");
    std::fs::write(dir.join("libjvm.so"), "text").unwrap();
    let output = kiln()
        .arg("-version")
        .env("KILN_LIBJVM_DIR", &dir)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    assert_eq!(output.status.code(), Some(6));
    assert!(
        text(&output).starts_with("Error: failed "),
        "{}",
        text(&output)
    );
}

#[test]
fn a_missing_jdk_is_explained_in_one_line() {
    let output = kiln()
        .arg("-version")
        .env("KILN_JDK", "/nowhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let expected = "Error: no JDK 17 found: KILN_JDK (/nowhere) has no lib/modules. Install one";
    assert!(text(&output).starts_with(expected), "{}", text(&output));
    assert_eq!(text(&output).lines().count(), 1);
}

#[test]
fn a_jdk_of_another_version_is_refused() {
    let dir = temporary("jdk");
    std::fs::create_dir_all(dir.join("lib")).unwrap();
    std::fs::write(dir.join("lib/modules"), "").unwrap();
    std::fs::write(dir.join("release"), "JAVA_VERSION=\"21.0.1\"\n").unwrap();
    let output = kiln()
        .arg("-version")
        .env("KILN_JDK", &dir)
        .output()
        .unwrap();
    // JAVA_HOME is passed over instead: another JDK may be found.
    let other = kiln()
        .arg("doctor")
        .env("JAVA_HOME", &dir)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output).contains("is version 21.0.1"),
        "{}",
        text(&output)
    );
    assert!(
        text(&other).contains(&jdk().display().to_string()),
        "{}",
        text(&other)
    );
}

#[test]
fn doctor_says_whether_all_is_well() {
    let output = kiln()
        .arg("doctor")
        .env("KILN_LIBJVM_DIR", libjvm_dir())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(text(&output).ends_with("yes\n"));
    let output = kiln()
        .arg("doctor")
        .env("KILN_LIBJVM_DIR", Path::new("/nowhere"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).ends_with("no\n"), "{}", text(&output));
}

#[test]
fn the_options_for_the_vm_can_be_shown() {
    let words = [
        "-cp",
        "x",
        "--policy",
        "never",
        "--gc-every=3",
        "-Xint",
        "Main",
        "a",
    ];
    let mut command = kiln();
    command
        .args(words)
        .env("KILN_LIBJVM_DIR", jdk().join("lib/server"));
    let output = command.env("_JAVA_LAUNCHER_DEBUG", "1").output().unwrap();
    let expected = "\
        \x20   option[ 0] = '-Djava.class.path=x'\n\
        \x20   option[ 1] = '--policy=never'\n\
        \x20   option[ 2] = '--gc-every=3'\n\
        \x20   option[ 3] = '-Xint'\n\
        \x20   option[ 4] = '-Dsun.java.command=Main a'\n\
        \x20   option[ 5] = '-Dsun.java.launcher=SUN_STANDARD'\n";
    assert!(text(&output).contains(expected), "{}", text(&output));
}

#[test]
fn traces_are_shown_as_text() {
    let folder = temporary("trace");
    let file = folder.join("run.ktrace");
    let lines = [
        r#"{"schema":"kiln.trace/1","vm":"Kiln","arguments":[],"clock":"nanoseconds"}"#,
        r#"{"t":1500000,"kind":"osr_entered","method":"A::f","bci":7,"id":1}"#,
        r#"{"t":2500000,"kind":"invalidated","id":1,"method":"B::g","reason":"class loaded"}"#,
        r#"{"t":3000000,"kind":"of_a_later_version"}"#,
        r#"{"t":35"#,
    ];
    std::fs::write(&file, lines.join("\n")).expect("the folder can be written");
    let trace = |options: &[&str]| {
        let output = kiln().arg("trace").args(options).arg(&file).output();
        output.expect("kiln starts")
    };
    assert_eq!(
        text(&trace(&[])),
        "     1.500 ms  osr_entered          A::f bci=7 id=1\n     2.500 ms  invalidated          B::g id=1 reason=\"class loaded\"\n{\"kind\":\"of_a_later_version\",\"t\":3000000}\nkiln trace: the last line was not written to its end\n"
    );
    for options in [
        &["--kind", "osr_entered"][..],
        &["--method", "A::", "--since", "1"],
    ] {
        assert!(
            text(&trace(options))
                .starts_with("     1.500 ms  osr_entered          A::f bci=7 id=1\nkiln")
        );
    }
    let json = trace(&["--json", "--since", "2", "--method", "g"]);
    assert!(
        String::from_utf8_lossy(&json.stdout)
            .starts_with("{\"t\":2500000,\"kind\":\"invalidated\"")
    );
    let wrong = kiln()
        .args(["trace", "--kind", "x"])
        .output()
        .expect("kiln starts");
    assert_eq!(wrong.status.code(), Some(2));
    let none = kiln()
        .args(["trace", "no/such/file"])
        .output()
        .expect("kiln starts");
    assert_eq!(none.status.code(), Some(1));
    std::fs::remove_dir_all(folder).expect("the folder can be removed");
}

/// A trace with two compilations of one method, between which its code was left.
const STORY: [&str; 9] = [
    r#"{"schema":"kiln.trace/1","vm":"Kiln","arguments":[],"clock":"nanoseconds"}"#,
    r#"{"t":1000000,"kind":"policy_decision","method":"A::f","event":"call","action":"compile","tier":"full","osr":null,"reason":"calls 5000 >= 5000","calls":5000,"back_edges":0,"n_waiting":0}"#,
    r#"{"t":1100000,"kind":"compile_started","id":1,"method":"A::f","tier":"full","osr":null,"waited_ns":100000}"#,
    r#"{"t":1900000,"kind":"compile_installed","id":1,"method":"A::f","tier":"full","osr":null,"size":20,"code_size":300,"compile_ns":800000}"#,
    r#"{"t":2000000,"kind":"deoptimized","method":"A::g","bci":7,"reason":"class_check","id":1,"n_frames":2,"n_deopts":1}"#,
    r#"{"t":2100000,"kind":"invalidated","id":1,"method":"A::f","reason":"class_check"}"#,
    r#"{"t":2200000,"kind":"inlined","id":2,"method":"A::f","bci":3,"callee":"A::g","depth":0,"is_inlined":true,"reason":"hot"}"#,
    r#"{"t":2300000,"kind":"compile_installed","id":2,"method":"A::f","tier":"full","osr":null,"size":20,"code_size":200,"compile_ns":700000}"#,
    r#"{"t":2400000,"kind":"compile_bailout","id":3,"method":"B::h","tier":"full","osr":null,"reason":"too large","is_final":true}"#,
];

#[test]
fn traces_are_summed_up_and_explained() {
    let folder = temporary("tiers");
    let file = folder.join("run.ktrace");
    std::fs::write(&file, STORY.join("\n") + "\n").expect("the folder can be written");
    let output = |words: &[&str]| kiln().args(words).output().expect("kiln starts");
    let name = file.display().to_string();
    assert_eq!(
        text(&output(&["tiers", &name])),
        "tier     methods  compiles   OSR   bytecode   code         compile time\n\
         full           1         2     0       40 B      500 B         1.5 ms\n\
         deoptimizations 1 (class_check 1)\n\
         declined 1 (too large 1)\n\
         invalidated 1, dropped from the queue 0, compiler panics 0, loops entered 0\n\
         wait in the queue: median 0.1 ms, 95 % within 0.1 ms\n"
    );
    assert_eq!(
        text(&output(&["explain", &name, "A::"])),
        "A::f   2 compiled, 1 deoptimized, now full\n  \
           1      1.0 ms  compile full  calls 5000 >= 5000\n  \
           2      1.9 ms  full  installed, 300 bytes of code\n  \
           3      2.0 ms  DEOPT  class_check in A::g @7, 2 frames\n  \
           4      2.1 ms  INVALIDATED  class_check\n  \
           5      2.3 ms  full  installed, 200 bytes of code\n  \
         inlining of the last compilation\n    \
             @3 A::g   inlined: hot\n\
         A::g   0 compiled, 1 deoptimized, now T0\n  \
           1      2.0 ms  DEOPT  class_check in A::g @7, 2 frames\n"
    );
    for (words, code) in [
        (&["explain", &name, "C::"][..], 1),
        (&["explain", &name], 2),
        (&["tiers"], 2),
        (&["tiers", "no/such/file"], 1),
    ] {
        assert_eq!(output(words).status.code(), Some(code), "{words:?}");
    }
    std::fs::remove_dir_all(folder).expect("the folder can be removed");
}

#[test]
fn bench_says_what_is_wrong() {
    for (words, message) in [
        (
            &["bench", "--rounds", "0"][..],
            "--rounds needs a number above 0",
        ),
        (&["bench", "--polcy", "x"], "is --policy meant?"),
    ] {
        let output = kiln().args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let text = text(&output);
        assert!(
            text.contains(message) && text.contains("usage: kiln bench"),
            "{text}"
        );
    }
    let output = kiln()
        .args(["bench", "--suite", "nowhere"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("bench/suite/nowhere"));
}
