using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui;

/// <summary>Problems as a page shows them: the only such table.</summary>
internal static class UiProblems
{
    /// <summary>The status of a form: that of the first of its problems, 200 when there are none.</summary>
    public static int StatusOf(ImmutableArray<Problem> problems) => problems.IsEmpty ? StatusCodes.Status200OK : StatusOf(problems[0]);

    public static int StatusOf(Problem problem) => problem.Kind switch
    {
        ProblemKind.Malformed when problem.Code == PostedForm.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Malformed => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict or ProblemKind.InUse => StatusCodes.Status409Conflict,
        ProblemKind.LimitReached => StatusCodes.Status429TooManyRequests,
        ProblemKind.Upstream => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvalidOperationException($"{problem.Kind} has no status."),
    };

    public static string TitleOf(Problem problem) => problem.Kind switch
    {
        ProblemKind.Malformed => "That did not work",
        ProblemKind.Forbidden => "You may not do this",
        ProblemKind.NotFound => "Nothing here",
        ProblemKind.Conflict => "Not as things are now",
        ProblemKind.InUse => "Another change is running",
        ProblemKind.LimitReached => "Too many",
        ProblemKind.Upstream => "Something outside did not answer",
        _ => throw new InvalidOperationException($"{problem.Kind} has no title."),
    };

    /// <summary>What to do next, in one sentence.</summary>
    public static string NextStep(Problem problem) => problem.Kind switch
    {
        ProblemKind.Forbidden => "An administrator of your account can give you the right.",
        ProblemKind.NotFound => "It may have been removed, or your account may not see it.",
        ProblemKind.InUse => "Wait until it has ended, then try again.",
        ProblemKind.LimitReached => "Wait a moment, then try again.",
        ProblemKind.Upstream => "Try again in a minute; nothing was changed.",
        _ => "Go back, change what is named, and try again; nothing was changed.",
    };
}
