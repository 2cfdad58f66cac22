using Guildhall.App.Cloud.Organizations;

namespace Guildhall.App.Cloud.Identity;

/// <summary>The account's alias: one at most.</summary>
public sealed partial class IamClient
{
    /// <summary>The alias of the calling account; an empty list when it has none.</summary>
    public Task<CloudAnswer<Page<string>>> ListAccountAliasesAsync(CancellationToken cancellationToken) => _api.CallAsync(
        "ListAccountAliases",
        [],
        result => result.Element("AccountAliases") is { } aliases ? new Page<string>([.. aliases.Elements("member").Select(m => m.Value.Trim())], NextToken: null) : null,
        cancellationToken);

    /// <summary>Takes the place of the alias that there was. Null when done; <see cref="CloudTrouble.Already"/> when some account of AWS has it.</summary>
    public Task<CloudProblem?> CreateAccountAliasAsync(string alias, CancellationToken cancellationToken) => _api.DoAsync("CreateAccountAlias", [("AccountAlias", alias)], cancellationToken);

    /// <summary>Null when done; <see cref="CloudTrouble.NotFound"/> when the account has another or none.</summary>
    public Task<CloudProblem?> DeleteAccountAliasAsync(string alias, CancellationToken cancellationToken) => _api.DoAsync("DeleteAccountAlias", [("AccountAlias", alias)], cancellationToken);
}
