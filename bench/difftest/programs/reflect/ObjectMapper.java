import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** A small text mapper built on reflection: records, beans, enums, collections, maps, arrays, optionals and generic types written and read back; a proxy view; errors with paths. */
public class ObjectMapper {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Name {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Skip {}

    enum Color { RED, GREEN { @Override public String toString() { return "green!"; } } }

    record Point(int x, @Name("why") long y) {}

    record Pair<A, B>(A first, B second) {}

    static class Shape {
        private String title = "none";
        protected Color color = Color.RED;
        public double area;
        @Skip int secret = 5;
        transient int t = 6;
        static int s = 7;
        List<Point> points = new ArrayList<>();
        Map<String, int[]> table = new TreeMap<>();
        Optional<Pair<String, List<Boolean>>> extra = Optional.empty();
        char[][] grid = {};
        Shape child;
    }

    static class Circle extends Shape {
        float radius = 1.5f;
        Byte boxed;
        private String title = "shadowing";
    }

    static class Mapping extends RuntimeException {
        Mapping(String path, Throwable cause) {
            super(path, cause);
        }

        Mapping(String m) {
            super(m);
        }
    }

    static void write(Object o, StringBuilder sb) throws ReflectiveOperationException {
        if (o == null || o instanceof Number || o instanceof Boolean) {
            sb.append(o);
        } else if (o instanceof CharSequence || o instanceof Character) {
            sb.append('"').append(o.toString().replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        } else if (o instanceof Enum<?> e) {
            sb.append('"').append(e.name()).append('"');
        } else if (o instanceof Optional<?> p) {
            write(p.orElse(null), sb);
        } else if (o instanceof Collection<?> c) {
            write(c.toArray(), sb);
        } else if (o.getClass().isArray()) {
            sb.append('[');
            for (int i = 0; i < Array.getLength(o); i++) {
                if (i > 0) sb.append(',');
                write(Array.get(o, i), sb);
            }
            sb.append(']');
        } else {
            Map<String, Object> m = new LinkedHashMap<>();
            if (o instanceof Map<?, ?> x) x.forEach((k, v) -> m.put(String.valueOf(k), v));
            else if (o instanceof Record) for (RecordComponent rc : o.getClass().getRecordComponents()) m.put(name(rc, rc.getName()), rc.getAccessor().invoke(o));
            else for (Field f : fields(o.getClass())) m.put(name(f, f.getName()) + (m.containsKey(f.getName()) ? "'" : ""), f.get(o));
            sb.append('{');
            String sep = "";
            for (var e : m.entrySet()) {
                sb.append(sep).append(e.getKey()).append(':');
                write(e.getValue(), sb);
                sep = ",";
            }
            sb.append('}');
        }
    }

    static String name(AnnotatedElement e, String given) {
        return e.isAnnotationPresent(Name.class) ? e.getAnnotation(Name.class).value() : given;
    }

    static List<Field> fields(Class<?> c) {
        List<Field> out = c.getSuperclass() == Object.class || c.getSuperclass() == null ? new ArrayList<>() : fields(c.getSuperclass());
        for (Field f : c.getDeclaredFields()) {
            if ((f.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0 || f.isAnnotationPresent(Skip.class) || f.isSynthetic()) continue;
            f.setAccessible(true);
            out.add(f);
        }
        return out;
    }

    static Object parse(Deque<Character> in) {
        char c = in.peek();
        if (c == '[' || c == '{') {
            in.poll();
            List<Object> l = new ArrayList<>();
            Map<String, Object> m = new LinkedHashMap<>();
            char end = c == '[' ? ']' : '}';
            while (in.peek() != end) {
                if (c == '{') {
                    StringBuilder k = new StringBuilder();
                    while (in.peek() != ':') k.append(in.poll());
                    in.poll();
                    m.put(k.toString(), parse(in));
                } else {
                    l.add(parse(in));
                }
                if (in.peek() == ',') in.poll();
            }
            in.poll();
            return c == '[' ? l : m;
        }
        StringBuilder sb = new StringBuilder();
        if (c == '"') {
            in.poll();
            for (char d; (d = in.poll()) != '"'; ) sb.append(d == '\\' ? in.poll() : d);
            return sb.toString();
        }
        while (!in.isEmpty() && ",]}".indexOf(in.peek()) < 0) sb.append(in.poll());
        String s = sb.toString();
        return s.equals("null") ? null : s.equals("true") ? (Object) true : s.equals("false") ? (Object) false : new java.math.BigDecimal(s);
    }

    static Object convert(Object v, Type t, Map<TypeVariable<?>, Type> env, String path) throws ReflectiveOperationException {
        try {
            if (t instanceof TypeVariable<?> tv) return convert(v, env.get(tv), env, path);
            Class<?> raw = (Class<?>) (t instanceof ParameterizedType p ? p.getRawType() : t instanceof GenericArrayType ? Object[].class : t);
            Type[] targs = t instanceof ParameterizedType p ? p.getActualTypeArguments() : new Type[0];
            if (raw == Optional.class) return v == null ? Optional.empty() : Optional.of(convert(v, targs[0], env, path + "?"));
            if (v == null) {
                if (raw.isPrimitive()) throw new IllegalArgumentException("null for " + raw);
                return null;
            }
            if (v instanceof java.math.BigDecimal n) {
                if (raw == int.class) return n.intValueExact();
                if (raw == long.class) return n.longValueExact();
                if (raw == double.class) return n.doubleValue();
                if (raw == float.class) return n.floatValue();
                if (raw == Byte.class) return n.byteValueExact();
                if (raw == Integer.class) return n.intValueExact();
            }
            if (raw == String.class || raw == Boolean.class || raw == boolean.class) return raw == String.class ? (String) v : (Boolean) v;
            if (raw == char.class) return ((String) v).charAt(0);
            if (raw.isEnum()) return Arrays.stream(raw.getEnumConstants()).filter(e -> ((Enum<?>) e).name().equals(v)).findFirst().orElseThrow(() -> new IllegalArgumentException("no " + v + " in " + raw.getSimpleName()));
            if (raw.isArray()) {
                List<?> l = (List<?>) v;
                Object a = Array.newInstance(raw.getComponentType(), l.size());
                for (int i = 0; i < l.size(); i++) Array.set(a, i, convert(l.get(i), raw.getComponentType(), env, path + "[" + i + "]"));
                return a;
            }
            if (raw == List.class) {
                List<Object> out = new ArrayList<>();
                for (Object o : (List<?>) v) out.add(convert(o, targs[0], env, path + "[" + out.size() + "]"));
                return out;
            }
            Map<?, ?> m = (Map<?, ?>) v;
            if (raw == Map.class) {
                Map<Object, Object> out = new TreeMap<>();
                for (var e : m.entrySet()) out.put(e.getKey(), convert(e.getValue(), targs[1], env, path + "." + e.getKey()));
                return out;
            }
            Map<TypeVariable<?>, Type> inner = new HashMap<>();
            for (int i = 0; i < targs.length; i++) inner.put(raw.getTypeParameters()[i], targs[i]);
            if (raw.isRecord()) {
                RecordComponent[] rcs = raw.getRecordComponents();
                Object[] args = new Object[rcs.length];
                Class<?>[] types = new Class<?>[rcs.length];
                for (int i = 0; i < rcs.length; i++) {
                    String n = name(rcs[i], rcs[i].getName());
                    types[i] = rcs[i].getType();
                    args[i] = convert(m.get(n), rcs[i].getGenericType(), inner, path + "." + n);
                }
                Constructor<?> k = raw.getDeclaredConstructor(types);
                k.setAccessible(true);
                return k.newInstance(args);
            }
            Constructor<?> k = raw.getDeclaredConstructor();
            k.setAccessible(true);
            Object o = k.newInstance();
            Set<String> used = new HashSet<>();
            for (Field f : fields(raw)) {
                String n = name(f, f.getName());
                if (!used.add(n)) n += "'";
                if (m.containsKey(n)) f.set(o, convert(m.get(n), f.getGenericType(), inner, path + "." + n));
            }
            return o;
        } catch (Mapping e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Mapping(path, e);
        }
    }

    static Object read(String s, Type t) throws ReflectiveOperationException {
        Deque<Character> q = new ArrayDeque<>();
        for (char c : s.toCharArray()) q.add(c);
        return convert(parse(q), t, Map.of(), "$");
    }

    static String text(Object o) throws ReflectiveOperationException {
        StringBuilder sb = new StringBuilder();
        write(o, sb);
        return sb.toString();
    }

    interface View {
        int getX();

        String getTitle();

        default String both() {
            return getTitle() + getX();
        }
    }

    public static void main(String[] args) throws Exception {
        Circle c = new Circle();
        c.points.addAll(List.of(new Point(1, -2), new Point(3, 1L << 50)));
        c.table.put("a b", new int[]{1, 2, 3});
        c.table.put("empty", new int[0]);
        c.extra = Optional.of(new Pair<>("q\"uo\\te", List.of(true, false)));
        c.grid = new char[][]{{'x', 'y'}, {}, {'z'}};
        c.child = new Shape();
        c.child.color = Color.GREEN;
        c.area = 0.1 + 0.2;
        String s = text(c);
        System.out.println(s);
        Circle back = (Circle) read(s, Circle.class);
        System.out.println(text(back).equals(s) + " " + back.points.get(1).equals(c.points.get(1)) + " " + back.child.color + " " + back.extra.get().second() + " " + back.grid[2][0] + " " + back.secret);
        for (String bad : new String[]{"{radius:1e400}", "{color:\"BLUE\"}", "{points:[{x:1,why:2},{x:3000000000,why:1}]}", "{points:[{x:1}]}", "{boxed:300}", "{table:{k:[1,null]}}", "{child:{child:{area:\"text\"}}}", "{extra:{first:5,second:[]}}", "{grid:[[\"\"]]}", "{title:7}"}) {
            try {
                System.out.println(text(read(bad, Circle.class)).length());
            } catch (Mapping e) {
                System.out.println(bad + " at " + e.getMessage() + ": " + e.getCause().getClass().getSimpleName() + " " + (e.getCause() instanceof ClassCastException ? "" : e.getCause().getMessage()));
            }
        }
        Map<String, Object> data = new HashMap<>(Map.of("x", 5, "title", "T"));
        View v = (View) Proxy.newProxyInstance(View.class.getClassLoader(), new Class<?>[]{View.class}, (p, m, a) -> m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : data.get(Character.toLowerCase(m.getName().charAt(3)) + m.getName().substring(4)));
        System.out.println(v.both());
        data.put("title", 9);
        try {
            v.both();
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        data.remove("x");
        try {
            v.getX();
        } catch (NullPointerException e) {
            System.out.println("NPE");
        }
        System.out.println("done ObjectMapper");
    }
}
