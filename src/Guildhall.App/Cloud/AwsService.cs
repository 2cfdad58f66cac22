namespace Guildhall.App.Cloud;

/// <summary>A service Guildhall calls. aws-operations.md A.1.</summary>
/// <param name="SigningName">Its name in the credential scope.</param>
/// <param name="Regional">Whether calls go to the organization's region; the others live in <see cref="AwsRegions.Home"/>.</param>
/// <param name="Host">Its host on AWS, given the region.</param>
public sealed record AwsService(string SigningName, bool Regional, Func<string, string> Host)
{
    public static AwsService Sts { get; } = new("sts", true, region => $"sts.{region}.amazonaws.com");

    public static AwsService Organizations { get; } = new("organizations", false, _ => "organizations.us-east-1.amazonaws.com");

    public static AwsService Iam { get; } = new("iam", false, _ => "iam.amazonaws.com");
}
