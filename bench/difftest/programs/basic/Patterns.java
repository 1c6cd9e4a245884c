/** instanceof patterns, scoping rules, nested conditions, with generics and null. */
public class Patterns {
    interface Shape {}
    static final class Circle implements Shape {
        final int r;
        Circle(int r) {
            this.r = r;
        }
    }

    static final class Rect implements Shape {
        final int w, h;
        Rect(int w, int h) {
            this.w = w;
            this.h = h;
        }
    }

    static int area(Object o) {
        if (o instanceof Circle c) return 3 * c.r * c.r;
        if (!(o instanceof Rect r)) return -1;
        return r.w * r.h;
    }

    static String kind(Object o) {
        if (o instanceof Integer i && i > 10) return "big int";
        if (o instanceof Integer i) return i < 0 ? "neg int" : "int";
        if (o instanceof String s && !s.isEmpty() && s.charAt(0) == 'x') return "x-string";
        if (o instanceof CharSequence cs) return "chars ".concat(String.valueOf(cs.length()));
        if (o instanceof int[] a && a.length > 2) return "ints";
        if (o instanceof Object[] a) return "objs ".concat(String.valueOf(a.length));
        if (o instanceof Number n || o == null) return "number or null";
        return "?";
    }

    static boolean eq(Object a, Object b) {
        return a instanceof String s && b instanceof String t && s.length() == t.length();
    }

    static int loop(Object[] os) {
        int sum = 0;
        for (int i = 0; i < os.length && os[i] instanceof Integer n; i++) sum += n;
        return sum;
    }

    static int whileNot(java.util.Iterator<?> it) {
        Object o = it.next();
        while (!(o instanceof String s)) {
            o = it.next();
        }
        return s.length();
    }

    public static void main(String[] args) {
        System.out.println(area(new Circle(4)));
        System.out.println(area(new Rect(3, 5)));
        System.out.println(area("no"));
        System.out.println(area(null));
        Object[] os = {5, -5, 50, "xyz", "abc", "", new StringBuilder("sb"), new int[3], new int[1], new String[4], 2.5, null, 'c', new int[2][2]};
        for (Object o : os) System.out.println(kind(o));
        System.out.println(eq("ab", "cd"));
        System.out.println(eq("ab", 1));
        System.out.println(loop(new Object[]{1, 2, 3, "x", 4}));
        System.out.println(whileNot(java.util.Arrays.asList(1, 2, "found", 3).iterator()));
        Object n = null;
        System.out.println(n instanceof Object);
        System.out.println(n instanceof String);
        System.out.println((String) n);
        System.out.println((int[]) n == null);
        System.out.println((Object) os instanceof Object[]);
        System.out.println((Object) os instanceof Cloneable);
        Object io = new int[0];
        System.out.println(io instanceof Object[]);
        System.out.println(int[].class.isInstance(io));
        System.out.println(Object.class.isInstance(null));
        System.out.println(Number.class.isAssignableFrom(Integer.class));
        System.out.println(Object[].class.isAssignableFrom(String[][].class));
        System.out.println(Object[].class.isAssignableFrom(int[].class));
        System.out.println(long.class.isAssignableFrom(int.class));
        System.out.println("done Patterns");
    }
}
