package ai.qnp.core.provider.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.CatalogueReader;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A vendor is known in its own package and in the one list that registers it, nowhere else. */
class VendorLawsTest {
    private static final String PROVIDERS = "ai.qnp.core.provider.";
    /** Packages below that are no vendor's: what OpenAI-compatible vendors share, and the list itself. */
    private static final Set<String> SHARED = Set.of("compatible", "vendors");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.qnp");

    static Stream<Provider> vendors() {
        return Stream.concat(Vendors.all().stream(), Stream.of(Vendors.demo()));
    }

    @Test
    void onlyTheListKnowsAVendorsPackage() {
        List<String> strangers = ALL.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(VendorLawsTest::reachesIntoAVendor)
                .map(Dependency::getDescription)
                .toList();

        assertThat(strangers).isEmpty();
    }

    private static boolean reachesIntoAVendor(Dependency dependency) {
        String target = vendorPackage(dependency.getTargetClass());
        String origin = dependency.getOriginClass().getPackageName();
        return target != null
                && !target.equals(vendorPackage(dependency.getOriginClass()))
                && !origin.equals(PROVIDERS + "vendors");
    }

    /** The name of the vendor's package that a class lies in, or null. */
    private static @Nullable String vendorPackage(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(PROVIDERS)) {
            return null;
        }
        String below = name.substring(PROVIDERS.length());
        int end = below.indexOf('.');
        String vendor = end < 0 ? below : below.substring(0, end);
        return SHARED.contains(vendor) ? null : vendor;
    }

    /** A vendor's package is named like its id. */
    @ParameterizedTest
    @MethodSource("vendors")
    void aVendorsIdStandsOnlyInItsOwnPackage(Provider vendor) {
        String id = vendor.profile().id();

        Set<String> others = ALL.stream()
                .filter(type -> !id.equals(vendorPackage(type)))
                .filter(type -> strings(type).contains(id))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(others).isEmpty();
    }

    private static Set<String> strings(JavaClass type) {
        URI source = type.getSource().orElseThrow().getUri();
        try (InputStream bytes = source.toURL().openStream()) {
            return StreamSupport.stream(
                            ClassFile.of()
                                    .parse(bytes.readAllBytes())
                                    .constantPool()
                                    .spliterator(),
                            false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue())
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void idsAreDistinct() {
        assertThat(vendors().map(vendor -> vendor.profile().id())).doesNotHaveDuplicates();
    }

    /** Where a vendor has retired all of its chat models, they are usable all the same, wherever they are still served. */
    @ParameterizedTest
    @MethodSource("vendors")
    void theDefaultModelIsServedAndPriced(Provider vendor) throws IOException {
        ProviderProfile profile = vendor.profile();
        Catalogue catalogue = catalogue().with(profile.ownModels());

        Model model = catalogue.find(
                profile.id(), Objects.requireNonNull(profile.defaultModels().chat()));

        assertThat(model).isNotNull();
        assertThat(model.mode()).isEqualTo(Model.Mode.CHAT);
        assertThat(model.prices()).isNotNull();
        boolean othersAreServed = catalogue.modelsOf(profile.id()).stream()
                .anyMatch(other -> other.mode() == Model.Mode.CHAT && isServed(other));
        assertThat(isServed(model)).isEqualTo(othersAreServed);
    }

    private static boolean isServed(Model model) {
        return model.deprecatedOn() == null || model.deprecatedOn().isAfter(LocalDate.of(2027, 12, 31));
    }

    private static Catalogue catalogue() throws IOException {
        try (InputStream json = Catalogue.class.getResourceAsStream("models.json")) {
            return CatalogueReader.read(Objects.requireNonNull(json).readAllBytes());
        }
    }
}
