using Guildhall.App.Cloud;

namespace Guildhall.App.Linking.Checks;

/// <summary>What a check found, before it is timed.</summary>
internal sealed record Finding(CheckResult Result, string Message)
{
    public string? Repair { get; init; }

    /// <summary>What is missing and Guildhall can enable.</summary>
    public LinkFeature? Enables { get; init; }

    /// <summary>What AWS answered, where it refused.</summary>
    public CloudProblem? Problem { get; init; }

    public static Finding Pass(string message) => new(CheckResult.Pass, message);

    public static Finding Info(string message) => new(CheckResult.Info, message);

    public static Finding Skipped(string message) => new(CheckResult.Skipped, message);

    public static Finding Warn(string message, string repair, CloudProblem? problem = null) => new(CheckResult.Warn, message) { Repair = repair, Problem = problem };

    public static Finding Fail(string message, string repair, CloudProblem? problem = null) => new(CheckResult.Fail, message) { Repair = repair, Problem = problem };

    /// <summary>A problem in its own words.</summary>
    public static Finding Of(CloudProblem problem) => Fail(problem.Message, problem.Repair, problem);

    public PreflightCheck ToCheck(string id, string title, string call, int milliseconds) => new(id, Result, Message)
    {
        Title = title,
        Repair = Repair,
        Enables = Enables?.Name,
        AwsCode = Problem?.Code,
        RequestId = Problem?.RequestId,
        Call = call,
        Milliseconds = milliseconds,
    };
}
