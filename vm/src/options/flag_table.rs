//! All `-XX:` flags by name: HotSpot 17's, which are data (`flags.tsv`), and Kiln's own.
//!
//! Columns of the data: name, type, default, categories, least and greatest value. Flags of debug
//! builds are listed too, since messages name them. A flag is accepted when HotSpot accepts it;
//! [`EFFECTS`] lists those that change something here.

use std::str::FromStr;
use std::sync::LazyLock;

/// Type of a flag's value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Bool,
    Int,
    Uint,
    Intx,
    Uintx,
    Uint64,
    SizeT,
    Double,
    Text,
    TextList,
}

impl Kind {
    /// HotSpot's name.
    pub(super) fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// May the value be negative?
    pub(super) fn is_signed(self) -> bool {
        matches!(self, Kind::Int | Kind::Intx)
    }
}

const NAMES: [(&str, Kind); 10] = [
    ("bool", Kind::Bool),
    ("int", Kind::Int),
    ("uint", Kind::Uint),
    ("intx", Kind::Intx),
    ("uintx", Kind::Uintx),
    ("uint64_t", Kind::Uint64),
    ("size_t", Kind::SizeT),
    ("double", Kind::Double),
    ("ccstr", Kind::Text),
    ("ccstrlist", Kind::TextList),
];

/// A flag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flag {
    /// Name.
    pub(super) name: &'static str,
    /// Type.
    pub(super) kind: Kind,
    /// Default, as text.
    pub(super) default: &'static str,
    /// Categories, separated by spaces (`product`, `diagnostic`, ...).
    pub(super) categories: &'static str,
    /// Least value, or empty.
    pub(super) least: &'static str,
    /// Greatest value, or empty.
    pub(super) greatest: &'static str,
}

impl Flag {
    /// Is it of that category?
    pub(super) fn is(&self, category: &str) -> bool {
        self.categories.split(' ').any(|one| one == category)
    }

    /// Is the number within the flag's range? A flag without a range admits all.
    pub(super) fn admits<N: FromStr + PartialOrd>(&self, number: N) -> bool {
        let is_below = self.least.parse().is_ok_and(|least: N| number < least);
        let is_above = self.greatest.parse().is_ok_and(|most: N| number > most);
        !is_below && !is_above
    }

    /// The category of debug builds that it belongs to, if any.
    pub(super) fn debug_category(&self) -> Option<&'static str> {
        ["develop", "notproduct"]
            .into_iter()
            .find(|category| self.is(category))
    }
}

/// Flags that Kiln adds, in the format of the data.
const OWN: &str = "Plan\tccstr\tGenImmix\tproduct\t\t\n";

