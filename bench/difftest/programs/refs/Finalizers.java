// difftest: timeout=60
import java.util.*;
import java.util.concurrent.*;

/** finalize: run once, resurrection, exceptions, subclasses, runFinalization, objects that hold others. */
public class Finalizers {
    static final Set<String> log = new ConcurrentSkipListSet<>();
    static volatile F saved;
    static volatile int saves;

    static class F {
        final String n;
        F other;

        F(String n) {
            this.n = n;
        }

        @Override
        protected void finalize() throws Throwable {
            log.add(n + (other == null ? "" : "+" + other.n));
        }
    }

    static class Res extends F {
        Res() {
            super("res");
        }

        @Override
        protected void finalize() {
            saves++;
            saved = this;
        }
    }

    static class Throws extends F {
        Throws() {
            super("throws");
        }

        @Override
        protected void finalize() throws Throwable {
            super.finalize();
            throw new Exception("ignored");
        }
    }

    static class BadCtor extends F {
        BadCtor() {
            super("badctor");
            throw new IllegalStateException();
        }
    }

    static class Empty {
        @Override
        protected void finalize() {}
    }

    static boolean until(java.util.function.BooleanSupplier c) throws InterruptedException {
        for (int i = 0; i < 500 && !c.getAsBoolean(); i++) {
            System.gc();
            System.runFinalization();
            Thread.sleep(3);
        }
        return c.getAsBoolean();
    }

    static void make() {
        for (int i = 0; i < 20; i++) new F("f" + i);
        F a = new F("a"), b = new F("b");
        a.other = b;
        b.other = a;
        new Res();
        new Throws();
        new Empty();
        try {
            new BadCtor();
        } catch (IllegalStateException e) {
            System.out.println("bad ctor");
        }
    }

    public static void main(String[] args) throws Exception {
        make();
        System.out.println(until(() -> log.size() == 24 && saved != null));
        System.out.println(log);
        System.out.println(saved.n + " " + saves);
        saved = null;
        F keep = new F("keep");
        new F("again");
        System.out.println(until(() -> log.contains("again")) + " " + saves + " " + saved);
        System.out.println(log.contains("keep"));
        keep.other = null;
        System.out.println(keep.n);
        Object lock = new Object();
        boolean[] got = new boolean[1];
        class Locker {
            @Override
            protected void finalize() {
                synchronized (lock) {
                    got[0] = Thread.currentThread() != null && Thread.holdsLock(lock);
                    lock.notifyAll();
                }
            }
        }
        new Locker();
        System.out.println(until(() -> {
            synchronized (lock) {
                return got[0];
            }
        }));
        String[] name = new String[1];
        class Who {
            @Override
            protected void finalize() {
                name[0] = Thread.currentThread().getName();
            }
        }
        new Who();
        System.out.println(until(() -> name[0] != null) + " " + ("Finalizer".equals(name[0]) || "Secondary finalizer".equals(name[0])));
        System.out.println("done Finalizers");
    }
}
