//! What the VM says about compiling: lines of `-XX:+PrintCompilation`, and the trace. The program
//! is run on HotSpot, and with `KILN_TEST_LIBJVM_DIR` set on the VM in that directory.

use std::path::{Path, PathBuf};
use std::process::Command;
use vm_events::{Event, Line, Reader};

fn jdk_tool(name: &str) -> String {
    std::env::var("JAVA_HOME").map_or(name.to_owned(), |home| format!("{home}/bin/{name}"))
}

fn libjvm() -> Option<String> {
    std::env::var("KILN_TEST_LIBJVM_DIR").ok()
}

/// A directory of its own with the compiled program.
fn compiled(test: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("compiling")
        .join(test);
    std::fs::create_dir_all(&directory).expect("a directory can be made");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compiling/Hot.java");
    let status = Command::new(jdk_tool("javac"))
        .arg("-d")
        .arg(&directory)
        .arg(source)
        .status()
        .expect("javac can be run");
    assert!(status.success());
    directory
}

/// So that each method has code of its own.
const CALLS_ARE_CALLS: &str = "--disable-pass=inline";

/// Standard output of the program.
fn run(directory: &Path, options: &[&str], libjvm: Option<&str>) -> String {
    let mut command = Command::new(jdk_tool("java"));
    if let Some(libjvm) = libjvm {
        command.arg(format!("-XXaltjvm={libjvm}/"));
    }
    let output = command
        .args(options)
        .args(["-cp", ".", "Hot"])
        .current_dir(directory)
        .output()
        .expect("java can be run");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    text
}

/// Flags, level and method of the lines about the program, without time, number and reason, each
/// once; without the method that has the loop, which HotSpot compiles together with the loop.
fn lines(output: &str) -> Vec<String> {
    let mut lines: Vec<String> = output
        .lines()
        .filter(|line| line.contains(" Hot::") && line.contains("  1  "))
        .filter(|line| !line.contains("Hot::sum (") && !line.contains("made not"))
        .map(|line| {
            let line = line.split("   # ").next().unwrap_or(line);
            assert!(line[..7].trim().parse::<u64>().is_ok(), "{line}");
            assert!(line[8..12].trim().parse::<u64>().is_ok(), "{line}");
            line[12..].to_owned()
        })
        .collect();
    lines.sort();
    lines.dedup();
    lines
}

#[test]
fn compilations_are_printed_as_hotspot_prints_them() {
    let directory = compiled("print");
    let options = [
        "-Xbatch",
        "-XX:+PrintCompilation",
        "-XX:TieredStopAtLevel=1",
    ];
    let only = "-XX:CompileCommand=compileonly,Hot.s*";
    let mut words = options.to_vec();
    words.push(only);
    let hotspot = run(&directory, &words, None);
    assert_eq!(
        lines(&hotspot),
        [
            "  s b  1       Hot::square (6 bytes)",
            " %  b  1       Hot::sum @ 4 (24 bytes)",
        ]
    );
    let Some(libjvm) = libjvm() else { return };
    words.push("--policy=hotspot");
    assert_eq!(
        lines(&run(&directory, &words, Some(&libjvm))),
        lines(&hotspot)
    );
}

/// The events about the program, without their times.
fn events(directory: &Path, options: &[&str], libjvm: &str) -> Vec<Event> {
    let mut words = vec!["--trace=run.ktrace", "--deterministic"];
    words.extend(options);
    assert_eq!(run(directory, &words, Some(libjvm)), "433150061\n");
    Reader::open(&directory.join("run.ktrace"))
        .expect("the trace was written")
        .map(|line| match line.expect("the trace is well formed") {
            Line::Known(record) => record.event,
            Line::Unknown(value) => panic!("{value}"),
        })
        .filter(|event| format!("{event:?}").contains("Hot::"))
        .collect()
}

/// What has happened, to what, and why: compilations are numbered across all threads of the VM,
/// which do not wait for each other.
fn without_numbers(event: &Event) -> [String; 3] {
    let value = serde_json::to_value(event).expect("events have a JSON form");
    ["kind", "method", "reason"].map(|field| value[field].to_string())
}

