using Guildhall.App.Linking.Watch;

namespace Guildhall.App.Linking;

/// <summary>What a preflight check found, in the words of the command's output.</summary>
public enum CheckResult
{
    Pass,
    Warn,
    Fail,
    Info,
    Skipped,
}

/// <summary>One line of the preflight. <paramref name="Id"/> as in vendor-integration.md 8.2 (<c>P2</c>). Never holds a secret.</summary>
public sealed record PreflightCheck(string Id, CheckResult Result, string Message)
{
    /// <summary>What is looked at, in some words.</summary>
    public string Title { get; init; } = "";

    /// <summary>How to mend it; null where nothing is to be mended.</summary>
    public string? Repair { get; init; }

    /// <summary>The <see cref="LinkFeature.Name"/> of what is missing and Guildhall can enable; null where there is nothing.</summary>
    public string? Enables { get; init; }

    /// <summary>AWS's error name.</summary>
    public string? AwsCode { get; init; }

    /// <summary>AWS's id of the refused request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The calls, as <c>service:Operation</c>; empty for none.</summary>
    public string Call { get; init; } = "";

    public int Milliseconds { get; init; }
}

/// <summary>A whole run.</summary>
/// <param name="OrganizationId">The organization that was found; null for an account that belongs to none.</param>
public sealed record PreflightReport(IReadOnlyList<PreflightCheck> Checks, string? OrganizationId)
{
    public bool Passed => Checks.All(c => c.Result != CheckResult.Fail);

    public int Milliseconds { get; init; }

    /// <summary>What it showed of the credentials.</summary>
    internal Verified? Access { get; init; }
}
