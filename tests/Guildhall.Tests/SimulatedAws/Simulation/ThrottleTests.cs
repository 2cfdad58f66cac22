using Guildhall.SimulatedAws.Organizations;
using Guildhall.SimulatedAws.Simulation;

namespace Guildhall.Tests.SimulatedAws.Simulation;

/// <summary>Quotas on calls: token buckets of AWS's table (aws-operations.md A.2), off unless asked for.</summary>
public sealed class ThrottleTests
{
    [Fact]
    public async Task By_default_nothing_is_throttled()
    {
        await using var cloud = await SimulatedCloud.StartAsync();
        var management = cloud.Organization().Management;

        for (var count = 0; count < 50; count++) (await management.OrganizationsAsync("ListRoots")).Ok();
    }

    [Fact]
    public async Task A_bucket_gives_its_burst_and_fills_again()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { Throttle = ThrottleTable.Aws });
        var management = cloud.Organization().Management;

        Assert.Equal(12, await Burst());
        cloud.World.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(8, await Burst());
        cloud.World.Advance(TimeSpan.FromHours(1));
        Assert.Equal(12, await Burst());

        async Task<int> Burst()
        {
            for (var count = 0; ; count++)
            {
                var reply = await management.OrganizationsAsync("ListAccounts");
                if (reply.Error == "TooManyRequestsException") return count;
                reply.Ok();
            }
        }
    }

    [Fact]
    public async Task Several_accounts_share_the_organizations_bucket()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { Throttle = ThrottleTable.Aws });
        var organization = cloud.Organization();
        var member = cloud.Enter(organization.Member("Delegate"));
        cloud.World.Seed(seed =>
        {
            seed.DelegatedAdministrator(organization.Id, member.AccountId);
            return 0;
        });

        for (var count = 0; count < 12; count++) (await organization.Management.OrganizationsAsync("ListAccounts")).Ok();
        for (var count = 0; count < 3; count++) (await member.OrganizationsAsync("ListAccounts")).Ok();

        Assert.Equal("TooManyRequestsException", (await member.OrganizationsAsync("ListAccounts")).Error);
    }

    [Fact]
    public async Task A_flat_table_limits_every_operation()
    {
        await using var cloud = await SimulatedCloud.StartAsync(options => options with { Throttle = ThrottleTable.Flat(5, 2) });
        var management = cloud.Organization().Management;

        foreach (var operation in new[] { "ListRoots", "DescribeOrganization" })
        {
            for (var count = 0; count < 2; count++) (await management.OrganizationsAsync(operation)).Ok();
            Assert.Equal("TooManyRequestsException", (await management.OrganizationsAsync(operation)).Error);
        }
    }

    [Fact]
    public void AWS_limits_every_operation_that_changes_or_lists()
    {
        // LeaveOrganization alone has no published quota.
        var missing = OrganizationsOperations.All.Where(operation => ThrottleTable.Aws.RuleFor(operation.Name) is null).Select(operation => operation.Name);

        Assert.Equal(["LeaveOrganization"], missing);
    }
}
