//! Assertion status: the options `-ea`, `-da`, `-esa`, `-dsa`, and what Java asks about them.

use super::system::string_array;
use crate::jni::entry::jvm_functions;
use crate::jni::types::Ref;
use std::sync::LazyLock;
use vm_runtime::class::Class;
use vm_runtime::define;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::known::KnownClass;
use vm_runtime::layout::BasicType;
use vm_runtime::link;
use vm_runtime::oop::Oop;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// One `-ea:NAME` or `-da:NAME`, with dots.
struct Rule {
    name: String,
    enabled: bool,
}

/// What the command line said.
#[derive(Default)]
struct Status {
    classes: Vec<Rule>,
    packages: Vec<Rule>,
    user: bool,
    system: bool,
}

impl Status {
    /// Rules from the options: on or off, and the argument if there is one.
    fn new(assertions: &[(bool, Option<String>)], system: bool) -> Status {
        let mut status = Status {
            system,
            ..Status::default()
        };
        for (enabled, argument) in assertions {
            let enabled = *enabled;
            match argument.as_deref() {
                None => status.user = enabled,
                Some(argument) => match argument.strip_suffix("...") {
                    Some(package) => {
                        let name = package.strip_suffix('.').unwrap_or(package).to_owned();
                        status.packages.push(Rule { name, enabled });
                    }
                    None => status.classes.push(Rule {
                        name: argument.replace('/', "."),
                        enabled,
                    }),
                },
            }
        }
        status
    }
}

static STATUS: LazyLock<Status> = LazyLock::new(|| {
    let options = crate::options::get();
    Status::new(&options.assertions, options.system_assertions)
});

/// Are assertions on in the class with this dotted name? Later options win; class rules before
/// package rules, inner packages before outer ones.
fn desired(status: &Status, name: &str, is_system: bool) -> bool {
    if let Some(rule) = status.classes.iter().rev().find(|rule| rule.name == name) {
        return rule.enabled;
    }
    let mut package = name.rsplit_once('.').map_or("", |(package, _)| package);
    if package.is_empty()
        && let Some(rule) = status
            .packages
            .iter()
            .rev()
            .find(|rule| rule.name.is_empty())
    {
        return rule.enabled;
    }
    while !package.is_empty() {
        if let Some(rule) = status
            .packages
            .iter()
            .rev()
            .find(|rule| rule.name == package)
        {
            return rule.enabled;
        }
        package = package.rsplit_once('.').map_or("", |(outer, _)| outer);
    }
    if is_system {
        status.system
    } else {
        status.user
    }
}

fn set_field(
    object: Handle<'_>,
    cx: &Cx,
    class: &'static Class,
    name: &str,
    descriptor: &str,
    value: Handle<'_>,
) {
    let field = link::find_field(class, Symbol::from(name), Symbol::from(descriptor))
        .expect("java.lang.AssertionStatusDirectives has this field");
    object
        .get(cx)
        .store_ref(field.offset as usize, value.get(cx));
}

fn boolean_array<'s>(cx: &mut Cx, scope: &'s HandleScope, values: &[bool]) -> JResult<Handle<'s>> {
    let array = heap::alloc_array(
        cx,
        define::primitive_array(BasicType::Boolean),
        values.len(),
    )?;
    for (index, &value) in values.iter().enumerate() {
        array.store_u8(
            Oop::element_offset(BasicType::Boolean, index),
            u8::from(value),
        );
    }
    Ok(scope.handle(array))
}

jvm_functions! {
    fn JVM_DesiredAssertionStatus(cx, _scope, _unused: Ref, class: Ref) -> u8 {
        let class = class.class(cx);
        let name = class.external_name();
        Ok(u8::from(desired(&STATUS, &name, class.loader.is_boot)))
    }

    fn JVM_AssertionStatusDirectives(cx, scope, _unused: Ref) -> Ref {
        let class = KnownClass::AssertionStatusDirectives.get();
        init::initialize(cx, class)?;
        let object = heap::alloc_instance(cx, class)?;
        let object = scope.handle(object);
        for (rules, names_field, flags_field) in [(0, "classes", "classEnabled"), (1, "packages", "packageEnabled")] {
            let (names, flags): (Vec<String>, Vec<bool>) = {
                let rules = if rules == 0 { &STATUS.classes } else { &STATUS.packages };
                rules.iter().rev().map(|rule| (rule.name.clone(), rule.enabled)).unzip()
            };
            let names = string_array(cx, scope, &names)?;
            let flags = boolean_array(cx, scope, &flags)?;
            set_field(object, cx, class, names_field, "[Ljava/lang/String;", names);
            set_field(object, cx, class, flags_field, "[Z", flags);
        }
        let default = link::find_field(class, Symbol::from("deflt"), Symbol::from("Z"));
        let offset = default.expect("java.lang.AssertionStatusDirectives has deflt").offset as usize;
        object.get(cx).store_u8(offset, u8::from(STATUS.user));
        Ok(object.get(cx).into())
    }
}

#[cfg(test)]
mod tests {
    use super::{Rule, Status, desired};

    #[test]
    fn the_most_specific_rule_wins() {
        let rule = |name: &str, enabled| Rule {
            name: name.to_owned(),
            enabled,
        };
        let status = Status {
            classes: vec![rule("a.b.C", false)],
            packages: vec![rule("a", true), rule("a.x", false), rule("", true)],
            user: false,
            system: false,
        };
        assert!(!desired(&status, "a.b.C", false));
        assert!(desired(&status, "a.b.D", false));
        assert!(!desired(&status, "a.x.y.Z", false));
        assert!(desired(&status, "Main", false));
        assert!(!desired(&status, "z.Z", false));
    }
}
