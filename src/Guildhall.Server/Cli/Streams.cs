namespace Guildhall.Server.Cli;

/// <summary>Where a command reads, answers and talks.</summary>
/// <param name="In">What was piped in.</param>
/// <param name="Out">The answer, for programs.</param>
/// <param name="Error">What people read.</param>
public sealed record Streams(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>The terminal's.</summary>
    public static Streams Terminal => new(Console.In, Console.Out, Console.Error);
}
