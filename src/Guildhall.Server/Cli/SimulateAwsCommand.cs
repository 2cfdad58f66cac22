using System.CommandLine;
using System.Security.Cryptography;
using Guildhall.SimulatedAws.Hosting;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall simulate-aws</c>: the simulated AWS alone, until it is told to stop. contract.md 2 and 6.</summary>
internal static class SimulateAwsCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Addresses to listen on, separated by ';'",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://127.0.0.1:8081",
    };

    public static Command Make() => new("simulate-aws", "Run the simulated AWS alone") { Urls };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var urls = call.Given.GetValue(Urls)!.Split(';', StringSplitOptions.TrimEntries);
        if (urls.FirstOrDefault(url => !Uri.TryCreate(url, UriKind.Absolute, out _)) is { } wrong)
        {
            call.Streams.Error.WriteLine($"--urls: '{wrong}' is not an http address.");
            return Task.FromResult(ExitCode.WrongUsage);
        }

        return SimulateAws.RunAsync(call.Folder.Path, urls, TimeProvider.System, RandomNumberGenerator.Create(), call.Streams.Error, cancellation);
    }
}
