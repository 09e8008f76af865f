package ai.qnp.web.guide;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes examples as the dashboard's pages do: to be scrolled by keyboard, with a button that copies them. */
final class GuideExamples implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final String copy;
    private final String copied;
    private int count;

    GuideExamples(HtmlNodeRendererContext context, String copy, String copied) {
        this.context = context;
        this.copy = copy;
        this.copied = copied;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        String id = "example" + ++count;
        HtmlWriter html = context.getWriter();
        html.line();
        html.tag("div", Map.of("class", "copyable"));
        html.tag("pre", Map.of("id", id, "class", "code", "tabindex", "0"));
        html.tag("code");
        html.text(((FencedCodeBlock) node).getLiteral().stripTrailing());
        html.tag("/code");
        html.tag("/pre");
        button(html, id);
        html.tag("/div");
        html.line();
    }

    private void button(HtmlWriter html, String id) {
        html.tag("button", Map.of("type", "button", "class", "quiet copy", "data-copy", id, "data-copied", copied));
        html.tag("i", Map.of("class", "icon icon-copy", "aria-hidden", "true"));
        html.tag("/i");
        html.tag("span");
        html.text(copy);
        html.tag("/span");
        html.tag("/button");
    }
}
