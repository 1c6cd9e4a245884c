// difftest: library
import java.io.*;
import java.util.*;

/** Serialized forms that outlive their classes: fields added, removed and retyped, classes renamed and gone, enum constants lost, version numbers, filters, hostile streams, replaced objects, validation, unshared objects. */
public class SerialEvolution {
    interface Change {
        ClassEdit of(ClassEdit e);
    }

    static final String[] ALL = {"SerialEvolutionItem", "SerialEvolutionBase", "SerialEvolutionKind", "SerialEvolutionRec"};

    static byte[] write(Object o) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(b)) {
            out.writeObject(o);
        }
        return b.toByteArray();
    }

    static Object read(byte[] b, ClassLoader l, ObjectInputFilter f) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(b)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass d) throws IOException, ClassNotFoundException {
                return d.getName().startsWith("SerialEvolution") ? Class.forName(d.getName(), false, l) : super.resolveClass(d);
            }
        }) {
            if (f != null) in.setObjectInputFilter(f);
            return in.readObject();
        }
    }

    static void with(String what, byte[] b, String changed, Change c) throws Exception {
        BytesLoader d = new BytesLoader();
        for (String n : ALL) d.classes.put(n, BytesLoader.original(n));
        if (changed != null) d.classes.put(changed, c.of(new ClassEdit(changed)).b);
        show(what, b, d, null);
    }

    static void show(String what, byte[] b, ClassLoader l, ObjectInputFilter f) {
        try {
            System.out.println(what + ": " + read(b, l, f));
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@") + (t.getCause() == null ? "" : " <- " + t.getCause()));
        }
    }

    static byte[] replace(byte[] b, String from, String to) {
        String s = new String(b, 0);
        byte[] out = new byte[b.length];
        s.replace(from, to).getBytes(0, b.length, out, 0);
        return out;
    }

    public static void main(String[] args) throws Exception {
        ClassLoader app = SerialEvolution.class.getClassLoader();
        String item = ALL[0], base = ALL[1], kind = ALL[2], rec = ALL[3];
        SerialEvolutionItem it = new SerialEvolutionItem();
        it.count = 5;
        it.name = "given";
        it.kind = SerialEvolutionKind.TWO;
        it.more = new ArrayList<>(List.of(1, "two", new SerialEvolutionRec(3, "r")));
        it.inherited = 9;
        byte[] b = write(it);
        with("unchanged", b, null, null);
        with("field renamed", b, item, e -> e.rename("count", "kount"));
        with("field of other type", b, item, e -> e.rename("Ljava/util/List;", "Ljava/util/Map;"));
        with("primitive widened", b, item, e -> e.rename("J", "D"));
        with("enum constant gone", b, kind, e -> e.rename("TWO", "TOO"));
        with("superclass not serializable", b, base, e -> e.rename("java/io/Serializable", "java/lang/Cloneable"));
        with("superclass skipped", b, item, e -> e.rename("SerialEvolutionBase", "java/lang/Object"));
        with("item not serializable", b, base, e -> e.rename("java/io/Serializable", "java/lang/Runnable"));
        with("record component renamed", b, rec, e -> e.rename("text", "taxt"));
        with("record became class", b, rec, e -> e.rename("Record", "Xecord"));
        with("final class", b, item, e -> e.flags(null, 0, 16));
        show("class gone", replace(b, "SerialEvolutionItem", "SerialEvolutionXtem"), app, null);
        show("version changed", replace(b, "\0\0\0\0\0\0\0\7", "\0\0\0\0\0\0\0\6"), app, null);
        show("truncated", Arrays.copyOf(b, b.length - 5), app, null);
        show("empty", new byte[0], app, null);
        show("magic", new byte[]{1, 2, 3, 4, 5}, app, null);
        show("bad tag", new byte[]{(byte) 0xac, (byte) 0xed, 0, 5, 0x60}, app, null);
        show("bad handle", new byte[]{(byte) 0xac, (byte) 0xed, 0, 5, 0x71, 0, 0x7e, 0, 9}, app, null);
        show("huge array", new byte[]{(byte) 0xac, (byte) 0xed, 0, 5, 0x75, 0x72, 0, 2, '[', 'B', (byte) 0xac, (byte) 0xf3, 0x17, (byte) 0xf8, 6, 8, 0x54, (byte) 0xe0, 2, 0, 0, 0x78, 0x70, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xf0}, app, i -> i.arrayLength() > 1000 ? ObjectInputFilter.Status.REJECTED : ObjectInputFilter.Status.UNDECIDED);
        show("filter by class", b, app, ObjectInputFilter.Config.createFilter("java.base/*;!SerialEvolutionKind;*"));
        show("filter by depth", b, app, ObjectInputFilter.Config.createFilter("maxdepth=2"));
        show("filter by references", b, app, ObjectInputFilter.Config.createFilter("maxrefs=3"));
        show("filter allows", b, app, ObjectInputFilter.Config.createFilter("maxbytes=10000;SerialEvolution*;java.**;!*"));
        int[] seen = {0};
        show("filter counts", b, app, i -> {
            seen[0]++;
            return ObjectInputFilter.Status.ALLOWED;
        });
        System.out.println(seen[0] + " " + b.length);
        for (int len = 0, kinds = 0; len < b.length; len += 7) {
            try {
                read(Arrays.copyOf(b, len), app, null);
                System.out.println("read a part");
            } catch (EOFException | StreamCorruptedException e) {
                kinds++;
            }
            if (len + 7 >= b.length) System.out.println("truncations " + kinds);
        }
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        ObjectOutputStream out = new ObjectOutputStream(bo);
        int[] arr = {1};
        out.writeObject(arr);
        arr[0] = 2;
        out.writeObject(arr);
        out.reset();
        out.writeObject(arr);
        out.writeUnshared(arr);
        out.writeInt(77);
        out.flush();
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bo.toByteArray()));
        int[] r1 = (int[]) in.readObject(), r2 = (int[]) in.readObject(), r3 = (int[]) in.readObject(), r4 = (int[]) in.readUnshared();
        System.out.println(r1[0] + " " + (r1 == r2) + " " + r3[0] + " " + (r3 == r4) + " " + in.readInt() + " " + in.available());
        try {
            in.readObject();
        } catch (EOFException e) {
            System.out.println("end");
        }
        for (Object o : new Object[]{new Object(), new Object[]{1, Thread.currentThread()}, (Runnable) () -> { }, new SerialEvolutionItem() { Object x = new Object(); }}) {
            try {
                System.out.println(write(o).length);
            } catch (NotSerializableException e) {
                System.out.println("not serializable " + e.getMessage().replaceAll("Lambda.*", "Lambda"));
            }
        }
        ObjectStreamClass c = ObjectStreamClass.lookup(SerialEvolutionItem.class);
        System.out.println(c.getSerialVersionUID() + " " + Arrays.toString(c.getFields()) + " " + ObjectStreamClass.lookup(SerialEvolutionRec.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(SerialEvolutionKind.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(SerialEvolutionBase.class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(Object.class) + " " + ObjectStreamClass.lookup(int[][].class).getSerialVersionUID() + " " + ObjectStreamClass.lookup(ArrayList.class).getFields().length);
        System.out.println("done SerialEvolution");
    }
}

class SerialEvolutionBase implements Serializable {
    int inherited = 1;

    public void work() {}

    protected static final Object lock = new Object();
}

enum SerialEvolutionKind { ONE, TWO }

record SerialEvolutionRec(int n, String text) implements Serializable {}

class SerialEvolutionItem extends SerialEvolutionBase {
    private static final long serialVersionUID = 7;
    int count = 1;
    long big = 1L << 40;
    String name = "default";
    SerialEvolutionKind kind;
    List<Object> more;
    transient int lost = 3;

    @Override
    public String toString() {
        return count + " " + big + " " + name + " " + kind + " " + more + " " + inherited + " " + lost;
    }
}
