//! Parsing functions, statement by statement: each is one line.

use super::lexer::{Token, tokens, unescape};
use super::parser_inst::{ParsedInst, Results};
use crate::entities::{Block, Entity, State, Value};
use crate::function::{Function, Stage};
use crate::types::{Signature, Type};
use std::collections::BTreeMap;
use std::fmt;

/// Why text is no function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a line. All are the author's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// Something else was expected.
    Unexpected {
        /// What is there; `None`: the line ends.
        found: Option<String>,
        /// What should be.
        wanted: &'static str,
    },
    /// No operation has this mnemonic.
    UnknownMnemonic(String),
    /// A block, value, class, field, method or object that nothing defines.
    Undefined(String),
    /// A second definition.
    DefinedTwice(String),
    /// Classes, fields, methods and objects are numbered in order.
    OutOfOrder(String),
    /// A result is named where there is none, or the other way round.
    Result(String),
    /// The text ends within a function.
    Unfinished,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.problem {
            Problem::Unexpected {
                found: Some(found),
                wanted,
            } => write!(f, "expected {wanted}, found {found}"),
            Problem::Unexpected {
                found: None,
                wanted,
            } => write!(f, "expected {wanted}, found the end of the line"),
            Problem::UnknownMnemonic(word) => write!(f, "there is no operation `{word}`"),
            Problem::Undefined(word) => write!(f, "`{word}` is not defined"),
            Problem::DefinedTwice(word) => write!(f, "`{word}` is defined twice"),
            Problem::OutOfOrder(word) => write!(f, "`{word}` is not the next number"),
            Problem::Result(word) => {
                write!(f, "`{word}` has a result exactly when its row says so")
            }
            Problem::Unfinished => f.write_str("the function does not end"),
        }
    }
}

impl std::error::Error for ParseError {}

/// Reads the tokens of a line.
pub(super) struct Line<'t> {
    pub(super) number: usize,
    tokens: Vec<Token<'t>>,
    at: usize,
}

pub(super) type Parsed<T> = Result<T, ParseError>;

impl<'t> Line<'t> {
    fn new(number: usize, text: &'t str) -> Parsed<Line<'t>> {
        match tokens(text) {
            Some(tokens) => Ok(Line {
                number,
                tokens,
                at: 0,
            }),
            None => Err(ParseError {
                line: number,
                problem: Problem::Unexpected {
                    found: None,
                    wanted: "the quote that ends a text",
                },
            }),
        }
    }

    fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn error<T>(&self, problem: Problem) -> Parsed<T> {
        Err(ParseError {
            line: self.number,
            problem,
        })
    }

    pub(super) fn unexpected<T>(&self, wanted: &'static str) -> Parsed<T> {
        let found = self.peek().map(|token| token.to_string());
        self.error(Problem::Unexpected { found, wanted })
    }

    pub(super) fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    pub(super) fn peek_second(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at + 1).copied()
    }

