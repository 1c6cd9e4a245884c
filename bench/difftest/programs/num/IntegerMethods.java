/** Integer, Long, Short, Byte and Character utility methods: parsing and printing in radices, unsigned, bit twiddling, exact arithmetic, caches and comparison. */
public class IntegerMethods {
    interface Act {
        Object run();
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (RuntimeException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        int[] vs = {0, 1, -1, 7, 255, 256, -256, 65535, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x55555555, 0xdeadbeef};
        for (int v : vs) {
            System.out.println(v + " " + Integer.toBinaryString(v) + " " + Integer.toOctalString(v) + " " + Integer.toHexString(v) + " " + Integer.toString(v, 36) + " " + Integer.toString(v, 2).length() + " " + Integer.toUnsignedString(v) + " " + Integer.toUnsignedLong(v) + " " + Integer.bitCount(v) + " "
                + Integer.reverse(v) + " " + Integer.reverseBytes(v) + " " + Integer.rotateLeft(v, 5) + " " + Integer.rotateRight(v, -3) + " " + Integer.highestOneBit(v) + " " + Integer.lowestOneBit(v) + " " + Integer.numberOfLeadingZeros(v) + " " + Integer.numberOfTrailingZeros(v) + " " + Integer.signum(v)
                + " " + Integer.hashCode(v) + " " + Integer.divideUnsigned(v, 7) + " " + Integer.remainderUnsigned(v, 10) + " " + Integer.compareUnsigned(v, 5));
            long w = (long) v * 0x100000001L;
            System.out.println(w + " " + Long.toHexString(w) + " " + Long.toString(w, 7) + " " + Long.toUnsignedString(w) + " " + Long.bitCount(w) + " " + Long.reverse(w) + " " + Long.reverseBytes(w) + " " + Long.rotateLeft(w, 70) + " " + Long.highestOneBit(w) + " " + Long.numberOfLeadingZeros(w) + " " + Long.numberOfTrailingZeros(w)
                + " " + Long.hashCode(w) + " " + Long.divideUnsigned(w, 1000) + " " + Long.remainderUnsigned(w, 97) + " " + Long.signum(w) + " " + Math.multiplyHigh(w, w));
        }
        for (String s : new String[]{"0", "-0", "+5", "2147483647", "2147483648", "-2147483648", "-2147483649", "", "-", "+", " 1", "1 ", "١٢٣", "1e3", "0x10", "--1", "00012"}) t("parse '" + s + "'", () -> Integer.parseInt(s));
        for (int r : new int[]{1, 2, 10, 16, 36, 37}) t("radix " + r, () -> Integer.parseInt("11", r) + " " + Long.parseLong("zz", r));
        for (String s : new String[]{"0x7f", "#ff", "010", "-0X80000000", "0x80000000", "-", "0x", "-010", "+#1"}) t("decode " + s, () -> Integer.decode(s));
        t("unsigned", () -> Integer.parseUnsignedInt("4294967295") + " " + Integer.parseUnsignedInt("ff", 16) + " " + Long.parseUnsignedLong("18446744073709551615"));
        t("unsigned too big", () -> Integer.parseUnsignedInt("4294967296"));
        t("unsigned neg", () -> Integer.parseUnsignedInt("-1"));
        t("range parse", () -> Integer.parseInt("ab123cd", 2, 5, 10) + " " + Long.parseLong("xx77", 2, 4, 8));
        t("range bad", () -> Integer.parseInt("123", 2, 1, 10));
        t("byte", () -> Byte.parseByte("127") + " " + Byte.decode("-0x80") + " " + Byte.toUnsignedInt((byte) -1) + " " + Byte.compareUnsigned((byte) -1, (byte) 1));
        t("byte range", () -> Byte.parseByte("128"));
        t("short", () -> Short.parseShort("-32768") + " " + Short.reverseBytes((short) 0x1234) + " " + Short.toUnsignedLong((short) -1));
        t("short range", () -> Short.valueOf("40000"));
        for (Act a : new Act[]{() -> Math.addExact(1, 2), () -> Math.addExact(Integer.MAX_VALUE, 1), () -> Math.subtractExact(Long.MIN_VALUE, 1L), () -> Math.multiplyExact(1L << 32, 1L << 31), () -> Math.multiplyExact(-5, 6), () -> Math.incrementExact(Integer.MAX_VALUE), () -> Math.decrementExact(Integer.MIN_VALUE),
            () -> Math.negateExact(Long.MIN_VALUE), () -> Math.toIntExact(Long.MAX_VALUE), () -> Math.absExact(Integer.MIN_VALUE), () -> Math.floorDiv(Integer.MIN_VALUE, -1), () -> Math.floorDiv(-7, 3), () -> Math.floorMod(7, -3), () -> Math.floorMod(-7L, 3), () -> Math.ceil(-0.5)}) t("exact", a);
        t("caches", () -> (Integer.valueOf("127") == Integer.valueOf(127)) + " " + (Long.valueOf(-128) == Long.valueOf(-128L)) + " " + (Byte.valueOf((byte) 5) == Byte.valueOf((byte) 5)) + " " + (Short.valueOf((short) 127) == Short.valueOf((short) 127)) + " " + (Character.valueOf('a') == Character.valueOf('a')));
        t("compare", () -> Integer.valueOf(5).compareTo(3) + " " + Integer.valueOf(5).equals(5L) + " " + Boolean.compare(true, false) + " " + Boolean.logicalXor(true, true) + " " + Character.compare('a', 'z') + " " + Integer.max(3, 9) + Integer.sum(1, 2) + " " + Double.compare(1, 2));
        t("number", () -> Integer.valueOf(300).byteValue() + " " + Long.valueOf(1L << 40).intValue() + " " + Double.valueOf(3.99).longValue() + " " + Float.valueOf(1e10f).intValue() + " " + Integer.valueOf(7).doubleValue());
        t("getInteger", () -> Integer.getInteger("no.prop") + " " + Integer.getInteger("no.prop", 9));
        System.out.println("done IntegerMethods");
    }
}
