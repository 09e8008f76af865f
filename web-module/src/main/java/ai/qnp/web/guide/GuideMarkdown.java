package ai.qnp.web.guide;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Makes pages of the guide's Markdown. HTML in it is shown as text, and no address of it can be a script. */
final class GuideMarkdown {
    private static final String WRITTEN_ADDRESS = "http://127.0.0.1:9080";
    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private final Parser parser = Parser.builder().extensions(TABLES).build();
    private final TextContentRenderer words =
            TextContentRenderer.builder().extensions(TABLES).build();
    private final String serverAddress;
    private final String copy;
    private final String copied;

    /**
     * For one server, in one language.
     *
     * @param serverAddress what stands in the place of the address that the guide is written with
     * @param copy what a button says that copies an example
     * @param copied what it says then
     */
    GuideMarkdown(String serverAddress, String copy, String copied) {
        this.serverAddress = serverAddress;
        this.copy = copy;
        this.copied = copied;
    }

    /** The files that a page leads to, in order. */
    Stream<String> pagesNamedIn(String markdown) {
        List<String> targets = new ArrayList<>();
        parser.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                targets.add(link.getDestination());
            }
        });
        return targets.stream().map(GuideLinks::fileAt).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    /** A page. Its first heading is its title. */
    GuidePage page(String name, String markdown) {
        Node document = parser.parse(markdown.replace(WRITTEN_ADDRESS, serverAddress));
        document.accept(new GuideLinks());
        String title = name;
        if (document.getFirstChild() instanceof Heading first) {
            title = words.render(first).strip();
            first.unlink();
        }
        IdentityHashMap<Node, String> anchors = new IdentityHashMap<>();
        List<GuidePage.Section> sections = sections(document, anchors);
        return new GuidePage(name, title, renderer(anchors).render(document), sections);
    }

    private List<GuidePage.Section> sections(Node document, IdentityHashMap<Node, String> anchors) {
        List<GuidePage.Section> sections = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                String title = words.render(heading).strip();
                String anchor = anchorOf(title);
                anchors.put(heading, anchor);
                sections.add(new GuidePage.Section(anchor, title));
            }
        }
        return sections;
    }

    /** As the places that show Markdown make them, so that links to sections lead there in both. */
    private static String anchorOf(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    private HtmlRenderer renderer(IdentityHashMap<Node, String> anchors) {
        return HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(_ -> (node, _, attributes) -> {
                    String anchor = anchors.get(node);
                    if (anchor != null) {
                        attributes.put("id", anchor);
                    } else if (node instanceof TableBlock) {
                        attributes.put("class", "plain");
                    }
                })
                .nodeRendererFactory(context -> new GuideExamples(context, copy, copied))
                .build();
    }
}
