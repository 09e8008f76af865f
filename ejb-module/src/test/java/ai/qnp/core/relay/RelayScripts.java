package ai.qnp.core.relay;

import ai.qnp.core.relay.UpstreamPlay.Ending;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What can happen in one request, and what the model says of it. */
final class RelayScripts {
    private static final int NEVER = 1_000_000;
    private static final List<Integer> FALLING_BACK =
            List.of(301, 307, 401, 402, 403, 404, 405, 408, 409, 425, 429, 500, 502, 503, 504, 529);
    private static final List<String> WAITS =
            List.of("", "7", "0", "-5", "999999999", "soon", "Wed, 21 Oct 2026 07:28:00 GMT");
    private static final String ENDLESS_JSON = " ";

    private RelayScripts() {}

    /** What comes of an attempt. */
    enum Verdict {
        FALLS_BACK,
        IS_THE_CALLERS_FAULT,
        ANSWERS,
        /** After its first content. */
        BREAKS_OFF,
        /** Nothing comes of it before the request's deadline. */
        TAKES_ALL_THE_TIME
    }

    /** One target's part. */
    record Act(UpstreamPlay play, Verdict verdict) {}

    /**
     * One request.
     *
     * @param acts one for each target of the plan
     * @param largestRead bytes that one read of an upstream gives at most
     */
    record Script(boolean stream, List<Act> acts, int largestRead, int clientLeavesAt, boolean storeRefuses) {
        Script {
            acts = List.copyOf(acts);
        }
    }

    static Arbitrary<Script> all() {
        return Arbitraries.of(true, false).flatMap(RelayScripts::of);
    }

    private static Arbitrary<Script> of(boolean stream) {
        Arbitrary<List<Act>> acts = Arbitraries.integers().between(1, 4).flatMap(count -> acts(stream, count));
        Arbitrary<Integer> reads = Arbitraries.of(1, 2, 7, 64, 100_000);
        Arbitrary<Integer> leaves = Arbitraries.oneOf(
                Arbitraries.just(NEVER),
                Arbitraries.just(NEVER),
                Arbitraries.integers().between(0, 8));
        Arbitrary<Boolean> refuses = Arbitraries.of(false, false, false, true);
        return Combinators.combine(acts, reads, leaves, refuses)
                .as((some, read, leave, refuse) -> new Script(stream, some, read, leave, refuse));
    }

    private static Arbitrary<List<Act>> acts(boolean stream, int count) {
        List<Arbitrary<Act>> each = IntStream.range(0, count)
                .mapToObj(number -> stream ? ofAStream(number) : ofAWhole(number))
                .toList();
        return Combinators.combine(each).as(List::copyOf);
    }

    private static Arbitrary<Act> failures(int number) {
        Arbitrary<Act> byStatus = Combinators.combine(Arbitraries.of(FALLING_BACK), Arbitraries.of(WAITS))
                .as((status, wait) ->
                        new Act(UpstreamPlay.status(number, status, wait.isEmpty() ? null : wait), Verdict.FALLS_BACK));
        return Arbitraries.oneOf(
                byStatus,
                Arbitraries.of(new UpstreamPlay.Refuses(), new UpstreamPlay.IsLate())
                        .map(play -> new Act(play, Verdict.FALLS_BACK)),
                Arbitraries.of("", "oops", "[]", "null", "{\"error\":{\"message\":\"error-of-" + number + "\"}}")
                        .flatMap(body -> Arbitraries.of(Ending.CLOSES, Ending.BREAKS_OFF, Ending.FALLS_SILENT)
                                .map(ending -> new Act(UpstreamPlay.body(body, ending), Verdict.FALLS_BACK))),
                brokenErrors(number));
    }

    /** An error whose body does not come to its end still counts by its status. */
    private static Arbitrary<Act> brokenErrors(int number) {
        return Arbitraries.of(Ending.BREAKS_OFF, Ending.FALLS_SILENT)
                .map(ending -> new Act(
                        new UpstreamPlay.Answers(500, Map.of(), List.of("{\"error\":" + number), ending),
                        Verdict.FALLS_BACK));
    }

    private static Arbitrary<Act> callersFault(int number) {
        return Arbitraries.of(400, 413, 415, 422)
                .map(status -> new Act(UpstreamPlay.status(number, status, null), Verdict.IS_THE_CALLERS_FAULT));
    }

