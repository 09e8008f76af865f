package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.signin.Entered;
import ai.qnp.ee.signin.PasskeyCeremonies;
import ai.qnp.ee.signin.SignInMethod;
import ai.qnp.ee.signin.SignInSettings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /signin/passkey/options}, then {@code POST /signin/passkey}: signing in with a passkey. */
@WebServlet({Pages.PASSKEY, Pages.PASSKEY_OPTIONS})
public class PasskeySignInServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PasskeyCeremonies ceremonies;

    @Inject
    private transient SignInSettings settings;

    @Inject
    private transient Door door;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ObjectNode body = ScriptJson.read(request);
        if (!settings.passkeys()) {
            ScriptJson.refuse(response, ApiError.unknownEndpoint());
        } else if (body == null) {
            ScriptJson.refuse(response);
        } else if (request.getServletPath().equals(Pages.PASSKEY_OPTIONS)) {
            String next = Pages.inside(body.path("next").asString(null));
            ScriptJson.write(
                    response,
                    ceremonies.beginUsing(
                            door.browser(request, response),
                            next,
                            door.actor(request, SignInMethod.PASSKEY.wireName())));
        } else {
            open(request, response, body);
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, ObjectNode body) throws IOException {
        Answer<Entered> answer = ceremonies.open(
                body.toString(), door.knownBrowser(request), door.actor(request, SignInMethod.PASSKEY.wireName()));
        switch (answer) {
            case Answer.Done<Entered>(Entered entered) -> {
                door.letIn(request, response, entered.accountId(), entered.method());
                String wanted = Pages.inside(entered.next());
                ScriptJson.write(
                        response,
                        Json.MAPPER.createObjectNode().put("location", wanted == null ? Pages.OVERVIEW : wanted));
            }
            case Answer.Refused<Entered>(ApiError error) -> ScriptJson.refuse(response, error);
        }
    }
}
