using System.Text.Json;
using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>The one member of a union, such as <c>legalTerm</c>.</summary>
internal static class UnionMember
{
    /// <summary>Null, and a finding, when it has not exactly one, or one that this version does not know.</summary>
    public static JsonProperty? Of(JsonElement union, Func<string, bool> known, Findings findings)
    {
        var members = union.ValueKind == JsonValueKind.Object ? union.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object).ToList() : [];
        if (members is [var member] && known(member.Name)) return member;
        findings.Add(members is [var other] ? $"is of a kind that this version does not know ({Cut(other.Name)})." : "must have exactly one member.");
        return null;
    }

    private static string Cut(string name) => name.Length <= 64 ? name : name[..64];
}
