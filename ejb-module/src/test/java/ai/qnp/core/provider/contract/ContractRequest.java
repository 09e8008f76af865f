package ai.qnp.core.provider.contract;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * One of the requests that every vendor is asked, as an OpenAI SDK sends it.
 *
 * @param name of its file
 * @param what it asks for, as the table of support says it
 * @param json the request's text
 */
public record ContractRequest(String name, String what, String json) {
    /** All of them, in the order of {@code requests.txt}. */
    public static List<ContractRequest> all() {
        return text("requests.txt")
                .lines()
                .map(line -> line.split(": ", 2))
                .map(entry -> new ContractRequest(entry[0], entry[1], text(entry[0] + ".json")))
                .toList();
    }

    /** As the relay reads it. */
    public ChatRequest read() {
        return Requests.read(json);
    }

    /** As a tree. */
    public JsonNode tree() {
        return Json.MAPPER.readTree(json);
    }

    private static String text(String file) {
        try (InputStream in = ContractRequest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
