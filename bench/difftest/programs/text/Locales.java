import java.util.*;

/** Locale: parsing, tags, display names, resource bundle lookup from classes and properties, currencies, Properties files. */
public class Locales {
    public static class Res extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][]{{"hello", "Hello"}, {"only", "base"}, {"num", 5}};
        }
    }

    public static class Res_de extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][]{{"hello", "Hallo"}};
        }
    }

    public static class Res_de_CH extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][]{{"hello", "Grüezi"}};
        }
    }

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        for (String s : new String[]{"de-CH", "zh-Hant-TW", "en-US-u-ca-buddhist", "x-private", "sr-Latn-RS", "", "bad_tag", "de-DE-POSIX", "ja-JP-x-lvariant-JP"}) {
            Locale l = Locale.forLanguageTag(s);
            System.out.println(s + ": " + l + " | " + l.toLanguageTag() + " | " + l.getLanguage() + "," + l.getCountry() + "," + l.getScript() + "," + l.getVariant() + " | " + l.getDisplayName(Locale.ENGLISH) + " | "
                + l.getDisplayLanguage(Locale.GERMAN) + " | " + l.getDisplayCountry(Locale.FRENCH) + " | " + l.getUnicodeLocaleKeys());
        }
        t("iso", () -> Locale.GERMANY.getISO3Country() + Locale.GERMANY.getISO3Language() + " " + Locale.getISOCountries().length / 10);
        t("iso bad", () -> new Locale("xx", "XX").getISO3Country());
        t("equal", () -> new Locale("EN", "us").equals(Locale.US) + " " + Locale.US.hashCode() + " " + new Locale("iw").getLanguage() + new Locale("he"));
        t("builder", () -> new Locale.Builder().setLanguage("sr").setScript("Cyrl").setRegion("RS").build());
        t("builder bad", () -> new Locale.Builder().setLanguage("toolonglang"));
        t("lookup", () -> Locale.lookup(Locale.LanguageRange.parse("de-CH-1996,fr;q=0.5"), List.of(Locale.FRENCH, Locale.GERMAN)) + " " + Locale.filter(Locale.LanguageRange.parse("de-*"), List.of(Locale.GERMANY, Locale.US)));
        t("default", () -> {
            Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
            return Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT) + " " + String.format("%.1f", 1.5);
        });
        Locale.setDefault(Locale.ENGLISH);
        for (Locale l : new Locale[]{new Locale("de", "CH"), Locale.GERMANY, Locale.FRANCE, Locale.ROOT}) {
            ResourceBundle b = ResourceBundle.getBundle("Locales$Res", l);
            System.out.println(l + " -> " + b.getLocale() + " " + b.getString("hello") + " " + b.getString("only") + " " + b.getObject("num") + " " + new TreeSet<>(b.keySet()));
        }
        t("missing key", () -> ResourceBundle.getBundle("Locales$Res").getString("nope"));
        t("not string", () -> ResourceBundle.getBundle("Locales$Res").getString("num"));
        t("missing bundle", () -> ResourceBundle.getBundle("no.such.Bundle", Locale.FRANCE));
        t("prop bundle", () -> new PropertyResourceBundle(new java.io.StringReader("a=1\nb=\\u00e9")).getString("b"));
        Properties p = new Properties();
        p.load(new java.io.StringReader("# c\n! c2\na=1\n b : 2\nc 3\nd\\ e=with\\tescape\\u0041\nlong=one\\\n   two\nempty=\nnoval\nk\\=q=v=w\n=x\n"));
        System.out.println(new TreeMap<>(p));
        Properties q = new Properties(p);
        q.setProperty("a", "over");
        System.out.println(q.getProperty("a") + q.getProperty("b") + q.getProperty("zz", "dflt") + q.size() + new TreeSet<>(q.stringPropertyNames()));
        java.io.StringWriter w = new java.io.StringWriter();
        Properties st = new Properties();
        st.setProperty("k =:#", " v\n\t\\é中");
        st.store(w, "comment");
        System.out.println(w.toString().replaceAll("#\\w{3} \\w{3}.*\\R", "#date "));
        java.io.ByteArrayOutputStream bo = new java.io.ByteArrayOutputStream();
        st.storeToXML(bo, null);
        Properties x = new Properties();
        x.loadFromXML(new java.io.ByteArrayInputStream(bo.toByteArray()));
        System.out.println(x.equals(st));
        t("bad escape", () -> {
            new Properties().load(new java.io.StringReader("a=\\u12g4"));
            return 0;
        });
        for (String c : new String[]{"EUR", "JPY", "TND", "XXX"}) {
            Currency cu = Currency.getInstance(c);
            System.out.println(cu + " " + cu.getDefaultFractionDigits() + " " + cu.getNumericCode() + " " + cu.getSymbol(Locale.GERMANY) + " " + cu.getDisplayName(Locale.ENGLISH));
        }
        t("currency of", () -> Currency.getInstance(Locale.CANADA) + " " + Currency.getInstance(Locale.UK));
        t("bad currency", () -> Currency.getInstance("ZZZ"));
        System.out.println("done Locales");
    }
}
