// difftest: gc-every=20000
import java.math.*;
import java.util.*;
import java.util.stream.*;

/** Number theory and linear algebra in exact arithmetic: rationals, determinants, continued fractions, Bernoulli numbers, digits of pi and e, Pell's equation, primality and factors, modular square roots, matrix powers. */
public class Rationals {
    record Q(BigInteger n, BigInteger d) implements Comparable<Q> {
        static final Q ZERO = of(0), ONE = of(1);

        Q {
            if (d.signum() == 0) throw new ArithmeticException("zero denominator");
            BigInteger g = n.gcd(d);
            if (d.signum() < 0) g = g.negate();
            n = n.divide(g);
            d = d.divide(g);
        }

        static Q of(long n) {
            return new Q(BigInteger.valueOf(n), BigInteger.ONE);
        }

        static Q of(long n, long d) {
            return new Q(BigInteger.valueOf(n), BigInteger.valueOf(d));
        }

        Q plus(Q o) {
            return new Q(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
        }

        Q times(Q o) {
            return new Q(n.multiply(o.n), d.multiply(o.d));
        }

        Q minus(Q o) {
            return plus(o.times(of(-1)));
        }

        Q over(Q o) {
            return new Q(n.multiply(o.d), d.multiply(o.n));
        }

        public int compareTo(Q o) {
            return n.multiply(o.d).compareTo(o.n.multiply(d));
        }

        @Override
        public String toString() {
            return d.equals(BigInteger.ONE) ? n.toString() : n + "/" + d;
        }

        List<BigInteger> fraction() {
            List<BigInteger> out = new ArrayList<>();
            for (BigInteger a = n, b = d; b.signum() != 0; ) {
                BigInteger[] qr = a.divideAndRemainder(b);
                if (qr[1].signum() < 0) qr = new BigInteger[]{qr[0].subtract(BigInteger.ONE), qr[1].add(b)};
                out.add(qr[0]);
                a = b;
                b = qr[1];
            }
            return out;
        }
    }

    static Q det(Q[][] m) {
        int n = m.length;
        Q r = Q.ONE;
        for (int i = 0; i < n; i++) {
            int p = i;
            while (p < n && m[p][i].equals(Q.ZERO)) p++;
            if (p == n) return Q.ZERO;
            if (p != i) {
                Q[] t = m[p];
                m[p] = m[i];
                m[i] = t;
                r = r.times(Q.of(-1));
            }
            r = r.times(m[i][i]);
            for (int j = i + 1; j < n; j++) {
                Q f = m[j][i].over(m[i][i]);
                for (int k = i; k < n; k++) m[j][k] = m[j][k].minus(f.times(m[i][k]));
            }
        }
        return r;
    }

    static String pi(int digits) {
        BigInteger scale = BigInteger.TEN.pow(digits + 10);
        return scale.signum() == 0 ? "" : arctan(5, scale).multiply(BigInteger.valueOf(16)).subtract(arctan(239, scale).multiply(BigInteger.valueOf(4))).divide(BigInteger.TEN.pow(10)).toString();
    }

    static BigInteger arctan(int x, BigInteger scale) {
        BigInteger sum = BigInteger.ZERO, term = scale.divide(BigInteger.valueOf(x));
        for (int i = 1; term.signum() != 0; i += 2) {
            BigInteger t = term.divide(BigInteger.valueOf(i));
            sum = i % 4 == 1 ? sum.add(t) : sum.subtract(t);
            term = term.divide(BigInteger.valueOf((long) x * x));
        }
        return sum;
    }

    static BigInteger[][] mul(BigInteger[][] a, BigInteger[][] b) {
        BigInteger[][] c = new BigInteger[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) for (int j = 0; j < b[0].length; j++) {
            c[i][j] = BigInteger.ZERO;
            for (int k = 0; k < b.length; k++) c[i][j] = c[i][j].add(a[i][k].multiply(b[k][j]));
        }
        return c;
    }

    static SortedMap<BigInteger, Integer> factor(BigInteger n) {
        SortedMap<BigInteger, Integer> out = new TreeMap<>();
        Deque<BigInteger> todo = new ArrayDeque<>(List.of(n));
        while (!todo.isEmpty()) {
            BigInteger m = todo.pop();
            if (m.equals(BigInteger.ONE)) continue;
            if (m.isProbablePrime(10)) {
                out.merge(m, 1, Integer::sum);
                continue;
            }
            BigInteger d = m.testBit(0) ? rho(m) : BigInteger.TWO;
            todo.push(d);
            todo.push(m.divide(d));
        }
        return out;
    }

