package ai.qnp.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.contract.Conversations;
import ai.qnp.core.provider.contract.Said;
import ai.qnp.core.provider.vendors.Vendors;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.node.ObjectNode;

/** Whatever was said in a conversation reaches every vendor, or the vendor refuses it: nothing gets lost on the way. */
class ConversationPropertiesTest {
    private static final List<Provider> ALL = Stream.concat(
                    Vendors.all().stream(),
                    Stream.of(CompatibleProvider.custom("workshop", URI.create("http://127.0.0.1:8000/v1"))))
            .toList();

    private static final FetchedFile IMAGE = new FetchedFile("image/png", "QUJD");

    @Property(tries = 2000)
    void nothingThatWasSaidIsLost(@ForAll long seed) {
        ObjectNode conversation = Conversations.of(seed);
        ChatRequest request = Requests.read(conversation.toString());

        for (Provider vendor : ALL) {
            EncodingContext context = context(vendor);
            Encoded first = vendor.chat().encode(request, context);
            Map<String, FetchedFile> files = files(first);
            Encoded encoded = files.isEmpty() ? first : vendor.chat().encode(request, context.with(files));

            switch (encoded) {
                case Encoded.Ready ready ->
                    assertThat(Said.missing(
                                    Said.by(conversation, files),
                                    Json.MAPPER.readTree(ready.request().body().utf8())))
                            .as("%s of seed %d", vendor.profile().id(), seed)
                            .isEmpty();
                case Encoded.Unsupported(Failure failure) ->
                    assertThat(failure.param()).isNotBlank();
                case Encoded.NeedsFiles again -> throw new AssertionError("asks again for files that it was given");
            }
        }
    }

    private static EncodingContext context(Provider vendor) {
        String model = vendor.profile().defaultModels().chat();
        return EncodingContext.of(model == null ? "some-model" : model);
    }

    private static Map<String, FetchedFile> files(Encoded encoded) {
        return encoded instanceof Encoded.NeedsFiles(var addresses)
                ? addresses.stream().collect(Collectors.toMap(address -> address, address -> IMAGE))
                : Map.of();
    }
}
