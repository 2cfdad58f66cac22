namespace Guildhall.App.Billing.Sources;

/// <summary>Where a report is delivered.</summary>
/// <param name="Account">The account whose report it is: 12 digits.</param>
/// <param name="Bucket">The bucket's name; empty for a folder of this machine.</param>
/// <param name="Folder">The keys' beginning, which ends with <c>/</c>: <c>cur/guildhall-daily/</c>.</param>
public sealed record ReportPlace(string Account, string Bucket, string Folder)
{
    /// <summary>The key of a file that is named by its key or by its address, as in <c>s3://bucket/key</c>; null for one that is not in the folder.</summary>
    public string? KeyOf(string name)
    {
        var address = $"s3://{Bucket}/";
        var key = name.StartsWith(address, StringComparison.Ordinal) ? name[address.Length..] : name;
        return Holds(key) ? key : null;
    }

    /// <summary>Whether a key names a file in the folder and nowhere else.</summary>
    public bool Holds(string key) =>
        key.Length is > 0 and <= 1_024 && key.StartsWith(Folder, StringComparison.Ordinal) && !key.EndsWith('/') && !key.Contains('\\')
        && !key.Split('/').Any(part => part is ".." or "." or "") && !key.Any(char.IsControl);
}
