//! What flags change: from `-XX:` options, and from options that stand for a flag.

use super::{OptionError, Origin, Setting, VmOptions};
use crate::output;
use vm_runtime::heap::Plan;

impl VmOptions {
    /// Sets a flag that has an option of its own.
    pub(super) fn set_flag(&mut self, name: &'static str, value: usize) {
        let value = value.to_string();
        self.set_flag_text(name, &value);
        // Sizes are valid: the option's row has checked them.
        let _ = self.apply(&Setting { name, value });
    }

    pub(super) fn set_flag_text(&mut self, name: &'static str, value: &str) {
        self.flags.set(name, value.to_owned(), Origin::CommandLine);
    }

    pub(super) fn take_flag(
        &mut self,
        flag: &str,
        ignore_unrecognized: bool,
        origin: Origin,
    ) -> Result<(), OptionError> {
        match self.flags.take(flag, ignore_unrecognized, origin)? {
            Some(setting) => self.apply(&setting),
            None => Ok(()),
        }
    }

    /// What a flag changes.
    fn apply(&mut self, setting: &Setting) -> Result<(), OptionError> {
        let value = setting.value.as_str();
        let on = value == "true";
        let number: u64 = value.parse().unwrap_or(0);
        match setting.name {
            "Plan" => {
                self.heap.plan = Plan::from_name(value).ok_or_else(|| {
                    let names: Vec<&str> = Plan::ALL.iter().map(|plan| plan.name()).collect();
                    OptionError(format!(
                        "Unrecognized plan '{value}' in -XX:Plan: one of {}\n",
                        names.join(", ")
                    ))
                })?;
            }
            "MaxHeapSize" => self.heap.max = number as usize,
            "InitialHeapSize" => self.heap.initial = number as usize,
            "NewSize" => self.heap.young = Some(number as usize),
            "ThreadStackSize" => self.stack_size = (number > 0).then_some(number as usize * 1024),
            "ParallelGCThreads" if number > 0 => self.heap.threads = number as usize,
            "BytecodeVerificationRemote" => self.verify_remote = on,
            "BytecodeVerificationLocal" => self.verify_local = on,
            "StackTraceInThrowable" => self.stack_trace_in_throwable = on,
            "ExitOnOutOfMemoryError" => self.heap.exit_on_out_of_memory = on,
            "CrashOnOutOfMemoryError" => self.heap.crash_on_out_of_memory = on,
            "CreateCoredumpOnCrash" => crate::crash::set_aborts(on),
            "OnOutOfMemoryError" => self.on_out_of_memory = Some(value.to_owned()),
            "DisableExplicitGC" => self.disable_explicit_gc = on,
            "ReduceSignalUsage" => self.reduce_signals = on,
            "SoftRefLRUPolicyMSPerMB" => self.heap.soft_ref_ms_per_mb = number,
            "MaxDirectMemorySize" => self.set_property("sun.nio.MaxDirectMemorySize", value),
            "PrintCompilation" => self.jit.print_compilation = on,
            "OmitStackTraceInFastThrow" => self.jit.omits_stack_traces = on,
            "PrintInlining" => self.jit.print_inlining = on,
            "PrintAssembly" => self.jit.print_assembly = on,
            "DisableIntrinsic" => self.jit.disable_intrinsics(value),
            "ControlIntrinsic" => self.jit.control_intrinsics(value),
            "ImplicitNullChecks" => self.jit.implicit_null_checks = on,
            "BackgroundCompilation" => self.jit.is_synchronous |= !on,
            "PrintWarnings" => output::set_warnings(on),
            "PrintGC" | "PrintGCDetails" if on => {
                let selection = if setting.name == "PrintGC" {
                    "gc"
                } else {
                    "gc*"
                };
                output::vm_line(&format!(
                    "[0.000s][warning][gc] -XX:+{} is deprecated. Will use -Xlog:{selection} instead.",
                    setting.name
                ));
                self.logging.select(&["gc"], "info");
            }
            _ => {}
        }
        Ok(())
    }
}
