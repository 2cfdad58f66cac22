using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Organizations;
using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.App.Agreements;

/// <summary>Who may do what with agreements: check 1 of storefront-and-procurement.md B.4, and B.2.</summary>
public static class AgreementRights
{
    private const string Prefix = "aws-marketplace:";

    /// <summary>Both keys are filled whatever a call names, because AWS's policies ask for them (B.2).</summary>
    private static readonly Keys Acceptor = new("Acceptor");

    /// <summary>Null when the caller has the right to each of the operations.</summary>
    /// <param name="operations">AWS's names: <c>CreateAgreementRequest</c>; or <c>Subscribe</c>, which accepting needs too.</param>
    public static Problem? Refused(Caller caller, params ReadOnlySpan<string> operations)
    {
        foreach (var operation in operations)
        {
            if (Authorization.Check(caller, Prefix + operation, "*", Acceptor) is { } refusal) return refusal with { Code = "INVALID_ACCESS" };
        }

        return null;
    }

    /// <summary>Null when the account is one that a linked tenant has, and active.</summary>
    internal static Problem? AccountRefused(TenantState? tenant, AccountId account)
    {
        if (tenant?.Marketplace.Organization.Tree is not { } tree || tree.Find(account.Value) is not { } node)
            return AgreementProblems.Access($"Account {account} belongs to no organization or account linked to this marketplace.");
        return tree.Nodes[node].State is AccountState.Suspended or AccountState.PendingClosure or AccountState.Closed or AccountState.PendingActivation
            ? AgreementProblems.AccountState($"Account {account} is {Word(tree.Nodes[node].State)}; only an active account buys.")
            : null;
    }

    private static string Word(AccountState state) => state switch
    {
        AccountState.Suspended => "suspended",
        AccountState.PendingActivation => "not active yet",
        _ => "closed",
    };

    private sealed class Keys(string party) : IConditionKeys
    {
        public StringValues Find(string key) =>
            key.Equals("aws-marketplace:AgreementType", StringComparison.OrdinalIgnoreCase) ? new StringValues("PurchaseAgreement")
            : key.Equals("aws-marketplace:PartyType", StringComparison.OrdinalIgnoreCase) ? new StringValues(party)
            : default;
    }
}
