using System.Text.Json.Serialization;
using Guildhall.App.Billing.Exits;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>A plan of an exit, or what of it is changed, as the own API takes it.</summary>
internal sealed record PostedExit(string? OrganizationId = null, string? Product = null, string? Whose = null, string? GoneBy = null, string? Note = null, string? State = null)
{
    /// <summary>Refused: what is no JSON of a plan.</summary>
    public static Result<ExitText> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, PostedExitJson.Default.PostedExit, "VALIDATION_ERROR");
        return read.Error is { } error ? Problem.Malformed(error.Message) : read.Value.Text;
    }

    private ExitText Text => new() { Organization = OrganizationId, Product = Product, Whose = Whose, GoneBy = GoneBy, Note = Note, State = State };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 3)]
[JsonSerializable(typeof(PostedExit))]
internal sealed partial class PostedExitJson : JsonSerializerContext;
