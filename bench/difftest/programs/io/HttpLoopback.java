// difftest: timeout=90
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;

/** The JDK's HTTP server with URLConnection and HttpClient over loopback: get, post, headers, errors, asynchronous requests. */
public class HttpLoopback {
    public static void main(String[] args) throws Exception {
        HttpServer s = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService ex = Executors.newFixedThreadPool(2, r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
        });
        s.setExecutor(ex);
        s.createContext("/echo", x -> {
            byte[] b = (x.getRequestMethod() + " " + x.getRequestURI() + " " + new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " " + x.getRequestHeaders().getFirst("X-Test")).getBytes(StandardCharsets.UTF_8);
            x.getResponseHeaders().set("X-Reply", "yes");
            x.sendResponseHeaders(200, b.length);
            x.getResponseBody().write(b);
            x.close();
        });
        s.createContext("/chunked", x -> {
            x.sendResponseHeaders(200, 0);
            try (OutputStream o = x.getResponseBody()) {
                for (int i = 0; i < 50; i++) o.write(("chunk" + i + ";").getBytes());
            }
        });
        s.createContext("/fail", x -> {
            x.sendResponseHeaders(503, -1);
            x.close();
        });
        s.createContext("/redir", x -> {
            x.getResponseHeaders().set("Location", "/echo/after");
            x.sendResponseHeaders(302, -1);
            x.close();
        });
        s.start();
        String base = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + s.getAddress().getPort();
        HttpURLConnection c = (HttpURLConnection) new URL(base + "/echo?q=1").openConnection();
        c.setRequestProperty("X-Test", "tv");
        System.out.println(c.getResponseCode() + " " + c.getHeaderField("X-Reply") + " " + new String(c.getInputStream().readAllBytes()));
        c = (HttpURLConnection) new URL(base + "/echo").openConnection();
        c.setDoOutput(true);
        c.getOutputStream().write("body é".getBytes("UTF-8"));
        System.out.println(new String(c.getInputStream().readAllBytes(), "UTF-8").length() + " " + c.getRequestMethod());
        c = (HttpURLConnection) new URL(base + "/fail").openConnection();
        try {
            c.getInputStream();
        } catch (IOException e) {
            System.out.println(c.getResponseCode() + " " + e.getMessage().replaceAll(":\\d+", ":PORT"));
        }
        HttpClient h = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(Duration.ofSeconds(20)).version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> r = h.send(HttpRequest.newBuilder(URI.create(base + "/echo/x")).header("X-Test", "client").POST(HttpRequest.BodyPublishers.ofString("posted")).build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(r.statusCode() + " " + r.body() + " " + r.headers().firstValue("x-reply").get() + " " + r.version());
        System.out.println(h.send(HttpRequest.newBuilder(URI.create(base + "/chunked")).build(), HttpResponse.BodyHandlers.ofString()).body().hashCode());
        System.out.println(h.send(HttpRequest.newBuilder(URI.create(base + "/redir")).build(), HttpResponse.BodyHandlers.ofString()).body());
        System.out.println(h.send(HttpRequest.newBuilder(URI.create(base + "/none")).build(), HttpResponse.BodyHandlers.discarding()).statusCode());
        List<CompletableFuture<String>> fs = new ArrayList<>();
        for (int i = 0; i < 4; i++) fs.add(h.sendAsync(HttpRequest.newBuilder(URI.create(base + "/echo/" + i)).build(), HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body));
        for (CompletableFuture<String> f : fs) System.out.println(f.get(60, TimeUnit.SECONDS));
        s.stop(0);
        try {
            h.send(HttpRequest.newBuilder(URI.create(base + "/echo")).build(), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            System.out.println("refused");
        } catch (IOException e) {
            System.out.println("io " + e.getMessage());
        }
        System.out.println("done HttpLoopback");
    }
}
