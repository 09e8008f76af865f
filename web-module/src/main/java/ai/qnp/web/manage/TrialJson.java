package ai.qnp.web.manage;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.ee.platform.CredentialTrials.Tried;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of what came of trying a credential. */
final class TrialJson {
    private TrialJson() {}

    static ObjectNode tried(Tried tried) {
        return switch (tried) {
            case Tried.Accepted() -> result("accepted");
            case Tried.NotAsked() -> result("not_asked");
            case Tried.Failed(Failure failure) -> failed(failure);
        };
    }

    private static ObjectNode failed(Failure failure) {
        ObjectNode node = result("failed");
        node.putObject("error")
                .put("class", failure.failureClass().name().toLowerCase(Locale.ROOT))
                .put("status", failure.status())
                .put("message", failure.message());
        return node;
    }

    private static ObjectNode result(String word) {
        return Json.MAPPER.createObjectNode().put("result", word);
    }
}