#[test]
fn a_trace_tells_what_was_compiled_and_left() {
    let Some(libjvm) = libjvm() else { return };
    let directory = compiled("trace");
    let options = ["-Xcomp", CALLS_ARE_CALLS];
    let all = events(&directory, &options, &libjvm);
    let is_installed = |name: &str| {
        all.iter().any(|event| {
            matches!(event, Event::CompileInstalled { method, osr: None, .. } if method == name)
        })
    };
    for name in ["Hot::main", "Hot::sum", "Hot::square", "Hot::cold"] {
        assert!(is_installed(name), "{name}: {all:#?}");
    }
    let again = events(&directory, &options, &libjvm);
    let what = |events: &[Event]| events.iter().map(without_numbers).collect::<Vec<_>>();
    assert_eq!(what(&all), what(&again), "a deterministic run");
    assert_eq!(events(&directory, &["-Xint"], &libjvm), []);
}

#[test]
fn excluded_methods_are_not_compiled() {
    let Some(libjvm) = libjvm() else { return };
    let directory = compiled("exclude");
    let exclude = "-XX:CompileCommand=exclude,Hot.square";
    let words = ["-Xcomp", "-XX:CompileCommand=quiet", exclude];
    for event in events(&directory, &words, &libjvm) {
        assert!(
            !matches!(&event, Event::CompileStarted { method, .. } if method == "Hot::square"),
            "{event:?}"
        );
    }
}

