using Guildhall.App;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Plans of exits as commands print them and the API answers them.</summary>
internal static class ExitAnswers
{
    public static object Of(Installation guildhall, ExitView view, AccountId viewer) => new
    {
        id = view.Id,
        organizationId = view.Tenant,
        productCode = view.Code,
        productId = guildhall.ExitQueries.ProductOf(view, viewer)?.Id.Value,
        name = view.Name,
        accounts = view.Accounts,
        goneBy = $"{view.Plan.GoneBy:yyyy-MM-dd}",
        note = view.Plan.Note,
        state = PriceWords.Of(view.State),
        late = view.IsLate(DateOnly.FromDateTime(guildhall.Options.Clock.GetUtcNow().UtcDateTime)),
        chargedIn = view.Charged is { } month ? $"{month}" : null,
        plannedAt = view.PlannedAt,
        plannedBy = view.PlannedBy,
        updatedAt = view.UpdatedAt,
        updatedBy = view.UpdatedBy,
    };
}
