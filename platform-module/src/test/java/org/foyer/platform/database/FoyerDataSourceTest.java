package org.foyer.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoyerDataSourceTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:data/foyer,jdbc:h2:file:./data/foyer",
        "jdbc:h2:file:./data/foyer,jdbc:h2:file:./data/foyer",
        "jdbc:h2:file:/data/foyer,jdbc:h2:file:/data/foyer",
        "jdbc:h2:file:~/foyer,jdbc:h2:file:~/foyer",
        "jdbc:h2:file:C:/foyer,jdbc:h2:file:C:/foyer",
        "jdbc:postgresql://127.0.0.1/foyer,jdbc:postgresql://127.0.0.1/foyer",
    })
    void makesARelativeFileOneThatH2Takes(String given, String taken) {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl(given);
        assertThat(dataSource.getUrl()).isEqualTo(taken);
    }

    @Test
    void opensTheDatabaseThatTheUrlNames(@TempDir Path folder) throws SQLException {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl("jdbc:h2:file:" + folder.resolve("foyer"));
        dataSource.setUser("foyer");
        dataSource.setPassword("foyer");
        try (var connection = dataSource.getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
        }
    }

    @Test
    void saysWhichUrlsItTakes() {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl("jdbc:mysql://127.0.0.1/foyer");
        assertThatThrownBy(dataSource::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("jdbc:h2:")
                .hasMessageContaining("jdbc:postgresql:");
    }
}
