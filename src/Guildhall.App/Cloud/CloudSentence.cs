using System.Collections.Frozen;

namespace Guildhall.App.Cloud;

/// <summary>What an error of AWS means to a person: one sentence, one repair step.</summary>
/// <param name="Quotes">It says so little that AWS's own words are told with it.</param>
internal sealed record CloudSentence(CloudTrouble Kind, string Message, string Repair, bool Quotes = false)
{
    /// <summary>Said of a wrong signature too, when the clocks differ: STS reports skew under that name (vendor-integration.md P2).</summary>
    public static readonly CloudSentence Clock = new(
        CloudTrouble.Clock, "This server's clock differs from AWS's.", "Set the clock of this machine, best by NTP.");

    public static readonly CloudSentence Throttled = new(
        CloudTrouble.Throttled,
        "AWS is asked too often at the moment.",
        "Guildhall goes on by itself; other tools of the organization share the quota.");

    public static readonly CloudSentence Failing = new(
        CloudTrouble.Failing, "AWS has trouble of its own.", "Guildhall tries again by itself; see the AWS health page.");

    public static readonly CloudSentence Missing = new(
        CloudTrouble.NotFound, "AWS does not have it.", "It may have been removed; sync again.", Quotes: true);

    private static readonly CloudSentence Unknown = new(
        CloudTrouble.Refused,
        "AWS refused the request.",
        "If AWS's own words do not help, ask AWS Support with the request id.",
        Quotes: true);

    /// <summary>By the reason word, the name, then what name and status look like. aws-operations.md A.1: the status alone says little.</summary>
    public static CloudSentence Of(AwsError error)
    {
        if (error.Reason is not null && CloudReasons.Sentences.TryGetValue(error.Reason, out var byReason)) return byReason;
        if (CloudCodes.Sentences.TryGetValue(error.Code, out var byCode)) return byCode;
        if (error.Code.StartsWith("Throttl", StringComparison.Ordinal) || error.Status == 429) return Throttled;
        if (error.Status >= 500) return Failing;
        return error.Code.EndsWith("NotFoundException", StringComparison.Ordinal) ? Missing : Unknown;
    }

    /// <summary>Sentences by the names they are told for.</summary>
    internal static FrozenDictionary<string, CloudSentence> Table(params ReadOnlySpan<(CloudSentence Sentence, string[] Names)> rows)
    {
        var table = new Dictionary<string, CloudSentence>(StringComparer.Ordinal);
        foreach (var (sentence, names) in rows)
        {
            foreach (var name in names) table.Add(name, sentence);
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
