//! What options do that need more than a line in the table of [`super::standard`].

use super::logging::Logging;
use super::sizes::{self, SizeError};
use super::{OptionError, VmOptions};
use crate::output;

/// Accepted without effect.
pub(super) fn accept(_: &mut VmOptions, _: &str, _: &str) -> Result<bool, OptionError> {
    Ok(true)
}

/// `-esa`.
pub(super) fn system_assertions(
    options: &mut VmOptions,
    _: &str,
    _: &str,
) -> Result<bool, OptionError> {
    options.system_assertions = true;
    Ok(true)
}

/// `-dsa`.
pub(super) fn no_system_assertions(
    options: &mut VmOptions,
    _: &str,
    _: &str,
) -> Result<bool, OptionError> {
    options.system_assertions = false;
    Ok(true)
}

/// A size between bounds, or the message with its option.
pub(super) fn size_option(
    value: &str,
    least: u64,
    most: u64,
    message: &str,
    whole: &str,
) -> Result<usize, OptionError> {
    sizes::bounded(value, least, most)
        .map_err(|error: SizeError| OptionError(format!("{message} {whole}\n{}", error.detail())))
}

/// `-Xmx`.
pub(super) fn max_heap(
    options: &mut VmOptions,
    value: &str,
    whole: &str,
) -> Result<bool, OptionError> {
    let size = size_option(value, 1, u64::MAX, "Invalid maximum heap size:", whole)?;
    options.set_flag("MaxHeapSize", size);
    Ok(true)
}

/// `-Xmaxf` and `-Xminf`.
pub(super) fn free_ratio(value: &str, whole: &str, what: &str) -> Result<bool, OptionError> {
    match value.parse::<f64>() {
        Ok(_) => Ok(true),
        Err(_) => Err(OptionError(format!(
            "Bad {what} heap free percentage size: {whole}\n"
        ))),
    }
}

/// `-XX:ReservedCodeCacheSize=` and `-Xmaxjitcodesize`.
pub(super) fn code_cache(
    options: &mut VmOptions,
    value: &str,
    whole: &str,
) -> Result<bool, OptionError> {
    match sizes::bounded(value, 1, u64::MAX) {
        Ok(size) => {
            options.set_flag_text("ReservedCodeCacheSize", &size.to_string());
            options.jit.code_cache_size = size;
            Ok(true)
        }
        Err(_) => Err(OptionError(format!(
            "Invalid maximum code cache size: {whole}.\n"
        ))),
    }
}

/// A plain number.
pub(super) fn number(value: &str, whole: &str) -> Result<u64, OptionError> {
    value
        .parse()
        .map_err(|_| OptionError(format!("Improperly specified VM option '{whole}'\n")))
}

/// Agents are refused.
pub(super) fn agent(_: &mut VmOptions, _: &str, whole: &str) -> Result<bool, OptionError> {
    Err(OptionError(format!(
        "Agents are not supported in this VM: {whole}\n"
    )))
}

/// `--patch-module`.
pub(super) fn patch_module(
    options: &mut VmOptions,
    value: &str,
    _: &str,
) -> Result<bool, OptionError> {
    let Some((module, path)) = value.split_once('=') else {
        output::vm_line("Missing '=' in --patch-module specification");
        return Err(OptionError(String::new()));
    };
    if module == "java.base" && options.patches.iter().any(|(other, _)| other == module) {
        output::initialization_failed("Cannot specify java.base more than once to --patch-module");
    }
    options.patches.push((module.to_owned(), path.to_owned()));
    options.numbered("jdk.module.patch.", value)
}

/// Suffixes of `jdk.module.` that only the module options may set.
const RESERVED: [&str; 9] = [
    "addexports",
    "addreads",
    "addopens",
    "patch",
    "addmods",
    "limitmods",
    "path",
    "upgrade.path",
    "enable.native.access",
];

/// `-D`.
pub(super) fn property(
    options: &mut VmOptions,
    definition: &str,
    _: &str,
) -> Result<bool, OptionError> {
    let (key, value) = definition.split_once('=').unwrap_or((definition, ""));
    let is_given = !value.is_empty() && value != "\"\"";
    if key == "java.endorsed.dirs" && is_given {
        output::vm_text(&format!(
            "-Djava.endorsed.dirs={value} is not supported. Endorsed standards and standalone APIs\nin modular form will be supported via the concept of upgradeable modules.\n"
        ));
        return Err(OptionError(String::new()));
    }
    if key == "java.ext.dirs" && is_given {
        output::vm_line(&format!(
            "-Djava.ext.dirs={value} is not supported.  Use -classpath instead."
        ));
        return Err(OptionError(String::new()));
    }
    if let Some(suffix) = key.strip_prefix("jdk.module.") {
        let is_reserved = |name: &str| {
            suffix
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if RESERVED.iter().any(|name| is_reserved(name)) {
            options.module_property_was_ignored = true;
            return Ok(true);
        }
    }
    if !READ_ONLY.contains(&key) {
        options.set_property(key, value);
    }
    Ok(true)
}

/// Properties that tell what the VM is: `-D` does not change them, silently.
const READ_ONLY: [&str; 8] = [
    "java.vm.specification.name",
    "java.vm.specification.vendor",
    "java.vm.specification.version",
    "java.vm.name",
    "java.vm.version",
    "java.vm.vendor",
    "java.vm.compressedOopsMode",
    "jdk.debug",
];

/// `-verbose`.
pub(super) fn verbose(options: &mut VmOptions, what: &str, _: &str) -> Result<bool, OptionError> {
    let logging: &mut Logging = &mut options.logging;
    match what {
        "" | ":class" => logging.select(&["class", "load"], "info"),
        ":module" => logging.select(&["module", "load"], "info"),
        ":gc" => logging.select(&["gc"], "info"),
        ":jni" => logging.select(&["jni", "resolve"], "debug"),
        _ => {}
    }
    Ok(true)
}

/// `-Xverify`.
pub(super) fn verify(
    options: &mut VmOptions,
    what: &str,
    whole: &str,
) -> Result<bool, OptionError> {
    (options.verify_local, options.verify_remote) = match what {
        ":none" => {
            output::warning(
                "Options -Xverify:none and -noverify were deprecated in JDK 13 and will likely be removed in a future release.",
            );
            (false, false)
        }
        ":remote" => (false, true),
        "" | ":all" => (true, true),
        _ => return options.bad("verification", whole),
    };
    Ok(true)
}
