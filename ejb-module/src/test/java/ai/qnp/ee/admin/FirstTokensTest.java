package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstTokensTest {
    @Test
    void whereNothingBeganThereIsNoMean() {
        assertThat(FirstTokens.NONE.mean()).isNull();
    }

    @Test
    void theMeanOfBothWeighsEachRequestOnce() {
        assertThat(new FirstTokens(100, 1).plus(new FirstTokens(50, 2)).mean()).isEqualTo(50L);
    }
}
