// difftest: gc-every=20000
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;

/** Cryptography with known answers: AES in four modes, ChaCha20-Poly1305, key derivation, HMACs, key wrapping, RSA by hand and by provider, signatures that verify and that do not, tampering, bad keys and paddings. */
public class Ciphering {
    static final HexFormat HEX = HexFormat.of();

    static byte[] seq(int n) {
        byte[] b = new byte[n];
        for (int i = 0; i < n; i++) b[i] = (byte) (i * 7 + 3);
        return b;
    }

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            Object o = a.run();
            System.out.println(what + ": " + (o instanceof byte[] b ? HEX.formatHex(b) : o));
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    static byte[] cipher(int mode, String name, Key k, AlgorithmParameterSpec p, byte[] in, byte[] aad) throws Exception {
        Cipher c = Cipher.getInstance(name);
        c.init(mode, k, p);
        if (aad != null) c.updateAAD(aad);
        byte[] first = c.update(in, 0, in.length / 2), rest = c.doFinal(in, in.length / 2, in.length - in.length / 2);
        if (first == null) return rest;
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    public static void main(String[] args) throws Exception {
        byte[] text = "The magic words are squeamish ossifrage.".getBytes(StandardCharsets.US_ASCII);
        for (int bits : new int[]{128, 256}) {
            SecretKey k = new SecretKeySpec(seq(bits / 8), "AES");
            Map<String, AlgorithmParameterSpec> modes = new LinkedHashMap<>();
            modes.put("AES/ECB/PKCS5Padding", null);
            modes.put("AES/CBC/PKCS5Padding", new IvParameterSpec(seq(16)));
            modes.put("AES/CTR/NoPadding", new IvParameterSpec(seq(16)));
            modes.put("AES/GCM/NoPadding", new GCMParameterSpec(128, seq(12)));
            for (var m : modes.entrySet()) {
                byte[] aad = m.getKey().contains("GCM") ? "header".getBytes() : null;
                byte[] enc = cipher(Cipher.ENCRYPT_MODE, m.getKey(), k, m.getValue(), text, aad);
                System.out.println(bits + " " + m.getKey() + " " + HEX.formatHex(enc) + " " + Arrays.equals(text, cipher(Cipher.DECRYPT_MODE, m.getKey(), k, m.getValue(), enc, aad)));
                enc[enc.length - 1] ^= 1;
                t("tampered", () -> Arrays.equals(text, cipher(Cipher.DECRYPT_MODE, m.getKey(), k, m.getValue(), enc, aad)));
            }
        }
        SecretKey cc = new SecretKeySpec(seq(32), "ChaCha20");
        t("chacha", () -> cipher(Cipher.ENCRYPT_MODE, "ChaCha20-Poly1305", cc, new IvParameterSpec(seq(12)), text, null));
        t("triple des", () -> cipher(Cipher.ENCRYPT_MODE, "DESede/CBC/PKCS5Padding", new SecretKeySpec(seq(24), "DESede"), new IvParameterSpec(seq(8)), text, null));
        t("pbkdf2", () -> SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec("pass".toCharArray(), seq(8), 20, 256)).getEncoded());
        for (String h : new String[]{"HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA512", "HmacSHA3-256"}) t(h, () -> {
            Mac m = Mac.getInstance(h);
            m.init(new SecretKeySpec(seq(20), h));
            m.update(text, 3, 20);
            return m.doFinal();
        });
        t("wrap", () -> {
            Cipher c = Cipher.getInstance("AESWrap");
            SecretKey k = new SecretKeySpec(seq(16), "AES");
            c.init(Cipher.WRAP_MODE, k);
            byte[] w = c.wrap(cc);
            c.init(Cipher.UNWRAP_MODE, k);
            return HEX.formatHex(w) + " " + c.unwrap(w, "ChaCha20", Cipher.SECRET_KEY).equals(cc);
        });
        BigInteger p = new BigInteger("fb8f3a2f3d1a1f1c1b4cbf1a4f62a9b6d7f8d9e1c3a5b7c9d1e3f5a7b9c1d3e5", 16).nextProbablePrime(), q = new BigInteger("e1c3a5b7c9d1e3f5a7b9c1d3e5f7a9b1c3d5e7f9a1b3c5d7e9fab1c3d5e7f9a1", 16).nextProbablePrime();
        BigInteger n = p.multiply(q), e = BigInteger.valueOf(65537), d = e.modInverse(p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE)));
        System.out.println(n.bitLength() + " " + n.toString(36));
        KeyFactory kf = KeyFactory.getInstance("RSA");
        PublicKey pub = kf.generatePublic(new RSAPublicKeySpec(n, e));
        PrivateKey priv = kf.generatePrivate(new RSAPrivateKeySpec(n, d));
        t("signature", () -> {
            Signature s = Signature.getInstance("SHA256withRSA");
            s.initSign(priv);
            s.update(text);
            byte[] sig = s.sign();
            s.initVerify(pub);
            s.update(text);
            boolean ok = s.verify(sig);
            s.update(text, 1, 5);
            BigInteger by = new BigInteger(1, sig).modPow(e, n);
            return HEX.formatHex(sig) + " " + ok + " " + s.verify(sig) + " " + by.toString(16).startsWith("1ffff");
        });
        t("rsa", () -> {
            Cipher c = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            c.init(Cipher.ENCRYPT_MODE, pub);
            byte[] enc = c.doFinal(text);
            c.init(Cipher.DECRYPT_MODE, priv);
            return enc.length + " " + new String(c.doFinal(enc));
        });
        t("rsa raw", () -> {
            Cipher c = Cipher.getInstance("RSA/ECB/NoPadding");
            c.init(Cipher.ENCRYPT_MODE, pub);
            return new BigInteger(1, c.doFinal(seq(10))).equals(new BigInteger(1, seq(10)).modPow(e, n));
        });
        t("rsa too long", () -> {
            Cipher c = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            c.init(Cipher.ENCRYPT_MODE, pub);
            return c.doFinal(new byte[60]);
        });
        t("encoded key", () -> HEX.formatHex(pub.getEncoded()).substring(0, 60) + " " + kf.generatePublic(new X509EncodedKeySpec(pub.getEncoded())).equals(pub) + " " + pub.getFormat() + priv.getFormat());
        t("bad key length", () -> cipher(Cipher.ENCRYPT_MODE, "AES/ECB/NoPadding", new SecretKeySpec(seq(17), "AES"), null, text, null));
        t("bad block", () -> cipher(Cipher.ENCRYPT_MODE, "AES/ECB/NoPadding", new SecretKeySpec(seq(16), "AES"), null, text, null));
        t("bad iv", () -> cipher(Cipher.ENCRYPT_MODE, "AES/CBC/PKCS5Padding", new SecretKeySpec(seq(16), "AES"), new IvParameterSpec(seq(8)), text, null));
        t("no algorithm", () -> Cipher.getInstance("Rot13"));
        t("no mode", () -> Cipher.getInstance("AES/XYZ/NoPadding"));
        t("not initialized", () -> Cipher.getInstance("AES").doFinal(text));
        t("empty key", () -> new SecretKeySpec(new byte[0], "AES"));
        t("provider", () -> Signature.getInstance("SHA256withRSA", "None"));
        System.out.println("done Ciphering");
    }
}
