//! The constant pool, and constants where they are referred to.

use super::java_float;
use super::printer::{Printer, UNKNOWN, decode};
use vm_classfile::Constant;
use vm_classfile::constants::reference_kind as kind;

impl Printer<'_> {
    /// Prints the whole pool.
    pub fn write_constant_pool(&mut self) {
        let class = self.class;
        self.out.println("Constant pool:");
        self.out.indent();
        let width = class.pool.len().to_string().len() + 1;
        for (index, constant) in class.pool.entries().iter().enumerate().skip(1) {
            if *constant == Constant::Unusable {
                continue;
            }
            let number = format!("#{index}");
            self.out
                .print(format!("{number:>width$} = {:<18} ", tag_name(constant)));
            let value = self.value(constant);
            if let Some((class, name_and_type)) = constant.member_indices() {
                self.out
                    .commented(format!("#{class}.#{name_and_type}"), value);
                continue;
            }
            let indices = match *constant {
                Constant::Class { name_index: i }
                | Constant::String { utf8_index: i }
                | Constant::MethodType {
                    descriptor_index: i,
                }
                | Constant::Module { name_index: i }
                | Constant::Package { name_index: i } => format!("#{i}"),
                Constant::NameAndType {
                    name_index,
                    descriptor_index,
                } => {
                    format!("#{name_index}:#{descriptor_index}")
                }
                Constant::MethodHandle {
                    kind,
                    reference_index,
                } => {
                    format!("{kind}:#{reference_index}")
                }
                Constant::Dynamic {
                    bootstrap_index,
                    name_and_type_index,
                }
                | Constant::InvokeDynamic {
                    bootstrap_index,
                    name_and_type_index,
                } => {
                    format!("#{bootstrap_index}:#{name_and_type_index}")
                }
                _ => {
                    self.out.println(value);
                    continue;
                }
            };
            let gap = if matches!(constant, Constant::MethodType { .. }) {
                " "
            } else {
                ""
            };
            self.out.commented(indices, format!("{gap}{value}"));
        }
        self.out.dedent(1);
    }

    /// A constant as an operand: its kind and its value. Members of this class are named without
    /// the class.
    pub fn operand(&self, index: u16) -> String {
        let pool = &self.class.pool;
        if index == 0 {
            return "#0".into();
        }
        let Some(constant) = pool.get(index).filter(|c| **c != Constant::Unusable) else {
            return format!("#{index}");
        };
        let shown = match constant.member_indices() {
            Some((class, name_and_type)) if class == self.class.this_class => {
                pool.get(name_and_type).unwrap_or(constant)
            }
            _ => constant,
        };
        format!("{} {}", operand_kind(constant), self.value(shown))
    }

    /// The value of the constant at `index`.
    pub fn value_at(&self, index: u16) -> String {
        self.class
            .pool
            .get(index)
            .map_or(UNKNOWN.into(), |constant| self.value(constant))
    }

    /// The value of a constant.
    pub fn value(&self, constant: &Constant<'_>) -> String {
        let pool = &self.class.pool;
        match *constant {
            Constant::Unusable => UNKNOWN.into(),
            Constant::Utf8(bytes) => escape(&decode(bytes)),
            Constant::Integer(value) => value.to_string(),
            Constant::Float(value) => java_float::float(value) + "f",
            Constant::Long(value) => format!("{value}l"),
            Constant::Double(value) => java_float::double(value) + "d",
            Constant::String { utf8_index } => self.value_at(utf8_index),
            Constant::Class { name_index }
            | Constant::Module { name_index }
            | Constant::Package { name_index } => quote_unless_name(&self.text(name_index)),
            Constant::FieldRef {
                class_index,
                name_and_type_index,
            }
            | Constant::MethodRef {
                class_index,
                name_and_type_index,
            }
            | Constant::InterfaceMethodRef {
                class_index,
                name_and_type_index,
            } => {
                let holder = pool.class_name(class_index).map_or(UNKNOWN.into(), decode);
                let member = self.value_at(name_and_type_index);
                format!("{}.{member}", quote_unless_name(&holder))
            }
            Constant::NameAndType {
                name_index,
                descriptor_index,
            } => {
                let name = quote_unless_name(&self.text(name_index));
                format!("{name}:{}", self.text(descriptor_index))
            }
            Constant::MethodHandle {
                kind,
                reference_index,
            } => {
                format!(
                    "{} {}",
                    reference_kind(kind),
                    self.value_at(reference_index)
                )
            }
            Constant::MethodType { descriptor_index } => self.text(descriptor_index),
            Constant::Dynamic {
                bootstrap_index,
                name_and_type_index,
            }
            | Constant::InvokeDynamic {
                bootstrap_index,
                name_and_type_index,
            } => {
                format!("#{bootstrap_index}:{}", self.value_at(name_and_type_index))
            }
        }
    }

    /// The value of a `ConstantValue` as a Java literal of the field's type.
    pub fn literal(&self, index: u16, descriptor: &[u8]) -> String {
        let quoted = |text: &str, quote: char| {
            let body: String = text
                .encode_utf16()
                .map(|unit| escape_unit(unit, quote))
                .collect();
            format!("{quote}{body}{quote}")
        };
        match self.class.pool.get(index) {
            Some(Constant::Integer(value)) => match descriptor {
                b"C" => {
                    let body = escape_unit(*value as u16, '\'');
                    format!("'{body}'")
                }
                b"Z" => (*value == 1).to_string(),
                _ => value.to_string(),
            },
            Some(Constant::String { utf8_index }) => quoted(&self.text(*utf8_index), '"'),
            Some(constant) => self.value(constant),
            None => format!("#{index}"),
        }
    }
}

