namespace Guildhall.Server.Cli;

/// <summary>How a command ends. contract.md 2.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The reasons are on standard error, one a line.</summary>
    public const int Refused = 1;

    public const int WrongUsage = 2;

    public const int Bug = 3;
}
