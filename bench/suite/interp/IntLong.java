/** int and long arithmetic: mixing hashes, division, shifts, comparison, modular powers, Collatz. */
public class IntLong {
    static long modPow(long b, long e, long m) {
        long r = 1;
        for (b %= m; e > 0; e >>= 1) {
            if ((e & 1) == 1) r = r * b % m;
            b = b * b % m;
        }
        return r;
    }

    public static void main(String[] args) {
        int h = 17;
        long x = 88172645463325252L;
        for (int i = 0; i < 16_000_000; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
            h = h * 31 + (int) (x >>> 32) ^ (h >>> 5);
        }
        long steps = 0;
        for (int i = 1; i < 150_000; i++) {
            for (long n = i; n != 1; steps++) n = (n & 1) == 0 ? n / 2 : 3 * n + 1;
        }
        long p = 0;
        for (int i = 1; i < 20_000; i++) p += modPow(i, 1_000_000_005L, 1_000_000_007L);
        int q = 0;
        for (int i = 1; i < 8_000_000; i++) q += (h / i) ^ (h % i);
        System.out.println("IntLong " + h + " " + x + " " + steps + " " + p + " " + q);
    }
}
