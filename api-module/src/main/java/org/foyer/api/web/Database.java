package org.foyer.api.web;

import jakarta.annotation.sql.DataSourceDefinition;

/** The application's one data source; which database it opens is configuration alone. */
@DataSourceDefinition(
        name = "java:app/jdbc/foyer",
        className = "org.foyer.platform.database.FoyerDataSource",
        url = "${MPCONFIG=foyer.db.url}",
        user = "${MPCONFIG=foyer.db.user}",
        password = "${MPCONFIG=foyer.db.password}",
        minPoolSize = 2,
        maxPoolSize = 32,
        properties = {
            // a connection the database has closed (a restart) is noticed before it is handed out
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=5",
            // the container's wrapper looks a method up by reflection for every value of a result set it hands on,
            // which was half the time of an export
            "fish.payara.wrap-jdbc-objects=false"
        })
final class Database {
    private Database() {}
}
