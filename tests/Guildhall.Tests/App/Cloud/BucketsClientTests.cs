using System.Net;
using Guildhall.App.Cloud.Storage;

namespace Guildhall.Tests.App.Cloud;

public sealed class BucketsClientTests
{
    [Fact]
    public async Task A_redirect_tells_in_which_region_the_bucket_is()
    {
        using var aws = new Redirecting();
        using var fixture = new CloudFixture(aws);

        var head = await new BucketsClient(fixture.Connection(), "us-east-1").HeadBucketAsync("reports", TestContext.Current.CancellationToken);

        Assert.Null(head.Problem);
        Assert.Equal(new BucketStanding(BucketPlace.OtherRegion, "eu-west-3"), head.Value);
    }

    private sealed class Redirecting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var moved = new HttpResponseMessage(HttpStatusCode.MovedPermanently) { Content = new ByteArrayContent([]), RequestMessage = request };
            moved.Headers.Add("x-amz-bucket-region", "eu-west-3");
            return Task.FromResult(moved);
        }
    }
}
