using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.App.Configuration;

/// <summary>Values of settings from their text; null when the text is no such value.</summary>
internal static partial class SettingText
{
    /// <summary>A whole number and its unit: <c>500ms</c>, <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>.</summary>
    public static TimeSpan? Duration(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" when number <= 36_500 => TimeSpan.FromDays(number),
            _ => null,
        } : null;
    }

    /// <summary>The shortest form that <see cref="Duration"/> reads.</summary>
    public static string Show(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } when time.Ticks % TimeSpan.TicksPerDay == 0 => $"{time.Days}d",
        { TotalHours: >= 1 } when time.Ticks % TimeSpan.TicksPerHour == 0 => $"{(int)time.TotalHours}h",
        { TotalMinutes: >= 1 } when time.Ticks % TimeSpan.TicksPerMinute == 0 => $"{(int)time.TotalMinutes}m",
        _ => $"{(long)time.TotalSeconds}s",
    };

    /// <summary>A whole number and its unit, in bytes: <c>500MB</c>, <c>20GB</c>, <c>1TB</c>.</summary>
    public static long? Size(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? text[digits..] switch
        {
            "MB" => number * 1_000_000L,
            "GB" => number * 1_000_000_000L,
            "TB" when number <= 1_000 => number * 1_000_000_000_000L,
            _ => null,
        } : null;
    }

    public static int? Number(string text, int from, int to) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to ? number : null;

    /// <summary>The name of one of the enumeration's values, in any case.</summary>
    public static T? Word<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }

    /// <summary>An absolute http or https address without user, query or fragment.</summary>
    public static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && url is { UserInfo: "", Query: "", Fragment: "" } ? url : null;

    /// <summary>Addresses to listen on, separated by ';'; the host may be <c>*</c> or <c>+</c>, for all of the machine's.</summary>
    public static ImmutableArray<string>? Listening(string text)
    {
        var urls = text.Split(';', StringSplitOptions.TrimEntries);
        return urls.All(url => Address(AnyHost().Replace(url, "://0.0.0.0", 1)) is not null) ? [.. urls] : null;
    }

    [GeneratedRegex(@"://[*+](?=[:/]|$)")]
    private static partial Regex AnyHost();

    /// <summary>Single addresses and networks (RFC 4632), separated by <c>;</c>; null when one is neither.</summary>
    public static IReadOnlyList<IPNetwork>? Networks(string text)
    {
        var networks = text.Split(';', StringSplitOptions.TrimEntries).Select(Network).ToList();
        return networks.Contains(null) ? null : [.. networks.OfType<IPNetwork>()];
    }

    /// <summary>Names or addresses of hosts, without ports, separated by <c>;</c>; null when one is neither.</summary>
    public static IReadOnlySet<string>? Hosts(string text)
    {
        var hosts = text.Split(';', StringSplitOptions.TrimEntries);
        return hosts.All(host => Uri.CheckHostName(host) != UriHostNameType.Unknown) ? hosts.ToHashSet(StringComparer.OrdinalIgnoreCase) : null;
    }

    /// <summary>The address of a server with its port, or with the usual one. A number alone, which .NET takes for an address, is none.</summary>
    public static IPEndPoint? Server(string text, int port) =>
        text.AsSpan().ContainsAny('.', ':') && IPEndPoint.TryParse(text, out var server) ? new IPEndPoint(server.Address, server.Port == 0 ? port : server.Port) : null;

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
