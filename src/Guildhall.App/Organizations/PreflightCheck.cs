namespace Guildhall.App.Organizations;

/// <summary>What a preflight check found, in the words of the command's output.</summary>
public enum CheckResult
{
    Pass,
    Warn,
    Fail,
    Info,
    Skipped,
}

/// <summary>One line of the preflight. <paramref name="Id"/> as in vendor-integration.md 8.2 (<c>P2</c>).</summary>
public sealed record PreflightCheck(string Id, CheckResult Result, string Message);
