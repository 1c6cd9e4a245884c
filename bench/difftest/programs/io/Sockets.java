// difftest: timeout=60
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

/** TCP and UDP on loopback with streams and channels, selector loops, timeouts, refused and closed sockets, options, addresses. */
public class Sockets {
    static final InetAddress LO = InetAddress.getLoopbackAddress();

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + (e.getMessage() == null ? null : e.getMessage().replaceAll("port \\d+|:\\d+", "PORT")));
        }
    }

    static void daemon(Callable<?> c) {
        Thread t = new Thread(() -> {
            try {
                c.call();
            } catch (Exception e) {
                System.out.println("server " + e);
            }
        });
        t.setDaemon(true);
        t.start();
    }

    public static void main(String[] args) throws Exception {
        try (ServerSocket ss = new ServerSocket(0, 5, LO)) {
            daemon(() -> {
                for (int i = 0; i < 3; i++) {
                    try (Socket s = ss.accept(); BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream())); PrintWriter w = new PrintWriter(s.getOutputStream(), true)) {
                        for (String l; (l = r.readLine()) != null; ) w.println("echo " + l.toUpperCase());
                    }
                }
                return null;
            });
            for (int k = 0; k < 3; k++) {
                try (Socket s = new Socket(LO, ss.getLocalPort())) {
                    s.setTcpNoDelay(true);
                    s.setSoTimeout(20_000);
                    PrintWriter w = new PrintWriter(s.getOutputStream(), true);
                    BufferedReader r = new BufferedReader(new InputStreamReader(s.getInputStream()));
                    w.println("hello " + k);
                    System.out.println(r.readLine());
                    w.println("again");
                    System.out.println(r.readLine() + " " + s.isConnected() + s.isClosed() + s.getTcpNoDelay() + " " + (s.getPort() == ss.getLocalPort()) + s.getInetAddress().isLoopbackAddress());
                    s.shutdownOutput();
                    System.out.println(r.readLine() + " " + s.isOutputShutdown());
                }
            }
        }
        int dead;
        try (ServerSocket x = new ServerSocket(0, 1, LO)) {
            dead = x.getLocalPort();
        }
        t("refused", () -> new Socket(LO, dead));
        t("accept timeout", () -> {
            try (ServerSocket x = new ServerSocket(0, 1, LO)) {
                x.setSoTimeout(10);
                return x.accept();
            }
        });
        t("read timeout", () -> {
            try (ServerSocket x = new ServerSocket(0, 1, LO); Socket s = new Socket(LO, x.getLocalPort()); Socket o = x.accept()) {
                s.setSoTimeout(10);
                return s.getInputStream().read();
            }
        });
        t("closed", () -> {
            Socket s = new Socket();
            s.close();
            return s.getInputStream();
        });
        t("not connected", () -> new Socket().getOutputStream());
        t("close wakes accept", () -> {
            ServerSocket x = new ServerSocket(0, 1, LO);
            CompletableFuture<String> r = new CompletableFuture<>();
            Thread th = new Thread(() -> {
                try {
                    x.accept();
                } catch (IOException e) {
                    r.complete(e.getMessage());
                }
            });
            th.start();
            while (th.getState() == Thread.State.NEW) Thread.yield();
            Thread.sleep(50);
            x.close();
            return r.get(20, TimeUnit.SECONDS);
        });
        t("in use", () -> {
            try (ServerSocket x = new ServerSocket(0, 1, LO)) {
                return new ServerSocket(x.getLocalPort(), 1, LO);
            }
        });
        t("unresolved", () -> {
            SocketChannel c = SocketChannel.open();
            return c.connect(InetSocketAddress.createUnresolved("x", 1));
        });
        t("bad port", () -> new InetSocketAddress(70000));
        try (DatagramSocket a = new DatagramSocket(0, LO); DatagramSocket b = new DatagramSocket(0, LO)) {
            a.setSoTimeout(20_000);
            b.setSoTimeout(20_000);
            byte[] msg = "datagram".getBytes();
            a.send(new DatagramPacket(msg, msg.length, LO, b.getLocalPort()));
            DatagramPacket p = new DatagramPacket(new byte[5], 5);
            b.receive(p);
            System.out.println(new String(p.getData(), 0, p.getLength()) + " " + (p.getPort() == a.getLocalPort()));
            b.setSoTimeout(5);
            t("udp timeout", () -> {
                b.receive(p);
                return 0;
            });
        }
        try (DatagramChannel a = DatagramChannel.open().bind(new InetSocketAddress(LO, 0)); DatagramChannel b = DatagramChannel.open().bind(new InetSocketAddress(LO, 0))) {
            a.send(ByteBuffer.wrap(new byte[]{1, 2, 3}), b.getLocalAddress());
            ByteBuffer r = ByteBuffer.allocateDirect(10);
            System.out.println(b.receive(r).equals(a.getLocalAddress()) + " " + r.position());
            b.configureBlocking(false);
            System.out.println(b.receive(r));
        }
        selector();
        t("unix", () -> {
            java.nio.file.Path f = java.nio.file.Files.createTempDirectory("kiln").resolve("s");
            try (ServerSocketChannel s = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                s.bind(UnixDomainSocketAddress.of(f));
                try (SocketChannel c = SocketChannel.open(UnixDomainSocketAddress.of(f)); SocketChannel o = s.accept()) {
                    c.write(ByteBuffer.wrap("unix".getBytes()));
                    ByteBuffer b = ByteBuffer.allocate(4);
                    o.read(b);
                    return new String(b.array());
                }
            } finally {
                java.nio.file.Files.delete(f);
                java.nio.file.Files.delete(f.getParent());
            }
        });
        t("addresses", () -> InetAddress.getByAddress(new byte[]{10, 0, 0, 1}) + " " + InetAddress.getByName("127.0.0.1").isLoopbackAddress() + " " + InetAddress.getByName("::1").getAddress().length + " " + InetAddress.getByName("192.168.1.1").isSiteLocalAddress() + " " + new InetSocketAddress("1.2.3.4", 80));
        t("uri", () -> {
            URI u = URI.create("http://user@host:8080/a/b/../c?q=1#frag");
            return u.getHost() + u.getPort() + u.getPath() + u.normalize().getPath() + u.getQuery() + u.getFragment() + u.resolve("../x") + " " + URI.create("/a/").relativize(URI.create("/a/b"));
        });
        t("bad uri", () -> new URI("http://a b"));
        t("url", () -> new URL("https://h:1/p?q#r").getFile() + " " + URLEncoder.encode("a b&é", "UTF-8") + " " + URLDecoder.decode("a+b%26", "UTF-8"));
        t("bad url", () -> new URL("nope://x"));
        t("file url", () -> new URL("file:/no/such").openStream());
        System.out.println("done Sockets");
    }

    static void selector() throws Exception {
        try (Selector sel = Selector.open(); ServerSocketChannel s = ServerSocketChannel.open()) {
            s.bind(new InetSocketAddress(LO, 0)).configureBlocking(false);
            s.register(sel, SelectionKey.OP_ACCEPT);
            int port = ((InetSocketAddress) s.getLocalAddress()).getPort();
            System.out.println(sel.selectNow() + " " + s.accept());
            List<Future<String>> fs = new ArrayList<>();
            ExecutorService ex = Executors.newFixedThreadPool(3);
            for (int i = 0; i < 3; i++) {
                int k = i;
                fs.add(ex.submit(() -> {
                    try (SocketChannel c = SocketChannel.open(new InetSocketAddress(LO, port))) {
                        c.write(ByteBuffer.wrap(("msg" + k).getBytes()));
                        c.shutdownOutput();
                        ByteBuffer b = ByteBuffer.allocate(100);
                        while (c.read(b) >= 0) ;
                        return new String(b.array(), 0, b.position());
                    }
                }));
            }
            int closed = 0;
            while (closed < 3) {
                sel.select(20_000);
                for (Iterator<SelectionKey> it = sel.selectedKeys().iterator(); it.hasNext(); ) {
                    SelectionKey k = it.next();
                    it.remove();
                    if (k.isAcceptable()) {
                        SocketChannel c = s.accept();
                        c.configureBlocking(false);
                        c.register(sel, SelectionKey.OP_READ, ByteBuffer.allocate(50));
                    } else if (k.isReadable()) {
                        SocketChannel c = (SocketChannel) k.channel();
                        ByteBuffer b = (ByteBuffer) k.attachment();
                        if (c.read(b) < 0) {
                            b.flip();
                            ByteBuffer o = ByteBuffer.allocate(60).put("re:".getBytes()).put(b).flip();
                            while (o.hasRemaining()) c.write(o);
                            c.close();
                            closed++;
                        }
                    }
                }
            }
            for (Future<String> f : fs) System.out.println(f.get(20, TimeUnit.SECONDS));
            ex.shutdown();
            Thread waker = new Thread(sel::wakeup);
            waker.start();
            System.out.println(sel.select(20_000) + " " + sel.isOpen());
            waker.join();
        }
    }
}
