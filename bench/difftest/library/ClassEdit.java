import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A small class-file editor: constants, access flags of members and class, versions. */
class ClassEdit {
    byte[] b;
    int cpEnd;
    int[] cp;

    ClassEdit(String name) throws IOException {
        b = BytesLoader.original(name);
        index();
    }

    void index() {
        cp = new int[u2(8)];
        int p = 10;
        for (int i = 1; i < cp.length; i++) {
            cp[i] = p;
            switch (b[p]) {
                case 1: p += 3 + u2(p + 1);
                    break;
                case 5: case 6: p += 9;
                    i++;
                    break;
                case 7: case 8: case 16: case 19: case 20: p += 3;
                    break;
                case 15: p += 4;
                    break;
                default: p += 5;
            }
        }
        cpEnd = p;
    }

    int u2(int p) {
        return (b[p] & 255) << 8 | b[p + 1] & 255;
    }

    int u4(int p) {
        return u2(p) << 16 | u2(p + 2);
    }

    void set2(int p, int v) {
        b[p] = (byte) (v >> 8);
        b[p + 1] = (byte) v;
    }

    String utf(int i) {
        return new String(b, cp[i] + 3, u2(cp[i] + 1), StandardCharsets.ISO_8859_1);
    }

    ClassEdit rename(String from, String to) {
        for (int i = 1; i < cp.length; i++) {
            if (cp[i] != 0 && b[cp[i]] == 1 && utf(i).equals(from)) {
                ByteArrayOutputStream o = new ByteArrayOutputStream();
                o.write(b, 0, cp[i] + 1);
                o.write(to.length() >> 8);
                o.write(to.length());
                o.write(to.getBytes(StandardCharsets.ISO_8859_1), 0, to.length());
                int rest = cp[i] + 3 + from.length();
                o.write(b, rest, b.length - rest);
                b = o.toByteArray();
                index();
                return this;
            }
        }
        throw new IllegalStateException("no constant " + from);
    }

    /** Changes access flags of the class, or of the member with that name. */
    ClassEdit flags(String member, int clear, int set) {
        if (member == null) {
            set2(cpEnd, u2(cpEnd) & ~clear | set);
            return this;
        }
        int p = cpEnd + 6;
        p += 2 + 2 * u2(p);
        for (int kind = 0; kind < 2; kind++) {
            int n = u2(p);
            p += 2;
            while (n-- > 0) {
                if (utf(u2(p + 2)).equals(member)) set2(p, u2(p) & ~clear | set);
                int attrs = u2(p + 6);
                p += 8;
                while (attrs-- > 0) p += 6 + u4(p + 2);
            }
        }
        return this;
    }

    ClassEdit version(int major, int minor) {
        set2(6, major);
        set2(4, minor);
        return this;
    }
}
