//! What the command line says about compiling: the tiering policy with its settings, and switches
//! of compiler, queue and code cache.
//!
//! A policy is chosen by the last of `-Xint`, `-Xcomp`, `-Xmixed` and `--policy`. HotSpot's flags
//! that mean a setting of the policy become one; what they say wins over a policy's file, `--set`
//! wins over them.

use super::flag_values::FlagValues;
use super::{OptionError, VmOptions};
use crate::output;
use crate::tiering::{self, CompileCommands, MethodPattern, Settings};
use opt::pipeline::PipelineError;
use std::collections::BTreeSet;

/// The policy without `--policy`.
const DEFAULT_POLICY: &str = "hotspot";
/// Address space for code, if nothing is said.
const CODE_CACHE_SIZE: usize = 256 << 20;
/// Where `--trace` writes.
const TRACE_FILE: &str = "kiln.ktrace";

/// How changes are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangedForm {
    /// The whole function.
    Whole,
    /// The lines that differ.
    Diff,
}

/// Where counters go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StatsPlace {
    /// Standard error, for people.
    Text,
    /// A file, as JSON.
    File(String),
}

/// Everything about compiling.
#[derive(Clone, Debug)]
pub struct JitOptions {
    /// `--policy`: name or file.
    pub policy: String,
    /// `--set`, in order.
    pub overrides: Vec<String>,
    /// What policy, flags and `--set` amount to; complete once all options are read.
    pub settings: Settings,
    /// Requesters wait for their compilations: `-Xbatch`, `-Xcomp`, `--deterministic`,
    /// `-XX:-BackgroundCompilation`.
    pub is_synchronous: bool,
    /// `-XX:CompileCommand`.
    pub commands: CompileCommands,
    /// `-XX:+PrintCompilation`.
    pub print_compilation: bool,
    /// Their lines say why, unless `--no-why`.
    pub print_reasons: bool,
    /// `-XX:+OmitStackTraceInFastThrow`: exceptions of checks that fail often are made beforehand.
    pub omits_stack_traces: bool,
    /// `-XX:+PrintInlining`.
    pub print_inlining: bool,
    /// `-XX:+PrintAssembly`.
    pub print_assembly: bool,
    /// `--passes`: a pipeline.
    pub passes: Option<String>,
    /// `--disable-pass`: names of passes.
    pub disabled_passes: Vec<String>,
    /// `--bisect-limit`: so many runs of passes take place.
    pub bisect_limit: Option<u64>,
    /// `--print-after`: names of passes, or `all`.
    pub print_after: Vec<String>,
    /// `--print-changed`: what passes have changed.
    pub print_changed: Option<ChangedForm>,
    /// `--filter`: only of methods whose name contains this.
    pub dump_filter: String,
    /// `-XX:ImplicitNullChecks`: null checks are left to the accesses behind them, which fault.
    pub implicit_null_checks: bool,
    /// `--time-passes`: times at the end.
    pub time_passes: bool,
    /// `--stats`: counters at the end.
    pub stats: Option<StatsPlace>,
    /// Identifiers of intrinsics that are calls: `-XX:DisableIntrinsic`, `-XX:ControlIntrinsic`.
    pub disabled_intrinsics: BTreeSet<String>,
    /// `--deopt-every`: compiled code is left at every Nth poll, and at every Nth check of a thread;
    /// 0: only where it must be.
    pub deopt_every: u64,
    /// `--invalidate-every`: at every Nth poll some code on the stack ends; 0: none does.
    pub invalidate_every: u64,
    /// `--osr-every`: every loop is compiled at its Nth back edge; 0: the policy says when.
    pub osr_every: u64,
    /// `--trace`: the file.
    pub trace: Option<String>,
    /// `--profile-out`: the file for all that compilations were told.
    pub profile_out: Option<String>,
    /// `--compile`: the VM compiles this method once and ends.
    pub compile_one: Option<String>,
    /// `--panic-in`: methods in whose compilation the compiler panics.
    pub panic_in: Option<MethodPattern>,
    /// `--perf-map`: names of compiled methods for `perf`.
    pub perf_map: bool,
    /// `--jitdump`: compiled code for `perf inject`.
    pub jitdump: bool,
    /// `-XX:ReservedCodeCacheSize`.
    pub code_cache_size: usize,
}

