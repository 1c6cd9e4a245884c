//! A small class-file writer, for tests that need files no compiler makes.

use std::collections::HashMap;

/// A class file under construction; every part can be made wrong.
pub struct ClassWriter {
    pub major: u16,
    pub minor: u16,
    pub access_flags: u16,
    pub this_class: u16,
    pub super_class: u16,
    pub interfaces: Vec<u16>,
    pub fields: Vec<Vec<u8>>,
    pub methods: Vec<Vec<u8>>,
    pub attributes: Vec<Vec<u8>>,
    pool: Vec<u8>,
    pub pool_count: u16,
    known: HashMap<Vec<u8>, u16>,
}

/// Concatenates `u2`s.
pub fn u2s(values: &[u16]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect()
}

impl ClassWriter {
    /// `public class T extends Object {}`.
    pub fn new() -> Self {
        let mut this = Self {
            major: 61,
            minor: 0,
            access_flags: 0x21,
            this_class: 0,
            super_class: 0,
            interfaces: Vec::new(),
            fields: Vec::new(),
            methods: Vec::new(),
            attributes: Vec::new(),
            pool: Vec::new(),
            pool_count: 1,
            known: HashMap::new(),
        };
        this.this_class = this.class("T");
        this.super_class = this.class("java/lang/Object");
        this
    }

    /// An entry of the pool; equal ones are shared.
    pub fn constant(&mut self, tag: u8, body: &[u8]) -> u16 {
        let entry = [&[tag], body].concat();
        if let Some(&index) = self.known.get(&entry) {
            return index;
        }
        let index = self.pool_count;
        self.pool.extend(&entry);
        self.pool_count += if tag == 5 || tag == 6 { 2 } else { 1 };
        self.known.insert(entry, index);
        index
    }

    pub fn utf8_bytes(&mut self, bytes: &[u8]) -> u16 {
        self.constant(1, &[&(bytes.len() as u16).to_be_bytes(), bytes].concat())
    }

    pub fn utf8(&mut self, text: &str) -> u16 {
        self.utf8_bytes(text.as_bytes())
    }

    pub fn class(&mut self, name: &str) -> u16 {
        let name = self.utf8(name);
        self.constant(7, &u2s(&[name]))
    }

    pub fn string(&mut self, text: &str) -> u16 {
        let text = self.utf8(text);
        self.constant(8, &u2s(&[text]))
    }

    pub fn int(&mut self, value: i32) -> u16 {
        self.constant(3, &value.to_be_bytes())
    }

    pub fn long(&mut self, value: i64) -> u16 {
        self.constant(5, &value.to_be_bytes())
    }

    pub fn name_and_type(&mut self, name: &str, descriptor: &str) -> u16 {
        let indices = u2s(&[self.utf8(name), self.utf8(descriptor)]);
        self.constant(12, &indices)
    }

    /// Tag 9, 10 or 11.
    pub fn member_ref(&mut self, tag: u8, class: &str, name: &str, descriptor: &str) -> u16 {
        let indices = u2s(&[self.class(class), self.name_and_type(name, descriptor)]);
        self.constant(tag, &indices)
    }

    pub fn handle(&mut self, kind: u8, reference: u16) -> u16 {
        self.constant(15, &[&[kind], &u2s(&[reference])[..]].concat())
    }

    /// An attribute with a name, body and a length that need not be that of the body.
    pub fn attribute_of_length(&mut self, name: &str, length: u32, body: &[u8]) -> Vec<u8> {
        let name = self.utf8(name);
        [&u2s(&[name])[..], &length.to_be_bytes(), body].concat()
    }

    pub fn attribute(&mut self, name: &str, body: &[u8]) -> Vec<u8> {
        self.attribute_of_length(name, body.len() as u32, body)
    }

    /// A field or method.
    pub fn member(
        &mut self,
        flags: u16,
        name: &str,
        descriptor: &str,
        attributes: &[Vec<u8>],
    ) -> Vec<u8> {
        let (name, descriptor) = (self.utf8(name), self.utf8(descriptor));
        let head = u2s(&[flags, name, descriptor, attributes.len() as u16]);
        [head, attributes.concat()].concat()
    }

    pub fn field(&mut self, flags: u16, name: &str, descriptor: &str, attributes: &[Vec<u8>]) {
        let field = self.member(flags, name, descriptor, attributes);
        self.fields.push(field);
    }

    pub fn method(&mut self, flags: u16, name: &str, descriptor: &str, attributes: &[Vec<u8>]) {
        let method = self.member(flags, name, descriptor, attributes);
        self.methods.push(method);
    }

    /// A `Code` attribute: one stack slot, two locals.
    pub fn code(&mut self, code: &[u8], handlers: &[[u16; 4]], attributes: &[Vec<u8>]) -> Vec<u8> {
        let mut body = u2s(&[1, 2]);
        body.extend((code.len() as u32).to_be_bytes());
        body.extend(code);
        body.extend(u2s(&[handlers.len() as u16]));
        body.extend(u2s(handlers.as_flattened()));
        body.extend(u2s(&[attributes.len() as u16]));
        body.extend(attributes.concat());
        self.attribute("Code", &body)
    }

    /// A static method `m()V` with this code.
    pub fn static_method(&mut self, code: Vec<u8>) {
        self.method(9, "m", "()V", &[code]);
    }

    /// An attribute of the class.
    pub fn class_attribute(&mut self, name: &str, body: &[u8]) {
        let attribute = self.attribute(name, body);
        self.attributes.push(attribute);
    }

    pub fn finish(&self) -> Vec<u8> {
        let mut out = 0xcafe_babe_u32.to_be_bytes().to_vec();
        out.extend(u2s(&[self.minor, self.major, self.pool_count]));
        out.extend(&self.pool);
        let head = [self.access_flags, self.this_class, self.super_class];
        out.extend(u2s(&head));
        out.extend(u2s(&[self.interfaces.len() as u16]));
        out.extend(u2s(&self.interfaces));
        for part in [&self.fields, &self.methods, &self.attributes] {
            out.extend(u2s(&[part.len() as u16]));
            out.extend(part.concat());
        }
        out
    }
}
