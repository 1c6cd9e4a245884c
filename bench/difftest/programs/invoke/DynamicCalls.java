import java.lang.invoke.*;
import java.util.*;

/** A little dynamic language's runtime: inline caches of guards that grow and are rebuilt, switch points for redefinition, megamorphic fallback, operators by type, all relinked while running. */
public class DynamicCalls {
    static final MethodHandles.Lookup L = MethodHandles.lookup();

    static class Obj {
        final Map<String, Object> slots = new LinkedHashMap<>();
        Cls cls;

        Obj(Cls cls) {
            this.cls = cls;
        }

        public String toString() {
            return cls.name + slots;
        }
    }

    static class Cls {
        final String name;
        final Cls parent;
        final Map<String, MethodHandle> methods = new HashMap<>();
        static SwitchPoint valid = new SwitchPoint();
        static int invalidations;

        Cls(String name, Cls parent) {
            this.name = name;
            this.parent = parent;
        }

        void def(String n, MethodHandle h) {
            methods.put(n, h);
            SwitchPoint.invalidateAll(new SwitchPoint[]{valid});
            valid = new SwitchPoint();
            invalidations++;
        }

        MethodHandle find(String n) {
            for (Cls c = this; c != null; c = c.parent) if (c.methods.containsKey(n)) return c.methods.get(n);
            return null;
        }
    }

    static class Site extends MutableCallSite {
        final String name;
        int depth, links, mega;

        Site(String name, MethodType t) throws ReflectiveOperationException {
            super(t);
            this.name = name;
            reset();
        }

        void reset() throws ReflectiveOperationException {
            setTarget(L.findVirtual(Site.class, "link", MethodType.methodType(Object.class, Object[].class)).bindTo(this).asCollector(Object[].class, type().parameterCount()).asType(type()));
            depth = 0;
        }

        Object link(Object[] args) throws Throwable {
            links++;
            MethodHandle target, guard;
            Object self = args[0];
            if (self instanceof Obj o) {
                MethodHandle m = o.cls.find(name);
                if (m == null) m = MethodHandles.dropArguments(MethodHandles.insertArguments(L.findStatic(DynamicCalls.class, "missing", MethodType.methodType(Object.class, String.class, Object.class)), 0, name), 1, type().parameterList().subList(1, type().parameterCount()));
                target = m.asType(type());
                guard = MethodHandles.insertArguments(L.findStatic(DynamicCalls.class, "isCls", MethodType.methodType(boolean.class, Cls.class, Object.class)), 0, o.cls);
            } else {
                target = operator(name, args).asType(type());
                guard = MethodHandles.insertArguments(L.findStatic(DynamicCalls.class, "isClass", MethodType.methodType(boolean.class, Class.class, Object.class)), 0, self.getClass());
                if (args.length > 1) guard = both(guard, args[1].getClass());
            }
            guard = guard.asType(guard.type().changeParameterType(0, type().parameterType(0)));
            if (depth >= 3) {
                mega++;
                reset();
            }
            depth++;
            MethodHandle rest = getTarget();
            setTarget(Cls.valid.guardWithTest(MethodHandles.guardWithTest(guard, target, rest), relinker()));
            return target.invokeWithArguments(args);
        }

        MethodHandle relinker() throws ReflectiveOperationException {
            return L.findVirtual(Site.class, "relink", MethodType.methodType(Object.class, Object[].class)).bindTo(this).asCollector(Object[].class, type().parameterCount()).asType(type());
        }

        Object relink(Object[] args) throws Throwable {
            reset();
            return link(args);
        }
    }

