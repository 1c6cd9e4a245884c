import java.security.*;
import java.util.*;
import java.util.zip.*;
import javax.crypto.*;
import javax.crypto.spec.*;

/** MessageDigest, Mac, checksums, Cipher with fixed keys, signatures round trip, key factories, provider errors. */
public class Digests {
    static String hex(byte[] b) {
        return HexFormat.of().formatHex(b);
    }

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        byte[] data = new byte[300];
        for (int i = 0; i < data.length; i++) data[i] = (byte) (i * 31 + 7);
        for (String a : new String[]{"MD2", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/256", "SHA3-256", "SHA3-512"}) {
            MessageDigest m = MessageDigest.getInstance(a);
            String empty = hex(m.digest());
            m.update(data, 0, 100);
            m.update(data[100]);
            MessageDigest c = (MessageDigest) m.clone();
            m.update(data, 101, 199);
            byte[] d = m.digest();
            c.update(data, 101, 199);
            System.out.println(a + " " + m.getDigestLength() + " " + empty + " " + hex(d) + " " + MessageDigest.isEqual(d, c.digest()) + " " + hex(MessageDigest.getInstance(a).digest("abc".getBytes())));
        }
        for (String a : new String[]{"HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA512"}) {
            Mac m = Mac.getInstance(a);
            m.init(new SecretKeySpec("key".getBytes(), a));
            System.out.println(a + " " + hex(m.doFinal(data)));
        }
        Checksum[] cs = {new CRC32(), new Adler32(), new CRC32C()};
        for (Checksum c : cs) {
            c.update(data, 3, 200);
            c.update(65);
            c.update(java.nio.ByteBuffer.allocateDirect(40));
            System.out.print(c.getValue() + " ");
            c.reset();
            System.out.println(c.getValue());
        }
        SecretKeySpec k = new SecretKeySpec("0123456789abcdef".getBytes(), "AES");
        for (String mode : new String[]{"AES/ECB/PKCS5Padding", "AES/CBC/PKCS5Padding", "AES/CTR/NoPadding", "AES/GCM/NoPadding"}) {
            t(mode, () -> {
                Cipher c = Cipher.getInstance(mode);
                java.security.spec.AlgorithmParameterSpec ps = mode.contains("GCM") ? new GCMParameterSpec(128, new byte[12]) : mode.contains("ECB") ? null : new IvParameterSpec(new byte[16]);
                c.init(Cipher.ENCRYPT_MODE, k, ps);
                byte[] e = c.doFinal(data);
                Cipher d = Cipher.getInstance(mode);
                d.init(Cipher.DECRYPT_MODE, k, ps);
                return e.length + " " + hex(Arrays.copyOf(e, 24)) + " " + Arrays.equals(d.doFinal(e), data);
            });
        }
        t("bad padding", () -> {
            Cipher c = Cipher.getInstance("AES/CBC/PKCS5Padding");
            c.init(Cipher.DECRYPT_MODE, k, new IvParameterSpec(new byte[16]));
            return c.doFinal(new byte[32]);
        });
        t("block size", () -> {
            Cipher c = Cipher.getInstance("AES/ECB/NoPadding");
            c.init(Cipher.ENCRYPT_MODE, k);
            return c.doFinal(new byte[5]);
        });
        t("bad key", () -> {
            Cipher c = Cipher.getInstance("AES");
            c.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[5], "AES"));
            return 0;
        });
        t("pbkdf2", () -> hex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec("password".toCharArray(), "salt".getBytes(), 20, 128)).getEncoded()));
        t("no digest", () -> MessageDigest.getInstance("NOPE"));
        t("no provider", () -> MessageDigest.getInstance("MD5", "Nobody"));
        t("empty key", () -> new SecretKeySpec(new byte[0], "AES"));
        t("providers", () -> Security.getProvider("SUN").getName() + " " + (Security.getProviders().length > 3) + " " + MessageDigest.getInstance("SHA-256").getProvider());
        t("random", () -> SecureRandom.getInstance("SHA1PRNG") != null);
        t("seeded", () -> {
            SecureRandom r = SecureRandom.getInstance("SHA1PRNG");
            r.setSeed(5);
            return r.nextInt() + " " + r.nextLong();
        });
        t("streams", () -> {
            java.security.DigestInputStream in = new DigestInputStream(new java.io.ByteArrayInputStream(data), MessageDigest.getInstance("MD5"));
            while (in.read() >= 0) ;
            return hex(in.getMessageDigest().digest());
        });
        System.out.println("done Digests");
    }
}
