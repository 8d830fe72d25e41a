package org.foyer.platform.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.foyer.platform.database.FoyerDataSource;
import org.foyer.platform.database.Migrations;
import org.junit.jupiter.api.Test;

class SharedCountsTest {
    private final FoyerDataSource dataSource = database();

    private static FoyerDataSource database() {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        dataSource.setUser("foyer");
        dataSource.setPassword("foyer");
        Migrations.run(dataSource, "platform");
        return dataSource;
    }

    private SharedCounts node() {
        var node = new SharedCounts();
        node.dataSource = dataSource;
        return node;
    }

    @Test
    void tellsEachNodeWhatTheOthersHaveCountedSinceItAsked() {
        var first = node();
        var second = node();
        var third = node();

        first.tell(Map.of("a", 3L, "b", 1L));
        second.tell(Map.of("a", 2L));

        assertThat(first.news()).isEqualTo(Map.of("a", 2L));
        assertThat(third.news()).isEqualTo(Map.of("a", 5L, "b", 1L));
        assertThat(third.news()).as("nothing twice").isEmpty();
        first.tell(Map.of("a", 7L));
        assertThat(third.news()).isEqualTo(Map.of("a", 4L));
    }

    @Test
    void takesACountThatBeginsAnewForMore() {
        var first = node();
        var second = node();
        first.tell(Map.of("a", 9L));
        second.news();

        first.tell(Map.of("a", 2L));

        assertThat(second.news()).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void keepsWhatIsNewWhenItTidies() {
        var first = node();
        var second = node();
        first.tell(Map.of("a", 9L));
        second.news();

        second.forgetOld();

        assertThat(second.news()).isEmpty();
        first.tell(Map.of("a", 10L));
        assertThat(second.news()).isEqualTo(Map.of("a", 1L));
    }
}
