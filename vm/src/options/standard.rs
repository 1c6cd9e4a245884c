//! The table of options that are not `-XX:` flags.
//!
//! The first row that matches takes the option. Rows without an effect here are accepted because
//! HotSpot accepts them.

use super::effects::{
    accept, agent, code_cache, free_ratio, max_heap, no_system_assertions, number, patch_module,
    property, size_option, system_assertions, verbose, verify,
};
use super::flag_table::EFFECTS;
use super::sizes;
use super::{OptionError, VmOptions};
use crate::output;

/// How an option is recognised.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// The whole option.
    Exact,
    /// The beginning; the rest is the value.
    Prefix,
}

/// What an option is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Category {
    Properties,
    Modules,
    Heap,
    Stacks,
    Verification,
    Assertions,
    Logging,
    Execution,
    Signals,
    Agents,
    Debugging,
    Compatibility,
}

/// Takes an option: its value (what follows a prefix) and the whole. `Ok(false)`: it is not one.
type Take = fn(&mut VmOptions, &str, &str) -> Result<bool, OptionError>;

/// One row.
pub(super) struct Row {
    /// Name or prefix.
    pub(super) name: &'static str,
    pub(super) form: Form,
    pub(super) category: Category,
    /// What it does, in a sentence.
    pub(super) about: &'static str,
    pub(super) take: Take,
}

const fn row(
    name: &'static str,
    form: Form,
    category: Category,
    about: &'static str,
    take: Take,
) -> Row {
    Row {
        name,
        form,
        category,
        about,
        take,
    }
}

use Category::{
    Agents, Assertions, Compatibility, Debugging, Execution, Heap, Modules, Properties, Signals,
    Stacks, Verification,
};
use Form::{Exact, Prefix};

