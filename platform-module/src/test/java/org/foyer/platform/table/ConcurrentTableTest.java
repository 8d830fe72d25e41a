package org.foyer.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConcurrentTableTest {
    private final List<Object> written = new ArrayList<>();
    private int closed;

    /** Fails at a row if one is named. */
    private final class Fragile implements TableWriter {
        private final @Nullable Integer row;

        private Fragile(@Nullable Integer row) {
            this.row = row;
        }

        @Override
        public void row(List<? extends @Nullable Object> values) throws IOException {
            if (values.get(0).equals(row)) {
                throw new IOException("no space left");
            }
            written.add(values.get(0));
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void writesEveryRowInOrderBeforeItIsClosed() throws IOException {
        try (var table = new ConcurrentTable(new Fragile(null))) {
            for (int i = 0; i < 12_345; i++) {
                table.row(List.of(i));
            }
        }
        assertThat(written).isEqualTo(IntStream.range(0, 12_345).boxed().toList());
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void saysWhatWentWrongAndTakesNoMore() {
        assertThatThrownBy(() -> {
                    try (var table = new ConcurrentTable(new Fragile(700))) {
                        for (int i = 0; i < 1_000_000; i++) {
                            table.row(List.of(i));
                        }
                    }
                })
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("no space left");
        assertThat(written).hasSize(700);
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void saysAlsoAtTheEndWhatWentWrong() {
        assertThatThrownBy(() -> {
                    try (var table = new ConcurrentTable(new Fragile(3))) {
                        for (int i = 0; i < 5; i++) {
                            table.row(List.of(i));
                        }
                    }
                })
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("no space left");
        assertThat(closed).isEqualTo(1);
    }
}
