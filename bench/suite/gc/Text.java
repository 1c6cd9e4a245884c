import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Strings that die young, arrays of all sizes, lists that grow and are dropped. */
public class Text {
    public static void main(String[] args) {
        long sum = 0;
        for (int round = 0; round < 40; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) lines.add("line " + i + " of round " + round);
            for (String line : lines) {
                for (String word : line.split(" ")) sum = sum * 31 + word.hashCode();
            }
            byte[][] blocks = new byte[64][];
            for (int i = 0; i < 2_000; i++) {
                blocks[i & 63] = Arrays.copyOf(lines.get(i).getBytes(), (i & 127) << 7);
                sum += blocks[i & 63].length;
            }
        }
        System.out.println("Text " + sum);
    }
}
