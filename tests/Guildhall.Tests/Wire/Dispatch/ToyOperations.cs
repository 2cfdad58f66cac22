using System.Text.Json;
using System.Xml.Linq;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>A few operations of each protocol, for tests of the dispatcher.</summary>
internal static class ToyOperations
{
    public const string Marketplace = "aws-marketplace";

    private static readonly IReadOnlySet<string> NoTimes = new HashSet<string>();

    public static OperationTable Table { get; } = new(
    [
        Operation.Rest(Marketplace, "POST", "/ListThings", "ListThings", EchoAsync),
        Operation.Rest(Marketplace, "GET", "/DescribeThing", "DescribeThing", DescribeAsync),
        Operation.Rest(Marketplace, "POST", "/StartThing", "StartThing", EmptyAsync, changesState: true),
        Operation.Rest(Marketplace, "GET", "/StopThing", "StopThing", EmptyAsync, changesState: true),
        Operation.Rest(Marketplace, "POST", "/FailThing", "FailThing", FailAsync),
        Operation.Rest(Marketplace, "POST", "/BreakThing", "BreakThing", BreakAsync),
        Operation.Rest(Marketplace, "POST", "/WaitForThing", "WaitForThing", WaitAsync),
        Operation.Json("organizations", "Toy_v1", "ListThings", EchoAsync),
        Operation.Json("organizations", "Toy_v1", "StartThing", EmptyAsync, changesState: true),
        Operation.Json("organizations", "Toy_v1", "FailThing", FailAsync),
        Operation.Json("organizations", "Toy_v1", "BreakThing", BreakAsync),
        Operation.Cbor(Marketplace, "ToyService", "ListThings", EchoAsync, NoTimes),
        Operation.Cbor(Marketplace, "ToyService", "FailThing", FailAsync, NoTimes),
        Operation.Cbor(Marketplace, "ToyService", "BreakThing", BreakAsync, NoTimes) with { InternalErrorCode = "ToyErrorException" },
        Operation.Rest(Marketplace, "POST", "/ListEntities", "ListEntities", FailAsync),
        Operation.Rest(Marketplace, "GET", "/DescribeEntity", "DescribeEntity", EntityAsync),
        Operation.Json("organizations", "AWSOrganizationsV20161128", "DescribeOrganization", FailAsync),
        Operation.Query("sts", "2011-06-15", "GetCallerIdentity", IdentityAsync),
        Operation.Query("sts", "2011-06-15", "EmptyThing", EmptyAsync, changesState: true),
        Operation.Query("sts", "2011-06-15", "FailThing", FailAsync),
        Operation.Query("sts", "2011-06-15", "BreakThing", BreakAsync),
    ]);

    private static ValueTask<OperationResult> EchoAsync(OperationCall call, CancellationToken cancellation)
    {
        var body = JsonBody.Read(call);
        return new(body.Error is { } error ? error : OperationResult.Write(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("Echo");
            body.Value.WriteTo(json);
            json.WriteString("Principal", (string)call.Principal);
            json.WriteEndObject();
        }));
    }

    private static ValueTask<OperationResult> DescribeAsync(OperationCall call, CancellationToken cancellation) =>
        new(call.Query("id") is { } id
            ? OperationResult.Utf8(JsonSerializer.SerializeToUtf8Bytes(id))
            : new WireError("ValidationException", "The parameter id is missing."));

    private static ValueTask<OperationResult> EntityAsync(OperationCall call, CancellationToken cancellation) =>
        new(OperationResult.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("EntityIdentifier", call.Query("entityId"));
            json.WriteEndObject();
        }));

    private static ValueTask<OperationResult> EmptyAsync(OperationCall call, CancellationToken cancellation) => new(OperationResult.Empty);

    private static ValueTask<OperationResult> FailAsync(OperationCall call, CancellationToken cancellation) =>
        new(new WireError(
            call.Operation.Protocol == Protocol.Query ? "NoSuchEntity" : "ResourceNotFoundException", "There is no such <thing>.")
            .With("Reason", "GONE"));

    private static ValueTask<OperationResult> BreakAsync(OperationCall call, CancellationToken cancellation) =>
        throw new InvalidOperationException("inner words of a bug");

    private static async ValueTask<OperationResult> WaitAsync(OperationCall call, CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return OperationResult.Empty;
    }

    private static ValueTask<OperationResult> IdentityAsync(OperationCall call, CancellationToken cancellation) =>
        new(OperationResult.Xml(new XElement(
            "Result",
            new XElement("Arn", "arn:aws:iam::111122223333:user/" + call.Principal),
            new XElement("UserId", "AIDAEXAMPLE"),
            new XElement("Account", call.Query("Note") ?? "111122223333"))));
}
