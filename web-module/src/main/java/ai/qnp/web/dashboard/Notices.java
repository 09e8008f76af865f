package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.text.Bidi;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.ResourceBundle;

/** Says on the page what happened, in the bundle's words. */
final class Notices {
    private static final String BUNDLE = "text";

    private Notices() {}

    /** Something was done. */
    static void done(String key, Object... values) {
        add(FacesMessage.SEVERITY_INFO, text(key, values));
    }

    /** Something went wrong elsewhere. */
    static void failed(String key, Object... values) {
        add(FacesMessage.SEVERITY_ERROR, text(key, values));
    }

    /** Something was refused, with the service's own words. */
    static void refused(ApiError error) {
        add(FacesMessage.SEVERITY_ERROR, error.message());
    }

    /** A text of the bundle. */
    static String text(String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle bundle = faces.getApplication().getResourceBundle(faces, BUNDLE);
        String pattern = bundle.getString(key);
        return values.length == 0
                ? pattern
                : new MessageFormat(pattern, faces.getViewRoot().getLocale())
                        .format(Arrays.stream(values).map(Notices::kept).toArray());
    }

    /** A name that is written from right to left stays by itself and does not turn the sentence around. */
    private static Object kept(Object value) {
        return value instanceof String name && Bidi.requiresBidi(name.toCharArray(), 0, name.length())
                ? "\u2068" + name + "\u2069"
                : value;
    }

    private static void add(FacesMessage.Severity severity, String words) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, words, null));
    }
}
