//! Options of the VM: what `JNI_CreateJavaVM` is given, and `JAVA_TOOL_OPTIONS`.
//!
//! The launcher has handled its own options; what arrives here is listed in the table of
//! [`parse_one`]. Errors have HotSpot's wording. Parsed options are immutable and global.

use std::fmt;
use std::sync::OnceLock;
use vm_runtime::heap::{HeapConfig, Plan};

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
    /// `-Xint`.
    pub interpreted: bool,
    /// Modules options were given: the precomputed boot layer is not used by Java.
    pub show_version_marker: bool,
    /// `-XX:-StackTraceInThrowable`.
    pub stack_trace_in_throwable: bool,
    /// `-XX:-ShowCodeDetailsInExceptionMessages`.
    pub code_details: bool,
    /// `-XX:OnOutOfMemoryError=`.
    pub on_out_of_memory: Option<String>,
    /// `-XX:+DisableExplicitGC`.
    pub disable_explicit_gc: bool,
    /// `--seed`.
    pub seed: u64,
    /// Print a breakdown of start-up.
    pub time_startup: bool,
    /// `--enable-preview`.
    pub enable_preview: bool,
}

/// A problem with an option, in HotSpot's words.
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

/// Options that carry module information: name, property, numbered?
const MODULE_OPTIONS: &[(&str, &str, bool)] = &[
    ("--module-path=", "jdk.module.path", false),
    ("--upgrade-module-path=", "jdk.module.upgrade.path", false),
    ("--limit-modules=", "jdk.module.limitmods", false),
    ("--add-modules=", "jdk.module.addmods.", true),
    ("--add-exports=", "jdk.module.addexports.", true),
    ("--add-opens=", "jdk.module.addopens.", true),
    ("--add-reads=", "jdk.module.addreads.", true),
    ("--patch-module=", "jdk.module.patch.", true),
    (
        "--enable-native-access=",
        "jdk.module.enable.native.access.",
        true,
    ),
];

