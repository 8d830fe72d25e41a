package org.foyer.platform.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to whichever database the configured URL names, H2 or PostgreSQL, so that switching is a matter of
 * configuration alone. The container pools what it opens; its setters are the container's.
 */
public class FoyerDataSource implements DataSource {
    private static final Pattern RELATIVE_H2_FILE = Pattern.compile("^jdbc:h2:file:(?![./~\\\\]|[A-Za-z]:)");

    private static final String POSTGRES = "jdbc:postgresql:";

    private String url = "";
    private String user = "";
    private String password = "";
    private int loginTimeout;

    /** Sets the JDBC URL. H2 refuses a file such as {@code data/foyer} without a leading {@code ./}; we add it. */
    public void setUrl(String url) {
        this.url = RELATIVE_H2_FILE.matcher(url).replaceFirst("jdbc:h2:file:./");
    }

    public String getUrl() {
        return url;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getUser() {
        return user;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getPassword() {
        return password;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    @Override
    public Connection getConnection(String as, String with) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", as);
        properties.setProperty("password", with);
        if (url.startsWith(POSTGRES)) {
            // a violated constraint is told with the row's values, which are a person's, and would be logged
            properties.setProperty("logServerErrorDetail", "false");
            // a batch of inserts as statements with many rows, of which an import has many
            properties.setProperty("reWriteBatchedInserts", "true");
        } else {
            // H2 answers a repeated query with the result it gave last, also when another connection has committed
            // meanwhile: reads miss what was acknowledged, and a lock reads the row of before
            properties.setProperty("OPTIMIZE_REUSE_RESULTS", "0");
        }
        var connection = driver().connect(FailStopFiles.url(url), properties);
        if (connection == null) {
            throw new SQLException("The database URL must begin with jdbc:h2: or jdbc:postgresql:");
        }
        if (url.startsWith(POSTGRES)) {
            commitToDisk(connection);
        }
        return connection;
    }

    /**
     * Has a server that is set to acknowledge commits before they are on its disk wait for the disk: what we acknowledge
     * outlives a crash of the database. Stricter settings, of replicated servers, stay as they are.
     */
    private static void commitToDisk(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select set_config('synchronous_commit', 'local', false)"
                    + " where current_setting('synchronous_commit') = 'off'");
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    // DriverManager looks the driver up by the caller's class loader and would not find one inside an EAR.
    private Driver driver() throws SQLException {
        var name = url.startsWith(POSTGRES) ? "org.postgresql.Driver" : "org.h2.Driver";
        try {
            return Class.forName(name, true, FoyerDataSource.class.getClassLoader())
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException(name + " is not on the class path", e);
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the drivers log through JUL
    }

    @Override
    public void setLoginTimeout(int seconds) {
        this.loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
