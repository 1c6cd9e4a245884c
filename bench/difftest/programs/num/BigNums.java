import java.math.*;
import java.util.*;

/** BigInteger and BigDecimal: arithmetic at all sizes incl. Karatsuba and Toom-Cook, modular, bits, rounding, scales, parsing. */
public class BigNums {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e);
        }
    }

    static BigInteger rnd(int bits, long seed) {
        return new BigInteger(bits, new Random(seed));
    }

    public static void main(String[] args) {
        BigInteger a = new BigInteger("123456789012345678901234567890"), b = new BigInteger("-987654321098765432109876543210"), z = BigInteger.ZERO;
        System.out.println(a.add(b) + " " + a.subtract(b) + " " + a.multiply(b) + " " + b.divide(a) + " " + b.mod(a) + " " + b.remainder(a) + " " + Arrays.toString(b.divideAndRemainder(a)));
        System.out.println(a.pow(7) + " " + a.negate().abs().equals(a) + " " + a.gcd(b) + " " + a.signum() + b.signum() + z.signum() + " " + a.compareTo(b) + " " + a.max(b).equals(a));
        System.out.println(a.and(b) + " " + a.or(b) + " " + a.xor(b) + " " + a.not() + " " + a.andNot(b) + " " + b.shiftLeft(70) + " " + b.shiftRight(70) + " " + b.shiftRight(200) + " " + a.shiftLeft(-5));
        System.out.println(a.bitLength() + " " + b.bitLength() + " " + a.bitCount() + " " + b.bitCount() + " " + a.testBit(5) + b.testBit(500) + " " + a.setBit(200).bitLength() + " " + a.flipBit(0) + " " + a.getLowestSetBit());
        System.out.println(a.modPow(BigInteger.TEN.pow(20), BigInteger.valueOf(1000000007)) + " " + BigInteger.valueOf(3).modInverse(BigInteger.valueOf(11)) + " " + BigInteger.valueOf(2).modPow(BigInteger.valueOf(-1), BigInteger.valueOf(7))
            + " " + a.sqrt() + " " + new BigInteger("2305843009213693951").isProbablePrime(20) + " " + BigInteger.valueOf(100).nextProbablePrime());
        System.out.println(a.toString(36) + " " + new BigInteger("zz", 36) + " " + Arrays.toString(b.toByteArray()) + " " + new BigInteger(new byte[]{-1, 0}) + " " + new BigInteger(1, new byte[]{-1, 0}) + " " + a.hashCode() + " " + a.intValue() + " " + a.longValue() + " " + a.doubleValue() + " " + b.floatValue());
        for (int bits : new int[]{100, 1000, 3000, 8000}) {
            BigInteger x = rnd(bits, bits), y = rnd(bits * 2 / 3, bits + 1), p = x.multiply(y);
            System.out.println(bits + " " + p.hashCode() + " " + p.divide(y).equals(x) + " " + p.add(BigInteger.ONE).mod(x).equals(BigInteger.ONE) + " " + x.pow(3).hashCode() + " " + x.multiply(x).sqrt().equals(x) + " " + new BigInteger(x.toString()).equals(x) + " " + x.toString(16).hashCode());
        }
        BigInteger f = BigInteger.ONE;
        for (int i = 2; i <= 150; i++) f = f.multiply(BigInteger.valueOf(i));
        System.out.println(f);
        t("div 0", () -> a.divide(z));
        t("neg exp", () -> a.pow(-1));
        t("mod neg", () -> a.mod(b));
        t("no inverse", () -> BigInteger.valueOf(4).modInverse(BigInteger.valueOf(8)));
        t("parse", () -> new BigInteger("12a"));
        t("parse empty", () -> new BigInteger(""));
        t("sqrt neg", () -> b.sqrt());
        t("exact", () -> a.longValueExact());
        BigDecimal x = new BigDecimal("123.4500"), y = new BigDecimal("-0.003");
        System.out.println(x.add(y) + " " + x.subtract(y) + " " + x.multiply(y) + " " + x.divide(y, 5, RoundingMode.HALF_EVEN) + " " + x.divide(y, MathContext.DECIMAL32) + " " + x.remainder(y) + " " + x.divideToIntegralValue(y) + " " + x.pow(5) + " " + x.negate().abs().equals(x));
        System.out.println(x.scale() + " " + x.precision() + " " + x.unscaledValue() + " " + x.stripTrailingZeros() + " " + x.setScale(1, RoundingMode.UP) + " " + x.movePointLeft(5) + " " + x.movePointRight(7) + " " + x.scaleByPowerOfTen(10) + " " + x.ulp() + " " + x.round(new MathContext(3)));
        System.out.println(x.equals(new BigDecimal("123.45")) + " " + x.compareTo(new BigDecimal("123.45")) + " " + x.hashCode() + " " + new BigDecimal("1E+5") + " " + new BigDecimal("1E+5").toPlainString() + " " + new BigDecimal("123456E-10").toEngineeringString() + " " + new BigDecimal("1E5").stripTrailingZeros());
        System.out.println(new BigDecimal(0.1) + " " + BigDecimal.valueOf(0.1) + " " + new BigDecimal(1e300).precision() + " " + BigDecimal.valueOf(5, -3) + " " + new BigDecimal("1e-400").doubleValue() + " " + new BigDecimal("1.7976931348623157e308").doubleValue() + " " + new BigDecimal("2").sqrt(new MathContext(40)));
        for (RoundingMode r : RoundingMode.values()) {
            if (r == RoundingMode.UNNECESSARY) continue;
            StringBuilder sb = new StringBuilder(r + ":");
            for (String s : new String[]{"5.5", "2.5", "1.6", "1.1", "1.0", "-1.1", "-1.6", "-2.5", "-5.5"}) sb.append(' ').append(new BigDecimal(s).setScale(0, r));
            System.out.println(sb);
        }
        t("non-terminating", () -> BigDecimal.ONE.divide(new BigDecimal(3)));
        t("unnecessary", () -> x.setScale(1, RoundingMode.UNNECESSARY));
        t("div by 0", () -> x.divide(BigDecimal.ZERO));
        t("0/0", () -> BigDecimal.ZERO.divide(BigDecimal.ZERO));
        t("parse bd", () -> new BigDecimal("1.2.3"));
        t("nan", () -> new BigDecimal(Double.NaN));
        t("intExact", () -> new BigDecimal("1.5").intValueExact());
        BigDecimal pi = BigDecimal.ZERO;
        MathContext mc = new MathContext(50);
        for (int k = 0; k < 35; k++) {
            BigDecimal k8 = BigDecimal.valueOf(8L * k), t = BigDecimal.valueOf(4).divide(k8.add(BigDecimal.ONE), mc).subtract(BigDecimal.valueOf(2).divide(k8.add(BigDecimal.valueOf(4)), mc))
                .subtract(BigDecimal.ONE.divide(k8.add(BigDecimal.valueOf(5)), mc)).subtract(BigDecimal.ONE.divide(k8.add(BigDecimal.valueOf(6)), mc));
            pi = pi.add(t.divide(BigDecimal.valueOf(16).pow(k), mc));
        }
        System.out.println(pi.round(new MathContext(40)));
        System.out.println("done BigNums");
    }
}
