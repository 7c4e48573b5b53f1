package dev.swiftlet.agent;

/// The types' numbers on the wire.
final class FrameType {
    static final int START = 0x01;
    static final int INPUT = 0x02;
    static final int END_OF_INPUT = 0x03;
    static final int RESIZE = 0x04;
    static final int SIGNAL = 0x05;
    static final int INTERRUPT = 0x06;
    static final int PUT_FILE = 0x07;
    static final int ACKNOWLEDGE = 0x08;
    static final int RESUME = 0x09;
    static final int RELEASE = 0x0a;
    static final int ASK_USAGE = 0x0b;
    static final int END = 0x0c;

    static final int HELLO = 0x81;
    static final int OUTPUT = 0x82;
    static final int INPUT_ACCEPTED = 0x83;
    static final int EXIT = 0x84;
    static final int OUT_OF_MEMORY = 0x85;
    static final int FILE = 0x86;
    static final int USAGE = 0x87;
    static final int ERROR = 0x88;
    static final int STARTED = 0x89;
    static final int INPUT_WRITTEN = 0x8a;

    private FrameType() {}
}
