using Guildhall.App;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>What those are called for whom price rules and budgets are.</summary>
internal static class TargetNames
{
    /// <summary>Null for all, for a company, which is its name, and for what nobody knows.</summary>
    public static string? Of(Installation guildhall, PriceTarget target) => target.Kind switch
    {
        PriceTargetKind.Account when target.Value.Length == 12 => guildhall.Marketplaces.NameOf(new AccountId(target.Value)),
        PriceTargetKind.Organization when guildhall.Marketplaces.Find(new TenantId(target.Value)) is not null => guildhall.Marketplaces.NameOf(new TenantId(target.Value)),
        _ => null,
    };
}