/// Flags with an effect, and what it is.
pub(super) const EFFECTS: &[(&str, &str)] = &[
    (
        "BackgroundCompilation",
        "Compile while the method goes on running.",
    ),
    (
        "BytecodeVerificationLocal",
        "Verify classes of the boot loader.",
    ),
    (
        "BytecodeVerificationRemote",
        "Verify classes of other loaders.",
    ),
    ("CICompilerCount", "Compiler threads."),
    ("CompactStrings", "Keep strings of Latin-1 text as bytes."),
    ("CompileCommand", "Exclude methods from compilation."),
    ("CompileCommandFile", "File with values of CompileCommand."),
    (
        "CompileThreshold",
        "Calls before a method is compiled, if there is one compiler.",
    ),
    (
        "CompileThresholdScaling",
        "Factor on the thresholds of compilation.",
    ),
    ("ControlIntrinsic", "Switch intrinsics on (+) or off (-)."),
    (
        "CrashOnOutOfMemoryError",
        "Abort at the first OutOfMemoryError.",
    ),
    (
        "CreateCoredumpOnCrash",
        "Abort after a crash report; otherwise exit with 1.",
    ),
    ("DisableExplicitGC", "System.gc() does nothing."),
    (
        "DisableIntrinsic",
        "Call these methods instead of building intrinsics.",
    ),
    (
        "DontCompileHugeMethods",
        "Leave methods of more than 8000 bytes to the interpreter.",
    ),
    (
        "ExitOnOutOfMemoryError",
        "End the process at the first OutOfMemoryError.",
    ),
    (
        "IgnoreUnrecognizedVMOptions",
        "Ignore options that are not known.",
    ),
    (
        "ImplicitNullChecks",
        "Leave null checks to the accesses behind them, which fault.",
    ),
    ("InitialHeapSize", "Bytes of the heap at the start."),
    ("MaxDirectMemorySize", "Most bytes of direct buffers."),
    ("MaxHeapSize", "Most bytes of the heap."),
    ("NewSize", "Bytes of the nursery."),
    (
        "OmitStackTraceInFastThrow",
        "Throw exceptions without stack trace where checks fail often.",
    ),
    (
        "OnOutOfMemoryError",
        "Command to run at the first OutOfMemoryError.",
    ),
    (
        "OnStackReplacePercentage",
        "Back edges before a loop is compiled, in percent of CompileThreshold.",
    ),
    ("ParallelGCThreads", "Threads of the collector."),
    (
        "Plan",
        "Which collector: GenImmix, StickyImmix, Immix, GenCopy or SemiSpace.",
    ),
    (
        "PrintAssembly",
        "Print the machine code of what is compiled.",
    ),
    (
        "PrintCommandLineFlags",
        "Print the flags that differ from their defaults.",
    ),
    ("PrintCompilation", "Print what is compiled."),
    ("PrintFlagsFinal", "Print all flags once options are read."),
    (
        "PrintFlagsInitial",
        "Print the defaults of all flags and exit.",
    ),
    (
        "PrintInlining",
        "Print what became of the calls of what is compiled.",
    ),
    ("PrintVMOptions", "Print the -XX options."),
    ("PrintWarnings", "Print the VM's warnings."),
    (
        "ReduceSignalUsage",
        "Leave signals to the program, as -Xrs.",
    ),
    (
        "ReplayDataFile",
        "Where a replay file goes when the compiler panics.",
    ),
    ("ReservedCodeCacheSize", "Bytes of compiled code."),
    (
        "ShowCodeDetailsInExceptionMessages",
        "Say in a NullPointerException what was null.",
    ),
    (
        "SoftRefLRUPolicyMSPerMB",
        "How long soft references live for each free megabyte.",
    ),
    ("StackTraceInThrowable", "Capture stack traces."),
    ("ThreadStackSize", "Kilobytes of thread stacks."),
    (
        "Tier3BackEdgeThreshold",
        "Back edges before a loop is compiled quickly.",
    ),
    (
        "Tier3CompileThreshold",
        "Calls and back edges before a method is compiled quickly.",
    ),
    (
        "Tier3InvocationThreshold",
        "Calls before a method is compiled quickly.",
    ),
    (
        "Tier3LoadFeedback",
        "Requests for each compiler thread that double the thresholds, to compile quickly.",
    ),
    (
        "Tier3MinInvocationThreshold",
        "Least calls before calls and back edges count together, to compile quickly.",
    ),
    (
        "Tier4BackEdgeThreshold",
        "Back edges before a loop is compiled fully.",
    ),
    (
        "Tier4CompileThreshold",
        "Calls and back edges before a method is compiled fully.",
    ),
    (
        "Tier4InvocationThreshold",
        "Calls before a method is compiled fully.",
    ),
    (
        "Tier4LoadFeedback",
        "Requests for each compiler thread that double the thresholds, to compile fully.",
    ),
    (
        "Tier4MinInvocationThreshold",
        "Least calls before calls and back edges count together, to compile fully.",
    ),
    ("TieredCompilation", "Compile quickly first."),
    (
        "TieredCompileTaskTimeout",
        "Milliseconds after which an unused request is dropped.",
    ),
    (
        "TieredStopAtLevel",
        "The best tier: 0 interpreter, 1 to 3 quick, 4 full.",
    ),
    ("UnlockDiagnosticVMOptions", "Accept diagnostic flags."),
    ("UnlockExperimentalVMOptions", "Accept experimental flags."),
];