    private static Arbitrary<Act> ofAWhole(int number) {
        String good = UpstreamPlay.completion(number);
        Arbitrary<Act> cut = Combinators.combine(
                        Arbitraries.integers().between(1, good.length() - 1),
                        Arbitraries.of(Ending.CLOSES, Ending.BREAKS_OFF, Ending.FALLS_SILENT))
                .as((end, ending) -> new Act(UpstreamPlay.body(good.substring(0, end), ending), Verdict.FALLS_BACK));
        return Arbitraries.frequencyOf(
                Tuple.of(6, failures(number)),
                Tuple.of(1, callersFault(number)),
                Tuple.of(1, cut),
                Tuple.of(
                        1,
                        Arbitraries.just(
                                new Act(UpstreamPlay.body(ENDLESS_JSON, Ending.GOES_ON), Verdict.TAKES_ALL_THE_TIME))),
                Tuple.of(2, Arbitraries.just(new Act(UpstreamPlay.body(good, Ending.CLOSES), Verdict.ANSWERS))));
    }

    private static Arbitrary<Act> ofAStream(int number) {
        return Arbitraries.frequencyOf(
                Tuple.of(4, failures(number)),
                Tuple.of(1, callersFault(number)),
                Tuple.of(3, emptyStreams(number)),
                Tuple.of(2, dyingStreams(number)),
                Tuple.of(1, endlessStreams(number)),
                Tuple.of(3, words(count -> goodStream(number, count))));
    }

    private static Arbitrary<Act> words(IntFunction<Act> act) {
        return Arbitraries.integers().between(1, 5).map(act::apply);
    }

    private static Act goodStream(int number, int words) {
        return streamed(
                UpstreamPlay.events(number, words, UpstreamPlay.finish(), UpstreamPlay.event("[DONE]")),
                Ending.CLOSES,
                Verdict.ANSWERS);
    }

    private static Arbitrary<Act> emptyStreams(int number) {
        return Arbitraries.of(
                streamed(List.of(UpstreamPlay.errorEvent(number)), Ending.CLOSES, Verdict.FALLS_BACK),
                streamed(List.of(UpstreamPlay.event("[DONE]")), Ending.CLOSES, Verdict.FALLS_BACK),
                streamed(
                        UpstreamPlay.events(number, 0, UpstreamPlay.errorEvent(number)),
                        Ending.CLOSES,
                        Verdict.FALLS_BACK),
                streamed(UpstreamPlay.events(number, 0), Ending.CLOSES, Verdict.FALLS_BACK),
                streamed(UpstreamPlay.events(number, 0), Ending.BREAKS_OFF, Verdict.FALLS_BACK),
                streamed(UpstreamPlay.events(number, 0), Ending.FALLS_SILENT, Verdict.FALLS_BACK),
                // more opening chunks than anybody sends
                streamed(UpstreamPlay.events(number, 0), Ending.GOES_ON, Verdict.FALLS_BACK));
    }

    private static Arbitrary<Act> dyingStreams(int number) {
        return Arbitraries.oneOf(
                words(count -> streamed(UpstreamPlay.events(number, count), Ending.CLOSES, Verdict.BREAKS_OFF)),
                words(count -> streamed(UpstreamPlay.events(number, count), Ending.BREAKS_OFF, Verdict.BREAKS_OFF)),
                words(count -> streamed(UpstreamPlay.events(number, count), Ending.FALLS_SILENT, Verdict.BREAKS_OFF)),
                words(count -> streamed(
                        UpstreamPlay.events(number, count, UpstreamPlay.errorEvent(number)),
                        Ending.CLOSES,
                        Verdict.BREAKS_OFF)));
    }

    /** Words without end break off at the deadline; comments without end never become an answer. */
    private static Arbitrary<Act> endlessStreams(int number) {
        return Arbitraries.of(
                streamed(UpstreamPlay.events(number, 1), Ending.GOES_ON, Verdict.BREAKS_OFF),
                streamed(List.of(": thinking\n"), Ending.GOES_ON, Verdict.TAKES_ALL_THE_TIME),
                streamed(List.of(UpstreamPlay.event("")), Ending.GOES_ON, Verdict.TAKES_ALL_THE_TIME));
    }

    private static Act streamed(List<String> pieces, Ending ending, Verdict verdict) {
        return new Act(new UpstreamPlay.Answers(200, Map.of(), pieces, ending), verdict);
    }
}
