//! `-XX:` flags for `HotSpotDiagnosticMXBean`: names, values, and changing the manageable ones.

use crate::exports::string_array;
use crate::jni::entry::{enter, jni_functions};
use crate::jni::types::{Env, Ref, native_write};
use crate::options::Origin;
use crate::options::managed_flags::{self, FlagReport, FlagValue, ValueKind, ValueSource};
use vm_runtime::exceptions;
use vm_runtime::oop::Oop;
use vm_runtime::strings;
use vm_runtime::thread::{Cx, Thrown};

/// `jmmVMGlobal`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(super) struct VmGlobal {
    name: Ref,
    /// `jvalue`.
    value: u64,
    /// `jmmVMGlobalType`.
    kind: i32,
    /// `jmmVMGlobalOrigin`.
    origin: i32,
    /// Bit 0: writeable; bit 1: an interface for users.
    bits: u32,
    reserved: [usize; 2],
}

/// Values of `jmmVMGlobalType`.
mod kind {
    pub(super) const BOOLEAN: i32 = 1;
    pub(super) const STRING: i32 = 2;
    pub(super) const LONG: i32 = 3;
    pub(super) const DOUBLE: i32 = 4;
}

/// The number in `jmmVMGlobalOrigin`.
fn origin_number(source: ValueSource) -> i32 {
    match source {
        ValueSource::Default => 1,
        ValueSource::Option(Origin::CommandLine) => 2,
        ValueSource::Management => 3,
        ValueSource::Option(Origin::Environment) => 4,
        ValueSource::Option(Origin::ConfigFile) => 5,
        ValueSource::Option(Origin::Ergonomic) => 6,
    }
}

/// The record of a flag; its texts become local references of the caller.
fn record(env: Env, name: &str, report: FlagReport) -> VmGlobal {
    let (kind, value) = match report.value {
        FlagValue::Bool(on) => (kind::BOOLEAN, u64::from(on)),
        FlagValue::Long(number) => (kind::LONG, number as u64),
        FlagValue::Double(number) => (kind::DOUBLE, number.to_bits()),
        FlagValue::Text(None) => (kind::STRING, 0),
        FlagValue::Text(Some(text)) => (kind::STRING, local_string(env, &text).0 as u64),
    };
    VmGlobal {
        name: local_string(env, name),
        value,
        kind,
        origin: origin_number(report.source),
        bits: if report.is_manageable { 0b11 } else { 0 },
        reserved: [0; 2],
    }
}

fn local_string(env: Env, text: &str) -> Ref {
    enter(env, |cx, _| Ok(strings::new_string(cx, text)?.into()))
}

jni_functions! {
    fn get_flag_names(cx, scope) -> Ref {
        let names: Vec<String> = managed_flags::names().into_iter().map(str::to_owned).collect();
        Ok(string_array(cx, scope, &names)?.get(cx).into())
    }

    fn set_flag(cx, _scope, name: Ref, value: u64) {
        let Some(name) = text(name.oop(cx)) else {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", Some("The flag name cannot be null.")));
        };
        let value = match managed_flags::settable(&name) {
            Ok(ValueKind::Bool) => FlagValue::Bool(value as u8 != 0),
            Ok(ValueKind::Long) => FlagValue::Long(value as i64),
            Ok(ValueKind::Double) => FlagValue::Double(f64::from_bits(value)),
            Ok(ValueKind::Text) => match text(Ref(value as usize).oop(cx)) {
                Some(text) => FlagValue::Text(Some(text)),
                None => return Err(exceptions::throw(cx, "java/lang/NullPointerException", None)),
            },
            Err(error) => return Err(illegal_argument(cx, &error)),
        };
        managed_flags::set(&name, value).map_err(|error| illegal_argument(cx, &error))
    }
}

fn illegal_argument(cx: &mut Cx, error: &managed_flags::SetFlagError) -> Thrown {
    exceptions::throw(
        cx,
        "java/lang/IllegalArgumentException",
        Some(&error.to_string()),
    )
}

fn text(string: Oop<'_>) -> Option<String> {
    string.non_null().map(strings::to_rust)
}

/// The names of the flags that are asked for; all of them when `names` is null.
fn wanted(env: Env, names: Ref) -> Vec<String> {
    if names.is_null() {
        return managed_flags::names()
            .into_iter()
            .map(str::to_owned)
            .collect();
    }
    let mut wanted = Vec::new();
    enter::<()>(env, |cx, _| {
        for index in 0..names.oop(cx).array_length() {
            match text(names.oop(cx).load_element(index)) {
                Some(name) => wanted.push(name),
                None => {
                    return Err(exceptions::throw(
                        cx,
                        "java/lang/NullPointerException",
                        None,
                    ));
                }
            }
        }
        Ok(())
    });
    wanted
}

/// Fills `globals` with the flags of these names, or with all; returns how many there are. The
/// caller has cleared the records: one without a name is a flag that does not exist.
pub(super) extern "C" fn get_flags(
    env: Env,
    names: Ref,
    globals: *mut VmGlobal,
    count: i32,
) -> i32 {
    let mut n_found = 0;
    let places = (0..count.max(0) as usize).map(|index| globals.wrapping_add(index));
    for (name, place) in wanted(env, names).iter().zip(places) {
        if let Some(report) = managed_flags::report(name) {
            native_write(place, record(env, name, report));
            n_found += 1;
        }
    }
    n_found
}
