package ai.qnp.web.dashboard;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Permission;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.core.relay.Caller;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.routing.ModelList;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeyDirectory;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /dashboard/playground/models?key=}: the names of the models that one of the reader's keys can chat with. */
@WebServlet("/dashboard/playground/models")
public class PlaygroundModelsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient KeyDirectory keys;

    @Inject
    private transient Gate gate;

    @Inject
    private transient Supplier<Platform> platform;

    @Inject
    private transient Visitor visitor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String key = Objects.requireNonNullElse(request.getParameter("key"), "");
        switch (keys.owner(visitor.accountId(), key)) {
            case Answer.Refused<Caller>(ApiError error) -> ScriptJson.refuse(response, error);
            case Answer.Done<Caller>(Caller owner) -> {
                switch (gate.judge(owner, Permission.CHAT)) {
                    case Gate.Verdict.Refused(ApiError error, @Nullable Grant known) ->
                        ScriptJson.refuse(response, error);
                    case Gate.Verdict.Admitted(Grant grant) -> ScriptJson.write(response, models(grant));
                }
            }
        }
    }

    private ObjectNode models(Grant grant) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode names = json.putArray("models");
        ModelList.of(grant, platform.get()).stream()
                .filter(entry -> isForChats(entry.model(), today))
                .forEach(entry -> names.add(entry.id()));
        return json;
    }

    /** What the catalogue does not know may be. */
    private static boolean isForChats(@Nullable Model model, LocalDate today) {
        if (model == null) {
            return true;
        }
        LocalDate end = model.deprecatedOn();
        boolean retired = end != null && !end.isAfter(today);
        return !retired && model.chats();
    }
}
