package org.foyer.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoyerDataSourceTest {
    private static final int COMMITS = 3000;

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

    /** Of reads beside a writer every fourth was of before what had been committed, with H2's setting of its own. */
    @Test
    void nobodyReadsOnH2WhatWasThereBeforeACommit() throws Exception {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (var writer = dataSource.getConnection();
                var statement = writer.createStatement()) {
            statement.execute("create table counted (id int primary key, number int)");
            statement.execute("insert into counted values (1, 0)");
            var committed = new AtomicInteger();
            var reads = Executors.newFixedThreadPool(2);
            var stale = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 2; i++) {
                stale.add(reads.submit(() -> staleReads(dataSource, committed)));
            }
            while (committed.get() < COMMITS) {
                statement.executeUpdate("update counted set number = " + (committed.get() + 1) + " where id = 1");
                committed.incrementAndGet();
                LockSupport.parkNanos(100_000);
            }
            reads.shutdown();
            for (var some : stale) {
                assertThat(some.get()).isZero();
            }
        }
    }

    private static int staleReads(FoyerDataSource dataSource, AtomicInteger committed) throws SQLException {
        var stale = 0;
        try (var reader = dataSource.getConnection()) {
            while (committed.get() < COMMITS) {
                var known = committed.get();
                try (var statement = reader.prepareStatement("select number from counted where id = ?")) {
                    statement.setInt(1, 1);
                    try (var rows = statement.executeQuery()) {
                        rows.next();
                        stale += rows.getInt(1) < known ? 1 : 0;
                    }
                }
            }
        }
        return stale;
    }

    /** The server of the tests is set to acknowledge commits before they are on the disk. */
    @Test
    void hasPostgresCommitToTheDisk() throws SQLException {
        var url = TestDatabase.url(TestDatabase.Kind.POSTGRESQL);
        try (var plain = DriverManager.getConnection(url, "postgres", "postgres")) {
            assertThat(synchronousCommit(plain)).isEqualTo("off");
        }
        var dataSource = new FoyerDataSource();
        dataSource.setUrl(url);
        dataSource.setUser("postgres");
        dataSource.setPassword("postgres");
        try (var connection = dataSource.getConnection()) {
            assertThat(synchronousCommit(connection)).isEqualTo("local");
        }
        dataSource.setUrl(url + "&options=-c%20synchronous_commit=remote_apply");
        try (var connection = dataSource.getConnection()) {
            assertThat(synchronousCommit(connection)).isEqualTo("remote_apply");
        }
    }

    private static String synchronousCommit(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show synchronous_commit")) {
            rows.next();
            return rows.getString(1);
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
