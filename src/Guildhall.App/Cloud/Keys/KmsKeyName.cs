using System.Text.RegularExpressions;

namespace Guildhall.App.Cloud.Keys;

/// <summary>A key of KMS by the ARN of itself or of an alias: only an ARN says in which region it is.</summary>
public sealed partial record KmsKeyName
{
    private KmsKeyName(string arn, string region) => (Arn, Region) = (arn, region);

    public string Arn { get; }

    /// <summary>One of <see cref="AwsRegions.All"/>.</summary>
    public string Region { get; }

    /// <summary>Null when the text is no such ARN, or its region none of the commercial partition (security.md S-52).</summary>
    public static KmsKeyName? Find(string text) =>
        Form().Match(text) is { Success: true } match && AwsRegions.All.Contains(match.Groups[1].Value) ? new(text, match.Groups[1].Value) : null;

    public override string ToString() => Arn;

    [GeneratedRegex(@"\Aarn:aws:kms:([a-z0-9-]{1,32}):[0-9]{12}:(?:key/[A-Za-z0-9-]{1,128}|alias/[A-Za-z0-9/_-]{1,250})\z")]
    private static partial Regex Form();
}
