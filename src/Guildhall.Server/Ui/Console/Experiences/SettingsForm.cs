using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The settings of an experience as a form has them.</summary>
public sealed record SettingsForm(string Name, string Description, bool Live, bool Requests, bool Archived)
{
    /// <summary>A request's line has 8 KB.</summary>
    private const int LongestAddress = 6_000;

    public static SettingsForm Of(Experience experience) =>
        new(experience.Name, experience.Description, experience.Live, experience.Policy?.RequestsAllowed ?? false, experience.Archived);

    internal static SettingsForm Read(PageCall call) =>
        new(call.Text("Name"), call.Text("Description"), call.Text("status") == "live", call.Text("requests") == "on", call.Text("mode") == "archived");

    /// <summary>As <see cref="AddressOf"/> has it: what the address does not name is as it is.</summary>
    internal static SettingsForm ReadAddress(PageCall call, Experience experience)
    {
        var now = Of(experience);
        return new(One("Name") ?? now.Name, One("Description") ?? now.Description, (One("status") ?? (now.Live ? "live" : "")) == "live", (One("requests") ?? (now.Requests ? "on" : "")) == "on", now.Archived);

        string? One(string name) => call.Query[name] is [{ } value, ..] ? value.Trim().ReplaceLineEndings("\n") : null;
    }

    /// <summary>The address of the question whether these settings are to be saved; null when it would be too long for one.</summary>
    internal string? AddressOf(Experience experience)
    {
        var now = Of(experience);
        string[] parts =
        [
            .. Name != now.Name ? ["Name=" + Uri.EscapeDataString(Name)] : Array.Empty<string>(),
            .. Description != now.Description ? ["Description=" + Uri.EscapeDataString(Description)] : Array.Empty<string>(),
            .. Live != now.Live ? ["status=" + (Live ? "live" : "notlive")] : Array.Empty<string>(),
            .. Requests != now.Requests ? ["requests=" + (Requests ? "on" : "off")] : Array.Empty<string>(),
        ];
        var address = $"/console/experiences/{experience.Id}/settings/ask?{string.Join('&', parts)}";
        return address.Length > LongestAddress ? null : address;
    }

    /// <summary>Whether the experience goes live by it.</summary>
    internal bool GoesLive(Experience experience) => Live && !Archived && experience is { Live: false, Archived: false };

    /// <summary>
    /// Null when the experience is as it was when the form was opened; else what it is now where that differs from what was typed, so that nobody overwrites
    /// another's change unseen.
    /// </summary>
    internal Problem? Stale(PageCall call, Experience experience)
    {
        if (call.Text("revision") is "" || call.Text("revision") == $"{experience.Revision}") return null;
        var now = Of(experience);
        string[] differences =
        [
            .. Name != now.Name ? [$"the name is {now.Name}"] : Array.Empty<string>(),
            .. Description != now.Description ? [$"the description is {(now.Description.Length == 0 ? "empty" : now.Description)}"] : Array.Empty<string>(),
            .. Live != now.Live ? [now.Live ? "it is live" : "it is not live"] : Array.Empty<string>(),
            .. Requests != now.Requests ? [now.Requests ? "requests are on" : "requests are off"] : Array.Empty<string>(),
            .. Archived != now.Archived ? [now.Archived ? "it is archived" : "it is active again"] : Array.Empty<string>(),
        ];
        return Problem.Conflict("CHANGED_MEANWHILE", differences.Length == 0
            ? "Somebody changed this experience since you opened this page, to what you typed or in other places. Save again if you still want to."
            : $"Somebody changed this experience since you opened this page. Now {string.Join(", ", differences)}. What you typed is kept: save again to overwrite that.");
    }

    /// <summary>Whether the typed word is needed: to archive and to reactivate.</summary>
    public bool NeedsWord(Experience experience) => Archived != experience.Archived;

    /// <summary>Whether only name and description differ, which changes nobody's permissions.</summary>
    public bool IsOnlyText(Experience experience) => this with { Name = experience.Name, Description = experience.Description } == Of(experience);

    /// <summary>
    /// The changes that lead from what is to what was asked. Refused, as M-15 and decisions.md 13 have it: going live without approved products chosen
    /// (no policy), software requests while not live, anything else on an archived experience.
    /// </summary>
    internal Result<IReadOnlyList<ChangeDraft>> ChangesOf(Experience experience)
    {
        var before = Of(experience);
        if (experience.Archived) return Archived ? new List<ChangeDraft>() : new List<ChangeDraft> { RunningChange.Change("ReviveExperience", experience, new { }) };
        if (Live && !before.Live && experience.Policy is null)
            return Problem.Conflict("NO_POLICY", "Approve at least one product before going live: without a list of products nothing would be restricted.");
        if (Requests != before.Requests && !before.Live)
            return Problem.Conflict("NOT_LIVE", "Software requests can be changed only while the experience is live.");
        var changes = new List<ChangeDraft>();
        if (UpdateOf(before) is { Count: > 0 } update) changes.Add(RunningChange.Change("UpdateExperience", experience, update));
        if (Requests != before.Requests) changes.Add(RunningChange.Change("UpdateProcurementPolicy", experience, new { Configuration = new { PolicyResourceRequests = Requests ? "Allow" : "Deny" } }));
        if (Archived) changes.Add(RunningChange.Change("RestrictExperience", experience, new { }));
        return changes;
    }

    /// <summary>What differs, for the one update of an experience that a set can have; archiving takes it offline first.</summary>
    private Dictionary<string, string> UpdateOf(SettingsForm before)
    {
        var update = new Dictionary<string, string>();
        var live = Live && !Archived;
        if (live != before.Live) update["Status"] = live ? "Enabled" : "Disabled";
        if (Name != before.Name) update["Name"] = Name;
        if (Description != before.Description) update["Description"] = Description;
        return update;
    }
}
