package ai.qnp.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.CatalogueReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.contract.ContractRequest;
import ai.qnp.core.provider.contract.Outcome;
import ai.qnp.core.provider.contract.RequestShape;
import ai.qnp.core.provider.contract.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The same requests for every vendor: each is translated without loss into what the vendor takes, or refused, as the
 * vendor's {@code contract.txt} says. The table of support in {@code docs/providers.md} is made of those files.
 */
public abstract class ChatContract {
    /** One grey pixel. */
    private static final FetchedFile IMAGE = new FetchedFile(
            "image/png",
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private static final Catalogue CATALOGUE = catalogue();

    /** The vendor. */
    protected abstract Provider provider();

    /** A current model of the vendor, which can do most. */
    protected abstract String model();

    /** The vendor's own idea of a request. */
    protected abstract RequestShape shape();

    /** Where {@code contract.txt} lies: the vendor's package, which is named like its id. */
    protected String vendorPackage() {
        return provider().profile().id();
    }

    @Test
    void everyRequestBecomesWhatIsDocumented() {
        Map<String, String> outcomes = new LinkedHashMap<>();

        ContractRequest.all()
                .forEach(request -> outcomes.put(
                        request.name(), outcome(request, encode(request)).toString()));

        Map<String, String> documented = Outcome.of(vendorPackage()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
        assertThat(outcomes)
                .as(() -> "contract.txt of " + vendorPackage() + ", to be:\n" + lines(outcomes))
                .isEqualTo(documented);
    }

    @TestFactory
    Stream<DynamicTest> nothingThatWasSaidIsLost() {
        return ready((request, ready) -> {
            List<Said> said = Said.by(request.tree(), files(request));

            assertThat(Said.missing(
                            said, Json.MAPPER.readTree(ready.request().body().utf8())))
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsSentIsWhatTheVendorTakes() {
        RequestShape shape = shape();
        return ready((request, ready) -> shape.check(ready.request()));
    }

    @TestFactory
    Stream<DynamicTest> theVendorIsAskedForItsOwnModelAndAsStreamedAsTheClient() {
        return ready((request, ready) -> {
            String sent = ready.request().path() + ready.request().body();

            assertThat(sent).contains(model());
            assertThat(ready.request().stream()).isEqualTo(request.read().stream());
        });
    }

    private Stream<DynamicTest> ready(Check check) {
        return ContractRequest.all().stream()
                .filter(request -> encode(request) instanceof Encoded.Ready)
                .map(request -> DynamicTest.dynamicTest(
                        request.name(), () -> check.accept(request, (Encoded.Ready) encode(request))));
    }

    private Encoded encode(ContractRequest request) {
        EncodingContext context = context();
        Encoded encoded = provider().chat().encode(request.read(), context);
        return encoded instanceof Encoded.NeedsFiles
                ? provider().chat().encode(request.read(), context.with(files(request)))
                : encoded;
    }

    private EncodingContext context() {
        return new EncodingContext(model(), CATALOGUE.find(provider().profile().id(), model()), Map.of());
    }

    private Map<String, FetchedFile> files(ContractRequest request) {
        return provider().chat().encode(request.read(), context()) instanceof Encoded.NeedsFiles(var addresses)
                ? addresses.stream().collect(Collectors.toMap(address -> address, address -> IMAGE))
                : Map.of();
    }

    private Outcome outcome(ContractRequest request, Encoded encoded) {
        return switch (encoded) {
            case Encoded.Ready ready -> new Outcome.Translated(!files(request).isEmpty(), ready.dropped());
            case Encoded.Unsupported(Failure failure) -> {
                assertThat(failure.failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
                yield new Outcome.Refused(Objects.requireNonNull(failure.param()));
            }
            case Encoded.NeedsFiles again -> throw new AssertionError("asks again for files that it was given");
        };
    }

    private static String lines(Map<String, String> outcomes) {
        return outcomes.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Catalogue catalogue() {
        try (InputStream json = Catalogue.class.getResourceAsStream("models.json")) {
            return CatalogueReader.read(Objects.requireNonNull(json).readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private interface Check {
        void accept(ContractRequest request, Encoded.Ready ready);
    }
}
