package org.foyer.platform.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "+49 30 901820|calc",
                "=HYPERLINK(\"https://evil.example\")",
                "+4930901820=1",
                "\uFF1D1+1",
            })
    void defusesWhatASpreadsheetWouldTakeForAFormula(String value) {
        assertThat(SpreadsheetCell.safe(value)).isEqualTo("'" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ana", "+4930901820", "+14155552671", "-5", "-5.25", "12", "a=b", "ana@example.com", "'"})
    void leavesEverythingElseAlone(String value) {
        assertThat(SpreadsheetCell.safe(value)).isEqualTo(value);
    }
}
