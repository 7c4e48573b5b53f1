package dev.swiftlet.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Bytes as a hostile program might print them: pieces of sequences, well-formed and not, and anything at all.
final class Garbage {
    private static final String[] PIECES = {
        "\u001B[",
        "\u001B",
        "\u001B]",
        "\u001BP",
        "\u001BX",
        "\u001B\\",
        "\u0007",
        "\u0018",
        "\u009B",
        "\u009D",
        "\u009C",
        "?",
        ";",
        ":",
        "31",
        "38;2;",
        "38:5:",
        "1049",
        "1047",
        "47",
        "2004",
        "1003",
        "1006",
        "25",
        "7",
        "6",
        "m",
        "h",
        "l",
        "r",
        " q",
        "!p",
        "4:3",
        "s",
        "u",
        "\u001B7",
        "\u001B8",
        "\u001Bc",
        "\u001B(0",
        "\u001B)A",
        "\u001Bn",
        "\u000E",
        "\u000F",
        "\r\n",
        "\n",
        "text",
        "é",
        "你",
        "😀",
        "5;20r",
        "48;5;300",
        "0",
        "\u001B%G",
        "\u001B=",
        "\u001B[?1049h",
        "\u001B[?25l",
        "\u001B[1;4;31m",
        "\u001B[3;9r"
    };

    private Garbage() {}

    static byte[] bytes(long seed, int atLeast) {
        var random = new Random(seed);
        var bytes = new ByteArrayOutputStream();
        while (bytes.size() < atLeast) {
            if (random.nextInt(12) == 0) {
                bytes.write(random.nextInt(256));
            } else {
                bytes.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
