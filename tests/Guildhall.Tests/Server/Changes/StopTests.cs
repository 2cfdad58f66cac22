using Guildhall.App.Store.Rows;

namespace Guildhall.Tests.Server.Changes;

public sealed class StopTests
{
    /// <summary>contract.md 1: it ends within seconds, whatever the delay that holds sets in PREPARING.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_stop_leaves_a_set_that_is_held_in_preparing_to_the_next_start()
    {
        await using var hall = await RunningHall.StartAsync(with: options => options with { ChangeSetDelay = TimeSpan.FromHours(1) });
        var administrator = await hall.AdministratorAsync();
        var set = await administrator.StartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Later" } });

        await hall.Guildhall.Worker.StopAsync();

        var described = await hall.Guildhall.ChangeSetQueries.DescribeAsync(hall.Guildhall.Keys.FindCaller(administrator.Credentials.AccessKeyId)!, set, TestContext.Current.CancellationToken);
        Assert.Equal(ChangeSetStatus.Preparing, described.Value.Status);
    }
}
