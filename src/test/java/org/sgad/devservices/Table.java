package org.sgad.devservices;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns that are as wide as their widest cell. */
record Table(List<List<String>> rows) {

    static Table of(String... headings) {
        return new Table(List.of(List.of(headings)));
    }

    Table with(String... cells) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(List.of(cells));
        return new Table(List.copyOf(all));
    }

    /** Lines without trailing spaces, indented by two. */
    String text() {
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> pad(row.get(column), width(column)))
                        .collect(Collectors.joining("  ", "  ", ""))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
