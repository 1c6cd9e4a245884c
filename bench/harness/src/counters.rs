//! What Kiln says about its own work: the file of `--stats=FILE`.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// Of one run.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Counters {
    /// CPU time of compiling, in milliseconds.
    pub compile_ms: f64,
    /// Compilations that were installed.
    pub n_compiled: f64,
    /// Bytes of machine code that were installed.
    pub code_bytes: f64,
    /// Bytes of bytecode that they were made of, with what was inlined.
    pub bytecode_bytes: f64,
    /// Times that compiled code was left for the interpreter.
    pub n_deopts: f64,
}

/// Reads them; `None` if the VM has not written any.
pub fn read(file: &Path) -> Option<Counters> {
    let text = fs::read_to_string(file).ok()?;
    parse(&serde_json::from_str(&text).ok()?)
}

fn parse(value: &Value) -> Option<Counters> {
    let number = |name: &str| value.get(name)?.as_f64();
    Some(Counters {
        compile_ms: number("compile_ns")? / 1e6,
        n_compiled: number("n_compiled")?,
        code_bytes: number("code_bytes")?,
        bytecode_bytes: number("bytecode_bytes")?,
        n_deopts: number("n_deopts")?,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;
    use serde_json::json;

    #[test]
    fn a_file_must_have_everything() {
        let mut value = json!({
            "compile_ns": 2_500_000, "n_compiled": 3, "code_bytes": 900,
            "bytecode_bytes": 70, "n_deopts": 1,
        });
        let counters = parse(&value).expect("it is complete");
        assert_eq!((counters.compile_ms, counters.n_deopts), (2.5, 1.0));
        value["n_deopts"] = json!(null);
        assert_eq!(parse(&value), None);
    }
}
