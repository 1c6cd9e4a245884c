import java.util.*;
import java.util.concurrent.Callable;
import javax.script.ScriptEngineManager;
import java.beans.*;

/** Odds and ends of the class library that lean on reflection: beans, XML parsing, XPath, SQL types without a driver, timers, observers, script lookup. */
public class LibraryMix {
    public static class Bean {
        private int size;
        private String name = "n";
        private final PropertyChangeSupport pcs = new PropertyChangeSupport(this);

        public int getSize() {
            return size;
        }

        public void setSize(int s) {
            int old = size;
            size = s;
            pcs.firePropertyChange("size", old, s);
        }

        public String getName() {
            return name;
        }

        public boolean isReady() {
            return size > 3;
        }

        public void addPropertyChangeListener(PropertyChangeListener l) {
            pcs.addPropertyChangeListener(l);
        }

        public void removePropertyChangeListener(PropertyChangeListener l) {
            pcs.removePropertyChangeListener(l);
        }
    }

    static void t(String what, Callable<?> a) {
        try {
            System.out.println(what + ": " + a.call());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        t("bean info", () -> {
            TreeSet<String> r = new TreeSet<>();
            for (PropertyDescriptor p : Introspector.getBeanInfo(Bean.class, Object.class).getPropertyDescriptors()) r.add(p.getName() + ":" + p.getPropertyType() + ":" + (p.getReadMethod() != null) + (p.getWriteMethod() != null));
            return r;
        });
        Bean b = new Bean();
        b.addPropertyChangeListener(e -> System.out.println(e.getPropertyName() + " " + e.getOldValue() + "->" + e.getNewValue()));
        b.setSize(4);
        b.setSize(4);
        b.setSize(9);
        String xml = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e 'ent'>]><r a='1'><c k='x'>t&amp;&e;</c><c k='y'><![CDATA[<raw>]]></c><!-- com --></r>";
        t("dom", () -> {
            var d = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new java.io.ByteArrayInputStream(xml.getBytes()));
            var cs = d.getElementsByTagName("c");
            return d.getDocumentElement().getAttribute("a") + cs.getLength() + cs.item(0).getTextContent() + cs.item(1).getTextContent();
        });
        t("sax", () -> {
            StringBuilder sb = new StringBuilder();
            javax.xml.parsers.SAXParserFactory.newInstance().newSAXParser().parse(new java.io.ByteArrayInputStream(xml.getBytes()), new org.xml.sax.helpers.DefaultHandler() {
                @Override
                public void startElement(String u, String l, String q, org.xml.sax.Attributes a) {
                    sb.append('<').append(q).append(a.getLength());
                }

                @Override
                public void endElement(String u, String l, String q) {
                    sb.append('>');
                }
            });
            return sb;
        });
        t("stax", () -> {
            var r = javax.xml.stream.XMLInputFactory.newInstance().createXMLStreamReader(new java.io.StringReader("<a><b>1</b><b>2</b></a>"));
            int n = 0;
            while (r.hasNext()) if (r.next() == javax.xml.stream.XMLStreamConstants.CHARACTERS) n += Integer.parseInt(r.getText());
            return n;
        });
        t("xpath", () -> javax.xml.xpath.XPathFactory.newInstance().newXPath().evaluate("sum(//b) * count(//b)", new org.xml.sax.InputSource(new java.io.StringReader("<a><b>1</b><b>2</b></a>"))));
        t("bad xml", () -> javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder() == null);
        t("transform", () -> {
            var w = new java.io.StringWriter();
            var tr = javax.xml.transform.TransformerFactory.newInstance().newTransformer();
            tr.setOutputProperty("omit-xml-declaration", "yes");
            tr.transform(new javax.xml.transform.stream.StreamSource(new java.io.StringReader("<a  b='1'/>")), new javax.xml.transform.stream.StreamResult(w));
            return w;
        });
        t("sql date", () -> java.sql.Date.valueOf("2020-02-03") + " " + java.sql.Timestamp.valueOf("2020-02-03 04:05:06.789").getNanos());
        t("no driver", () -> java.sql.DriverManager.getConnection("jdbc:none:x"));
        t("script", () -> new ScriptEngineManager().getEngineByName("nope"));
        t("event objects", () -> {
            try {
                new EventObject(null);
                return "none";
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        });
        t("compiler tools", () -> javax.tools.ToolProvider.getSystemJavaCompiler() != null);
        System.out.println("done LibraryMix");
    }
}