/// Flags that will go, with the version that says so.
pub(super) const DEPRECATED: &[(&str, &str)] = &[
    ("AllowRedefinitionToAddDeleteMethods", "13.0"),
    ("AlwaysLockClassLoader", "17.0"),
    ("BiasedLockingBulkRebiasThreshold", "15.0"),
    ("BiasedLockingBulkRevokeThreshold", "15.0"),
    ("BiasedLockingDecayTime", "15.0"),
    ("BiasedLockingStartupDelay", "15.0"),
    ("CreateMinidumpOnCrash", "9.0"),
    ("CriticalJNINatives", "16.0"),
    ("DefaultMaxRAMFraction", "8.0"),
    ("FlightRecorder", "13.0"),
    ("InitialRAMFraction", "10.0"),
    ("MaxGCMinorPauseMillis", "8.0"),
    ("MaxRAMFraction", "10.0"),
    ("MinRAMFraction", "10.0"),
    ("PrintBiasedLockingStatistics", "15.0"),
    ("PrintPreciseBiasedLockingStatistics", "15.0"),
    ("TLABStats", "12.0"),
    ("UseBiasedLocking", "15.0"),
    ("UseOptoBiasInlining", "15.0"),
];

/// Flags that are gone but still accepted.
pub(super) const OBSOLETE: &[&str] = &[
    "SuspendRetryCount",
    "SuspendRetryDelay",
    "AssertOnSuspendWaitFailure",
    "TraceSuspendWaitFailures",
];

/// Other names of flags.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("DefaultMaxRAMFraction", "MaxRAMFraction"),
    ("CreateMinidumpOnCrash", "CreateCoredumpOnCrash"),
];

/// All flags, sorted by name.
pub(super) static FLAGS: LazyLock<Vec<Flag>> = LazyLock::new(|| {
    let mut flags: Vec<Flag> = include_str!("flags.tsv")
        .lines()
        .chain(OWN.lines())
        .filter_map(row)
        .collect();
    flags.sort_unstable_by_key(|flag| flag.name);
    flags
});

fn row(line: &'static str) -> Option<Flag> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    let (name, kind) = (next()?, next()?);
    let kind = NAMES.iter().find(|(text, _)| *text == kind)?.1;
    Some(Flag {
        name,
        kind,
        default: next()?,
        categories: next()?,
        least: next()?,
        greatest: next()?,
    })
}

/// The flag with this name.
pub(super) fn find(name: &str) -> Option<&'static Flag> {
    let index = FLAGS.binary_search_by_key(&name, |flag| flag.name).ok()?;
    Some(&FLAGS[index])
}

/// The flag whose name shares most letter pairs with `text`, if it is similar enough.
pub(super) fn similar(text: &str) -> Option<&'static Flag> {
    let mut best: Option<(f64, &'static Flag)> = None;
    for flag in FLAGS.iter() {
        let score = similarity(flag.name, text);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, flag));
        }
    }
    best.filter(|(score, _)| *score >= 0.7)
        .map(|(_, flag)| flag)
}

/// Twice the letter pairs of `a` that occur in `b`, in relation to the lengths.
pub(crate) fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let hits = a
        .windows(2)
        .filter(|pair| b.windows(2).any(|other| other == *pair))
        .count();
    2.0 * hits as f64 / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::{EFFECTS, FLAGS, Flag, Kind, OWN, find, similar};

    #[test]
    fn every_line_of_the_data_is_a_flag() {
        assert_eq!(
            FLAGS.len(),
            include_str!("flags.tsv").lines().count() + OWN.lines().count()
        );
        assert!(FLAGS.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert_eq!(find("MaxHeapSize").map(|flag| flag.kind), Some(Kind::SizeT));
        assert!(find("Foo").is_none());
        for (name, _) in EFFECTS {
            assert!(find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn ranges_admit_their_bounds() {
        let ratio = find("MinHeapFreeRatio").expect("it has a range");
        assert!(ratio.admits(0_i128) && ratio.admits(100_i128));
        assert!(!ratio.admits(-1_i128) && !ratio.admits(101_i128));
        let scaling = find("CompileThresholdScaling").expect("its range is open above");
        assert!(scaling.admits(0.5) && !scaling.admits(-0.5));
        assert!(OWN_FLAG.admits(i128::MIN), "no range");
    }

    const OWN_FLAG: Flag = Flag {
        name: "Own",
        kind: Kind::Intx,
        default: "",
        categories: "product",
        least: "",
        greatest: "",
    };

    #[test]
    fn names_are_guessed() {
        assert_eq!(
            similar("PrintCompilatio").map(|flag| flag.name),
            Some("PrintCompilation")
        );
        assert!(similar("Foo").is_none());
    }
}
