//! The numbers of policies: one table from which the fields, the keys of policy files and of
//! `--set`, their types, defaults and descriptions derive.

use super::tier::Tier;
use toml::de::DeValue;

/// A type of setting.
trait Setting: Sized {
    /// What a value must be, for messages.
    const EXPECTED: &'static str;
    /// The value, if it is one of the type.
    fn read(value: &DeValue<'_>) -> Option<Self>;
    /// As a policy file has it.
    fn text(&self) -> String;
}

impl Setting for bool {
    const EXPECTED: &'static str = "true or false";
    fn read(value: &DeValue<'_>) -> Option<bool> {
        value.as_bool()
    }
    fn text(&self) -> String {
        self.to_string()
    }
}

impl Setting for u32 {
    const EXPECTED: &'static str = "a whole number from 0 to 4294967295";
    fn read(value: &DeValue<'_>) -> Option<u32> {
        let integer = value.as_integer()?;
        u32::from_str_radix(integer.as_str(), integer.radix()).ok()
    }
    fn text(&self) -> String {
        self.to_string()
    }
}

impl Setting for f64 {
    const EXPECTED: &'static str = "a number that is not negative";
    fn read(value: &DeValue<'_>) -> Option<f64> {
        let number: f64 = match value {
            DeValue::Float(float) => float.as_str().parse().ok()?,
            DeValue::Integer(_) => f64::from(u32::read(value)?),
            _ => return None,
        };
        (number >= 0.0 && number.is_finite()).then_some(number)
    }
    fn text(&self) -> String {
        format!("{self:?}")
    }
}

impl Setting for String {
    const EXPECTED: &'static str = "a text";
    fn read(value: &DeValue<'_>) -> Option<String> {
        value.as_str().map(str::to_owned)
    }
    fn text(&self) -> String {
        format!("{self:?}")
    }
}

/// A setting that is one of a few words.
macro_rules! words {
    ($(#[$about:meta])* $type:ident: $expected:literal {
        $($(#[$doc:meta])* $variant:ident $word:literal,)+
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $type { $($(#[$doc])* $variant,)+ }

        impl Setting for $type {
            const EXPECTED: &'static str = $expected;
            fn read(value: &DeValue<'_>) -> Option<$type> {
                match value.as_str()? {
                    $($word => Some($type::$variant),)+
                    _ => None,
                }
            }
            fn text(&self) -> String {
                match self {
                    $($type::$variant => concat!('"', $word, '"').to_owned(),)+
                }
            }
        }
    };
}

words! {
    /// Which of the rules in Rust decides.
    Rule: "\"never\", \"always\", \"hotspot\", \"budget\" or \"replay\"" {
        /// [`Never`](super::rules::Never).
        Never "never",
        /// [`Always`](super::rules::Always).
        Always "always",
        /// [`HotSpot`](super::rules::HotSpot).
        HotSpot "hotspot",
        /// [`Budget`](super::rules::Budget).
        Budget "budget",
        /// [`Replay`](super::rules::Replay).
        Replay "replay",
    }
}

words! {
    /// Which request is next.
    Order: "\"hotness\" or \"fifo\"" {
        /// The method that is used most.
        Hotness "hotness",
        /// The oldest.
        Fifo "fifo",
    }
}

/// One row of the table, for documentation and messages.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Dotted name.
    pub name: &'static str,
    /// What a value must be.
    pub expected: &'static str,
    /// What it means.
    pub about: &'static str,
}

/// Why a setting was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SettingError {
    /// No key has this name.
    Unknown,
    /// The value is of another type: what it must be.
    Type(&'static str),
}

macro_rules! settings {
    ($(#[doc = $about:literal] $key:literal $field:ident: $type:ty = $default:expr;)+) => {
        /// All settings of a policy.
        #[derive(Clone, PartialEq, Debug)]
        pub struct Settings {
            $(#[doc = $about] pub $field: $type,)+
        }

        impl Default for Settings {
            fn default() -> Settings {
                Settings { $($field: $default,)+ }
            }
        }

        /// All keys, in the order of the table.
        pub const KEYS: &[Key] = &[
            $(Key { name: $key, expected: <$type as Setting>::EXPECTED, about: $about.trim_ascii() },)+
        ];

        impl Settings {
            /// Sets what the key names.
            ///
            /// # Errors
            /// When there is no such key, or the value does not fit it.
            pub fn set(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), SettingError> {
                match key {
                    $($key => {
                        self.$field = <$type as Setting>::read(value)
                            .ok_or(SettingError::Type(<$type as Setting>::EXPECTED))?;
                    })+
                    _ => return Err(SettingError::Unknown),
                }
                Ok(())
            }

            /// All keys with their values, as a policy file has them.
            pub fn lines(&self) -> Vec<(&'static str, String)> {
                vec![$(($key, self.$field.text()),)+]
            }
        }
    };
}

settings! {
    /// Which rule decides.
    "rule" rule: Rule = Rule::HotSpot;
    /// Compile with the preset `quick`.
    "quick.enabled" quick_enabled: bool = false;
    /// Calls that make a method worth `quick`.
    "quick.invocations" quick_invocations: u32 = 200;
    /// Calls below which `quick.combined` does not count.
    "quick.min_invocations" quick_min_invocations: u32 = 100;
    /// Calls and back edges that together make a method worth `quick`.
    "quick.combined" quick_combined: u32 = 2000;
    /// Back edges that make a running loop worth `quick`.
    "quick.back_edges" quick_back_edges: u32 = 60_000;
    /// Requests per worker that double the thresholds of `quick`; 0: none do.
    "quick.load_feedback" quick_load_feedback: u32 = 5;
    /// Compile with the preset `full`.
    "full.enabled" full_enabled: bool = true;
    /// Calls that make a method worth `full`.
    "full.invocations" full_invocations: u32 = 5000;
    /// Calls below which `full.combined` does not count.
    "full.min_invocations" full_min_invocations: u32 = 600;
    /// Calls and back edges that together make a method worth `full`.
    "full.combined" full_combined: u32 = 15_000;
    /// Back edges that make a running loop worth `full`.
    "full.back_edges" full_back_edges: u32 = 40_000;
    /// Requests per worker that double the thresholds of `full`; 0: none do.
    "full.load_feedback" full_load_feedback: u32 = 3;
    /// Factor on all thresholds; 0 compiles nothing.
    "scaling" scaling: f64 = 1.0;
    /// Which request is next.
    "queue.order" order: Order = Order::Hotness;
    /// Compiler threads; 0: as many as the processors call for.
    "queue.workers" workers: u32 = 0;
    /// Milliseconds after which a request whose method is not used is dropped; 0: never.
    "queue.stale_ms" stale_ms: u32 = 50;
    /// How often the code of a method is discarded before the method stays in the interpreter.
    "deopt.max_per_method" deopt_max_per_method: u32 = 100;
    /// Failures of a class check at one place that do not yet discard the code.
    "deopt.tolerate" deopt_tolerate: u32 = 4;
    /// Calls or back edges to wait for after the first discarding; doubles each time.
    "deopt.wait" deopt_wait: u32 = 1;
    /// Exceptions at one place after which compiled code throws them itself; 0: it never does.
    "deopt.exceptions" deopt_exceptions: u32 = 100;
    /// How often a branch must have gone one way for the other one to be left out; 0: none is.
    "prune.min_count" prune_min_count: u32 = 100;
    /// How often code is discarded before no branch of the method is left out any more.
    "prune.max_discarded" prune_max_discarded: u32 = 10;
    /// Bytes of bytecode above which a method is not compiled.
    "limits.huge_method" huge_method: u32 = 8000;
    /// Bytes that must be free in the code cache.
    "limits.code_cache_reserve" code_cache_reserve: u32 = 524_288;
    /// Price of the compiler's time in relation to the program's.
    "budget.price" price: f64 = 1.0;
    /// Nanoseconds that the interpreter takes for a bytecode.
    "budget.interpreter_ns" interpreter_ns: f64 = 1.5;
    /// How many times faster than the interpreter `quick` code is.
    "budget.quick_speed" quick_speed: f64 = 25.0;
    /// How many times faster than the interpreter `full` code is.
    "budget.full_speed" full_speed: f64 = 33.0;
    /// Nanoseconds that `quick` takes for a byte of bytecode.
    "budget.quick_compile_ns" quick_compile_ns: f64 = 2500.0;
    /// Nanoseconds that `full` takes for a byte of bytecode.
    "budget.full_compile_ns" full_compile_ns: f64 = 4_000.0;
    /// Bytes of bytecode compiled for each byte of the method, because of inlining.
    "budget.growth" growth: f64 = 3.0;
    /// Calls before which the profile is not mature.
    "budget.min_invocations" min_calls: u32 = 100;
    /// Back edges before which the profile is not mature.
    "budget.min_back_edges" min_back_edges: u32 = 1000;
    /// The trace whose decisions are repeated.
    "replay.trace" replay_trace: String = String::new();
}

/// Two settings that contradict each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contradiction {
    /// The keys; they may be the same.
    pub keys: [&'static str; 2],
    /// What is wrong.
    pub message: String,
}

impl Settings {
    /// The best tier that may be used.
    pub fn best_tier(&self) -> Tier {
        match (self.rule, self.full_enabled, self.quick_enabled) {
            (Rule::Never, _, _) | (_, false, false) => Tier::Interpreter,
            (_, true, _) => Tier::Full,
            (_, false, true) => Tier::Quick,
        }
    }

    /// Compiler threads on a machine with so many processors.
    pub fn n_workers(&self, n_processors: usize) -> usize {
        match self.workers {
            0 => (n_processors / 3).max(1),
            workers => workers as usize,
        }
    }

    /// Says what cannot be meant, if anything.
    pub fn contradiction(&self) -> Option<Contradiction> {
        let has_both = self.quick_enabled && self.full_enabled;
        if self.rule == Rule::HotSpot && has_both && self.quick_invocations > self.full_invocations
        {
            let (quick, full) = (self.quick_invocations, self.full_invocations);
            return Some(Contradiction {
                keys: ["quick.invocations", "full.invocations"],
                message: format!(
                    "quick.invocations ({quick}) must not be greater than full.invocations ({full})"
                ),
            });
        }
        let speeds = [
            ("budget.quick_speed", self.quick_speed),
            ("budget.full_speed", self.full_speed),
        ];
        let (key, _) = speeds
            .into_iter()
            .find(|(_, speed)| self.rule == Rule::Budget && *speed <= 1.0)?;
        Some(Contradiction {
            keys: [key, key],
            message: format!("{key} must be greater than 1, or compiling would never pay"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYS, Rule, Settings, Tier};
    use std::path::Path;

    const BEGIN: &str = "<!-- generated: settings -->\n";
    const END: &str = "<!-- end of generated -->";

    #[test]
    fn a_policy_that_compiles_nothing_has_the_interpreter_alone() {
        let never = Settings {
            rule: Rule::Never,
            ..Settings::default()
        };
        assert_eq!(never.best_tier(), Tier::Interpreter);
        assert_eq!(Settings::default().best_tier(), Tier::Full);
    }

    /// The table of the tutorial; `KILN_BLESS=1` writes it.
    #[test]
    fn the_documentation_lists_all_settings() {
        let mut table = "| key | default | meaning |\n|---|---|---|\n".to_owned();
        for (key, (name, value)) in KEYS.iter().zip(Settings::default().lines()) {
            assert_eq!(key.name, name);
            table.push_str(&format!("| `{name}` | `{value}` | {} |\n", key.about));
        }
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/writing-a-tiering-policy.md");
        let page = std::fs::read_to_string(&path).expect("the tutorial can be read");
        let (before, rest) = page.split_once(BEGIN).expect("the tutorial has a table");
        let (found, after) = rest.split_once(END).expect("the table ends");
        if std::env::var_os("KILN_BLESS").is_some() {
            let page = format!("{before}{BEGIN}{table}{END}{after}");
            std::fs::write(path, page).expect("the tutorial can be written");
        } else {
            assert_eq!(found, table);
        }
    }
}
