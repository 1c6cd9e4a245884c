//! Options of the VM: what `JNI_CreateJavaVM` is given, `JAVA_TOOL_OPTIONS` and `_JAVA_OPTIONS`.
//!
//! The launcher has handled its own options; what arrives here is looked up in the table of
//! [`standard`] and, behind `-XX:`, among the flags of [`flag_table`]. Errors have HotSpot's
//! wording. Parsed options are immutable and global.

mod apply;
mod effects;
mod flag_constraints;
mod flag_printing;
mod flag_table;
mod flag_values;
pub mod jit;
mod logging;
pub(crate) mod managed_flags;
mod sizes;
mod sources;
mod standard;

use crate::output;
use flag_table::EFFECTS;
pub(crate) use flag_table::similarity;
pub(crate) use flag_values::Origin;
use flag_values::{FlagValues, Setting};
pub use jit::JitOptions;
use logging::Logging;
use std::fmt;
use std::sync::OnceLock;
use vm_runtime::heap::HeapConfig;

pub(crate) use sources::read;

/// Everything that was said on the command line.
#[derive(Clone, Debug, Default)]
pub struct VmOptions {
    /// System properties in order (`-D` and the VM's own).
    pub properties: Vec<(String, String)>,
    /// The options as given, for `RuntimeMXBean`.
    pub arguments: Vec<String>,
    /// Heap.
    pub heap: HeapConfig,
    /// `-Xss`, bytes.
    pub stack_size: Option<usize>,
    /// `-Xbootclasspath/a`.
    pub boot_append: Option<String>,
    /// `--patch-module`: module and path list.
    pub patches: Vec<(String, String)>,
    /// `-ea`/`-da` in order: enabled, pattern (`None`: all).
    pub assertions: Vec<(bool, Option<String>)>,
    /// `-esa`.
    pub system_assertions: bool,
    /// Verify classes of user loaders.
    pub verify_remote: bool,
    /// Verify classes of the boot loader too.
    pub verify_local: bool,
    /// `-verbose:class` or `-Xlog:class+load`.
    pub log_class_load: bool,
    /// `-verbose:gc` or `-Xlog:gc`.
    pub log_gc: bool,
    /// `-verbose:jni` or `-Xlog:jni+resolve`.
    pub log_jni: bool,
    /// `-Xcheck:jni`.
    pub check_jni: bool,
    /// `-Xrs`.
    pub reduce_signals: bool,
    /// `-XX:-StackTraceInThrowable`.
    pub stack_trace_in_throwable: bool,
    /// `-XX:OnOutOfMemoryError=`.
    pub on_out_of_memory: Option<String>,
    /// `-XX:+DisableExplicitGC`.
    pub disable_explicit_gc: bool,
    /// `--deterministic`.
    pub is_deterministic: bool,
    /// What is compiled, and how.
    pub jit: JitOptions,
    /// Print a breakdown of start-up.
    pub time_startup: bool,
    /// `--enable-preview`.
    pub enable_preview: bool,
    /// What `-Xlog` selected.
    pub(crate) logging: Logging,
    /// `-XX:` flags.
    pub(crate) flags: FlagValues,
    /// Unknown options are no errors.
    ignore_unrecognized: bool,
    /// `-D` was used for a property that belongs to the module options.
    module_property_was_ignored: bool,
}

/// A problem with an option: what standard error says, in HotSpot's words and with its line ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionError(pub String);

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

static OPTIONS: OnceLock<VmOptions> = OnceLock::new();

/// The options of the running VM.
pub fn get() -> &'static VmOptions {
    OPTIONS
        .get()
        .expect("options are set before anything asks for them")
}

/// Fixes the options.
pub fn set(options: VmOptions) {
    let _ = OPTIONS.set(options);
}

/// System properties of the VM for `JVM_GetProperties`.
pub fn properties() -> Vec<(String, String)> {
    get().properties.clone()
}

/// The VM's options (not the program's arguments).
pub fn vm_arguments() -> Vec<String> {
    get().arguments.clone()
}

/// Properties that are no arguments of the VM for management.
/// (the launcher says where the JDK is by `-Djava.home`).
const NOT_ARGUMENTS: [&str; 4] = [
    "-Djava.home=",
    "-Djava.class.path",
    "-Dsun.java.command",
    "-Dsun.java.launcher",
];
/// Flags of which only one may be on.
const COLLECTORS: [&str; 6] = [
    "UseSerialGC",
    "UseParallelGC",
    "UseG1GC",
    "UseZGC",
    "UseShenandoahGC",
    "UseEpsilonGC",
];
/// Smallest stack, kilobytes, as HotSpot on this platform has it.
const LEAST_STACK: usize = 136;

impl VmOptions {
    /// The defaults.
    pub fn new() -> VmOptions {
        VmOptions {
            verify_remote: true,
            stack_trace_in_throwable: true,
            ..VmOptions::default()
        }
    }

