package org.foyer.platform.jobs;

/** Fired in the transaction that submits a job, so that the scheduler looks at once when that is committed. */
public record JobSubmitted(String name) {}
