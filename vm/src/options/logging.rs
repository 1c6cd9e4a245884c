//! `-Xlog`: HotSpot's unified logging as far as the VM logs anything.
//!
//! Selections are checked against HotSpot 17's tags and levels, with its messages. What the VM can
//! log is asked with [`Logging::is_on`].

use super::flag_table::similarity;
use crate::log::{Decorator, FileOptions, LEVELS, LogFile, LogOutput, Message};
use crate::output;
use std::sync::Arc;

/// HotSpot 17's tags, and Kiln's `flags`.
const TAGS: &str = "add age aggressive alloc annotation aot arguments attach barrier biasedlocking blocks bot breakpoint bytecode cds census class classhisto cleanup codecache compaction compilation condy constantpool constraints container coops cpu cset data datacreation dcmd decoder defaultmethods director dump dynamic ergo event exceptions exit fingerprint foreign free freelist gc handshake hashtables heap humongous ihop iklass indy init inlining install interpreter itables jfr jit jni jvmci jvmti lambda library liveness load loader logging malloc map mark marking membername memops metadata metaspace methodcomparator methodhandles mirror mmu module monitorinflation monitormismatch nestmates nmethod nmt normalize numa objecttagging obsolete oldobject oom oopmap oops oopstorage os owner pagesize parser patch path perf periodic phases plab placeholders preorder preview promotion protectiondomain ptrqueue purge record redefine ref refine region reloc remset resolve rpc safepoint sampling scavenge sealed serialization setting smr stackbarrier stackmap stacktrace stackwalk start startup startuptime state stats streaming stringdedup stringtable subclass survivor suspend sweep symboltable system table task test thread throttle time timer tlab tracking unload unshareable update valuebasedclasses verification verify vmmutex vmoperation vmthread vtables vtablestubs workgang  flags";

/// Index of `info`.
const INFO: usize = 2;
/// Index of `warning`.
const WARNING: usize = 3;

/// One selection of messages.
#[derive(Clone, Debug)]
struct Selection {
    tags: Vec<String>,
    with_more_tags: bool,
    level: usize,
}

impl Selection {
    /// Every message from this level on.
    fn all(level: usize) -> Selection {
        Selection {
            tags: Vec::new(),
            with_more_tags: true,
            level,
        }
    }

    fn is_about(&self, tags: &[&str]) -> bool {
        let contains = self.tags.iter().all(|tag| tags.contains(&tag.as_str()));
        contains && (self.with_more_tags || self.tags.len() == tags.len())
    }
}

/// An output, and what goes there.
#[derive(Clone, Debug)]
struct Configured {
    name: String,
    output: Arc<LogOutput>,
    /// Of those that are about a message, the last counts.
    selections: Vec<Selection>,
    decorators: Vec<Decorator>,
}

impl Configured {
    fn new(name: &str, output: LogOutput) -> Configured {
        Configured {
            name: name.to_owned(),
            output: Arc::new(output),
            selections: Vec::new(),
            decorators: Decorator::DEFAULT.to_vec(),
        }
    }

    fn wants(&self, tags: &[&str], level: &str) -> bool {
        let asked = level_index(level).unwrap_or(INFO);
        let last = self.selections.iter().rev().find(|one| one.is_about(tags));
        last.is_some_and(|selection| selection.level <= asked && selection.level < LEVELS.len() - 1)
    }
}

fn level_index(level: &str) -> Option<usize> {
    LEVELS.iter().position(|known| *known == level)
}

/// What is to be logged, and where.
#[derive(Clone, Debug)]
pub(crate) struct Logging {
    /// The first is standard output.
    outputs: Vec<Configured>,
}

impl Default for Logging {
    fn default() -> Logging {
        let mut standard = Configured::new("stdout", LogOutput::standard());
        standard.selections.push(Selection::all(WARNING));
        Logging {
            outputs: vec![standard],
        }
    }
}

impl Logging {
    /// Does any output want messages of `level` with exactly these tags?
    pub(crate) fn is_on(&self, tags: &[&str], level: &str) -> bool {
        self.outputs.iter().any(|output| output.wants(tags, level))
    }

    /// Writes a message to the outputs that want it.
    pub(crate) fn emit(&self, message: &Message<'_>) {
        for one in &self.outputs {
            if one.wants(message.tags, message.level) {
                one.output.write(&one.decorators, message);
            }
        }
    }

    /// Selects for standard output, as `-Xlog:` does; for `-verbose` and the like.
    pub(super) fn select(&mut self, tags: &[&str], level: &str) {
        self.outputs[0].selections.push(Selection {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            with_more_tags: false,
            level: level_index(level).unwrap_or(INFO),
        });
    }

    /// Takes what follows `-Xlog`. False: it is wrong, and standard output says why.
    pub(super) fn take(&mut self, tail: &str) -> bool {
        let result = match tail {
            "" => {
                self.outputs[0].selections.push(Selection::all(INFO));
                Ok(())
            }
            ":disable" => {
                for output in &mut self.outputs {
                    output.selections.clear();
                }
                Ok(())
            }
            ":help" => {
                let tags = TAGS.split_whitespace().collect::<Vec<_>>().join(", ");
                output::vm_text(&include_str!("log_help.txt").replace("{tags}", &tags));
                output::exit_process(0)
            }
            ":async" => Ok(()),
            _ => match tail.strip_prefix(':') {
                Some(rest) => self.parse(rest),
                None => Err(String::new()),
            },
        };
        match result {
            Ok(()) => true,
            Err(text) => {
                self.complain("error", &text);
                false
            }
        }
    }

