package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.Malformed;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.PricesReader;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** A model's prices while the operator writes them, as a form has them. */
public final class PriceDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private String provider = "";
    private String model = "";
    private String input = "";
    private String cached = "";
    private String output = "";
    private String more = "";

    /** The prices of a line, to be changed. */
    static PriceDraft of(PriceLine line) {
        PriceDraft draft = new PriceDraft();
        draft.provider = line.provider();
        draft.model = line.model();
        draft.input = amount(line.input());
        draft.cached = amount(line.cached());
        draft.output = amount(line.output());
        draft.more = line.more();
        return draft;
    }

    /** The prices; a refusal where they can't be read. */
    Answer<Prices> prices() {
        try {
            ObjectNode json = more.isBlank() ? Json.MAPPER.createObjectNode() : (ObjectNode) Json.MAPPER.readTree(more);
            put(json, "input", input);
            put(json, "cached_input", cached);
            put(json, "output", output);
            return new Answer.Done<>(PricesReader.read(json));
        } catch (Malformed wrong) {
            return refused(wrong.getMessage() + ".");
        } catch (JacksonException | ClassCastException unreadable) {
            return refused(Notices.text("prices.more.malformed"));
        }
    }

    private static void put(ObjectNode json, String name, String amount) {
        if (!amount.isBlank()) {
            json.put(name, amount.strip().replace(',', '.'));
        }
    }

    private static <T> Answer<T> refused(String message) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, "prices"));
    }

    private static String amount(String shown) {
        return shown.startsWith("$") ? shown.substring(1) : "";
    }

    /** The provider's id. */
    public String getProvider() {
        return provider;
    }

    /** Takes the provider's id. */
    public void setProvider(@Nullable String provider) {
        this.provider = textOf(provider);
    }

    /** The model's name. */
    public String getModel() {
        return model;
    }

    /** Takes the model's name. */
    public void setModel(@Nullable String model) {
        this.model = textOf(model);
    }

    /** A million tokens of the prompt, in USD. */
    public String getInput() {
        return input;
    }

    /** Takes the prompt's price. */
    public void setInput(@Nullable String input) {
        this.input = textOf(input);
    }

    /** A million tokens from a cache, in USD. */
    public String getCached() {
        return cached;
    }

    /** Takes the cache's price. */
    public void setCached(@Nullable String cached) {
        this.cached = textOf(cached);
    }

    /** A million tokens of the answer, in USD. */
    public String getOutput() {
        return output;
    }

    /** Takes the answer's price. */
    public void setOutput(@Nullable String output) {
        this.output = textOf(output);
    }

    /** Every other price, as a catalogue writes it. */
    public String getMore() {
        return more;
    }

    /** Takes every other price. */
    public void setMore(@Nullable String more) {
        this.more = textOf(more);
    }

    private static String textOf(@Nullable String submitted) {
        return submitted == null ? "" : submitted.strip();
    }
}
