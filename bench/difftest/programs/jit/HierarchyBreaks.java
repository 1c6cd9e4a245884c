/**
 * Code that relies on a class's having no subclass, or an interface's having one implementor, is
 * running when that ends: further up the stack, in loops, in recursion, in another thread, with an
 * exception on its way.
 */
public class HierarchyBreaks {
    // One hierarchy for each case: what has ended once does not end again.
    static class Direct { int f(int x) { return x + 1; } }
    static class DirectSub extends Direct { @Override int f(int x) { return x * 3; } }

    static class Looping { int f(int x) { return x + 1; } }
    static class LoopingSub extends Looping { @Override int f(int x) { return x - 7; } }

    static class Deep { int f(int x) { return x + 1; } }
    static class DeepSub extends Deep { @Override int f(int x) { return x ^ 5; } }

    static class Throwing { int f(int x) { return x + 1; } }
    static class ThrowingSub extends Throwing { @Override int f(int x) { return x + 100; } }

    static class Shared { int f(int x) { return x + 1; } }
    static class SharedSub extends Shared { @Override int f(int x) { return -1; } }

    static class Locked { int f(int x) { return x + 1; } }
    static class LockedSub extends Locked { @Override int f(int x) { return x << 1; } }

    interface Shape { int area(int x); }
    static class Square implements Shape { public int area(int x) { return x * x; } }
    static class Line implements Shape { public int area(int x) { return 0; } }

    interface Greeter { default String greet(String name) { return "hello " + name; } }
    static class Plain implements Greeter {}
    static class Loud implements Greeter { public String greet(String name) { return "HELLO " + name; } }

    abstract static class Abstract { abstract long f(long x); }
    static class First extends Abstract { @Override long f(long x) { return x + 1; } }
    abstract static class Second extends Abstract { @Override long f(long x) { return x + 2; } }
    static class Third extends Second {}
    static class Fourth extends First { @Override long f(long x) { return super.f(x) * 10; } }

    static Direct newDirect(boolean sub) { return sub ? new DirectSub() : new Direct(); }

    static int direct() {
        Direct d = newDirect(false);
        int sum = d.f(10);
        d = newDirect(true);
        sum = sum * 1000 + d.f(10);
        return sum * 1000 + newDirect(false).f(20);
    }

    static Looping newLooping(int i, int limit, Looping old) {
        if (i != limit) return old;
        return new LoopingSub();
    }

    static int loop(int n, int limit) {
        Looping l = new Looping();
        int sum = 0;
        double d = 0.5;
        for (int i = 0; i < n; i++) {
            l = newLooping(i, limit, l);
            sum += l.f(i);
            d += sum * 0.25;
        }
        return sum + (int) d;
    }

    static Deep deepest;

    static int recurse(int depth, long weight, Deep d, String text) {
        if (depth == 0) {
            deepest = new DeepSub();
            return 1;
        }
        int below = recurse(depth - 1, weight * 3, d, text + depth);
        Deep now = deepest;
        return below + now.f(depth) + d.f(depth) + text.length() + (int) weight;
    }

    static Throwing thrower(int x) {
        if (x == 0) return new Throwing();
        Throwing t = new ThrowingSub();
        throw new IllegalStateException("with " + t.f(x));
    }

    static int caught(int x) {
        Throwing t = new Throwing();
        int before = t.f(x);
        try {
            t = thrower(x);
        } catch (IllegalStateException e) {
            t = new ThrowingSub();
            return before * 1000 + t.f(x) + e.getMessage().length();
        } finally {
            before = t.f(before);
        }
        return before;
    }

    static int uncaught(int x) {
        Throwing t = thrower(x);
        return t.f(x);
    }

    static volatile Shared shared = new Shared();
    static volatile int rounds;

    static int watch() {
        int last;
        do {
            last = shared.f(rounds);
            rounds++;
        } while (last >= 0);
        return last;
    }

    static void anotherThread() throws InterruptedException {
        int[] result = new int[1];
        Thread watcher = new Thread(() -> result[0] = watch());
        watcher.start();
        while (rounds < 1000) Thread.yield();
        shared = new SharedSub();
        watcher.join();
        System.out.println("another thread " + result[0]);
    }

    static Locked relock(int i, Locked old) {
        return i == 50 ? new LockedSub() : old;
    }

    static synchronized int locked(Object other) {
        Locked l = new Locked();
        int sum = 0;
        for (int i = 0; i < 100; i++) {
            synchronized (other) {
                l = relock(i, l);
                sum += l.f(i);
                if (!Thread.holdsLock(other) || !Thread.holdsLock(HierarchyBreaks.class)) sum = -1_000_000;
            }
            if (Thread.holdsLock(other)) sum = -2_000_000;
        }
        return sum;
    }

    static Shape nextShape(int i) { return i < 500 ? new Square() : new Line(); }

    static int shapes() {
        int sum = 0;
        for (int i = 490; i < 510; i++) sum += nextShape(i).area(i);
        return sum;
    }

    static Greeter nextGreeter(int i) { return i < 2 ? new Plain() : new Loud(); }

    static String greetings() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 4; i++) all.append(nextGreeter(i).greet("n" + i)).append(';');
        return all.toString();
    }

    static Abstract nextAbstract(int i) {
        switch (i) {
            case 0: return new First();
            case 1: return new Third();
            default: return new Fourth();
        }
    }

    static long abstracts() {
        long sum = 0;
        for (int i = 0; i < 3; i++) sum = sum * 1000 + nextAbstract(i).f(i + 5);
        return sum;
    }

    public static void main(String[] args) throws Exception {
        System.out.println("direct " + direct() + " " + direct());
        System.out.println("loop " + loop(300, 1000) + " " + loop(300, 200) + " " + loop(300, 100));
        System.out.println("recursion " + recurse(60, 1, new Deep(), "") + " " + recurse(20, 2, new Deep(), "x"));
        System.out.println("caught " + caught(0) + " " + caught(7) + " " + caught(9));
        try {
            System.out.println("uncaught " + uncaught(0));
            uncaught(4);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage() + " " + e.getStackTrace()[1].getMethodName());
        }
        anotherThread();
        System.out.println("locked " + locked(new Object()));
        System.out.println("shapes " + shapes());
        System.out.println("greetings " + greetings());
        System.out.println("abstract " + abstracts());
        System.out.println("done HierarchyBreaks");
    }
}
