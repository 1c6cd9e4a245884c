//! Flags as management sees them: every unlocked flag with its value and who set it, and the
//! *manageable* ones, which a running program may change (`HotSpotDiagnosticMXBean`).
//!
//! The options themselves stay immutable; what management changes is a layer over them. Source of
//! the rules and messages: `writeableFlags.cpp` of JDK 17.

use super::flag_constraints;
use super::flag_table::{self, FLAGS, Flag, Kind};
use super::flag_values::{FlagValues, Origin};
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A flag's value with its type.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FlagValue {
    /// `bool`.
    Bool(bool),
    /// All integers; an unsigned one of 64 bits wraps, as in a Java `long`.
    Long(i64),
    /// `double`.
    Double(f64),
    /// Texts; `None`: a text that was never set.
    Text(Option<String>),
}

/// The kinds of [`FlagValue`], into which management sorts the types of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ValueKind {
    /// `bool`.
    Bool,
    /// All integers.
    Long,
    /// `double`.
    Double,
    /// Texts and lists of texts.
    Text,
}

impl ValueKind {
    fn of(kind: Kind) -> ValueKind {
        match kind {
            Kind::Bool => ValueKind::Bool,
            Kind::Double => ValueKind::Double,
            Kind::Text | Kind::TextList => ValueKind::Text,
            Kind::Int | Kind::Uint | Kind::Intx | Kind::Uintx | Kind::Uint64 | Kind::SizeT => {
                ValueKind::Long
            }
        }
    }
}

/// What management is told about a flag.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct FlagReport {
    /// The value.
    pub(crate) value: FlagValue,
    /// May it be changed while the VM runs?
    pub(crate) is_manageable: bool,
    /// Who set it.
    pub(crate) source: ValueSource,
}

/// Who gave a flag its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ValueSource {
    /// Nobody.
    Default,
    /// An option.
    Option(Origin),
    /// Management.
    Management,
}

/// Why a flag cannot be set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum SetFlagError {
    /// No flag has this name.
    Unknown(String),
    /// It is not manageable.
    NotWriteable,
    /// The number is out of range: flag, least and greatest value.
    OutOfRange(&'static str, &'static str, &'static str),
    /// The number is on the wrong side of another flag's.
    Constraint(&'static str),
}

impl fmt::Display for SetFlagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SetFlagError::Unknown(name) => write!(f, "flag {name} does not exist"),
            SetFlagError::NotWriteable => f.write_str("only 'writeable' flags can be set"),
            SetFlagError::OutOfRange(name, least, greatest) => {
                write!(
                    f,
                    "{name} error: must have value in range [{least}...{greatest}]"
                )
            }
            SetFlagError::Constraint(name) => {
                write!(f, "{name} error: value violates its flag's constraint.")
            }
        }
    }
}

/// Values that management has set, as text.
static CHANGED: Mutex<BTreeMap<&'static str, String>> = Mutex::new(BTreeMap::new());

/// Names of all flags that are not locked.
pub(crate) fn names() -> Vec<&'static str> {
    let values = &super::get().flags;
    FLAGS
        .iter()
        .filter(|flag| values.is_listed(flag))
        .map(|flag| flag.name)
        .collect()
}

/// The unlocked flag of that name.
fn find(values: &FlagValues, name: &str) -> Option<&'static Flag> {
    flag_table::find(name).filter(|flag| values.is_listed(flag))
}

/// The manageable flag of that name.
fn find_manageable(values: &FlagValues, name: &str) -> Result<&'static Flag, SetFlagError> {
    let flag = find(values, name).ok_or_else(|| SetFlagError::Unknown(name.to_owned()))?;
    if flag.is("manageable") {
        Ok(flag)
    } else {
        Err(SetFlagError::NotWriteable)
    }
}

/// The current value of a flag, if there is one of that name.
pub(crate) fn report(name: &str) -> Option<FlagReport> {
    let values = &super::get().flags;
    let flag = find(values, name)?;
    let origin = values.origin(flag.name);
    let changed = CHANGED.lock().get(flag.name).cloned();
    let source = match (&changed, origin) {
        (Some(_), _) => ValueSource::Management,
        (None, Some(origin)) => ValueSource::Option(origin),
        (None, None) => ValueSource::Default,
    };
    let text = changed.unwrap_or_else(|| values.get(flag.name).to_owned());
    Some(FlagReport {
        value: typed(flag.kind, text, source != ValueSource::Default),
        is_manageable: flag.is("manageable"),
        source,
    })
}

