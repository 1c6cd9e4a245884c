public class Echo {
    public static void main(String[] args) {
        System.out.println(args.length + " arguments");
        for (String arg : args) {
            System.out.println("<" + arg + ">");
        }
        String show = System.getProperty("show", "");
        for (String key : show.isEmpty() ? new String[0] : show.split(",")) {
            System.out.println(key + " = " + System.getProperty(key));
        }
        System.err.println("done");
    }
}
