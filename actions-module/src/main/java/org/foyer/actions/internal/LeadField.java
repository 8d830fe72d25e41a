package org.foyer.actions.internal;

import java.util.List;

/**
 * A field that a lead form may ask.
 *
 * @param type of the HTML input
 * @param autocomplete the HTML autofill token
 * @param identifies whether a lead with this field alone says who it is
 */
record LeadField(String name, String label, String type, String autocomplete, boolean identifies) {
    static final LeadField EMAIL = new LeadField("email", "Email", "email", "email", true);
    static final LeadField PHONE = new LeadField("phone", "Phone", "tel", "tel", true);
    static final LeadField NAME = new LeadField("name", "Name", "text", "name", true);

    /** What every workspace can ask; of these the first that is asked is required, unless the operator says otherwise. */
    static final List<LeadField> STANDARD = List.of(EMAIL, PHONE, NAME);
}