    /// Says something about the options of the log itself.
    fn complain(&self, level: &'static str, text: &str) {
        self.emit(&Message {
            uptime: 0.0,
            level,
            tags: &["logging"],
            text,
        });
    }

    fn parse(&mut self, text: &str) -> Result<(), String> {
        let parts = split(text);
        let part = |index: usize| parts.get(index).copied().unwrap_or("");
        if parts.len() > 4 {
            let excess = parts[4..].join(":");
            self.complain(
                "warning",
                &format!("Ignoring excess -Xlog options: \"{excess}\""),
            );
        }
        let selections = match part(0) {
            "" => vec![Selection::all(INFO)],
            what => what.split(',').map(selection).collect::<Result<_, _>>()?,
        };
        let decorators = decorators(part(2))?;
        let index = self.output(part(1), part(3))?;
        let configured = &mut self.outputs[index];
        configured.decorators = decorators;
        configured.selections.extend(selections);
        Ok(())
    }

    /// The index of the output with this name, made if there is none.
    fn output(&mut self, name: &str, options: &str) -> Result<usize, String> {
        let file = match name.split_once('=') {
            _ if matches!(name, "" | "stdout" | "stderr") => None,
            Some(("file", file)) => Some(file),
            Some(_) => return Err(format!("Unsupported log output type: {name}")),
            None => Some(name),
        };
        let file = file.map(|file| file.trim_matches('"'));
        let name = match (name, file) {
            (_, Some(file)) => format!("file={file}"),
            ("", None) => "stdout".to_owned(),
            (name, None) => name.to_owned(),
        };
        let known = self.outputs.iter().position(|known| known.name == name);
        if !options.is_empty() && (known.is_some() || file.is_none()) {
            let text = "Output options for existing outputs are ignored.";
            self.complain("warning", text);
        }
        if let Some(index) = known {
            return Ok(index);
        }
        let output = match file {
            None => LogOutput::error(),
            Some(file) => {
                let opened = FileOptions::parse(options)
                    .and_then(|parsed| LogFile::open(file, parsed))
                    .map_err(|error| {
                        let shown = if options.is_empty() { "(null)" } else { options };
                        format!(
                            "{error}\nInitialization of output '{name}' using options '{shown}' failed."
                        )
                    });
                LogOutput::file(opened?)
            }
        };
        self.outputs.push(Configured::new(&name, output));
        Ok(self.outputs.len() - 1)
    }
}

fn decorators(text: &str) -> Result<Vec<Decorator>, String> {
    match text {
        "" => Ok(Decorator::DEFAULT.to_vec()),
        "none" => Ok(Vec::new()),
        _ => text
            .split(',')
            .map(|name| {
                Decorator::from_name(name).ok_or_else(|| format!("Invalid decorator '{name}'."))
            })
            .collect(),
    }
}

/// Splits at colons that are not quoted (file names may have some).
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    for (index, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            ':' if !is_quoted => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn selection(text: &str) -> Result<Selection, String> {
    let (names, level) = match text.split_once('=') {
        None => (text, INFO),
        Some((names, level)) => match level_index(level) {
            Some(index) => (names, index),
            None => return Err(unknown("level", level, LEVELS.iter().copied())),
        },
    };
    let (names, with_more_tags) = match names.strip_suffix('*') {
        Some(names) => (names, true),
        None => (names, false),
    };
    let mut tags: Vec<String> = Vec::new();
    for tag in names.split('+') {
        if tag != "all" && !TAGS.split(' ').any(|known| known == tag && !tag.is_empty()) {
            return Err(unknown("tag", tag, TAGS.split(' ')));
        }
        if tags.iter().any(|before| before == tag) {
            return Err(format!("Log selection contains duplicates of tag {tag}."));
        }
        tags.push(tag.to_owned());
    }
    if tags == ["all"] {
        return Ok(Selection::all(level));
    }
    Ok(Selection {
        tags,
        with_more_tags,
        level,
    })
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut text = format!("Invalid {what} '{name}' in log selection.");
    let best = known
        .map(|one| (similarity(one, name), one))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((score, one)) = best
        && score >= 0.6
    {
        text.push_str(&format!(" Did you mean '{one}'?"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Logging, selection};

    #[test]
    fn messages_are_those_of_hotspot() {
        for (text, expected) in [
            ("foo", "Invalid tag 'foo' in log selection."),
            ("gc+", "Invalid tag '' in log selection."),
            (
                "class+loads",
                "Invalid tag 'loads' in log selection. Did you mean 'load'?",
            ),
            ("gc+gc", "Log selection contains duplicates of tag gc."),
            ("gc=bar", "Invalid level 'bar' in log selection."),
            (
                "gc=infoo",
                "Invalid level 'infoo' in log selection. Did you mean 'info'?",
            ),
        ] {
            assert_eq!(selection(text).err().as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn selections_match_tags_and_levels() {
        let mut logging = Logging::default();
        assert!(logging.take(":gc*,class+load=debug"));
        assert!(logging.is_on(&["gc"], "info"));
        assert!(logging.is_on(&["gc", "heap"], "warning"));
        assert!(!logging.is_on(&["gc"], "debug"));
        assert!(logging.is_on(&["class", "load"], "debug"));
        assert!(!logging.is_on(&["class"], "info"));
        assert!(logging.take(":gc=off"));
        assert!(!logging.is_on(&["gc"], "info"));
    }
}
