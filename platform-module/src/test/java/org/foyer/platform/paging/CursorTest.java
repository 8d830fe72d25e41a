package org.foyer.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Cursor PLACE = new Cursor(
            Instant.parse("2026-01-31T08:00:00.123456Z"), UUID.fromString("01a203ee-0acb-7791-b298-c50d46e15a91"));

    @Test
    void readsWhatItWrote() {
        assertThat(Cursor.of(new PageRequest(20, PLACE.text()))).isEqualTo(PLACE);
    }

    @Test
    void beginsBeforeEveryItemWithoutACursor() {
        assertThat(Cursor.of(new PageRequest(20, null))).isEqualTo(Cursor.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2026-01-31T08:00:00Z/5",
                "yesterday/01a203ee-0acb-7791-b298-c50d46e15a91",
                "+999999999-12-31T23:59:59Z/01a203ee-0acb-7791-b298-c50d46e15a91",
                "-999999999-12-31T23:59:59Z/01a203ee-0acb-7791-b298-c50d46e15a91",
                "2026-01-31T08:00:00Z/01a203ee-0acb-7791-b298-c50d46e15a91/x"
            })
    void refusesACursorItDidNotMake(String text) {
        var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Cursor.of(new PageRequest(20, forged)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.violations())
                        .extracting("pointer")
                        .containsExactly("/query/after"));
    }

    @Test
    void refusesWhatIsNotEvenBase64() {
        assertThatThrownBy(() -> Cursor.of(new PageRequest(20, "%%%"))).isInstanceOf(Refusal.class);
    }

    @Test
    void tellsByOneRowMoreThatThereIsANextPage() {
        assertThat(Cursor.page(List.of(1, 2), 2, row -> PLACE).next()).isNull();
        var page = Cursor.page(List.of(1, 2, 3), 2, row -> PLACE);
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.next()).isEqualTo(PLACE.text());
    }
}
