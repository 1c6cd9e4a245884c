import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A class-file writer: constants on demand, one static method per call of {@code method}. */
class ClassAsm {
    final ByteArrayOutputStream pool = new ByteArrayOutputStream(), methods = new ByteArrayOutputStream(), boots = new ByteArrayOutputStream();
    final DataOutputStream p = new DataOutputStream(pool), ms = new DataOutputStream(methods), bs = new DataOutputStream(boots);
    final Map<String, Integer> index = new HashMap<>();
    final String name;
    final int major;
    int n = 1, nm, nb;
    byte[] map;

    ClassAsm(String name, int major) {
        this.name = name;
        this.major = major;
    }

    interface W {
        void w() throws IOException;
    }

    int add(String key, int slots, W w) throws IOException {
        Integer i = index.get(key);
        if (i != null) return i;
        w.w();
        index.put(key, n);
        n += slots;
        return n - slots;
    }

    int utf(String s) throws IOException {
        return add("u" + s, 1, () -> {
            p.writeByte(1);
            p.writeUTF(s);
        });
    }

    int ref(int tag, int a) throws IOException {
        return add(tag + ":" + a, 1, () -> {
            p.writeByte(tag);
            p.writeShort(a);
        });
    }

    int pair(int tag, int a, int b) throws IOException {
        return add(tag + ":" + a + "," + b, 1, () -> {
            p.writeByte(tag);
            p.writeShort(a);
            p.writeShort(b);
        });
    }

    /** Constants: "c T", "s text", "t desc", "i 5", "l 5", "f 1.5", "d 2.5", "9|10|11 C n d", "h kind C n d", "y boot n d" (dynamic), "Y boot n d" (invokedynamic). */
    int k(String s) throws IOException {
        String[] w = s.split(" ");
        switch (w[0]) {
            case "c": return ref(7, utf(w[1]));
            case "s": return ref(8, utf(s.substring(2)));
            case "t": return ref(16, utf(w[1]));
            case "i": return add(s, 1, () -> {
                p.writeByte(3);
                p.writeInt(Integer.parseInt(w[1]));
            });
            case "l": return add(s, 2, () -> {
                p.writeByte(5);
                p.writeLong(Long.parseLong(w[1]));
            });
            case "f": return add(s, 1, () -> {
                p.writeByte(4);
                p.writeFloat(Float.parseFloat(w[1]));
            });
            case "d": return add(s, 2, () -> {
                p.writeByte(6);
                p.writeDouble(Double.parseDouble(w[1]));
            });
            case "h": {
                int kind = Integer.parseInt(w[1]), m = k((kind < 5 ? "9 " : kind == 9 || w[2].startsWith("!") ? "11 " : "10 ") + w[2].replace("!", "") + " " + w[3] + " " + w[4]);
                return add(s, 1, () -> {
                    p.writeByte(15);
                    p.writeByte(kind);
                    p.writeShort(m);
                });
            }
            case "y": case "Y": return pair(w[0].equals("y") ? 17 : 18, Integer.parseInt(w[1]), pair(12, utf(w[2]), utf(w[3])));
            default: return pair(Integer.parseInt(w[0]), ref(7, utf(w[1])), pair(12, utf(w[2]), utf(w[3])));
        }
    }

    /** A bootstrap method with its static arguments; the number for "y" and "Y". */
    int boot(String handle, String... args) throws IOException {
        int h = k(handle);
        int[] as = new int[args.length];
        for (int i = 0; i < as.length; i++) as[i] = k(args[i]);
        bs.writeShort(h);
        bs.writeShort(as.length);
        for (int a : as) bs.writeShort(a);
        return nb++;
    }

    /** The stack map of the next method: bytes, and "LName" for the index of a class. */
    void stackMap(String text) throws IOException {
        utf("StackMapTable");
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        for (String w : text.split(" ")) {
            int i = w.startsWith("L") ? k("c " + w.substring(1)) : Integer.parseInt(w);
            if (w.startsWith("L")) b.write(i >> 8);
            b.write(i);
        }
        map = b.toByteArray();
    }

    /** Code is opcodes and operand bytes, strings for two-byte constant indices, "ldc X" for one byte; "try s e h T" for the exception table. */
    void method(String mn, String desc, int stack, int locals, Object... code) throws IOException {
        ByteArrayOutputStream c = new ByteArrayOutputStream(), t = new ByteArrayOutputStream();
        DataOutputStream td = new DataOutputStream(t);
        int nt = 0;
        for (Object o : code) {
            if (o instanceof Integer i) {
                c.write(i);
            } else if (((String) o).startsWith("ldc ")) {
                c.write(0x12);
                c.write(k(((String) o).substring(4)));
            } else if (((String) o).startsWith("try ")) {
                String[] w = ((String) o).split(" ");
                for (int i = 1; i < 4; i++) td.writeShort(Integer.parseInt(w[i]));
                td.writeShort(w[4].equals("*") ? 0 : k("c " + w[4]));
                nt++;
            } else {
                int i = k((String) o);
                c.write(i >> 8);
                c.write(i);
            }
        }
        ms.writeShort(9);
        ms.writeShort(utf(mn));
        ms.writeShort(utf(desc));
        ms.writeShort(1);
        ms.writeShort(utf("Code"));
        ms.writeInt(12 + c.size() + t.size() + (map == null ? 0 : 6 + map.length));
        ms.writeShort(stack);
        ms.writeShort(locals);
        ms.writeInt(c.size());
        c.writeTo(ms);
        ms.writeShort(nt);
        t.writeTo(ms);
        ms.writeShort(map == null ? 0 : 1);
        if (map != null) {
            ms.writeShort(utf("StackMapTable"));
            ms.writeInt(map.length);
            ms.write(map);
            map = null;
        }
        nm++;
    }

    Class<?> define() throws IOException {
        int self = k("c " + name), sup = k("c java/lang/Object"), bm = utf("BootstrapMethods");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream o = new DataOutputStream(all);
        o.writeInt(0xCAFEBABE);
        o.writeShort(0);
        o.writeShort(major);
        o.writeShort(n);
        pool.writeTo(o);
        o.writeShort(0x21);
        o.writeShort(self);
        o.writeShort(sup);
        o.writeInt(0);
        o.writeShort(nm);
        methods.writeTo(o);
        o.writeShort(nb > 0 ? 1 : 0);
        if (nb > 0) {
            o.writeShort(bm);
            o.writeInt(2 + boots.size());
            o.writeShort(nb);
            boots.writeTo(o);
        }
        return new BytesLoader(name, all.toByteArray()).define(name);
    }
}
