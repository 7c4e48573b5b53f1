package dev.swiftlet.web;

/// Ends the handling of a request with a [Problem].
final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem.Kind kind, String detail) {
        super(detail, null, false, false);
        this.problem = Problem.of(kind, detail);
    }

    /// @param field the part of the request that is wrong
    ProblemException(Problem.Kind kind, String field, String detail) {
        super(detail, null, false, false);
        this.problem = Problem.of(kind, detail, field);
    }

    Problem problem() {
        return problem;
    }
}
