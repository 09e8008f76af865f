package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Client;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.routing.Target;
import ai.qnp.core.sse.SseWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The playground at the other end of a request. Everything goes on one stream of events: {@code begun}, for each attempt
 * {@code asking} and {@code attempted}, then {@code refused} or {@code answering} and the answer's own events without a name,
 * and {@code settled} before the end.
 *
 * <p>While a provider is asked nothing can be sent that the page would miss, so somebody who pressed stop would go unnoticed:
 * comments find that out, and the wait is interrupted, which closes the connection to the provider.
 */
final class PlaygroundClient implements Client, Client.Events, AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int FIRST_ERROR = 400;

    private final OutputStream output;
    private final Catalogue catalogue;
    private final Timers timers;
    private @Nullable Thread waiting;
    private @Nullable ClientGone gone;
    private Timers.@Nullable Alarm alarm;

    PlaygroundClient(OutputStream output, Catalogue catalogue, Timers timers) {
        this.output = output;
        this.catalogue = catalogue;
        this.timers = timers;
    }

    /** The request has its id; somebody who is gone already is found out by what comes next. */
    void begun(String requestId) {
        try {
            event("begun", object().put("id", requestId));
        } catch (ClientGone left) {
            gone = left;
        }
    }

    @Override
    public void asking(Target target) throws ClientGone {
        String provider = target.provider().profile().id();
        ObjectNode asked = object().put("provider", provider).put("model", target.model());
        Prices prices = catalogue.prices(provider, target.model());
        if (prices != null) {
            asked.put("input_usd", textOf(prices.base().input()))
                    .put("output_usd", textOf(prices.base().output()));
        }
        event("asking", asked);
        await(Thread.currentThread());
    }

    @Override
    public void attempted(Attempted attempt) throws ClientGone {
        awaitNoMore();
        Failure failure = attempt.failure();
        ObjectNode told = object().put("provider", attempt.provider())
                .put("model", attempt.model())
                .put("took", Figures.millis(attempt.took().toMillis()));
        if (failure != null) {
            told.put("failure", Receipt.words(failure.failureClass())).put("message", failure.message());
        }
        event("attempted", told);
    }

    @Override
    public void settled(UsageRecord record) throws ClientGone {
        event(
                "settled",
                object().put("id", record.id())
                        .put("attempts", record.attempts())
                        .put("prompt_tokens", record.usage().promptTokens())
                        .put("completion_tokens", record.usage().completionTokens())
                        .put("estimated", record.usage().estimated())
                        .put("cost", Figures.exactMoney(record.cost()))
                        .put("first_token", Figures.millis(record.timeToFirstTokenMillis()))
                        .put("total", Figures.millis(record.totalMillis())));
    }

    @Override
    public void whole(int status, Map<String, String> headers, JsonText body) throws ClientGone {
        if (status < FIRST_ERROR) {
            event(body);
            return;
        }
        ObjectNode refused = object().put("status", status);
        refused.set("error", Json.MAPPER.readTree(body.utf8()).path("error"));
        event("refused", refused);
    }

    @Override
    public void stream(Map<String, String> headers, EventSource source) throws ClientGone {
        event("answering", Json.MAPPER.valueToTree(headers));
        source.writeTo(this);
    }

    @Override
    public void event(JsonText data) throws ClientGone {
        write(SseWriter.data(data));
    }

    @Override
    public void keepAlive() throws ClientGone {
        write(SseWriter.keepAlive());
    }

    @Override
    public void done() throws ClientGone {
        write(SseWriter.done());
    }

    private void event(String name, JsonNode data) throws ClientGone {
        byte[] head = ("event: " + name + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = SseWriter.data(JsonText.of(Json.MAPPER.writeValueAsBytes(data)));
        byte[] event = new byte[head.length + body.length];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(body, 0, event, head.length, body.length);
        write(event);
    }

    /** Comments come from a timer's thread. */
    private synchronized void write(byte[] bytes) throws ClientGone {
        if (gone != null) {
            throw gone;
        }
        try {
            output.write(bytes);
            output.flush();
        } catch (IOException broken) {
            throw new ClientGone(broken);
        }
    }

    private synchronized void await(Thread asking) {
        waiting = asking;
        alarm = timers.after(LOOK, this::look);
    }

    private synchronized void look() {
        Thread asking = waiting;
        if (asking == null) {
            return;
        }
        try {
            keepAlive();
            alarm = timers.after(LOOK, this::look);
        } catch (ClientGone left) {
            gone = left;
            asking.interrupt();
        }
    }

    /** An interrupt that was not taken by the wait must not hit what comes after it. */
    private synchronized void awaitNoMore() throws ClientGone {
        close();
        if (gone != null) {
            Thread.interrupted();
            throw gone;
        }
    }

    @Override
    public synchronized void close() {
        waiting = null;
        if (alarm != null) {
            alarm.cancel();
        }
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    private static @Nullable String textOf(@Nullable BigDecimal price) {
        return price == null ? null : MoneyText.of(price);
    }
}
