//! Annotations (JVMS §4.7.16 to §4.7.22): first as indices, then in words.

use super::body_cursor::Cursor;
use super::printer::Printer;
use super::signature;
use vm_classfile::Constant;

/// Deeper than any compiler nests annotations.
const MAX_DEPTH: usize = 60;

impl Printer<'_> {
    /// Prints an attribute that is a list of annotations.
    pub fn write_annotations(&mut self, title: &str, body: &[u8]) -> Option<()> {
        self.out.println(format!("{title}:"));
        let mut body = Cursor::new(body);
        self.write_annotation_list(&mut body)
    }

    /// Prints an attribute with a list of annotations for each parameter.
    pub fn write_parameter_annotations(&mut self, title: &str, body: &[u8]) -> Option<()> {
        self.out.println(format!("{title}:"));
        let mut body = Cursor::new(body);
        self.out.indent();
        let mut all = Some(());
        for parameter in 0..body.u1()? {
            self.out.println(format!("parameter {parameter}:"));
            all = all.and_then(|()| self.write_annotation_list(&mut body));
        }
        self.out.dedent(1);
        all
    }

    fn write_annotation_list(&mut self, body: &mut Cursor<'_>) -> Option<()> {
        self.write_list(body, |_| Some(String::new()))
    }

    /// Prints an attribute that is a list of type annotations.
    pub fn write_type_annotations(&mut self, title: &str, body: &[u8]) -> Option<()> {
        self.out.println(format!("{title}:"));
        self.write_list(&mut Cursor::new(body), |body| {
            position(body).map(|position| format!(": {position}"))
        })
    }

    /// Prints annotations, each behind a place that is read and shown by `place`.
    fn write_list(
        &mut self,
        body: &mut Cursor<'_>,
        place: fn(&mut Cursor<'_>) -> Option<String>,
    ) -> Option<()> {
        self.out.indent();
        let mut all = Some(());
        for i in 0..body.u2()? {
            let place = place(body);
            let mut again = body.clone();
            let (Some(place), Some(indices)) = (place, self.annotation_indices(body, 0)) else {
                all = None;
                break;
            };
            self.out.println(format!("{i}: {indices}{place}"));
            self.out.indent();
            self.print_annotation(&mut again);
            self.out.dedent(1);
            self.out.newline();
        }
        self.out.dedent(1);
        all
    }

    /// Prints an `AnnotationDefault` attribute.
    pub fn write_annotation_default(&mut self, body: &[u8]) -> Option<()> {
        self.out.println("AnnotationDefault:");
        self.out.indent();
        let mut cursor = Cursor::new(body);
        let mut again = cursor.clone();
        let indices = self.value_indices(&mut cursor, 0);
        self.out
            .println(format!("default_value: {}", indices.unwrap_or_default()));
        self.out.indent();
        self.print_element(&mut again);
        self.out.dedent(2);
        self.out.newline();
        Some(())
    }

    /// `#87(#112=[s#113,s#114])`
    fn annotation_indices(&self, body: &mut Cursor<'_>, depth: usize) -> Option<String> {
        let type_index = body.u2()?;
        let mut pairs = Vec::new();
        for _ in 0..body.u2()? {
            let name = body.u2()?;
            pairs.push(format!("#{name}={}", self.value_indices(body, depth + 1)?));
        }
        Some(format!("#{type_index}({})", pairs.join(",")))
    }

    fn value_indices(&self, body: &mut Cursor<'_>, depth: usize) -> Option<String> {
        if depth > MAX_DEPTH {
            return None;
        }
        let tag = body.u1()?;
        let letter = char::from(tag);
        Some(match tag {
            b'e' => format!("{letter}#{}.#{}", body.u2()?, body.u2()?),
            b'@' => format!("{letter}{}", self.annotation_indices(body, depth + 1)?),
            b'[' => {
                let mut values = Vec::new();
                for _ in 0..body.u2()? {
                    values.push(self.value_indices(body, depth + 1)?);
                }
                format!("[{}]", values.join(","))
            }
            _ => format!("{letter}#{}", body.u2()?),
        })
    }

    /// Prints an annotation in words, over several lines if it has elements. The indices have been
    /// printed before, so the body is known to be all there.
    fn print_annotation(&mut self, body: &mut Cursor<'_>) -> Option<()> {
        let type_index = body.u2()?;
        let descriptor = self.class.pool.utf8(type_index).unwrap_or_default();
        let name = signature::java_type(descriptor).unwrap_or_else(|| format!("#{type_index}"));
        self.out.print(name);
        let n_pairs = body.u2()?;
        if n_pairs > 0 {
            self.out.println("(");
            self.out.indent();
            for _ in 0..n_pairs {
                let name = body.u2()?;
                self.out.print(format!("{}=", self.value_at(name)));
                self.print_element(body);
                self.out.newline();
            }
            self.out.dedent(1);
            self.out.print(")");
        }
        Some(())
    }

    fn print_element(&mut self, body: &mut Cursor<'_>) -> Option<()> {
        let tag = body.u1()?;
        match tag {
            b'e' => {
                let (type_name, constant) = (body.u2()?, body.u2()?);
                let text = format!("{}.{}", self.value_at(type_name), self.value_at(constant));
                self.out.print(text);
            }
            b'c' => {
                let class = body.u2()?;
                self.out.print(format!("class {}", self.value_at(class)));
            }
            b'@' => {
                self.out.print("@");
                self.print_annotation(body)?;
            }
            b'[' => {
                self.out.print("[");
                for i in 0..body.u2()? {
                    if i > 0 {
                        self.out.print(",");
                    }
                    self.print_element(body)?;
                }
                self.out.print("]");
            }
            _ => {
                let index = body.u2()?;
                let text = self.primitive_element(tag, index);
                self.out.print(text);
            }
        }
        Some(())
    }

    fn primitive_element(&self, tag: u8, index: u16) -> String {
        let value = self.value_at(index);
        let integer = match self.class.pool.get(index) {
            Some(Constant::Integer(value)) => Some(*value),
            _ => None,
        };
        match (tag, integer) {
            (b'B', _) => format!("(byte) {value}"),
            (b'S', _) => format!("(short) {value}"),
            (b'D' | b'F' | b'I' | b'J', _) => value,
            (b's', _) => format!("\"{value}\""),
            (b'Z', Some(0)) => "false".into(),
            (b'Z', Some(1)) => "true".into(),
            (b'C', Some(c)) => {
                let c = char::from_u32(u32::from(c as u16)).unwrap_or('?');
                format!("'{c}'")
            }
            (b'C', None) => format!("'#{index}'"),
            (b'Z', _) => format!("#{index}"),
            _ => format!("{}#{index}", char::from(tag)),
        }
    }
}

