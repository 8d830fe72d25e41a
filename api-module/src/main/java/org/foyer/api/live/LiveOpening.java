package org.foyer.api.live;

import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens a granted stream when the request is through with everything else. Begun any earlier, Payara would put off the
 * end of CDI's request context until the stream ends, on another thread, and Weld would warn of a leak at each stream
 * (payara/Payara#5745).
 */
@WebListener
public class LiveOpening implements ServletRequestListener {
    static final String ATTRIBUTE = "foyer.live.granted";
    private static final Logger LOG = Logger.getLogger(LiveOpening.class.getName());

    @Inject
    private Live live;

    /** A stream's ticket with the response it is written to. */
    record Granted(Ticket ticket, HttpServletResponse response) {}

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        var request = event.getServletRequest();
        if (request.getAttribute(ATTRIBUTE) instanceof Granted granted) {
            // once only: the container ends the request again when the stream ends
            request.removeAttribute(ATTRIBUTE);
            var context = request.startAsync(request, granted.response());
            context.setTimeout(0);
            try {
                live.open(granted.ticket(), context);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, "a live stream could not be opened", e);
                context.complete();
            }
        }
    }
}
