using System.Text.Json;

namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Pages, tokens and the members of an account (aws-operations.md A.2).</summary>
public sealed class ListTests
{
    [Fact]
    public async Task Pages_hold_twenty_and_together_everything_once()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var organization = cloud.Organization(accountQuota: 100);
        string[] members = [organization.Management.AccountId, .. Enumerable.Range(1, 44).Select(number => organization.Member($"Account {number}"))];

        var pages = await Pages(organization.Management, "ListAccounts", "Accounts");

        Assert.Equal([20, 20, 5], pages.Select(page => page.Length));
        Assert.Equal(members.Order(StringComparer.Ordinal), pages.SelectMany(page => page));
    }

    [Fact]
    public async Task A_page_that_ends_the_list_exactly_has_no_token()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var organization = cloud.Organization(accountQuota: 100);
        for (var number = 1; number <= 19; number++) organization.Member($"Account {number}");

        Assert.False((await organization.Management.OrganizationsAsync("ListAccounts")).Ok().Json.TryGetProperty("NextToken", out _));
    }

    [Fact]
    public async Task A_page_may_be_empty_and_still_have_a_token()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { EmptyPages = 0.8 });
        var organization = cloud.Organization(accountQuota: 100);
        for (var number = 1; number <= 59; number++) organization.Member($"Account {number}");

        var pages = await Pages(organization.Management, "ListAccounts", "Accounts");

        Assert.Equal(60, pages.SelectMany(page => page).Distinct().Count());
        Assert.Contains(pages, page => page.Length == 0);
    }

    [Fact]
    public async Task A_token_of_another_list_or_of_nobody_is_refused()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var organization = cloud.Organization(accountQuota: 100);
        for (var number = 1; number <= 3; number++) organization.Member($"Account {number}");
        var token = (await organization.Management.OrganizationsAsync("ListAccounts", new { MaxResults = 1 })).Ok().Json.GetProperty("NextToken").GetString();

        var elsewhere = await organization.Management.OrganizationsAsync("ListAccountsForParent", new { ParentId = organization.RootId, NextToken = token });
        var invented = await organization.Management.OrganizationsAsync("ListAccounts", new { NextToken = "abc" });

        Assert.Equal("InvalidInputException/INVALID_NEXT_TOKEN", elsewhere.Error);
        Assert.Equal("InvalidInputException/INVALID_NEXT_TOKEN", invented.Error);
    }

    [Theory]
    [InlineData(0, "MIN_VALUE_EXCEEDED")]
    [InlineData(21, "MAX_VALUE_EXCEEDED")]
    public async Task A_page_has_one_to_twenty_items(int size, string reason)
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var organization = cloud.Organization();

        Assert.Equal("InvalidInputException/" + reason, (await organization.Management.OrganizationsAsync("ListAccounts", new { MaxResults = size })).Error);
    }

    [Fact]
    public async Task Paths_and_the_leaving_status_are_switches()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { ListPaths = false, ListStatus = true });
        var organization = cloud.Organization();
        var unit = organization.Unit("Finance");
        var closed = organization.Member("Closed", unit);
        (await organization.Management.OrganizationsAsync("CloseAccount", new { AccountId = closed })).Ok();
        cloud.World.Advance(TimeSpan.FromSeconds(1));

        var account = (await organization.Management.OrganizationsAsync("DescribeAccount", new { AccountId = closed })).Ok().Json.GetProperty("Account");
        var described = (await organization.Management.OrganizationsAsync("DescribeOrganizationalUnit", new { OrganizationalUnitId = unit })).Ok().Json.GetProperty("OrganizationalUnit");

        Assert.Equal("CLOSED", account.GetProperty("State").GetString());
        Assert.Equal("SUSPENDED", account.GetProperty("Status").GetString());
        Assert.False(account.TryGetProperty("Paths", out _));
        Assert.False(described.TryGetProperty("Path", out _));
    }

    [Fact]
    public async Task Children_are_listed_by_their_type()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var organization = cloud.Organization();
        var unit = organization.Unit("Finance");
        var account = organization.Member("Payroll", unit);
        var inner = organization.Unit("Inner", unit);

        Assert.Equal([account], await Children("ACCOUNT"));
        Assert.Equal([inner], await Children("ORGANIZATIONAL_UNIT"));
        Assert.Equal([[inner]], await Pages(organization.Management, "ListOrganizationalUnitsForParent", "OrganizationalUnits", unit));
        Assert.Equal([[account]], await Pages(organization.Management, "ListAccountsForParent", "Accounts", unit));

        async Task<IEnumerable<string?>> Children(string type) =>
            (await organization.Management.OrganizationsAsync("ListChildren", new { ParentId = unit, ChildType = type })).Ok()
                .Json.GetProperty("Children").EnumerateArray().Select(child => child.GetProperty("Id").GetString());
    }

    private static async Task<List<string[]>> Pages(CloudCaller caller, string operation, string member, string? parent = null)
    {
        var pages = new List<string[]>();
        string? token = null;
        do
        {
            var input = new Dictionary<string, object>();
            if (parent is not null) input["ParentId"] = parent;
            if (token is not null) input["NextToken"] = token;
            var page = (await caller.OrganizationsAsync(operation, input)).Ok().Json;
            pages.Add([.. page.GetProperty(member).EnumerateArray().Select(item => item.GetProperty("Id").GetString()!)]);
            token = page.TryGetProperty("NextToken", out JsonElement next) ? next.GetString() : null;
        }
        while (token is not null);
        return pages;
    }
}
