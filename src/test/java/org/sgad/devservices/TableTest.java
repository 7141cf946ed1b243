package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = Table.of("what", "where").with("Redis", "localhost:6379").with("X", "");
        assertThat(table.text().lines()).containsExactly("  what   where", "  Redis  localhost:6379", "  X");
    }
}
