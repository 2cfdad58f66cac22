using System.Text.Json;
using Guildhall.App.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>What an experience must be after the stored changes.</summary>
internal sealed class ExpectedExperience
{
    private string _name = "";
    private SortedSet<string> _denied = new(StringComparer.Ordinal);
    private SortedSet<string> _principals = new(StringComparer.Ordinal);

    public int Revision { get; set; }

    public SortedSet<string> Allowed { get; private set; } = new(StringComparer.Ordinal);

    public static ExpectedExperience Of(Experience experience) => new()
    {
        Revision = experience.Revision,
        _name = experience.Name,
        Allowed = new(experience.Policy!.Allowed.Select(g => g.Product.Value), StringComparer.Ordinal),
        _denied = new(experience.Policy!.Denied.Select(g => g.Product.Value), StringComparer.Ordinal),
        _principals = new((experience.Audience?.Principals ?? []).Select(p => p.Value), StringComparer.Ordinal),
    };

    public void Apply(StoredChange change)
    {
        switch (change.ChangeType)
        {
            case "CreateExperience" or "UpdateExperience":
                if (change.Details.TryGetProperty("Name", out var name)) _name = name.GetString()!;
                break;
            case "AllowProductProcurement":
                Allow(Products(change));
                break;
            case "RemoveProductProcurement":
                Allowed.ExceptWith(Products(change));
                _denied.ExceptWith(Products(change));
                break;
            case "AssociateAudience":
                _principals.UnionWith(Texts(change.Details.GetProperty("Principals")));
                break;
            case "DisassociateAudience":
                _principals.ExceptWith(Texts(change.Details.GetProperty("Principals")));
                break;
        }
    }

    public void Allow(IEnumerable<string> products)
    {
        Allowed.UnionWith(products);
        _denied.ExceptWith(products);
    }

    /// <summary>What was allowed meanwhile stays so.</summary>
    public void Decline(IEnumerable<string> products) => _denied.UnionWith(products.Except(Allowed));

    public override string ToString() => $"@{Revision} {_name}: {string.Join(' ', Allowed)} not {string.Join(' ', _denied)} for {string.Join(' ', _principals)}";

    private static IEnumerable<string> Products(StoredChange change) => Texts(change.Details.GetProperty("Products")[0].GetProperty("Ids"));

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);
}
