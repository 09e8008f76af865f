package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.signin.Passkey;
import ai.qnp.ee.signin.PasskeyCeremonies;
import ai.qnp.ee.signin.SignInSettings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /dashboard/passkeys/options}, then {@code POST /dashboard/passkeys}: making a passkey. */
@WebServlet({"/dashboard/passkeys", "/dashboard/passkeys/options"})
public class PasskeyMakingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PasskeyCeremonies ceremonies;

    @Inject
    private transient SignInSettings settings;

    @Inject
    private transient Visitor visitor;

    @Inject
    private transient Door door;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode body = ScriptJson.read(request);
        if (!settings.passkeys()) {
            ScriptJson.refuse(response, ApiError.unknownEndpoint());
        } else if (body == null) {
            ScriptJson.refuse(response);
        } else if (request.getServletPath().endsWith("/options")) {
            ScriptJson.write(
                    response,
                    ceremonies.beginMaking(visitor.account(), door.browser(request, response), visitor.actor()));
        } else {
            add(request, response, body);
        }
    }

    private void add(HttpServletRequest request, HttpServletResponse response, ObjectNode body) throws IOException {
        Answer<Passkey> answer = ceremonies.add(
                visitor.account(),
                body.path("name").asString(""),
                body.path("credential").toString(),
                door.knownBrowser(request),
                visitor.actor());
        switch (answer) {
            case Answer.Done<Passkey>(Passkey made) ->
                ScriptJson.write(response, Json.MAPPER.createObjectNode().put("id", made.id()));
            case Answer.Refused<Passkey>(ApiError error) -> ScriptJson.refuse(response, error);
        }
    }
}
