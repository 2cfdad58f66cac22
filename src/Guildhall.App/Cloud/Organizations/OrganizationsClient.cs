using System.Text.Json.Serialization.Metadata;
using Guildhall.App.Cloud.Protocols;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>
/// AWS Organizations. Each method is one call (tried again by the connection's rule); lists are given page by page, 20 items at most.
/// aws-operations.md A.2, A.4, A.7.
/// </summary>
public sealed partial class OrganizationsClient(AwsConnection connection)
{
    private static readonly OrganizationShapes Shapes = OrganizationShapes.Default;

    private readonly JsonApi _api = new(connection, AwsService.Organizations, "AWSOrganizationsV20161128");

    /// <summary>The organization of the calling account; <see cref="CloudTrouble.NoOrganization"/> when it is in none.</summary>
    public Task<CloudAnswer<DescribedOrganization>> DescribeOrganizationAsync(CancellationToken cancellationToken) =>
        CallAsync("DescribeOrganization", new NoInput(), Shapes.NoInput, Shapes.OrganizationOutput, o => AnswerReading.Organization(o.Organization), cancellationToken);

    public Task<CloudAnswer<Page<string>>> ListRootsAsync(string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            "ListRoots", new PageInput(nextToken), Shapes.PageInput, Shapes.RootsOutput, o => AnswerReading.Page(o.Roots, o.NextToken, AnswerReading.Root), cancellationToken);

    public Task<CloudAnswer<Page<ListedAccount>>> ListAccountsAsync(string? nextToken, CancellationToken cancellationToken) =>
        CallAsync("ListAccounts", new PageInput(nextToken), Shapes.PageInput, Shapes.AccountsOutput, Accounts, cancellationToken);

    /// <param name="parent">The root or an OU.</param>
    public Task<CloudAnswer<Page<ListedAccount>>> ListAccountsForParentAsync(string parent, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync("ListAccountsForParent", new ParentInput(parent, nextToken), Shapes.ParentInput, Shapes.AccountsOutput, Accounts, cancellationToken);

    /// <param name="parent">The root or an OU.</param>
    public Task<CloudAnswer<Page<ListedUnit>>> ListOrganizationalUnitsForParentAsync(string parent, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            "ListOrganizationalUnitsForParent",
            new ParentInput(parent, nextToken),
            Shapes.ParentInput,
            Shapes.UnitsOutput,
            o => AnswerReading.Sorted(o.OrganizationalUnits, o.NextToken, AnswerReading.Unit, u => u?.Id),
            cancellationToken);

    /// <summary>The one parent of an account or OU.</summary>
    public Task<CloudAnswer<Page<string>>> ListParentsAsync(string child, CancellationToken cancellationToken) =>
        CallAsync(
            "ListParents",
            new ChildInput(child, NextToken: null),
            Shapes.ChildInput,
            Shapes.ParentsOutput,
            o => AnswerReading.Page(o.Parents, o.NextToken, AnswerReading.Parent),
            cancellationToken);

    /// <summary><see cref="CloudTrouble.NotFound"/> when the organization has no such account.</summary>
    public Task<CloudAnswer<ListedAccount>> DescribeAccountAsync(string account, CancellationToken cancellationToken) =>
        CallAsync("DescribeAccount", new AccountInput(account), Shapes.AccountInput, Shapes.AccountOutput, o => AnswerReading.Account(o.Account), cancellationToken);

    /// <summary><see cref="CloudTrouble.NotFound"/> when the organization has no such OU.</summary>
    public Task<CloudAnswer<ListedUnit>> DescribeOrganizationalUnitAsync(string unit, CancellationToken cancellationToken) =>
        CallAsync(
            "DescribeOrganizationalUnit", new UnitInput(unit), Shapes.UnitInput, Shapes.UnitOutput, o => AnswerReading.Unit(o.OrganizationalUnit), cancellationToken);

    private static Page<ListedAccount>? Accounts(AccountsOutput output) => AnswerReading.Sorted(output.Accounts, output.NextToken, AnswerReading.Account, a => a?.Id);

    private async Task<CloudAnswer<T>> CallAsync<TIn, TOut, T>(
        string operation,
        TIn input,
        JsonTypeInfo<TIn> inputShape,
        JsonTypeInfo<TOut> outputShape,
        Func<TOut, T?> read,
        CancellationToken cancellationToken)
        where TOut : class
        where T : class
    {
        var answer = await _api.CallAsync(operation, input, inputShape, outputShape, cancellationToken);
        return answer.Select<T>(output => read(output) is { } value ? value : CloudProblem.NotOurs($"AWS answered {operation} with an id of a form that AWS does not have."));
    }
}
