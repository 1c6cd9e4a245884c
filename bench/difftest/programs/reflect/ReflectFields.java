import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

/** Field access of every type, conversions, finals, statics, shadowing, errors. */
public class ReflectFields {
    public boolean z = true;
    public byte b = 1;
    public short s = 2;
    public char c = 'c';
    public int i = 4;
    public long j = 5;
    public float f = 6.5f;
    public double d = 7.5;
    public String o = "o";
    public static int si = 10;
    public static final int K = 11;
    public static final Integer BOX = 12;
    public final int fin = Integer.parseInt("13");
    private volatile transient long pv = 14;
    protected int[] arr = {1};

    static class Parent {
        public int x = 1;
        private int hidden = 2;
        public static String ps = "ps";
    }

    interface Has {
        int CONST = 99;
    }

    static class Child extends Parent implements Has {
        public int x = 10;
    }

    record R(int a, String b) {}

    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    public static void main(String[] args) throws Throwable {
        ReflectFields r = new ReflectFields();
        String[] names = {"z", "b", "s", "c", "i", "j", "f", "d", "o"};
        String[] getters = {"getBoolean", "getByte", "getShort", "getChar", "getInt", "getLong", "getFloat", "getDouble", "get"};
        for (String n : names) {
            Field fl = ReflectFields.class.getField(n);
            StringBuilder sb = new StringBuilder(fl + " =");
            for (String g : getters) {
                try {
                    sb.append(' ').append(Field.class.getMethod(g, Object.class).invoke(fl, r));
                } catch (InvocationTargetException e) {
                    sb.append(" -");
                }
            }
            System.out.println(sb);
        }
        tryIt("get long as int", () -> ReflectFields.class.getField("j").getInt(r));
        tryIt("get str as int", () -> ReflectFields.class.getField("o").getInt(r));
        Object[] vals = {false, (byte) -1, (short) -2, 'x', -4, -5L, -6.5f, -7.5, "new"};
        for (int k = 0; k < names.length; k++) {
            Field fl = ReflectFields.class.getField(names[k]);
            StringBuilder sb = new StringBuilder(names[k]);
            for (Object v : vals) {
                try {
                    fl.set(r, v);
                    sb.append(' ').append(fl.get(r));
                } catch (IllegalArgumentException e) {
                    sb.append(" iae");
                }
            }
            System.out.println(sb);
        }
        tryIt("set wrong", () -> {
            ReflectFields.class.getField("i").set(r, "str");
            return 0;
        });
        tryIt("set null prim", () -> {
            ReflectFields.class.getField("i").set(r, null);
            return 0;
        });
        tryIt("setLong on int", () -> {
            ReflectFields.class.getField("i").setLong(r, 5L);
            return 0;
        });
        tryIt("setByte on long", () -> {
            ReflectFields.class.getField("j").setByte(r, (byte) 77);
            return r.j;
        });
        tryIt("setChar on double", () -> {
            ReflectFields.class.getField("d").setChar(r, 'A');
            return r.d;
        });
        tryIt("static", () -> {
            Field fl = ReflectFields.class.getField("si");
            fl.set(null, 20);
            fl.setInt("whatever", fl.getInt(null) + 1);
            return si;
        });
        tryIt("final", () -> {
            ReflectFields.class.getField("fin").set(r, 1);
            return 0;
        });
        tryIt("final accessible", () -> {
            Field fl = ReflectFields.class.getField("fin");
            fl.setAccessible(true);
            fl.set(r, 1313);
            return r.fin + " " + fl.get(r);
        });
        tryIt("static final accessible", () -> {
            Field fl = ReflectFields.class.getField("BOX");
            fl.setAccessible(true);
            fl.set(null, 1);
            return 0;
        });
        tryIt("record final", () -> {
            Field fl = R.class.getDeclaredField("a");
            fl.setAccessible(true);
            fl.setInt(new R(1, "x"), 5);
            return 0;
        });
        tryIt("constant", () -> ReflectFields.class.getField("K").get(null));
        tryIt("private", () -> {
            Field fl = ReflectFields.class.getDeclaredField("pv");
            fl.setLong(r, 1L << 40);
            return fl.getLong(r) + " " + Modifier.toString(fl.getModifiers());
        });
        tryIt("nest private", () -> Parent.class.getDeclaredField("hidden").get(new Child()));
        tryIt("shadow", () -> Parent.class.getField("x").get(new Child()) + " " + Child.class.getField("x").get(new Child()));
        tryIt("inherited", () -> Child.class.getField("ps").getDeclaringClass() + " " + Child.class.getField("CONST").get(null));
        tryIt("all fields", () -> Arrays.stream(Child.class.getFields()).map(x -> x.getDeclaringClass().getSimpleName() + "." + x.getName()).sorted().collect(Collectors.toList()));
        tryIt("declared order", () -> Arrays.stream(ReflectFields.class.getDeclaredFields()).map(Field::getName).collect(Collectors.joining(",")));
        tryIt("missing", () -> Child.class.getField("nope"));
        tryIt("missing2", () -> Child.class.getDeclaredField("hidden"));
        tryIt("null obj", () -> ReflectFields.class.getField("i").get(null));
        tryIt("wrong obj", () -> ReflectFields.class.getField("i").get("str"));
        tryIt("jdk private", () -> {
            Field fl = String.class.getDeclaredField("value");
            fl.setAccessible(true);
            return 0;
        });
        tryIt("jdk private get", () -> String.class.getDeclaredField("hash").getInt("s"));
        tryIt("filtered", () -> Field.class.getDeclaredField("modifiers"));
        tryIt("array length", () -> int[].class.getFields().length + " " + int[].class.getDeclaredMethods().length);
        tryIt("array field", () -> ((int[]) ReflectFields.class.getDeclaredField("arr").get(r)).length);
        tryIt("inner this", () -> new Object() {}.getClass().getDeclaredFields().length);
        Field hot = ReflectFields.class.getField("i");
        hot.setInt(r, 0);
        for (int k = 0; k < 60; k++) hot.setInt(r, hot.getInt(r) + k);
        System.out.println(r.i + " " + hot.getType() + " " + hot.getGenericType() + " " + hot.isSynthetic() + hot.isEnumConstant() + " " + hot.hashCode());
        System.out.println("done ReflectFields");
    }
}
