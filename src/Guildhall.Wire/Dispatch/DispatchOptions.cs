using System.Collections.Frozen;

namespace Guildhall.Wire.Dispatch;

/// <summary>How a server speaks the AWS protocols.</summary>
public sealed record DispatchOptions
{
    /// <summary>The longest body in bytes (S-09, decisions 32).</summary>
    public int BodyLimit { get; init; } = 1_048_576;

    /// <summary>A path prefix that is taken off before routing; the signature covers it.</summary>
    public string Prefix { get; init; } = "/aws";

    /// <summary>The host names served; null serves any (S-11).</summary>
    public IReadOnlySet<string>? Hosts { get; init; }

    /// <summary>Paths below these are never an AWS operation, even when signed: the server's own API.</summary>
    public IReadOnlyList<string> OtherPaths { get; init; } = ["/api/", "/_simulation/", "/health/"];

    /// <summary>Services whose own errors spell the text member <c>Message</c>; all others write <c>message</c> (aws-operations.md A.1).</summary>
    public IReadOnlySet<string> CapitalMessageServices { get; init; } = FrozenSet.Create("organizations", "cur");

    /// <summary>The XML namespace of a Query service, by signing name and version.</summary>
    public Func<string, string, string> XmlNamespace { get; init; } =
        (service, version) => "https://" + service + ".amazonaws.com/doc/" + version + "/";

    /// <summary>Makes request ids; UUIDs unless a test wants others.</summary>
    public Func<string> NewRequestId { get; init; } = RequestIds.NewUuid;

    /// <summary>Told of each refused authentication, before the answer is sent.</summary>
    public Func<FailedAuthentication, CancellationToken, ValueTask>? OnFailure { get; init; }

    /// <summary>The code of an unexpected failure, by operation.</summary>
    public Func<Operation, string> InternalErrorCode { get; init; } = operation => operation.InternalErrorCode ?? (operation.Protocol, operation.Service) switch
    {
        (Protocol.RestJson, _) => "InternalServiceException",
        (Protocol.AwsJson, "organizations") => "ServiceException",
        (Protocol.AwsJson or Protocol.RpcCbor, _) => "InternalServerException",
        (Protocol.Query, "iam") => "ServiceFailure",
        _ => "InternalFailure",
    };
}