    /// Sets a property, replacing an earlier value.
    pub fn set_property(&mut self, key: &str, value: &str) {
        match self.properties.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => value.clone_into(old),
            None => self.properties.push((key.to_owned(), value.to_owned())),
        }
    }

    /// A property's value.
    pub fn property(&self, key: &str) -> Option<&str> {
        self.properties
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value.as_str())
    }

    /// Sets a property for a module option.
    fn module(&mut self, key: &str, value: &str) -> Result<bool, OptionError> {
        self.set_property(key, value);
        Ok(true)
    }

    /// Sets the next property with a number behind `prefix`.
    fn numbered(&mut self, prefix: &str, value: &str) -> Result<bool, OptionError> {
        let count = self
            .properties
            .iter()
            .filter(|(key, _)| key.starts_with(prefix))
            .count();
        self.set_property(&format!("{prefix}{count}"), value);
        Ok(true)
    }

    /// `-ea` and `-da` with what follows: nothing, or a colon and a class or package.
    fn assertion(&mut self, on: bool, tail: &str) -> Result<bool, OptionError> {
        let pattern = match tail.strip_prefix(':') {
            Some(pattern) => Some(pattern.to_owned()),
            None if tail.is_empty() => None,
            None => return Ok(false),
        };
        self.assertions.push((on, pattern));
        Ok(true)
    }

    /// An option whose value is not known.
    fn bad(&self, what: &str, whole: &str) -> Result<bool, OptionError> {
        if self.ignore_unrecognized {
            return Ok(true);
        }
        Err(OptionError(format!(
            "Unrecognized {what} option: {whole}\n"
        )))
    }

    /// Takes all options; unknown ones are errors unless `ignore_unrecognized`.
    pub fn parse(
        &mut self,
        arguments: &[String],
        ignore_unrecognized: bool,
    ) -> Result<(), OptionError> {
        self.parse_from(arguments, ignore_unrecognized, Origin::CommandLine)
    }

    fn parse_from(
        &mut self,
        arguments: &[String],
        ignore_unrecognized: bool,
        origin: Origin,
    ) -> Result<(), OptionError> {
        self.ignore_unrecognized = ignore_unrecognized;
        for argument in arguments {
            if !NOT_ARGUMENTS
                .iter()
                .any(|prefix| argument.starts_with(prefix))
            {
                self.arguments.push(argument.clone());
            }
            if standard::take(self, argument)? {
                continue;
            }
            match argument.strip_prefix("-XX:") {
                Some(flag) if flag.starts_with("Flags=") || flag.starts_with("VMOptionsFile=") => {}
                Some(flag) => self.take_flag(flag, ignore_unrecognized, origin)?,
                None if ignore_unrecognized => {}
                None => return Err(OptionError(format!("Unrecognized option: {argument}\n"))),
            }
        }
        Ok(())
    }

    /// Checks and completes the options when all are read, and prints what they ask for.
    fn finish(&mut self) -> Result<(), OptionError> {
        if self.module_property_was_ignored {
            output::warning(
                "Ignoring system property options whose names match the '-Djdk.module.*'. names that are reserved for internal use.",
            );
        }
        if COLLECTORS
            .iter()
            .filter(|name| self.flags.is_on(name))
            .count()
            > 1
        {
            output::initialization_failed("Multiple garbage collectors selected");
        }
        if self
            .stack_size
            .is_some_and(|size| size < LEAST_STACK * 1024)
        {
            output::vm_text(&format!(
                "\nThe Java thread stack size specified is too small. Specify at least {LEAST_STACK}k\n"
            ));
            return Err(OptionError(String::new()));
        }
        let violations = flag_constraints::violations(&self.flags);
        if !violations.is_empty() {
            return Err(OptionError(violations));
        }
        self.finish_jit()?;
        self.size_heap();
        self.log_class_load |= self.logging.is_on(&["class", "load"], "info");
        self.log_gc |= self.logging.is_on(&["gc"], "info");
        self.heap.log_cpu = self.logging.is_on(&["gc", "cpu"], "info");
        self.log_jni |= self.logging.is_on(&["jni", "resolve"], "debug");
        if self.logging.is_on(&["flags"], "info") {
            self.log_flags_without_effect();
        }
        if self.flags.is_on("PrintFlagsFinal") {
            output::vm_text(&flag_printing::all(&self.flags));
        }
        if self.flags.is_on("PrintCommandLineFlags") {
            output::vm_line(&flag_printing::command_line(&self.flags));
        }
        Ok(())
    }

    /// The sizes that were not given follow from those that were.
    fn size_heap(&mut self) {
        if self.flags.origin("InitialHeapSize").is_none() || self.heap.initial == 0 {
            self.heap.initial = self.heap.initial.min(self.heap.max);
            self.flags.set(
                "InitialHeapSize",
                self.heap.initial.to_string(),
                Origin::Ergonomic,
            );
        }
        if self.flags.origin("MaxHeapSize").is_none() {
            self.heap.max = self.heap.max.max(self.heap.initial);
            self.flags
                .set("MaxHeapSize", self.heap.max.to_string(), Origin::Ergonomic);
        }
    }

    /// Says once which flags and compile commands change nothing here.
    fn log_flags_without_effect(&self) {
        for (name, value, origin) in self.flags.all() {
            if origin != Origin::Ergonomic
                && EFFECTS
                    .binary_search_by_key(&name, |(known, _)| known)
                    .is_err()
            {
                output::vm_line(&format!(
                    "[info][flags] {name} = {value}: accepted, has no effect in this VM"
                ));
            }
        }
        for option in self.jit.commands.without_effect() {
            output::vm_line(&format!(
                "[info][flags] CompileCommand {option}: accepted, has no effect in this VM"
            ));
        }
    }

    fn print_default_flags(&self) {
        output::vm_text(&flag_printing::all(&FlagValues::default()));
    }
}

