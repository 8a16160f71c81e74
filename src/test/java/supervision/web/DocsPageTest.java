package supervision.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import supervision.ServiceTest;

/** The description of the API, under the policy of all pages: its script may ask the API, and nothing is styled by force. */
@ServiceTest
class DocsPageTest extends BrowserTest {

    @Test
    void itShowsCallsAndMakesThem() {
        page.navigate("http://localhost:" + port + "/api/docs");
        page.locator("#operations-rule-pack-controller-labels .opblock-summary-control")
                .click();
        page.locator("#operations-rule-pack-controller-labels .try-out__btn").click();
        page.locator("#operations-rule-pack-controller-labels .execute").click();
        assertThat(page.locator(
                        "#operations-rule-pack-controller-labels .live-responses-table tbody .response-col_status"))
                .containsText("200");
        // with a body, and so with an Origin
        page.locator("#operations-decision-controller-suppose .opblock-summary-control")
                .click();
        page.locator("#operations-decision-controller-suppose .try-out__btn").click();
        page.locator("#operations-decision-controller-suppose textarea").fill("{\"code\": \"x\"}");
        page.locator("#operations-decision-controller-suppose .execute").click();
        assertThat(page.locator(
                        "#operations-decision-controller-suppose .live-responses-table tbody .response-col_status"))
                .containsText("400");
    }
}
