import java.math.*;
import java.nio.*;
import java.util.*;
import java.util.stream.*;

/** The texts of exceptions that the class library throws at misuse: indices, numbers, iterators, collections, buffers, reflection, streams; with the number of their causes. */
public class LibraryMessages {
    interface Act {
        Object run() throws Throwable;
    }

    static int n;

    static void t(Act... as) {
        for (Act a : as) {
            n++;
            try {
                System.out.println(n + " fine " + a.run());
            } catch (Throwable e) {
                StackTraceElement top = e.getStackTrace()[0];
                System.out.println(n + " " + e + " at " + top.getClassName() + "." + top.getMethodName() + (e.getCause() == null ? "" : " <- " + e.getCause()));
            }
        }
    }

    enum E { A }

    record R(int a) {
        R {
            Objects.checkIndex(a, 3);
        }
    }

    public static void main(String[] args) {
        String s = "text";
        List<Integer> im = List.of(1, 2, 3), al = new ArrayList<>(im), ll = new LinkedList<>(im);
        t(() -> s.charAt(4), () -> s.substring(5), () -> s.substring(2, 1), () -> s.substring(-1), () -> s.codePointAt(9), () -> s.repeat(-1), () -> s.getBytes("no-such"), () -> String.valueOf((char[]) null), () -> new String(new char[2], 1, 2), () -> s.subSequence(0, 5), () -> s.compareTo(null), () -> "é\u4e2d".charAt(2), () -> s.chars().skip(-1));
        t(() -> new StringBuilder("ab").charAt(2), () -> new StringBuilder("ab").insert(3, 'x'), () -> new StringBuilder("ab").deleteCharAt(2), () -> new StringBuilder("ab").replace(3, 4, ""), () -> {
            StringBuilder b = new StringBuilder();
            b.setLength(-1);
            return b;
        }, () -> new StringBuilder(-1), () -> new StringBuilder("x").delete(2, 1), () -> new StringBuilder("x").append("abc", 2, 1));
        t(() -> im.get(3), () -> al.get(3), () -> ll.get(3), () -> Arrays.asList(1).get(1), () -> im.add(4), () -> Collections.unmodifiableList(al).remove(0), () -> al.subList(2, 1), () -> al.subList(0, 4), () -> al.listIterator(4), () -> {
            al.iterator().remove();
            return 0;
        }, () -> new ArrayList<>(-1), () -> al.addAll(5, im), () -> List.of(1, null), () -> im.contains(null), () -> List.copyOf(Arrays.asList(1, null)));
        t(() -> {
            for (Integer i : al) if (i == 2) al.add(9);
            return al;
        }, () -> {
            Iterator<Integer> it = al.iterator();
            while (true) it.next();
        }, () -> {
            Map<String, Integer> m = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
            for (String k : m.keySet()) m.remove(k.equals("a") ? "b" : "a");
            return "loop";
        }, () -> Map.of("a", 1, "a", 2), () -> Set.of(1, 1), () -> Map.of("k", 1).put("x", 1), () -> new TreeMap<>().put(null, 1), () -> new TreeMap<Object, Integer>(Map.of("a", 1)).get(1), () -> new TreeSet<>().first(), () -> new TreeMap<>().firstKey(), () -> new TreeMap<>(Map.of(1, 1)).subMap(3, 2), () -> new HashMap<>(Map.of("a", 1)).merge("a", null, (x, y) -> x), () -> new ArrayDeque<>().pop(), () -> new ArrayDeque<>().add(null), () -> new LinkedList<>().getFirst(), () -> new PriorityQueue<>().remove(), () -> new PriorityQueue<>(List.of("a", "b")).add(null), () -> new PriorityQueue<Object>(List.of("a")).add(1), () -> new EnumMap<E, Integer>(E.class).put(null, 1), () -> new HashMap<>(-1), () -> new HashMap<>(1, Float.NaN), () -> new Stack<>().pop(), () -> new Vector<>(im).elementAt(3), () -> Collections.max(List.<Integer>of()), () -> Collections.nCopies(-1, 1), () -> Collections.emptyIterator().next());
        t(() -> Integer.parseInt("12x"), () -> Integer.parseInt(""), () -> Integer.parseInt(null), () -> Integer.parseInt("99999999999"), () -> Integer.parseInt("7", 99), () -> Long.parseLong("-"), () -> Integer.decode("0x"), () -> Byte.parseByte("200"), () -> Short.valueOf("x"), () -> Double.parseDouble("1.2.3"), () -> Double.parseDouble(""), () -> Float.parseFloat(null), () -> new BigInteger("12a"), () -> new BigInteger(""), () -> new BigDecimal("1e"), () -> BigDecimal.ONE.divide(BigDecimal.valueOf(3)), () -> BigInteger.ONE.divide(BigInteger.ZERO), () -> BigInteger.TWO.modInverse(BigInteger.TEN), () -> BigDecimal.valueOf(1.5).intValueExact(), () -> new BigDecimal("1.25").setScale(1, RoundingMode.UNNECESSARY), () -> Math.addExact(Integer.MAX_VALUE, 1), () -> Math.multiplyExact(1L << 40, 1L << 40), () -> Math.toIntExact(1L << 33), () -> Math.floorMod(1, 0), () -> 1 % 0, () -> 1L / 0L, () -> Math.negateExact(Integer.MIN_VALUE), () -> Character.toChars(0x110000), () -> Integer.parseUnsignedInt("-1"), () -> new Random().nextInt(0), () -> UUID.fromString("1-2"), () -> HexFormat.of().parseHex("abc"), () -> Base64.getDecoder().decode("a$b="));
        t(() -> Optional.empty().get(), () -> Optional.of(null), () -> OptionalInt.empty().getAsInt(), () -> Objects.requireNonNull(null), () -> Objects.requireNonNull(null, "what"), () -> Objects.checkIndex(3, 3), () -> Objects.checkFromToIndex(2, 1, 5), () -> Objects.checkFromIndexSize(4, 3, 5), () -> E.valueOf("B"), () -> Enum.valueOf(E.class, null), () -> new R(7), () -> Arrays.copyOf(new int[1], -1), () -> Arrays.copyOfRange(new int[1], 2, 3), () -> Arrays.copyOfRange(new int[1], 1, 0), () -> {
            Arrays.fill(new int[2], 1, 3, 0);
            return 0;
        }, () -> {
            Arrays.sort(new Object[]{1, "a"});
            return 0;
        }, () -> Arrays.asList(1, 2).remove(0), () -> {
            System.arraycopy(new int[2], 0, new long[2], 0, 1);
            return 0;
        }, () -> {
            System.arraycopy(new int[2], 1, new int[2], 0, 2);
            return 0;
        }, () -> {
            System.arraycopy(new Object[]{"a", 1}, 0, new String[2], 0, 2);
            return 0;
        }, () -> {
            System.arraycopy("s", 0, new int[2], 0, 2);
            return 0;
        }, () -> new Object[]{1}.getClass().cast("s"), () -> Integer.class.cast("s"), () -> String.class.asSubclass(Number.class), () -> ((Object) "s") instanceof String x ? (Integer) (Object) x : 0);
        t(() -> ByteBuffer.allocate(-1), () -> ByteBuffer.allocate(2).getInt(), () -> ByteBuffer.allocate(2).put(new byte[3]), () -> ByteBuffer.allocate(2).get(2), () -> ByteBuffer.allocate(2).limit(3), () -> ByteBuffer.allocate(2).position(3), () -> ByteBuffer.allocate(2).reset(), () -> ByteBuffer.allocate(2).asReadOnlyBuffer().put((byte) 1), () -> ByteBuffer.allocateDirect(2).array(), () -> ByteBuffer.wrap(new byte[2], 1, 2), () -> CharBuffer.wrap("ab").put('c'), () -> ByteBuffer.allocate(4).slice(2, 3), () -> ByteBuffer.allocate(4).asReadOnlyBuffer().array());
        t(() -> {
            Stream<Integer> st = im.stream();
            st.count();
            return st.count();
        }, () -> Stream.of("a", "a").collect(Collectors.toMap(x -> x, x -> 1)), () -> Stream.of(1, 2).toList().add(3), () -> IntStream.empty().average().getAsDouble(), () -> Stream.of("b", 1).sorted().toList(), () -> Stream.of(1, null).collect(Collectors.toUnmodifiableList()), () -> Stream.iterate(1, i -> 10 / (i - 1) + 0).limit(3).toList(), () -> Stream.of(1).limit(-1), () -> Stream.of(1, 2, 3).reduce((a, b) -> null).get(), () -> IntStream.range(0, 3).boxed().collect(Collectors.groupingBy(i -> (Object) null)), () -> new SplittableRandom().ints(-1), () -> new Scanner("x").nextInt(), () -> new Scanner("").next(), () -> new StringTokenizer("").nextToken(), () -> new StringJoiner(null), () -> Class.forName("no.Such"), () -> Thread.currentThread().getClass().getMethod("none", int.class), () -> String.class.getDeclaredField("none"), () -> Number.class.getDeclaredConstructor().newInstance(), () -> Locale.forLanguageTag(null), () -> new Locale.Builder().setRegion("xyz1"), () -> TimeZone.getTimeZone("none").getID(), () -> Currency.getInstance("XXZ"), () -> ResourceBundle.getBundle("none.bundle"), () -> Runtime.Version.parse("x"), () -> {
            Thread.sleep(-1);
            return 0;
        });
        System.out.println("done LibraryMessages");
    }
}
