import java.io.*;
import java.util.*;

/** The same hand-made code in class files of versions 45 to 61: which load, which verify, invokespecial with and without ACC_SUPER, constants by version. */
public class OldClassFiles {
    /** A class-file writer: constants on demand, one static method per call of {@code method}. */
    static class Asm {
        final ByteArrayOutputStream pool = new ByteArrayOutputStream(), methods = new ByteArrayOutputStream(), boots = new ByteArrayOutputStream();
        final DataOutputStream p = new DataOutputStream(pool), ms = new DataOutputStream(methods), bs = new DataOutputStream(boots);
        final Map<String, Integer> index = new HashMap<>();
        final String name;
        final int major;
        int n = 1, nm, nb;

        Asm(String name, int major) {
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
            ms.writeInt(12 + c.size() + t.size());
            ms.writeShort(stack);
            ms.writeShort(locals);
            ms.writeInt(c.size());
            c.writeTo(ms);
            ms.writeShort(nt);
            t.writeTo(ms);
            ms.writeShort(0);
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
            byte[] b = all.toByteArray();
            return new ClassLoader(OldClassFiles.class.getClassLoader()) {
                Class<?> def() {
                    return defineClass(name, b, 0, b.length);
                }
            }.def();
        }
    }

    static void run(Class<?> c, String m, Object... args) {
        try {
            for (java.lang.reflect.Method x : c.getDeclaredMethods()) if (x.getName().equals(m)) System.out.println(m + Arrays.toString(args) + ": " + show(x.invoke(null, args)));
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(m + Arrays.toString(args) + ": threw " + chain(e.getCause()));
        } catch (Throwable e) {
            System.out.println(m + Arrays.toString(args) + ": direct " + chain(e));
        }
    }

    static String chain(Throwable e) {
        StringBuilder sb = new StringBuilder();
        for (int i = 0; e != null && i < 4; e = e.getCause(), i++) sb.append(i > 0 ? " <- " : "").append(e.toString().replaceAll("@(0x)?[0-9a-f]+", "@"));
        return sb.toString();
    }

    static String show(Object o) {
        return o instanceof int[] a ? Arrays.toString(a) : o instanceof Object[] a ? Arrays.deepToString(a) : String.valueOf(o).replaceAll("@(0x)?[0-9a-f]+", "@");
    }

    static void versions(String what, String m, String desc, int stack, int locals, Object[] code, Object... args) throws Exception {
        StringBuilder sb = new StringBuilder(what);
        for (int v : new int[]{44, 45, 46, 47, 48, 49, 50, 51, 52, 55, 61, 62}) {
            Asm a = new Asm("OldClassFilesGen", v);
            a.method(m, desc, stack, locals, code);
            String r;
            try {
                Class<?> c = a.define();
                java.lang.reflect.Method x = c.getDeclaredMethods()[0];
                r = show(x.invoke(null, args));
            } catch (java.lang.reflect.InvocationTargetException e) {
                r = "threw " + e.getCause().getClass().getSimpleName();
            } catch (LinkageError e) {
                r = e.getClass().getSimpleName() + " " + e.getMessage().split("\n")[0].replaceAll("@[0-9a-f]+", "@");
            }
            sb.append("\n  ").append(v).append(": ").append(r);
        }
        System.out.println(sb);
    }

    public static void main(String[] args) throws Exception {
        versions("constant", "m", "()I", 1, 0, new Object[]{0x08, 0xac});
        versions("branch without map", "m", "(I)I", 2, 1, new Object[]{0x1a, 0x99, 0, 5, 0x04, 0xac, 0x05, 0xac}, 3);
        versions("jsr", "m", "()I", 1, 2, new Object[]{0xa8, 0, 5, 0x1a, 0xac, 0x4c, 0x08, 0x3b, 0xa9, 1});
        versions("ldc class", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0x13, "c java/lang/String", 0xb0});
        versions("ldc method type", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0x13, "t (I)V", 0xb0});
        versions("ldc method handle", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0x13, "h 6 java/lang/Math abs (I)I", 0xb0});
        versions("static interface method", "m", "()Ljava/lang/Object;", 1, 0, new Object[]{0xb8, "11 java/util/List of ()Ljava/util/List;", 0xb0});
        versions("bad types", "m", "(I)Ljava/lang/Object;", 1, 1, new Object[]{0x1a, 0xb0}, 1);
        versions("bad types in dead code", "m", "(I)I", 1, 1, new Object[]{0x1a, 0xac, 0x00, 0xb0}, 1);
        versions("unset local on one path", "m", "(I)I", 1, 2, new Object[]{0x1a, 0x99, 0, 5, 0x04, 0x3c, 0x1b, 0xac}, 1);
        versions("merge to object", "m", "(I)Ljava/lang/Object;", 1, 2, new Object[]{0x1a, 0x99, 0, 10, 0x13, "s str", 0x4c, 0xa7, 0, 7, 0x13, "c java/lang/String", 0x4c, 0x2b, 0xb0}, 1);
        versions("float const", "m", "()F", 1, 0, new Object[]{0x13, "f 2.5", 0xae});
        System.out.println("done OldClassFiles");
    }
}
