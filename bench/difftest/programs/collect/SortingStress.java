// difftest: gc-every=20000
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Sorting of every array type and shape that the library's algorithms treat apart: runs, equal keys, saw teeth, NaN and zeros, ranges, parallel, stability, comparators that break their contract, binary search, heaps. */
public class SortingStress {
    static int[] shape(String s, int n) {
        Random r = new Random(n + s.length());
        int[] a = new int[n];
        for (int i = 0; i < n; i++) a[i] = switch (s) {
            case "random" -> r.nextInt();
            case "up" -> i;
            case "down" -> -i;
            case "same" -> 7;
            case "two" -> i & 1;
            case "saw" -> i % 17;
            case "organ" -> Math.min(i, n - i);
            case "nearly" -> i + r.nextInt(4);
            case "bytes" -> r.nextInt(200) - 100;
            default -> i % 50 < 25 ? i : -i;
        };
        return a;
    }

    static boolean sorted(int[] a) {
        for (int i = 1; i < a.length; i++) if (a[i - 1] > a[i]) return false;
        return true;
    }

    record Item(int key, int serial) {}

    public static void main(String[] args) {
        for (String s : List.of("random", "up", "down", "same", "two", "saw", "organ", "nearly", "bytes", "zigzag")) {
            StringBuilder sb = new StringBuilder(s);
            for (int n : new int[]{0, 1, 2, 43, 300, 700}) {
                int[] a = shape(s, n), b = a.clone(), c = a.clone();
                long[] l = Arrays.stream(a).asLongStream().toArray();
                double[] d = Arrays.stream(a).asDoubleStream().toArray();
                short[] sh = new short[n];
                char[] ch = new char[n];
                byte[] by = new byte[n];
                float[] f = new float[n];
                Integer[] boxed = new Integer[n];
                for (int i = 0; i < n; i++) {
                    sh[i] = (short) a[i];
                    ch[i] = (char) a[i];
                    by[i] = (byte) a[i];
                    f[i] = a[i];
                    boxed[i] = a[i];
                }
                Arrays.sort(a);
                Arrays.parallelSort(b);
                Arrays.sort(l);
                Arrays.sort(d);
                Arrays.sort(sh);
                Arrays.sort(ch);
                Arrays.sort(by);
                Arrays.sort(f);
                Arrays.sort(boxed, Collections.reverseOrder());
                Arrays.sort(c, n / 4, n - n / 4);
                boolean ok = sorted(a) && Arrays.equals(a, b) && Arrays.equals(l, Arrays.stream(a).asLongStream().toArray()) && Arrays.equals(d, Arrays.stream(a).asDoubleStream().toArray());
                for (int i = 0; i < n; i++) ok &= boxed[i] == a[n - 1 - i] && (i == 0 || sh[i - 1] <= sh[i] && ch[i - 1] <= ch[i] && by[i - 1] <= by[i] && f[i - 1] <= f[i]);
                sb.append(' ').append(ok).append(' ').append(Arrays.hashCode(a) ^ Arrays.hashCode(c) ^ Arrays.hashCode(sh) ^ Arrays.hashCode(ch) ^ Arrays.hashCode(by));
            }
            System.out.println(sb);
        }
        double[] odd = {0.0, Double.NaN, -0.0, 1, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.NaN, Double.MIN_VALUE, -1};
        Arrays.sort(odd);
        System.out.println(Arrays.toString(odd) + " " + Arrays.binarySearch(odd, 0.0) + " " + Arrays.binarySearch(odd, -0.0) + " " + Arrays.binarySearch(odd, Double.NaN) + " " + Arrays.binarySearch(odd, 0.5));
        Random r = new Random(4);
        List<Item> items = IntStream.range(0, 500).mapToObj(i -> new Item(r.nextInt(20), i)).collect(Collectors.toList());
        List<Item> byStream = items.stream().sorted(Comparator.comparingInt(Item::key)).toList();
        items.sort(Comparator.comparingInt(Item::key));
        boolean stable = items.equals(byStream);
        for (int i = 1; i < items.size(); i++) stable &= items.get(i - 1).key() < items.get(i).key() || items.get(i - 1).serial() < items.get(i).serial();
        System.out.println("stable " + stable);
        int[] calls = {0};
        Integer[] up = IntStream.range(0, 1000).boxed().toArray(Integer[]::new);
        Arrays.sort(up, (a, b) -> {
            calls[0]++;
            return a - b;
        });
        System.out.print(calls[0] + " ");
        calls[0] = 0;
        Collections.shuffle(Arrays.asList(up), new Random(1));
        Arrays.sort(up, (a, b) -> {
            calls[0]++;
            return Integer.compare(a, b);
        });
        System.out.println(calls[0] + " " + up[500]);
        int broken = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random q = new Random(seed);
            Integer[] a = IntStream.range(0, 300).boxed().toArray(Integer[]::new);
            try {
                Arrays.sort(a, (x, y) -> q.nextInt(3) - 1);
            } catch (IllegalArgumentException e) {
                broken++;
                if (broken == 1) System.out.println(e.getMessage());
            }
            if (new HashSet<>(Arrays.asList(a)).size() != 300) System.out.println("lost elements");
        }
        System.out.println("broken contracts noticed " + broken);
        for (Supplier<Object> s : List.<Supplier<Object>>of(() -> {
            Arrays.sort(new int[3], 2, 1);
            return 0;
        }, () -> {
            Arrays.sort(new int[3], 0, 4);
            return 0;
        }, () -> {
            Arrays.sort(new Object[]{1, null, 2});
            return 0;
        }, () -> {
            Arrays.sort(new Object[]{"a", 1});
            return 0;
        }, () -> {
            List.of(2, 1).sort(null);
            return 0;
        })) {
            try {
                System.out.println(s.get());
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
        PriorityQueue<Integer> pq = new PriorityQueue<>(Comparator.comparing((Integer i) -> i % 10).thenComparing(Comparator.reverseOrder()));
        for (int i = 0; i < 40; i++) pq.add(i * 7 % 41);
        pq.removeIf(i -> i % 3 == 0);
        pq.remove(20);
        StringBuilder sb = new StringBuilder();
        while (!pq.isEmpty()) sb.append(pq.poll()).append(' ');
        System.out.println(sb);
        int[] p = shape("random", 100);
        Arrays.parallelPrefix(p, (a, b) -> a ^ b);
        Arrays.parallelSetAll(p, i -> p[i] >>> 3);
        System.out.println(Arrays.hashCode(p) + " " + Arrays.compare(p, p.clone()) + " " + Arrays.mismatch(new int[]{1, 2, 3}, new int[]{1, 2, 4}) + " " + Arrays.equals(p, 0, 5, p, 1, 6) + " " + Arrays.compareUnsigned(new byte[]{-1}, new byte[]{1}) + " " + Arrays.deepHashCode(new Object[]{1, new int[]{2}, new Object[]{"x"}}));
        System.out.println("done SortingStress");
    }
}
