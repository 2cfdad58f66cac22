using System.Collections.Immutable;
using Guildhall.App.Configuration;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Hosting;

/// <summary>What is refused of the addresses to listen on, before anything is opened.</summary>
internal static class ListeningRules
{
    /// <summary>Plain http beyond this machine without the setting that allows it (S-12); an AWS endpoint that is Guildhall itself (decisions.md 27).</summary>
    public static ImmutableArray<Problem> Check(Settings settings) => [.. Plain(settings), .. Own(settings)];

    private static IEnumerable<Problem> Plain(Settings settings) => settings.PlainHttp == PlainHttp.Anywhere ? [] :
        EdgeLimits.PlainBeyondLoopback(settings.Urls).Select(url => Problem.Malformed(
            $"urls: {url} is plain http beyond this machine, where others can read it; set plain-http to anywhere to allow it.", "urls"));

    /// <summary>Other spellings of an own address are refused by the guard of the way out, when they are called.</summary>
    private static IEnumerable<Problem> Own(Settings settings)
    {
        if (settings.AwsEndpoint is { IsLoopback: true } endpoint && settings.Urls.Any(url => BindingAddress.Parse(url).Port == endpoint.Port))
            yield return Problem.Malformed($"aws-endpoint: {endpoint} is Guildhall's own address.", "aws-endpoint");
    }
}
