package org.foyer.acceptance;

import java.sql.DriverManager;
import java.util.List;

class PrivacyOnPostgresIT extends PrivacyContract {
    @Override
    FoyerProcess installation() {
        return Running.onPostgres();
    }

    @Override
    List<String> placesOf(String... texts) throws Exception {
        var database = Running.postgresDatabase();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return placesOf(connection, texts);
        }
    }
}
