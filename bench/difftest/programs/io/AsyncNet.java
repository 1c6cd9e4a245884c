import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;

/** Networking beyond plain sockets: asynchronous channels with handlers and futures, a selector server with attachments and pending writes, datagrams connected and not, Unix domain sockets, pipes in selectors, closing under way. */
public class AsyncNet {
    static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    static String text(ByteBuffer b) {
        return StandardCharsets.UTF_8.decode(b.flip()).toString();
    }

    static ByteBuffer bytes(String s) {
        return ByteBuffer.wrap(s.getBytes(StandardCharsets.UTF_8));
    }

    static void async() throws Exception {
        AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(LOCAL, 0));
        CountDownLatch served = new CountDownLatch(3);
        server.accept("server", new CompletionHandler<>() {
            public void completed(AsynchronousSocketChannel c, String a) {
                server.accept(a, this);
                ByteBuffer b = ByteBuffer.allocate(100);
                c.read(b, 0, new CompletionHandler<Integer, Integer>() {
                    public void completed(Integer n, Integer total) {
                        if (n >= 0 && b.get(b.position() - 1) != '\n') {
                            c.read(b, total + n, this);
                            return;
                        }
                        c.write(bytes(a + " got " + text(b).trim().toUpperCase()), null, new CompletionHandler<Integer, Void>() {
                            public void completed(Integer n, Void v) {
                                try {
                                    c.close();
                                } catch (IOException e) {
                                    System.out.println(e);
                                }
                                served.countDown();
                            }

                            public void failed(Throwable t, Void v) {
                                System.out.println(t);
                            }
                        });
                    }

                    public void failed(Throwable t, Integer total) {
                        System.out.println("read " + t);
                    }
                });
            }

            public void failed(Throwable t, String a) {
                if (!(t instanceof ClosedChannelException)) System.out.println("accept " + t);
            }
        });
        for (String s : new String[]{"one\n", "two ütf\n", "three\n"}) {
            try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
                c.connect(server.getLocalAddress()).get();
                ByteBuffer out = bytes(s);
                c.write(out.limit(2)).get();
                out.limit(out.capacity());
                while (out.hasRemaining()) c.write(out).get();
                ByteBuffer in = ByteBuffer.allocate(100);
                while (c.read(in).get(10, TimeUnit.SECONDS) >= 0) { }
                System.out.println(text(in));
            }
        }
        served.await();
        AsynchronousSocketChannel idle = AsynchronousSocketChannel.open();
        idle.connect(server.getLocalAddress()).get();
        Future<Integer> pending = idle.read(ByteBuffer.allocate(1));
        try {
            idle.read(ByteBuffer.allocate(1));
        } catch (ReadPendingException e) {
            System.out.println("read pending");
        }
        idle.close();
        try {
            pending.get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause().getClass().getSimpleName());
        }
        server.close();
        System.out.println(server.isOpen());
    }

    static void selector() throws Exception {
        Selector sel = Selector.open();
        ServerSocketChannel ss = ServerSocketChannel.open().bind(new InetSocketAddress(LOCAL, 0));
        ss.configureBlocking(false);
        ss.register(sel, SelectionKey.OP_ACCEPT);
        int port = ((InetSocketAddress) ss.getLocalAddress()).getPort();
        int clients = 4, size = 60_000;
        Thread[] ts = new Thread[clients];
        long[] sums = new long[clients];
        for (int i = 0; i < clients; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                try (Socket s = new Socket(LOCAL, port)) {
                    byte[] b = new byte[size];
                    Arrays.fill(b, (byte) (k + 1));
                    Thread w = new Thread(() -> {
                        try {
                            s.getOutputStream().write(b);
                            s.shutdownOutput();
                        } catch (IOException e) {
                            System.out.println(e);
                        }
                    });
                    w.start();
                    for (byte x : s.getInputStream().readAllBytes()) sums[k] += x;
                    w.join();
                } catch (IOException | InterruptedException e) {
                    System.out.println(e);
                }
            });
            ts[i].start();
        }
        int closed = 0;
        while (closed < clients) {
            sel.select();
            for (Iterator<SelectionKey> it = sel.selectedKeys().iterator(); it.hasNext(); ) {
                SelectionKey k = it.next();
                it.remove();
                if (k.isAcceptable()) {
                    SocketChannel c = ss.accept();
                    c.configureBlocking(false);
                    c.register(sel, SelectionKey.OP_READ, ByteBuffer.allocate(5000));
                    continue;
                }
                SocketChannel c = (SocketChannel) k.channel();
                ByteBuffer b = (ByteBuffer) k.attachment();
                boolean end = k.isReadable() && c.read(b) < 0;
                b.flip();
                c.write(b);
                b.compact();
                if (end && b.position() == 0) {
                    c.close();
                    closed++;
                } else {
                    k.interestOps((b.position() > 0 ? SelectionKey.OP_WRITE : 0) | (b.hasRemaining() && !end ? SelectionKey.OP_READ : 0));
                }
            }
        }
        for (Thread t : ts) t.join();
        System.out.println(Arrays.toString(sums));
        Thread waker = new Thread(sel::wakeup);
        waker.start();
        System.out.println(sel.select(10000));
        waker.join();
        System.out.println(sel.selectNow());
        sel.close();
        ss.close();
        try {
            sel.select();
        } catch (ClosedSelectorException e) {
            System.out.println("selector closed");
        }
    }

    public static void main(String[] args) throws Exception {
        async();
        selector();
        try (DatagramChannel a = DatagramChannel.open().bind(new InetSocketAddress(LOCAL, 0)); DatagramChannel b = DatagramChannel.open().bind(new InetSocketAddress(LOCAL, 0)); DatagramSocket c = new DatagramSocket(0, LOCAL)) {
            System.out.println(a.send(bytes("packet"), b.getLocalAddress()));
            ByteBuffer in = ByteBuffer.allocate(4);
            System.out.println(b.receive(in).equals(a.getLocalAddress()) + " " + text(in));
            b.connect(c.getLocalSocketAddress());
            b.write(bytes("connected"));
            DatagramPacket p = new DatagramPacket(new byte[20], 20);
            c.receive(p);
            System.out.println(new String(p.getData(), 0, p.getLength()) + " " + b.isConnected());
            c.setSoTimeout(5);
            try {
                c.receive(p);
            } catch (SocketTimeoutException e) {
                System.out.println(e.getMessage());
            }
            a.configureBlocking(false);
            System.out.println(a.receive(in));
            try {
                DatagramChannel.open().write(bytes("x"));
            } catch (NotYetConnectedException e) {
                System.out.println("not connected");
            }
        }
        UnixDomainSocketAddress ua = UnixDomainSocketAddress.of("sock");
        try (ServerSocketChannel us = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(ua); SocketChannel c = SocketChannel.open(ua); SocketChannel s = us.accept()) {
            c.write(bytes("through a file"));
            c.shutdownOutput();
            ByteBuffer in = ByteBuffer.allocate(50);
            while (s.read(in) >= 0) { }
            System.out.println(text(in) + " " + s.getLocalAddress() + " " + java.nio.file.Files.exists(ua.getPath()));
        }
        Pipe pipe = Pipe.open();
        Thread w = new Thread(() -> {
            try (Pipe.SinkChannel k = pipe.sink()) {
                for (int i = 0; i < 1000; i++) k.write(ByteBuffer.allocate(100).putInt(0, i));
            } catch (IOException e) {
                System.out.println(e);
            }
        });
        w.start();
        ByteBuffer b = ByteBuffer.allocate(1 << 17);
        while (pipe.source().read(b) >= 0) { }
        w.join();
        System.out.println(b.position() + " " + b.getInt(99900));
        SocketChannel blocked = SocketChannel.open();
        try (ServerSocketChannel ss = ServerSocketChannel.open().bind(new InetSocketAddress(LOCAL, 0))) {
            blocked.connect(ss.getLocalAddress());
            Thread r = new Thread(() -> {
                try {
                    blocked.read(ByteBuffer.allocate(1));
                } catch (IOException e) {
                    System.out.println(e.getClass().getSimpleName() + " " + Thread.currentThread().isInterrupted() + " " + blocked.isOpen());
                }
            });
            r.start();
            while (r.getState() == Thread.State.NEW || !Arrays.toString(r.getStackTrace()).contains("SocketChannelImpl")) Thread.sleep(1);
            r.interrupt();
            r.join();
        }
        System.out.println("done AsyncNet");
    }
}
