import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Where classes stand: anonymous, local and member classes in methods, constructors, initializers, lambdas, fields and interfaces; names of all kinds; arrays and primitives. */
public class EnclosingInfo {
    static final List<Class<?>> SEEN = new ArrayList<>();

    static Object note(Object o) {
        SEEN.add(o instanceof Class<?> c ? c : o.getClass());
        return o;
    }

    static Object inField = note(new Object() {});
    Object inInstance = note(new Object() {});

    static {
        class InStatic {}
        note(new InStatic());
        note(new Object() {});
    }

    {
        class InInit {}
        note(new InInit());
    }

    EnclosingInfo() {
        class InCtor {}
        note(new InCtor());
        note(new Runnable() {
            public void run() {
                note(new Object() {});
            }
        });
        ((Runnable) new Runnable() {
            public void run() {
                class Deep {}
                note(new Deep());
            }
        }).run();
    }

    <T extends Number> void generic(T t, int[]... rest) {
        class InGeneric<U> {
            class Member {}
        }
        note(new InGeneric<String>());
        note(new InGeneric<String>().new Member());
        Supplier<Object> s = () -> note(new Object() {});
        s.get();
        Function<Integer, Object> f = x -> {
            class InLambda {}
            return note(new InLambda());
        };
        f.apply(1);
    }

    interface Iface {
        Object K = note(new Object() {});

        class InIface {}

        default Object def() {
            return note(new Object() {});
        }

        static Object stat() {
            return note(new Object() {});
        }
    }

    enum En {
        A { },
        B;

        static class InEnum {}
    }

    record Rec(int x) {
        record InRec() {}
    }

    @interface Anno {
        class InAnno {}
    }

    private static class Priv {}

    protected abstract static class Prot {
        private final class Fin {}
    }

    static String name(Class<?> c) {
        return c == null ? "-" : c.getName().replace("EnclosingInfo", "E");
    }

    static void show(Class<?> c) {
        Method m = c.getEnclosingMethod();
        Constructor<?> k = c.getEnclosingConstructor();
        System.out.println(name(c) + " simple '" + c.getSimpleName() + "' canonical " + (c.getCanonicalName() == null ? null : c.getCanonicalName().replace("EnclosingInfo", "E")) + " type " + c.getTypeName().replace("EnclosingInfo", "E") + " in " + name(c.getEnclosingClass()) + " of " + name(c.getDeclaringClass())
            + " method " + (m == null ? null : m.getName() + Arrays.toString(m.getParameterTypes())) + " ctor " + (k == null ? null : k.getParameterCount()) + " " + (c.isAnonymousClass() ? "anonymous " : "") + (c.isLocalClass() ? "local " : "") + (c.isMemberClass() ? "member " : "") + Modifier.toString(c.getModifiers()) + " host " + name(c.getNestHost()) + " " + c.descriptorString().replace("EnclosingInfo", "E"));
    }

    public static void main(String[] args) {
        new EnclosingInfo().generic(1);
        ((Runnable) () -> note(new Object() {})).run();
        Object o = Iface.K;
        new Iface() {}.def();
        Iface.stat();
        note(En.A);
        note(En.B);
        for (Class<?> c : SEEN) show(c);
        for (Class<?> c : new Class<?>[]{Iface.class, Iface.InIface.class, En.class, En.InEnum.class, Rec.class, Rec.InRec.class, Anno.class, Anno.InAnno.class, Priv.class, Prot.class, Prot.Fin.class, int.class, void.class, int[].class, String[][].class, Rec[].class, Map.Entry.class, EnclosingInfoOther.class, EnclosingInfoOther.In.class}) show(c);
        Class<?> l = ((Supplier<?>) () -> 1).getClass();
        System.out.println(l.isSynthetic() + " " + l.isHidden() + " " + l.isAnonymousClass() + " " + l.getEnclosingClass() + " " + l.getSimpleName().replaceAll("0x.*", "") + " " + l.getCanonicalName() + " " + l.getSimpleName().startsWith("EnclosingInfo$$Lambda$"));
        List<String> members = new ArrayList<>();
        for (Class<?> c : EnclosingInfo.class.getDeclaredClasses()) members.add(c.getSimpleName() + " " + Modifier.toString(c.getModifiers()));
        Collections.sort(members);
        System.out.println(members);
        System.out.println(EnclosingInfo.class.getClasses().length + " " + Prot.class.getDeclaredClasses().length + " " + EnclosingInfo.class.getNestMembers()[0] + " " + (EnclosingInfo.class.getNestMembers().length > 25));
        for (Class<?> c : new Class<?>[]{int[][].class, String[].class, int.class, Rec.class, Object[].class}) System.out.println(c + " " + c.toGenericString() + " " + c.getComponentType() + " " + c.arrayType() + " " + c.getPackageName() + " " + c.isArray() + c.isPrimitive() + c.isRecord() + c.isEnum() + c.isInterface() + c.isAnnotation() + c.isSealed());
        System.out.println("done EnclosingInfo");
    }
}

class EnclosingInfoOther {
    static class In {}
}
