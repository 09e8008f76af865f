package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of OpenAI's parameters a model takes, as far as the catalogue says. What it does not state is not listed; a
 * provider's own limits are in its documentation.
 */
final class SupportedParameters {
    private SupportedParameters() {}

    static List<String> of(Model model) {
        return switch (model.mode()) {
            case CHAT, RESPONSES -> ofChat(model);
            case EMBEDDING -> List.of("input", "dimensions", "encoding_format", "user");
            case IMAGE_GENERATION -> List.of("prompt", "n", "size", "quality", "response_format", "user");
        };
    }

    private static List<String> ofChat(Model model) {
        List<String> parameters = new ArrayList<>(List.of("max_completion_tokens", "max_tokens", "stop"));
        add(parameters, model, "streaming", "stream", "stream_options");
        add(parameters, model, "tools", "tools");
        add(parameters, model, "tool_choice", "tool_choice");
        add(parameters, model, "parallel_tools", "parallel_tool_calls");
        add(parameters, model, "json_schema", "response_format");
        add(parameters, model, "reasoning", "reasoning_effort");
        add(parameters, model, "web_search", "web_search_options");
        add(parameters, model, "audio_output", "audio", "modalities");
        return parameters.stream().sorted().toList();
    }

    private static void add(List<String> parameters, Model model, String ability, String... names) {
        if (Boolean.TRUE.equals(model.supports().get(ability))) {
            parameters.addAll(List.of(names));
        }
    }
}
