package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.foyer.platform.document.Texts;
import org.foyer.platform.id.Ids;

/**
 * A person who can sign in, known by an e-mail address that no other account has in any spelling of its case. The first
 * one is made with the installation and owns it. An account belongs to no workspace by itself: memberships say where it
 * may act. Its id is the member's id in every workspace, so that what a person did stays theirs when they leave and
 * come back.
 */
@Entity
@Table(name = "account")
class Account {
    static final int LONGEST_EMAIL = 254;
    static final int LONGEST_NAME = 100;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    @Id
    private UUID id;

    @Column(nullable = false)
    private String email;

    @Column(name = "email_key", nullable = false, unique = true)
    private String emailKey;

    @Column(nullable = false)
    private String name;

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @Column(name = "installation_owner", nullable = false)
    private boolean installationOwner;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Account() {}

    private Account(UUID id, String email, String name, String passwordHash, boolean installationOwner, Instant now) {
        this.id = id;
        this.email = email;
        this.emailKey = emailKey(email);
        this.name = name;
        this.passwordHash = passwordHash;
        this.installationOwner = installationOwner;
        this.createdAt = now;
    }

    static Account installationOwner(String email, String name, String passwordHash, Instant now) {
        return new Account(Ids.next(), email, name, passwordHash, true, now);
    }

    /** Somebody who accepts an invitation and gets its id. */
    static Account invited(Invitation invitation, String name, String passwordHash, Instant now) {
        return new Account(invitation.id(), invitation.email(), name, passwordHash, false, now);
    }

    /** Whether it can be an e-mail address; no dot is asked for, since a host of one's own network may do without. */
    static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches() && Texts.fault(text, LONGEST_EMAIL, false) == null;
    }

    /** An address as it is kept: the domain in lower case. */
    static String normalised(String email) {
        var stripped = email.strip();
        var at = stripped.lastIndexOf('@') + 1;
        return stripped.substring(0, at) + stripped.substring(at).toLowerCase(Locale.ROOT);
    }

    /** What makes two addresses the same; made in Java because the databases fold case differently. */
    static String emailKey(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    UUID id() {
        return id;
    }

    String email() {
        return email;
    }

    String emailKey() {
        return emailKey;
    }

    boolean ownsInstallation() {
        return installationOwner;
    }

    String passwordHash() {
        return passwordHash;
    }

    void changePassword(String hash) {
        passwordHash = hash;
    }
}
