package ai.qnp.web.guide;

import java.util.List;

/**
 * A page of the guide.
 *
 * @param name as its address ends; empty for the first page
 * @param html what stands below the title, safe to show as it is
 * @param sections what it is divided into, in order
 */
public record GuidePage(String name, String title, String html, List<Section> sections) {
    public GuidePage {
        sections = List.copyOf(sections);
    }

    /**
     * A part of a page.
     *
     * @param anchor what stands behind the {@code #} of its address
     */
    public record Section(String anchor, String title) {}

    /** Where it is on this server. */
    public String address() {
        return name.isEmpty() ? Guide.ADDRESS : Guide.ADDRESS + "/" + name;
    }
}
