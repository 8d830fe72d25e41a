package org.foyer.contracts.event;

import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an observer parameter for durable delivery: {@code void on(@Observes @Delivered LeadSubmitted e)}. The delivery
 * is stored in the publisher's transaction and made after its commit, each observer in a transaction of its own, at
 * least once, retried with back-off, across crashes and restarts. Handlers are therefore idempotent.
 */
@Qualifier @Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Delivered {}