    /// Takes this token if it is next.
    pub(super) fn take(&mut self, token: Token<'_>) -> bool {
        let is_next = self.peek() == Some(token);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn expect(&mut self, token: Token<'_>, wanted: &'static str) -> Parsed<()> {
        if self.take(token) {
            Ok(())
        } else {
            self.unexpected(wanted)
        }
    }

    pub(super) fn word(&mut self, wanted: &'static str) -> Parsed<&'t str> {
        match self.peek() {
            Some(Token::Word(word)) => {
                self.at += 1;
                Ok(word)
            }
            _ => self.unexpected(wanted),
        }
    }

    /// A word that `read` understands.
    pub(super) fn parsed<T>(
        &mut self,
        wanted: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Parsed<T> {
        match self.peek() {
            Some(Token::Word(word)) => match read(word) {
                Some(value) => {
                    self.at += 1;
                    Ok(value)
                }
                None => self.unexpected(wanted),
            },
            _ => self.unexpected(wanted),
        }
    }

    /// An entity: `prefix` and a number.
    pub(super) fn entity<E: Entity>(&mut self, prefix: &str, wanted: &'static str) -> Parsed<E> {
        self.parsed(wanted, |word| entity(word, prefix))
    }

    pub(super) fn value(&mut self) -> Parsed<Value> {
        self.entity("v", "a value")
    }

    /// Elements with commas between them, up to the mark `end`, which is taken.
    pub(super) fn list<T>(
        &mut self,
        end: char,
        mut element: impl FnMut(&mut Line<'t>) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut elements = Vec::new();
        if self.take(Token::Mark(end)) {
            return Ok(elements);
        }
        loop {
            elements.push(element(self)?);
            if self.take(Token::Mark(end)) {
                return Ok(elements);
            }
            self.expect(Token::Mark(','), "a comma or the end of the list")?;
        }
    }

    pub(super) fn end(&self) -> Parsed<()> {
        if self.at == self.tokens.len() {
            Ok(())
        } else {
            self.unexpected("the end of the line")
        }
    }
}

/// The entity that a word names, if it does.
pub(super) fn entity<E: Entity>(word: &str, prefix: &str) -> Option<E> {
    let digits = word.strip_prefix(prefix)?;
    let number: u32 = digits.parse().ok()?;
    (number.to_string() == digits && number < 1 << 24).then(|| E::new(number as usize))
}

/// Parses a text with one function.
///
/// # Errors
/// The first line that is wrong.
pub fn parse(text: &str) -> Result<Function, ParseError> {
    let mut functions = parse_all(text)?;
    let line = text.lines().count();
    match functions.pop() {
        Some(function) if functions.is_empty() => Ok(function),
        _ => Err(ParseError {
            line,
            problem: Problem::Unexpected {
                found: None,
                wanted: "exactly one function",
            },
        }),
    }
}

/// Parses a text with any number of functions.
///
/// # Errors
/// The first line that is wrong.
pub fn parse_all(text: &str) -> Result<Vec<Function>, ParseError> {
    let mut functions = Vec::new();
    let mut current: Option<FunctionParser> = None;
    for (index, text) in text.lines().enumerate() {
        let mut line = Line::new(index + 1, text)?;
        if line.is_empty() {
            continue;
        }
        match &mut current {
            None => current = Some(FunctionParser::header(&mut line)?),
            Some(parser) => {
                if line.take(Token::Mark('}')) {
                    line.end()?;
                    functions.extend(current.take().map(FunctionParser::finish).transpose()?);
                } else {
                    parser.statement(&mut line)?;
                }
            }
        }
    }
    if current.is_some() {
        return Err(ParseError {
            line: text.lines().count(),
            problem: Problem::Unfinished,
        });
    }
    Ok(functions)
}

/// A block's header, and where it stood.
struct ParsedBlock {
    line: usize,
    block: Block,
    params: Vec<(Value, Type)>,
    state: Option<State>,
    insts: Vec<ParsedInst>,
}

/// A function whose end has not been seen.
struct FunctionParser {
    func: Function,
    blocks: Vec<ParsedBlock>,
}

impl FunctionParser {
    /// `fn @name(types) -> type stage {`.
    fn header(line: &mut Line<'_>) -> Parsed<FunctionParser> {
        line.expect(Token::Word("fn"), "`fn`")?;
        line.expect(Token::Mark('@'), "`@`")?;
        let name = line.word("the function's name")?.to_owned();
        line.expect(Token::Mark('('), "`(`")?;
        let ty = |line: &mut Line<'_>| line.parsed("a type", Type::from_name);
        let params = line.list(')', ty)?;
        let returns = if line.take(Token::Arrow) {
            Some(ty(line)?)
        } else {
            None
        };
        let mut func = Function::new(name, Signature { params, returns });
        if line.take(Token::Word(Stage::Low.word())) {
            func.stage = Stage::Low;
        }
        line.expect(Token::Mark('{'), "`{`")?;
        line.end()?;
        Ok(FunctionParser {
            func,
            blocks: Vec::new(),
        })
    }

    fn statement(&mut self, line: &mut Line<'_>) -> Parsed<()> {
        if let Some(Token::Word(word)) = line.peek()
            && entity::<Block>(word, "b").is_some()
        {
            return self.block_header(line);
        }
        match self.blocks.last_mut() {
            Some(block) => {
                let inst = ParsedInst::parse(&mut self.func, line)?;
                block.insts.push(inst);
                Ok(())
            }
            None => self.declaration(line),
        }
    }

    /// `class0 = "name"` and its like.
    fn declaration(&mut self, line: &mut Line<'_>) -> Parsed<()> {
        let word = line.word("a declaration or a block")?;
        line.expect(Token::Mark('='), "`=`")?;
        let Some(Token::Text(text)) = line.peek() else {
            return line.unexpected("a text between quotes");
        };
        let Some(text) = unescape(text) else {
            return line.unexpected("a text with the escapes of Rust");
        };
        line.take(Token::Text(text.as_str()));
        let made = match word.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "class" => self.func.classes.push(text).to_string(),
            "field" => self.func.fields.push(text).to_string(),
            "method" => self.func.methods.push(text).to_string(),
            "object" => self.func.objects.push(text).to_string(),
            _ => return line.unexpected("a class, field, method or object"),
        };
        if made == word {
            Ok(())
        } else {
            line.error(Problem::OutOfOrder(word.to_owned()))
        }
    }

    /// `b0(v0: type) @ state:`.
    fn block_header(&mut self, line: &mut Line<'_>) -> Parsed<()> {
        let block = line.entity("b", "a block")?;
        let params = if line.take(Token::Mark('(')) {
            line.list(')', |line| {
                let value = line.value()?;
                line.expect(Token::Mark(':'), "`:`")?;
                Ok((value, line.parsed("a type", Type::from_name)?))
            })?
        } else {
            Vec::new()
        };
        let state = super::parser_state::optional(&mut self.func, line)?;
        line.expect(Token::Mark(':'), "`:`")?;
        line.end()?;
        self.blocks.push(ParsedBlock {
            line: line.number,
            block,
            params,
            state,
            insts: Vec::new(),
        });
        Ok(())
    }

    /// Makes the function, now that all definitions are known.
    fn finish(self) -> Parsed<Function> {
        let FunctionParser { mut func, blocks } = self;
        let lines = define_blocks(&mut func, &blocks)?;
        let results = Results::collect(&func, blocks.iter().flat_map(|block| &block.insts))?;
        let params = blocks.iter().flat_map(|block| {
            let line = block.line;
            block.params.iter().map(move |(value, _)| (*value, line))
        });
        check_defined_once(params.chain(results.defined()))?;
        for parsed in blocks {
            for inst in parsed.insts {
                inst.check_uses(&lines, &results)?;
                let result = results.of(&inst);
                let inst = func.define_inst(inst.data, result);
                func.layout.append_inst(inst, parsed.block);
            }
        }
        Ok(func)
    }
}

/// What is defined: blocks with their number of parameters, and parameters with their types.
pub(super) struct Defined {
    pub(super) blocks: BTreeMap<usize, usize>,
    pub(super) params: BTreeMap<usize, Type>,
}

/// Makes the blocks in order, with their parameters and states.
fn define_blocks(func: &mut Function, blocks: &[ParsedBlock]) -> Parsed<Defined> {
    let mut defined = Defined {
        blocks: BTreeMap::new(),
        params: BTreeMap::new(),
    };
    let n_blocks = blocks.iter().map(|parsed| parsed.block.index() + 1).max();
    let params = blocks.iter().flat_map(|parsed| &parsed.params);
    let results = blocks.iter().flat_map(|parsed| &parsed.insts);
    let values = params
        .map(|(value, _)| value)
        .chain(results.filter_map(|inst| inst.result.as_ref()));
    let n_values = values.map(|value| value.index() + 1).max();
    func.reserve(n_blocks.unwrap_or(0), n_values.unwrap_or(0));
    for parsed in blocks {
        let before = defined
            .blocks
            .insert(parsed.block.index(), parsed.params.len());
        if before.is_some() {
            return Err(ParseError {
                line: parsed.line,
                problem: Problem::DefinedTwice(parsed.block.to_string()),
            });
        }
        func.layout.append_block(parsed.block);
        func.set_block_state(parsed.block, parsed.state);
        for (value, ty) in &parsed.params {
            func.define_param(parsed.block, *value, *ty);
            defined.params.insert(value.index(), *ty);
        }
    }
    Ok(defined)
}

fn check_defined_once(values: impl Iterator<Item = (Value, usize)>) -> Parsed<()> {
    let mut seen = std::collections::BTreeSet::new();
    for (value, line) in values {
        if !seen.insert(value) {
            return Err(ParseError {
                line,
                problem: Problem::DefinedTwice(value.to_string()),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_all};

    /// The message for a function with this body, without its line.
    fn problem(body: &str) -> String {
        let text = format!("fn @f(i32) -> i32 {{\n    method0 = \"A.m(I)I\"\n{body}\n}}\n");
        let message = parse(&text).expect_err(body).to_string();
        let (line, message) = message.split_once(": ").expect("the line comes first");
        assert!(line.starts_with("line "), "{line}");
        message.to_owned()
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (body, expected) in [
            (
                "b0(v0: i32):\n    v1 = frobnicate v0",
                "there is no operation `frobnicate`",
            ),
            (
                "b0(v0: i32):\n    v1 = iadd v0",
                "expected a comma, found the end of the line",
            ),
            (
                "b0(v0: i32):\n    v1 = iadd v0, v0, v0",
                "expected the end of the line, found `,`",
            ),
            (
                "b0(v0: i32):\n    v1 = iconst x",
                "expected a 32-bit number, found `x`",
            ),
            (
                "b0(v0: i32):\n    v1 = iconst 2147483648",
                "expected a 32-bit number, found `2147483648`",
            ),
            (
                "b0(v0: i32):\n    v1 = icmp lt, v0, v2",
                "`v2` is not defined",
            ),
            ("b0(v0: i32):\n    jump b1", "`b1` is not defined"),
            ("b0(v0: i32):\n    v0 = iconst 1", "`v0` is defined twice"),
            (
                "b0(v0: i32):\n    v1 = iconst 1\n    v1 = iconst 2",
                "`v1` is defined twice",
            ),
            ("b0(v0: i32):\n    ret v0\nb0:", "`b0` is defined twice"),
            (
                "b0(v0: i32):\n    iconst 1",
                "`iconst` has a result exactly when its row says so",
            ),
            (
                "b0(v0: i32):\n    v1 = ret v0",
                "`v1` has a result exactly when its row says so",
            ),
            ("b0(v0: int):", "expected a type, found `int`"),
            ("b0(v00: i32):", "expected a value, found `v00`"),
            ("b0(v99999999: i32):", "expected a value, found `v99999999`"),
            (
                "    method2 = \"B.m()V\"",
                "`method2` is not the next number",
            ),
            (
                "    class0 = \"open",
                "expected the quote that ends a text, found the end of the line",
            ),
            (
                "b0(v0: i32):\n    v1 = call_static method1, v0",
                "expected a method that is declared, found `method1`",
            ),
            (
                "b0(v0: i32):\n    v1 = call_static method0, v0 @ method0:3 during",
                "expected `before`, `after` or `throwing`, found `during`",
            ),
            (
                "b0(v0: i32) @ method0:3 before locals=[v0, x]:",
                "expected a value, `_` or a virtual object, found `x`",
            ),
            (
                "b0(v0: i32):\n    v1 = select v0, v1, v1",
                "`v1` has a result exactly when its row says so",
            ),
        ] {
            assert_eq!(problem(body), expected, "{body}");
        }
    }

    #[test]
    fn a_text_has_whole_functions() {
        let unfinished = parse_all("fn @f() {\nb0:\n    ret_void\n").expect_err("no end");
        assert_eq!(unfinished.to_string(), "line 3: the function does not end");
        let two = "fn @f() {\n}\nfn @g() {\n}\n";
        assert_eq!(parse_all(two).map(|functions| functions.len()), Ok(2));
        assert!(parse(two).is_err());
    }
}
