package api.hidden;

public class Helper {
    public static String rot(String s, int n) {
        StringBuilder sb = new StringBuilder();
        for (char c : s.toCharArray()) sb.append(Character.isLowerCase(c) ? (char) ('a' + (c - 'a' + n) % 26) : c);
        return sb.toString();
    }
}