/// All rows.
pub(super) const TABLE: &[Row] = &[
    row(
        "--module-path=",
        Prefix,
        Modules,
        "Where application modules are.",
        |o, v, _| o.module("jdk.module.path", v),
    ),
    row(
        "--upgrade-module-path=",
        Prefix,
        Modules,
        "Modules that replace the JDK's.",
        |o, v, _| o.module("jdk.module.upgrade.path", v),
    ),
    row(
        "--limit-modules=",
        Prefix,
        Modules,
        "The only modules that can be seen.",
        |o, v, _| o.module("jdk.module.limitmods", v),
    ),
    row(
        "--add-modules=",
        Prefix,
        Modules,
        "More root modules.",
        |o, v, _| o.numbered("jdk.module.addmods.", v),
    ),
    row(
        "--add-exports=",
        Prefix,
        Modules,
        "Exports a package.",
        |o, v, _| o.numbered("jdk.module.addexports.", v),
    ),
    row(
        "--add-opens=",
        Prefix,
        Modules,
        "Opens a package.",
        |o, v, _| o.numbered("jdk.module.addopens.", v),
    ),
    row(
        "--add-reads=",
        Prefix,
        Modules,
        "Makes a module readable.",
        |o, v, _| o.numbered("jdk.module.addreads.", v),
    ),
    row(
        "--enable-native-access=",
        Prefix,
        Modules,
        "Modules that may call native code.",
        |o, v, _| o.numbered("jdk.module.enable.native.access.", v),
    ),
    row(
        "--patch-module=",
        Prefix,
        Modules,
        "Classes that replace those of a module.",
        patch_module,
    ),
    row(
        "--illegal-access=",
        Prefix,
        Compatibility,
        "Removed in JDK 17: ignored.",
        |_, _, whole| {
            output::warning(&format!(
                "Ignoring option {whole}; support was removed in 17.0"
            ));
            Ok(true)
        },
    ),
    row(
        "--enable-preview",
        Exact,
        Execution,
        "Accepts class files with preview features.",
        |o, _, _| {
            o.enable_preview = true;
            o.module("jdk.internal.enable.preview", "true")
        },
    ),
    row(
        "-D",
        Prefix,
        Properties,
        "Sets a system property.",
        property,
    ),
    row("-Xmx", Prefix, Heap, "Most bytes of the heap.", max_heap),
    row(
        "-XX:MaxHeapSize=",
        Prefix,
        Heap,
        "Most bytes of the heap.",
        max_heap,
    ),
    row(
        "-Xms",
        Prefix,
        Heap,
        "Bytes of the heap at the start.",
        |o, v, w| {
            let size = size_option(v, 0, u64::MAX, "Invalid initial heap size:", w)?;
            o.set_flag("InitialHeapSize", size);
            Ok(true)
        },
    ),
    row("-Xmn", Prefix, Heap, "Bytes of the nursery.", |o, v, w| {
        let size = size_option(v, 1, u64::MAX, "Invalid initial young generation size:", w)?;
        o.set_flag("NewSize", size);
        Ok(true)
    }),
    row(
        "-Xmaxf",
        Prefix,
        Heap,
        "Most free part of the heap: no effect.",
        |_, v, w| free_ratio(v, w, "max"),
    ),
    row(
        "-Xminf",
        Prefix,
        Heap,
        "Least free part of the heap: no effect.",
        |_, v, w| free_ratio(v, w, "min"),
    ),
    row(
        "-Xss",
        Prefix,
        Stacks,
        "Bytes of thread stacks.",
        |o, v, w| {
            if v == "0" {
                // The default size.
                return Ok(true);
            }
            let size = size_option(v, 1000, 1 << 30, "Invalid thread stack size:", w)?;
            o.set_flag("ThreadStackSize", size.div_ceil(1024));
            Ok(true)
        },
    ),
    row(
        "-Xmaxjitcodesize",
        Prefix,
        Execution,
        "Bytes of compiled code: no effect.",
        |_, v, w| code_cache(v, w),
    ),
    row(
        "-XX:ReservedCodeCacheSize=",
        Prefix,
        Execution,
        "Bytes of compiled code: no effect.",
        |_, v, w| code_cache(v, w),
    ),
    row(
        "-Xbootclasspath/a:",
        Prefix,
        Properties,
        "Appends to the boot class path.",
        |o, v, _| {
            o.boot_append = Some(match o.boot_append.take() {
                Some(before) => format!("{before}:{v}"),
                None => v.to_owned(),
            });
            Ok(true)
        },
    ),
    row(
        "-Xbootclasspath/p:",
        Prefix,
        Compatibility,
        "Not supported any longer.",
        |_, _, _| {
            output::vm_line("-Xbootclasspath/p is no longer a supported option.");
            Err(OptionError(String::new()))
        },
    ),
    row(
        "-Xbootclasspath:",
        Prefix,
        Compatibility,
        "Not supported any longer.",
        |_, _, _| {
            output::vm_line("-Xbootclasspath is no longer a supported option.");
            Err(OptionError(String::new()))
        },
    ),
    row(
        "-enableassertions",
        Prefix,
        Assertions,
        "Turns assertions on.",
        |o, v, _| o.assertion(true, v),
    ),
    row(
        "-disableassertions",
        Prefix,
        Assertions,
        "Turns assertions off.",
        |o, v, _| o.assertion(false, v),
    ),
    row(
        "-ea",
        Prefix,
        Assertions,
        "Turns assertions on.",
        |o, v, _| o.assertion(true, v),
    ),
    row(
        "-da",
        Prefix,
        Assertions,
        "Turns assertions off.",
        |o, v, _| o.assertion(false, v),
    ),
    row(
        "-esa",
        Exact,
        Assertions,
        "Turns assertions of system classes on.",
        system_assertions,
    ),
    row(
        "-enablesystemassertions",
        Exact,
        Assertions,
        "Turns assertions of system classes on.",
        system_assertions,
    ),
    row(
        "-dsa",
        Exact,
        Assertions,
        "Turns assertions of system classes off.",
        no_system_assertions,
    ),
    row(
        "-disablesystemassertions",
        Exact,
        Assertions,
        "Turns assertions of system classes off.",
        no_system_assertions,
    ),
    row(
        "-verbose",
        Prefix,
        Category::Logging,
        "Logs class loading, collections or JNI.",
        verbose,
    ),
    row(
        "-Xloggc:",
        Prefix,
        Category::Logging,
        "Logs collections.",
        |o, v, _| {
            output::vm_line(&format!(
                "[0.000s][warning][gc] -Xloggc is deprecated. Will use -Xlog:gc:{v} instead."
            ));
            let taken = o.logging.take(&format!(":gc:{v}"));
            Ok(taken)
        },
    ),
    row(
        "-Xlog",
        Prefix,
        Category::Logging,
        "Selects what is logged.",
        |o, v, _| {
            if o.logging.take(v) {
                return Ok(true);
            }
            Err(OptionError(format!(
                "Invalid -Xlog option '-Xlog{v}', see error log for details.\n"
            )))
        },
    ),
    row(
        "-Xverify",
        Prefix,
        Verification,
        "Which classes are verified.",
        verify,
    ),
    row(
        "-Xcheck",
        Prefix,
        Debugging,
        "Checks arguments of JNI functions.",
        |o, v, w| {
            if v == ":jni" {
                o.check_jni = true;
                return Ok(true);
            }
            o.bad("check", w)
        },
    ),
    row(
        "-Xint",
        Exact,
        Execution,
        "Interprets only, as this VM always does.",
        |o, _, _| {
            o.interpreted = true;
            Ok(true)
        },
    ),
    row(
        "-Xrs",
        Exact,
        Signals,
        "Leaves signals to the program.",
        |o, _, _| {
            o.set_flag_text("ReduceSignalUsage", "true");
            o.reduce_signals = true;
            Ok(true)
        },
    ),
    row("-Xmixed", Exact, Execution, "No effect.", accept),
    row("-Xcomp", Exact, Execution, "No effect.", accept),
    row("-Xbatch", Exact, Execution, "No effect.", accept),
    row(
        "-Xnoclassgc",
        Exact,
        Heap,
        "No effect: classes are not unloaded.",
        accept,
    ),
    row("-Xdebug", Exact, Debugging, "No effect.", accept),
    row("-Xnoagent", Exact, Compatibility, "No effect.", accept),
    row("-Xfuture", Exact, Compatibility, "No effect.", accept),
    row("-native", Exact, Compatibility, "No effect.", accept),
    row(
        "-green",
        Exact,
        Compatibility,
        "Not available.",
        |_, _, _| {
            Err(OptionError(
                "Green threads support not available\n".to_owned(),
            ))
        },
    ),
    row(
        "-Xprof",
        Exact,
        Compatibility,
        "Removed: ignored.",
        |_, _, whole| {
            output::warning(&format!(
                "Ignoring option {whole}; support was removed in 10.0"
            ));
            Ok(true)
        },
    ),
    row(
        "-Xshare:auto",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
    row(
        "-Xshare:off",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
    row(
        "-Xshare:on",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
    row(
        "-Xshare:dump",
        Exact,
        Compatibility,
        "No effect: there is no class archive.",
        accept,
    ),
    row(
        "-Xinternalversion",
        Exact,
        Debugging,
        "Prints the version and exits.",
        |_, _, _| {
            output::vm_line(&format!(
                "{} ({}) for linux-amd64",
                crate::boot::VM_NAME,
                env!("CARGO_PKG_VERSION")
            ));
            output::exit_process(0)
        },
    ),
    row("-agentlib:", Prefix, Agents, "Not supported.", agent),
    row("-agentpath:", Prefix, Agents, "Not supported.", agent),
    row(
        "-javaagent:",
        Prefix,
        Agents,
        "Not supported.",
        |_, _, _| {
            Err(OptionError(
                "Instrumentation agents are not supported in this VM\n".to_owned(),
            ))
        },
    ),
    row("-Xrun", Prefix, Agents, "Not supported.", agent),
    row(
        "-XX:MaxTenuringThreshold=",
        Prefix,
        Heap,
        "Collections until an object is old: no effect.",
        |_, v, _| {
            let flag = "MaxTenuringThreshold";
            match sizes::unsigned(v) {
                None => Err(OptionError(format!(
                    "Improperly specified VM option '{flag}={v}'\n"
                ))),
                Some(age) if age > 16 => Err(OptionError(format!(
                    "uintx {flag}={age} is outside the allowed range [ 0 ... 16 ]\n"
                ))),
                Some(_) => Ok(true),
            }
        },
    ),
    row(
        "--gc-every=",
        Prefix,
        Heap,
        "Collects at every Nth allocation or poll.",
        |o, v, w| {
            o.heap.gc_every = number(v, w)?;
            Ok(true)
        },
    ),
    row(
        "--verify-heap",
        Exact,
        Heap,
        "Checks the heap after each collection.",
        |o, _, _| {
            o.heap.verify = true;
            Ok(true)
        },
    ),
    row(
        "--seed=",
        Prefix,
        Execution,
        "No effect yet: nothing in the VM is random.",
        |o, v, w| {
            o.seed = number(v, w)?;
            Ok(true)
        },
    ),
    row(
        "--deterministic",
        Exact,
        Execution,
        "One collector thread.",
        |o, _, _| {
            o.heap.threads = 1;
            Ok(true)
        },
    ),
    row(
        "-Xlist-options",
        Exact,
        Debugging,
        "Lists the options that this VM knows and exits.",
        |_, _, _| {
            output::vm_text(&listing());
            output::exit_process(0)
        },
    ),
    row(
        "--time-startup",
        Exact,
        Debugging,
        "Prints how long each part of the start took.",
        |o, _, _| {
            o.time_startup = true;
            Ok(true)
        },
    ),
];

/// The table for people: options by category, then the flags that have an effect.
fn listing() -> String {
    let mut rows: Vec<&Row> = TABLE.iter().collect();
    rows.sort_by_key(|row| row.category as usize);
    let mut text = String::new();
    for row in rows {
        let name = format!(
            "{}{}",
            row.name,
            if row.form == Prefix { "..." } else { "" }
        );
        text.push_str(&format!(
            "{:<14} {name:<30} {}\n",
            format!("{:?}", row.category),
            row.about
        ));
    }
    for (name, about) in EFFECTS {
        text.push_str(&format!(
            "{:<14} {:<30} {about}\n",
            "Flag",
            format!("-XX:{name}")
        ));
    }
    text
}

/// Offers the option to each row.
pub(super) fn take(options: &mut VmOptions, argument: &str) -> Result<bool, OptionError> {
    for row in TABLE {
        let value = match row.form {
            Form::Exact if argument == row.name => "",
            Form::Exact => continue,
            Form::Prefix => match argument.strip_prefix(row.name) {
                Some(value) => value,
                None => continue,
            },
        };
        if (row.take)(options, value, argument)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::{Form, TABLE};

    #[test]
    fn no_row_hides_another() {
        for (index, row) in TABLE.iter().enumerate() {
            assert!(row.about.ends_with('.'), "{}", row.name);
            for earlier in &TABLE[..index] {
                assert_ne!(earlier.name, row.name);
                let is_hidden = earlier.form == Form::Prefix && row.name.starts_with(earlier.name);
                // Assertion options check what follows; see `VmOptions::assertion`.
                let checks = matches!(earlier.name, "-ea" | "-da" | "-Xlog" | "-verbose");
                assert!(!is_hidden || checks, "{} hides {}", earlier.name, row.name);
            }
        }
    }
}
