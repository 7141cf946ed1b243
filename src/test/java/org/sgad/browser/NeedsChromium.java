package org.sgad.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs a browser where there is none; with {@code CI=true} that is a failure. */
final class NeedsChromium implements ExecutionCondition {
    private static final String MISSING = "Debian's chromium and chromium-driver are not installed";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.isInstalled()) {
            return ConditionEvaluationResult.enabled("Chromium is installed");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new ExtensionConfigurationException(MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }
}
