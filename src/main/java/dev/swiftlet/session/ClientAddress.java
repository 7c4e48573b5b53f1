package dev.swiftlet.session;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where a request came from, as far as limits are concerned: an IPv4 address, or the half of an IPv6 address that a
/// household has to itself.
///
/// @param prefix 4 or 8 bytes in hex
public record ClientAddress(String prefix) {
    private static final int IPV6_PREFIX_BYTES = 8;

    /// @param literal an address as a socket has it, never a name; an IPv6 zone is ignored
    /// @throws IllegalArgumentException if it is none
    public static ClientAddress of(String literal) {
        int zone = literal.indexOf('%');
        InetAddress address = InetAddress.ofLiteral(zone < 0 ? literal : literal.substring(0, zone));
        byte[] bytes = address.getAddress();
        byte[] prefix = address instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, IPV6_PREFIX_BYTES);
        return new ClientAddress(HexFormat.of().formatHex(prefix));
    }

    /// Not the address: this may end in a log.
    @Override
    public String toString() {
        return "ClientAddress";
    }
}
