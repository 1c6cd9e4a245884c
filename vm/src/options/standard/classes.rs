//! Options about where classes are and how they are treated: modules, properties, assertions,
//! verification.

use super::Category::{Assertions, Modules, Properties, Verification};
use super::Form::{Exact, Prefix};
use super::{Row, row};
use crate::options::effects::{
    no_system_assertions, patch_module, property, system_assertions, verify,
};

/// The rows.
pub(super) const ROWS: &[Row] = &[
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
        "-D",
        Prefix,
        Properties,
        "Sets a system property.",
        property,
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
        "-Xverify",
        Prefix,
        Verification,
        "Which classes are verified.",
        verify,
    ),
];