/// Standard output and error of the program, compiled before its first call.
fn output_with(directory: &Path, option: &str, libjvm: &str) -> String {
    let output = Command::new(jdk_tool("java"))
        .arg(format!("-XXaltjvm={libjvm}/"))
        .args(["-Xcomp", CALLS_ARE_CALLS, "-XX:CompileCommand=quiet"])
        .args(["-XX:CompileCommand=compileonly,Hot.*", option])
        .args(["--filter=Hot::sum", "-cp", ".", "Hot"])
        .current_dir(directory)
        .output()
        .expect("java can be run");
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn what_the_compiler_did_is_told_at_the_end() {
    let Some(libjvm) = libjvm() else { return };
    let directory = compiled("told");
    let text = output_with(&directory, "--time-passes", &libjvm);
    assert!(text.contains("\ncompiling: "), "{text}");
    for part in ["build", "gvn", "register allocation", "emission", "install"] {
        assert!(text.contains(&format!("  {part}\n")), "{part}: {text}");
    }
    let text = output_with(&directory, "--stats", &libjvm);
    assert!(text.contains("\ndeoptimizations: "), "{text}");
    output_with(&directory, "--stats=stats.json", &libjvm);
    let file = std::fs::read_to_string(directory.join("stats.json")).expect("it was written");
    let value: serde_json::Value = serde_json::from_str(&file).expect("it is JSON");
    assert!(value["n_compiled"].as_u64() >= Some(4), "{value}");
    assert!(value["code_bytes"].as_u64() > Some(0), "{value}");
    assert!(value["compile_ns"].as_u64() > Some(0), "{value}");
}

#[test]
fn changes_are_printed_whole_or_as_lines() {
    let Some(libjvm) = libjvm() else { return };
    let directory = compiled("changes");
    let whole = output_with(&directory, "--print-changed", &libjvm);
    assert!(whole.contains("; Hot::sum after build\nfn @"), "{whole}");
    assert!(
        whole.contains("; Hot::sum after assign-states\nfn @"),
        "{whole}"
    );
    assert!(whole.contains(": no change\n"), "{whole}");
    assert!(!whole.contains("; Hot::square after"), "{whole}");
    let diff = output_with(&directory, "--print-changed=diff", &libjvm);
    assert_eq!(diff.matches("\nfn @").count(), 1, "{diff}");
    assert!(diff.lines().any(|line| line.starts_with("+    ")), "{diff}");
}

/// Names and sizes of the pieces of code in a jitdump file, whose records follow the header.
fn pieces(file: &[u8]) -> Vec<(String, u64)> {
    let word = |at: usize| u32::from_ne_bytes(file[at..at + 4].try_into().expect("four bytes"));
    assert_eq!(
        (word(0), word(4), word(12)),
        (0x4a69_5444, 1, 62),
        "the header"
    );
    let mut at = word(8) as usize;
    let mut pieces = Vec::new();
    while at < file.len() {
        let size = word(at + 4) as usize;
        assert_eq!(word(at), 0, "a piece of code");
        let text = &file[at + 56..at + size];
        let end = text.iter().position(|byte| *byte == 0).expect("names end");
        let name = String::from_utf8_lossy(&text[..end]).into_owned();
        let code_size = u64::from(word(at + 40));
        assert_eq!(code_size as usize, text.len() - end - 1, "{name}");
        pieces.push((name, code_size));
        at += size;
    }
    pieces
}

#[test]
fn perf_accepts_the_dump_of_compiled_code() {
    let Some(libjvm) = libjvm() else { return };
    let directory = compiled("jitdump");
    let options = [
        "--jitdump",
        "-Xcomp",
        CALLS_ARE_CALLS,
        "-XX:CompileCommand=quiet",
    ];
    let only = "-XX:CompileCommand=compileonly,Hot.*";
    for entry in std::fs::read_dir(&directory).expect("it is there") {
        let path = entry.expect("readable").path();
        if path
            .extension()
            .is_some_and(|extension| extension == "dump")
        {
            std::fs::remove_file(path).expect("it is ours");
        }
    }
    let mut words = options.to_vec();
    words.push(only);
    run(&directory, &words, Some(&libjvm));
    let entries = std::fs::read_dir(&directory).expect("it is there");
    let mut paths = entries.map(|entry| entry.expect("readable").path());
    let dump = paths.find(|path| path.extension().is_some_and(|end| end == "dump"));
    let file = std::fs::read(dump.expect("it was written")).expect("readable");
    let pieces = pieces(&file);
    let square = pieces.iter().find(|(name, _)| name == "Hot::square [full]");
    assert!(square.is_some_and(|(_, size)| *size > 0), "{pieces:?}");
    // Where `perf` is installed and allowed it has to take the file.
    let java = jdk_tool("java");
    let altjvm = format!("-XXaltjvm={libjvm}/");
    let mut command = Command::new("perf");
    command.args([
        "record",
        "-k",
        "mono",
        "-e",
        "cpu-clock",
        "-o",
        "perf.data",
        &java,
        &altjvm,
    ]);
    command.args(&words).args(["-cp", ".", "Hot"]);
    let Ok(recorded) = command.current_dir(&directory).output() else {
        return;
    };
    if recorded.status.success() {
        let inject = ["inject", "--jit", "-i", "perf.data", "-o", "perf.jit.data"];
        let mut command = Command::new("perf");
        let injected = command.args(inject).current_dir(&directory).output();
        assert!(injected.expect("it ran before").status.success());
    }
}

#[test]
fn a_trace_tells_of_classes_and_collections() {
    let Some(libjvm) = libjvm() else { return };
    let directory = compiled("classes");
    let words = ["--trace=run.ktrace", "--gc-every=10000"];
    run(&directory, &words, Some(&libjvm));
    let mut reader = Reader::open(&directory.join("run.ktrace")).expect("it was written");
    let mut all = Vec::new();
    for line in &mut reader {
        if let Line::Known(record) = line.expect("the trace is well formed") {
            all.push(record.event);
        }
    }
    let is_loaded = |name: &str, from: &str| {
        all.iter().any(|event| {
            matches!(event, Event::ClassLoaded { class, source } if class == name && source.starts_with(from))
        })
    };
    assert!(is_loaded("java.lang.Object", "jrt:/java.base"));
    assert!(is_loaded("Hot", "file:"));
    let collections = all
        .iter()
        .filter(|event| matches!(event, Event::Collection { used_after, .. } if *used_after > 0));
    assert!(collections.count() > 0);
}
