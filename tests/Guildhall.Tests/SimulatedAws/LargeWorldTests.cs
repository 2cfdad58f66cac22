namespace Guildhall.Tests.SimulatedAws;

/// <summary>The largest organization that AWS allows: 50,000 accounts and 2,000 units (aws-operations.md A.2).</summary>
public sealed class LargeWorldTests
{
    private const int Accounts = 50_000;
    private const int Units = 2000;

    [Fact]
    public async Task Fifty_thousand_accounts_are_each_listed_once_with_their_path()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var organization = cloud.Organization(accountQuota: 60_000);
        cloud.World.Seed(seed =>
        {
            List<string> parents = [organization.RootId];
            for (var number = 0; number < Units; number++) parents.Add(seed.Unit(organization.Id, parents[number / 8], $"Unit {number}"));
            for (var number = 1; number < Accounts; number++)
                seed.Member(organization.Id, parents[number % parents.Count], $"Account {number}", $"a{number}@example.com", withRoles: false);
            return 0;
        });

        var (pages, paths) = await ListAsync(organization.Management);

        Assert.Equal(Accounts / 20, pages);
        Assert.Equal(Accounts, paths.Count);
        Assert.Equal(Units + 1, paths.Select(path => path[..(path.TrimEnd('/').LastIndexOf('/') + 1)]).Distinct().Count());
        var over = await organization.Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = organization.RootId, Name = "One more" });
        Assert.Equal("ConstraintViolationException/OU_NUMBER_LIMIT_EXCEEDED", over.Error);
    }

    private static async Task<(int Pages, HashSet<string> Paths)> ListAsync(CloudCaller caller)
    {
        var (pages, paths) = (0, new HashSet<string>());
        string? token = null;
        do
        {
            var page = (await caller.OrganizationsAsync("ListAccounts", token is null ? null : new { NextToken = token })).Ok().Json;
            foreach (var account in page.GetProperty("Accounts").EnumerateArray()) Assert.True(paths.Add(account.GetProperty("Paths")[0].GetString()!));
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
            pages++;
        }
        while (token is not null);
        return (pages, paths);
    }
}
