package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.compatible.Scanned.Missing;

/** Fields that every answer must have and some servers leave out, ready to stand behind the opening brace. */
final class MissingFields {
    private MissingFields() {}

    static String prefix(Missing missing, String objectName, AnswerContext context) {
        StringBuilder prefix = new StringBuilder(128);
        if (missing.id()) {
            prefix.append("\"id\":").append(quoted(context.completionId())).append(',');
        }
        if (missing.object()) {
            prefix.append("\"object\":").append(quoted(objectName)).append(',');
        }
        if (missing.created()) {
            prefix.append("\"created\":")
                    .append(context.created().getEpochSecond())
                    .append(',');
        }
        if (missing.model()) {
            prefix.append("\"model\":").append(quoted(context.model())).append(',');
        }
        return prefix.toString();
    }

    private static String quoted(String text) {
        return Json.MAPPER.writeValueAsString(text);
    }
}
