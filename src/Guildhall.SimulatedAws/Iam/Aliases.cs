using System.Text.RegularExpressions;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>An account's alias: one at most, taken by one account in all of AWS (IAM API Reference, CreateAccountAlias).</summary>
internal static partial class Aliases
{
    private static readonly TextRule Alias = new(3, 63, Form());

    public static IReadOnlyList<QueryOperation> Operations { get; } = [new("CreateAccountAlias", Create), new("DeleteAccountAlias", Delete), new("ListAccountAliases", List)];

    /// <summary>Takes the place of the alias that the account had.</summary>
    private static OperationResult Create(QueryCall call)
    {
        var alias = call.Input.Text("AccountAlias", Alias);
        if (call.Input.Fault is { } fault) return fault;
        if (call.State.Indexes.Aliases.Of(alias).Count > 0) return new WireError("EntityAlreadyExists", $"The account alias {alias} already exists.", 409);
        call.State.Tables.Accounts.Put(call.State.Tables.Accounts.Get(call.AccountId) with { Alias = alias });
        return OperationResult.Empty;
    }

    private static OperationResult Delete(QueryCall call)
    {
        var alias = call.Input.Text("AccountAlias", Alias);
        if (call.Input.Fault is { } fault) return fault;
        var account = call.State.Tables.Accounts.Get(call.AccountId);
        if (account.Alias != alias) return new WireError("NoSuchEntity", $"The account has no alias {alias}.", 404);
        call.State.Tables.Accounts.Put(account with { Alias = null });
        return OperationResult.Empty;
    }

    private static OperationResult List(QueryCall call)
    {
        var page = Paging.Read(call.Input);
        if (call.Input.Fault is { } fault) return fault;
        return page.Of("AccountAliases", call.State.Tables.Accounts.Get(call.AccountId).Alias is { } alias ? [alias] : [], key => key);
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]\z")]
    private static partial Regex Form();
}
