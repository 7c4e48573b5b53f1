package dev.swiftlet.agent;

/// The codes of an [AgentFrame.Refusal].
final class AgentErrorCode {
    static final int MALFORMED = 1;
    static final int UNKNOWN_TYPE = 2;
    static final int NO_SUCH_CHANNEL = 3;
    static final int CHANNEL_IN_USE = 4;
    static final int TOO_MANY_CHANNELS = 5;
    static final int COULD_NOT_START = 6;
    static final int INPUT_BEYOND_WINDOW = 7;
    static final int BAD_ARGUMENT = 8;

    private AgentErrorCode() {}
}
