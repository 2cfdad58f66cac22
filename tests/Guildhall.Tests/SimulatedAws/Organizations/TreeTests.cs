namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Organizational units and where accounts are (aws-operations.md A.2, A.4, A.6).</summary>
public sealed class TreeTests : CloudTest
{
    [Fact]
    public async Task A_new_unit_tells_its_id_arn_name_and_path()
    {
        var unit = (await Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "Finance" })).Ok()
            .Json.GetProperty("OrganizationalUnit");

        var id = unit.GetProperty("Id").GetString()!;
        Assert.Matches($"^ou-{Organization.RootId[2..]}-[a-z0-9]{{8}}$", id);
        Assert.Equal($"arn:aws:organizations::{Management.AccountId}:ou/{Organization.Id}/{id}", unit.GetProperty("Arn").GetString());
        Assert.Equal("Finance", unit.GetProperty("Name").GetString());
        Assert.Equal($"{Organization.Id}/{Organization.RootId}/{id}/", unit.GetProperty("Path").GetString());
    }

    [Fact]
    public async Task Units_are_at_most_five_deep()
    {
        var parent = Organization.RootId;
        for (var depth = 1; depth <= 5; depth++)
        {
            var made = await Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = parent, Name = "Same name" });
            parent = made.Ok().Json.GetProperty("OrganizationalUnit").GetProperty("Id").GetString()!;
        }

        var sixth = await Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = parent, Name = "Six" });

        Assert.Equal("ConstraintViolationException/OU_DEPTH_LIMIT_EXCEEDED", sixth.Error);
        Assert.Equal(400, sixth.Status);
    }

    [Fact]
    public async Task Siblings_have_different_names()
    {
        var finance = Organization.Unit("Finance");
        var sales = Organization.Unit("Sales");

        var twin = await Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "Finance" });
        var renamed = await Management.OrganizationsAsync("UpdateOrganizationalUnit", new { OrganizationalUnitId = sales, Name = "Finance" });
        var unchanged = await Management.OrganizationsAsync("UpdateOrganizationalUnit", new { OrganizationalUnitId = finance, Name = "Finance" });

        Assert.Equal("DuplicateOrganizationalUnitException", twin.Error);
        Assert.Equal("DuplicateOrganizationalUnitException", renamed.Error);
        Assert.Null(unchanged.Error);
    }

    [Fact]
    public async Task Of_many_equal_requests_at_once_one_succeeds()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ =>
            Management.OrganizationsAsync("CreateOrganizationalUnit", new { ParentId = Organization.RootId, Name = "Contested" })));

        Assert.Single(replies, reply => reply.Status == 200);
        Assert.Equal(31, replies.Count(reply => reply.Error == "DuplicateOrganizationalUnitException"));
    }

    [Fact]
    public async Task A_unit_with_something_in_it_is_not_deleted()
    {
        var finance = Organization.Unit("Finance");
        Organization.Member("Payroll", finance);

        Assert.Equal("OrganizationalUnitNotEmptyException", (await Delete(finance)).Error);

        var empty = Organization.Unit("Empty");
        Assert.Equal("", (await Delete(empty)).Ok().Body);
        Assert.Equal("OrganizationalUnitNotFoundException", (await Delete(empty)).Error);

        Task<CloudReply> Delete(string id) => Management.OrganizationsAsync("DeleteOrganizationalUnit", new { OrganizationalUnitId = id });
    }

    [Fact]
    public async Task An_account_moves_only_from_where_it_is()
    {
        var finance = Organization.Unit("Finance");
        var sales = Organization.Unit("Sales");
        var account = Organization.Member("Payroll");

        Assert.Equal("SourceParentNotFoundException", (await Move(sales, finance)).Error);
        Assert.Equal("DestinationParentNotFoundException", (await Move(Organization.RootId, finance[..^8] + "zzzzzzzz")).Error);
        Assert.Equal("DuplicateAccountException", (await Move(Organization.RootId, Organization.RootId)).Error);
        Assert.Null((await Move(Organization.RootId, finance)).Error);

        var parent = (await Management.OrganizationsAsync("ListParents", new { ChildId = account })).Ok().Json.GetProperty("Parents")[0];
        Assert.Equal(finance, parent.GetProperty("Id").GetString());
        Assert.Equal("ORGANIZATIONAL_UNIT", parent.GetProperty("Type").GetString());

        Task<CloudReply> Move(string from, string to) =>
            Management.OrganizationsAsync("MoveAccount", new { AccountId = account, SourceParentId = from, DestinationParentId = to });
    }

    [Fact]
    public async Task Unknown_parents_and_children_are_told_apart()
    {
        Assert.Equal("ParentNotFoundException", (await Management.OrganizationsAsync("ListAccountsForParent", new { ParentId = "r-zzzz" })).Error);
        Assert.Equal("ParentNotFoundException", (await Management.OrganizationsAsync("ListChildren", new { ParentId = "r-zzzz", ChildType = "ACCOUNT" })).Error);
        Assert.Equal("ChildNotFoundException", (await Management.OrganizationsAsync("ListParents", new { ChildId = "000000000001" })).Error);
        Assert.Equal("AccountNotFoundException", (await Management.OrganizationsAsync("DescribeAccount", new { AccountId = "000000000001" })).Error);
    }

    [Fact]
    public async Task AnotherOrganizations_things_look_absent()
    {
        var other = Cloud.Organization(email: "other@example.com");
        var unit = other.Unit("Theirs");
        var account = other.Member("Their account", unit);

        Assert.Equal("OrganizationalUnitNotFoundException", (await Management.OrganizationsAsync("DescribeOrganizationalUnit", new { OrganizationalUnitId = unit })).Error);
        Assert.Equal("AccountNotFoundException", (await Management.OrganizationsAsync("DescribeAccount", new { AccountId = account })).Error);
        Assert.Equal("ParentNotFoundException", (await Management.OrganizationsAsync("ListAccountsForParent", new { ParentId = unit })).Error);
        Assert.Equal("TargetNotFoundException", (await Management.OrganizationsAsync("ListTagsForResource", new { ResourceId = account })).Error);
    }
}
