//! Damaged class files: the reference VM must say the same about them.
//!
//! `javac` makes a handful of classes, each is damaged in thousands of reproducible ways, and a JDK
//! 17 `java` tries to define them. Wherever it refuses the format of one, the parser must give the
//! same exception with the same message; wherever it accepts one, so must the parser. Not compared
//! are outcomes that depend on other classes (a superclass that is not there).
//!
//! Without a JDK 17 there is nothing to compare with, and the test says so and passes.

mod cases;
mod mutation;
mod writer;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mutation::{Rng, damage};
use vm_classfile::{ClassFile, ParseOptions};

fn seed() -> u64 {
    std::env::var("KILN_ORACLE_SEED")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0x5eed_0001)
}

fn mutations() -> usize {
    std::env::var("KILN_ORACLE_MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(6000)
}

fn has_jdk_17() -> bool {
    Command::new("javac")
        .arg("-version")
        .output()
        .is_ok_and(|out| String::from_utf8_lossy(&out.stdout).starts_with("javac 17."))
}

fn javac(dir: &Path, sources: &[&str], extra: &[&str]) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let status = Command::new("javac")
        .args(["-nowarn", "-Xlint:none", "-proc:none", "-d"])
        .arg(dir)
        .args(extra)
        .args(sources.iter().map(|name| here.join(name)))
        .stderr(Stdio::null())
        .status()
        .expect("javac runs");
    assert!(status.success());
}

fn classes_in(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|e| e == "class"))
        .collect();
    files.sort();
    files
}

/// What the reference VM says about each of `images`.
fn ask(define: &Path, images: &[Vec<u8>]) -> Vec<String> {
    let mut child = Command::new("java")
        .current_dir(define)
        .args(["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp"])
        .arg(define)
        .arg("Define")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("java runs");
    let mut input = child.stdin.take().expect("piped");
    let mut bytes = (images.len() as u32).to_be_bytes().to_vec();
    for image in images {
        bytes.extend((image.len() as u32).to_be_bytes());
        bytes.extend(image);
    }
    // Reading past the end can crash the reference VM; then there are fewer answers.
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().expect("java ends");
    let _ = writer.join().expect("writer ends");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

fn ours(image: &[u8]) -> String {
    match ClassFile::parse(image, ParseOptions::default()) {
        Ok(_) => "ok".into(),
        Err(error) => {
            let class = error.exception().internal_name().replace('/', ".");
            let message = error.message();
            let escaped = message
                .replace('\\', "\\\\")
                .replace('\n', "\\n")
                .replace('\r', "\\r");
            format!("{class}: {escaped}")
        }
    }
}

/// Whether the outcome says something about the format of the file.
fn about_format(theirs: &str) -> bool {
    theirs == "ok"
        || theirs.starts_with("java.lang.ClassFormatError")
        || theirs.starts_with("java.lang.UnsupportedClassVersionError")
}

fn case_images() -> Vec<Vec<u8>> {
    cases::all().into_iter().map(|case| case.image).collect()
}

/// HotSpot does not notice that a file ends inside a `MethodParameters` attribute and goes on with
/// whatever lies behind it in memory. Nobody can agree with that.
fn reads_past_the_end(image: &[u8], ours: &str) -> bool {
    let name = b"MethodParameters";
    ours.ends_with("Truncated class file") && image.windows(name.len()).any(|w| w == name)
}

#[test]
fn same_verdict_as_hotspot() {
    if !has_jdk_17() {
        eprintln!("no JDK 17 on the path: nothing compared");
        return;
    }
    let dir = std::env::temp_dir().join(format!("kiln-classfile-oracle-{}", std::process::id()));
    let (define, samples) = (dir.join("define"), dir.join("samples"));
    for sub in [&define, &samples] {
        std::fs::create_dir_all(sub).expect("temporary directory");
    }
    javac(&define, &["Define.java"], &[]);
    javac(&samples, &["Samples.java"], &["-g", "-parameters"]);
    let originals: Vec<_> = classes_in(&samples)
        .iter()
        .map(|path| std::fs::read(path).expect("readable"))
        .collect();

    let verdicts = ask(&define, &case_images());
    assert_eq!(verdicts.len(), cases::all().len(), "java did not run");
    for (case, theirs) in cases::all().iter().zip(verdicts) {
        let message = theirs
            .split_once(": ")
            .map_or(&*theirs, |(_, message)| message);
        assert_eq!(message, case.message);
    }

    let mut rng = Rng::new(seed());
    let mut images = originals.clone();
    for original in &originals {
        for major in 44..=62u16 {
            for minor in [0u16, 3, 65535] {
                let mut image = original.clone();
                image[4..6].copy_from_slice(&minor.to_be_bytes());
                image[6..8].copy_from_slice(&major.to_be_bytes());
                images.push(image);
            }
        }
    }
    for _ in 0..mutations() {
        let mut image = originals[rng.below(originals.len())].clone();
        damage(&mut image, &mut rng);
        images.push(image);
    }
    let verdicts = ask(&define, &images);
    std::fs::remove_dir_all(&dir).expect("removable");

    assert!(verdicts.len() > originals.len(), "java did not run");
    let mut different = Vec::new();
    let mut n_compared = 0;
    for (i, (image, theirs)) in images.iter().zip(&verdicts).enumerate() {
        if !about_format(theirs) {
            continue;
        }
        n_compared += 1;
        let ours = ours(image);
        if ours != *theirs && !reads_past_the_end(image, &ours) {
            if let Ok(dir) = std::env::var("KILN_ORACLE_KEEP") {
                std::fs::write(format!("{dir}/{i}.class"), image).expect("writable");
            }
            different.push(format!("#{i}\n  java: {theirs}\n  ours: {ours}"));
        }
    }
    assert!(
        n_compared > verdicts.len() / 3,
        "only {n_compared} of {} compared",
        images.len()
    );
    assert!(
        different.is_empty(),
        "{} of {n_compared} differ:\n{}",
        different.len(),
        different[..different.len().min(40)].join("\n")
    );
}
