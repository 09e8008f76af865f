package ai.qnp.web.guide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Link;
import org.jspecify.annotations.Nullable;

/** Turns links between the guide's files into links between its pages. Those to other documents, which no server has, name them. */
final class GuideLinks extends AbstractVisitor {
    /** The file that names all others. */
    static final String FIRST = "README.md";

    private static final Pattern PAGE = Pattern.compile("([\\w-]+)\\.md(#[\\w-]*)?");
    private static final Pattern ELSEWHERE = Pattern.compile("(https?:|mailto:|#|/).*");

    @Override
    public void visit(Link link) {
        String target = link.getDestination();
        String page = pageAt(target);
        if (page != null) {
            link.setDestination(page);
        } else if (!ELSEWHERE.matcher(target).matches()) {
            link.insertBefore(new Code(target.replaceFirst("^\\.\\./", "docs/")));
            link.unlink();
        }
    }

    /** The file that a link leads to, or null for one that leads out of the guide. */
    static @Nullable String fileAt(String target) {
        Matcher page = PAGE.matcher(target);
        return page.matches() ? page.group(1) + ".md" : null;
    }

    /** A file's name as a page. */
    static String nameOf(String file) {
        return file.equals(FIRST) ? "" : file.replaceFirst("\\.md$", "");
    }

    private static @Nullable String pageAt(String target) {
        Matcher page = PAGE.matcher(target);
        if (!page.matches()) {
            return null;
        }
        String name = nameOf(page.group(1) + ".md");
        String anchor = page.group(2) == null ? "" : page.group(2);
        return (name.isEmpty() ? Guide.ADDRESS : Guide.ADDRESS + "/" + name) + anchor;
    }
}
