using System.Text.Json;
using Guildhall.App.Changes;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Changes that end somebody's restriction at once: archiving, taking offline, disassociating. security.md S-48.</summary>
internal static class DangerousChanges
{
    /// <summary>Whether one of them is among the changes. An audience that moves to another experience in the same set is none.</summary>
    public static bool AreIn(IReadOnlyList<ChangeDraft> changes)
    {
        var moved = changes.Where(c => c.ChangeType == "AssociateAudience").SelectMany(Principals).ToHashSet(StringComparer.Ordinal);
        return changes.Any(change => change.ChangeType switch
        {
            "RestrictExperience" => true,
            "UpdateExperience" => Member(change, "Status") is { ValueKind: JsonValueKind.String } status && status.ValueEquals("Disabled"),
            "DisassociateAudience" => Principals(change).Any(principal => !moved.Contains(principal)),
            _ => false,
        });
    }

    private static IEnumerable<string> Principals(ChangeDraft change) =>
        Member(change, "Principals") is { ValueKind: JsonValueKind.Array } principals ? principals.EnumerateArray().Select(p => p.ToString()) : [];

    private static JsonElement? Member(ChangeDraft change, string name) =>
        change.DetailsDocument is { ValueKind: JsonValueKind.Object } details && details.TryGetProperty(name, out var member) ? member : null;
}
