//! Reproducible damage to class files.

/// Xorshift64*.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number less than `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 16) as usize % n
    }
}

/// Changes `image` in one to three places.
pub fn damage(image: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..1 + rng.below(5) / 3 {
        if image.len() < 12 {
            return;
        }
        // Few mutations in the magic and version, many everywhere else.
        let at = if rng.below(30) == 0 {
            rng.below(8)
        } else {
            8 + rng.below(image.len() - 10)
        };
        match rng.below(16) {
            0 => image.truncate(at),
            1 => image.insert(at, rng.next() as u8),
            2 => {
                image.remove(at);
            }
            3 => image.push(rng.next() as u8),
            4 => image[at] ^= 1 << rng.below(8),
            5 => image[at] = rng.next() as u8,
            6 => {
                // Repeats a stretch, as a wrong count would.
                let end = (at + 1 + rng.below(40)).min(image.len());
                let copy = image[at..end].to_vec();
                image.splice(at..at, copy);
            }
            7 => {
                let end = (at + 1 + rng.below(12)).min(image.len());
                image.drain(at..end);
            }
            8..=10 => {
                let value = rng.below(80) as u16;
                image[at..at + 2].copy_from_slice(&value.to_be_bytes());
            }
            11 => {
                let step = [1, 2, 0xff, 0xfe][rng.below(4)];
                image[at] = image[at].wrapping_add(step);
            }
            12 => image[at] = rng.below(22) as u8,
            13 => image[at] = b"/;.[<>()LVIJ$\0\x80\xc0"[rng.below(16)],
            14 => swap_names(image, rng),
            _ => {
                let version = 44 + rng.below(19) as u16;
                image[6..8].copy_from_slice(&version.to_be_bytes());
            }
        }
    }
}

/// Puts one attribute name in place of another of the same length, or of any length.
fn swap_names(image: &mut Vec<u8>, rng: &mut Rng) {
    const NAMES: [&str; 22] = [
        "Code",
        "ConstantValue",
        "Deprecated",
        "Synthetic",
        "Exceptions",
        "Signature",
        "SourceFile",
        "InnerClasses",
        "EnclosingMethod",
        "LineNumberTable",
        "LocalVariableTable",
        "LocalVariableTypeTable",
        "StackMapTable",
        "BootstrapMethods",
        "MethodParameters",
        "NestHost",
        "NestMembers",
        "Record",
        "PermittedSubclasses",
        "RuntimeVisibleAnnotations",
        "RuntimeInvisibleAnnotations",
        "SourceDebugExtension",
    ];
    let (from, to) = (NAMES[rng.below(NAMES.len())], NAMES[rng.below(NAMES.len())]);
    let entry = |name: &str| [&[1, 0, name.len() as u8], name.as_bytes()].concat();
    let (from, to) = (entry(from), entry(to));
    if let Some(at) = image.windows(from.len()).position(|window| window == from) {
        image.splice(at..at + from.len(), to);
    }
}
