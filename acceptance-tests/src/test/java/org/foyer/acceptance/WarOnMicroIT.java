package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.foyer.acceptance.probe.FailingReactions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The built WAR on Payara Micro, with a probe beside it that makes consumers and transactions fail. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WarOnMicroIT extends FlowContract {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive application() {
        // Payara Micro takes the context root from the name
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(new File(System.getProperty("foyer.war")))
                .as(WebArchive.class)
                // a name that payara-web.xml has scanned
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "probe-module-1.jar")
                        .addPackage(FailingReactions.class.getPackage())
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
    }

    @Override
    URI url() {
        try {
            var uri = base.toURI();
            return new URI("http", null, "127.0.0.1", uri.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void calmDown() {
        tell(false, 0);
    }

    private void tell(boolean refuse, int failures) {
        Api.at(url())
                .outsideContract("POST", "/api/probe?refuse=" + refuse + "&failures=" + failures, null)
                .expecting(204);
    }

    private String seen(String lead) {
        return Api.at(url())
                .outsideContract("GET", "/api/probe?lead=" + lead, null)
                .body();
    }

    private String waiting() {
        return Api.at(url()).outsideContract("GET", "/api/probe", null).body();
    }

    @Test
    void retriesAFailingConsumerAloneWhileTheOthersComplete() {
        var team = Team.signIn(url());
        var guest = team.visit(team.agentThatCollects(""));
        var form = guest.askForForm();
        tell(false, 2);

        var lead = guest.submit(form, "{\"email\":\"retried@example.com\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();

        Waiting.until("the failing consumer was called three times, the others once", () -> seen(lead)
                .equals("3 1"));
        Waiting.until("the contact is registered", () -> !team.key()
                .get("/api/v1/leads/" + lead)
                .json()
                .path("contact_id")
                .isNull());
        Waiting.until("nothing is left to deliver", () -> waiting().equals("0"));
        assertThat(seen(lead)).isEqualTo("3 1");
    }

    @Test
    void leavesNothingOfASubmitThatRollsBack() {
        var team = Team.signIn(url());
        var agent = team.agentThatCollects("");
        var guest = team.visit(agent);
        var form = guest.askForForm();
        var texts = guest.texts();
        tell(true, 0);

        var refused = guest.api()
                .outsideContract(
                        "POST",
                        "/api/widget/v1/lead-forms/" + form + "/submission",
                        "{\"fields\":{\"email\":\"gone@example.com\"}}");

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.body()).doesNotContain("probe").doesNotContain("Exception");
        assertThat(team.key().get("/api/v1/agents/" + agent + "/leads").json().path("items"))
                .isEmpty();
        assertThat(guest.texts()).isEqualTo(texts);
        assertThat(Guest.formIn(guest.history()).path("status").asText()).isEqualTo("offered");
        Waiting.until("no delivery is left behind", () -> waiting().equals("0"));
        tell(false, 0);
        guest.submit(form, "{\"email\":\"gone@example.com\"}").expecting(201);
    }
}
