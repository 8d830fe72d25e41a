package org.foyer.contracts.actions;

import java.util.List;

/**
 * What a {@code collect_leads} action shows.
 *
 * @param fields in the operator's order, at least one of e-mail, phone and name among them
 * @param dismissMessage empty: nothing is said after a dismissal
 */
public record LeadCollection(List<FormField> fields, String successMessage, String dismissMessage) {}