impl Default for JitOptions {
    fn default() -> JitOptions {
        JitOptions {
            policy: DEFAULT_POLICY.to_owned(),
            overrides: Vec::new(),
            settings: Settings::default(),
            is_synchronous: false,
            commands: CompileCommands::default(),
            print_compilation: false,
            print_reasons: true,
            omits_stack_traces: true,
            print_inlining: false,
            print_assembly: false,
            passes: None,
            disabled_passes: Vec::new(),
            bisect_limit: None,
            print_after: Vec::new(),
            print_changed: None,
            dump_filter: String::new(),
            implicit_null_checks: true,
            time_passes: false,
            stats: None,
            disabled_intrinsics: BTreeSet::new(),
            deopt_every: 0,
            invalidate_every: 0,
            osr_every: 0,
            trace: None,
            profile_out: None,
            compile_one: None,
            panic_in: None,
            perf_map: false,
            jitdump: false,
            code_cache_size: CODE_CACHE_SIZE,
        }
    }
}

impl JitOptions {
    /// `-XX:DisableIntrinsic`: a list of identifiers.
    pub(super) fn disable_intrinsics(&mut self, list: &str) {
        for id in listed(list) {
            self.disabled_intrinsics.insert(id.to_owned());
        }
    }

    /// `-XX:ControlIntrinsic`: identifiers, each behind `+` or `-`.
    pub(super) fn control_intrinsics(&mut self, list: &str) {
        for entry in listed(list) {
            if let Some(id) = entry.strip_prefix('-') {
                self.disable_intrinsics(id);
            } else if let Some(id) = entry.strip_prefix('+') {
                self.disabled_intrinsics.remove(id);
            }
        }
    }

    /// Is there a compiler, as far as programs are told? As on HotSpot there is without `-Xint`, even
    /// if further options leave it nothing to do.
    pub fn has_compiler(&self) -> bool {
        self.policy != "never"
    }

    /// What `java.vm.info` says of the policy.
    pub fn mode_name(&self) -> &'static str {
        match self.policy.as_str() {
            _ if !self.has_compiler() => "interpreted mode",
            "always" => "compiled mode",
            _ => "mixed mode",
        }
    }

    /// The passes of a preset, or those of `--passes` in its place, without those of
    /// `--disable-pass`.
    ///
    /// # Errors
    /// When a name or the order is wrong.
    pub fn pipeline(&self, preset: &str) -> Result<opt::Pipeline, PipelineError> {
        let mut text = self.passes.as_deref().unwrap_or(preset).to_owned();
        for name in &self.disabled_passes {
            text.push_str(",-");
            text.push_str(name);
        }
        opt::Pipeline::parse(&text).map(opt::Pipeline::lowered)
    }
}

/// Entries of a list in a flag.
fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', '\n', ' '])
        .filter(|entry| !entry.is_empty())
}

/// HotSpot's flags that are settings of a policy.
const SETTINGS: [(&str, &str); 13] = [
    ("Tier3InvocationThreshold", "quick.invocations"),
    ("Tier3MinInvocationThreshold", "quick.min_invocations"),
    ("Tier3CompileThreshold", "quick.combined"),
    ("Tier3BackEdgeThreshold", "quick.back_edges"),
    ("Tier3LoadFeedback", "quick.load_feedback"),
    ("Tier4InvocationThreshold", "full.invocations"),
    ("Tier4MinInvocationThreshold", "full.min_invocations"),
    ("Tier4CompileThreshold", "full.combined"),
    ("Tier4BackEdgeThreshold", "full.back_edges"),
    ("Tier4LoadFeedback", "full.load_feedback"),
    ("CompileThresholdScaling", "scaling"),
    ("CICompilerCount", "queue.workers"),
    ("TieredCompileTaskTimeout", "queue.stale_ms"),
];

/// An option, as messages name it, and the assignments `key = value` that it stands for.
type FlagSetting = (String, String);

impl VmOptions {
    /// Chooses a policy.
    pub(super) fn choose_policy(&mut self, policy: &str) {
        policy.clone_into(&mut self.jit.policy);
    }

    /// `-Xcomp`: requesters wait, as there would be nothing to run meanwhile.
    pub(super) fn compile_everything(&mut self) {
        self.choose_policy("always");
        self.jit.is_synchronous = true;
    }

    /// `-Xmixed`.
    pub(super) fn compile_by_default(&mut self) {
        self.choose_policy(DEFAULT_POLICY);
    }

    /// `--trace[=FILE]`, behind the name.
    pub(super) fn trace_to(&mut self, rest: &str) -> bool {
        let file = match rest.strip_prefix('=') {
            Some(file) => file,
            None if rest.is_empty() => TRACE_FILE,
            None => return false,
        };
        self.jit.trace = Some(file.to_owned());
        true
    }

    /// `--panic-in`.
    pub(super) fn panic_in(&mut self, pattern: &str) -> Result<bool, OptionError> {
        let (pattern, _) = MethodPattern::parse(pattern)
            .map_err(|why| OptionError(format!("--panic-in {pattern}: {}\n", why.trim_start())))?;
        self.jit.panic_in = Some(pattern);
        Ok(true)
    }

