using System.Text.Json.Nodes;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Accounts;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Governance;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Lifecycle;

/// <summary>The alias, the operations contact and the name of member accounts, which are set on AWS as the account itself. vendor-integration.md 14.</summary>
public sealed class AccountFacts(Database database, Marketplaces marketplaces, AwsConnections connections, AccountActs acts, IdSource ids)
{
    /// <summary>The operations contact that AWS has now; null when there is none. Refused: no right, not found, AWS's own word.</summary>
    public async Task<Result<ReadContact>> ContactAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        var member = await EnterAsync(reach, account, cancellation);
        if (member.Refused) return member.Problems;
        var read = await new AccountsClient(member.Value).GetOperationsContactAsync(cancellation);
        if (read.Gave(out var contact, out var problem)) return new ReadContact(contact);
        return problem.Kind == CloudTrouble.NotFound ? new ReadContact(null) : problem.ToProblem();
    }

    /// <summary>The alias that AWS has now; null when there is none. Refused as <see cref="ContactAsync"/>.</summary>
    public async Task<Result<ReadAlias>> AliasAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        var member = await EnterAsync(reach, account, cancellation);
        if (member.Refused) return member.Problems;
        var read = await new IamClient(member.Value).ListAccountAliasesAsync(cancellation);
        return read.Gave(out var aliases, out var problem) ? new ReadAlias(aliases.Items.FirstOrDefault()) : problem.ToProblem();
    }

    /// <summary>Sets the alias, or takes it away when none is given. Refused: no right, not found, a malformed alias, <c>act_running</c>, a paused organization.</summary>
    public Task<Result<AccountView>> SetAliasAsync(OrderReach reach, string account, string? alias, CancellationToken cancellation) =>
        SetAsync(reach, account, new AccountOrder { Name = "A", Alias = alias }, "SetAccountAlias", new JsonObject { ["alias"] = alias }, (MemberSteps.Alias, new MemberWish { Alias = alias }), cancellation);

    /// <summary>Sets the operations contact, or takes it away when none is given. Refused as <see cref="SetAliasAsync"/>, a malformed contact.</summary>
    public Task<Result<AccountView>> SetContactAsync(OrderReach reach, string account, OwnerContact? contact, CancellationToken cancellation) =>
        SetAsync(reach, account, new AccountOrder { Name = "A", Contact = contact }, "SetAccountContact", new JsonObject { ["contact"] = contact is null ? null : "changed" }, (MemberSteps.Contact, new MemberWish { Contact = contact }), cancellation);

    /// <summary>Changes the name on AWS. Refused as <see cref="SetAliasAsync"/>, a malformed name.</summary>
    public Task<Result<AccountView>> RenameAsync(OrderReach reach, string account, string name, CancellationToken cancellation)
    {
        if (name.AsSpan().ContainsAny('<', '>')) return Task.FromResult<Result<AccountView>>(Problem.Malformed("AWS takes no < and > in a name.", nameof(AccountOrder.Name)));
        return SetAsync(reach, account, new AccountOrder { Name = name }, "RenameAccount", new JsonObject { ["name"] = name }, (MemberSteps.Name, new MemberWish { Name = name }), cancellation);
    }

    /// <summary>The way into an account that the caller manages.</summary>
    private async Task<Result<AwsConnection>> EnterAsync(OrderReach reach, string account, CancellationToken cancellation)
    {
        if (reach.Refusal(OrderQueries.Action) is { } refusal) return refusal;
        if (await new MemberSeats(database, marketplaces).FindAsync(reach, account, cancellation) is not { } seat) return MemberPlan.Missing;
        var connection = connections.Of(seat.Link);
        if (connection.Refused) return connection.Problems;
        var entered = await new MemberDoor(database, connections).EnterAsync(connection.Value, seat.Link, account, cancellation);
        return entered.Gave(out var member, out var problem) ? member : problem.ToProblem();
    }

    /// <param name="form">What is set, for the rules of the order form; what stands beside it there is right.</param>
    private Task<Result<AccountView>> SetAsync(OrderReach reach, string account, AccountOrder form, string name, JsonObject told, (string Kind, MemberWish Wish) step, CancellationToken cancellation) => acts.ActAsync(reach, account, act =>
    {
        if (act.Closed) return MemberPlan.Closed;
        if (form.Faults().FirstOrDefault() is { } fault) return fault;
        act.Stage(ids, name, (JsonObject)told.DeepClone(), step);
        return null;
    }, cancellation);
}

/// <summary>A contact as AWS has it.</summary>
/// <param name="Contact">Null when the account has none.</param>
public sealed record ReadContact(OwnerContact? Contact);

/// <summary>An alias as AWS has it.</summary>
/// <param name="Alias">Null when the account has none.</param>
public sealed record ReadAlias(string? Alias);
