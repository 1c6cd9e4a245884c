//! `-Xlog`: HotSpot's unified logging as far as the VM logs anything.
//!
//! Selections are checked against HotSpot 17's tags and levels, with its messages. What the VM can
//! log is asked with [`Logging::is_on`].

use super::flag_table::similarity;
use crate::output;

/// HotSpot 17's tags, and Kiln's `flags`.
const TAGS: &str = "add age aggressive alloc annotation aot arguments attach barrier biasedlocking blocks bot breakpoint bytecode cds census class classhisto cleanup codecache compaction compilation condy constantpool constraints container coops cpu cset data datacreation dcmd decoder defaultmethods director dump dynamic ergo event exceptions exit fingerprint foreign free freelist gc handshake hashtables heap humongous ihop iklass indy init inlining install interpreter itables jfr jit jni jvmci jvmti lambda library liveness load loader logging malloc map mark marking membername memops metadata metaspace methodcomparator methodhandles mirror mmu module monitorinflation monitormismatch nestmates nmethod nmt normalize numa objecttagging obsolete oldobject oom oopmap oops oopstorage os owner pagesize parser patch path perf periodic phases plab placeholders preorder preview promotion protectiondomain ptrqueue purge record redefine ref refine region reloc remset resolve rpc safepoint sampling scavenge sealed serialization setting smr stackbarrier stackmap stacktrace stackwalk start startup startuptime state stats streaming stringdedup stringtable subclass survivor suspend sweep symboltable system table task test thread throttle time timer tlab tracking unload unshareable update valuebasedclasses verification verify vmmutex vmoperation vmthread vtables vtablestubs workgang  flags";

/// Levels from the noisiest to the quietest; `off` is the last.
const LEVELS: [&str; 6] = ["trace", "debug", "info", "warning", "error", "off"];
/// Index of `info`.
const INFO: usize = 2;

/// Names and short names of what a line may begin with.
const DECORATORS: [(&str, &str); 12] = [
    ("time", "t"),
    ("utctime", "utc"),
    ("uptime", "u"),
    ("timemillis", "tm"),
    ("uptimemillis", "um"),
    ("timenanos", "tn"),
    ("uptimenanos", "un"),
    ("hostname", "hn"),
    ("pid", "p"),
    ("tid", "ti"),
    ("level", "l"),
    ("tags", "tg"),
];

/// One selection of messages.
#[derive(Clone, Debug)]
struct Selection {
    tags: Vec<String>,
    with_more_tags: bool,
    level: usize,
}

/// What is to be logged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Logging {
    selections: Vec<Selection>,
}

impl Logging {
    /// Are messages of `level` with exactly these tags wanted?
    pub(crate) fn is_on(&self, tags: &[&str], level: &str) -> bool {
        let asked = LEVELS
            .iter()
            .position(|known| *known == level)
            .unwrap_or(INFO);
        let last = self.selections.iter().rev().find(|selection| {
            let contains = selection
                .tags
                .iter()
                .all(|tag| tags.contains(&tag.as_str()));
            contains && (selection.with_more_tags || selection.tags.len() == tags.len())
        });
        last.is_some_and(|selection| selection.level <= asked && selection.level < LEVELS.len() - 1)
    }

    /// Selects as `-Xlog:` does; for `-verbose` and the like.
    pub(super) fn select(&mut self, tags: &[&str], level: &str) {
        let level = LEVELS
            .iter()
            .position(|known| *known == level)
            .unwrap_or(INFO);
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        self.selections.push(Selection {
            tags,
            with_more_tags: false,
            level,
        });
    }

    /// Takes what follows `-Xlog`. False: it is wrong, and standard output says why.
    pub(super) fn take(&mut self, tail: &str) -> bool {
        let result = match tail {
            "" => {
                self.selections.push(Selection {
                    tags: Vec::new(),
                    with_more_tags: true,
                    level: INFO,
                });
                Ok(())
            }
            ":disable" => {
                self.selections.clear();
                Ok(())
            }
            ":async" => Ok(()),
            _ => match tail.strip_prefix(':') {
                Some(rest) => self.parse(rest),
                None => Err(String::new()),
            },
        };
        match result {
            Ok(()) => true,
            Err(lines) => {
                for line in lines.lines() {
                    output::vm_line(&format!("[0.000s][error][logging] {line}"));
                }
                false
            }
        }
    }

    fn parse(&mut self, text: &str) -> Result<(), String> {
        let parts = split(text);
        let what = parts.first().copied().unwrap_or("");
        let selections = if what.is_empty() {
            vec![Selection {
                tags: vec!["all".to_owned()],
                with_more_tags: true,
                level: INFO,
            }]
        } else {
            what.split(',').map(selection).collect::<Result<_, _>>()?
        };
        check_output(parts.get(1).copied().unwrap_or(""))?;
        for name in parts
            .get(2)
            .copied()
            .unwrap_or("")
            .split(',')
            .filter(|name| !name.is_empty())
        {
            if name != "none"
                && !DECORATORS
                    .iter()
                    .any(|(long, short)| name == *long || name == *short)
            {
                return Err(format!("Invalid decorator '{name}'."));
            }
        }
        for mut selection in selections {
            if selection.tags == ["all"] {
                selection.tags.clear();
                selection.with_more_tags = true;
            }
            self.selections.push(selection);
        }
        Ok(())
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
        Some((names, level)) => match LEVELS.iter().position(|known| *known == level) {
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

/// The VM logs to standard output whatever the output; a file that cannot be made is an error.
fn check_output(name: &str) -> Result<(), String> {
    if matches!(name, "" | "stdout" | "stderr") {
        return Ok(());
    }
    let file = name.strip_prefix("file=").unwrap_or(name).trim_matches('"');
    match std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
    {
        Ok(_) => Ok(()),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.split(" (os error").next().unwrap_or("");
            Err(format!(
                "Error opening log file '{file}': {reason}\nInitialization of output 'file={file}' using options '(null)' failed."
            ))
        }
    }
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
