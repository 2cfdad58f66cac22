using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Store;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>What a quote's row keeps as JSON.</summary>
/// <param name="Charges">The ids of the charges, in their order.</param>
/// <param name="Gate">Null when nothing was bought: an amendment that adds nothing.</param>
internal sealed record QuoteDocument(Intent Intent, QuotedTerms Terms, ImmutableArray<string> Charges, GateDecision? Gate)
{
    /// <summary>The agreement that is amended or replaced.</summary>
    public string? Source { get; init; }

    /// <summary>The revision of its terms that an amendment is based on.</summary>
    public int SourceRevision { get; init; }

    /// <summary>The offer's renewal term, where the buyer did not take it: it can be taken later.</summary>
    public string? RenewalTerm { get; init; }

    public string? Proposer { get; init; }

    public string ProductType { get; init; } = "";
}

/// <summary>What an agreement's row keeps as JSON.</summary>
/// <param name="Quoted">The decision when it was quoted.</param>
/// <param name="Accepted">The decision at the instant of acceptance, or of renewal.</param>
/// <param name="By">Who accepted it.</param>
internal sealed record AgreementDocument(ImmutableArray<AcceptedTerm> Terms, GateDecision? Quoted, GateDecision? Accepted, string By)
{
    public string? RenewalTerm { get; init; }

    /// <summary>How often the terms were amended.</summary>
    public int TermsRevision { get; init; }

    /// <summary>How many charges there are.</summary>
    public int Charges { get; init; }

    /// <summary>The agreement that this one renewed or replaced.</summary>
    public string? Follows { get; init; }

    /// <summary>The agreement that renewed or replaced this one.</summary>
    public string? FollowedBy { get; init; }

    /// <summary>Why it has ended, where its status does not tell.</summary>
    public string? EndReason { get; init; }

    /// <summary>Since when its renewal, or the last notice of it, waited for an organization that could not be told; null when neither had to.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The last decision on an amendment that added something.</summary>
    public GateDecision? Amended { get; init; }
}

/// <summary>The stored form of both, and of a request for a quote.</summary>
internal static class AgreementDocuments
{
    public static string Write(QuoteDocument quote) => JsonSerializer.Serialize(quote, AgreementJson.Default.QuoteDocument);

    public static string Write(AgreementDocument agreement) => JsonSerializer.Serialize(agreement, AgreementJson.Default.AgreementDocument);

    public static QuoteDocument ReadQuote(string json) => JsonSerializer.Deserialize(json, AgreementJson.Default.QuoteDocument)!;

    public static AgreementDocument ReadAgreement(string json) => JsonSerializer.Deserialize(json, AgreementJson.Default.AgreementDocument)!;

    /// <summary>SHA-256 of the canonical request without its token.</summary>
    public static string Hash(QuoteRequest request) => CanonicalJson.Hash(JsonSerializer.SerializeToElement(request with { ClientToken = null }, AgreementJson.Default.QuoteRequest));
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(EntityIdJson), typeof(ProductIdJson), typeof(TermJson), typeof(ConfigurationJson)])]
[JsonSerializable(typeof(QuoteDocument))]
[JsonSerializable(typeof(AgreementDocument))]
[JsonSerializable(typeof(QuoteRequest))]
internal sealed partial class AgreementJson : JsonSerializerContext;
