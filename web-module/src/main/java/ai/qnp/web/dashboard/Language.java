package ai.qnp.web.dashboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The language of a page: the first that the reader's browser names and that there are texts in, else English. Texts are
 * {@code messages_<language>.properties} beside the English ones; what such a file lacks is shown in English.
 */
@Named
@RequestScoped
public class Language {
    private static final Locale USUAL = Locale.ENGLISH;
    /** A browser names a handful. */
    private static final int MOST = 10;

    @Inject
    private HttpServletRequest request;

    /** As pages write it, such as {@code en}. */
    public String getTag() {
        return of(Collections.list(request.getLocales())).toLanguageTag();
    }

    static Locale of(List<Locale> wanted) {
        return wanted.stream()
                .limit(MOST)
                .map(locale -> Locale.of(locale.getLanguage()))
                .filter(Language::hasTexts)
                .findFirst()
                .orElse(USUAL);
    }

    /** A language that is no two or three letters is no part of a file's name. */
    private static boolean hasTexts(Locale language) {
        return language.equals(USUAL)
                || (language.getLanguage().matches("[a-z]{2,3}")
                        && Language.class.getResource("messages_" + language.getLanguage() + ".properties") != null);
    }
}
