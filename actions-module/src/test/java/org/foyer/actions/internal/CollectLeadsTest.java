package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.actions.internal.ActionsFixture.document;
import static org.foyer.actions.internal.ActionsFixture.json;
import static org.foyer.actions.internal.ActionsFixture.pointers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.foyer.contracts.actions.ConsentRequest;
import org.foyer.contracts.actions.FormField;
import org.foyer.platform.document.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectLeadsTest {
    private final CollectLeads kind = new CollectLeads();

    private Map<String, Object> read(String body) {
        return read(kind, body, kind.defaults());
    }

    private static Map<String, Object> read(CollectLeads kind, String body, Map<String, Object> before) {
        var document = document(body);
        var properties = kind.read(document, before);
        document.finish();
        return properties;
    }

    private List<String> faults(String body) {
        return pointers(() -> read(body));
    }

    private static FormField email(boolean required) {
        return new FormField("email", "Email", "email", required, "", "email");
    }

    private static FormField phone(boolean required) {
        return new FormField("phone", "Phone", "tel", required, "", "tel");
    }

    private static FormField name(boolean required) {
        return new FormField("name", "Name", "text", required, "", "name");
    }

    private List<FormField> form(String fields) {
        return kind.form(read("{'fields':" + fields + "}")).fields();
    }

    private ConsentRequest consent(Map<String, Object> properties) {
        return Objects.requireNonNull(kind.form(properties).consent());
    }

    @Test
    void asksForConsentUnderAVersionOfItsWording() {
        var consent = consent(read("{'consent':{'text':' We may call. ','required':true}}"));
        var other = consent(read("{'consent':{'text':'We may write.'}}"));

        assertThat(consent.text()).isEqualTo("We may call.");
        assertThat(consent.required()).isTrue();
        assertThat(other.required()).isFalse();
        assertThat(consent.version()).hasSize(12).isNotEqualTo(other.version());
        assertThat(consent(read("{'consent':{'text':'We may call.'}}")).version())
                .isEqualTo(consent.version());
    }

    @Test
    void takesAConsentBackAsItWasReadAndNoneForNull() {
        var asked = read("{'consent':{'text':'We may call.'}}");
        var version = consent(asked).version();
        var changed = read(kind, "{'consent':{'text':'We may write.','version':'" + version + "'}}", asked);

        assertThat(consent(changed).version()).isNotEqualTo(version);
        assertThat(read(kind, "{'consent':null}", changed)).doesNotContainKey("consent");
        assertThat(read(kind, "{}", changed)).isEqualTo(changed);
    }

    @Test
    void pointsAtWhatIsWrongWithAConsent() {
        assertThat(faults("{'consent':'yes'}")).containsExactly("/consent");
        assertThat(faults("{'consent':{}}")).containsExactly("/consent/text");
        assertThat(faults("{'consent':{'text':' '}}")).containsExactly("/consent/text");
        assertThat(faults("{'consent':{'text':'x','required':'no'}}")).containsExactly("/consent/required");
        assertThat(faults("{'consent':{'text':'x','url':'y'}}")).containsExactly("/consent/url");
        assertThat(faults("{'consent':{'text':'" + "x".repeat(1001) + "'}}")).containsExactly("/consent/text");
    }

    @Test
    void asksForTheEmailAloneByDefault() {
        var properties = read("{}");

        assertThat(properties)
                .containsExactly(
                        Map.entry("fields", List.of("email")),
                        Map.entry("success_message", "Thanks — we'll be in touch!"),
                        Map.entry("dismiss_message", ""));
        assertThat(read("{'fields':null,'success_message':null,'dismiss_message':null}"))
                .isEqualTo(properties);
    }

    @Test
    void acceptsWhatTheDocumentationPrints() {
        var properties = kind.read(
                Document.of(Map.of(
                        "fields", List.of("name", "email", "phone"),
                        "success_message", "Thanks! Our team will email you within one business day.",
                        "dismiss_message", "No problem — ask me anything else in the meantime.")),
                kind.defaults());

        assertThat(properties)
                .containsExactly(
                        Map.entry("fields", List.of("name", "email", "phone")),
                        Map.entry("success_message", "Thanks! Our team will email you within one business day."),
                        Map.entry("dismiss_message", "No problem — ask me anything else in the meantime."));
        assertThat(kind.form(properties).fields()).containsExactly(name(false), email(true), phone(false));
    }

    @Test
    void keepsFieldsAsGiven() {
        var fields = json("""
                {'fields':['phone',{'required':false,'name':'email','label':' Work e-mail '},{'name':'name'}]}""");

        var kept = kind.read(Document.of(fields), kind.defaults()).get("fields");

        assertThat(kept).hasToString("[phone, {required=false, name=email, label= Work e-mail }, {name=name}]");
    }

    @Test
    void takesNullInAnEntryForAbsent() {
        var kept = read("{'fields':[{'name':'email','label':null,'required':null,'placeholder':null}]}");

        assertThat(kept.get("fields")).isEqualTo(List.of(Map.of("name", "email")));
    }

    @Test
    void keepsWhatAChangeDoesNotName() {
        var before = read("{'fields':['phone'],'success_message':'Yes','dismiss_message':'No'}");

        assertThat(read(kind, "{}", before)).isEqualTo(before);
        assertThat(read(kind, "{'success_message':null}", before))
                .isEqualTo(read("{'fields':['phone'],'dismiss_message':'No'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['phone','name','email']            | false false true",
                "['name','phone']                    | false true",
                "['name']                            | true",
                "[{'name':'email','required':false},'phone'] | false false",
                "['email',{'name':'phone','required':true}] | true true",
                "[{'name':'email','label':'Mail'}]   | true",
            })
    void requiresTheEmailElseThePhoneElseTheName(String fields, String required) {
        assertThat(form(fields).stream()
                        .map(field -> String.valueOf(field.required()))
                        .toList())
                .isEqualTo(List.of(required.split(" ")));
    }

    @Test
    void resolvesLooks() {
        assertThat(form("[{'name':'email','label':' Work e-mail ','placeholder':'you@example.com'},'name']"))
                .containsExactly(
                        new FormField("email", "Work e-mail", "email", true, "you@example.com", "email"), name(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"email\"                     | /fields",
                "{'name':'email'}              | /fields",
                "5                             | /fields",
                "[]                            | /fields",
                "['email','email']             | /fields/1",
                "['email',{'name':'email'}]    | /fields/1/name",
                "[{'name':'email'},'email']    | /fields/1",
                "['email','fax']               | /fields/1",
                "['email','Phone']             | /fields/1",
                "['email',' phone']            | /fields/1",
                "['email','']                  | /fields/1",
                "['email',5]                   | /fields/1",
                "['email',null]                | /fields/1",
                "['email',true]                | /fields/1",
                "['email',['phone']]           | /fields/1",
                "['email',{}]                  | /fields/1/name",
                "['email',{'name':null}]       | /fields/1/name",
                "['email',{'name':5}]          | /fields/1/name",
                "['email',{'name':'fax'}]      | /fields/1/name",
                "['email',{'name':' phone'}]   | /fields/1/name",
                "[{'name':'email','required':'yes'}] | /fields/0/required",
                "[{'name':'email','required':1}]     | /fields/0/required",
                "[{'name':'email','label':''}]       | /fields/0/label",
                "[{'name':'email','label':' '}]      | /fields/0/label",
                "[{'name':'email','label':5}]        | /fields/0/label",
                "[{'name':'email','label':'a\\nb'}]  | /fields/0/label",
                "[{'name':'email','placeholder':{}}] | /fields/0/placeholder",
                "[{'name':'email','type':'text'}]    | /fields/0/type",
                "[{'name':'email','a/b~':1}]         | /fields/0/a~1b~0",
            })
    void pointsAtTheWrongField(String fields, String pointer) {
        assertThat(faults("{'fields':" + fields + "}")).containsExactly(pointer);
    }

    @Test
    void asksTenFieldsAtMost() {
        var known = new ArrayList<>(LeadField.STANDARD);
        for (int i = 0; i < 8; i++) {
            known.add(new LeadField("custom" + i, "Custom", "text", "off", false));
        }
        var wide = new CollectLeads(known);
        var names = known.stream().map(LeadField::name).toList();
        var ten = new LinkedHashMap<String, Object>();
        ten.put("fields", names.subList(0, 10));
        var eleven = new LinkedHashMap<String, Object>();
        eleven.put("fields", names);

        assertThat(wide.read(Document.of(ten), wide.defaults()).get("fields")).isEqualTo(names.subList(0, 10));
        var document = Document.of(eleven);
        wide.read(document, wide.defaults());
        assertThat(pointers(document::finish)).containsExactly("/fields");
    }

    @Test
    void asksForCustomAttributesOfTheWorkspaceByTheirTypeAndLabel() {
        var workspace = UUID.randomUUID();
        var attributes = new FakeCustomAttributes();
        attributes.add(workspace, "seats", "Seats", "number");
        var kind = new CollectLeads(attributes);

        var properties = read(kind.in(workspace), "{'fields':['email','seats']}", kind.defaults());

        assertThat(kind.in(workspace).form(properties).fields())
                .contains(new FormField("seats", "Seats", "number", false, "", "off"));
        assertThat(pointers(() -> read(kind.in(UUID.randomUUID()), "{'fields':['email','seats']}", kind.defaults())))
                .as("another workspace's")
                .containsExactly("/fields/1");
        attributes.archive("seats");
        assertThat(pointers(() -> read(kind.in(workspace), "{'fields':['email','seats']}", kind.defaults())))
                .containsExactly("/fields/1");
        assertThat(kind.in(workspace).form(properties).fields())
                .as("archived since")
                .extracting(FormField::name)
                .containsExactly("email");
    }

    @Test
    void asksAtLeastOneFieldThatSaysWhoItIs() {
        var known = new ArrayList<>(LeadField.STANDARD);
        known.add(new LeadField("company", "Company", "text", "organization", false));
        var wide = new CollectLeads(known);

        assertThat(pointers(() -> read(wide, "{'fields':['company']}", wide.defaults())))
                .containsExactly("/fields");
        var form = wide.form(read(wide, "{'fields':['company','name']}", wide.defaults()));
        assertThat(form.fields())
                .containsExactly(new FormField("company", "Company", "text", false, "", "organization"), name(true));
        assertThat(faults("{'fields':['company']}")).containsExactly("/fields/0", "/fields");
    }

    @ParameterizedTest
    @CsvSource({"label, 100", "placeholder, 100"})
    void limitsTextsOfAField(String property, int length) {
        var entry = "{'fields':[{'name':'email','" + property + "':'%s'}]}";

        assertThat(read(entry.formatted("é".repeat(length)))).isNotNull();
        assertThat(faults(entry.formatted("é".repeat(length + 1)))).containsExactly("/fields/0/" + property);
    }

    @ParameterizedTest
    @CsvSource({"success_message", "dismiss_message"})
    void limitsMessages(String property) {
        assertThat(read("{'" + property + "':'" + "é".repeat(500) + "'}").get(property))
                .isEqualTo("é".repeat(500));
        assertThat(read("{'" + property + "':'two\\nlines'}").get(property)).isEqualTo("two\nlines");
        assertThat(faults("{'" + property + "':'" + "é".repeat(501) + "'}")).containsExactly("/" + property);
        assertThat(faults("{'" + property + "':5}")).containsExactly("/" + property);
        assertThat(faults("{'" + property + "':'a\\u0000'}")).containsExactly("/" + property);
    }

    @Test
    void mayBeSilentOnDismissalButNotOnSuccess() {
        assertThat(read("{'dismiss_message':''}").get("dismiss_message")).isEqualTo("");
        assertThat(read("{'dismiss_message':' '}").get("dismiss_message")).isEqualTo("");
        assertThat(faults("{'success_message':''}")).containsExactly("/success_message");
        assertThat(faults("{'success_message':' '}")).containsExactly("/success_message");
    }

    @Test
    void hasExactlyThreeProperties() {
        assertThat(faults("{'title':'x','fields':['email']}")).containsExactly("/title");
        assertThat(kind.defaults()).containsOnlyKeys("fields", "success_message", "dismiss_message");
    }

    @Test
    @SuppressWarnings("unchecked")
    void describesItsPropertiesAsJsonSchema() {
        var schema = kind.schema();

        assertThat(schema)
                .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema")
                .containsEntry("type", "object")
                .containsEntry("additionalProperties", false);
        var properties = (Map<String, Map<String, Object>>) Objects.requireNonNull(schema.get("properties"));
        assertThat(properties).containsOnlyKeys("fields", "success_message", "dismiss_message", "consent");
        kind.defaults().forEach((property, value) -> assertThat(properties.get(property))
                .containsEntry("default", value));
        assertThat(properties.get("fields")).containsEntry("minItems", 1).containsEntry("maxItems", 10);
        assertThat(properties.get("success_message")).containsEntry("maxLength", 500);
        assertThat(properties.get("dismiss_message")).containsEntry("maxLength", 500);
    }
}
