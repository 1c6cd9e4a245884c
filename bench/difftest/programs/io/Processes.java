// difftest: timeout=60
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

/** ProcessBuilder: output, input, exit codes, environment, directory, redirects, pipelines, destroy, missing programs, handles. */
public class Processes {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    static String out(ProcessBuilder b) throws Exception {
        Process p = b.start();
        p.getOutputStream().close();
        String s = new String(p.getInputStream().readAllBytes()), e = new String(p.getErrorStream().readAllBytes());
        return s.replace("\n", "|") + "/" + e.replace("\n", "|") + "/" + p.waitFor();
    }

    static ProcessBuilder sh(String cmd) {
        return new ProcessBuilder("sh", "-c", cmd);
    }

    public static void main(String[] args) throws Exception {
        t("echo", () -> out(new ProcessBuilder("echo", "a b", "", "c\"d")));
        t("exit", () -> out(sh("echo out; echo err >&2; exit 7")));
        t("merged", () -> out(sh("echo out; echo err >&2").redirectErrorStream(true)));
        t("signal", () -> out(sh("kill -9 $$")));
        t("env", () -> {
            ProcessBuilder b = sh("echo $KILN_VAR-$GONE");
            b.environment().put("KILN_VAR", "v1");
            b.environment().remove("GONE");
            return out(b);
        });
        t("directory", () -> out(sh("pwd").directory(new File("/"))));
        t("bad directory", () -> out(sh("pwd").directory(new File("/no/such"))));
        t("missing", () -> new ProcessBuilder("/no/such/program").start());
        t("missing in path", () -> new ProcessBuilder("no-such-program-kiln", "x").start());
        t("empty", () -> new ProcessBuilder().start());
        t("null arg", () -> new ProcessBuilder("echo", null).start());
        t("stdin", () -> {
            Process p = new ProcessBuilder("cat").start();
            try (Writer w = new OutputStreamWriter(p.getOutputStream())) {
                for (int i = 0; i < 100; i++) w.write("line " + i + "\n");
            }
            String s = new String(p.getInputStream().readAllBytes());
            return s.length() + " " + s.hashCode() + " " + p.waitFor();
        });
        t("file redirect", () -> {
            Path f = Files.createTempFile("kiln", ".out");
            int r = sh("echo first").redirectOutput(f.toFile()).start().waitFor();
            sh("echo second").redirectOutput(ProcessBuilder.Redirect.appendTo(f.toFile())).start().waitFor();
            String s = out(new ProcessBuilder("cat").redirectInput(f.toFile()));
            Files.delete(f);
            return r + s;
        });
        t("discard", () -> sh("echo x; exit 3").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
        t("pipeline", () -> {
            List<Process> ps = ProcessBuilder.startPipeline(List.of(sh("printf 'b\\na\\nc\\n'"), new ProcessBuilder("sort"), sh("head -2")));
            return new String(ps.get(2).getInputStream().readAllBytes()).replace("\n", "|");
        });
        t("destroy", () -> {
            Process p = new ProcessBuilder("sleep", "1000").start();
            boolean alive = p.isAlive();
            boolean early = p.waitFor(5, TimeUnit.MILLISECONDS);
            try {
                p.exitValue();
            } catch (IllegalThreadStateException e) {
                System.out.println(e.getMessage());
            }
            p.destroy();
            return alive + " " + early + " " + p.waitFor() + " " + p.isAlive();
        });
        t("destroy forcibly", () -> {
            Process p = sh("trap '' TERM; echo ready; sleep 1000").start();
            p.getInputStream().read();
            return p.destroyForcibly().waitFor();
        });
        t("on exit", () -> sh("exit 5").start().onExit().thenApply(Process::exitValue).get(30, TimeUnit.SECONDS));
        t("handle", () -> {
            Process p = new ProcessBuilder("sleep", "1000").start();
            ProcessHandle h = p.toHandle();
            String s = h.isAlive() + " " + (h.pid() == p.pid()) + " " + h.parent().get().equals(ProcessHandle.current()) + " " + ProcessHandle.of(p.pid()).isPresent() + " " + ProcessHandle.current().children().anyMatch(c -> c.equals(h)) + " " + h.info().command().map(c -> c.endsWith("sleep") || c.contains("busybox") || c.contains("coreutils")).orElse(true);
            p.destroyForcibly();
            h.onExit().get(30, TimeUnit.SECONDS);
            return s + " " + h.isAlive();
        });
        t("self", () -> {
            ProcessHandle.current().destroy();
            return 0;
        });
        t("runtime exec", () -> {
            Process p = Runtime.getRuntime().exec("echo from exec");
            return new String(p.getInputStream().readAllBytes()).trim() + p.waitFor();
        });
        t("exec env", () -> {
            Process p = Runtime.getRuntime().exec(new String[]{"sh", "-c", "echo $A"}, new String[]{"A=only", "PATH=/bin:/usr/bin"});
            return new String(p.getInputStream().readAllBytes()).trim();
        });
        System.out.flush();
        t("inherit", () -> sh("echo inherited").inheritIO().start().waitFor());
        t("many", () -> {
            int s = 0;
            for (int i = 0; i < 8; i++) s += sh("exit " + i).start().waitFor();
            return s;
        });
        System.out.println("done Processes");
    }
}
