using System.CommandLine;

namespace Guildhall.Server.Cli;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The data folder (default: $GUILDHALL_DATA, else ./data)",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Answer with one JSON document on standard output",
        Recursive = true,
    };
}
