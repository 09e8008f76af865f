package ai.qnp.web.dashboard;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeySettings;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is kept of the bodies of a key's requests while the operator edits it, as a form has it: no days for nothing. */
public final class BodiesDraft implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");
    /** Most prompts are shorter. */
    private static final String USUAL_BYTES = "65536";

    private String days = "";
    private String bytes = USUAL_BYTES;

    /** That of a key as it is. */
    static BodiesDraft of(KeySettings settings) {
        BodiesDraft draft = new BodiesDraft();
        BodyLogging logging = settings.logBodies();
        if (logging != null) {
            draft.days = Long.toString(logging.retentionDays());
            draft.bytes = Long.toString(logging.maxBytes());
        }
        return draft;
    }

    /** Settings with what the form says; refused only where it can't be read at all. */
    Answer<KeySettings> applied(KeySettings settings) {
        if (days.isBlank()) {
            return new Answer.Done<>(settings.withLogBodies(null));
        }
        return isWhole(days) && isWhole(bytes)
                ? new Answer.Done<>(settings.withLogBodies(
                        new BodyLogging(Long.parseLong(days.strip()), Long.parseLong(bytes.strip()))))
                : new Answer.Refused<>(
                        ApiError.invalid("invalid_value", Notices.text("keys.bodies.malformed"), "log_bodies"));
    }

    private static boolean isWhole(String text) {
        return WHOLE.matcher(text.strip()).matches();
    }

    /** How long each is kept, in days; empty for none. */
    public String getDays() {
        return days;
    }

    /** Takes the days. */
    public void setDays(@Nullable String days) {
        this.days = days == null ? "" : days;
    }

    /** How much of each is kept, in bytes. */
    public String getBytes() {
        return bytes;
    }

    /** Takes the bytes. */
    public void setBytes(@Nullable String bytes) {
        this.bytes = bytes == null ? "" : bytes;
    }
}
