/** Bit manipulation: popcount, hashes, CRC by hand, RNG, bit sets, packing, intrinsics against naive code. */
public class BitTricks {
    static int pop(int x) {
        int c = 0;
        while (x != 0) {
            x &= x - 1;
            c++;
        }
        return c;
    }

    static int nlz(long x) {
        int n = 0;
        for (int i = 63; i >= 0 && (x >>> i & 1) == 0; i--) n++;
        return n;
    }

    static int rev(int x) {
        int r = 0;
        for (int i = 0; i < 32; i++) {
            r = r << 1 | x & 1;
            x >>>= 1;
        }
        return r;
    }

    static int crc(byte[] b) {
        int c = ~0;
        for (byte v : b) {
            c ^= v & 0xff;
            for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? c >>> 1 ^ 0xEDB88320 : c >>> 1;
        }
        return ~c;
    }

    static int murmur(int h) {
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ h >>> 16;
    }

    static long xorshift(long x) {
        x ^= x << 13;
        x ^= x >>> 7;
        return x ^ x << 17;
    }

    static long fnv(String s) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < s.length(); i++) {
            h ^= s.charAt(i);
            h *= 0x100000001b3L;
        }
        return h;
    }

    static int isqrt(int n) {
        int r = 0;
        for (int b = 1 << 30; b != 0; b >>= 2) {
            if (n >= r + b) {
                n -= r + b;
                r = (r >> 1) + b;
            } else {
                r >>= 1;
            }
        }
        return r;
    }

    public static void main(String[] args) {
        int ok = 0;
        long x = 88172645463325252L;
        for (int i = 0; i < 200; i++) {
            x = xorshift(x);
            int v = (int) x;
            if (pop(v) == Integer.bitCount(v)) ok++;
            if (nlz(x >>> (i & 63)) == Long.numberOfLeadingZeros(x >>> i)) ok++;
            if (rev(v) == Integer.reverse(v)) ok++;
            if ((v << 7 | v >>> 25) == Integer.rotateLeft(v, 7)) ok++;
            if (Integer.numberOfTrailingZeros(v) == pop((v & -v) - 1)) ok++;
            if (Long.reverse(Long.reverse(x)) == x) ok++;
            if (Integer.reverseBytes(v) == (v >>> 24 | v >> 8 & 0xff00 | v << 8 & 0xff0000 | v << 24)) ok++;
        }
        System.out.println(ok);
        System.out.println(x);
        System.out.println(Integer.toHexString(crc("123456789".getBytes())));
        System.out.println(murmur(0x12345678));
        System.out.println(fnv("hello world"));
        System.out.println(isqrt(1 << 30 | 12345));
        long[] sieve = new long[16];
        for (int i = 2; i < 1024; i++) {
            if ((sieve[i >> 6] >> i & 1) == 0) {
                for (int j = i * i; j < 1024; j += i) sieve[j >> 6] |= 1L << j;
            }
        }
        int primes = 0;
        for (long w : sieve) primes += Long.bitCount(~w);
        System.out.println(primes - 2);
        int packed = (200 & 0xff) << 24 | (100 & 0xff) << 16 | (50 & 0xff) << 8 | 25;
        System.out.println(packed);
        System.out.println((packed >>> 24) + (packed >> 16 & 255) + (packed >> 8 & 255) + (packed & 255));
        byte[] bs = {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef};
        int be = 0;
        for (byte b : bs) be = be << 8 | b & 0xff;
        System.out.println(be);
        int wrong = 0;
        for (byte b : bs) wrong = wrong << 8 | b;
        System.out.println(wrong);
        int gray = 0;
        for (int i = 0; i < 64; i++) gray = gray * 31 + (i ^ i >> 1);
        System.out.println(gray);
        boolean p = true, q = false;
        p ^= q;
        q |= p;
        p &= !q;
        System.out.println(p);
        System.out.println(q);
        java.util.BitSet set = new java.util.BitSet();
        for (int i = 0; i < 100; i += 7) set.set(i);
        set.flip(10, 20);
        System.out.println(set);
        System.out.println(set.cardinality());
        System.out.println("done BitTricks");
    }
}
