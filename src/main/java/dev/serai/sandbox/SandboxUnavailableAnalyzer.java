package dev.serai.sandbox;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells people who start the hub in one line that the sandbox's port is taken, and what to do. */
class SandboxUnavailableAnalyzer extends AbstractFailureAnalyzer<SandboxUnavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SandboxUnavailable cause) {
        return new FailureAnalysis(cause.problem(), cause.remedy(), cause);
    }
}
