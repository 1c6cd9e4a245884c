import java.lang.reflect.*;
import java.util.*;

/** Access control in reflection: private members of others, constructors, nestmates, setAccessible against modules, canAccess. */
public class ReflectAccess {
    static class Inner {
        private int x = 5;

        private Inner() {}

        private Inner(String s) {
            x = s.length();
        }

        private static String ps() {
            return "ps";
        }
    }

    static abstract class Abs {
        public Abs() {}
    }

    enum En { A }

    interface Ifc {}

    class Member {
        int v;

        Member(int v) {
            this.v = v;
        }
    }

    static class Thrower {
        public Thrower() {
            throw new UnsupportedOperationException("in ctor");
        }
    }

    static class ClinitFail {
        static final int X = Integer.parseInt("bad");

        public ClinitFail() {}
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@") + (t.getCause() != null ? " <- " + t.getCause() : ""));
        }
    }

    public static void main(String[] args) throws Throwable {
        tryIt("nest ctor", () -> Inner.class.getDeclaredConstructor().newInstance().x);
        tryIt("nest ctor arg", () -> Inner.class.getDeclaredConstructor(String.class).newInstance("four").x);
        tryIt("nest static", () -> Inner.class.getDeclaredMethod("ps").invoke(null));
        tryIt("other private", () -> ReflectAccessOther.class.getDeclaredMethod("secret").invoke(null));
        tryIt("other private accessible", () -> {
            Method m = ReflectAccessOther.class.getDeclaredMethod("secret");
            m.setAccessible(true);
            return m.invoke(null);
        });
        tryIt("other field", () -> ReflectAccessOther.class.getDeclaredField("hidden").get(new ReflectAccessOther(1)));
        tryIt("other ctor", () -> ReflectAccessOther.class.getDeclaredConstructor().newInstance());
        tryIt("other pkg ctor", () -> ReflectAccessOther.class.getDeclaredConstructor(int.class).newInstance(4).hiddenValue());
        tryIt("jdk private method", () -> ArrayList.class.getDeclaredMethod("grow").invoke(new ArrayList<>()));
        tryIt("jdk open", () -> {
            Method m = ArrayList.class.getDeclaredMethod("grow");
            m.setAccessible(true);
            return 0;
        });
        tryIt("jdk not exported", () -> Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe").invoke(null));
        tryIt("jdk package class", () -> Collections.unmodifiableList(new ArrayList<>(List.of(1))).getClass().getMethod("size").invoke(Collections.unmodifiableList(new ArrayList<>())));
        tryIt("protected clone", () -> Object.class.getDeclaredMethod("clone").invoke(new ReflectAccess()));
        tryIt("trySet", () -> ArrayList.class.getDeclaredMethod("grow").trySetAccessible() + " " + Inner.class.getDeclaredField("x").trySetAccessible());
        tryIt("canAccess", () -> Inner.class.getDeclaredField("x").canAccess(new Inner()) + " " + ReflectAccessOther.class.getDeclaredField("hidden").canAccess(new ReflectAccessOther(1)));
        tryIt("canAccess bad", () -> Inner.class.getDeclaredField("x").canAccess(null));
        tryIt("canAccess static", () -> Inner.class.getDeclaredMethod("ps").canAccess("x"));
        tryIt("abstract", () -> Abs.class.getConstructor().newInstance());
        tryIt("enum", () -> En.class.getDeclaredConstructors()[0].newInstance("B", 1));
        tryIt("iface ctors", () -> Ifc.class.getDeclaredConstructors().length + " " + int[].class.getConstructors().length + " " + int.class.getConstructors().length);
        tryIt("member", () -> Member.class.getDeclaredConstructor(ReflectAccess.class, int.class).newInstance(new ReflectAccess(), 8).v);
        tryIt("member no outer", () -> Member.class.getDeclaredConstructor(int.class));
        tryIt("member null outer", () -> Member.class.getDeclaredConstructor(ReflectAccess.class, int.class).newInstance(null, 8).v);
        tryIt("thrower", () -> Thrower.class.getConstructor().newInstance());
        tryIt("thrower newInstance", () -> Thrower.class.newInstance());
        tryIt("clinit", () -> ClinitFail.class.getConstructor().newInstance());
        tryIt("clinit again", () -> ClinitFail.class.getConstructor().newInstance());
        tryIt("clinit forName", () -> Class.forName("ReflectAccess$ClinitFail"));
        tryIt("newInstance abstract", () -> Abs.class.newInstance());
        tryIt("newInstance iface", () -> Ifc.class.newInstance());
        tryIt("newInstance array", () -> int[].class.newInstance());
        tryIt("newInstance no default", () -> Member.class.newInstance());
        tryIt("class ctor", () -> {
            Constructor<?> c = Class.class.getDeclaredConstructors()[0];
            c.setAccessible(true);
            return c;
        });
        tryIt("arity", () -> Inner.class.getDeclaredConstructor(String.class).newInstance());
        tryIt("arg type", () -> Inner.class.getDeclaredConstructor(String.class).newInstance(5));
        tryIt("nest", () -> Inner.class.getNestHost() + " " + Arrays.stream(ReflectAccess.class.getNestMembers()).map(Class::getSimpleName).toList() + " " + Inner.class.isNestmateOf(Abs.class)
            + " " + String.class.isNestmateOf(Inner.class));
        tryIt("ctor toString", () -> Inner.class.getDeclaredConstructor(String.class) + " " + Arrays.toString(Inner.class.getDeclaredConstructor(String.class).getParameters()));
        tryIt("sorted ctors", () -> new TreeSet<>(Arrays.stream(Inner.class.getDeclaredConstructors()).map(Object::toString).toList()));
        System.out.println("done ReflectAccess");
    }
}

class ReflectAccessOther {
    private int hidden = 3;

    private ReflectAccessOther() {}

    ReflectAccessOther(int h) {
        hidden = h;
    }

    int hiddenValue() {
        return hidden;
    }

    private static String secret() {
        return "secret";
    }
}
