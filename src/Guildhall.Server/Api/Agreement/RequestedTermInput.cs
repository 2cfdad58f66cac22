using System.Text.Json.Serialization;

namespace Guildhall.Server.Api.Agreement;

/// <summary>One of <c>requestedTerms</c> as sent.</summary>
internal sealed record RequestedTermInput
{
    public string? Id { get; init; }

    public ConfigurationInput? Configuration { get; init; }
}

internal sealed record ConfigurationInput
{
    [JsonPropertyName("configurableUpfrontPricingTermConfiguration")]
    public UpfrontInput? Upfront { get; init; }

    [JsonPropertyName("renewalTermConfiguration")]
    public RenewalInput? Renewal { get; init; }

    [JsonPropertyName("variablePaymentTermConfiguration")]
    public PaymentInput? Payment { get; init; }
}

internal sealed record UpfrontInput
{
    public string? SelectorValue { get; init; }

    public IReadOnlyList<DimensionInput?>? Dimensions { get; init; }
}

internal sealed record DimensionInput
{
    public string? DimensionKey { get; init; }

    public int? DimensionValue { get; init; }
}

internal sealed record RenewalInput
{
    public bool? EnableAutoRenew { get; init; }
}

internal sealed record PaymentInput
{
    public string? PaymentRequestApprovalStrategy { get; init; }

    public string? ExpirationDuration { get; init; }
}
