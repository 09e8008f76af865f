package ai.qnp.core.provider.google;

import static ai.qnp.core.provider.Requests.field;
import static ai.qnp.core.provider.google.GoogleRequests.FUNCTION;
import static ai.qnp.core.provider.google.GoogleRequests.LEVEL;
import static ai.qnp.core.provider.google.GoogleRequests.assertWritten;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoogleToolsTest {
    private static final String DECLARATION =
            "{\"name\":\"f\",\"description\":\"d\",\"parametersJsonSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}}}}";
    private static final String DECLARED = "\"tools\":[{\"functionDeclarations\":[" + DECLARATION + "]}]";

    static List<Arguments> tools() {
        String tools = "\"tools\":[" + FUNCTION + "]";
        return List.of(
                field("a function with its whole schema", LEVEL, tools, "{" + DECLARED + "}"),
                field(
                        "a function without parameters",
                        LEVEL,
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]",
                        "{\"tools\":[{\"functionDeclarations\":[{\"name\":\"g\",\"parametersJsonSchema\":{\"type\":\"object\",\"properties\":{}}}]}]}"),
                choice("auto", "\"auto\"", "{\"mode\":\"AUTO\"}"),
                choice("none", "\"none\"", "{\"mode\":\"NONE\"}"),
                choice("required", "\"required\"", "{\"mode\":\"ANY\"}"),
                choice(
                        "one by name",
                        "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                        "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}"),
                choice(
                        "one of some",
                        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}",
                        "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}"),
                choice(
                        "some or none",
                        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}",
                        "{\"mode\":\"VALIDATED\",\"allowedFunctionNames\":[\"f\"]}"),
                field(
                        "one call at a time, which Google can't promise",
                        LEVEL,
                        tools + ",\"parallel_tool_calls\":false",
                        "{" + DECLARED + "}",
                        "parallel_tool_calls"),
                field(
                        "Google's own tools, by type or in its own words",
                        LEVEL,
                        "\"tools\":[{\"type\":\"google_search\"},{\"codeExecution\":{}},"
                                + "{\"type\":\"file_search\",\"file_search\":{\"file_search_store_names\":[\"s\"]}}]",
                        "{\"tools\":[{\"googleSearch\":{}},{\"codeExecution\":{}},{\"fileSearch\":{\"file_search_store_names\":[\"s\"]}}]}"),
                field(
                        "own tools beside functions are announced",
                        LEVEL,
                        "\"tools\":[" + FUNCTION + ",{\"type\":\"url_context\"}]",
                        "{\"tools\":[{\"functionDeclarations\":[" + DECLARATION
                                + "]},{\"urlContext\":{}}],\"toolConfig\":{\"includeServerSideToolInvocations\":true}}"),
                field(
                        "OpenAI's web search is Google's",
                        LEVEL,
                        "\"web_search_options\":{\"search_context_size\":\"low\"}",
                        "{\"tools\":[{\"googleSearch\":{}}]}",
                        "web_search_options"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tools")
    void writesTools(String name, String model, String fields, String expected, List<String> dropped) {
        assertWritten(model, fields, expected, dropped);
    }

    private static Arguments choice(String name, String choice, String expected) {
        return field(
                name,
                LEVEL,
                "\"tools\":[" + FUNCTION + "],\"tool_choice\":" + choice,
                "{" + DECLARED + ",\"toolConfig\":{\"functionCallingConfig\":" + expected + "}}");
    }
}
