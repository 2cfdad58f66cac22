using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Organizations;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Settings;

/// <summary>Delegated administrators: registered and removed by the management account. M-04.</summary>
internal sealed class AdministratorPages(Installation guildhall)
{
    private const string Home = "/console/settings";
    private static readonly Crumb Above = new("Settings", Home);

    public void Map(PageRoutes pages)
    {
        pages.Get(Home + "/administrators/new", OrganizationIntegration.Action, (call, _) => ValueTask.FromResult(Form(call, "", false, [])));
        pages.Post(Home + "/administrators/new", OrganizationIntegration.Action, RegisterAsync);
        pages.Get(Home + "/administrators/{account}/remove", OrganizationIntegration.Action, (call, _) => ValueTask.FromResult(Ask(call)));
        pages.Post(Home + "/administrators/{account}/remove", OrganizationIntegration.Action, RemoveAsync);
    }

    private PageAnswer Form(PageCall call, string account, bool create, ImmutableArray<Problem> problems)
    {
        if (Organization(call) is not { Refused: false } organization) return new PageAnswer.Refused(Organization(call).Problems);
        var form = new AdministratorForm(account, create, organization.Value) { Problems = problems };
        return PageAnswer.Console<AdministratorFormView>("Register a new administrator", form, Above) with { Status = UiProblems.StatusOf(problems) };
    }

    private async ValueTask<PageAnswer> RegisterAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var (typed, create) = (call.Text("account"), call.Text("create") == "on");
        var account = new AccountId(typed.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        var registered = await guildhall.Integration.RegisterAsync(call.Caller, account, create, call.RequestId, cancellation);
        return registered.Refused ? Form(call, typed, create, registered.Problems) : new PageAnswer.SeeOther(Home, Flash.Done($"{account} is an administrator of the private marketplace."));
    }

    private PageAnswer Ask(PageCall call)
    {
        if (Organization(call) is not { Refused: false } organization) return new PageAnswer.Refused(Organization(call).Problems);
        var account = new AccountId(call.Route("account"));
        if (!organization.Value.DelegatedAdministrators.Contains(account)) return new PageAnswer.Refused(Problem.NotFound("This account is no delegated administrator."));
        return PageAnswer.Console<RemoveAdministratorView>("Remove administrator", account, Above);
    }

    private async ValueTask<PageAnswer> RemoveAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var account = new AccountId(call.Route("account"));
        var removed = await guildhall.Integration.RemoveAsync(call.Caller, account, call.RequestId, cancellation);
        return removed.Refused
            ? new PageAnswer.Refused(removed.Problems)
            : new PageAnswer.SeeOther(Home, Flash.Done($"{account} is no administrator any more. What it made stays with the management account."));
    }

    private Result<Organization> Organization(PageCall call)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return tenant.Problems;
        return guildhall.Integration.Refusal(call.Caller) is { } refusal ? refusal : tenant.Value.Marketplace.Organization;
    }
}

/// <summary>The form for a new administrator, with what was typed.</summary>
/// <param name="Create">Whether what the integration lacks is created too.</param>
public sealed record AdministratorForm(string Account, bool Create, Organization Organization)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
