using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Guildhall.App.Cloud.Outbound;

namespace Guildhall.App.Cloud.Storage;

/// <summary>The SDK's S3 client on the one guarded way out: no repetitions of its own, no redirects, failures as problems.</summary>
internal static class StorageDoor
{
    /// <summary>One try of a call whose answer is read whole and within the limits; every failure as a problem.</summary>
    /// <param name="region">The buckets'.</param>
    /// <param name="streams">A success is not read at all, but given as it comes: whoever reads it keeps to limits of its own.</param>
    public static async Task<CloudAnswer<T>> TryAsync<T>(AwsDoor door, string region, Func<AmazonS3Client, Task<T>> call, CancellationToken cancellation, bool streams = false)
        where T : class
    {
        using var s3 = Client(door, region, streams);
        try
        {
            return await call(s3);
        }
        catch (AmazonS3Exception refused)
        {
            var code = refused.ErrorCode is { Length: > 0 } named ? named : $"Http{(int)refused.StatusCode}";
            return CloudProblems.Of(new AwsError((int)refused.StatusCode, code, refused.Message, (refused.InnerException as HttpErrorResponseException)?.Response.GetHeaderValue("x-amz-bucket-region"), refused.RequestId));
        }
        catch (Exception broken) when (broken is HttpRequestException or AmazonClientException or IOException || (broken is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return CloudProblems.Of(OutboundClient.Failure(broken), door.Target.AddressOf(AwsService.Buckets, region));
        }
    }

    private static AmazonS3Client Client(AwsDoor door, string region, bool streams)
    {
        var config = new AmazonS3Config
        {
            HttpClientFactory = new WayOutClients(door.WayOut, streams),
            MaxErrorRetry = 0,
            ThrottleRetries = false,
            Timeout = OutboundLimits.Control.Total,
            AllowAutoRedirect = false,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (door.Target.Endpoint is { } endpoint) (config.ServiceURL, config.ForcePathStyle, config.AuthenticationRegion) = (endpoint.AbsoluteUri, true, region);
        else config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        var key = door.Credentials;
        AWSCredentials credentials = key.SessionToken is { } token
            ? new SessionAWSCredentials(key.AccessKeyId, key.SecretAccessKey, token)
            : new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey);
        return new AmazonS3Client(credentials, config);
    }

    private sealed class WayOutClients(HttpMessageHandler wayOut, bool streams) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new BoundedAnswers(wayOut, streams), disposeHandler: true);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
    }
}

