package ai.qnp.ee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.PreferredModel;
import ai.qnp.core.routing.sage.SageTableText;
import ai.qnp.ee.settings.FakeConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefaultSageTest {
    private static final Catalogue CATALOGUE =
            new ConfiguredPlatform(new FakeConfig(Map.of())).get().catalogue();

    @ParameterizedTest
    @EnumSource(Intent.class)
    void prefersForEachIntentModelsThatAreServedAndPriced(Intent intent) {
        List<PreferredModel> models = DefaultSage.table().modelsFor(intent);

        assertThat(models).isNotEmpty().doesNotHaveDuplicates().allSatisfy(preferred -> {
            Model model = CATALOGUE.find(preferred.provider(), preferred.model());
            assertThat(model).isNotNull();
            assertThat(model.mode()).isEqualTo(Model.Mode.CHAT);
            assertThat(model.prices()).isNotNull();
            assertThat(model.deprecatedOn())
                    .satisfiesAnyOf(
                            end -> assertThat(end).isNull(),
                            end -> assertThat(end).isAfter(LocalDate.of(2027, 12, 31)));
        });
    }

    @Test
    void theModelsForPicturesTakePicturesOrSound() {
        assertThat(DefaultSage.table().modelsFor(Intent.VISION))
                .allSatisfy(preferred -> assertThat(CATALOGUE
                                .find(preferred.provider(), preferred.model())
                                .inputModalities())
                        .containsAnyOf("image", "audio"));
    }

    @Test
    void theModelsForToolsTakeTools() {
        assertThat(DefaultSage.table().modelsFor(Intent.TOOLS))
                .allSatisfy(preferred -> assertThat(CATALOGUE
                                .find(preferred.provider(), preferred.model())
                                .supports())
                        .containsEntry("tools", true));
    }

    @Test
    void theModelsForReasoningReason() {
        assertThat(DefaultSage.table().modelsFor(Intent.REASONING))
                .allSatisfy(preferred -> assertThat(CATALOGUE
                                .find(preferred.provider(), preferred.model())
                                .supports())
                        .containsEntry("reasoning", true));
    }

    @Test
    void readsBackAsItIsWritten() {
        assertThat(SageTableText.read(SageTableText.write(DefaultSage.table()))).isEqualTo(DefaultSage.table());
    }
}
