using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.Domain;
using Guildhall.Server.Ui.Account;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Users;

/// <summary><c>/console/users/keys</c>: the access keys of the accounts one manages. security.md 5.1.</summary>
internal sealed class KeyPages(Installation guildhall)
{
    private const string Path = "/console/users/keys";

    /// <summary>AWS's role for the service is nobody's policy.</summary>
    private const string ServiceRole = "AWSServiceRoleForPrivateMarketplaceAdminPolicy";

    private readonly OncePerForm<IssuedKey> _issued = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Get(Path, UserPages.Action, ListAsync);
        pages.Get("/console/users/keys.csv", UserPages.Action, CsvAsync);
        pages.Get(Path + "/new", UserPages.Action, (call, _) => ValueTask.FromResult<PageAnswer>(Form(call, new NewKeyForm(call.Caller.Account.Value, "", []))));
        pages.Post(Path + "/new", UserPages.Action, CreateAsync);
        pages.Get(Path + "/{id}/disable", UserPages.Action, (call, _) => ValueTask.FromResult<PageAnswer>(Ask(call)));
        pages.Post(Path + "/{id}/disable", UserPages.Action, DisableAsync);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var keys = await FindAsync(call, cancellation);
        return PageAnswer.Console<KeysView>("Access keys", new KeyList(QueryOf(call), keys.Take(QueryOf(call)), keys.Count, guildhall.Marketplaces.NameOf), UserPages.Above);
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation) => CsvFile.Of(
        "access-keys",
        ["Access key ID", "User", "Account", "Account name", "Policies", "Status", "Created"],
        (await FindAsync(call, cancellation)).Select(key => (IReadOnlyList<object?>)[
            key.Id, key.UserName, key.Account.Value, guildhall.Marketplaces.NameOf(key.Account), string.Join(' ', key.Policies), key.Active ? "Active" : "Disabled", key.CreatedAt]));

    private async ValueTask<PageAnswer> CreateAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var typed = new NewKeyForm(call.Text("account").Replace("-", "", StringComparison.Ordinal), call.Text("user"), call.Texts("policy"));
        AttachedPolicy[] policies = [.. typed.Policies.Distinct(StringComparer.Ordinal).Where(p => p != ServiceRole).Select(p => new AttachedPolicy(p))];
        var issued = await _issued.RunAsync(call, going => guildhall.KeyIssuing.CreateAsync(UserPages.ReachOf(call), new AccountId(typed.Account), typed.User, policies, call.Origin, going));
        return issued.Refused
            ? Form(call, typed with { Problems = issued.Problems })
            : PageAnswer.Console<NewKeyView>("The new access key", new NewKey(issued.Value, new AccountId(typed.Account), typed.User, Path), UserPages.Above);
    }

    private async ValueTask<PageAnswer> DisableAsync(PageCall call, CancellationToken cancellation)
    {
        if (!DisableKey.IsConfirmed(call)) return Ask(call, DisableKey.NotConfirmed);
        if (call.RequireProof() is { } first) return first;
        var disabled = await guildhall.KeyIssuing.DisableAsync(UserPages.ReachOf(call), call.Route("id"), ownerId: null, call.Origin, cancellation);
        return disabled.Refused ? new PageAnswer.Refused(disabled.Problems) : new PageAnswer.SeeOther(Path, Flash.Done($"{disabled.Value} is disabled."));
    }

    private async Task<List<ListedKey>> FindAsync(PageCall call, CancellationToken cancellation)
    {
        var query = QueryOf(call);
        var found = (await guildhall.KeyIssuing.ListAsync(UserPages.ReachOf(call), personId: null, cancellation))
            .Where(key => query.Matches([key.Id, key.UserName, key.Account.Value, guildhall.Marketplaces.NameOf(key.Account) ?? "", .. key.Policies]));
        return [.. query.Sorted(found, key => KeyOf(key, query.Sort))];
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "account");

    /// <summary>What the list is sorted by, times as text of one length.</summary>
    private static string KeyOf(ListedKey key, string sort) => sort switch
    {
        "id" => key.Id,
        "user" => key.UserName,
        "status" => key.Active ? "active" : "disabled",
        "created" => key.CreatedAt.UtcTicks.ToString("D19"),
        _ => key.Account.Value,
    };

    private static PageAnswer.View Form(PageCall call, NewKeyForm typed)
    {
        var everything = UserPages.ReachOf(call).Everything;
        ImmutableArray<BuiltInPolicy> choices = [.. BuiltInPolicies.All.Where(p => p.Name != ServiceRole && (everything || p.Name != BuiltInPolicies.Manager))];
        return PageAnswer.Console<NewAccountKeyView>("Create access key", typed with { Choices = choices }, UserPages.Above) with
        {
            Status = typed.Problems.IsEmpty ? StatusCodes.Status200OK : UiProblems.StatusOf(typed.Problems[0]),
        };
    }

    private static PageAnswer.View Ask(PageCall call, Problem? problem = null) =>
        PageAnswer.Console<DisableKeyView>("Disable access key", new DisableKey(call.Route("id"), Path, problem is null ? [] : [problem]), UserPages.Above) with
        {
            Status = problem is null ? StatusCodes.Status200OK : UiProblems.StatusOf(problem),
        };
}
