using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.SpendSettings;

/// <summary><c>/spend/settings</c>: how the costs of an organization are read, priced where no rule is, and billed; who changed it when; a change with its effect before it is saved. vendor-integration.md 15.2 to 15.5.</summary>
internal sealed class SpendSettingsPages(Installation guildhall)
{
    private const int PerPage = 20;

    public void Map(PageRoutes pages)
    {
        pages.Get(SpendSettingsAddresses.List, BillingReach.Read, SpendDoor.Within(guildhall, ListAsync));
        pages.Get(SpendSettingsAddresses.One, BillingReach.Read, On(ShowAsync));
        pages.Get(SpendSettingsAddresses.One + "/edit", BillingReach.Manage, On((_, _, of, _) => ValueTask.FromResult<PageAnswer>(Form(new TypedSpendSettings(of, BillingSettingsText.Of(of.Stored.Settings))))));
        pages.Post(SpendSettingsAddresses.One + "/edit", BillingReach.Manage, On(ChangeAsync));
    }

    private PageHandler On(Func<PageCall, BillingReach, SpendSettingsOf, CancellationToken, ValueTask<PageAnswer>> handler) => SpendDoor.Within(guildhall, async (call, reach, cancellation) =>
        await FindAsync(reach, call.Route("id"), cancellation) is var found && found.Refused ? new PageAnswer.Refused(found.Problems) : await handler(call, reach, found.Value, cancellation));

    private async Task<Result<SpendSettingsOf>> FindAsync(BillingReach reach, string tenant, CancellationToken cancellation)
    {
        var stored = await guildhall.ReportSettings.FindAsync(reach, tenant, cancellation);
        return stored.Refused ? stored.Problems : new SpendSettingsOf(tenant, guildhall.Marketplaces.NameOf(new TenantId(tenant)), stored.Value);
    }

    /// <summary>Who has but one organization is led to it.</summary>
    private async ValueTask<PageAnswer> ListAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var (query, all) = (ListQuery.Of(call), SpendDoor.Organizations(guildhall).Where(o => reach.Covers(o.Key)).ToList());
        if (all is [var only]) return new PageAnswer.SeeOther(SpendSettingsAddresses.Of(only.Key));
        var found = all.Where(o => query.Matches([o.Value, o.Key])).OrderBy(o => o.Value, StringComparer.OrdinalIgnoreCase).ToList();
        var shown = new List<SpendSettingsOf>();
        foreach (var (tenant, _) in found.Take(query))
        {
            if (await FindAsync(reach, tenant, cancellation) is { Refused: false } one) shown.Add(one.Value);
        }

        return PageAnswer.Console<SpendSettingsListView>("Billing settings", new SpendSettingsList(query, shown, found.Count));
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, BillingReach reach, SpendSettingsOf of, CancellationToken cancellation)
    {
        long? before = long.TryParse(call.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        var versions = await guildhall.ReportSettings.VersionsAsync(reach, of.Tenant, before, PerPage + 1, cancellation);
        if (versions.Refused) return new PageAnswer.Refused(versions.Problems);
        ImmutableArray<ChangedBillingSettings> shown = [.. versions.Value.Take(PerPage)];
        return PageAnswer.Console<SpendSettingsView>(of.Organization, new SpendSettingsPage(of, shown, versions.Value.Length > PerPage ? shown[^1].After.Version : null, call.May(BillingReach.Manage)), SpendSettingsAddresses.Above);
    }

    private async ValueTask<PageAnswer> ChangeAsync(PageCall call, BillingReach reach, SpendSettingsOf of, CancellationToken cancellation)
    {
        var typed = TypedSpendSettings.Read(call, of);
        if (LinkChanges.Since(call, of.Stored.Version, of.Stored.By, of.Stored.At, SpendSettingsWords.Told(of.Stored.Settings)) is { } changes) return Form(typed with { Changes = changes });
        var after = typed.Text.Read(of.Stored.Settings);
        if (after.Refused) return Wrong(typed, after.Problems);
        var review = new ChangedBillingSettings(of.Stored with { Settings = after.Value }, of.Stored.Settings);
        if (review.Members.IsEmpty) return new PageAnswer.SeeOther(typed.Here, Flash.Done("Nothing was changed."));
        if (call.Text("act") != "save" || call.Text(TypedSpendSettings.ReviewedField) != TypedSpendSettings.Mark(after.Value)) return Form(typed with { Review = review });
        if (call.RequireProof() is { } first) return first;
        var changed = await guildhall.ReportSettings.ChangeAsync(reach, of.Tenant, typed.Text, of.Stored.Version, call.Origin with { Tenant = of.Tenant }, cancellation);
        return changed.Refused ? Wrong(typed, changed.Problems) : new PageAnswer.SeeOther(typed.Here, Flash.Done("Saved."));
    }

    private static PageAnswer.View Wrong(TypedSpendSettings typed, ImmutableArray<Problem> problems) => Form(typed with
    {
        Problems = [.. problems.Select(p => p.AsSpelt)],
    });

    private static PageAnswer.View Form(TypedSpendSettings typed) =>
        PageAnswer.Console<SpendSettingsFormView>("Change settings", typed, SpendSettingsAddresses.Above, new Crumb(typed.Of.Organization, typed.Here)) with
        {
            Status = typed.Changes is null ? UiProblems.StatusOf(typed.Problems) : StatusCodes.Status409Conflict,
        };
}
