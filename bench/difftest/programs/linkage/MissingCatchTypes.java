// difftest: flags=-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote
import java.io.IOException;
import java.io.InputStream;

/** Exception handlers whose catch types cannot be loaded, in code that was not verified. */
public class MissingCatchTypes {
    static class Missing extends Exception {}

    static class Gone extends RuntimeException {}

    static class Body implements Runnable {
        static void fail(String message) throws Missing {
            throw new IllegalStateException(message);
        }

        static void handlerAfterwards() {
            try {
                fail("one");
            } catch (Missing e) {
                System.out.println("missing");
            } catch (IllegalStateException e) {
                System.out.println("state " + e.getMessage());
            }
        }

        static void errorHandlerAfterwards() {
            try {
                fail("two");
            } catch (Missing e) {
                System.out.println("missing");
            } catch (NoClassDefFoundError e) {
                System.out.println("sibling " + e.getMessage());
            }
        }

        static void errorHandlerAround() {
            try {
                try {
                    fail("three");
                } catch (Missing e) {
                    System.out.println("missing");
                }
            } catch (NoClassDefFoundError e) {
                System.out.println("outer " + e.getMessage() + " " + e.getStackTrace()[0].getMethodName());
            } finally {
                System.out.println("finally");
            }
        }

        static void twoMissing() {
            try {
                try {
                    fail("four");
                } catch (Missing e) {
                    System.out.println("missing");
                }
            } catch (Gone e) {
                System.out.println("gone");
            } catch (IllegalStateException e) {
                System.out.println("state");
            }
        }

        static void foundBefore() {
            try {
                fail("five");
            } catch (IllegalStateException e) {
                System.out.println("state " + e.getMessage());
            } catch (Missing e) {
                System.out.println("missing");
            }
        }

        static void show(String name, Runnable action) {
            try {
                action.run();
            } catch (Throwable t) {
                System.out.println(name + " left with " + t);
            }
        }

        public void run() {
            for (int i = 0; i < 2; i++) {
                show("handlerAfterwards", Body::handlerAfterwards);
                show("errorHandlerAfterwards", Body::errorHandlerAfterwards);
                show("errorHandlerAround", Body::errorHandlerAround);
                show("twoMissing", Body::twoMissing);
                show("foundBefore", Body::foundBefore);
            }
        }
    }

    /** Defines the body itself, and does not find the exceptions. */
    static class Loader extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.endsWith("$Missing") || name.endsWith("$Gone")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.endsWith("$Body")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = MissingCatchTypes.class.getResourceAsStream("/" + name + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Class<?> body = new Loader().loadClass("MissingCatchTypes$Body");
        var constructor = body.getDeclaredConstructor();
        constructor.setAccessible(true);
        ((Runnable) constructor.newInstance()).run();
    }
}