    /// Loads the policy and takes the commands, when all options are read.
    pub(super) fn finish_jit(&mut self) -> Result<(), OptionError> {
        let is_unlocked = self.flags.is_on("UnlockExperimentalVMOptions");
        let file = self.flags.get("CompileCommandFile");
        // As on HotSpot, it is no error if there is no such file.
        let file = std::fs::read_to_string(file).unwrap_or_default();
        for line in self.flags.get("CompileCommand").lines().chain(file.lines()) {
            output::vm_text(&self.jit.commands.take(line, is_unlocked));
        }
        let settings = load(&self.jit, &self.flags).map_err(|error| {
            // The launcher adds its own lines behind.
            OptionError(format!("{error}\n"))
        })?;
        self.jit.settings = settings;
        let dumped = self.jit.print_after.iter().filter(|name| *name != "all");
        for name in dumped {
            opt::Pipeline::parse(name)
                .map_err(|error| OptionError(format!("--print-after {name}: {error}\n")))?;
        }
        let checked = ["quick", "full"].map(|preset| self.jit.pipeline(preset));
        for pipeline in checked {
            pipeline.map_err(|error| OptionError(format!("{error}\n")))?;
        }
        Ok(())
    }
}

fn load(jit: &JitOptions, flags: &FlagValues) -> Result<Settings, tiering::PolicyError> {
    let mut assignments = assignments(flags);
    let settings = tiering::load(&jit.policy, &assignments, &jit.overrides)?;
    let has_one_compiler = settings.quick_enabled != settings.full_enabled;
    let single = single_compiler_assignments(flags);
    if !has_one_compiler || single.is_empty() {
        return Ok(settings);
    }
    assignments.extend(single);
    tiering::load(&jit.policy, &assignments, &jit.overrides)
}

/// The settings that flags stand for.
fn assignments(flags: &FlagValues) -> Vec<FlagSetting> {
    let given = |name: &str| flags.origin(name).map(|_| flags.get(name));
    let mut result: Vec<FlagSetting> = SETTINGS
        .into_iter()
        .filter_map(|(flag, key)| {
            let value = given(flag)?;
            Some((format!("-XX:{flag}={value}"), format!("{key} = {value}")))
        })
        .collect();
    if given("TieredCompilation") == Some("false") {
        let option = "-XX:-TieredCompilation".to_owned();
        result.push((option, "quick.enabled = false".to_owned()));
    }
    if let Some(level) = given("TieredStopAtLevel") {
        let option = format!("-XX:TieredStopAtLevel={level}");
        let meaning = match level {
            "0" => "rule = \"never\"",
            "1" | "2" | "3" => "quick.enabled = true\nfull.enabled = false",
            _ => "",
        };
        result.push((option, meaning.to_owned()));
    }
    if given("DontCompileHugeMethods") == Some("false") {
        let option = "-XX:-DontCompileHugeMethods".to_owned();
        result.push((option, "limits.huge_method = 65535".to_owned()));
    }
    result
}

/// `CompileThreshold` and `OnStackReplacePercentage`, which count if there is one compiler.
fn single_compiler_assignments(flags: &FlagValues) -> Vec<FlagSetting> {
    const FLAGS: [&str; 2] = ["CompileThreshold", "OnStackReplacePercentage"];
    let Some(flag) = FLAGS.into_iter().find(|flag| flags.origin(flag).is_some()) else {
        return Vec::new();
    };
    let number = |flag| {
        let number: i64 = flags.get(flag).parse().unwrap_or(0);
        number.clamp(0, i64::from(i32::MAX))
    };
    let calls = number(FLAGS[0]);
    let back_edges = (calls * number(FLAGS[1]) / 100).min(i64::from(i32::MAX));
    let of_tier = |tier: &str| {
        format!(
            "{tier}.invocations = {calls}\n{tier}.min_invocations = {calls}\n{tier}.combined = {calls}\n{tier}.back_edges = {back_edges}\n"
        )
    };
    let option = format!("-XX:{flag}={}", flags.get(flag));
    vec![(option, of_tier("quick") + &of_tier("full"))]
}

#[cfg(test)]
mod tests {
    use super::{ChangedForm, JitOptions, StatsPlace};
    use crate::options::VmOptions;
    use crate::tiering::settings::Rule;

    fn parsed(arguments: &[&str]) -> Result<JitOptions, String> {
        let mut options = VmOptions::new();
        let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
        options.parse(&arguments, false).map_err(|error| error.0)?;
        options.finish().map_err(|error| error.0)?;
        Ok(options.jit)
    }

    fn jit(arguments: &[&str]) -> JitOptions {
        parsed(arguments).expect("the options are valid")
    }

