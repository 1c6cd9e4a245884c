// difftest: library
import java.io.*;
import java.lang.invoke.*;

/** Conflicting default methods, as separate compilation makes them: every kind of call of a class that inherits two must throw. */
public class DefaultConflicts {
    interface Left {
        default String m() {
            return "left";
        }
    }

    /** Its method is named m when the class file is loaded. */
    interface Right {
        default String q() {
            return "right";
        }
    }

    static class Both implements Left, Right {}

    static class Sub extends Both {
        String viaSuper() {
            return super.m();
        }
    }

    static class Overrides extends Both {
        public String m() {
            return "own";
        }

        String viaSuper() {
            return super.m();
        }
    }

    public static class Calls {
        public static String special() {
            return new Sub().viaSuper();
        }

        public static String specialBelowOverride() {
            return new Overrides().viaSuper();
        }

        public static String virtual() {
            return new Both().m();
        }

        public static String virtualOverride() {
            Both b = new Overrides();
            return b.m();
        }

        public static String iface() {
            Left l = new Sub();
            return l.m();
        }

        public static String handle() throws Throwable {
            MethodHandle h = MethodHandles.lookup().findVirtual(Both.class, "m", MethodType.methodType(String.class));
            return (String) h.invoke(new Sub());
        }

        public static String reference() {
            java.util.function.Supplier<String> s = new Sub()::m;
            return s.get();
        }
    }

    static class Loader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("DefaultConflicts$")) return super.loadClass(name, resolve);
            Class<?> known = findLoadedClass(name);
            if (known != null) return known;
            try {
                byte[] b = name.endsWith("Right") ? new ClassEdit(name).rename("q", "m").b : BytesLoader.original(name);
                return defineClass(name, b, 0, b.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Class<?> calls = new Loader().loadClass("DefaultConflicts$Calls");
        for (String name : new String[] {"special", "specialBelowOverride", "virtual", "virtualOverride", "iface", "handle", "reference"}) {
            for (int i = 0; i < 2; i++) {
                try {
                    System.out.println(name + " " + calls.getMethod(name).invoke(null));
                } catch (java.lang.reflect.InvocationTargetException e) {
                    System.out.println(name + " " + e.getCause());
                }
            }
        }
        System.out.println("done DefaultConflicts");
    }
}