/// Is the boolean flag on now?
pub(crate) fn is_on(name: &str) -> bool {
    match CHANGED.lock().get(name) {
        Some(value) => value == "true",
        None => super::get().flags.is_on(name),
    }
}

/// The number that a flag is now.
fn current(name: &'static str) -> i128 {
    let changed = CHANGED.lock().get(name).cloned();
    let text = changed.unwrap_or_else(|| super::get().flags.get(name).to_owned());
    text.parse().unwrap_or_default()
}

fn typed(kind: Kind, text: String, was_set: bool) -> FlagValue {
    match ValueKind::of(kind) {
        ValueKind::Bool => FlagValue::Bool(text == "true"),
        ValueKind::Double => FlagValue::Double(text.parse().unwrap_or_default()),
        ValueKind::Text => FlagValue::Text((was_set || !text.is_empty()).then_some(text)),
        ValueKind::Long => {
            let number: i128 = text.parse().unwrap_or_default();
            FlagValue::Long(number as i64)
        }
    }
}

/// What kind of value setting `name` wants.
///
/// # Errors
/// When the flag does not exist or is not manageable.
pub(crate) fn settable(name: &str) -> Result<ValueKind, SetFlagError> {
    let flag = find_manageable(&super::get().flags, name)?;
    Ok(ValueKind::of(flag.kind))
}

/// Changes a manageable flag.
///
/// # Errors
/// As [`settable`], and when the number is out of the flag's range or contradicts another flag.
pub(crate) fn set(name: &str, value: FlagValue) -> Result<(), SetFlagError> {
    let flag = find_manageable(&super::get().flags, name)?;
    let text = match value {
        FlagValue::Bool(on) => on.to_string(),
        FlagValue::Long(number) if flag.kind.is_signed() => checked(flag, i128::from(number))?,
        FlagValue::Long(number) => checked(flag, i128::from(number as u64))?,
        FlagValue::Double(number) => checked(flag, number)?,
        FlagValue::Text(text) => text.unwrap_or_default(),
    };
    let number = text.parse().unwrap_or_default();
    if flag_constraints::violation(flag.name, number, current).is_some() {
        return Err(SetFlagError::Constraint(flag.name));
    }
    CHANGED.lock().insert(flag.name, text);
    Ok(())
}

/// The number as text, if it is within the flag's range.
fn checked<N>(flag: &'static Flag, number: N) -> Result<String, SetFlagError>
where
    N: FromStr + PartialOrd + Copy + fmt::Display,
{
    if flag.admits(number) {
        return Ok(number.to_string());
    }
    Err(SetFlagError::OutOfRange(
        flag.name,
        flag.least,
        flag.greatest,
    ))
}

#[cfg(test)]
mod tests {
    use super::{FlagValue, checked, find_manageable, typed};
    use crate::options::flag_table::{self, Kind};
    use crate::options::flag_values::FlagValues;

    #[test]
    fn values_have_the_types_of_their_flags() {
        for (kind, text, expected) in [
            (Kind::Bool, "true", FlagValue::Bool(true)),
            (Kind::Intx, "-3", FlagValue::Long(-3)),
            (Kind::SizeT, "18446744073709551615", FlagValue::Long(-1)),
            (Kind::Double, "0.500000", FlagValue::Double(0.5)),
            (Kind::Text, "", FlagValue::Text(None)),
            (Kind::Text, "x", FlagValue::Text(Some("x".to_owned()))),
        ] {
            assert_eq!(typed(kind, text.to_owned(), false), expected);
        }
    }

    #[test]
    fn only_manageable_flags_can_be_set() {
        let values = FlagValues::default();
        let flag = find_manageable(&values, "MinHeapFreeRatio").expect("it is manageable");
        assert_eq!(flag.name, "MinHeapFreeRatio");
        for (name, message) in [
            ("MaxHeapSize", "only 'writeable' flags can be set"),
            ("Nonsense", "flag Nonsense does not exist"),
        ] {
            let error = find_manageable(&values, name).expect_err(name);
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn numbers_out_of_range_are_refused_in_the_words_of_hotspot() {
        let flag = flag_table::find("MinHeapFreeRatio").expect("it exists");
        assert_eq!(checked(flag, 100_i128), Ok("100".to_owned()));
        let error = checked(flag, 101_i128).expect_err("101 is too much");
        assert_eq!(
            error.to_string(),
            "MinHeapFreeRatio error: must have value in range [0...100]"
        );
    }
}
