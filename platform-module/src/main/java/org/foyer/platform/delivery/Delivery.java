package org.foyer.platform.delivery;

/**
 * What the task of one delivery carries.
 *
 * @param observer the observer's stable name, see {@link Observers}
 * @param eventName the event's stored name
 * @param event the event as JSON
 */
record Delivery(String observer, String eventName, String event) {}
