// difftest: gc-every=20000
import java.io.*;
import java.util.*;
import javax.xml.parsers.*;
import javax.xml.stream.*;
import javax.xml.transform.*;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.*;
import org.xml.sax.*;
import org.xml.sax.helpers.DefaultHandler;

/** XML in three ways: events pushed, events pulled, trees changed and written; entities, namespaces, CDATA, comments, errors with places. */
public class XmlWork {
    static final String DOC = "<?xml version='1.0'?>\n<!DOCTYPE shop [<!ENTITY co 'Müller &amp; Co'>]>\n<s:shop xmlns:s='urn:shop' name='&co;'>\n  <!-- stock -->\n  <item id='1' price='2.50'>apple<![CDATA[ <b> ]]></item>\n  <item id='2' price='10'>&co; &#8364;&#x41;</item><empty/>\n  <?run fast?>\n</s:shop>";

    static void sax(String doc) throws Exception {
        StringBuilder sb = new StringBuilder();
        SAXParserFactory f = SAXParserFactory.newInstance();
        f.setNamespaceAware(true);
        try {
            f.newSAXParser().parse(new InputSource(new StringReader(doc)), new DefaultHandler() {
                Locator at;

                @Override
                public void setDocumentLocator(Locator l) {
                    at = l;
                }

                @Override
                public void startElement(String uri, String local, String q, Attributes a) {
                    sb.append('<').append(uri.isEmpty() ? "" : uri + "|").append(local);
                    for (int i = 0; i < a.getLength(); i++) sb.append(' ').append(a.getQName(i)).append('=').append(a.getValue(i));
                    sb.append('@').append(at.getLineNumber()).append('>');
                }

                @Override
                public void endElement(String uri, String local, String q) {
                    sb.append("</").append(q).append('>');
                }

                @Override
                public void characters(char[] c, int s, int n) {
                    sb.append(new String(c, s, n).replace("\n", "").trim());
                }

                @Override
                public void processingInstruction(String t, String d) {
                    sb.append('?').append(t).append(':').append(d);
                }

                @Override
                public void error(SAXParseException e) {
                    sb.append("error");
                }
            });
        } catch (SAXParseException e) {
            sb.append(" !! ").append(e.getLineNumber()).append(':').append(e.getColumnNumber()).append(' ').append(e.getMessage());
        }
        System.out.println(sb);
    }

    public static void main(String[] args) throws Exception {
        sax(DOC);
        for (String bad : new String[]{"<a><b></a>", "<a x=1/>", "<a>&none;</a>", "<a/><b/>", "", "<a x='1' x='2'/>", "<a>]]></a>", "<p:a/>"}) {
            PrintStream err = System.err;
            System.setErr(new PrintStream(OutputStream.nullOutputStream()));
            sax(bad);
            System.setErr(err);
        }
        XMLStreamReader r = XMLInputFactory.newInstance().createXMLStreamReader(new StringReader(DOC));
        StringBuilder events = new StringBuilder();
        while (r.hasNext()) {
            int e = r.next();
            events.append(e).append(e == XMLStreamConstants.START_ELEMENT ? r.getLocalName() + r.getAttributeCount() : "").append(' ');
        }
        System.out.println(events);
        StringWriter w = new StringWriter();
        XMLStreamWriter x = XMLOutputFactory.newInstance().createXMLStreamWriter(w);
        x.writeStartDocument();
        x.writeStartElement("r");
        x.writeAttribute("q", "\"<&");
        x.writeCharacters("a<b>&é");
        x.writeEmptyElement("e");
        x.writeCData("raw <");
        x.writeComment("c");
        x.writeEndDocument();
        x.close();
        System.out.println(w);
        Document d = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(DOC)));
        Element root = d.getDocumentElement();
        NodeList items = d.getElementsByTagName("item");
        double total = 0;
        for (int i = 0; i < items.getLength(); i++) total += Double.parseDouble(((Element) items.item(i)).getAttribute("price"));
        Element added = d.createElement("total");
        added.setAttribute("sum", Double.toString(total));
        added.appendChild(d.createTextNode("<" + items.item(1).getTextContent() + ">"));
        root.replaceChild(added, d.getElementsByTagName("empty").item(0));
        root.removeChild(items.item(0));
        Transformer plain = TransformerFactory.newInstance().newTransformer();
        plain.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter out = new StringWriter();
        plain.transform(new DOMSource(root), new StreamResult(out));
        System.out.println(out);
        System.out.println("done XmlWork");
    }
}
