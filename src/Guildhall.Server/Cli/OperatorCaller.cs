using Guildhall.App.Access;
using Guildhall.App.People;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary>Whoever may run commands on the data folder acts for any account: no policy stands against him, the account's own standing does.</summary>
internal static class OperatorCaller
{
    public static Caller Of(AccountId account) => new(account, "operator", LocalOperator.Credential, Role.Compile([Role.MarketplaceManager]));
}
