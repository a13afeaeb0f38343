package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContractsDocTest {

    @Test
    void theDocumentSaysWhatIsMeasured() {
        var measured = ContractsDoc.text();
        if (!ContractsDoc.OUT.isEmpty()) {
            ContractsDoc.write(measured);
        }
        assertEquals(ContractsDoc.read(), measured, "ContractsDoc.java says how to write it");
    }
}