impl VmOptions {
    /// The defaults.
    pub fn new() -> VmOptions {
        VmOptions {
            verify_remote: true,
            stack_trace_in_throwable: true,
            code_details: true,
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

    fn count_properties(&self, prefix: &str) -> usize {
        self.properties
            .iter()
            .filter(|(key, _)| key.starts_with(prefix))
            .count()
    }

    /// Takes all options; unknown ones are errors unless `ignore_unrecognized`.
    pub fn parse(
        &mut self,
        arguments: &[String],
        ignore_unrecognized: bool,
    ) -> Result<(), OptionError> {
        for argument in arguments {
            if !self.parse_one(argument)? && !ignore_unrecognized {
                return Err(OptionError(format!("Unrecognized option: {argument}")));
            }
            if argument.starts_with('-') && !argument.starts_with("-Dsun.java.") {
                self.arguments.push(argument.clone());
            }
        }
        Ok(())
    }

    /// Takes one option; `false` if it is not known.
    fn parse_one(&mut self, argument: &str) -> Result<bool, OptionError> {
        for (prefix, property, is_numbered) in MODULE_OPTIONS {
            if let Some(value) = argument.strip_prefix(prefix) {
                let key = if *is_numbered {
                    format!("{property}{}", self.count_properties(property))
                } else {
                    (*property).to_owned()
                };
                self.set_property(&key, value);
                if *prefix == "--patch-module="
                    && let Some((module, path)) = value.split_once('=')
                {
                    self.patches.push((module.to_owned(), path.to_owned()));
                }
                return Ok(true);
            }
        }
        if let Some(definition) = argument.strip_prefix("-D") {
            let (key, value) = definition.split_once('=').unwrap_or((definition, ""));
            self.set_property(key, value);
            return Ok(true);
        }
        if let Some(flag) = argument.strip_prefix("-XX:") {
            return self.parse_flag(flag, argument);
        }
        if let Some(value) = argument
            .strip_prefix("-Xmx")
            .or(argument.strip_prefix("-XX:MaxHeapSize="))
        {
            self.heap.max = heap_size(value, "maximum", argument)?;
            return Ok(true);
        }
        if let Some(value) = argument.strip_prefix("-Xms") {
            self.heap.initial = heap_size(value, "initial", argument)?;
            return Ok(true);
        }
        if let Some(value) = argument.strip_prefix("-Xmn") {
            self.heap.young = Some(heap_size(value, "initial young generation", argument)?);
            return Ok(true);
        }
        if let Some(value) = argument.strip_prefix("-Xss") {
            let size = memory_size(value)
                .ok_or_else(|| OptionError(format!("Invalid thread stack size: {argument}")))?;
            self.stack_size = Some(size);
            return Ok(true);
        }
        if let Some(path) = argument.strip_prefix("-Xbootclasspath/a:") {
            self.boot_append = Some(match self.boot_append.take() {
                Some(before) => format!("{before}:{path}"),
                None => path.to_owned(),
            });
            return Ok(true);
        }
        if let Some(value) = argument.strip_prefix("--gc-every=") {
            self.heap.gc_every = number(value, argument)?;
            return Ok(true);
        }
        if let Some(value) = argument.strip_prefix("--seed=") {
            self.seed = number(value, argument)?;
            return Ok(true);
        }
        if let Some(rest) = argument.strip_prefix("-Xverify") {
            (self.verify_local, self.verify_remote) = match rest {
                ":none" => (false, false),
                ":remote" => (false, true),
                "" | ":all" => (true, true),
                _ => return Ok(false),
            };
            return Ok(true);
        }
        if let Some(tags) = argument.strip_prefix("-Xlog") {
            self.parse_log(tags.strip_prefix(':').unwrap_or(tags));
            return Ok(true);
        }
        for (prefix, enabled) in [
            ("-ea", true),
            ("-enableassertions", true),
            ("-da", false),
            ("-disableassertions", false),
        ] {
            if argument == prefix {
                self.assertions.push((enabled, None));
                return Ok(true);
            }
            if let Some(pattern) = argument
                .strip_prefix(prefix)
                .and_then(|rest| rest.strip_prefix(':'))
            {
                self.assertions.push((enabled, Some(pattern.to_owned())));
                return Ok(true);
            }
        }
        match argument {
            "-esa" | "-enablesystemassertions" => self.system_assertions = true,
            "-dsa" | "-disablesystemassertions" => self.system_assertions = false,
            "-verbose" | "-verbose:class" => self.log_class_load = true,
            "-verbose:gc" => self.log_gc = true,
            "-verbose:jni" => self.log_jni = true,
            "-Xcheck:jni" => self.check_jni = true,
            "-Xrs" => self.reduce_signals = true,
            "-Xint" => self.interpreted = true,
            "--enable-preview" => {
                self.enable_preview = true;
                self.set_property("jdk.internal.enable.preview", "true");
            }
            "--time-startup" => self.time_startup = true,
            "--verify-heap" => self.heap.verify = true,
            "--deterministic" | "-Xcomp" | "-Xmixed" | "-Xbatch" | "-Xfuture" | "-Xdebug"
            | "-Xnoagent" | "-Xnoclassgc" | "-Xdiag" | "-XshowSettings" | "-Xincgc" => {}
            "exit" | "abort" | "vfprintf" => {}
            _ => {
                if argument.starts_with("-Xshare:")
                    || argument.starts_with("-Xloggc:")
                    || argument.starts_with("-verbose:module")
                    || argument.starts_with("-Xinternalversion")
                {
                    return Ok(true);
                }
                if ["-agentlib:", "-agentpath:", "-javaagent:", "-Xrun"]
                    .iter()
                    .any(|p| argument.starts_with(p))
                {
                    return Err(OptionError(format!(
                        "Agents are not supported by this VM: {argument} (run without it)"
                    )));
                }
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn parse_log(&mut self, tags: &str) {
        let what = tags.split(':').next().unwrap_or("");
        for selector in what.split(',') {
            let tag = selector.split('=').next().unwrap_or("");
            match tag.trim_end_matches('*') {
                "gc" => self.log_gc = true,
                "class+load" => self.log_class_load = true,
                "jni+resolve" => self.log_jni = true,
                _ => {}
            }
        }
    }

    /// A flag behind `-XX:`.
    fn parse_flag(&mut self, flag: &str, argument: &str) -> Result<bool, OptionError> {
        let (name, value) = match flag.strip_prefix('+') {
            Some(name) => (name, "true"),
            None => match flag.strip_prefix('-') {
                Some(name) => (name, "false"),
                None => flag.split_once('=').unwrap_or((flag, "")),
            },
        };
        let on = value == "true";
        match name {
            "Plan" => {
                self.heap.plan = Plan::from_name(value).ok_or_else(|| {
                    OptionError(format!("Unknown plan {value:?} in {argument}: one of GenImmix, StickyImmix, Immix, GenCopy, SemiSpace"))
                })?;
            }
            "MaxHeapSize" => self.heap.max = heap_size(value, "maximum", argument)?,
            "InitialHeapSize" => self.heap.initial = heap_size(value, "initial", argument)?,
            "ThreadStackSize" => self.stack_size = Some(number(value, argument)? as usize * 1024),
            "BytecodeVerificationRemote" => self.verify_remote = on,
            "BytecodeVerificationLocal" => self.verify_local = on,
            "ShowCodeDetailsInExceptionMessages" => self.code_details = on,
            "StackTraceInThrowable" => self.stack_trace_in_throwable = on,
            "ExitOnOutOfMemoryError" => self.heap.exit_on_out_of_memory = on,
            "CrashOnOutOfMemoryError" => self.heap.crash_on_out_of_memory = on,
            "OnOutOfMemoryError" => self.on_out_of_memory = Some(value.to_owned()),
            "DisableExplicitGC" => self.disable_explicit_gc = on,
            "SoftRefLRUPolicyMSPerMB" => self.heap.soft_ref_ms_per_mb = number(value, argument)?,
            "MaxDirectMemorySize" => {
                let size = memory_size(value).unwrap_or(0);
                self.set_property("sun.nio.MaxDirectMemorySize", &size.to_string());
            }
            _ => {}
        }
        Ok(true)
    }
}

/// `512m`, `2G`, `1024`: bytes.
pub fn memory_size(text: &str) -> Option<usize> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match &text[digits.len()..] {
        "" => 0,
        "k" | "K" => 10,
        "m" | "M" => 20,
        "g" | "G" => 30,
        "t" | "T" => 40,
        _ => return None,
    };
    let number = match digits.strip_prefix("0x") {
        Some(hex) => usize::from_str_radix(hex, 16).ok()?,
        None => digits.parse::<usize>().ok()?,
    };
    number.checked_mul(1 << shift)
}

fn heap_size(text: &str, what: &str, argument: &str) -> Result<usize, OptionError> {
    memory_size(text).ok_or_else(|| OptionError(format!("Invalid {what} heap size: {argument}")))
}

fn number(text: &str, argument: &str) -> Result<u64, OptionError> {
    text.parse()
        .map_err(|_| OptionError(format!("Improperly specified VM option '{argument}'")))
}

#[cfg(test)]
mod tests {
    use super::{VmOptions, memory_size};

    #[test]
    fn sizes_have_units() {
        assert_eq!(memory_size("512m"), Some(512 << 20));
        assert_eq!(memory_size("2G"), Some(2 << 30));
        assert_eq!(memory_size("12x"), None);
    }

    #[test]
    fn unknown_options_are_named() {
        let mut options = VmOptions::new();
        let error = options.parse(&["-foo".to_owned()], false).unwrap_err();
        assert_eq!(error.to_string(), "Unrecognized option: -foo");
        options
            .parse(
                &["--add-modules=a,b".to_owned(), "--add-modules=c".to_owned()],
                false,
            )
            .unwrap();
        assert_eq!(options.property("jdk.module.addmods.1"), Some("c"));
    }
}
