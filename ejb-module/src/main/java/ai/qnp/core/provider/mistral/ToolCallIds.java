package ai.qnp.core.provider.mistral;

import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Ids of nine letters and digits. Another vendor's become such a one: the same id always the same. */
record ToolCallIds() implements RequestRule {
    private static final int LENGTH = 9;
    private static final Pattern FITTING = Pattern.compile("[a-zA-Z0-9]{" + LENGTH + "}");

    @Override
    public void apply(Draft draft) {
        for (ObjectNode message : draft.messages()) {
            fit(message, "tool_call_id");
            for (ObjectNode call : Draft.objects(message.path("tool_calls"))) {
                fit(call, "id");
            }
        }
    }

    private static void fit(ObjectNode holder, String field) {
        String id = holder.path(field).asString("");
        if (!id.isEmpty() && !FITTING.matcher(id).matches()) {
            holder.put(field, fitting(id));
        }
    }

    private static String fitting(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            String digits = new BigInteger(1, digest).toString(Character.MAX_RADIX);
            return ("0".repeat(LENGTH) + digits).substring(digits.length());
        } catch (NoSuchAlgorithmException impossible) {
            // every Java platform has SHA-256
            throw new IllegalStateException(impossible);
        }
    }
}
