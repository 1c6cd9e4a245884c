// difftest: library
import java.io.*;
import java.lang.invoke.*;
import java.util.*;
import java.util.function.Supplier;

/** A static method between an instance method and the class that calls it with invokespecial; nest members as hidden nest mates see them. */
public class StaticBetween {
    public static class Top {
        public int m() {
            return 1;
        }
    }

    /** Its method is named m when the class file is loaded. */
    public static class Between extends Top {
        public static int q() {
            return 2;
        }
    }

    public static class Bottom extends Between implements Supplier<MethodHandles.Lookup> {
        public int m() {
            return 3;
        }

        public MethodHandles.Lookup get() {
            return MethodHandles.lookup();
        }
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void attempt(String what, Act act) {
        try {
            System.out.println(what + ": " + act.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + e.getMessage() + (e.getCause() == null ? "" : " / " + e.getCause()));
        }
    }

    static String members(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Class<?> member : type.getNestMembers())
            names.add(name(member));
        return names + " host " + name(type.getNestHost());
    }

    static String name(Class<?> type) {
        return type.isHidden() ? "hidden" : type.getSimpleName();
    }

    static class Empty {}

    public static void main(String[] args) throws Throwable {
        String top = "StaticBetween$Top", between = "StaticBetween$Between", bottom = "StaticBetween$Bottom";
        BytesLoader loader = new BytesLoader(top, BytesLoader.original(top), between, new ClassEdit(between).rename("q", "m").b, bottom, BytesLoader.original(bottom));
        Object object = loader.loadClass(bottom).getDeclaredConstructor().newInstance();
        Class<?> t = loader.loadClass(top), b = loader.loadClass(between), c = object.getClass();
        @SuppressWarnings("unchecked")
        MethodHandles.Lookup lookup = ((Supplier<MethodHandles.Lookup>) object).get();
        MethodType type = MethodType.methodType(int.class);
        attempt("special of the top", () -> lookup.findSpecial(t, "m", type, c).invoke(object));
        attempt("special of the static", () -> lookup.findSpecial(b, "m", type, c).invoke(object));
        attempt("virtual of the top", () -> lookup.findVirtual(t, "m", type).invoke(object));
        attempt("virtual of the static", () -> lookup.findVirtual(b, "m", type).invoke(object));
        attempt("virtual of the bottom", () -> lookup.findVirtual(c, "m", type).invoke(object));
        attempt("static", () -> lookup.findStatic(b, "m", type).invoke());
        attempt("virtual on the middle", () -> lookup.findVirtual(t, "m", type).invoke(b.getDeclaredConstructor().newInstance()));
        attempt("reflection", () -> t.getMethod("m").invoke(object) + " " + b.getMethod("m").invoke(null) + " " + c.getMethod("m").invoke(object));

        byte[] bytes = new ClassEdit("StaticBetween$Empty").rename("NestHost", "XestHost").rename("InnerClasses", "XnnerClasses").b;
        System.out.println(members(Empty.class));
        Class<?> mate = MethodHandles.lookup().defineHiddenClass(bytes, false, MethodHandles.Lookup.ClassOption.NESTMATE).lookupClass();
        System.out.println(members(mate) + " " + mate.isNestmateOf(Empty.class) + " " + Arrays.equals(mate.getNestMembers(), Empty.class.getNestMembers()));
        Class<?> alone = MethodHandles.lookup().defineHiddenClass(bytes, false).lookupClass();
        System.out.println(members(alone));
        System.out.println("done StaticBetween");
    }
}
