package org.foyer.contracts.workspace;

/** What a caller may do. None implies another: a key that writes and reads names both. */
public enum Scope {
    READ,
    WRITE,
    ADMIN
}
