using Guildhall.App.Organizations;
using Guildhall.Tests.App.Cloud;

namespace Guildhall.Tests.App.Organizations;

public sealed class SyncRetriesTests
{
    [Fact]
    public async Task A_link_that_goes_on_failing_is_read_ever_later_up_to_the_interval()
    {
        var clock = new SteppedClock();
        var retries = new SyncRetries(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(35), clock);
        List<double> pauses = [];
        for (var failures = 0; failures < 4; failures++)
        {
            retries.Failed("link");
            var failed = clock.Passed;
            while (!retries.MayTry("link"))
            {
                await clock.DriveAsync(Task.Run(async () =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), clock);
                    return 0;
                }));
            }

            pauses.Add((clock.Passed - failed).TotalSeconds);
        }

        Assert.Equal([10, 20, 35, 35], pauses);
        Assert.True(retries.Any);
        Assert.True(retries.MayTry("other"));
        retries.Succeeded("link");
        Assert.False(retries.Any);
    }
}
