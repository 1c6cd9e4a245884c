import java.util.*;
import java.util.random.*;
import java.util.stream.*;

/** Random sequences with seeds: Random, SplittableRandom, the random generator algorithms, shuffles, Gaussian; Math functions. */
public class Randoms {
    public static void main(String[] args) {
        Random r = new Random(42);
        System.out.println(r.nextInt() + " " + r.nextInt(100) + " " + r.nextInt(64) + " " + r.nextLong() + " " + r.nextBoolean() + " " + r.nextFloat() + " " + r.nextDouble() + " " + r.nextGaussian() + " " + r.nextGaussian());
        byte[] b = new byte[7];
        r.nextBytes(b);
        System.out.println(Arrays.toString(b) + " " + r.ints(4, 0, 10).boxed().toList() + r.longs(2).boxed().toList() + r.doubles(2, -1, 1).boxed().toList() + " " + r.nextInt(5, 9) + " " + r.nextExponential());
        List<Integer> l = IntStream.range(0, 12).boxed().collect(Collectors.toList());
        Collections.shuffle(l, new Random(7));
        System.out.println(l);
        SplittableRandom s = new SplittableRandom(99);
        System.out.println(s.nextInt() + " " + s.nextLong(1000) + " " + s.split().nextDouble() + " " + s.nextBoolean() + " " + s.ints(3, 5, 50).boxed().toList());
        for (String n : new String[]{"L32X64MixRandom", "L64X128MixRandom", "Xoroshiro128PlusPlus", "Xoshiro256PlusPlus", "L128X256MixRandom", "Random", "SplittableRandom", "L64X256MixRandom"}) {
            RandomGenerator g = RandomGeneratorFactory.of(n).create(12345L);
            System.out.println(n + " " + g.nextInt() + " " + g.nextLong() + " " + g.nextDouble() + " " + g.nextInt(10, 20) + " " + g.nextGaussian());
        }
        try {
            r.nextInt(0);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            RandomGenerator.of("Nope");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        double[] xs = {0, -0.0, 0.5, -0.5, 1, -1, 2.5, -2.5, 10, 1e10, 1e-10, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Math.PI};
        long h = 0;
        for (double x : xs) {
            double[] fs = {StrictMath.sin(x), StrictMath.cos(x), StrictMath.tan(x), StrictMath.asin(x), StrictMath.acos(x), StrictMath.atan(x), StrictMath.exp(x), StrictMath.log(x), StrictMath.log10(x), StrictMath.cbrt(x),
                StrictMath.sinh(x), StrictMath.cosh(x), StrictMath.tanh(x), StrictMath.expm1(x), StrictMath.log1p(x), Math.sqrt(x), Math.floor(x), Math.ceil(x), Math.rint(x), Math.signum(x), Math.ulp(x), Math.nextUp(x), Math.nextDown(x),
                Math.toDegrees(x), Math.getExponent(x), Math.abs(x), Math.round(x)};
            for (double f : fs) h = h * 31 + Double.doubleToLongBits(f);
            for (double y : xs) {
                h = h * 31 + Double.doubleToLongBits(StrictMath.pow(x, y));
                h = h * 31 + Double.doubleToLongBits(StrictMath.atan2(x, y));
                h = h * 31 + Double.doubleToLongBits(StrictMath.hypot(x, y));
                h = h * 31 + Double.doubleToLongBits(Math.IEEEremainder(x, y));
                h = h * 31 + Double.doubleToLongBits(Math.max(x, y));
                h = h * 31 + Double.doubleToLongBits(Math.min(x, y));
                h = h * 31 + Double.doubleToLongBits(Math.copySign(x, y));
                h = h * 31 + Double.doubleToLongBits(Math.nextAfter(x, y));
                h = h * 31 + Double.doubleToLongBits(Math.fma(x, y, 1.5));
                h = h * 31 + Double.doubleToLongBits(x % y);
            }
            System.out.println(x + " " + StrictMath.sin(x) + " " + StrictMath.exp(x) + " " + Math.scalb(x, 3) + " " + Math.round(x) + " " + h);
        }
        System.out.println((float) Math.sin(1) + " " + (float) Math.cos(1) + " " + (float) Math.tan(1) + " " + (float) Math.log(10) + " " + (float) Math.exp(1) + " " + (float) Math.pow(2, 0.5) + " " + Math.pow(2, 10) + " " + Math.sqrt(144) + " " + Math.cbrt(27) + " " + Math.hypot(3, 4));
        System.out.println(Math.floorDiv(-7, 2) + " " + Math.floorMod(-7, 2) + " " + Math.abs(Integer.MIN_VALUE) + " " + Math.multiplyFull(1 << 30, 8) + " " + Math.absExact(-5));
        System.out.println("done Randoms");
    }
}