    static MethodHandle both(MethodHandle first, Class<?> second) throws ReflectiveOperationException {
        MethodHandle g = MethodHandles.insertArguments(L.findStatic(DynamicCalls.class, "isClass", MethodType.methodType(boolean.class, Class.class, Object.class)), 0, second);
        MethodHandle no = MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, Object.class, Object.class);
        return MethodHandles.guardWithTest(MethodHandles.dropArguments(first, 1, Object.class), MethodHandles.dropArguments(g, 0, Object.class), no);
    }

    static boolean isCls(Cls c, Object o) {
        return o instanceof Obj x && x.cls == c;
    }

    static boolean isClass(Class<?> c, Object o) {
        return o != null && o.getClass() == c;
    }

    static Object missing(String name, Object self) {
        return "no " + name + " in " + ((Obj) self).cls.name;
    }

    static long addInt(Integer a, Integer b) { return (long) a + b; }
    static double addNum(Number a, Number b) { return a.doubleValue() + b.doubleValue(); }
    static String addAny(Object a, Object b) { return a + "" + b; }
    static Object addList(List<?> a, Object b) {
        List<Object> l = new ArrayList<>(a);
        l.add(b);
        return l;
    }

    static MethodHandle operator(String name, Object[] args) throws ReflectiveOperationException {
        if (!name.equals("+")) return L.findVirtual(args[0].getClass(), name, MethodType.methodType(name.equals("length") ? int.class : String.class));
        if (args[0] instanceof Integer && args[1] instanceof Integer) return L.findStatic(DynamicCalls.class, "addInt", MethodType.methodType(long.class, Integer.class, Integer.class));
        if (args[0] instanceof Number && args[1] instanceof Number) return L.findStatic(DynamicCalls.class, "addNum", MethodType.methodType(double.class, Number.class, Number.class));
        if (args[0] instanceof List) return L.findStatic(DynamicCalls.class, "addList", MethodType.methodType(Object.class, List.class, Object.class));
        return L.findStatic(DynamicCalls.class, "addAny", MethodType.methodType(String.class, Object.class, Object.class));
    }

    static Object hello(Obj o) { return "hello from " + o.cls.name; }
    static Object shout(Obj o) { return "HELLO FROM " + o.cls.name; }
    static Object get(String slot, Obj o) { return o.slots.get(slot); }

    static MethodHandle stat(String n) throws ReflectiveOperationException {
        return L.findStatic(DynamicCalls.class, n, MethodType.methodType(Object.class, Obj.class));
    }

    public static void main(String[] args) throws Throwable {
        Cls a = new Cls("A", null), b = new Cls("B", a), c = new Cls("C", b), d = new Cls("D", null), e = new Cls("E", a);
        a.def("hello", stat("hello"));
        Site hello = new Site("hello", MethodType.methodType(Object.class, Object.class));
        MethodHandle call = hello.dynamicInvoker();
        Obj[] objs = {new Obj(a), new Obj(b), new Obj(c), new Obj(d)};
        for (int round = 0; round < 3; round++) for (Obj o : objs) System.out.print(call.invoke((Object) o) + "; ");
        System.out.println("links " + hello.links + " mega " + hello.mega);
        b.def("hello", stat("shout"));
        for (Obj o : objs) System.out.print(call.invoke((Object) o) + "; ");
        d.def("hello", MethodHandles.dropArguments(MethodHandles.constant(Object.class, "constant"), 0, Obj.class));
        for (Obj o : objs) System.out.print(call.invoke((Object) o) + "; ");
        System.out.println("links " + hello.links + " invalidations " + Cls.invalidations);
        Obj o = new Obj(e);
        o.slots.put("x", 5);
        e.def("x", MethodHandles.insertArguments(L.findStatic(DynamicCalls.class, "get", MethodType.methodType(Object.class, String.class, Obj.class)), 0, "x"));
        Site x = new Site("x", MethodType.methodType(Object.class, Object.class));
        System.out.println(x.dynamicInvoker().invoke((Object) o) + " " + x.dynamicInvoker().invoke((Object) objs[0]));
        Site plus = new Site("+", MethodType.methodType(Object.class, Object.class, Object.class));
        MethodHandle p = plus.dynamicInvoker();
        Object[][] pairs = {{1, 2}, {Integer.MAX_VALUE, 1}, {1, 2.5}, {"s", 1}, {1, "s"}, {List.of(1), 2}, {1L, 2}, {'c', 'd'}, {2, 3}};
        for (int i = 0; i < 3; i++) for (Object[] q : pairs) System.out.print(p.invoke(q[0], q[1]) + " ");
        System.out.println("links " + plus.links + " mega " + plus.mega);
        Object acc = 0;
        for (int i = 0; i < 2000; i++) acc = i % 2 == 0 ? p.invoke((Object) i, (Object) i) : p.invoke((Object) acc, (Object) 1L);
        System.out.println(acc + " " + (plus.links < 60));
        Site length = new Site("length", MethodType.methodType(Object.class, Object.class));
        System.out.println(length.dynamicInvoker().invoke((Object) "four") + " " + length.dynamicInvoker().invoke((Object) new StringBuilder("abc")));
        try {
            length.dynamicInvoker().invoke((Object) 5);
        } catch (NoSuchMethodException ex) {
            System.out.println(ex.getMessage());
        }
        Site self = new Site("loop", MethodType.methodType(Object.class, Object.class));
        Cls r = new Cls("R", null);
        MethodHandle dec = L.findStatic(DynamicCalls.class, "countdown", MethodType.methodType(Object.class, MethodHandle.class, Obj.class));
        r.def("loop", dec.bindTo(self.dynamicInvoker()));
        Obj ro = new Obj(r);
        ro.slots.put("n", 150);
        System.out.println(self.dynamicInvoker().invoke((Object) ro) + " " + self.links);
        VolatileCallSite v = new VolatileCallSite(MethodHandles.constant(int.class, 1));
        MethodHandle vi = v.dynamicInvoker();
        int s = (int) vi.invokeExact();
        v.setTarget(MethodHandles.constant(int.class, 41));
        System.out.println(s + (int) vi.invokeExact());
        try {
            v.setTarget(MethodHandles.constant(long.class, 1L));
        } catch (WrongMethodTypeException ex) {
            System.out.println(ex.getMessage());
        }
        System.out.println("done DynamicCalls");
    }

    static Object countdown(MethodHandle again, Obj o) throws Throwable {
        int n = (Integer) o.slots.get("n");
        if (n == 0) return "bottom";
        o.slots.put("n", n - 1);
        return again.invoke((Object) o);
    }
}
