package org.sgad.match;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What new filings mean for assignments.
 *
 * @param lost their referees are no longer available at kick-off
 * @param covered their referees were not, and are again
 */
record Risk(List<Standing> lost, List<Standing> covered) {
    static Risk of(Collection<Filing> filings, List<Standing> assignments) {
        Map<Filing.Key, Filing> weeks = filings.stream().collect(Collectors.toMap(Filing::key, Function.identity()));
        Map<Boolean, List<Standing>> turned = assignments.stream()
                .filter(assignment -> weeks.containsKey(assignment.week()))
                .filter(assignment -> assignment.atRisk() == isCovered(assignment, weeks))
                .collect(Collectors.partitioningBy(Standing::atRisk));
        return new Risk(turned.getOrDefault(false, List.of()), turned.getOrDefault(true, List.of()));
    }

    private static boolean isCovered(Standing assignment, Map<Filing.Key, Filing> weeks) {
        Filing filing = weeks.get(assignment.week());
        return filing != null && filing.covers(assignment.kickoffAt().toLocalDateTime());
    }
}
