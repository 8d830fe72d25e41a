package org.foyer.acceptance;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The database file belongs to one process at a time: Foyer is stopped while the dump is searched. */
class PrivacyOnH2IT extends PrivacyContract {
    @Override
    FoyerProcess installation() {
        return Running.onH2();
    }

    @Override
    List<String> placesOf(String... texts) throws Exception {
        var foyer = installation();
        foyer.stop();
        var places = new ArrayList<String>();
        var url = "jdbc:h2:file:" + foyer.dataDirectory().toAbsolutePath()
                + "/foyer;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (var connection = DriverManager.getConnection(url, "foyer", "foyer");
                var statement = connection.createStatement();
                var script = statement.executeQuery("script nosettings")) {
            while (script.next()) {
                var line = script.getString(1);
                var folded = unescaped(line).toLowerCase(Locale.ROOT);
                for (var text : texts) {
                    if (folded.contains(text.toLowerCase(Locale.ROOT))) {
                        places.add(text + " in " + line.substring(0, Math.min(300, line.length())));
                    }
                }
            }
        } finally {
            foyer.restart(); // other tests use it, too
        }
        return places;
    }

    /** Texts beyond ASCII stand as U&'\00eb', bytes as X'…' in a script. */
    private static String unescaped(String line) {
        var text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\'
                    && i + 4 < line.length()
                    && line.substring(i + 1, i + 5).matches("[0-9a-f]{4}")) {
                text.append((char) Integer.parseInt(line.substring(i + 1, i + 5), 16));
                i += 4;
            } else if (line.startsWith("X'", i) && line.indexOf('\'', i + 2) > 0) {
                var end = line.indexOf('\'', i + 2);
                for (int at = i + 2; at + 1 < end; at += 2) {
                    text.append((char) Integer.parseInt(line.substring(at, at + 2), 16));
                }
                i = end;
            } else {
                text.append(line.charAt(i));
            }
        }
        return text.toString();
    }
}
