using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Guildhall.Wire.Policies.Conditions;

/// <summary>The operand of the IpAddress operators: an address, v4 or v6, or a block of them in CIDR form. Bits beyond the prefix do not matter.</summary>
internal sealed class AddressTest(IPAddress address, int prefix) : ValueTest
{
    private readonly byte[] network = address.GetAddressBytes();

    /// <summary>The test for <paramref name="text"/>; null when it is no address and no block.</summary>
    public static AddressTest? Read(string text)
    {
        var slash = text.IndexOf('/');
        if (ReadAddress(slash < 0 ? text : text[..slash]) is not { } address)
            return null;

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (slash < 0)
            return new AddressTest(address, bits);
        return int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= bits
            ? new AddressTest(address, prefix)
            : null;
    }

    public override bool Matches(string value, in PolicyRequest request)
    {
        if (ReadAddress(value) is not { } address)
            return false;

        var bytes = address.GetAddressBytes();
        var whole = prefix / 8;
        var spare = 8 - (prefix % 8);
        return bytes.Length == network.Length
            && bytes.AsSpan(0, whole).SequenceEqual(network.AsSpan(0, whole))
            && (spare == 8 || bytes[whole] >> spare == network[whole] >> spare);
    }

    // The parser takes "1" and "0x7f.1" for v4 addresses; a policy or request that says so is a mistake.
    private static IPAddress? ReadAddress(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
            return null;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return address.ToString() == text ? address : null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
