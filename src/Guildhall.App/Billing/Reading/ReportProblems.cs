using Guildhall.Domain;

namespace Guildhall.App.Billing.Reading;

/// <summary>Why a file is refused as a whole (F-50, F-52). The member is the file's name.</summary>
internal static class ReportProblems
{
    public static Problem Damaged(string file, string how) => new(ProblemKind.Upstream, "REPORT_FILE_DAMAGED", $"The report file is damaged: {how}", file);

    public static Problem TooLarge(string file, string how) => new(ProblemKind.LimitReached, "REPORT_FILE_TOO_LARGE", $"The report file is refused: {how}", file);

    public static Problem Header(string file, string how) => new(ProblemKind.Upstream, "REPORT_HEADER_INVALID", how, file);

    public static Problem SumTooLarge() => new(ProblemKind.LimitReached, "REPORT_SUM_TOO_LARGE", "The costs of one day and key are more than 922 million.");

    public static Problem TooManyGroups(int most) =>
        new(ProblemKind.LimitReached, "REPORT_TOO_MANY_GROUPS", $"The report has more than {most:N0} groups of costs: leave out a tag key or usage types.");
}
