package ai.qnp.core.openai;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Fields that are only checked, not read: a wrong type is told in one wording for all vendors. */
final class TuningFields {
    private static final int MAX_TOP_LOGPROBS = 20;

    private TuningFields() {}

    /**
     * Checks the field whose value the parser stands at, and leaves the parser at the value's end.
     *
     * @return whether OpenAI's API has such a field
     */
    static boolean check(String name, JsonParser parser, FieldReader fields) {
        switch (name) {
            case "temperature", "top_p", "presence_penalty", "frequency_penalty" -> fields.number(name);
            case "parallel_tool_calls", "store" -> fields.flag(name);
            case "top_logprobs" ->
                fields.integer(name, 0, MAX_TOP_LOGPROBS, "an integer from 0 to " + MAX_TOP_LOGPROBS);
            case "seed" -> fields.integer(name, Long.MIN_VALUE, Long.MAX_VALUE, "an integer");
            case "user", "reasoning_effort", "service_tier" -> fields.string(name);
            case "stop" ->
                fields.isPresent(
                        name, "a string or an array of strings", JsonToken.VALUE_STRING, JsonToken.START_ARRAY);
            case "tool_choice", "function_call" ->
                fields.isPresent(name, "a string or an object", JsonToken.VALUE_STRING, JsonToken.START_OBJECT);
            case "metadata", "logit_bias", "audio", "prediction" ->
                fields.isPresent(name, "an object", JsonToken.START_OBJECT);
            case "web_search_options",
                    "verbosity",
                    "prompt_cache_key",
                    "prompt_cache_retention",
                    "safety_identifier" -> {
                // the vendor's to judge
            }
            default -> {
                parser.skipChildren();
                return false;
            }
        }
        parser.skipChildren();
        return true;
    }
}
