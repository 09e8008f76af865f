package ai.qnp.web.guide;

import ai.qnp.ee.admin.ServerSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user guide with this server's own address in it, rendered once. Its first page names all the others, in their order. */
@ApplicationScoped
public class Guide {
    static final String ADDRESS = "/guide";

    private static final String TEXTS = "ai.qnp.web.dashboard.messages";

    @Inject
    private ServerSettings server;

    private Map<String, GuidePage> pages = Map.of();

    @PostConstruct
    void render() {
        pages = of(server.publicUrl(), ResourceBundle.getBundle(TEXTS, Locale.ENGLISH));
    }

    /** All pages by name, for the server at an address. */
    static Map<String, GuidePage> of(String serverAddress, ResourceBundle texts) {
        GuideMarkdown markdown = new GuideMarkdown(serverAddress, texts.getString("copy"), texts.getString("copied"));
        String first = text(GuideLinks.FIRST);
        Map<String, GuidePage> pages = new LinkedHashMap<>();
        Stream.concat(Stream.of(GuideLinks.FIRST), markdown.pagesNamedIn(first))
                .map(file -> markdown.page(GuideLinks.nameOf(file), text(file)))
                .forEach(page -> pages.putIfAbsent(page.name(), page));
        return pages;
    }

    private static String text(String file) {
        String place = "pages/" + file;
        try (InputStream bytes = Objects.requireNonNull(Guide.class.getResourceAsStream(place), place)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The page of that name, or null. The first page's name is empty. */
    @Nullable GuidePage page(String name) {
        return pages.get(name);
    }

    /** All pages, in reading order. */
    List<GuidePage> pages() {
        return List.copyOf(pages.values());
    }
}