    static BigInteger rho(BigInteger n) {
        for (long c = 1; ; c++) {
            BigInteger x = BigInteger.TWO, y = x, d = BigInteger.ONE, k = BigInteger.valueOf(c);
            while (d.equals(BigInteger.ONE)) {
                x = x.multiply(x).add(k).mod(n);
                y = y.multiply(y).add(k).mod(n);
                y = y.multiply(y).add(k).mod(n);
                d = x.subtract(y).gcd(n);
            }
            if (!d.equals(n)) return d;
        }
    }

    public static void main(String[] args) {
        Q h = Q.ZERO;
        for (int i = 1; i <= 30; i++) h = h.plus(Q.of(1, i));
        System.out.println(h + " " + h.fraction() + " " + Q.of(-22, 7).fraction() + " " + Q.of(6, -4) + " " + Q.of(1, 3).compareTo(Q.of(2, 6)));
        Q[][] hilbert = new Q[8][8];
        for (int i = 0; i < 8; i++) for (int j = 0; j < 8; j++) hilbert[i][j] = Q.of(1, i + j + 1);
        System.out.println(det(hilbert) + " " + det(new Q[][]{{Q.of(0), Q.of(2)}, {Q.of(3), Q.of(4)}}) + " " + det(new Q[][]{{Q.of(1), Q.of(2)}, {Q.of(2), Q.of(4)}}));
        List<Q> b = new ArrayList<>(List.of(Q.ONE));
        for (int m = 1; m <= 16; m++) {
            Q s = Q.ZERO;
            BigInteger c = BigInteger.ONE;
            for (int k = 0; k < m; k++) {
                s = s.plus(new Q(c, BigInteger.ONE).times(b.get(k)));
                c = c.multiply(BigInteger.valueOf(m + 1 - k)).divide(BigInteger.valueOf(k + 1));
            }
            b.add(s.over(Q.of(-(m + 1))));
        }
        System.out.println(b);
        System.out.println(pi(120));
        BigDecimal e = BigDecimal.ONE, term = BigDecimal.ONE;
        MathContext mc = new MathContext(80, RoundingMode.HALF_EVEN);
        for (int i = 1; i < 70; i++) e = e.add(term = term.divide(BigDecimal.valueOf(i), mc), mc);
        System.out.println(e + " " + new BigDecimal(2).sqrt(new MathContext(60)) + " " + new BigDecimal("1234.5678").round(new MathContext(3, RoundingMode.UP)) + " " + e.movePointRight(5).toBigInteger() + " " + e.precision() + "," + e.scale());
        for (int n : new int[]{2, 3, 7, 13, 61}) {
            BigInteger N = BigInteger.valueOf(n), a0 = N.sqrt(), m = BigInteger.ZERO, d = BigInteger.ONE, a = a0, p1 = BigInteger.ONE, p = a0, q1 = BigInteger.ZERO, q = BigInteger.ONE;
            while (!p.multiply(p).subtract(N.multiply(q).multiply(q)).equals(BigInteger.ONE)) {
                m = d.multiply(a).subtract(m);
                d = N.subtract(m.multiply(m)).divide(d);
                a = a0.add(m).divide(d);
                BigInteger t = a.multiply(p).add(p1);
                p1 = p;
                p = t;
                t = a.multiply(q).add(q1);
                q1 = q;
                q = t;
            }
            System.out.print(p + "^2-" + n + "*" + q + "^2 ");
        }
        System.out.println();
        for (String s : new String[]{"360", "1000003", "600851475143", "1000036000099", "87178291199"}) System.out.print(factor(new BigInteger(s)) + " ");
        System.out.println();
        BigInteger[][] f = {{BigInteger.ONE, BigInteger.ONE}, {BigInteger.ONE, BigInteger.ZERO}}, r = {{BigInteger.ONE, BigInteger.ZERO}, {BigInteger.ZERO, BigInteger.ONE}};
        for (int k = 1000; k > 0; k >>= 1) {
            if ((k & 1) == 1) r = mul(r, f);
            f = mul(f, f);
        }
        System.out.println(r[0][1].toString().length() + " " + r[0][1].mod(BigInteger.TEN.pow(20)) + " " + r[0][1].bitLength() + " " + r[0][1].hashCode());
        System.out.println(IntStream.range(0, 200).filter(i -> BigInteger.valueOf(i).isProbablePrime(10)).boxed().toList());
        BigInteger mers = BigInteger.ONE.shiftLeft(61).subtract(BigInteger.ONE);
        System.out.println(mers.isProbablePrime(20) + " " + BigInteger.valueOf(3).modPow(mers.shiftRight(1), mers).subtract(mers) + " " + mers.nextProbablePrime().subtract(mers) + " " + new BigInteger("10").modInverse(BigInteger.valueOf(17)));
        System.out.println("done Rationals");
    }
}
