package org.foyer.api.widget;

import java.util.List;
import org.foyer.api.json.MessageResponse;

/** A visitor's message and all that answered it; written as JSON or as an event stream. */
public record Turn(List<MessageResponse> messages) {}
