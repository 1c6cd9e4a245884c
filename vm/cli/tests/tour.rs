//! What `docs/tour.md` shows of a class file is what a class file holds, and what it shows of
//! compiling is what `kiln compile` prints.
//!
//! The page's source is compiled with the installed JDK; its `hex` blocks must occur among the bytes,
//! its `javap` block in what `kiln javap` prints. Without a JDK 17 on the path there is nothing to
//! compile with, and the tests pass. The blocks `ir` and `x86asm` must occur in the output
//! of `kiln compile`, which needs the VM in `KILN_TEST_LIBJVM_DIR`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The fenced blocks of the page with this tag.
fn blocks(page: &str, tag: &str) -> Vec<String> {
    let opening = format!("```{tag}\n");
    page.split(&opening)
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .map(|(block, _)| block.to_owned())
        .collect()
}

fn hexadecimal(block: &str) -> Vec<u8> {
    block
        .split_whitespace()
        .map(|byte| u8::from_str_radix(byte, 16).expect("a `hex` block holds bytes"))
        .collect()
}

fn page() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tour.md");
    std::fs::read_to_string(page).expect("the page is there")
}

/// A fresh directory with the compiled program of the page; `None` without a JDK 17.
fn compiled(page: &str, test: &str) -> Option<PathBuf> {
    let version = Command::new("javac").arg("-version").output();
    if !version.is_ok_and(|out| out.stdout.starts_with(b"javac 17.")) {
        return None;
    }
    let directory = std::env::temp_dir().join(format!("kiln-{test}-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("temporary directory");
    let [source] = &blocks(page, "java")[..] else {
        panic!("the tour has one Java program");
    };
    std::fs::write(directory.join("Account.java"), source).expect("writable");
    let compiled = Command::new("javac")
        .arg("Account.java")
        .current_dir(&directory)
        .output()
        .expect("javac starts");
    assert!(compiled.status.success(), "{compiled:?}");
    Some(directory)
}

#[test]
fn the_tour_shows_what_is_there() {
    let page = page();
    let Some(directory) = compiled(&page, "tour") else {
        return;
    };
    let class = std::fs::read(directory.join("Account.class")).expect("javac wrote it");
    let dumps = blocks(&page, "hex");
    assert!(!dumps.is_empty(), "the tour shows bytes");
    for dump in dumps {
        let bytes = hexadecimal(&dump);
        assert!(
            class.windows(bytes.len()).any(|window| window == bytes),
            "not in the class file: {dump}"
        );
    }

    let listing = Command::new(env!("CARGO_BIN_EXE_kiln"))
        .args(["javap", "-c", "-v", "-p", "Account.class"])
        .current_dir(&directory)
        .output()
        .expect("kiln starts");
    let listing = String::from_utf8_lossy(&listing.stdout);
    for excerpt in blocks(&page, "javap") {
        assert!(listing.contains(&excerpt), "{excerpt}\nnot in\n{listing}");
    }
    std::fs::remove_dir_all(&directory).expect("removable");
}

#[test]
fn the_tour_shows_what_the_compiler_makes() {
    let Some(libjvm) = std::env::var_os("KILN_TEST_LIBJVM_DIR") else {
        return;
    };
    let page = page();
    let Some(directory) = compiled(&page, "tour-compiled") else {
        return;
    };
    let command = page
        .split('`')
        .find(|code| code.starts_with("kiln compile "))
        .expect("the page says how to see this");
    let output = Command::new(env!("CARGO_BIN_EXE_kiln"))
        .env("KILN_LIBJVM_DIR", libjvm)
        .args(command.split(' ').skip(1))
        .current_dir(&directory)
        .output()
        .expect("kiln starts");
    let text = String::from_utf8_lossy(&output.stdout);
    for excerpt in [blocks(&page, "ir"), blocks(&page, "x86asm")].concat() {
        assert!(text.contains(&excerpt), "{excerpt}\nnot in\n{text}");
    }
    std::fs::remove_dir_all(&directory).expect("removable");
}
