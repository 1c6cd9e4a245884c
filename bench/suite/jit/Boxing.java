import java.util.ArrayList;
import java.util.List;

/** Boxes of all kinds: in lists, in generic methods, and where they never leave the method. */
public class Boxing {
    interface Monoid<T> {
        T zero();

        T plus(T a, T b);
    }

    static final class IntSum implements Monoid<Integer> {
        public Integer zero() {
            return 0;
        }

        public Integer plus(Integer a, Integer b) {
            return a + b;
        }
    }

    static final class LongXor implements Monoid<Long> {
        public Long zero() {
            return 1L;
        }

        public Long plus(Long a, Long b) {
            return a * 31 ^ b;
        }
    }

    static <T> T fold(List<T> list, Monoid<T> monoid) {
        T result = monoid.zero();
        for (T value : list) result = monoid.plus(result, value);
        return result;
    }

    static long local(int n) {
        Integer sum = 0;
        Long product = 1L;
        Double mean = 0.0;
        for (int i = 0; i < n; i++) {
            sum += i;
            product = product * 3 + sum;
            mean = (mean + i) / 2;
        }
        return sum + product + mean.intValue();
    }

    static Integer larger(Integer a, Integer b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    static long work() {
        List<Integer> ints = new ArrayList<>();
        List<Long> longs = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            ints.add(i * 7 % 1000);
            longs.add((long) i << 3);
        }
        Integer largest = Integer.MIN_VALUE;
        int nSame = 0;
        for (int i = 0; i < ints.size(); i++) {
            largest = larger(largest, ints.get(i));
            if (ints.get(i).equals(ints.get(ints.size() - 1 - i))) nSame++;
        }
        Character c = 'a';
        Boolean flag = Boolean.FALSE;
        for (int i = 0; i < 50_000; i++) {
            c = (char) (c + i % 3);
            flag ^= c % 2 == 0;
        }
        return fold(ints, new IntSum()) + fold(longs, new LongXor()) + local(300_000) + largest + nSame + c + (flag ? 1 : 0);
    }

    public static void main(String[] args) {
        BenchHarness.run("Boxing", args, 200, -276770561068017860L, () -> work() * 3 + work());
    }
}