fn tag_name(constant: &Constant<'_>) -> &'static str {
    match constant {
        Constant::Unusable => "",
        Constant::Utf8(_) => "Utf8",
        Constant::Integer(_) => "Integer",
        Constant::Float(_) => "Float",
        Constant::Long(_) => "Long",
        Constant::Double(_) => "Double",
        Constant::Class { .. } => "Class",
        Constant::String { .. } => "String",
        Constant::FieldRef { .. } => "Fieldref",
        Constant::MethodRef { .. } => "Methodref",
        Constant::InterfaceMethodRef { .. } => "InterfaceMethodref",
        Constant::NameAndType { .. } => "NameAndType",
        Constant::MethodHandle { .. } => "MethodHandle",
        Constant::MethodType { .. } => "MethodType",
        Constant::Dynamic { .. } => "Dynamic",
        Constant::InvokeDynamic { .. } => "InvokeDynamic",
        Constant::Module { .. } => "Module",
        Constant::Package { .. } => "Package",
    }
}

fn operand_kind(constant: &Constant<'_>) -> &'static str {
    match constant {
        Constant::Integer(_) => "int",
        Constant::Float(_) => "float",
        Constant::Long(_) => "long",
        Constant::Double(_) => "double",
        Constant::Class { .. } => "class",
        Constant::FieldRef { .. } => "Field",
        Constant::MethodRef { .. } => "Method",
        Constant::InterfaceMethodRef { .. } => "InterfaceMethod",
        Constant::Module { .. } => "(unknown tag 19)",
        Constant::Package { .. } => "(unknown tag 20)",
        other => tag_name(other),
    }
}

fn reference_kind(kind: u8) -> &'static str {
    match kind {
        kind::GET_FIELD => "REF_getField",
        kind::GET_STATIC => "REF_getStatic",
        kind::PUT_FIELD => "REF_putField",
        kind::PUT_STATIC => "REF_putStatic",
        kind::INVOKE_VIRTUAL => "REF_invokeVirtual",
        kind::INVOKE_STATIC => "REF_invokeStatic",
        kind::INVOKE_SPECIAL => "REF_invokeSpecial",
        kind::NEW_INVOKE_SPECIAL => "REF_newInvokeSpecial",
        kind::INVOKE_INTERFACE => "REF_invokeInterface",
        _ => UNKNOWN,
    }
}

/// Control characters, quotes and backslashes as escapes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '"' | '\'' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// A UTF-16 unit inside a literal.
fn escape_unit(unit: u16, quote: char) -> String {
    match u8::try_from(unit).map(char::from) {
        Ok(c @ ' '..='~') if c != quote && c != '\\' => c.into(),
        Ok('\u{8}') => "\\b".into(),
        Ok('\n') => "\\n".into(),
        Ok('\t') => "\\t".into(),
        Ok('\u{c}') => "\\f".into(),
        Ok('\r') => "\\r".into(),
        Ok(c @ ('\\' | '\'' | '"')) => format!("\\{c}"),
        _ => format!("\\u{unit:04x}"),
    }
}

/// The name itself if it consists of Java identifiers joined by `/`, otherwise quoted.
fn quote_unless_name(name: &str) -> String {
    let mut at_start = true;
    let mut is_name = !name.is_empty();
    for c in name.chars() {
        is_name &= match at_start {
            true => is_identifier_start(c),
            false => c == '/' || is_identifier_start(c) || is_identifier_rest(c),
        };
        at_start = c == '/';
    }
    if is_name {
        return name.into();
    }
    let body = name
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\t', "\\t");
    format!("\"{body}\"")
}

fn is_identifier_start(c: char) -> bool {
    c == '_' || c == '$' || c.is_alphabetic()
}

/// Also the characters that Java ignores in identifiers.
fn is_identifier_rest(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1b}' | '\u{7f}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_when_they_are_not_identifiers() {
        for (name, shown) in [
            ("java/lang/Object", "java/lang/Object"),
            ("a$1", "a$1"),
            ("<init>", "\"<init>\""),
            ("[I", "\"[I\""),
            ("", "\"\""),
            ("1a", "\"1a\""),
            ("a/1", "\"a/1\""),
            ("a\"b", "\"a\\\"b\""),
        ] {
            assert_eq!(quote_unless_name(name), shown);
        }
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a\t\"\u{1}é\u{7f}"), "a\\t\\\"\\u0001é\\u007f");
        assert_eq!(escape_unit(0xe9, '"'), "\\u00e9");
        assert_eq!(escape_unit(u16::from(b'"'), '\''), "\"");
    }
}
