//! Attributes, in the order of the file.

use super::body_cursor::Cursor;
use super::modifiers;
use super::printer::{Printer, decode, index_in, right};
use vm_classfile::access_flags as flags;
use vm_classfile::{MethodInfo, RawAttribute};

/// What attributes belong to.
#[derive(Clone, Copy)]
pub enum Owner<'m> {
    Class,
    Method(&'m MethodInfo<'m>),
    /// A field, a `Code` attribute or a record component.
    Other,
}

impl Printer<'_> {
    /// Prints the attributes of `owner`.
    pub fn write_attributes(&mut self, attributes: &[RawAttribute<'_>], owner: Owner<'_>) {
        for attribute in attributes {
            let known = self.write_attribute(attribute, owner);
            if known.is_none() {
                self.write_bytes(attribute);
            }
        }
    }

    /// Prints one attribute; `None` if it is not one that has a form of its own.
    fn write_attribute(&mut self, attribute: &RawAttribute<'_>, owner: Owner<'_>) -> Option<()> {
        let body = attribute.body;
        let mut cursor = Cursor::new(body);
        let name = std::str::from_utf8(attribute.name).ok()?;
        match name {
            // Not inside another, where a damaged file may have one: that would not end.
            "Code" => {
                let Owner::Method(method) = owner else {
                    return None;
                };
                self.write_code(method.code.as_ref()?, method);
            }
            "ConstantValue" => {
                let text = format!("ConstantValue: {}", self.operand(cursor.u2()?));
                self.out.println(text);
            }
            "Deprecated" | "Synthetic" => self.out.println(format!("{name}: true")),
            "Signature" => {
                let index = cursor.u2()?;
                self.out
                    .commented(format!("Signature: #{index}"), self.text(index));
            }
            "SourceFile" => {
                let text = format!("SourceFile: \"{}\"", self.text(cursor.u2()?));
                self.out.println(text);
            }
            "SourceDebugExtension" => self.write_source_debug_extension(body),
            "Exceptions" => {
                let Owner::Method(method) = owner else {
                    return None;
                };
                self.out.println("Exceptions:");
                self.out.indent();
                let names = self.exception_names(method);
                self.out.println(format!("throws {names}"));
                self.out.dedent(1);
            }
            "LineNumberTable" => self.write_line_numbers(cursor)?,
            "LocalVariableTable" | "LocalVariableTypeTable" => {
                self.write_local_variables(name, cursor)?;
            }
            "StackMapTable" => self.write_frames(body)?,
            "MethodParameters" => self.write_method_parameters(cursor)?,
            "InnerClasses" => self.write_inner_classes(cursor)?,
            "EnclosingMethod" => self.write_enclosing_method(cursor)?,
            "NestHost" => {
                let text = format!("NestHost: {}", self.operand(cursor.u2()?));
                self.out.println(text);
            }
            "NestMembers" | "PermittedSubclasses" => self.write_classes(name, cursor)?,
            "BootstrapMethods" => self.write_bootstrap_methods(cursor)?,
            "Record" if matches!(owner, Owner::Class) => self.write_record(),
            "AnnotationDefault" => self.write_annotation_default(body)?,
            "RuntimeVisibleAnnotations" | "RuntimeInvisibleAnnotations" => {
                self.write_annotations(name, body)?;
            }
            "RuntimeVisibleTypeAnnotations" | "RuntimeInvisibleTypeAnnotations" => {
                self.write_type_annotations(name, body)?;
            }
            "RuntimeVisibleParameterAnnotations" | "RuntimeInvisibleParameterAnnotations" => {
                self.write_parameter_annotations(name, body)?;
            }
            _ => return self.write_module_attribute(name, cursor),
        }
        Some(())
    }

    /// An attribute without a form of its own: name, length and bytes.
    fn write_bytes(&mut self, attribute: &RawAttribute<'_>) {
        let name = decode(attribute.name);
        self.out
            .println(format!("  {name}: length = 0x{:X}", attribute.body.len()));
        self.out.print("   ");
        for (i, byte) in attribute.body.iter().enumerate() {
            self.out.print(format!("{byte:02X}"));
            if i % 16 == 15 {
                self.out.newline();
                self.out.print("   ");
            } else {
                self.out.print(" ");
            }
        }
        self.out.newline();
    }

    fn write_source_debug_extension(&mut self, body: &[u8]) {
        self.out.println("SourceDebugExtension:");
        self.out.indent();
        let text = String::from_utf8_lossy(body);
        for line in text.split(['\r', '\n']).filter(|line| !line.is_empty()) {
            self.out.println(line);
        }
        self.out.dedent(1);
    }

    fn write_line_numbers(&mut self, mut body: Cursor<'_>) -> Option<()> {
        self.out.println("LineNumberTable:");
        self.out.indent();
        for _ in 0..body.u2()? {
            let (Some(bci), Some(line)) = (body.u2(), body.u2()) else {
                break;
            };
            self.out.println(format!("line {line}: {bci}"));
        }
        self.out.dedent(1);
        Some(())
    }

    fn write_local_variables(&mut self, name: &str, mut body: Cursor<'_>) -> Option<()> {
        self.out.println(format!("{name}:"));
        self.out.indent();
        self.out.println("Start  Length  Slot  Name   Signature");
        for _ in 0..body.u2()? {
            let Some(row) = body.take(10) else { break };
            let field = |i: usize| u16::from_be_bytes([row[2 * i], row[2 * i + 1]]);
            let variable = right(&self.value_at(field(2)), 5);
            let descriptor = self.value_at(field(3));
            let (start, length, slot) = (field(0), field(1), field(4));
            self.out.println(format!(
                "{start:5} {length:7} {slot:5} {variable}   {descriptor}"
            ));
        }
        self.out.dedent(1);
        Some(())
    }

    fn write_method_parameters(&mut self, mut body: Cursor<'_>) -> Option<()> {
        self.out.println("MethodParameters:");
        self.out.indent();
        self.out.println(format!("{:<31}Flags", "Name"));
        for _ in 0..body.u1()? {
            let (Some(name), Some(bits)) = (body.u2(), body.u2()) else {
                break;
            };
            let name = match name {
                0 => "<no name>".into(),
                name => self.value_at(name),
            };
            let words = [
                (flags::FINAL, "final "),
                (flags::MANDATED, "mandated "),
                (flags::SYNTHETIC, "synthetic"),
            ];
            let words: String = words
                .iter()
                .filter(|(bit, _)| bits & bit != 0)
                .map(|(_, word)| *word)
                .collect();
            self.out.println(format!("{name:<31}{words}"));
        }
        self.out.dedent(1);
        Some(())
    }

    fn write_inner_classes(&mut self, mut body: Cursor<'_>) -> Option<()> {
        let mut is_first = true;
        for _ in 0..body.u2()? {
            let Some(row) = body.take(8) else { break };
            let field = |i: usize| u16::from_be_bytes([row[2 * i], row[2 * i + 1]]);
            let (inner, outer, name, bits) = (field(0), field(1), field(2), field(3));
            if !self.settings.shows(bits) {
                continue;
            }
            if std::mem::take(&mut is_first) {
                self.out.println("InnerClasses:");
                self.out.indent();
            }
            self.print_modifiers(&modifiers::of_inner_class(bits));
            let (mut text, mut comment) = (String::new(), String::new());
            if name != 0 {
                text += &format!("#{name}= ");
                comment += &format!("{}=", self.text(name));
            }
            text += &format!("#{inner}");
            comment += &self.operand(inner);
            if outer != 0 {
                text += &format!(" of #{outer}");
                comment += &format!(" of {}", self.operand(outer));
            }
            self.out.commented(text + ";", comment);
        }
        if !is_first {
            self.out.dedent(1);
        }
        Some(())
    }

    fn write_enclosing_method(&mut self, mut body: Cursor<'_>) -> Option<()> {
        let (class, method) = (body.u2()?, body.u2()?);
        let mut comment = self.java_class_name(class);
        if let Some((name, _)) = self.class.pool.name_and_type(method) {
            comment += &format!(".{}", decode(name));
        }
        self.out
            .commented(format!("EnclosingMethod: #{class}.#{method}"), comment);
        Some(())
    }

    fn write_classes(&mut self, name: &str, mut body: Cursor<'_>) -> Option<()> {
        self.out.println(format!("{name}:"));
        self.out.indent();
        for _ in 0..body.u2()? {
            let Some(index) = body.u2() else { break };
            self.out.println(self.value_at(index));
        }
        self.out.dedent(1);
        Some(())
    }

    fn write_bootstrap_methods(&mut self, mut body: Cursor<'_>) -> Option<()> {
        self.out.println("BootstrapMethods:");
        for i in 0..body.u2()? {
            let (method, n_arguments) = (body.u2()?, body.u2()?);
            self.out.indent();
            self.out
                .println(format!("{i}: #{method} {}", self.value_at(method)));
            self.out.indent();
            self.out.println("Method arguments:");
            self.out.indent();
            for _ in 0..n_arguments {
                let Some(argument) = body.u2() else { break };
                self.out
                    .println(format!("#{argument} {}", self.value_at(argument)));
            }
            self.out.dedent(3);
        }
        Some(())
    }

    fn write_record(&mut self) {
        self.out.println("Record:");
        self.out.indent();
        let class = self.class;
        for component in class.attributes.record.iter().flatten() {
            let signature = index_in(&component.attributes, "Signature");
            let component_type = self.java_field_type(signature, component.descriptor_index);
            self.out.println(format!(
                "{component_type} {};",
                self.text(component.name_index)
            ));
            self.out.indent();
            if self.settings.descriptors {
                self.out.println(format!(
                    "descriptor: {}",
                    self.text(component.descriptor_index)
                ));
            }
            self.write_attributes(&component.attributes, Owner::Other);
            self.out.newline();
            self.out.dedent(1);
        }
        self.out.dedent(1);
    }
}
