package org.foyer.workspace.internal;

import static java.util.Objects.requireNonNullElse;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.ZoneId;
import org.foyer.platform.document.Codes;
import org.foyer.platform.document.Document;

/** Everything a team sets on its workspace. */
@Embeddable
record WorkspaceProfile(
        @Column(nullable = false) String name,
        @Column(name = "time_zone", nullable = false) String timeZone,
        @Column(nullable = false) String locale,
        @Column(name = "default_region", nullable = false) String defaultRegion) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TIME_ZONE = 50;
    private static final int LONGEST_LOCALE = 35;

    /** A name, and defaults for the rest. */
    static WorkspaceProfile named(String name) {
        return new WorkspaceProfile(name, "UTC", "en", "US");
    }

    /** The profile a new workspace gets from a client's object; an unacceptable one is refused. */
    static WorkspaceProfile of(Document body) {
        return read(body, named(""), body.requiredText("name", LONGEST_NAME));
    }

    /** This profile with what a client's object names; an unacceptable one is refused. */
    WorkspaceProfile with(Document body) {
        return read(body, this, body.has("name") ? body.requiredText("name", LONGEST_NAME) : name);
    }

    private static WorkspaceProfile read(Document body, WorkspaceProfile before, String name) {
        var profile = new WorkspaceProfile(
                name,
                body.has("time_zone") ? timeZone(body) : before.timeZone,
                body.has("locale") ? locale(body) : before.locale,
                body.has("default_region") ? region(body) : before.defaultRegion);
        body.finish();
        return profile;
    }

    private static String timeZone(Document body) {
        var zone = requireNonNullElse(body.text("time_zone", LONGEST_TIME_ZONE), named("").timeZone);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            body.violation("time_zone", "must be a time zone (IANA) such as Europe/Berlin or UTC");
        }
        return zone;
    }

    private static String locale(Document body) {
        var tag = requireNonNullElse(body.text("locale", LONGEST_LOCALE), named("").locale);
        if (!Codes.isLanguageTag(tag)) {
            body.violation("locale", "must be a language tag (BCP 47) such as en or pt-BR");
        }
        return tag;
    }

    private static String region(Document body) {
        var fallback = named("").defaultRegion;
        var region = Codes.region(requireNonNullElse(body.text("default_region", 2), fallback));
        if (region.isEmpty()) {
            body.violation("default_region", "must be a country code (ISO 3166 alpha-2) such as US or DE");
        }
        return region.orElse(fallback);
    }
}
