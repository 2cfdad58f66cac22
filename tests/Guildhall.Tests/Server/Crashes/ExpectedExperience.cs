using Guildhall.App.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>What an experience must be after the stored changes.</summary>
internal sealed class ExpectedExperience
{
    private string _name = "";
    private int _revision;
    private SortedSet<string> _allowed = new(StringComparer.Ordinal);
    private SortedSet<string> _principals = new(StringComparer.Ordinal);

    public static ExpectedExperience Of(Experience experience) => new()
    {
        _name = experience.Name,
        _revision = experience.Revision,
        _allowed = new(experience.Policy!.Allowed.Select(g => g.Product.Value), StringComparer.Ordinal),
        _principals = new((experience.Audience?.Principals ?? []).Select(p => p.Value), StringComparer.Ordinal),
    };

    /// <summary>Applies one set that succeeded: each experience it names gets exactly one revision, the one that the set tells.</summary>
    public static void Apply(Dictionary<string, ExpectedExperience> all, IReadOnlyList<StoredChange> changes)
    {
        foreach (var named in changes.GroupBy(c => c.Identifier!))
        {
            var parts = named.Key.Split('@');
            if (!all.TryGetValue(parts[0], out var experience)) all.Add(parts[0], experience = new ExpectedExperience());
            experience._revision++;
            Assert.Equal($"{experience._revision}", parts[1]);
            foreach (var change in named) experience.Apply(change);
        }
    }

    public override string ToString() => $"@{_revision} {_name}: {string.Join(' ', _allowed)} for {string.Join(' ', _principals)}";

    private void Apply(StoredChange change)
    {
        switch (change.ChangeType)
        {
            case "CreateExperience" or "UpdateExperience":
                _name = change.Details.GetProperty("Name").GetString()!;
                break;
            case "AllowProductProcurement":
                _allowed.UnionWith(change.Details.GetProperty("Products")[0].GetProperty("Ids").EnumerateArray().Select(id => id.GetString()!));
                break;
            case "AssociateAudience":
                _principals.UnionWith(change.Details.GetProperty("Principals").EnumerateArray().Select(p => p.GetString()!));
                break;
            case "DisassociateAudience":
                _principals.ExceptWith(change.Details.GetProperty("Principals").EnumerateArray().Select(p => p.GetString()!));
                break;
        }
    }
}
