using System.Text.RegularExpressions;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Catalog;

/// <summary>The form of a change set id: 1 to 255 word characters and hyphens. private-marketplace.md 1.3.</summary>
internal static partial class ChangeSetIds
{
    public static WireError? Error(string? id) =>
        id is not null && Form().IsMatch(id) ? null : new WireError("ValidationException", "ChangeSetId must be 1 to 255 letters, digits, hyphens and underscores.");

    [GeneratedRegex(@"\A[\w-]{1,255}\z")]
    private static partial Regex Form();
}
