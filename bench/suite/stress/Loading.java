import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Classes that are defined, linked and initialized by several threads at once. */
public final class Loading {
    static List<Soak.Activity> activities() {
        return List.of(new Loaders(), new Races(), new Proxies());
    }

    /** How often the static initializer of each payload has run, by its loader's number. */
    static final ConcurrentHashMap<Integer, AtomicInteger> INITIALIZED = new ConcurrentHashMap<>();

    /** Classes are kept by their loaders, so their number is limited. */
    private static final int MAX_LOADERS = 20_000;
    private static final AtomicInteger N_LOADERS = new AtomicInteger();

    /** Defines {@link Payload} anew. */
    static final class Loader extends ClassLoader {
        static final byte[] IMAGE = image();
        final int number = N_LOADERS.incrementAndGet();

        Loader() {
            super(Loader.class.getClassLoader());
        }

        static byte[] image() {
            try (InputStream in = Loading.class.getResourceAsStream("Payload.class")) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals("Payload")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> found = findLoadedClass(name);
                return found != null ? found : defineClass(name, IMAGE, 0, IMAGE.length);
            }
        }
    }

    /** Called by the static initializer of each payload. */
    public static void initialized(Class<?> payload) {
        if (payload.getClassLoader() instanceof Loader loader) {
            INITIALIZED.computeIfAbsent(loader.number, n -> new AtomicInteger()).incrementAndGet();
        }
    }

    private static boolean isEnough() {
        return N_LOADERS.get() >= MAX_LOADERS;
    }

    /** A loader for one thread. */
    static final class Loaders implements Soak.Activity {
        @Override
        public void step(int self, Random random) throws ReflectiveOperationException {
            if (isEnough() || random.nextInt(8) != 0) {
                return;
            }
            Loader loader = new Loader();
            Class<?> payload = Class.forName("Payload", random.nextBoolean(), loader);
            Soak.require(payload.getClassLoader() == loader, "the loader of a class");
            Soak.require(payload != Payload.class, "two loaders share a class");
            Object made = payload.getDeclaredConstructor(int.class).newInstance(self);
            Soak.require(((java.util.function.IntSupplier) made).getAsInt() == self + 1, "payload");
            AtomicInteger count = INITIALIZED.get(loader.number);
            Soak.require(count != null && count.get() == 1, "initialized: " + count);
            try {
                ((Payload) made).getAsInt();
                Soak.require(false, "a class of another loader is this one");
            } catch (ClassCastException e) {
                // As it must be.
            }
        }
    }

    /** All threads load and initialize the same class; the initializer runs once. */
    static final class Races implements Soak.Activity {
        volatile Loader loader = new Loader();

        @Override
        public void step(int self, Random random) throws ReflectiveOperationException {
            Loader current = loader;
            Class<?> payload = Class.forName("Payload", true, current);
            int count = INITIALIZED.get(current.number).get();
            Soak.require(count == 1, "initialized " + count + " times");
            Soak.require(payload.getField("READY").getBoolean(null), "seen before it was ready");
            if (!isEnough() && random.nextInt(20) == 0) {
                loader = new Loader();
            }
        }
    }

    /** Proxies and hidden classes. */
    static final class Proxies implements Soak.Activity {
        @Override
        public void step(int self, Random random) throws ReflectiveOperationException {
            InvocationHandler handler = (proxy, method, args) ->
                    method.getName().equals("getAsInt") ? self : null;
            Object proxy = Proxy.newProxyInstance(Loading.class.getClassLoader(),
                    new Class<?>[] {java.util.function.IntSupplier.class, Comparable.class}, handler);
            Soak.require(((java.util.function.IntSupplier) proxy).getAsInt() == self, "proxy");
            if (!isEnough() && random.nextInt(20) == 0) {
                N_LOADERS.incrementAndGet();
                Class<?> hidden = MethodHandles.lookup()
                        .defineHiddenClass(Hidden.IMAGE, true).lookupClass();
                Soak.require(hidden.isHidden() && hidden != Hidden.class, "hidden class");
                Object made = hidden.getDeclaredConstructor().newInstance();
                Soak.require(made.toString().equals("hidden"), "hidden object");
            }
        }
    }

    static final class Hidden {
        static final byte[] IMAGE;

        static {
            try (InputStream in = Loading.class.getResourceAsStream("Loading$Hidden.class")) {
                IMAGE = in.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String toString() {
            return "hidden";
        }
    }
}
