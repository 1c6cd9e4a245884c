import java.io.*;

/** Two threads resolve one class constant while its loader answers differently each time: both must see the same outcome. */
public class ResolutionRaces {
    public static class Loadee {
        static int value = 1234;
    }

    public static class Tester {
        public static int get() {
            return Loadee.value;
        }
    }

    static class Loader extends ClassLoader {
        private int n;

        static {
            registerAsParallelCapable();
        }

        private synchronized boolean isOdd() {
            return (n++ & 1) == 1;
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("ResolutionRaces$")) return super.loadClass(name);
            try (InputStream in = ResolutionRaces.class.getResourceAsStream(name + ".class")) {
                byte[] b = in.readAllBytes();
                if (name.endsWith("Loadee") && isOdd()) b[0] = 0;
                return defineClass(name, b, 0, b.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int bad = 0;
        for (int i = 0; i < 200; i++) {
            Class<?> c = new Loader().loadClass("ResolutionRaces$Tester");
            var get = c.getMethod("get");
            boolean[] ok = new boolean[2];
            Thread[] threads = new Thread[2];
            for (int k = 0; k < 2; k++) {
                int me = k;
                threads[k] = new Thread(() -> {
                    try {
                        ok[me] = get.invoke(null).equals(1234);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        if (!(e.getCause() instanceof LinkageError)) throw new AssertionError(e);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
            }
            for (Thread t : threads) t.start();
            for (Thread t : threads) t.join();
            if (ok[0] != ok[1]) bad++;
        }
        System.out.println("differing outcomes: " + bad);
        System.out.println("done ResolutionRaces");
    }
}
