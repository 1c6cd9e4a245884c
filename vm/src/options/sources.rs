//! Where options come from besides the command line: environment variables and files.

use super::flag_values::Origin;
use super::{OptionError, VmOptions};
use crate::output;

/// Options of one source, in order.
struct Source {
    options: Vec<String>,
    origin: Origin,
}

/// Reads all options into `options`: `JAVA_TOOL_OPTIONS`, the command line, `_JAVA_OPTIONS`. Later
/// ones win. Prints what HotSpot prints, and ends the process where HotSpot does.
pub(crate) fn read(
    options: &mut VmOptions,
    arguments: &[String],
    ignore_unrecognized: bool,
) -> Result<(), OptionError> {
    let before = environment("JAVA_TOOL_OPTIONS")?;
    let after = environment("_JAVA_OPTIONS")?;
    let mut sources = [
        Source {
            options: before,
            origin: Origin::Environment,
        },
        Source {
            options: arguments.to_vec(),
            origin: Origin::CommandLine,
        },
        Source {
            options: after,
            origin: Origin::Environment,
        },
    ];
    for source in &mut sources {
        source.options = expand(std::mem::take(&mut source.options))?;
    }
    let all = || {
        sources
            .iter()
            .flat_map(|source| source.options.iter().map(String::as_str))
    };
    let is_on = |flag: &str| {
        let (on, off) = (format!("-XX:+{flag}"), format!("-XX:-{flag}"));
        all()
            .rfind(|option| *option == on || *option == off)
            .is_some_and(|option| option == on)
    };
    let ignore_unrecognized = ignore_unrecognized || is_on("IgnoreUnrecognizedVMOptions");
    if is_on("PrintFlagsInitial") {
        options.print_default_flags();
        output::exit_process(0);
    }
    if let Some(file) = all()
        .filter_map(|option| option.strip_prefix("-XX:Flags="))
        .next_back()
    {
        let error = || OptionError(format!("Could not open settings file {file}\n"));
        let text = std::fs::read_to_string(file).map_err(|_| error())?;
        for setting in settings(&text) {
            options.take_flag(&setting, ignore_unrecognized, Origin::ConfigFile)?;
        }
    }
    if is_on("PrintVMOptions") {
        for option in all().filter_map(|option| option.strip_prefix("-XX:")) {
            output::vm_line(&format!("VM option '{option}'"));
        }
    }
    for source in &sources {
        options.parse_from(&source.options, ignore_unrecognized, source.origin)?;
    }
    options.finish()
}

fn environment(name: &str) -> Result<Vec<String>, OptionError> {
    let Some(text) = std::env::var_os(name) else {
        return Ok(Vec::new());
    };
    let text = text.to_string_lossy();
    output::error_line(&format!("Picked up {name}: {text}"));
    words(&text, name)
}

/// Splits at white space; quotes protect it and are removed.
fn words(text: &str, source: &str) -> Result<Vec<String>, OptionError> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_ascii_whitespace() || c == '\x0b' => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return Err(OptionError(format!("Unmatched quote in {source}\n")));
    }
    words.extend(word);
    Ok(words)
}

/// Replaces `-XX:VMOptionsFile=` by the options in the file.
fn expand(options: Vec<String>) -> Result<Vec<String>, OptionError> {
    let mut out = Vec::with_capacity(options.len());
    let mut seen = false;
    for option in options {
        let Some(file) = option.strip_prefix("-XX:VMOptionsFile=") else {
            out.push(option);
            continue;
        };
        if std::mem::replace(&mut seen, true) {
            return Err(OptionError(
                "The VM Options file can only be specified once and only on the command line.\n"
                    .to_owned(),
            ));
        }
        let text = std::fs::read_to_string(file)
            .map_err(|_| OptionError(format!("Could not open options file '{file}'\n")))?;
        for inner in words(&text, file)? {
            if let Some(other) = inner.strip_prefix("-XX:VMOptionsFile=") {
                return Err(OptionError(format!(
                    "A VM options file may not refer to a VM options file. Specification of '-XX:VMOptionsFile={other}' in the options file '{file}' is an error.\n"
                )));
            }
            out.push(inner);
        }
    }
    Ok(out)
}

/// The settings in a flags file: words without `-XX:`, with comments from `#` to the end of the
/// line where a word could begin.
fn settings(text: &str) -> Vec<String> {
    let mut settings = Vec::new();
    for line in text.lines() {
        let mut word = String::new();
        let mut quote = None;
        for c in line.chars() {
            match (quote, c) {
                (Some(q), c) if c == q => quote = None,
                (None, '#') if word.is_empty() => break,
                (None, '"' | '\'') => quote = Some(c),
                (None, c) if c.is_whitespace() => {
                    if !word.is_empty() {
                        settings.push(std::mem::take(&mut word));
                    }
                }
                (_, c) => word.push(c),
            }
        }
        if !word.is_empty() {
            settings.push(word);
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::{expand, settings, words};

    #[test]
    fn quotes_protect_white_space() {
        assert_eq!(
            words(" -Da='b c'  -Xint\n", "x").expect("quotes match"),
            ["-Da=b c", "-Xint"]
        );
        let error = words("-Da='b", "JAVA_TOOL_OPTIONS").expect_err("a quote is open");
        assert_eq!(error.0, "Unmatched quote in JAVA_TOOL_OPTIONS\n");
    }

    #[test]
    fn flag_files_have_comments() {
        assert_eq!(
            settings("+A # no\n# -B\nC=1 D='x y'\n"),
            ["+A", "C=1", "D=x y"]
        );
    }

    #[test]
    fn option_files_must_exist() {
        let error = expand(vec!["-XX:VMOptionsFile=no/such/file".to_owned()])
            .expect_err("there is no such file");
        assert_eq!(error.0, "Could not open options file 'no/such/file'\n");
    }
}