/// Reads the target and path of a type annotation.
fn position(body: &mut Cursor<'_>) -> Option<String> {
    let target = body.u1()?;
    let mut text = match target {
        0x00 | 0x01 => {
            let name = if target == 0 {
                "CLASS_TYPE_PARAMETER"
            } else {
                "METHOD_TYPE_PARAMETER"
            };
            format!("{name}, param_index={}", body.u1()?)
        }
        0x10 => format!("CLASS_EXTENDS, type_index={}", body.u2()?),
        0x11 | 0x12 => {
            let name = if target == 0x11 {
                "CLASS_TYPE_PARAMETER_BOUND"
            } else {
                "METHOD_TYPE_PARAMETER_BOUND"
            };
            format!(
                "{name}, param_index={}, bound_index={}",
                body.u1()?,
                body.u1()?
            )
        }
        0x13 => "FIELD".into(),
        0x14 => "METHOD_RETURN".into(),
        0x15 => "METHOD_RECEIVER".into(),
        0x16 => format!("METHOD_FORMAL_PARAMETER, param_index={}", body.u1()?),
        0x17 => format!("THROWS, type_index={}", body.u2()?),
        0x40 | 0x41 => {
            let name = if target == 0x40 {
                "LOCAL_VARIABLE"
            } else {
                "RESOURCE_VARIABLE"
            };
            let mut ranges = Vec::new();
            for _ in 0..body.u2()? {
                let (start, length, slot) = (body.u2()?, body.u2()?, body.u2()?);
                ranges.push(format!("start_pc={start}, length={length}, index={slot}"));
            }
            format!("{name}, {{{}}}", ranges.join("; "))
        }
        0x42 => format!("EXCEPTION_PARAMETER, exception_index={}", body.u2()?),
        0x43..=0x46 => {
            let names = [
                "INSTANCEOF",
                "NEW",
                "CONSTRUCTOR_REFERENCE",
                "METHOD_REFERENCE",
            ];
            format!(
                "{}, offset={}",
                names[usize::from(target - 0x43)],
                body.u2()?
            )
        }
        0x47..=0x4b => {
            let names = [
                "CAST",
                "CONSTRUCTOR_INVOCATION_TYPE_ARGUMENT",
                "METHOD_INVOCATION_TYPE_ARGUMENT",
                "CONSTRUCTOR_REFERENCE_TYPE_ARGUMENT",
                "METHOD_REFERENCE_TYPE_ARGUMENT",
            ];
            let name = names[usize::from(target - 0x47)];
            format!("{name}, offset={}, type_index={}", body.u2()?, body.u1()?)
        }
        _ => return None,
    };
    let mut path = Vec::new();
    for _ in 0..body.u1()? {
        let (kind, argument) = (body.u1()?, body.u1()?);
        path.push(match kind {
            0 => "ARRAY".into(),
            1 => "INNER_TYPE".into(),
            2 => "WILDCARD".into(),
            _ => format!("TYPE_ARGUMENT({argument})"),
        });
    }
    if !path.is_empty() {
        text += &format!(", location=[{}]", path.join(", "));
    }
    Some(text)
}
