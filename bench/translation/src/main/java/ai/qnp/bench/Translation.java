package ai.qnp.bench;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.provider.vendors.Vendors;
import ai.qnp.core.sse.SseEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The cost of one vendor's translation on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Translation {
    private static final AnswerContext ANSWER = new AnswerContext("chatcmpl-1", Instant.EPOCH, "some-model", 1);

    /** Set by {@link #main} to every vendor there is. */
    @Param("")
    String vendor = "";

    private ChatTranslator chat = Vendors.demo().chat();
    private EncodingContext context = EncodingContext.of("some-model");
    private JsonText request = JsonText.of("");
    private JsonText answer = JsonText.of("");
    private List<SseEvent> events = List.of();
    private ChunkReducer reducer = chat.reducer(ANSWER);
    private int next;

    /** Reads the examples, and makes sure that they are what they should be. */
    @Setup
    public void prepare() {
        Provider provider = Vendors.all().stream()
                .filter(one -> one.profile().id().equals(vendor))
                .findFirst()
                .orElseThrow();
        chat = provider.chat();
        context = EncodingContext.of(
                Objects.requireNonNull(provider.profile().defaultModels().chat()));
        request = JsonText.of(Example.request());
        answer = JsonText.of(Example.answer(vendor));
        events = Example.stream(vendor);
        reducer = chat.reducer(ANSWER);
        if (!(chat.decode(answer, ANSWER) instanceof Decoded.Completion)) {
            throw new IllegalStateException("the example of " + vendor + " is no answer of it");
        }
    }

    /** A request read and put into the vendor's words, its answer put into OpenAI's. */
    @Benchmark
    public void requestAndAnswer(Blackhole consumer) {
        ChatRequest read = ((ReadRequest.Accepted<ChatRequest>) ChatRequestReader.read(request)).request();
        Encoded encoded = chat.encode(read, context);
        consumer.consume(encoded);
        consumer.consume(chat.decode(answer, ANSWER));
    }

    /** One event of a stream; the next stream begins where one ends. */
    @Benchmark
    public List<StreamPart> streamedEvent() {
        if (next == events.size()) {
            next = 0;
            reducer = chat.reducer(ANSWER);
        }
        ChunkReducer.Step step = reducer.reduce(events.get(next));
        reducer = step.next();
        next++;
        return step.parts();
    }

    /** Measures all vendors, or those that are named. */
    public static void main(String[] arguments) throws RunnerException {
        String[] vendors = arguments.length > 0
                ? arguments
                : Vendors.all().stream().map(one -> one.profile().id()).toArray(String[]::new);
        new Runner(new OptionsBuilder()
                        .include(Translation.class.getName())
                        .param("vendor", vendors)
                        .forks(1)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgs("-XX:+UseSerialGC", "-Xmx512m")
                        .build())
                .run();
    }
}
