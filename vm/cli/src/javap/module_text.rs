//! `module-info` classes: the declaration and the attributes of modules (JVMS §4.7.25 and on).

use super::body_cursor::Cursor;
use super::printer::Printer;
use vm_classfile::access_flags as flags;
use vm_classfile::{Constant, ModuleExports};

impl Printer<'_> {
    /// `open module name@version`
    pub fn write_module_line(&mut self) {
        let Some(module) = self.class.attributes.module.as_deref() else {
            return;
        };
        if module.flags & flags::OPEN != 0 {
            self.out.print("open ");
        }
        let name = self.module_name(module.name_index).replace('/', ".");
        self.out.print(format!("module {name}"));
        if module.version_index != 0 {
            self.out
                .print(format!("@{}", self.text(module.version_index)));
        }
    }

    /// The name in a `Module` or `Package` constant.
    fn module_name(&self, index: u16) -> String {
        match self.class.pool.get(index) {
            Some(Constant::Module { name_index } | Constant::Package { name_index }) => {
                self.text(*name_index)
            }
            _ => self.text(index),
        }
    }

    /// The declaration as source.
    pub fn write_module_directives(&mut self) {
        let class = self.class;
        let Some(module) = class.attributes.module.as_deref() else {
            return;
        };
        for requires in &module.requires {
            let is_static = requires.flags & flags::STATIC_PHASE != 0;
            let is_transitive = requires.flags & flags::TRANSITIVE != 0;
            self.out.println(format!(
                "requires{}{} {};",
                if is_static { " static" } else { "" },
                if is_transitive { " transitive" } else { "" },
                self.module_name(requires.module_index)
            ));
        }
        for (keyword, clauses) in [("exports", &module.exports), ("opens", &module.opens)] {
            for clause in clauses {
                let package = self.module_name(clause.package_index).replace('/', ".");
                self.out.print(format!("{keyword} {package}"));
                let names: Vec<_> = clause.to.iter().map(|&to| self.module_name(to)).collect();
                self.write_targets(" to", &names);
            }
        }
        for &service in &module.uses {
            self.out
                .println(format!("uses {};", self.java_class_name(service)));
        }
        for provides in &module.provides {
            let service = self.java_class_name(provides.service_index);
            self.out.print(format!("provides  {service}"));
            let names: Vec<_> = provides
                .with
                .iter()
                .map(|&class| self.java_class_name(class))
                .collect();
            self.write_targets(" with", &names);
        }
    }

    fn write_targets(&mut self, keyword: &str, names: &[String]) {
        if names.is_empty() {
            self.out.println(";");
            return;
        }
        self.out.println(keyword);
        self.out.indent();
        self.out.print(names.join(",\n"));
        self.out.println(";");
        self.out.dedent(1);
    }

    /// Prints an attribute of a module; `None` if `name` is not one.
    pub fn write_module_attribute(&mut self, name: &str, mut body: Cursor<'_>) -> Option<()> {
        match name {
            "Module" => self.write_module_tables(),
            "ModulePackages" => {
                self.out.println("ModulePackages:");
                self.out.indent();
                for _ in 0..body.u2()? {
                    let Some(index) = body.u2() else { break };
                    let name = self.module_name(index).replace('/', ".");
                    self.out.commented(format!("#{index}"), name);
                }
                self.out.dedent(1);
                Some(())
            }
            "ModuleMainClass" => {
                let index = body.u2()?;
                let class = self.java_class_name(index);
                self.out
                    .commented(format!("ModuleMainClass: #{index}"), class);
                Some(())
            }
            "ModuleTarget" => {
                let index = body.u2()?;
                self.out.println("ModuleTarget:");
                self.out.indent();
                let text = format!("target_platform: #{index}");
                match index {
                    0 => self.out.println(text),
                    _ => self.out.commented(text, self.text(index)),
                }
                self.out.dedent(1);
                Some(())
            }
            "ModuleResolution" => {
                let bits = body.u2()?;
                self.out.println("ModuleResolution:");
                self.out.indent();
                let words: String = [
                    (1, " DO_NOT_RESOLVE_BY_DEFAULT"),
                    (2, " WARN_DEPRECATED"),
                    (4, " WARN_DEPRECATED_FOR_REMOVAL"),
                    (8, " WARN_INCUBATING"),
                ]
                .iter()
                .filter(|(bit, _)| bits & bit != 0)
                .map(|(_, word)| *word)
                .collect();
                self.out.commented(format!("{bits:x}"), words);
                self.out.dedent(1);
                Some(())
            }
            "ModuleHashes" => self.write_module_hashes(body),
            _ => None,
        }
    }

    fn write_module_tables(&mut self) -> Option<()> {
        let module = self.class.attributes.module.as_deref()?;
        self.out.println("Module:");
        self.out.indent();
        let mut comment = self.value_at(module.name_index);
        comment += &flag_words(
            module.flags,
            &[
                (flags::OPEN, " ACC_OPEN"),
                (flags::MANDATED, " ACC_MANDATED"),
                (flags::SYNTHETIC, " ACC_SYNTHETIC"),
            ],
        );
        self.out.commented(
            format!("#{},{:x}", module.name_index, module.flags),
            comment,
        );
        self.write_version(module.version_index);
        self.write_count(module.requires.len(), "requires");
        for requires in &module.requires {
            let comment = self.value_at(requires.module_index)
                + &flag_words(
                    requires.flags,
                    &[
                        (flags::TRANSITIVE, " ACC_TRANSITIVE"),
                        (flags::STATIC_PHASE, " ACC_STATIC_PHASE"),
                        (flags::SYNTHETIC, " ACC_SYNTHETIC"),
                        (flags::MANDATED, " ACC_MANDATED"),
                    ],
                );
            let text = format!("#{},{:x}", requires.module_index, requires.flags);
            self.out.commented(text, comment);
            self.write_version(requires.version_index);
        }
        self.out.dedent(1);
        self.write_exports("exports", &module.exports);
        self.write_exports("opens", &module.opens);
        self.write_count(module.uses.len(), "uses");
        for &class in &module.uses {
            self.out
                .commented(format!("#{class}"), self.value_at(class));
        }
        self.out.dedent(1);
        self.write_count(module.provides.len(), "provides");
        for provides in &module.provides {
            let service = self.value_at(provides.service_index);
            let comment = format!("{service} with ... {}", provides.with.len());
            self.out
                .commented(format!("#{}", provides.service_index), comment);
            self.out.indent();
            for &class in &provides.with {
                let comment = format!("... with {}", self.value_at(class));
                self.out.commented(format!("#{class}"), comment);
            }
            self.out.dedent(1);
        }
        self.out.dedent(2);
        Some(())
    }

    /// The number of rows of a table, and indentation for them.
    fn write_count(&mut self, count: usize, what: &str) {
        self.out.commented(count.to_string(), what);
        self.out.indent();
    }

    fn write_version(&mut self, index: u16) {
        match index {
            0 => self.out.println("#0"),
            _ => self
                .out
                .commented(format!("#{index}"), self.value_at(index)),
        }
    }

    fn write_exports(&mut self, what: &str, clauses: &[ModuleExports]) {
        self.write_count(clauses.len(), what);
        for clause in clauses {
            let mut comment = self.value_at(clause.package_index);
            comment += &flag_words(
                clause.flags,
                &[
                    (flags::MANDATED, " ACC_MANDATED"),
                    (flags::SYNTHETIC, " ACC_SYNTHETIC"),
                ],
            );
            if !clause.to.is_empty() {
                comment += &format!(" to ... {}", clause.to.len());
            }
            let text = format!("#{},{:x}", clause.package_index, clause.flags);
            self.out.commented(text, comment);
            self.out.indent();
            for &module in &clause.to {
                let comment = format!("... to {}", self.value_at(module));
                self.out.commented(format!("#{module}"), comment);
            }
            self.out.dedent(1);
        }
        self.out.dedent(1);
    }

    fn write_module_hashes(&mut self, mut body: Cursor<'_>) -> Option<()> {
        let (algorithm, count) = (body.u2()?, body.u2()?);
        self.out.println("ModuleHashes:");
        self.out.indent();
        self.out
            .commented(format!("algorithm: #{algorithm}"), self.text(algorithm));
        self.out.commented(count.to_string(), "hashes");
        for _ in 0..count {
            let (Some(module), Some(length)) = (body.u2(), body.u2()) else {
                break;
            };
            self.out
                .commented(format!("#{module}"), self.module_name(module));
            self.out.println(format!("hash_length: {length}"));
            let Some(hash) = body.take(usize::from(length)) else {
                break;
            };
            let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            self.out.println(format!("hash: [{hash}]"));
        }
        self.out.dedent(1);
        Some(())
    }
}

fn flag_words(bits: u16, words: &[(u16, &str)]) -> String {
    words
        .iter()
        .filter(|(bit, _)| bits & bit != 0)
        .map(|(_, word)| *word)
        .collect()
}
