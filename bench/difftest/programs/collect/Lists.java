import java.util.*;
import java.util.stream.*;

/** Lists and deques: ArrayList, LinkedList, ArrayDeque, Arrays.asList, immutable lists, subList, iterators, sorting, binary search, Collections methods. */
public class Lists {
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

    static void exercise(List<Integer> l) {
        for (int i = 0; i < 40; i++) l.add(i % 3 == 0 ? 0 : l.size(), i);
        l.remove((Integer) 7);
        l.remove(0);
        l.set(3, 100);
        l.addAll(5, List.of(-1, -2, -3));
        l.removeIf(x -> x % 5 == 0 && x != 100);
        l.replaceAll(x -> x + 1);
        System.out.println(l.getClass().getSimpleName() + " " + l + " " + l.indexOf(9) + " " + l.lastIndexOf(12) + " " + l.contains(101) + " " + l.hashCode());
        ListIterator<Integer> it = l.listIterator();
        for (int i = 0; it.hasNext(); i++) {
            int v = it.next();
            if (i % 4 == 0) it.remove();
            else if (i % 4 == 1) it.set(v * 10);
            else if (i % 4 == 2) it.add(-v);
        }
        StringBuilder sb = new StringBuilder();
        while (it.hasPrevious()) sb.append(it.previous()).append(' ');
        System.out.println(sb);
        List<Integer> s = l.subList(2, 7);
        s.set(0, 55);
        s.remove(1);
        s.add(66);
        System.out.println(s + " " + l + " " + s.subList(1, 3));
        l.sort(null);
        System.out.println(l + " " + Collections.binarySearch(l, 55) + " " + Collections.binarySearch(l, 56));
        s = l.subList(0, 2);
        l.add(1);
        List<Integer> fs = s;
        t("stale sublist", fs::size);
        l.subList(2, l.size()).clear();
        System.out.println(l + " " + l.equals(Arrays.asList(l.get(0), l.get(1))) + " " + l.retainAll(List.of(99)) + l);
    }

    public static void main(String[] args) {
        exercise(new ArrayList<>());
        exercise(new LinkedList<>());
        exercise(new Vector<>());
        ArrayDeque<Integer> d = new ArrayDeque<>(2);
        for (int i = 0; i < 40; i++) {
            if (i % 3 == 0) d.addFirst(i);
            else d.addLast(i);
            if (i % 7 == 0) d.pollFirst();
            if (i % 11 == 0) d.pollLast();
        }
        System.out.println(d + " " + d.peekFirst() + " " + d.peekLast() + " " + d.removeFirstOccurrence(14) + " " + d.size());
        Iterator<Integer> di = d.descendingIterator();
        di.next();
        di.remove();
        System.out.println(di.next() + " " + d.contains(39) + " " + d.stream().mapToInt(x -> x).sum());
        PriorityQueue<String> pq = new PriorityQueue<>(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        pq.addAll(List.of("ccc", "a", "bb", "b", "dddd", "aa"));
        StringBuilder sb = new StringBuilder();
        while (!pq.isEmpty()) sb.append(pq.poll()).append(' ');
        System.out.println(sb);
        List<Integer> l = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
        Collections.reverse(l);
        Collections.rotate(l, 3);
        Collections.swap(l, 0, 9);
        System.out.println(l + " " + Collections.max(l) + Collections.min(l) + " " + Collections.frequency(l, 3) + " " + Collections.indexOfSubList(l, List.of(9, 8)) + " " + Collections.disjoint(l, List.of(77)) + " " + Collections.nCopies(3, "x"));
        Collections.addAll(l, 5, 5);
        Collections.fill(l.subList(0, 2), 0);
        System.out.println(l + " " + Collections.replaceAll(l, 5, 50) + l);
        t("unmodifiable", () -> Collections.unmodifiableList(l).add(1));
        t("unmod iter", () -> {
            Iterator<Integer> i = Collections.unmodifiableCollection(l).iterator();
            i.next();
            i.remove();
            return 0;
        });
        t("checked", () -> {
            @SuppressWarnings({"unchecked", "rawtypes"})
            List<Object> c = (List) Collections.checkedList(new ArrayList<>(), String.class);
            c.add("ok");
            return c.add(1);
        });
        t("asList add", () -> Arrays.asList(1, 2).add(3));
        t("asList set", () -> Arrays.asList(1, 2).set(0, 3));
        t("List.of null", () -> List.of(1, 2).contains(null));
        t("copyOf", () -> List.copyOf(l) == List.copyOf(List.copyOf(l)));
        t("synchronized", () -> Collections.synchronizedList(new ArrayList<>(l)).size());
        t("empty iterator", () -> Collections.emptyIterator().next());
        t("iter remove twice", () -> {
            Iterator<Integer> i = new ArrayList<>(l).iterator();
            i.next();
            i.remove();
            i.remove();
            return 0;
        });
        t("cme", () -> {
            for (Integer x : l) if (x == 50) l.add(1);
            return 0;
        });
        t("foreach cme", () -> {
            l.forEach(x -> l.add(x));
            return 0;
        });
        t("toArray", () -> l.subList(0, 3).toArray(new Integer[5])[3] + " " + l.toArray(Integer[]::new).length + " " + new ArrayList<>(l).toArray().getClass().getSimpleName());
        t("toArray store", () -> ((List<?>) l).toArray(new String[0]));
        t("ensure", () -> {
            ArrayList<Integer> a = new ArrayList<>(0);
            a.ensureCapacity(100);
            a.trimToSize();
            return a.size();
        });
        t("stack", () -> {
            Stack<Integer> s = new Stack<>();
            s.push(1);
            s.push(2);
            return s.pop() + s.peek() + " " + s.search(1) + s;
        });
        t("empty stack", () -> new Stack<>().pop());
        t("cycle", () -> {
            List<Object> c = new ArrayList<>();
            c.add(c);
            c.add(1);
            return c;
        });
        int[] a = {5, 3, 9, 1, 7, 3};
        Integer[] b = {5, 3, 9, 1, 7, 3};
        Arrays.sort(a, 1, 5);
        Arrays.sort(b, Collections.reverseOrder());
        System.out.println(Arrays.toString(a) + Arrays.toString(b) + Arrays.hashCode(a) + " " + Arrays.equals(a, a.clone()) + " " + Arrays.compare(a, new int[]{5, 1}) + " " + Arrays.mismatch(a, new int[]{5, 1, 4}) + " " + Arrays.deepToString(new int[][]{{1}, {2, 3}, null})
            + " " + Arrays.deepHashCode(new Object[]{1, new int[]{2}}) + " " + Arrays.deepEquals(new Object[]{new int[]{1}}, new Object[]{new int[]{1}}) + " " + Arrays.stream(a, 1, 3).sum());
        Object[] big = new Object[300];
        for (int i = 0; i < big.length; i++) big[i] = new int[]{i * 7919 % 100, i};
        Arrays.sort(big, Comparator.comparingInt(x -> ((int[]) x)[0]));
        boolean stable = true;
        for (int i = 1; i < big.length; i++) {
            int[] p = (int[]) big[i - 1], q = (int[]) big[i];
            stable &= p[0] < q[0] || p[0] == q[0] && p[1] < q[1];
        }
        System.out.println(stable);
        t("bad comparator", () -> {
            Integer[] r = new Random(3).ints(200, 0, 50).boxed().toArray(Integer[]::new);
            Arrays.sort(r, (x, y) -> x > y ? 1 : 1 - (x + y) % 3);
            return "sorted somehow";
        });
        System.out.println("done Lists");
    }
}
