//! The header of a class and its members.

use super::attribute_text::Owner;
use super::locate::Found;
use super::modifiers::{self, Kind};
use super::printer::{Printer, decode, index_in};
use super::sha256;
use super::signature::{self, MethodSignature, Type};
use vm_classfile::access_flags as flags;
use vm_classfile::descriptor::MethodDescriptor;
use vm_classfile::{FieldInfo, MethodInfo};

impl Printer<'_> {
    /// Prints everything.
    pub fn write_class(&mut self, found: &Found) {
        let class = self.class;
        let verbose = self.settings.verbose;
        if verbose || self.settings.system_info {
            self.out.println(format!("Classfile {}", found.location));
            self.out.indent();
            let size = found.bytes.len();
            match &found.modified {
                Some(date) => {
                    self.out
                        .println(format!("Last modified {date}; size {size} bytes"));
                }
                None => self.out.println(format!("Size {size} bytes")),
            }
            self.out.println(format!(
                "SHA-256 checksum {}",
                sha256::hex_digest(&found.bytes)
            ));
        }
        if let Some(source) = class.attributes.source_file {
            let source = self.text(source);
            self.out.println(format!("Compiled from \"{source}\""));
        }
        if verbose || self.settings.system_info {
            self.out.dedent(1);
        }
        self.write_class_line();
        if verbose {
            self.out.newline();
            self.write_class_numbers();
            self.write_constant_pool();
        } else {
            self.out.print(" ");
        }
        self.out.println("{");
        self.out.indent();
        if !verbose {
            self.write_module_directives();
        }
        for field in &class.fields {
            self.write_field(field);
        }
        for method in &class.methods {
            self.write_method(method);
        }
        self.out.set_pending_newline(false);
        self.out.dedent(1);
        self.out.println("}");
        if verbose {
            self.write_attributes(&class.attributes.attributes, Owner::Class);
        }
    }

    /// `public class Name extends Super implements Interface`
    fn write_class_line(&mut self) {
        let class = self.class;
        self.print_modifiers(&modifiers::of_class(class.access_flags));
        if class.access_flags & flags::MODULE != 0 && class.attributes.module.is_some() {
            self.write_module_line();
            return;
        }
        let is_interface = class.access_flags & flags::INTERFACE != 0;
        self.out
            .print(if is_interface { "interface " } else { "class " });
        self.out.print(self.java_class_name(class.this_class));
        let signature = class.attributes.signature.map(|index| self.text(index));
        match signature.as_deref().and_then(signature::parse_class) {
            Some(signature) => {
                let parameters =
                    signature::type_parameters(&signature.type_parameters, self.settings.verbose);
                self.out.print(parameters);
                let shows_super = self.settings.verbose || !signature.superclass.is_object();
                // A signature that is a lone type is taken to be that of a class.
                let is_plain =
                    signature.type_parameters.is_empty() && signature.interfaces.is_empty();
                if (is_plain || !is_interface) && shows_super {
                    self.print_types(" extends ", std::slice::from_ref(&signature.superclass));
                }
                let keyword = if is_interface {
                    " extends "
                } else {
                    " implements "
                };
                self.print_types(keyword, &signature.interfaces);
            }
            None => {
                let super_name = self.java_class_name(class.super_class);
                if !is_interface && class.super_class != 0 && super_name != "java.lang.Object" {
                    self.out.print(format!(" extends {super_name}"));
                }
                let names: Vec<_> = class
                    .interfaces
                    .iter()
                    .map(|&index| self.java_class_name(index))
                    .collect();
                if !names.is_empty() {
                    self.out.print(if is_interface {
                        " extends "
                    } else {
                        " implements "
                    });
                    self.out.print(names.join(","));
                }
            }
        }
    }

    fn print_types(&mut self, keyword: &str, types: &[Type]) {
        if !types.is_empty() {
            self.out.print(keyword);
            self.out.print(signature::join(types).replace('/', "."));
        }
    }

    fn write_class_numbers(&mut self) {
        let class = self.class;
        self.out.indent();
        self.out.println(format!("minor version: {}", class.minor));
        self.out.println(format!("major version: {}", class.major));
        let names = modifiers::names(class.raw_access_flags, Kind::Class);
        self.out.println(format!("flags: {names}"));
        for (what, index) in [
            ("this_class", class.this_class),
            ("super_class", class.super_class),
        ] {
            let text = format!("{what}: #{index}");
            match index {
                0 => self.out.println(text),
                _ => self.out.commented(text, self.value_at(index)),
            }
        }
        self.out.println(format!(
            "interfaces: {}, fields: {}, methods: {}, attributes: {}",
            class.interfaces.len(),
            class.fields.len(),
            class.methods.len(),
            class.attributes.attributes.len()
        ));
        self.out.dedent(1);
    }

    fn write_field(&mut self, field: &FieldInfo<'_>) {
        if !self.settings.shows(field.access_flags) {
            return;
        }
        self.print_modifiers(&modifiers::of_field(field.access_flags));
        let field_type = self.java_field_type(field.signature, field.descriptor_index);
        self.out
            .print(format!("{field_type} {}", self.text(field.name_index)));
        let value = index_in(&field.attributes, "ConstantValue");
        if let Some(index) = value.filter(|_| self.settings.constants) {
            let descriptor = self
                .class
                .pool
                .utf8(field.descriptor_index)
                .unwrap_or_default();
            self.out
                .print(format!(" = {}", self.literal(index, descriptor)));
        }
        self.out.println(";");
        self.out.indent();
        if self.settings.descriptors {
            self.out
                .println(format!("descriptor: {}", self.text(field.descriptor_index)));
        }
        if self.settings.verbose {
            let names = modifiers::names(field.access_flags, Kind::Field);
            self.out.println(format!("flags: {names}"));
            self.write_attributes(&field.attributes, Owner::Other);
        }
        self.out.dedent(1);
        let settings = self.settings;
        if settings.verbose || settings.disassemble || settings.lines_and_variables {
            self.out.newline();
        }
    }

    /// The type of a field or record component, generic if it has a signature.
    pub fn java_field_type(&self, signature: Option<u16>, descriptor: u16) -> String {
        let generic = signature.and_then(|index| signature::parse_field(&self.text(index)));
        match generic {
            Some(generic) => generic.to_string().replace('/', "."),
            None => {
                let descriptor = self.class.pool.utf8(descriptor).unwrap_or_default();
                signature::java_type(descriptor).unwrap_or_else(|| decode(descriptor))
            }
        }
    }

    fn write_method(&mut self, method: &MethodInfo<'_>) {
        if !self.settings.shows(method.access_flags) {
            return;
        }
        self.write_method_line(method);
        self.out.indent();
        let settings = self.settings;
        if settings.descriptors {
            self.out.println(format!(
                "descriptor: {}",
                self.text(method.descriptor_index)
            ));
        }
        if settings.verbose {
            let names = modifiers::names(method.access_flags, Kind::Method);
            self.out.println(format!("flags: {names}"));
            self.write_attributes(&method.attributes, Owner::Method(method));
        } else if let Some(code) = &method.code {
            if settings.disassemble {
                self.out.println("Code:");
                self.write_instructions(code);
                self.write_exception_table(code);
            }
            if settings.lines_and_variables {
                for name in [&b"LineNumberTable"[..], b"LocalVariableTable"] {
                    let attribute = code.attributes.iter().find(|a| a.name == name);
                    self.write_attributes(
                        attribute.map_or(&[], std::slice::from_ref),
                        Owner::Other,
                    );
                }
            }
        }
        self.out.dedent(1);
        self.out.set_pending_newline(
            settings.verbose
                || settings.disassemble
                || settings.descriptors
                || settings.lines_and_variables,
        );
    }

    /// `public static <T> void name(int, T...) throws E;`
    fn write_method_line(&mut self, method: &MethodInfo<'_>) {
        let name = self.text(method.name_index);
        let mut words = modifiers::of_method(method.access_flags);
        let own = flags::ABSTRACT | flags::STATIC | flags::PRIVATE;
        let is_interface = self.class.access_flags & flags::INTERFACE != 0;
        if is_interface
            && method.access_flags & own == 0
            && name != "<clinit>"
            && self.class.major >= 52
        {
            words.push("default");
        }
        self.print_modifiers(&words);
        let generic = method
            .signature
            .and_then(|index| signature::parse_method(&self.text(index)));
        let (parameters, result) = self.parameters_and_result(method, generic.as_ref());
        if let Some(generic) = generic.as_ref().filter(|g| !g.type_parameters.is_empty()) {
            let text = signature::type_parameters(&generic.type_parameters, self.settings.verbose);
            self.out.print(format!("{text} "));
        }
        match name.as_str() {
            "<init>" => {
                let class = self.java_class_name(self.class.this_class);
                self.out.print(format!("{class}{parameters}"));
            }
            "<clinit>" => self.out.print("{}"),
            _ => self.out.print(format!("{result} {name}{parameters}")),
        }
        let declares = method.attributes.iter().any(|a| a.name == b"Exceptions");
        if declares {
            let exceptions = match generic.filter(|generic| !generic.exceptions.is_empty()) {
                Some(generic) => signature::join(&generic.exceptions),
                None => self.exception_names(method),
            };
            self.out.print(format!(" throws {exceptions}"));
        }
        self.out.println(";");
    }

    fn parameters_and_result(
        &self,
        method: &MethodInfo<'_>,
        generic: Option<&MethodSignature>,
    ) -> (String, String) {
        let descriptor = self
            .class
            .pool
            .utf8(method.descriptor_index)
            .unwrap_or_default();
        let (parameters, result) = match (generic, MethodDescriptor::parse(descriptor)) {
            (Some(generic), _) => (
                format!("({})", signature::join(&generic.parameters)),
                generic.result.to_string(),
            ),
            (None, Some(descriptor)) => (
                signature::java_parameters(&descriptor),
                signature::java_result(&descriptor),
            ),
            (None, None) => (decode(descriptor), String::new()),
        };
        let mut parameters = parameters.replace('/', ".");
        if method.access_flags & flags::VARARGS != 0
            && let Some(at) = parameters.rfind("[]")
        {
            parameters.replace_range(at..at + 2, "...");
        }
        (parameters, result.replace('/', "."))
    }

    /// The declared exceptions, `a.B, c.D`.
    pub fn exception_names(&self, method: &MethodInfo<'_>) -> String {
        let names: Vec<_> = method
            .exceptions
            .iter()
            .map(|&index| self.java_class_name(index))
            .collect();
        names.join(", ")
    }
}
