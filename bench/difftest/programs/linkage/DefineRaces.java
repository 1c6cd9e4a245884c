// Many threads define or load the same classes: one definition wins, and classes that are their own
// superclasses are refused in every thread, with loaders of each kind.
// difftest: flags=--add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED
// difftest: javac=--add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED
import static jdk.internal.org.objectweb.asm.Opcodes.*;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import jdk.internal.org.objectweb.asm.ClassWriter;

public class DefineRaces {
    static final int THREADS = 4;

    static byte[] type(int access, String name, String parent, String... interfaces) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V17, access, name, null, parent, interfaces);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Loads the circular classes; the subclass says whether it is parallel capable. */
    static class Circular extends ClassLoader {
        final Map<String, byte[]> files = new ConcurrentHashMap<>();

        Circular() {
            super("circular", DefineRaces.class.getClassLoader());
            int isInterface = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;
            add("A", type(ACC_PUBLIC, "A", "B"));
            add("B", type(ACC_PUBLIC, "B", "C"));
            add("C", type(ACC_PUBLIC, "C", "A"));
            add("Self", type(ACC_PUBLIC, "Self", "Self"));
            add("I", type(isInterface, "I", "java/lang/Object", "J"));
            add("J", type(isInterface, "J", "java/lang/Object", "I"));
            add("Above", type(ACC_PUBLIC, "Above", "A"));
            add("Good", type(ACC_PUBLIC, "Good", "Parent"));
            add("Parent", type(ACC_PUBLIC, "Parent", "java/lang/Object"));
        }

        void add(String name, byte[] bytes) {
            files.put(name, bytes);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = files.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }

        Class<?> defineAgain(String name) {
            byte[] bytes = files.get(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    static class ParallelCircular extends Circular {
        static final boolean IS_CAPABLE = registerAsParallelCapable();
    }

    interface Action {
        Object run(int thread) throws Throwable;
    }

    /** Runs the action in all threads at once and counts what comes out. */
    static Map<String, Integer> race(Action action) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads[i] = new Thread(() -> {
                String outcome;
                try {
                    barrier.await();
                    outcome = String.valueOf(action.run(number));
                } catch (Throwable e) {
                    outcome = e.toString().replaceAll("@[0-9a-f]+", "@#");
                }
                synchronized (outcomes) {
                    outcomes.merge(outcome, 1, Integer::sum);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return outcomes;
    }

    public static void main(String[] args) throws Exception {
        for (boolean isParallel : new boolean[] {false, true}) {
            System.out.println("parallel capable " + isParallel);
            for (int round = 0; round < 10; round++) {
                Circular loader = isParallel ? new ParallelCircular() : new Circular();
                Map<String, Integer> defined = race(n -> loader.defineAgain("Good"));
                Map<String, Integer> loaded = race(n -> loader.loadClass(n % 2 == 0 ? "Good" : "Parent"));
                if (round == 0) {
                    System.out.println(defined + "\n" + loaded);
                } else if (defined.size() != 2 || loaded.size() != 2) {
                    System.out.println("round " + round + ": " + defined + " " + loaded);
                }
            }
            // Which of the circular classes is named depends on where a thread begins. Two threads with a
            // parallel capable loader could each wait for what the other loads.
            for (String name : new String[] {"Self", "A", "B", "C", "I", "J", "Above", "A"}) {
                Circular loader = isParallel ? new ParallelCircular() : new Circular();
                System.out.println(name + ": " + race(n -> loader.loadClass(name)));
            }
        }
        for (int round = 0; round < 10; round++) {
            Circular loader = new Circular();
            String[] names = {"A", "B", "C", "Above"};
            Map<String, Integer> outcomes = race(n -> loader.loadClass(names[n]));
            if (!outcomes.keySet().stream().allMatch(outcome -> outcome.startsWith("java.lang.ClassCircularityError"))) {
                System.out.println("from all sides: " + outcomes);
            }
        }
        System.out.println("done DefineRaces");
    }
}
