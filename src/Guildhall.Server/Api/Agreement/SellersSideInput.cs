using System.Text.Json.Serialization;

namespace Guildhall.Server.Api.Agreement;

/// <summary>Whatever a seller's call says: none of it is read.</summary>
internal sealed record SellersSideInput;

[JsonSerializable(typeof(SellersSideInput))]
internal sealed partial class SellersSideJson : JsonSerializerContext;
