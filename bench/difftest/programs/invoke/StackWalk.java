import java.util.*;
import java.util.stream.*;

/** StackWalker: frames, options, caller class, hidden frames, laziness, nested walks; Thread and Throwable traces agree. */
public class StackWalk {
    static List<String> walk(StackWalker w) {
        return w.walk(s -> s.map(f -> f.getClassName() + "." + f.getMethodName()).collect(Collectors.toList()));
    }

    static class Callee {
        static Class<?> caller() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass();
        }
    }

    static class Other {
        static Class<?> ask() {
            return Callee.caller();
        }
    }

    static int depth(int n) {
        return n == 0 ? (int) (long) StackWalker.getInstance().walk(Stream::count) : depth(n - 1);
    }

    static String find(int n, int want) {
        if (n > 0) return find(n - 1, want);
        return StackWalker.getInstance().walk(s -> s.skip(want).limit(1).map(f -> f.getMethodName() + ":" + f.getLineNumber()).findFirst().orElse("none"));
    }

    void instance(int a, String b) {
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(s -> {
            s.limit(2).forEach(f -> System.out.println(f.getDeclaringClass().getSimpleName() + " " + f.getMethodName() + " " + f.getDescriptor() + " "
                + f.getMethodType() + " " + f.getFileName() + " " + f.getLineNumber() + " " + f.isNativeMethod() + " " + (f.getByteCodeIndex() >= 0) + " " + f.toStackTraceElement()));
            return null;
        });
    }

    public static void main(String[] args) throws Exception {
        System.out.println(walk(StackWalker.getInstance()));
        new StackWalk().instance(1, "x");
        System.out.println(Callee.caller().getSimpleName() + " " + Other.ask().getSimpleName());
        System.out.println(depth(0) + " " + depth(10) + " " + depth(300));
        System.out.println(find(20, 0) + " " + find(20, 5) + " " + find(20, 20) + " " + find(20, 21) + " " + find(20, 22));
        Runnable r = () -> System.out.println(walk(StackWalker.getInstance()));
        r.run();
        Runnable hid = () -> System.out.println(walk(StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)).stream()
            .map(s -> s.replaceAll("\\$\\$Lambda.*\\.", "\\$\\$Lambda.").replaceAll("/0x[0-9a-f]+", "")).collect(Collectors.toList()));
        hid.run();
        java.lang.reflect.Method m = StackWalk.class.getDeclaredMethod("walk", StackWalker.class);
        System.out.println(m.invoke(null, StackWalker.getInstance()));
        System.out.println(((List<?>) m.invoke(null, StackWalker.getInstance(StackWalker.Option.SHOW_REFLECT_FRAMES))).stream()
            .map(Object::toString).filter(s -> s.contains("reflect")).map(s -> s.substring(s.lastIndexOf('.') + 1)).distinct().collect(Collectors.toList()));
        try {
            StackWalker.getInstance().getCallerClass();
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage());
        }
        try {
            StackWalker.getInstance().walk(s -> s.map(StackWalker.StackFrame::getDeclaringClass).findFirst());
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage());
        }
        Stream<StackWalker.StackFrame> leaked = StackWalker.getInstance().walk(s -> s);
        try {
            leaked.count();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try {
            StackWalker.getInstance().walk(null);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        try {
            StackWalker.getInstance().walk(s -> {
                throw new IllegalStateException("from walk");
            });
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        Thread t = new Thread(() -> {
            System.out.println(walk(StackWalker.getInstance()));
            StackTraceElement[] st = Thread.currentThread().getStackTrace();
            System.out.println(st.length + " " + st[0].getMethodName() + " " + st[st.length - 1].getMethodName());
        });
        t.start();
        t.join();
        StackWalker.getInstance().walk(s -> {
            System.out.println("nested " + walk(StackWalker.getInstance()).size());
            return null;
        });
        System.out.println(new Throwable().getStackTrace().length + " " + (int) (long) StackWalker.getInstance().walk(Stream::count));
        class Ctor {
            List<String> l = walk(StackWalker.getInstance());
        }
        System.out.println(new Ctor().l);
        System.out.println(Init.l);
        System.out.println("done StackWalk");
    }

    static class Init {
        static List<String> l = walk(StackWalker.getInstance());
    }
}
