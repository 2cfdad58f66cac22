using Guildhall.App.Store.Rows;

namespace Guildhall.App.Linking;

/// <summary>The steps of setting a link up, in their order. vendor-integration.md 8.4, decisions.md 34. The kinds are stored: never renamed.</summary>
public static class LinkSteps
{
    public const string Organization = "link.organization";
    public const string Role = "link.role";
    public const string TrustedAccess = "link.trusted-access";
    public const string Bucket = "link.bucket";
    public const string BucketGuard = "link.bucket-guard";
    public const string BucketPolicy = "link.bucket-policy";
    public const string Report = "link.report";
    public const string Read = "link.read";

    /// <summary>In words.</summary>
    public static string TitleOf(string kind) => kind switch
    {
        Organization => "Create the organization with all features",
        Role => "Create the service-linked role of the private marketplace",
        TrustedAccess => "Enable trusted access of the private marketplace",
        Bucket => "Create the report bucket",
        BucketGuard => "Block public access to the bucket",
        BucketPolicy => "Let AWS deliver reports to the bucket",
        Report => "Create the daily report",
        Read => "Read organizational units and accounts",
        _ => kind,
    };

    /// <summary>What a link needs.</summary>
    /// <param name="standalone">An account that belongs to no organization and stays so: it is only read (M-27).</param>
    internal static IReadOnlyList<string> For(LinkWish wish, bool standalone)
    {
        if (standalone) return [Read];
        string[] first = wish.Mode == LinkMode.Fresh ? [Organization] : [];
        string[] integration = wish.Integrate ? [Role, TrustedAccess] : [];
        return [.. first, .. integration, Bucket, BucketGuard, BucketPolicy, Report, Read];
    }

    internal static LinkStep Of(EffectRow row)
    {
        var progress = StepProgress.Read(row.Progress);
        return new LinkStep(row.Kind, TitleOf(row.Kind), row.State)
        {
            Attempts = row.Attempts,
            Problem = row.Problem,
            AwsCode = row.ProblemCode,
            RequestId = row.AwsRequestId,
            Skipped = progress.Skipped,
            EndedAt = row.EndedAt,
        };
    }
}