#[cfg(test)]
mod tests {
    use super::{EFFECTS, VmOptions};

    fn parsed(arguments: &[&str]) -> Result<VmOptions, String> {
        let mut options = VmOptions::new();
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| (*argument).to_owned())
            .collect();
        options.parse(&arguments, false).map_err(|error| error.0)?;
        options.finish().map_err(|error| error.0)?;
        Ok(options)
    }

    #[test]
    fn errors_have_the_words_of_hotspot() {
        for (argument, expected) in [
            ("-foo", "Unrecognized option: -foo\n"),
            ("-Xfoo", "Unrecognized option: -Xfoo\n"),
            ("-Xint2", "Unrecognized option: -Xint2\n"),
            ("-Xshare:foo", "Unrecognized option: -Xshare:foo\n"),
            (
                "-Xverify:foo",
                "Unrecognized verification option: -Xverify:foo\n",
            ),
            ("-Xcheck:foo", "Unrecognized check option: -Xcheck:foo\n"),
            ("-Xmx12x", "Invalid maximum heap size: -Xmx12x\n"),
            ("-Xmx", "Invalid maximum heap size: -Xmx\n"),
            ("-Xmx0", "Invalid maximum heap size: -Xmx0\n"),
            (
                "-XX:MaxHeapSize=-1",
                "Invalid maximum heap size: -XX:MaxHeapSize=-1\n",
            ),
            (
                "-XX:MaxHeapSize=abc",
                "Invalid maximum heap size: -XX:MaxHeapSize=abc\n",
            ),
            (
                "-XX:InitialHeapSize=5x",
                "Improperly specified VM option 'InitialHeapSize=5x'\n",
            ),
            ("-Xms12x", "Invalid initial heap size: -Xms12x\n"),
            ("-Xmn1x", "Invalid initial young generation size: -Xmn1x\n"),
            ("-Xssx", "Invalid thread stack size: -Xssx\n"),
            (
                "-Xss2g",
                "Invalid thread stack size: -Xss2g\nThe specified size exceeds the maximum representable size.\n",
            ),
            ("-Xminf2x", "Bad min heap free percentage size: -Xminf2x\n"),
            ("-XX:+Foo", "Unrecognized VM option 'Foo'\n"),
        ] {
            assert_eq!(
                parsed(&[argument]).err().as_deref(),
                Some(expected),
                "{argument}"
            );
        }
    }

    #[test]
    fn options_change_what_they_name() {
        let options = parsed(&[
            "-Xmx64m",
            "-Xss512k",
            "-XX:Plan=Immix",
            "-ea",
            "-da:a.b...",
            "-Xlog:class+load,gc,gc+cpu",
            "--add-modules=a,b",
            "--add-modules=c",
            "-Dx=y=z",
            "-Djdk.module.path=no",
            "-Djava.class.path=here",
        ])
        .expect("all are valid");
        assert_eq!(options.heap.max, 64 << 20);
        assert!(options.heap.initial <= options.heap.max);
        assert_eq!(options.stack_size, Some(512 << 10));
        assert_eq!(options.heap.plan, vm_runtime::heap::Plan::Immix);
        assert_eq!(
            options.assertions,
            [(true, None), (false, Some("a.b...".to_owned()))]
        );
        assert!(options.log_class_load && options.log_gc && !options.log_jni);
        assert!(options.heap.log_cpu);
        assert_eq!(options.property("jdk.module.addmods.1"), Some("c"));
        assert_eq!(options.property("x"), Some("y=z"));
        assert_eq!(options.property("jdk.module.path"), None);
        assert!(
            !options
                .arguments
                .iter()
                .any(|argument| argument.contains("class.path"))
        );
    }

    #[test]
    fn a_large_initial_heap_raises_the_default_maximum() {
        let options = parsed(&["-Xms20g"]).expect("valid");
        assert_eq!(options.heap.max, 20 << 30);
    }

    #[test]
    fn unknown_options_can_be_ignored() {
        let mut options = VmOptions::new();
        let arguments = ["-foo", "-XX:+Foo", "-Xverify:foo", "_bar"].map(str::to_owned);
        assert_eq!(options.parse(&arguments, true), Ok(()));
    }

    #[test]
    fn effects_are_sorted() {
        assert!(EFFECTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
