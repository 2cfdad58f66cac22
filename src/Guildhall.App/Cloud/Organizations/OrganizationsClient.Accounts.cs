using Guildhall.Domain.Vending;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>Making member accounts, their place and their tags. aws-operations.md A.6.</summary>
public sealed partial class OrganizationsClient
{
    /// <summary>The operation's name, for those who look at its pace.</summary>
    internal const string CreateAccount = "CreateAccount";

    private static readonly AccountShapes Accounting = AccountShapes.Default;

    /// <summary>
    /// Asks AWS for an account: one call, never repeated here, because AWS takes no token against doing it twice. The answer says that it was begun; a
    /// problem may mean that it was begun all the same (<see cref="CloudProblem.ProvesNothingHappened"/>).
    /// </summary>
    public async Task<CloudAnswer<CreationStatus>> CreateAccountAsync(NewAccount account, CancellationToken cancellationToken)
    {
        var input = new CreateAccountInput(account.Email, account.Name, account.RoleName, account.SeesBilling ? "ALLOW" : "DENY", [.. account.Tags.Select(t => new WireTag(t.Key, t.Value))]);
        var answer = await _api.CallOnceAsync(CreateAccount, input, Accounting.CreateAccountInput, Accounting.CreationOutput, cancellationToken);
        return answer.Select<CreationStatus>(output => CreationReading.Status(output.CreateAccountStatus) is { } status ? status : CloudProblem.Garbled("The answer to CreateAccount names no creation."));
    }

    /// <summary><see cref="CloudTrouble.NotFound"/> when AWS has no such creation (any more).</summary>
    public Task<CloudAnswer<CreationStatus>> DescribeCreateAccountStatusAsync(string requestId, CancellationToken cancellationToken) =>
        CallAsync(
            "DescribeCreateAccountStatus",
            new CreationInput(requestId),
            Accounting.CreationInput,
            Accounting.CreationOutput,
            o => CreationReading.Status(o.CreateAccountStatus),
            cancellationToken);

    /// <summary>Creations of all states.</summary>
    public Task<CloudAnswer<Page<CreationStatus>>> ListCreateAccountStatusAsync(string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            "ListCreateAccountStatus",
            new CreationsInput(nextToken),
            Accounting.CreationsInput,
            Accounting.CreationsOutput,
            o => AnswerReading.Sorted(o.CreateAccountStatuses, o.NextToken, CreationReading.Status, c => c?.Id),
            cancellationToken);

    /// <summary>Null when done; <see cref="CloudTrouble.Already"/> when it is there.</summary>
    public async Task<CloudProblem?> MoveAccountAsync(string account, string from, string to, CancellationToken cancellationToken) =>
        (await _api.CallAsync("MoveAccount", new MoveInput(account, from, to), Accounting.MoveInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>Adds tags or changes their values. Null when done.</summary>
    public async Task<CloudProblem?> TagResourceAsync(string resource, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) =>
        (await _api.CallAsync(
            "TagResource", new TagInput(resource, [.. tags.Select(t => new WireTag(t.Key, t.Value))]), Accounting.TagInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>Takes tags away; keys that are not there are none. Null when done.</summary>
    public async Task<CloudProblem?> UntagResourceAsync(string resource, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        (await _api.CallAsync("UntagResource", new UntagInput(resource, keys), Accounting.UntagInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>
    /// Asks AWS to close a member: null when it has begun. <see cref="CloudTrouble.Already"/> when it is closed. One call: at its pace of one in 40 seconds
    /// whoever repeats it would wait for minutes; the ledger asks again.
    /// </summary>
    public async Task<CloudProblem?> CloseAccountAsync(string account, CancellationToken cancellationToken) =>
        (await _api.CallOnceAsync("CloseAccount", new AccountInput(account), Shapes.AccountInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>Takes a member out. Null when done; <see cref="CloudTrouble.NotFound"/> when the organization does not have it.</summary>
    public async Task<CloudProblem?> RemoveAccountFromOrganizationAsync(string account, CancellationToken cancellationToken) =>
        (await _api.CallAsync("RemoveAccountFromOrganization", new AccountInput(account), Shapes.AccountInput, Shapes.Nothing, cancellationToken)).Problem;

    /// <summary>One page of a resource's tags.</summary>
    public Task<CloudAnswer<Page<ResourceTag>>> ListTagsForResourceAsync(string resource, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            "ListTagsForResource",
            new TagsPageInput(resource, nextToken),
            Accounting.TagsPageInput,
            Accounting.TagsOutput,
            o => AnswerReading.Page(o.Tags, o.NextToken, t => t is { Key: { } key } ? new ResourceTag(key, t.Value ?? "") : null),
            cancellationToken);
}
