import java.util.*;

/** ClassCastException, ArrayStoreException, index, size and arithmetic messages. */
public class CastMessages {
    static class A {}

    static class B extends A {}

    interface I {}

    record R(int x) {}

    enum E { X }

    interface Act {
        Object run() throws Throwable;
    }

    static int n;

    static void t(Act a) {
        n++;
        try {
            System.out.println(n + " value " + String.valueOf(a.run()).replaceAll("@[0-9a-f]+", "@"));
        } catch (Throwable e) {
            System.out.println(n + " " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@").replaceAll("Lambda.\\d+/0x[0-9a-f]+", "Lambda"));
        }
    }

    static Object o(Object x) {
        return x;
    }

    @SuppressWarnings("unchecked")
    static <T> T gen(Object x) {
        return (T) x;
    }

    static int i(int x) {
        return x;
    }

    public static void main(String[] args) {
        t(() -> (Integer) o("s"));
        t(() -> (String) o(5));
        t(() -> (B) o(new A()));
        t(() -> (I) o(new B()));
        t(() -> (A) o("str"));
        t(() -> (String) o(new A()));
        t(() -> (int[]) o(new long[1]));
        t(() -> (int[]) o("s"));
        t(() -> (String) o(new int[1]));
        t(() -> (B[]) o(new A[1]));
        t(() -> (A[]) o(new B[1]));
        t(() -> (String[][]) o(new Object[1][1]));
        t(() -> (Object[]) o(new int[1]));
        t(() -> (Runnable) o(E.X));
        t(() -> (R) o(E.X));
        t(() -> (java.util.logging.Logger) o("x"));
        t(() -> (String) o(java.util.logging.Level.INFO));
        t(() -> {
            String s = gen(7);
            return s;
        });
        t(() -> {
            Integer k = CastMessages.<Integer>gen("str") + 1;
            return k;
        });
        t(() -> (String) o((Runnable) () -> {}));
        t(() -> (Integer) o(new Object() {}));
        t(() -> (Comparable<?>) o(new Thread()));
        t(() -> ((Object[]) new String[1])[0] = 1);
        t(() -> ((Object[]) new Integer[1])[0] = new A());
        t(() -> ((A[]) new B[1])[0] = new A());
        t(() -> ((Object[][]) new String[1][1])[0] = new Integer[1]);
        t(() -> ((Object[]) new int[1][1])[0] = "s");
        t(() -> ((Object[]) new I[1])[0] = "s");
        t(() -> new int[i(2)][i(-1)]);
        t(() -> new Object[i(-5)]);
        t(() -> new int[i(0)][i(-7)][2]);
        t(() -> new byte[Integer.MIN_VALUE + i(0)]);
        t(() -> new int[3][i(1)][i(-9)]);
        t(() -> (new int[1][i(5)][])[0][5] = null);
        t(() -> new int[2][i(2)]);
        t(() -> new int[4][0][i(0)]);
        t(() -> new int[2][2].length);
        t(() -> (new int[3])[i(3)]);
        t(() -> (new long[0])[i(0)]);
        t(() -> (new String[2])[i(-1)]);
        t(() -> (new byte[2])[i(Integer.MIN_VALUE)]);
        t(() -> (new boolean[2])[i(Integer.MAX_VALUE)] = true);
        t(() -> args[i(0)]);
        t(() -> i(5) / i(0));
        t(() -> i(5) % i(0));
        t(() -> 5L / i(0));
        t(() -> 5L % (long) i(0));
        t(() -> 5.0 / i(0));
        t(() -> Math.floorMod(5, i(0)));
        t(() -> Math.multiplyExact(1 << 20, 1 << 20));
        t(() -> Math.negateExact(Integer.MIN_VALUE));
        t(() -> Integer.divideUnsigned(5, 0));
        t(() -> "abc".charAt(i(3)));
        t(() -> "abc".substring(i(-1)));
        t(() -> "abc".substring(1, i(5)));
        t(() -> new StringBuilder("ab").charAt(i(2)));
        t(() -> new StringBuilder("ab").deleteCharAt(5));
        t(() -> new StringBuilder("ab").insert(3, "x"));
        t(() -> "\u4e2dx".charAt(i(2)));
        t(() -> "abc".codePointAt(i(-1)));
        t(() -> new ArrayList<>(List.of(1)).get(i(1)));
        t(() -> new LinkedList<>().get(i(0)));
        t(() -> List.of(1, 2).get(i(2)));
        t(() -> List.of(1, 2, 3).get(i(7)));
        t(() -> Arrays.asList(1).get(i(1)));
        t(() -> new ArrayList<>().iterator().next());
        t(() -> new ArrayDeque<>().removeFirst());
        t(() -> new ArrayList<>(-1));
        t(() -> new HashMap<>(-1));
        t(() -> List.of(1).add(2));
        t(() -> Collections.emptyList().remove(0));
        t(() -> Optional.empty().get());
        t(() -> Map.of(1, 2, 1, 3));
        t(() -> Set.of("a", "a"));
        t(() -> List.of(1, 2).subList(1, i(5)));
        t(() -> new ArrayList<>(List.of(1, 2)).subList(2, i(1)));
        t(() -> new TreeSet<Object>(List.of(1, "a")));
        t(() -> new TreeMap<Object, Object>().put(new A(), 1));
        t(() -> new PriorityQueue<Object>(List.of(new A(), new A())).size());
        t(() -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
            for (Integer x : l) l.remove(x);
            return l;
        });
        t(() -> Enum.valueOf(E.class, "Y"));
        t(() -> Thread.State.valueOf("nope"));
        t(() -> Integer.parseInt(""));
        t(() -> Integer.parseInt("99999999999"));
        t(() -> Long.parseLong("12L"));
        t(() -> Integer.parseInt("zz", 40));
        t(() -> Double.parseDouble("x1"));
        t(() -> Double.parseDouble(" "));
        t(() -> Boolean.parseBoolean("yes"));
        t(() -> Character.toChars(-1));
        t(() -> "a".repeat(-1));
        t(() -> Objects.checkIndex(5, 5));
        t(() -> Objects.checkFromToIndex(3, 2, 5));
        t(() -> Objects.checkFromIndexSize(3, 4, 5));
        t(() -> Arrays.copyOfRange(new int[3], 2, 1));
        t(() -> Arrays.copyOfRange(new int[3], 4, 5));
        t(() -> Arrays.copyOf(new int[3], -1));
        t(() -> {
            Arrays.fill(new int[2], 1, 3, 0);
            return 0;
        });
        System.out.println("done CastMessages");
    }
}
