import java.io.*;
import java.util.*;

/** Stream classes: data, buffered, pushback, sequence, piped, print, object of primitives, readers with charsets, mark and reset, closed streams, System.in. */
public class IoStreams {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        DataOutputStream d = new DataOutputStream(bo);
        d.writeBoolean(true);
        d.writeByte(-5);
        d.writeShort(-3000);
        d.writeChar('é');
        d.writeInt(Integer.MIN_VALUE);
        d.writeLong(1L << 50);
        d.writeFloat(1.25f);
        d.writeDouble(-0.0);
        d.writeUTF("nul\0é中\ud83d\ude00");
        d.writeBytes("hi");
        d.writeChars("yo");
        System.out.println(d.size() + " " + Arrays.hashCode(bo.toByteArray()));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bo.toByteArray()));
        System.out.println(in.readBoolean() + " " + in.readUnsignedByte() + " " + in.readShort() + " " + (int) in.readChar() + " " + in.readInt() + " " + in.readLong() + " " + in.readFloat() + " " + in.readDouble() + " " + in.readUTF().length() + " " + in.skipBytes(2) + " " + in.readChar() + in.available());
        t("eof", () -> in.readLong());
        t("utf too long", () -> {
            new DataOutputStream(new ByteArrayOutputStream()).writeUTF("x".repeat(70000));
            return 0;
        });
        t("bad utf", () -> new DataInputStream(new ByteArrayInputStream(new byte[]{0, 2, (byte) 0xff, 0})).readUTF());
        BufferedInputStream bi = new BufferedInputStream(new ByteArrayInputStream("0123456789".getBytes()), 3);
        bi.read();
        bi.mark(4);
        bi.read(new byte[3]);
        bi.reset();
        System.out.println((char) bi.read() + "" + bi.skip(3) + (char) bi.read() + bi.available() + new String(bi.readAllBytes()) + bi.read());
        t("mark invalid", () -> {
            BufferedInputStream x = new BufferedInputStream(new ByteArrayInputStream(new byte[100]), 2);
            x.mark(1);
            x.read(new byte[50]);
            x.read();
            x.reset();
            return 0;
        });
        t("closed", () -> {
            BufferedInputStream x = new BufferedInputStream(new ByteArrayInputStream(new byte[1]));
            x.close();
            return x.read();
        });
        PushbackInputStream pb = new PushbackInputStream(new ByteArrayInputStream("ab".getBytes()), 2);
        int c = pb.read();
        pb.unread('z');
        pb.unread(c);
        System.out.println((char) pb.read() + "" + (char) pb.read() + (char) pb.read() + pb.read());
        t("pushback full", () -> {
            pb.unread(new byte[3]);
            return 0;
        });
        System.out.println(new String(new SequenceInputStream(new ByteArrayInputStream("one".getBytes()), new ByteArrayInputStream("two".getBytes())).readAllBytes()));
        PipedOutputStream po = new PipedOutputStream();
        PipedInputStream pi = new PipedInputStream(po, 4);
        Thread w = new Thread(() -> {
            try (po) {
                po.write("through the small pipe".getBytes());
            } catch (IOException e) {
                System.out.println(e);
            }
        });
        w.start();
        System.out.println(new String(pi.readAllBytes()));
        w.join();
        t("pipe twice", () -> {
            po.connect(pi);
            return 0;
        });
        t("pipe unconnected", () -> new PipedInputStream().read());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream ps = new PrintStream(out, false, "UTF-8");
        ps.print('é');
        ps.print(new char[]{'a', 'b'});
        ps.print((String) null);
        ps.println((Object) null);
        ps.printf("%5.1f|", 2.25);
        ps.append("app", 1, 3).write(65);
        ps.flush();
        System.out.println(out.toString("UTF-8").replace("\n", "\\n") + out.size());
        PrintStream old = System.out;
        ByteArrayOutputStream cap = new ByteArrayOutputStream();
        System.setOut(new PrintStream(cap));
        System.out.print("captured");
        System.out.flush();
        System.setOut(old);
        System.out.println(cap);
        PrintStream failing = new PrintStream(new OutputStream() {
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        }, true);
        failing.println("x");
        System.out.println(failing.checkError());
        InputStreamReader ir = new InputStreamReader(new ByteArrayInputStream(new byte[]{(byte) 0xe4, (byte) 0xb8, (byte) 0xad, 'x', (byte) 0xc3}), "UTF-8");
        System.out.println(Integer.toHexString(ir.read()) + " " + (char) ir.read() + " " + Integer.toHexString(ir.read()) + " " + ir.read() + " " + ir.getEncoding());
        StringWriter sw = new StringWriter();
        try (BufferedWriter bw = new BufferedWriter(sw, 3)) {
            bw.write("abcdefgh", 2, 5);
            bw.newLine();
            bw.append('q');
        }
        System.out.println(sw.toString().replace("\n", "|"));
        StringReader sr = new StringReader("reading");
        sr.mark(0);
        char[] buf = new char[4];
        System.out.println(sr.read(buf) + new String(buf) + sr.skip(-2) + (char) sr.read() + sr.ready());
        sr.reset();
        intoBuffer(sr);
        ByteArrayInputStream ba = new ByteArrayInputStream(new byte[]{1, 2, 3, 4, 5}, 1, 3);
        System.out.println(ba.read() + ba.available() + " " + ba.transferTo(new ByteArrayOutputStream()) + " " + ba.read() + " " + Arrays.toString(InputStream.nullInputStream().readNBytes(5)) + Arrays.toString(new ByteArrayInputStream(new byte[10]).readNBytes(3)));
        t("read bounds", () -> new ByteArrayInputStream(new byte[5]).read(new byte[3], 2, 2));
        t("write null", () -> {
            new ByteArrayOutputStream().write(null, 0, 1);
            return 0;
        });
        t("default stream", () -> {
            InputStream s = new InputStream() {
                int n = 5;

                public int read() throws IOException {
                    if (n == 2) throw new IOException("at 2");
                    return n-- > 0 ? n : -1;
                }
            };
            byte[] x = new byte[10];
            return s.read(x) + Arrays.toString(x) + s.markSupported();
        });
        System.setIn(new ByteArrayInputStream("typed\nmore".getBytes()));
        System.out.println(new BufferedReader(new InputStreamReader(System.in)).readLine() + " " + System.in.available());
        t("out of range mark", () -> new StringReader("x").read(new char[1], 0, 5));
        FileDescriptor fd = FileDescriptor.out;
        System.out.println(fd.valid() + " " + new FileDescriptor().valid());
        System.out.println("done IoStreams");
    }

    static void intoBuffer(Reader r) throws IOException {
        java.nio.CharBuffer cb = java.nio.CharBuffer.allocate(5);
        System.out.println(r.read(cb) + " " + cb.flip());
    }
}
