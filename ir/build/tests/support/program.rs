//! Parsed class files by name.

use std::collections::BTreeMap;
use vm_classfile::access_flags::STATIC;
use vm_classfile::{ClassFile, MethodInfo, ParseOptions};

/// Names of classes have slashes.
pub struct Program {
    pub classes: BTreeMap<String, ClassFile<'static>>,
}

/// A method that was found.
#[derive(Clone, Copy)]
pub struct Found<'p> {
    pub class: &'p ClassFile<'static>,
    pub method: &'p MethodInfo<'static>,
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A name with points.
pub fn pointed(name: &str) -> String {
    match name.starts_with('[') {
        true => name.to_owned(),
        false => name.replace('/', "."),
    }
}

impl Found<'_> {
    pub fn class_name(&self) -> String {
        text(self.class.name())
    }

    pub fn name(&self) -> String {
        text(self.class.pool.utf8(self.method.name_index).unwrap())
    }

    pub fn descriptor(&self) -> String {
        text(self.class.pool.utf8(self.method.descriptor_index).unwrap())
    }

    pub fn is(&self, flag: u16) -> bool {
        self.method.access_flags & flag != 0
    }

    /// As the IR names it.
    pub fn full_name(&self) -> String {
        let class = pointed(&self.class_name());
        format!("{class}.{}{}", self.name(), self.descriptor())
    }
}

impl Program {
    pub fn parse(files: Vec<Vec<u8>>) -> Program {
        let mut classes = BTreeMap::new();
        for file in files {
            let bytes: &'static [u8] = Box::leak(file.into_boxed_slice());
            if let Ok(class) = ClassFile::parse(bytes, ParseOptions::default()) {
                classes.insert(text(class.name()), class);
            }
        }
        Program { classes }
    }

    /// The class, its superclasses and all interfaces that are known.
    pub fn supers(&self, name: &str) -> Vec<&ClassFile<'static>> {
        let mut found: Vec<&ClassFile<'static>> = Vec::new();
        let mut todo = vec![name.to_owned()];
        while let Some(name) = todo.pop() {
            let Some(class) = self.classes.get(&name) else {
                continue;
            };
            if !found.iter().any(|one| std::ptr::eq(*one, class)) {
                found.push(class);
                todo.extend(class.interface_names().map(text));
                todo.extend(class.super_name().map(text));
            }
        }
        found
    }

    /// The method of a class or of one above it.
    pub fn method(&self, class: &str, name: &str, descriptor: &str) -> Option<Found<'_>> {
        self.supers(class).into_iter().find_map(|class| {
            let all = class.methods.iter().map(|method| Found { class, method });
            let mut same = all.filter(|it| it.name() == name && it.descriptor() == descriptor);
            same.next()
        })
    }

    /// The method with this name of the IR.
    pub fn named(&self, full_name: &str) -> Option<Found<'_>> {
        let (path, descriptor) = full_name.split_at(full_name.find('(')?);
        let (class, name) = path.rsplit_once('.')?;
        self.method(&class.replace('.', "/"), name, descriptor)
    }

    /// The class that declares a field, and the field's flags.
    pub fn field(&self, class: &str, name: &str, descriptor: &str) -> Option<(String, u16)> {
        self.supers(class).into_iter().find_map(|class| {
            let utf8 = |index| class.pool.utf8(index).map(text);
            let field = class.fields.iter().find(|field| {
                utf8(field.name_index).as_deref() == Some(name)
                    && utf8(field.descriptor_index).as_deref() == Some(descriptor)
            })?;
            Some((text(class.name()), field.access_flags))
        })
    }

    /// All methods with code.
    pub fn methods(&self) -> impl Iterator<Item = Found<'_>> {
        self.classes.values().flat_map(|class| {
            let all = class
                .methods
                .iter()
                .map(move |method| Found { class, method });
            all.filter(|found| found.method.code.is_some())
        })
    }

    /// Is a class (with points) another one or below it?
    pub fn is_subclass(&self, sub: &str, super_class: &str) -> bool {
        let name = sub.replace('.', "/");
        sub == super_class
            || super_class == "java.lang.Object"
            || self
                .supers(&name)
                .iter()
                .any(|class| pointed(&text(class.name())) == super_class)
            || name.starts_with("[L") && self.is_subarray(&name, super_class)
    }

    fn is_subarray(&self, sub: &str, super_class: &str) -> bool {
        let element = |name: &str| {
            let name = name.strip_prefix("[L")?.strip_suffix(';')?;
            Some(name.replace('/', "."))
        };
        match (element(sub), element(super_class)) {
            (Some(sub), Some(super_class)) => self.is_subclass(&sub, &super_class),
            _ => false,
        }
    }
}

pub fn is_static(found: &Found<'_>) -> bool {
    found.is(STATIC)
}
