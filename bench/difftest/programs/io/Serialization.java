import java.io.*;
import java.util.*;

/** Serialization: graphs, cycles, shared references, transient, custom hooks, externalizable, records, enums, proxies, inheritance with a non-serializable parent, errors. */
public class Serialization {
    static class Parent {
        int p = 1;
        static int ctor;

        Parent() {
            ctor++;
            p = 77;
        }
    }

    static class Node extends Parent implements Serializable {
        private static final long serialVersionUID = 5L;
        String name;
        Node next;
        transient int t = 9;
        int[] arr = {1, 2};
        Object[] objs;
        double d = 2.5;
        char c = 'c';
        boolean z = true;

        Node(String n) {
            name = n;
            p = 500;
        }
    }

    static class Custom implements Serializable {
        transient String secret = "s";
        int n = 3;

        private void writeObject(ObjectOutputStream o) throws IOException {
            o.defaultWriteObject();
            o.writeUTF(new StringBuilder(secret).reverse().toString());
            o.writeInt(42);
        }

        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            i.defaultReadObject();
            secret = new StringBuilder(i.readUTF()).reverse().append(i.readInt()).toString();
        }
    }

    public static class Ext implements Externalizable {
        String v;

        public Ext() {
            v = "default";
        }

        Ext(String v) {
            this.v = v;
        }

        public void writeExternal(ObjectOutput o) throws IOException {
            o.writeObject(v);
            o.writeLong(7);
        }

        public void readExternal(ObjectInput i) throws IOException, ClassNotFoundException {
            v = i.readObject() + "/" + i.readLong();
        }
    }

    static class NoPublicCtor implements Externalizable {
        NoPublicCtor(int x) {}

        public void writeExternal(ObjectOutput o) {}

        public void readExternal(ObjectInput i) {}
    }

    static class Single implements Serializable {
        static final Single I = new Single();

        private Object readResolve() {
            return I;
        }
    }

    static class Replaced implements Serializable {
        private Object writeReplace() {
            return "replacement";
        }
    }

    record R(int a, String b, List<Integer> l) implements Serializable {
        R {
            if (a < 0) throw new IllegalArgumentException("negative");
        }
    }

    enum E {
        A, B {
            int x = 5;
        }
    }

    static class Bad implements Serializable {
        Object o = new Object();
    }

    static class Fields implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("x", int.class), new ObjectStreamField("y", String.class)};
        int real = 8;

        private void writeObject(ObjectOutputStream o) throws IOException {
            ObjectOutputStream.PutField f = o.putFields();
            f.put("x", real * 2);
            f.put("y", "why");
            o.writeFields();
        }

        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            ObjectInputStream.GetField f = i.readFields();
            real = f.get("x", 0) + ((String) f.get("y", null)).length() + (f.defaulted("x") ? 1000 : 0);
        }
    }

    static byte[] ser(Object o) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream s = new ObjectOutputStream(b)) {
            s.writeObject(o);
        }
        return b.toByteArray();
    }

    @SuppressWarnings("unchecked")
    static <T> T de(byte[] b) throws IOException, ClassNotFoundException {
        return (T) new ObjectInputStream(new ByteArrayInputStream(b)).readObject();
    }

    static <T> T trip(T t) throws Exception {
        return de(ser(t));
    }

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage() + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }

    public static void main(String[] args) throws Exception {
        Node a = new Node("a"), b = new Node("b");
        a.next = b;
        b.next = a;
        a.objs = new Object[]{a, b, b.name, 5, null, new int[][]{{1}, {2}}};
        Parent.ctor = 0;
        Node c = trip(a);
        System.out.println(c.name + c.next.name + (c.next.next == c) + c.t + c.p + c.next.p + " ctor " + Parent.ctor + " " + c.arr[1] + (c.objs[0] == c) + (c.objs[2] == c.next.name) + c.objs[3] + c.objs[4] + ((int[][]) c.objs[5])[1][0] + c.d + c.c + c.z);
        System.out.println(ser(a).length + " " + Arrays.hashCode(ser(a)) + " " + HexFormat.of().formatHex(ser(5)));
        t("custom", () -> trip(new Custom()).secret + trip(new Custom()).n);
        t("external", () -> trip(new Ext("val")).v);
        t("external no ctor", () -> trip(new NoPublicCtor(1)));
        t("resolve", () -> trip(Single.I) == Single.I);
        t("replace", () -> de(ser(new Replaced())));
        t("record", () -> trip(new R(1, "b", List.of(1, 2))));
        t("record check", () -> {
            byte[] x = ser(new R(1, "b", null));
            for (int i = 0; i < x.length - 4; i++) if (x[i] == 0 && x[i + 1] == 0 && x[i + 2] == 0 && x[i + 3] == 1 && x[i + 4] == 'p') x[i] = (byte) 0x80;
            return de(x);
        });
        t("enum", () -> (trip(E.B) == E.B) + " " + trip(EnumSet.of(E.A, E.B)) + trip(new EnumMap<>(Map.of(E.A, 1))));
        t("class", () -> trip(int[].class) + " " + trip(int.class) + " " + trip(Node.class));
        t("fields", () -> trip(new Fields()).real);
        t("not serializable", () -> ser(new Bad()));
        t("not serializable 2", () -> ser(new Object()));
        t("collections", () -> trip(new ArrayList<>(List.of(1, 2))) + "" + trip(new TreeMap<>(Map.of("k", 1))) + trip(new LinkedHashMap<>(Map.of(1, 2))) + trip(new ArrayDeque<>(List.of(1))) + trip(List.of(1, 2, 3)) + trip(Map.of("x", 1)) + trip(Collections.unmodifiableList(Arrays.asList(1, null))) + trip(new BitSet()) + trip(new PriorityQueue<>(List.of(3, 1))) + trip(Optional.class));
        t("misc", () -> trip(new java.math.BigDecimal("1.50")) + " " + trip(new Date(0)).getTime() + " " + trip(Locale.GERMANY) + " " + trip(UUID.nameUUIDFromBytes(new byte[1])) + " " + trip(java.time.LocalDate.EPOCH) + " " + trip(new StringBuilder("sb")) + " " + trip(new Random(5)).nextInt() + " " + trip(java.net.URI.create("a:b")));
        t("exception", () -> {
            Exception e = trip(new IllegalStateException("msg", new RuntimeException("cause")));
            return e + " " + e.getCause() + " " + e.getStackTrace()[0].getMethodName().startsWith("lambda");
        });
        t("proxy", () -> {
            Runnable r = (Runnable) java.lang.reflect.Proxy.newProxyInstance(Serialization.class.getClassLoader(), new Class<?>[]{Runnable.class, Serializable.class}, new Handler("hid"));
            Object p = trip(r);
            return p.toString() + (p.getClass() == r.getClass());
        });
        t("garbage", () -> de(new byte[]{1, 2, 3, 4}));
        t("truncated", () -> de(Arrays.copyOf(ser(a), 50)));
        t("empty", () -> de(new byte[0]));
        t("missing class", () -> {
            byte[] x = ser(new Fields());
            String s = new String(x, "ISO-8859-1").replace("Serialization$Fields", "Serialization$Fielsd");
            return de(s.getBytes("ISO-8859-1"));
        });
        t("uid", () -> {
            byte[] x = ser(new Node("n"));
            for (int i = 0; i < x.length - 8; i++) if (x[i + 7] == 5 && x[i] == 0 && x[i + 6] == 0 && x[i - 1] == 'e') {
                x[i + 7] = 6;
                break;
            }
            return de(x);
        });
        t("computed uid", () -> ObjectStreamClass.lookup(R.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(Node.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(E.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(Parent.class) + " " + Arrays.toString(ObjectStreamClass.lookup(Node.class).getFields()));
        t("filter", () -> {
            ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(ser(new Ext("x"))));
            i.setObjectInputFilter(ObjectInputFilter.Config.createFilter("!Serialization$Ext;*"));
            return i.readObject();
        });
        t("stream ops", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            ObjectOutputStream s = new ObjectOutputStream(o);
            int[] arr = {1};
            s.writeObject(arr);
            arr[0] = 2;
            s.writeObject(arr);
            s.reset();
            s.writeObject(arr);
            s.writeUnshared(arr);
            s.writeInt(9);
            s.close();
            ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(o.toByteArray()));
            int[] x = (int[]) i.readObject(), y = (int[]) i.readObject(), z = (int[]) i.readObject();
            return x[0] + " " + (x == y) + " " + z[0] + " " + ((int[]) i.readObject())[0] + " " + i.readInt() + " " + i.available();
        });
        t("optional data", () -> {
            ByteArrayOutputStream o = new ByteArrayOutputStream();
            ObjectOutputStream s = new ObjectOutputStream(o);
            s.writeInt(1);
            s.close();
            return new ObjectInputStream(new ByteArrayInputStream(o.toByteArray())).readObject();
        });
        t("resolve class", () -> new ObjectInputStream(new ByteArrayInputStream(ser(new Ext("y")))) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass d) throws IOException, ClassNotFoundException {
                return d.getName().equals("Serialization$Ext") ? Ext.class : super.resolveClass(d);
            }
        }.readObject().getClass());
        System.out.println("done Serialization");
    }

    record Handler(String n) implements java.lang.reflect.InvocationHandler, Serializable {
        public Object invoke(Object p, java.lang.reflect.Method m, Object[] a) {
            return m.getName() + n;
        }
    }
}
