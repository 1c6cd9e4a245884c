import java.lang.reflect.Array;
import java.util.Arrays;

/** java.lang.reflect.Array on all element types and its errors. */
public class ReflectArrays {
    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + t.getMessage());
        }
    }

    public static void main(String[] args) {
        Class<?>[] ts = {boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class, String.class, int[].class};
        Object[] vs = {true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "s", new int[0]};
        for (Class<?> t : ts) {
            Object a = Array.newInstance(t, 3);
            StringBuilder sb = new StringBuilder(a.getClass().getName() + " " + Array.getLength(a) + " " + Array.get(a, 1) + " |");
            for (Object v : vs) {
                try {
                    Array.set(a, 0, v);
                    sb.append(' ').append(v instanceof int[] ? "int[]" : Array.get(a, 0));
                } catch (IllegalArgumentException e) {
                    sb.append(" -");
                }
            }
            System.out.println(sb);
            StringBuilder g = new StringBuilder("  ");
            int n = 0;
            for (Act act : new Act[]{() -> Array.getBoolean(a, 1), () -> Array.getByte(a, 1), () -> (int) Array.getChar(a, 1), () -> Array.getShort(a, 1), () -> Array.getInt(a, 1),
                () -> Array.getLong(a, 1), () -> Array.getFloat(a, 1), () -> Array.getDouble(a, 1)}) {
                try {
                    g.append(act.run()).append(' ');
                } catch (Throwable e) {
                    g.append(n == 0 || n == 5 ? e.getMessage() : e.getClass().getSimpleName().substring(0, 3)).append(' ');
                }
                n++;
            }
            System.out.println(g);
        }
        Object m = Array.newInstance(String.class, 2, 3, 4);
        System.out.println(m.getClass().getName() + " " + ((Object[][][]) m)[1][2].length);
        System.out.println(Array.newInstance(int[].class, 2, 1).getClass().getName() + " " + Array.newInstance(int.class, new int[]{0, 5}).getClass());
        int[] ia = new int[2];
        Array.setInt(ia, 0, 5);
        Array.setByte(ia, 1, (byte) -1);
        Array.setChar(ia, 0, 'z');
        System.out.println(Arrays.toString(ia));
        tryIt("setLong int", () -> {
            Array.setLong(ia, 0, 1L);
            return 0;
        });
        tryIt("void", () -> Array.newInstance(void.class, 1));
        tryIt("neg", () -> Array.newInstance(int.class, -1));
        tryIt("neg multi", () -> Array.newInstance(int.class, 1, -2));
        tryIt("no dims", () -> Array.newInstance(int.class, new int[0]));
        tryIt("256 dims", () -> Array.newInstance(int.class, new int[256]));
        tryIt("255 dims", () -> Array.newInstance(int.class, new int[255]).getClass().getName().length());
        Class<?> deepest = Array.newInstance(int.class, new int[255]).getClass();
        tryIt("one more dim", () -> Array.newInstance(deepest, 1));
        tryIt("two more dims", () -> Array.newInstance(deepest, 1, 1));
        tryIt("one more dim, negative", () -> Array.newInstance(deepest, -1));
        tryIt("last dim", () -> Array.newInstance(deepest.getComponentType(), 1).getClass() == deepest);
        tryIt("one more dim by name", () -> Class.forName("[" + deepest.getName()));
        tryIt("one more dim, array type", () -> deepest.arrayType());
        tryIt("256 negative dims", () -> {
            int[] dims = new int[256];
            Arrays.fill(dims, -3);
            return Array.newInstance(int.class, dims);
        });
        tryIt("null class", () -> Array.newInstance(null, 1));
        tryIt("not array", () -> Array.getLength("s"));
        tryIt("null len", () -> Array.getLength(null));
        tryIt("get oob", () -> Array.get(ia, 2));
        tryIt("get neg", () -> Array.getInt(ia, -1));
        tryIt("get not array", () -> Array.get("x", 0));
        tryIt("set oob", () -> {
            Array.set(new String[1], 1, "x");
            return 0;
        });
        tryIt("set wrong", () -> {
            Array.set(new String[1], 0, 5);
            return 0;
        });
        tryIt("set null prim", () -> {
            Array.set(ia, 0, null);
            return 0;
        });
        tryIt("copyOf", () -> Arrays.copyOf(new Object[]{"a", "b"}, 3, String[].class).getClass());
        tryIt("copyOf bad", () -> Arrays.copyOf(new Object[]{"a", 1}, 2, String[].class));
        tryIt("arraycopy self", () -> {
            int[] x = {1, 2, 3, 4, 5};
            System.arraycopy(x, 0, x, 1, 4);
            return Arrays.toString(x);
        });
        tryIt("arraycopy neg", () -> {
            System.arraycopy(ia, -1, ia, 0, 1);
            return 0;
        });
        tryIt("arraycopy len", () -> {
            System.arraycopy(ia, 0, ia, 0, -1);
            return 0;
        });
        tryIt("arraycopy dst", () -> {
            System.arraycopy(ia, 0, new int[1], 0, 2);
            return 0;
        });
        tryIt("arraycopy obj dst", () -> {
            System.arraycopy(new String[2], 1, new String[1], 1, 1);
            return 0;
        });
        tryIt("arraycopy not array", () -> {
            System.arraycopy("s", 0, ia, 0, 1);
            return 0;
        });
        tryIt("arraycopy dst not array", () -> {
            System.arraycopy(ia, 0, "d", 0, 1);
            return 0;
        });
        tryIt("arraycopy obj to prim", () -> {
            System.arraycopy(new Integer[1], 0, ia, 0, 1);
            return 0;
        });
        tryIt("arraycopy partial", () -> {
            String[] dst = new String[4];
            try {
                System.arraycopy(new Object[]{"a", "b", 3, "d"}, 0, dst, 0, 4);
            } catch (ArrayStoreException e) {
                return e.getMessage() + Arrays.toString(dst);
            }
            return "none";
        });
        tryIt("arraycopy null", () -> {
            System.arraycopy(null, 0, ia, 0, 1);
            return 0;
        });
        System.out.println("done ReflectArrays");
    }
}
