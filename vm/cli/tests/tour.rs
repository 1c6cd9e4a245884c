//! What `docs/tour.md` shows of a class file is what a class file holds.
//!
//! The page's source is compiled with the installed JDK; its `hex` blocks must occur among the bytes,
//! its `javap` block in what `kiln javap` prints. Without a JDK 17 on the path there is nothing to
//! compile with, and the test says so and passes.

use std::path::Path;
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

#[test]
fn the_tour_shows_what_is_there() {
    let version = Command::new("javac").arg("-version").output();
    if !version.is_ok_and(|out| out.stdout.starts_with(b"javac 17.")) {
        eprintln!("no javac 17 on the path: nothing was compared");
        return;
    }
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tour.md");
    let page = std::fs::read_to_string(page).expect("the page is there");

    let directory = std::env::temp_dir().join(format!("kiln-tour-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("temporary directory");
    let [source] = &blocks(&page, "java")[..] else {
        panic!("the tour has one Java program");
    };
    std::fs::write(directory.join("Account.java"), source).expect("writable");
    let compiled = Command::new("javac")
        .arg("Account.java")
        .current_dir(&directory)
        .output()
        .expect("javac starts");
    assert!(compiled.status.success(), "{compiled:?}");

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