    #[test]
    fn the_last_choice_of_a_policy_counts() {
        for (arguments, rule) in [
            (&[][..], Rule::HotSpot),
            (&["-Xcomp"], Rule::Always),
            (&["-Xcomp", "-Xint"], Rule::Never),
            (&["-Xint", "--policy=hotspot"], Rule::HotSpot),
            (&["--policy=budget", "-Xcomp"], Rule::Always),
            (&["-Xcomp", "-Xmixed"], Rule::HotSpot),
            (&["-Xcomp", "-XX:TieredStopAtLevel=0"], Rule::Never),
        ] {
            assert_eq!(jit(arguments).settings.rule, rule, "{arguments:?}");
        }
    }

    #[test]
    fn flags_of_hotspot_are_settings() {
        let jit = jit(&[
            "--policy=hotspot",
            "-XX:Tier4InvocationThreshold=70",
            "-XX:Tier4BackEdgeThreshold=80",
            "--set=full.back_edges=90",
            "-XX:CompileThresholdScaling=0.5",
            "-XX:CICompilerCount=3",
            "-XX:+PrintCompilation",
            "-XX:-BackgroundCompilation",
            "-XX:ReservedCodeCacheSize=16m",
        ]);
        assert_eq!(jit.settings.full_invocations, 70);
        assert_eq!(jit.settings.full_back_edges, 90);
        assert_eq!(jit.settings.scaling, 0.5);
        assert_eq!(jit.settings.n_workers(2), 3);
        assert!(jit.print_compilation && jit.is_synchronous);
        assert_eq!(jit.code_cache_size, 16 << 20);
    }

    #[test]
    fn levels_are_presets() {
        let jit = jit(&["--policy=hotspot", "-XX:TieredStopAtLevel=1"]);
        assert!(jit.settings.quick_enabled && !jit.settings.full_enabled);
    }

    #[test]
    fn the_compile_threshold_counts_if_there_is_one_compiler() {
        let one = jit(&["--policy=hotspot", "-XX:CompileThreshold=100"]).settings;
        assert_eq!((one.full_invocations, one.full_back_edges), (100, 140));
        let both = [
            "--policy=hotspot",
            "--set=quick.enabled=true",
            "-XX:CompileThreshold=100",
        ];
        assert_eq!(jit(&both).settings.full_invocations, 5000);
    }

    #[test]
    fn switches_of_the_compiler_are_kept() {
        let jit = jit(&[
            "--passes=gvn,dce",
            "--print-after=gvn",
            "--print-after=all",
            "--deopt-every=7",
            "--invalidate-every=8",
            "--osr-every=9",
            "--print-changed=diff",
            "--filter=A::f",
            "--time-passes",
            "--stats=s.json",
            "--trace",
            "-Xbatch",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=exclude,A.f",
        ]);
        assert_eq!(jit.passes.as_deref(), Some("gvn,dce"));
        assert_eq!(jit.print_after, ["gvn", "all"]);
        assert_eq!((jit.deopt_every, jit.osr_every), (7, 9));
        assert_eq!(jit.print_changed, Some(ChangedForm::Diff));
        assert_eq!(jit.dump_filter, "A::f");
        assert!(jit.time_passes);
        assert_eq!(jit.stats, Some(StatsPlace::File("s.json".to_owned())));
        assert_eq!(jit.invalidate_every, 8);
        assert_eq!(jit.trace.as_deref(), Some("kiln.ktrace"));
        assert!(jit.is_synchronous);
        let name = crate::tiering::MethodName {
            class: "A",
            method: "f",
            descriptor: "()V",
        };
        assert!(jit.commands.excludes(name));
    }

    #[test]
    fn mistakes_are_errors() {
        for (argument, expected) in [
            ("--policy=nevr", "--policy nevr: there is no policy nevr\n"),
            ("--set=x", "--set x: must be KEY=VALUE\n"),
            (
                "--deopt-every=x",
                "Improperly specified VM option '--deopt-every=x'\n",
            ),
            (
                "--print-changed=x",
                "Unrecognized option: --print-changed=x\n",
            ),
            ("--stats=", "Unrecognized option: --stats=\n"),
            ("--traces", "Unrecognized option: --traces\n"),
            (
                "--print-after=gnv",
                "--print-after gnv: no pass or preset is called `gnv`; did you mean `gvn`?\n",
            ),
            (
                "--passes=gvn,lcim",
                "no pass or preset is called `lcim`; did you mean `licm`?\n",
            ),
            (
                "--panic-in=A.f*g",
                "--panic-in A.f*g: Embedded * not allowed\n",
            ),
            (
                "--bisect-limit=x",
                "Improperly specified VM option '--bisect-limit=x'\n",
            ),
        ] {
            let error = parsed(&[argument]).expect_err(argument);
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
