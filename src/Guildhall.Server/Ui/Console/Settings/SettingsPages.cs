using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Effects;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Console.Overview;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Settings;

/// <summary><c>/console/settings</c>: the private marketplace's details and its integration with the organization. M-02, M-03, M-14, M-18.</summary>
internal sealed class SettingsPages(Installation guildhall)
{
    private const string Word = "confirm";
    private const string Restore = "guildhall:RestoreAssociations";
    private const string Home = "/console/settings";
    private static readonly Crumb Above = new("Settings", Home);

    public void Map(PageRoutes pages)
    {
        pages.Get(Home, "aws-marketplace:ListEntities", (call, _) => ValueTask.FromResult(Show(call, default, [])));
        pages.Post(Home + "/integration", OrganizationIntegration.Action, IntegrateAsync);
        pages.Get(Home + "/disable", OrganizationIntegration.Action, (call, _) => ValueTask.FromResult(Ask(call, [])));
        pages.Post(Home + "/disable", OrganizationIntegration.Action, DisableAsync);
        pages.Get(Home + "/restore", Restore, (call, cancellation) => AskRestoreAsync(call, [], cancellation));
        pages.Get(Home + "/restore.csv", Restore, async (call, cancellation) =>
            await RestoredAsync(call, cancellation) is { Refused: false } effect ? EffectPages.FileOf(effect.Value) : await AskRestoreAsync(call, [], cancellation));
        pages.Post(Home + "/restore", Restore, RestoreAsync);
        new AdministratorPages(guildhall).Map(pages);
    }

    private PageAnswer Show(PageCall call, IntegrationWish wish, ImmutableArray<Problem> problems)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var organization = tenant.Value.Marketplace.Organization;
        var shown = new MarketplaceSettings(tenant.Value)
        {
            Default = Dashboard.DefaultOf(tenant.Value),
            Live = Dashboard.LiveIn(tenant.Value),
            Refusal = guildhall.Integration.Refusal(call.Caller),
            Knows = organization.StandingOf(call.Caller.Account) is Domain.Access.Standing.ManagementAccount or Domain.Access.Standing.DelegatedAdministrator,
            Wish = wish,
            Problems = problems,
        };
        return PageAnswer.Console<SettingsView>("Settings", shown) with { Status = UiProblems.StatusOf(problems) };
    }

    private async ValueTask<PageAnswer> IntegrateAsync(PageCall call, CancellationToken cancellation)
    {
        var wish = new IntegrationWish(call.Text("role") == "on", call.Text("trusted") == "on");
        var integrated = await guildhall.Integration.IntegrateAsync(call.Caller, wish, call.RequestId, cancellation);
        return integrated.Refused ? Show(call, wish, integrated.Problems) : new PageAnswer.SeeOther(Home, Flash.Done("The integration is created."));
    }

    private PageAnswer Ask(PageCall call, ImmutableArray<Problem> problems)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        if (guildhall.Integration.Refusal(call.Caller) is { } refusal) return new PageAnswer.Refused(refusal);
        var warning = new DisableWarning(AccountCount.Of(tenant.Value), tenant.Value.Marketplace.Associations.Count, TrustedAccess.Disabled(tenant.Value.Marketplace).Length) { Problems = problems };
        return PageAnswer.Console<DisableView>("Disable trusted access", warning, Above) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private async ValueTask<PageAnswer> DisableAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.Form["word"] != Word) return Ask(call, [Problem.Malformed($"Type {Word}, in lower case, to go on.", "word")]);
        if (guildhall.Integration.Refusal(call.Caller) is { } refusal) return new PageAnswer.Refused(refusal);
        if (call.RequireProof() is { } first) return first;
        var disabled = await guildhall.Integration.DisableTrustedAccessAsync(call.Caller, call.RequestId, cancellation);
        return disabled.Refused ? Show(call, default, disabled.Problems) : new PageAnswer.SeeOther(Home, Flash.Done("Trusted access is disabled. Nothing is governed any more."));
    }

    private Task<Result<Preview>> RestoredAsync(PageCall call, CancellationToken cancellation) =>
        guildhall.Previews.WithUseAsync(call.Caller, guildhall.AssociationRestore.Preview(call.Caller), cancellation);

    private async ValueTask<PageAnswer> AskRestoreAsync(PageCall call, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var sets = TrustedAccess.Restored(tenant.Value.Marketplace);
        return new ChangeReview("Restore associations", "What was associated when trusted access was disabled is associated again, with:", Home + "/restore", "Restore associations", Home, await RestoredAsync(call, cancellation))
        {
            Lines = [.. sets.Select(set => tenant.Value.Marketplace.GetExperience(set.Experience).Name).Order(StringComparer.OrdinalIgnoreCase)],
            Export = Home + "/restore.csv",
            Problems = problems,
        }.Page(FrameKind.Console, Above);
    }

    private async ValueTask<PageAnswer> RestoreAsync(PageCall call, CancellationToken cancellation)
    {
        var restored = await guildhall.AssociationRestore.RunAsync(call.Caller, call.RequestId, cancellation);
        return restored.Refused
            ? await AskRestoreAsync(call, restored.Problems, cancellation)
            : new PageAnswer.SeeOther(Home, Flash.Done(AssociationRestore.Sentence(restored.Value)));
    }
}

/// <summary>What the page shows.</summary>
public sealed record MarketplaceSettings(TenantView Tenant)
{
    public Domain.Experiences.Experience? Default { get; init; }

    public int Live { get; init; }

    /// <summary>Why the caller may not change the integration; null when he may.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>Whether the state of the integration is told to the caller: M-03, private-marketplace.md 6.1.</summary>
    public bool Knows { get; init; }

    public IntegrationWish Wish { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public Organization Organization => Tenant.Marketplace.Organization;

    /// <summary>Experiences that could have associations back that went with trusted access. private-marketplace.md 6.3.</summary>
    public int Restorable => Organization.Integration == Integration.Enabled ? TrustedAccess.Restored(Tenant.Marketplace).Length : 0;
}

/// <summary>What disabling trusted access would take away.</summary>
/// <param name="Accounts">Of the organization.</param>
/// <param name="Associations">Units, accounts and the organization that are associated.</param>
/// <param name="Experiences">Experiences that lose their audience.</param>
public sealed record DisableWarning(AccountCount Accounts, int Associations, int Experiences)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
