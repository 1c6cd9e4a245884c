// difftest: timeout=60
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;

/** A small key-value server over sockets with several clients, object streams over a socket, large transfers, half close, and a proxy thread pair. */
public class NetTextProtocol {
    static final InetAddress LO = InetAddress.getLoopbackAddress();

    static void serve(ServerSocket ss, Map<String, String> db, int conns) {
        for (int i = 0; i < conns; i++) {
            Thread t = new Thread(() -> {
                try (Socket s = ss.accept(); BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream(), StandardCharsets.UTF_8)); Writer w = new OutputStreamWriter(s.getOutputStream(), StandardCharsets.UTF_8)) {
                    for (String l; (l = r.readLine()) != null; ) {
                        String[] p = l.split(" ", 3);
                        String a = switch (p[0]) {
                            case "PUT" -> String.valueOf(db.put(p[1], p[2]));
                            case "GET" -> db.getOrDefault(p[1], "(none)");
                            case "DEL" -> String.valueOf(db.remove(p[1]) != null);
                            case "QUIT" -> null;
                            default -> "ERR " + p[0];
                        };
                        if (a == null) break;
                        w.write(a + "\n");
                        w.flush();
                    }
                } catch (IOException e) {
                    System.out.println("server " + e);
                }
            });
            t.setDaemon(true);
            t.start();
        }
    }

    static String client(int port, String... lines) throws IOException {
        try (Socket s = new Socket(LO, port); BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream(), StandardCharsets.UTF_8)); PrintWriter w = new PrintWriter(new OutputStreamWriter(s.getOutputStream(), StandardCharsets.UTF_8), true)) {
            s.setSoTimeout(30_000);
            StringBuilder sb = new StringBuilder();
            for (String l : lines) {
                w.print(l + "\n");
                w.flush();
                if (!l.equals("QUIT")) sb.append(r.readLine()).append(';');
            }
            w.print("QUIT\n");
            w.flush();
            return sb.append(r.readLine()).toString();
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> db = new ConcurrentHashMap<>();
        try (ServerSocket ss = new ServerSocket(0, 20, LO)) {
            serve(ss, db, 7);
            int port = ss.getLocalPort();
            System.out.println(client(port, "PUT a 1", "GET a", "PUT a two words", "GET a", "DEL a", "DEL a", "GET a", "NOPE x"));
            ExecutorService ex = Executors.newFixedThreadPool(3);
            List<Future<String>> fs = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int k = i;
                fs.add(ex.submit(() -> client(port, "PUT k" + k + " v\u00e9" + k, "GET k" + k)));
            }
            for (Future<String> f : fs) System.out.println(f.get(30, TimeUnit.SECONDS).length());
            ex.shutdown();
            System.out.println(new TreeMap<>(db).keySet() + " " + client(port, "GET k3").charAt(0));
        }
        try (ServerSocket ss = new ServerSocket(0, 2, LO)) {
            Thread t = new Thread(() -> {
                try (Socket s = ss.accept(); ObjectInputStream in = new ObjectInputStream(s.getInputStream()); ObjectOutputStream out = new ObjectOutputStream(s.getOutputStream())) {
                    Object o = in.readObject();
                    out.writeObject(o instanceof List<?> l ? l.size() + ":" + l : "?");
                    byte[] big = (byte[]) in.readObject();
                    int h = Arrays.hashCode(big);
                    out.writeInt(h);
                    out.flush();
                } catch (Exception e) {
                    System.out.println("object server " + e);
                }
            });
            t.start();
            try (Socket s = new Socket(LO, ss.getLocalPort())) {
                ObjectOutputStream out = new ObjectOutputStream(s.getOutputStream());
                out.writeObject(new ArrayList<>(List.of("x", 2, 3.5)));
                out.flush();
                ObjectInputStream in = new ObjectInputStream(s.getInputStream());
                System.out.println(in.readObject());
                byte[] big = new byte[300_000];
                for (int i = 0; i < big.length; i++) big[i] = (byte) (i * 31);
                out.writeObject(big);
                out.flush();
                System.out.println(in.readInt() == Arrays.hashCode(big));
            }
            t.join();
        }
        try (ServerSocket ss = new ServerSocket(0, 2, LO)) {
            Thread t = new Thread(() -> {
                try (Socket s = ss.accept()) {
                    byte[] all = s.getInputStream().readAllBytes();
                    s.getOutputStream().write(("got " + all.length).getBytes());
                } catch (IOException e) {
                    System.out.println("half close " + e);
                }
            });
            t.start();
            try (Socket s = new Socket()) {
                s.connect(new InetSocketAddress(LO, ss.getLocalPort()), 20_000);
                byte[] b = new byte[100_000];
                s.getOutputStream().write(b);
                s.shutdownOutput();
                System.out.println(new String(s.getInputStream().readAllBytes()));
                try {
                    s.getOutputStream().write(1);
                } catch (SocketException e) {
                    System.out.println(e.getMessage());
                }
            }
            t.join();
        }
        System.out.println("done NetTextProtocol");
    }
}
