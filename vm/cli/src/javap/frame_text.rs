//! The `StackMapTable` attribute (JVMS §4.7.4).

use super::body_cursor::Cursor;
use super::printer::Printer;

impl Printer<'_> {
    /// Prints the frames.
    pub fn write_frames(&mut self, body: &[u8]) -> Option<()> {
        let mut body = Cursor::new(body);
        let n_frames = body.u2()?;
        self.out
            .println(format!("StackMapTable: number_of_entries = {n_frames}"));
        self.out.indent();
        for _ in 0..n_frames {
            self.write_frame(&mut body);
        }
        self.out.dedent(1);
        Some(())
    }

    fn write_frame(&mut self, body: &mut Cursor<'_>) -> Option<()> {
        let frame_type = body.u1()?;
        let kind = match frame_type {
            0..=63 => "same",
            64..=127 => "same_locals_1_stack_item",
            247 => "same_locals_1_stack_item_frame_extended",
            248..=250 => "chop",
            251 => "same_frame_extended",
            252..=254 => "append",
            255 => "full_frame",
            _ => "reserved",
        };
        self.out
            .println(format!("frame_type = {frame_type} /* {kind} */"));
        self.out.indent();
        let frame = self.frame_rest(frame_type, body);
        self.out.dedent(1);
        frame
    }

    fn frame_rest(&mut self, frame_type: u8, body: &mut Cursor<'_>) -> Option<()> {
        if frame_type >= 247 {
            let delta = body.u2()?;
            self.out.println(format!("offset_delta = {delta}"));
        }
        match frame_type {
            64..=127 | 247 => self.write_types("stack", 1, body)?,
            252..=254 => self.write_types("locals", u16::from(frame_type - 251), body)?,
            255 => {
                let n_locals = body.u2()?;
                self.write_types("locals", n_locals, body)?;
                let n_stack = body.u2()?;
                self.write_types("stack", n_stack, body)?;
            }
            _ => {}
        }
        Some(())
    }

    fn write_types(&mut self, what: &str, count: u16, body: &mut Cursor<'_>) -> Option<()> {
        let mut texts = Vec::new();
        for _ in 0..count {
            texts.push(match body.u1()? {
                0 => "top".into(),
                1 => "int".into(),
                2 => "float".into(),
                3 => "double".into(),
                4 => "long".into(),
                5 => "null".into(),
                6 => "this".into(),
                7 => self.operand(body.u2()?),
                8 => format!("uninitialized {}", body.u2()?),
                tag => format!("[tag:{tag}]"),
            });
        }
        let gap = if texts.is_empty() { "" } else { " " };
        self.out
            .println(format!("{what} = [{gap}{}{gap}]", texts.join(", ")));
        Some(())
    }
}
