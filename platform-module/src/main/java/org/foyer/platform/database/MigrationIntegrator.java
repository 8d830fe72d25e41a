package org.foyer.platform.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Runs the migrations of a persistence unit's context before Hibernate validates its mapping: the container builds the
 * entity manager factory before CDI starts, so no bean could. The unit names its context in the property
 * {@code foyer.context}; the platform's own tables come first.
 */
public class MigrationIntegrator implements Integrator {
    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
        var context = sessionFactory.getProperties().get("foyer.context");
        if (context == null) {
            return;
        }
        var dataSource =
                new ProvidedDataSource(sessionFactory.getServiceRegistry().requireService(ConnectionProvider.class));
        Migrations.run(dataSource, "platform");
        Migrations.run(dataSource, context.toString());
    }

    @Override
    public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry services) {
        // nothing is held
    }

    /** Hibernate's own connections, as the data source that Flyway asks for. */
    private static final class ProvidedDataSource extends FoyerDataSource {
        private final ConnectionProvider provider;

        ProvidedDataSource(ConnectionProvider provider) {
            this.provider = provider;
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = provider.getConnection();
            // closing must give the connection back to the provider it came from, and only once: Flyway closes twice
            var closed = new AtomicBoolean();
            return (Connection) Proxy.newProxyInstance(
                    MigrationIntegrator.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            if (closed.compareAndSet(false, true)) {
                                provider.closeConnection(connection);
                            }
                            return null;
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
