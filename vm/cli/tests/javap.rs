//! `kiln javap` against the stock `javap`: the same bytes for the same classes.
//!
//! Without a JDK 17 on the path there is nothing to compare with, and the test says so and passes.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn has_jdk_17() -> bool {
    let version = Command::new("javap").arg("-version").output();
    version.is_ok_and(|out| out.stdout.starts_with(b"17."))
}

fn run(command: &mut Command, arguments: &[&str], directory: &Path) -> Output {
    command
        .args(arguments)
        .current_dir(directory)
        .env_remove("CLASSPATH")
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .output()
        .expect("starts")
}

/// Fails at the first line that differs.
fn compare(arguments: &[&str], directory: &Path) {
    let theirs = run(&mut Command::new("javap"), arguments, directory);
    let mut kiln = Command::new(env!("CARGO_BIN_EXE_kiln"));
    let ours = run(kiln.arg("javap"), arguments, directory);
    let theirs_text = String::from_utf8_lossy(&theirs.stdout);
    let ours_text = String::from_utf8_lossy(&ours.stdout);
    assert!(theirs_text.len() > 20, "{arguments:?}: {theirs:?}");
    for (i, (their_line, our_line)) in theirs_text.lines().zip(ours_text.lines()).enumerate() {
        assert_eq!(our_line, their_line, "javap {arguments:?}, line {}", i + 1);
    }
    assert_eq!(ours_text.len(), theirs_text.len(), "javap {arguments:?}");
    assert_eq!(
        ours.status.code(),
        theirs.status.code(),
        "javap {arguments:?}"
    );
    assert_eq!(
        String::from_utf8_lossy(&ours.stderr),
        String::from_utf8_lossy(&theirs.stderr)
    );
}

/// A source file whose constants are numbers that are hard to print.
fn numbers() -> String {
    let mut source = String::from("class Numbers {\n");
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    };
    let mut doubles: Vec<f64> = (-1074..1024).map(|e| 2f64.powi(e)).collect();
    doubles.extend((0..3000).map(|_| f64::from_bits(next())));
    doubles.extend((0..500).map(|_| next() as f64 / 1024.0));
    doubles.extend((0..500).map(|_| (next() >> 20) as f64 / 1e6));
    doubles.extend((-300..300).map(|e| 10f64.powi(e)));
    let mut floats: Vec<f32> = (-149..128).map(|e| 2f32.powi(e)).collect();
    floats.extend((0..3000).map(|_| f32::from_bits(next() as u32)));
    floats.extend((0..500).map(|_| next() as f32));
    floats.extend((-38..39).map(|e| 10f32.powi(e)));
    for (i, value) in doubles.iter().filter(|value| value.is_finite()).enumerate() {
        writeln!(
            source,
            "static final double D{i} = {};",
            hexadecimal(*value, "")
        )
        .expect("strings grow");
    }
    for (i, value) in floats.iter().filter(|value| value.is_finite()).enumerate() {
        writeln!(
            source,
            "static final float F{i} = {};",
            hexadecimal(f64::from(*value), "f")
        )
        .expect("strings grow");
    }
    source + "}\n"
}

/// A Java hexadecimal floating-point literal.
fn hexadecimal(value: f64, suffix: &str) -> String {
    let bits = value.to_bits();
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52) as i32 & 0x7ff {
        0 => format!("{sign}0x0.{fraction:013x}p-1022{suffix}"),
        biased => format!("{sign}0x1.{fraction:013x}p{}{suffix}", biased - 1023),
    }
}

/// Compiles `sources` into a directory of their own.
fn compile(name: &str, sources: &[PathBuf], options: &[&str]) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("kiln-javap-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("temporary directory");
    let output = Command::new("javac")
        .args(["-encoding", "UTF-8", "-Xlint:none", "-proc:none", "-d"])
        .arg(&directory)
        .args(options)
        .args(sources)
        .output()
        .expect("javac starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    directory
}

fn class_files(directory: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(directory)
        .expect("readable")
        .map(|entry| {
            entry
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.ends_with(".class"))
        .collect();
    names.sort();
    names
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn compiled_classes() {
    if !has_jdk_17() {
        eprintln!("no JDK 17 on the path: nothing compared");
        return;
    }
    let sources = [
        source("tests/javap/Annotated.java"),
        source("tests/javap/Bodies.java"),
        source("../classfile/tests/oracle/Samples.java"),
    ];
    for (name, options) in [
        ("debug", &["-g", "-parameters"][..]),
        ("plain", &["-g:none", "--release", "11"]),
    ] {
        // Records and sealed classes are newer than release 11.
        let sources = if name == "plain" {
            &sources[..2]
        } else {
            &sources[..]
        };
        let directory = compile(name, sources, options);
        let files = class_files(&directory);
        for flags in [
            &["-c", "-v", "-p"][..],
            &["-v"],
            &["-p", "-c", "-l"],
            &["-p", "-s", "-constants"],
            &["-public"],
            &["-protected", "-sysinfo"],
            &[],
        ]
        .into_iter()
        .take(if name == "plain" { 1 } else { 7 })
        {
            let arguments: Vec<_> = flags
                .iter()
                .copied()
                .chain(files.iter().map(String::as_str))
                .collect();
            compare(&arguments, &directory);
        }
        if name == "debug" {
            compare_in_jar(&directory);
        }
        std::fs::remove_dir_all(directory).expect("removable");
    }
}

/// The same classes by name, out of a jar file.
fn compare_in_jar(directory: &Path) {
    let made = Command::new("jar")
        .args(["cf", "all.jar", "-C", ".", "."])
        .current_dir(directory)
        .env("TZ", "UTC")
        .status();
    assert!(made.expect("jar starts").success());
    compare(
        &[
            "-v",
            "-cp",
            "nowhere:all.jar",
            "Annotated",
            "Annotated.Holder",
        ],
        directory,
    );
    for path in ["*", "./*", "./all.jar"] {
        compare(&["-sysinfo", "-cp", path, "Annotated"], directory);
    }
}

#[test]
fn numbers_are_spelled_alike() {
    if !has_jdk_17() {
        eprintln!("no JDK 17 on the path: nothing compared");
        return;
    }
    let file = std::env::temp_dir().join(format!("kiln-numbers-{}", std::process::id()));
    std::fs::create_dir_all(&file).expect("temporary directory");
    let path = file.join("Numbers.java");
    std::fs::write(&path, numbers()).expect("writable");
    let directory = compile("numbers", &[path], &[]);
    compare(&["-p", "-constants", "Numbers"], &directory);
    for directory in [file, directory] {
        std::fs::remove_dir_all(directory).expect("removable");
    }
}

#[test]
fn classes_of_the_jdk_by_name() {
    if !has_jdk_17() {
        eprintln!("no JDK 17 on the path: nothing compared");
        return;
    }
    let directory = std::env::temp_dir();
    compare(
        &[
            "-c",
            "-v",
            "-p",
            "java.lang.Object",
            "java.util.HashMap",
            "java.util.Map.Entry",
            "java.util.concurrent.ConcurrentHashMap",
            "java/lang/invoke/MethodHandles$Lookup",
            "java.sql.Connection",
        ],
        &directory,
    );
    compare(&["--module", "java.base", "-v", "module-info"], &directory);
    compare(&["-m", "java.sql", "module-info"], &directory);
    compare(
        &["--module", "jdk.compiler", "-v", "module-info"],
        &directory,
    );
    compare(
        &[
            "java.lang.NoSuchClass",
            "java.lang.Runnable",
            "nothing.class",
        ],
        &directory,
    );
}
