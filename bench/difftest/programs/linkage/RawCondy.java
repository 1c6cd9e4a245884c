import java.io.*;
import java.lang.invoke.*;
import java.util.*;

/** Dynamic constants, method handle and type constants, invokedynamic with any bootstrap, assembled by hand; failures of bootstraps and their repetition. */
public class RawCondy {
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
            return new ClassLoader(RawCondy.class.getClassLoader()) {
                Class<?> def() {
                    return defineClass(name, b, 0, b.length);
                }
            }.def();
        }
    }

    static void run(Class<?> c, String m, Object... args) {
        try {
            for (java.lang.reflect.Method x : c.getDeclaredMethods()) if (x.getName().equals(m)) System.out.println(m + show(args) + ": " + show(x.invoke(null, args)));
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(m + show(args) + ": threw " + chain(e.getCause()));
        } catch (Throwable e) {
            System.out.println(m + show(args) + ": direct " + chain(e));
        }
    }

    static String chain(Throwable e) {
        StringBuilder sb = new StringBuilder();
        for (int i = 0; e != null && i < 4; e = e.getCause(), i++) sb.append(i > 0 ? " <- " : "").append(e.toString().replaceAll("@(0x)?[0-9a-f]+", "@"));
        return sb.toString();
    }

    static String show(Object o) {
        return o instanceof Character c ? "char " + (int) c : o instanceof int[] a ? Arrays.toString(a) : o instanceof Object[] a ? Arrays.deepToString(a).replaceAll("@[0-9a-f]+", "@").replaceAll("Lambda[^,\\]]*", "Lambda") : String.valueOf(o).replaceAll("@(0x)?[0-9a-f]+", "@");
    }

    public static int calls;

    public static Object cst(MethodHandles.Lookup l, String n, Class<?> t) {
        calls++;
        return n + "#" + calls + ":" + t.getSimpleName();
    }

    public static int cstInt(MethodHandles.Lookup l, String n, Class<?> t, int a, long b, String c, Class<?> d, MethodType e, MethodHandle f, double g, float h) {
        calls++;
        return a + (int) b + c.length() + d.getName().length() + e.parameterCount() + f.type().parameterCount() + (int) g + (int) h;
    }

    public static long cstLong(MethodHandles.Lookup l, String n, Class<?> t) {
        return 1L << 40;
    }

    public static double cstDouble(MethodHandles.Lookup l, String n, Class<?> t) {
        return 2.5;
    }

    public static byte cstByte(MethodHandles.Lookup l, String n, Class<?> t) {
        return (byte) 200;
    }

    public static Object fails(MethodHandles.Lookup l, String n, Class<?> t) {
        calls++;
        throw new IllegalStateException("bootstrap " + calls);
    }

    public static Object failsError(MethodHandles.Lookup l, String n, Class<?> t) {
        throw new InternalError("own error");
    }

    public static Object varargs(MethodHandles.Lookup l, String n, Class<?> t, Object... rest) {
        return n + rest.length + Arrays.toString(rest);
    }

    public static CallSite site(MethodHandles.Lookup l, String n, MethodType t) throws Exception {
        calls++;
        return new ConstantCallSite(l.findStatic(RawCondy.class, n, t));
    }

    public static CallSite mutable(MethodHandles.Lookup l, String n, MethodType t) throws Exception {
        MutableCallSite s = new MutableCallSite(MethodHandles.constant(String.class, "first"));
        last = s;
        return s;
    }

    public static MutableCallSite last;

    public static CallSite siteNull(MethodHandles.Lookup l, String n, MethodType t) {
        return null;
    }

    public static Object siteWrong(MethodHandles.Lookup l, String n, MethodType t) {
        return "not a site";
    }

    public static CallSite siteType(MethodHandles.Lookup l, String n, MethodType t) {
        return new ConstantCallSite(MethodHandles.constant(int.class, 5));
    }

    public static CallSite siteFails(MethodHandles.Lookup l, String n, MethodType t) {
        calls++;
        throw new UnsupportedOperationException("site " + calls);
    }

    public static String target(int a, long b, String c, double d) {
        return a + "/" + b + "/" + c + "/" + d;
    }

    public static boolean same(Object a, Object b) {
        return a == b;
    }

    public static int plus(int a, int b) {
        return a + b;
    }

    public String virt() {
        return "virt";
    }

    public int field = 3;
    public static String sfield = "sf";

    public static void main(String[] args) throws Exception {
        Asm a = new Asm("RawCondyGen", 55);
        String l = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;", s = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)";
        int b0 = a.boot("h 6 RawCondy cst " + l + ")Ljava/lang/Object;");
        int b1 = a.boot("h 6 RawCondy cstInt " + l + "IJLjava/lang/String;Ljava/lang/Class;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;DF)I", "i 10", "l 20", "s str", "c java/util/List", "t (IJ)V", "h 6 RawCondy plus (II)I", "d 3.5", "f 4.5");
        int b2 = a.boot("h 6 RawCondy cstLong " + l + ")J"), b3 = a.boot("h 6 RawCondy cstDouble " + l + ")D"), b4 = a.boot("h 6 RawCondy cstByte " + l + ")B"), b5 = a.boot("h 6 RawCondy fails " + l + ")Ljava/lang/Object;");
        int b6 = a.boot("h 6 RawCondy failsError " + l + ")Ljava/lang/Object;"), b7 = a.boot("h 6 RawCondy varargs " + l + "[Ljava/lang/Object;)Ljava/lang/Object;", "i 1", "s two", "y " + b0 + " inner Ljava/lang/Object;");
        int b8 = a.boot("h 6 RawCondy site " + s + "Ljava/lang/invoke/CallSite;"), b9 = a.boot("h 6 RawCondy mutable " + s + "Ljava/lang/invoke/CallSite;"), b10 = a.boot("h 6 RawCondy siteNull " + s + "Ljava/lang/invoke/CallSite;");
        int b11 = a.boot("h 6 RawCondy siteWrong " + s + "Ljava/lang/Object;"), b12 = a.boot("h 6 RawCondy siteType " + s + "Ljava/lang/invoke/CallSite;"), b13 = a.boot("h 6 RawCondy siteFails " + s + "Ljava/lang/invoke/CallSite;");
        int b14 = a.boot("h 6 java/lang/invoke/ConstantBootstraps nullConstant " + l + ")Ljava/lang/Object;"), b15 = a.boot("h 6 java/lang/invoke/ConstantBootstraps primitiveClass " + l + ")Ljava/lang/Class;");
        int b16 = a.boot("h 6 java/lang/invoke/ConstantBootstraps enumConstant " + l + ")Ljava/lang/Enum;"), b17 = a.boot("h 6 RawCondy gone " + l + ")Ljava/lang/Object;"), b18 = a.boot("h 6 RawCondy cst " + l + ")Ljava/lang/Object;", "i 1");
        a.method("obj", "()Ljava/lang/Object;", 2, 0, "ldc y " + b0 + " name Ljava/lang/Object;", 0xb0);
        a.method("objSame", "()Z", 2, 0, "ldc y " + b0 + " name Ljava/lang/Object;", 0x13, "y " + b0 + " name Ljava/lang/Object;", 0xb8, "10 RawCondy same (Ljava/lang/Object;Ljava/lang/Object;)Z", 0xac);
        a.method("objOther", "()Ljava/lang/Object;", 2, 0, "ldc y " + b0 + " other Ljava/lang/Object;", 0xb0);
        a.method("asString", "()Ljava/lang/String;", 2, 0, 0x13, "y " + b0 + " typed Ljava/lang/String;", 0xb0);
        a.method("wrongType", "()Ljava/lang/Integer;", 2, 0, 0x13, "y " + b0 + " typed Ljava/lang/Integer;", 0xb0);
        a.method("manyArgs", "()I", 2, 0, 0x13, "y " + b1 + " n I", 0xac);
        a.method("lng", "()J", 2, 0, 0x14, "y " + b2 + " n J", 0xad);
        a.method("dbl", "()D", 2, 0, 0x14, "y " + b3 + " n D", 0xaf);
        a.method("byt", "()I", 2, 0, 0x13, "y " + b4 + " n B", 0xac);
        a.method("fails", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b5 + " n Ljava/lang/Object;", 0xb0);
        a.method("failsError", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b6 + " n Ljava/lang/Object;", 0xb0);
        a.method("nested", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b7 + " outer Ljava/lang/Object;", 0xb0);
        a.method("indy", "(IJLjava/lang/String;D)Ljava/lang/String;", 8, 6, 0x1a, 0x1f, 0x2d, 0x18, 4, 0xba, "Y " + b8 + " target (IJLjava/lang/String;D)Ljava/lang/String;", 0, 0, 0xb0);
        a.method("indyTwo", "(II)I", 8, 2, 0x1a, 0x1b, 0xba, "Y " + b8 + " plus (II)I", 0, 0, 0x1b, 0xba, "Y " + b8 + " plus (II)I", 0, 0, 0xac);
        a.method("mut", "()Ljava/lang/String;", 2, 0, 0xba, "Y " + b9 + " m ()Ljava/lang/String;", 0, 0, 0xb0);
        a.method("siteNull", "()V", 2, 0, 0xba, "Y " + b10 + " m ()V", 0, 0, 0xb1);
        a.method("siteWrong", "()V", 2, 0, 0xba, "Y " + b11 + " m ()V", 0, 0, 0xb1);
        a.method("siteType", "()V", 2, 0, 0xba, "Y " + b12 + " m ()V", 0, 0, 0xb1);
        a.method("siteFails", "()V", 2, 0, 0xba, "Y " + b13 + " m ()V", 0, 0, 0xb1);
        a.method("siteNoTarget", "()V", 2, 0, 0xba, "Y " + b8 + " missing ()V", 0, 0, 0xb1);
        a.method("nullc", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b14 + " n Ljava/lang/String;", 0xb0);
        a.method("prim", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b15 + " J Ljava/lang/Class;", 0xb0);
        a.method("enm", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b16 + " BLOCKED Ljava/lang/Thread$State;", 0xb0);
        a.method("bsmGone", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b17 + " n Ljava/lang/Object;", 0xb0);
        a.method("bsmArity", "()Ljava/lang/Object;", 2, 0, 0x13, "y " + b18 + " n Ljava/lang/Object;", 0xb0);
        String[] hs = {"h 6 RawCondy plus (II)I", "h 5 RawCondy virt ()Ljava/lang/String;", "h 8 RawCondy <init> ()V", "h 1 RawCondy field I", "h 2 RawCondy sfield Ljava/lang/String;", "h 3 RawCondy field I", "h 4 RawCondy sfield Ljava/lang/String;", "h 9 java/util/List size ()I", "h 6 !java/util/List of ()Ljava/util/List;",
            "h 6 RawCondy nope ()V", "h 5 java/lang/String isLatin1 ()Z", "h 5 java/lang/invoke/MethodHandle invokeExact (I)J", "h 6 no/Such m ()V", "h 6 java/lang/String format (Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/String;", "h 5 RawCondy plus (II)I"};
        for (int i = 0; i < hs.length; i++) a.method("handle" + i, "()Ljava/lang/Object;", 2, 0, 0x13, hs[i], 0xb0);
        a.method("mtype", "()Ljava/lang/Object;", 2, 0, 0x13, "t (ILjava/lang/String;[J)D", 0xb0);
        a.method("mtypeBad", "()Ljava/lang/Object;", 2, 0, 0x13, "t (Lno/Such;)V", 0xb0);
        a.method("invokeExact", "()I", 4, 0, 0x13, "h 6 RawCondy plus (II)I", 0x08, 0x07, 0xb6, "10 java/lang/invoke/MethodHandle invokeExact (II)I", 0xac);
        a.method("invokeWrong", "()J", 4, 0, 0x13, "h 6 RawCondy plus (II)I", 0x08, 0x07, 0xb6, "10 java/lang/invoke/MethodHandle invokeExact (II)J", 0xad);
        a.method("invokeConv", "()J", 4, 0, 0x13, "h 6 RawCondy plus (II)I", 0x08, 0x07, 0xb6, "10 java/lang/invoke/MethodHandle invoke (II)J", 0xad);
        Class<?> c = a.define();
        for (String m : new String[]{"obj", "obj", "objSame", "objOther", "asString", "wrongType", "wrongType", "manyArgs", "lng", "dbl", "byt", "fails", "fails", "failsError", "failsError", "nested", "mut", "siteNull", "siteNull", "siteWrong", "siteType", "siteFails", "siteFails", "siteNoTarget", "nullc", "prim", "enm",
            "bsmGone", "bsmArity", "mtype", "mtypeBad", "invokeExact", "invokeWrong", "invokeConv"}) run(c, m);
        run(c, "indy", 1, 2L, "three", 4.0);
        run(c, "indy", 5, 6L, null, 7.5);
        run(c, "indyTwo", 3, 4);
        last.setTarget(MethodHandles.constant(String.class, "second"));
        run(c, "mut");
        for (int i = 0; i < hs.length; i++) {
            System.out.print(hs[i] + " ");
            run(c, "handle" + i);
        }
        System.out.println(calls);
        System.out.println("done RawCondy");
    }
}
