package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.VendorMarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's own blocks that an assistant message brings back, put where they stood between its text. */
final class OwnBlocks {
    private record Own(Place place, ObjectNode block) {}

    private OwnBlocks() {}

    /**
     * Adds them with the text around them.
     *
     * @return the offset in the message's text from which the rest is still to be added
     */
    static int add(ArrayNode blocks, JsonNode message) {
        String text = message.path("content").asString("");
        int told = 0;
        for (Own own : inOrder(message)) {
            int until = boundary(text, Math.max(told, own.place.text()));
            ContentBlocks.text(blocks, text.substring(told, until));
            blocks.add(own.block);
            told = until;
        }
        return told;
    }

    /** Clients change texts: an offset may lie behind the end, or inside a character. */
    private static int boundary(String text, int offset) {
        int within = Math.min(text.length(), offset);
        boolean isInside = within > 0
                && within < text.length()
                && Character.isSurrogatePair(text.charAt(within - 1), text.charAt(within));
        return isInside ? within + 1 : within;
    }

    private static List<Own> inOrder(JsonNode message) {
        List<Own> all = new ArrayList<>();
        for (JsonNode entry : message.path(ReasoningDetails.FIELD)) {
            add(all, entry, ReasoningDetails.block(entry));
        }
        for (JsonNode entry : message.path(ProviderContent.FIELD)) {
            add(all, entry, entry instanceof ObjectNode object ? ProviderContent.block(object) : null);
        }
        all.sort(Comparator.comparingInt(own -> own.place.block()));
        return all;
    }

    private static void add(List<Own> all, JsonNode entry, @Nullable ObjectNode block) {
        if (block != null && VendorMarks.isMarked(entry, Anthropic.ID)) {
            all.add(new Own(Place.of(entry), block));
        }
    }
}
