import java.util.Arrays;

/** Primes below a million: strided stores into a boolean array. */
public class Sieve {
    static int primes(boolean[] isPrime) {
        Arrays.fill(isPrime, true);
        int n = 0;
        for (int i = 2; i < isPrime.length; i++) {
            if (!isPrime[i]) continue;
            n++;
            for (int k = i + i; k < isPrime.length; k += i) isPrime[k] = false;
        }
        return n;
    }

    public static void main(String[] args) {
        boolean[] flags = new boolean[1_000_000];
        BenchHarness.run("Sieve", args, 150, 156996L, () -> primes(flags) + primes(flags));
    }
}
