namespace Guildhall.Wire.Policies;

/// <summary>The role behind a session's ARN. A session's ARN lacks the role's path; names are unique in an account without it.</summary>
internal sealed record AssumedRole(string Partition, string Account, string Name)
{
    private const string SessionResource = "assumed-role/";

    /// <summary>The role's ARN, without its path: what <c>aws:PrincipalArn</c> holds for a session.</summary>
    public string RoleArn => $"arn:{Partition}:iam::{Account}:role/{Name}";

    /// <summary>The role of <c>arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION</c>; null for the ARN of anything else.</summary>
    public static AssumedRole? Find(string arn) =>
        arn.Split(':', 6) is ["arn", var partition, "sts", "", var account, var resource]
            && resource.StartsWith(SessionResource, StringComparison.Ordinal)
            && resource[SessionResource.Length..].Split('/') is [var name, _]
                ? new AssumedRole(partition, account, name)
                : null;

    /// <summary>True when <paramref name="roleArn"/> names this role, with any path.</summary>
    public bool Is(string roleArn) =>
        roleArn.StartsWith($"arn:{Partition}:iam::{Account}:role/", StringComparison.Ordinal)
        && roleArn.EndsWith($"/{Name}", StringComparison.Ordinal);
}
