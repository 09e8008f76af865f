package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {
    private static final List<Integer> LIST = IntStream.range(0, 101).boxed().toList();
    private static final Link LINK = Link.to("/p");

    @Test
    void theSheetsTogetherAreTheList() {
        assertThat(Sheet.of(LIST, "1").rows()).hasSize(50).first().isEqualTo(0);
        assertThat(Sheet.of(LIST, "2").rows()).hasSize(50).first().isEqualTo(50);
        assertThat(Sheet.of(LIST, "3").rows()).containsExactly(100);
    }

    @Test
    void theFirstAndTheLastSayThatTheyAre() {
        assertThat(Sheet.of(LIST, null).first(LINK)).isEmpty();
        assertThat(Sheet.of(LIST, null).next(LINK)).isEqualTo("/p?page=2");
        assertThat(Sheet.of(LIST, "3").next(LINK)).isEmpty();
        assertThat(Sheet.of(LIST, "99").rows()).containsExactly(100);
        assertThat(Sheet.of(List.of(), "2").next(LINK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "99999999999", "1.5"})
    void whatIsNoNumberIsTheFirst(String number) {
        assertThat(Sheet.of(LIST, number).number()).isEqualTo(1);
    }
}
