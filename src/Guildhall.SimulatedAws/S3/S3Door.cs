using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Simulation;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;
using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Guildhall.SimulatedAws.S3;

/// <summary>
/// What stands before every operation of S3: the signature, the caller's and the bucket's policy. A request is S3's when it is signed for <c>s3</c>; all
/// others go on.
/// </summary>
internal sealed class S3Door(FrontDoor door, SignatureVerifier verifier)
{
    private const int BodyLimit = 64 * 1024 * 1024;

    private static readonly DispatchOptions Options = new() { BodyLimit = BodyLimit };

    private readonly RequestAuthenticator _authenticator = new(verifier, Options);

    public async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        if (RegionOf(context.Request) is not { } region)
        {
            await next(context);
            return;
        }

        var id = Options.NewRequestId();
        var answer = await AnswerAsync(context, region, id);
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["x-amz-request-id"] = id;
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        if (answer.ContentType is { } type) response.ContentType = type;
        if (answer.Status == StatusCodes.Status204NoContent) return;
        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private async Task<S3Answer> AnswerAsync(HttpContext context, string region, string id)
    {
        var request = context.Request;
        var (bucket, key) = Parts(request.Path.Value ?? "/");
        var resource = "/" + bucket + (key.Length > 0 ? "/" + key : "");
        switch (await _authenticator.AuthenticateAsync(context, S3Errors.Service, null, context.RequestAborted))
        {
            case Authentication.Accepted accepted when S3Operations.Find(request.Method, bucket, key, request.Query, request.Headers) is { } operation:
                var call = CallOf(operation, accepted, request, id);
                var result = await door.ServeAsync(call, (state, _) => Serve(state, operation, (Signer)accepted.Key.Principal, region, bucket, key, request, accepted.Body), context.RequestAborted);
                return result as S3Answer ?? S3Answer.Refusal(((ErrorResult)result).Refusal, id, resource) with { Headers = RegionHeader(((ErrorResult)result).Refusal) };
            case Authentication.Accepted:
                return S3Answer.Refusal(S3Errors.Unknown(), id, resource);
            case Authentication.Refused { Failure: { } failure } refused:
                return S3Answer.Refusal(S3Errors.Of(failure, refused.Message), id, resource);
            default:
                return S3Answer.Refusal(new WireError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.", 400), id, resource);
        }
    }

    private static OperationResult Serve(
        WorldState state, S3Operation operation, Signer signer, string region, string bucket, string key, HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (Identity.Find(state, signer) is not { } caller) return S3Errors.Denied();
        if (Denied(state, caller, operation.Action, bucket, key) is { } denied) return denied;
        if (request.Headers["x-amz-expected-bucket-owner"].ToString() is { Length: > 0 } owner && state.Tables.Buckets.Find(bucket) is { } there && there.AccountId != owner) return S3Errors.Denied();
        var result = operation.Handle(new S3Call(state, caller, region, bucket, key, request.Query, request.Headers, body));

        // Whether a key exists is told to those alone who may list the bucket (aws-operations.md A.10).
        return result is ErrorResult { Refusal.Code: "NoSuchKey" } && Denied(state, caller, "ListBucket", bucket, "") is { } hidden ? hidden : result;
    }

    private static WireError? Denied(WorldState state, Identity caller, string action, string bucket, string key) => IsAllowed(state, caller, action, bucket, key)
        ? null
        : S3Errors.Denied($"User: {caller.Arn} is not authorized to perform: s3:{action} on resource: \"{ArnOf(bucket, key)}\"");

    /// <summary>The caller's policies and the bucket's decide; in another's bucket both must allow. Whether a bucket exists is told to everybody, as AWS does.</summary>
    private static bool IsAllowed(WorldState state, Identity caller, string action, string bucket, string key)
    {
        var context = Authorization.Context(caller, Keys(state, bucket));
        var request = Authorization.Request(caller, "s3:" + action, ArnOf(bucket, key), context);
        var there = state.Tables.Buckets.Find(bucket);
        if (action == "CreateBucket") there = null;
        var identity = caller.Policies ?? Policies.Everything;
        if (there is null || (there.Policy is null && there.AccountId == caller.AccountId)) return identity.Evaluate(request).IsAllowed;
        if (there.Policy is null) return false;
        var policy = new NamedPolicy("bucket policy", PolicyDocument.FromStored(there.Policy, PolicyKind.Resource));
        return identity.Evaluate(request, new ResourcePolicy(there.AccountId, policy)).IsAllowed;
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Keys(WorldState state, string bucket)
    {
        // A client of the simulation comes over loopback; a policy that wants TLS must not shut it out.
        yield return new("aws:SecureTransport", "true");
        if (state.Tables.Buckets.Find(bucket) is { } there) yield return new("aws:ResourceAccount", there.AccountId);
    }

    private static string ArnOf(string bucket, string key) => bucket.Length == 0 ? "*" : $"arn:aws:s3:::{bucket}{(key.Length > 0 ? "/" + key : "")}";

    private static IReadOnlyList<KeyValuePair<string, string>> RegionHeader(WireError error) =>
        error.Members.FirstOrDefault(member => member.Key == "Region") is { Value: { } region } ? [new("x-amz-bucket-region", region)] : [];

    private static (string Bucket, string Key) Parts(string path)
    {
        var slash = path.IndexOf('/', 1);
        return slash < 0 ? (path[1..], "") : (path[1..slash], path[(slash + 1)..]);
    }

    private static OperationCall CallOf(S3Operation operation, Authentication.Accepted accepted, HttpRequest request, string id) => new()
    {
        RequestId = id,
        Operation = Operation.Rest(S3Errors.Service, request.Method, "/", operation.Name, (_, _) => throw new InvalidOperationException("S3 has a door of its own.")),
        Key = accepted.Key,
        Body = accepted.Body,
    };

    /// <summary>The region of the scope when it is one of S3, in the header or in the query of a presigned request.</summary>
    private static string? RegionOf(HttpRequest request)
    {
        var credential = request.Query["X-Amz-Credential"].ToString();
        if (credential.Length == 0 && request.Headers.Authorization.ToString().Split("Credential=") is [_, var rest, ..]) credential = rest.Split(',')[0];
        return credential.Trim().Split('/') is [_, _, var region, S3Errors.Service, _] ? region : null;
    }
}
